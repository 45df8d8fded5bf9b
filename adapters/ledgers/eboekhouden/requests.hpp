#pragma once
// What all calls have in common.

#include "adapters/ledgers/eboekhouden/json_writer.hpp"
#include "core/ports/ledger_adapter.hpp"

#include <string>
#include <string_view>

namespace boekbrug::adapters::eboekhouden_api {

/// "https://api.e-boekhouden.nl" + path, without credentials. `path` begins with "/v1/".
core::result<core::http_request> make_open_call(const core::ledger_connection& ledger,
                                                core::http_method method, std::string_view path);
/// With the session's token; errc::access_expired when there is none yet.
core::result<core::http_request> make_get(const core::ledger_connection& ledger,
                                          std::string_view path);
core::result<core::http_request> make_post(const core::ledger_connection& ledger,
                                           std::string_view path, const json_object& body);

/// "?invoiceNumber=2026100004711": a value of a filter, encoded.
std::string filter(std::string_view name, std::string_view value);
/// "limit=2000", and "&offset=4000" when there is one.
std::string paging(std::size_t limit, std::size_t offset = 0);

/// Printable and without blanks: a token with a line break in it could add headers of its own.
bool is_usable_token(std::string_view token) noexcept;

}  // namespace boekbrug::adapters::eboekhouden_api
