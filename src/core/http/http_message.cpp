#include "core/http/http_message.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace boekbrug::core {
namespace {

bool same_blind(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](unsigned char x, unsigned char y) {
           return std::tolower(x) == std::tolower(y);
         });
}

}  // namespace

std::string_view name(http_method method) noexcept {
  constexpr std::array<std::string_view, 6> names{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"};
  return names[static_cast<std::size_t>(method)];
}

std::string_view http_response::header(std::string_view header_name) const noexcept {
  for (const auto& each : headers) {
    if (same_blind(each.name, header_name)) {
      return each.value;
    }
  }
  return {};
}

std::string redacted(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto scheme_end = url.find("://");
  const auto start = scheme_end == std::string_view::npos ? 0 : scheme_end + 3;
  const auto path = url.find('/', start);
  const auto at = url.substr(0, path).rfind('@');
  if (at == std::string_view::npos || at < start) {
    return std::string(url);
  }
  return std::string(url.substr(0, start)) + std::string(url.substr(at + 1));
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char each : text) {
    const auto c = static_cast<unsigned char>(each);
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += each;
    } else {
      out += '%';
      out += hex[c >> 4U];
      out += hex[c & 15U];
    }
  }
  return out;
}

}  // namespace boekbrug::core
