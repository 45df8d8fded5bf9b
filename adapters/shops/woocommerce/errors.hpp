#pragma once
// What an answer that is not the data asked for means (woocommerce.md 1.1 and 8; README.md has the
// table).

#include "adapters/shops/woocommerce/json.hpp"
#include "core/http/http_message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::woocommerce_api {

/// WordPress' own error object. Its message is in the shop's language: decide on `code` only.
struct api_error {
  std::string code;
  std::string message;
  std::vector<std::string> parameters;  // of rest_invalid_param
};
std::optional<api_error> find_api_error(const core::http_response& answer);

/// Whether the body is a web page and not data.
bool is_page(const core::http_response& answer);

/// The error of an answer that is not 2xx.
core::error refusal(const core::http_response& answer);

/// The JSON of a 2xx answer; a BOM, blank lines or PHP notices before it are cut only if the rest
/// parses whole.
core::result<json::value> read_json(const core::http_response& answer);
/// As `read_json`, and the rows; an error object in a 200 answer is its error.
core::result<json::value> read_list(const core::http_response& answer);

/// What an error of the transport means for a merchant.
core::error unreachable(const core::error& failure);

}  // namespace boekbrug::adapters::woocommerce_api
