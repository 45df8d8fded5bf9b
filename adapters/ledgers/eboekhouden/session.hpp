#pragma once
// Sessions: the merchant's API token buys a session token of an hour.

#include "core/ports/ledger_adapter.hpp"

namespace boekbrug::adapters::eboekhouden_api {

bool must_renew(const core::ledger_connection& ledger, core::time_point now);
core::result<core::http_request> make_session(const core::ledger_connection& ledger);
core::result<core::ledger_tokens> parse_session(const core::http_response& answer,
                                                core::time_point now);
/// The merchant's token goes where it survives renewals; an older session is forgotten with it.
void take_token(core::ledger_connection& ledger, const core::secret& token);

}  // namespace boekbrug::adapters::eboekhouden_api
