#pragma once
// Moneybird's OAuth: exchanging a code, renewing a token.

#include "core/ports/ledger_adapter.hpp"

namespace boekbrug::adapters::moneybird_api {

bool must_renew(const core::ledger_connection& ledger, core::time_point now);
core::result<core::http_request> make_renew(const core::ledger_connection& ledger);
core::result<core::http_request> make_grant(const core::ledger_connection& ledger,
                                            std::string_view code, std::string_view redirect_uri);
core::result<core::ledger_tokens> parse_tokens(const core::http_response& answer);

}  // namespace boekbrug::adapters::moneybird_api
