#pragma once
// What a merchant types as the address of the shop -> scheme and host.

#include "core/base/result.hpp"

#include <string>
#include <string_view>

namespace boekbrug::adapters::ccvshop_api {

/// "https://winkel.example": scheme (https when there is none), lower-case host, unusual port.
/// Path and query are dropped: the API stands at the root of the host. errc::invalid_input when it
/// is no web address, or holds a user name or password.
core::result<std::string> canonical_base(std::string_view text);
std::string scheme_of(std::string_view url);
/// Host without port and without "www.".
std::string bare_host(std::string_view url);

}  // namespace boekbrug::adapters::ccvshop_api
