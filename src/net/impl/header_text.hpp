#pragma once
// Comparing and checking the text of headers.

#include <algorithm>
#include <string_view>

namespace boekbrug::net::impl {

inline char ascii_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Equal but for the case of ASCII letters.
inline bool same_blind(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return ascii_lower(x) == ascii_lower(y);
         });
}

/// Whether a header cannot smuggle in another header or line.
inline bool is_clean_header(std::string_view name, std::string_view value) noexcept {
  const auto in_name = [](char c) { return c > ' ' && c < 0x7f && c != ':'; };
  const auto in_value = [](char c) { return c != '\r' && c != '\n' && c != '\0'; };
  return !name.empty() && std::all_of(name.begin(), name.end(), in_name) &&
         std::all_of(value.begin(), value.end(), in_value);
}

}  // namespace boekbrug::net::impl
