#pragma once
// Moneybird's refusals -> the codes of product.md 8 (README.md has the table).

#include "adapters/ledgers/moneybird/json_reader.hpp"
#include "adapters/ledgers/moneybird/types.hpp"
#include "core/http/http_message.hpp"

#include <boost/json/value.hpp>

#include <optional>

namespace boekbrug::adapters::moneybird_api {

/// Nothing when the status is 2xx.
std::optional<core::error> refusal(call what, const core::http_response& answer);

/// The JSON of a 2xx answer; else the refusal, or ledger_unreachable when it is no JSON: the call
/// may have been carried out all the same, so the caller looks before it repeats.
core::result<boost::json::value> accepted_json(call what, const core::http_response& answer);

/// An answer of the right status and the wrong shape; `problem` must hold a fault.
core::error unreadable(const core::http_response& answer, const fault& problem);

/// Whether this refusal only means that the list is not in the plan or the scopes.
bool means_list_refused(const core::http_response& answer);

}  // namespace boekbrug::adapters::moneybird_api
