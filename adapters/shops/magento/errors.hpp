#pragma once
// What an answer that is not the data asked for means (magento.md 1.2, 1.3 and 8; README.md has the
// table).

#include "adapters/shops/magento/json.hpp"
#include "core/http/http_message.hpp"

#include <optional>
#include <string>

namespace boekbrug::adapters::magento_api {

/// Magento's own error message with its placeholders filled in; nothing when the body is none.
std::optional<std::string> find_message(const core::http_response& answer);

/// Whether the body is a web page and not data.
bool is_page(const core::http_response& answer);

// What a refusal says about the way of logging in.
bool is_signature_invalid(const core::http_response& answer);
bool is_method_refused(const core::http_response& answer);  // HMAC-SHA256 not known

/// The error of an answer that is not 2xx.
core::error refusal(const core::http_response& answer);

/// The JSON of a 2xx answer, with numbers as text; a BOM, blank lines or PHP notices before it are
/// cut only if the rest parses whole.
core::result<json::value> read_json(const core::http_response& answer);

/// A search result: `items`, and `total_count` when it was given.
struct search_result {
  json::array items;
  std::optional<std::int64_t> total_count;
};
core::result<search_result> read_search(const core::http_response& answer);
/// The same from a body that was read before.
core::result<search_result> read_search(std::string_view body);

/// What an error of the transport means for a merchant.
core::error unreachable(const core::error& failure);

}  // namespace boekbrug::adapters::magento_api
