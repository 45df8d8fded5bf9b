#pragma once
// The lists behind the settings cards.

#include "adapters/ledgers/moneybird/types.hpp"
#include "core/ports/ledger_adapter.hpp"

namespace boekbrug::adapters::moneybird_api {

core::result<core::http_request> make_list(const core::ledger_connection& ledger,
                                           std::size_t index);

/// Fills its part of `lists`. The first list fills `lists.admin`: the caller sets `lists.admin.id`
/// to the connection's administration before; when it is empty, a single administration is taken.
core::result<void> parse_list(std::size_t index, const core::http_response& answer,
                              core::ledger_lists& lists);

core::result<std::vector<core::administration>> parse_administrations(
    const core::http_response& answer);

}  // namespace boekbrug::adapters::moneybird_api
