#pragma once
// Signed calls (ccvshop.md 1b): HMAC-SHA512 over public|METHOD|uri|body|date.

#include "core/ports/shop_adapter.hpp"

#include <string>
#include <string_view>

namespace boekbrug::adapters::ccvshop_api {

/// 128 lower-case hexadecimal digits; "" when the library refuses.
std::string hmac_sha512_hex(const core::secret& key, std::string_view text);
/// Takes the same time whatever the first difference is. Hexadecimal digits compare case-blind.
bool same_hash(std::string_view left, std::string_view right) noexcept;

std::string string_to_sign(std::string_view key, core::http_method method, std::string_view uri,
                           std::string_view body, std::string_view date);

/// `uri` is path and query exactly as they go over the line, from "/api/rest/v1" on.
core::result<core::http_request> make_call(const core::shop_connection& shop,
                                           core::http_method method, std::string_view uri,
                                           std::string body, const core::request_context& context);
core::result<core::http_request> make_get(const core::shop_connection& shop, std::string_view uri,
                                          const core::request_context& context);

/// Whether the answer's own signature fits; errc::shop_answer_unreadable when it does not. Answers
/// without x-hash or x-date pass (errors may lack them), and so do those whose address is unknown.
core::result<void> check_signature(const core::shop_connection& shop, core::http_method method,
                                   const core::http_response& answer);

}  // namespace boekbrug::adapters::ccvshop_api
