#pragma once
// What a merchant types as the address of the shop -> a canonical base URL.

#include "core/base/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace boekbrug::adapters::shared {

/// Names of pages: where people are when they copy the address of their shop.
using page_list = std::span<const std::string_view>;

/// "http" or "https" when the merchant wrote a scheme, else "".
std::string typed_scheme(std::string_view text);
/// Scheme (https when there is none), lower-case host, port, folder; without trailing slash, query,
/// and path ends that are pages and not the site (`pages`, in lower case: "shop", "wp-admin", ...).
/// errc::invalid_input when it is no web address, or holds a user name or password.
core::result<std::string> canonical_base(std::string_view text, page_list pages);

std::string scheme_of(std::string_view url);
/// Host without port and without "www.".
std::string bare_host(std::string_view url);
/// Scheme, host and port without path.
std::string origin_of(std::string_view url);
/// "" when the URL has no path.
std::string folder_of(std::string_view url);

}  // namespace boekbrug::adapters::shared
