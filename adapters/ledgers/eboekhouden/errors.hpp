#pragma once
// e-Boekhouden.nl's refusals -> the codes of product.md 8 (README.md has the table).

#include "adapters/ledgers/eboekhouden/json_reader.hpp"
#include "adapters/ledgers/eboekhouden/types.hpp"
#include "core/http/http_message.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::adapters::eboekhouden_api {

/// Nothing when the status is 2xx.
std::optional<core::error> refusal(call what, const core::http_response& answer);

/// The JSON of a 2xx answer; else the refusal, or ledger_unreachable when it is no JSON: the call
/// may have been carried out all the same, so the caller looks before it repeats.
core::result<boost::json::value> accepted_json(call what, const core::http_response& answer);

/// An answer of the right status and the wrong shape; `problem` must hold a fault.
core::error unreadable(const core::http_response& answer, const fault& problem);

/// The API's own code of a refusal: "MUT_019"; "" when there is none.
std::string refusal_code(const core::http_response& answer);

/// The meaning of an API code by itself; nothing for codes that are not in the reference.
std::optional<core::errc> meaning_of(std::string_view code);

}  // namespace boekbrug::adapters::eboekhouden_api
