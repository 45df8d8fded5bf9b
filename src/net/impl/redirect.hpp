#pragma once
// Where a redirect leads and what may travel along.

#include "core/http/http_message.hpp"
#include "net/impl/url.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::net::impl {

/// 301, 302, 303, 307 and 308.
bool is_redirect(int status) noexcept;

/// The absolute address that `location` means when `from` answered it (RFC 3986 5.2); nothing when
/// it is empty or no http(s) address.
std::optional<std::string> resolve_location(const url& from, std::string_view location);

/// Whether trust in and credentials for `from` also hold for `to`: the same host and the same
/// scheme and port, or its upgrade from the standard port of http to that of https.
bool same_party(const url& from, const url& to) noexcept;

/// Keeps only headers that say how to answer; tokens and keys come in headers of any name.
void drop_credentials(std::vector<core::http_header>& headers);

}  // namespace boekbrug::net::impl
