#include "sim/woocommerce/url_query.hpp"

#include <algorithm>

namespace boekbrug::sim::woocommerce {
namespace {

int hex(char c) noexcept {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_element_of(std::string_view key, std::string_view name) noexcept {
  return key.size() > name.size() + 1 && key.starts_with(name) && key[name.size()] == '[' &&
         key.ends_with(']');
}

}  // namespace

std::string url_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' && plus_is_space ? ' ' : text[i];
    }
  }
  return out;
}

std::string url_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.' || c == '_' || c == '~';
    if (kept) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

url_query::url_query(std::string_view encoded) {
  while (!encoded.empty()) {
    const std::size_t end = std::min(encoded.find('&'), encoded.size());
    const std::string_view part = encoded.substr(0, end);
    encoded.remove_prefix(std::min(end + 1, encoded.size()));
    if (part.empty()) {
      continue;
    }
    const std::size_t equals = std::min(part.find('='), part.size());
    pairs_.emplace_back(url_decode(part.substr(0, equals)),
                        equals < part.size() ? url_decode(part.substr(equals + 1)) : std::string{});
  }
}

const std::string* url_query::find(std::string_view name) const noexcept {
  const auto it = std::find_if(pairs_.rbegin(), pairs_.rend(),
                               [&](const auto& pair) { return pair.first == name; });
  return it == pairs_.rend() ? nullptr : &it->second;
}

std::string url_query::get(std::string_view name) const {
  const std::string* value = find(name);
  return value == nullptr ? std::string{} : *value;
}

bool url_query::has_list(std::string_view name) const noexcept {
  return std::any_of(pairs_.begin(), pairs_.end(), [&](const auto& pair) {
    return pair.first == name || is_element_of(pair.first, name);
  });
}

std::vector<std::string> url_query::list(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : pairs_) {
    if (is_element_of(key, name)) {
      out.push_back(value);
      continue;
    }
    if (key != name) {
      continue;
    }
    // WordPress's wp_parse_list: commas and spaces part the values.
    std::string part;
    for (const char c : value + ",") {
      if (c != ',' && c != ' ') {
        part += c;
      } else if (!part.empty()) {
        out.push_back(std::exchange(part, {}));
      }
    }
  }
  return out;
}

}  // namespace boekbrug::sim::woocommerce
