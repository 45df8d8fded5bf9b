#pragma once
// The administration and the choices of the settings cards.

#include "core/ports/ledger_adapter.hpp"

namespace boekbrug::adapters::eboekhouden_api {

/// An ordinary token has no call that names its administration: the debtor accounts stand in.
core::result<core::http_request> make_administrations(const core::ledger_connection& ledger);
core::result<std::vector<core::administration>> parse_administrations(
    const core::http_response& answer);

core::result<core::http_request> make_list(const core::ledger_connection& ledger,
                                           std::size_t index);
/// For the ledgers, `lists.admin.id` is checked when it is set: a token of another administration
/// must not book here.
core::result<void> parse_list(std::size_t index, const core::http_response& answer,
                              core::ledger_lists& lists);

}  // namespace boekbrug::adapters::eboekhouden_api
