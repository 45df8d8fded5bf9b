#include "sim/ccvshop/query.hpp"

#include "core/http/http_message.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  return core::percent_encode(text);
}

query::query(std::string_view encoded) {
  while (!encoded.empty()) {
    const std::size_t end = std::min(encoded.find('&'), encoded.size());
    const std::string_view part = encoded.substr(0, end);
    encoded.remove_prefix(std::min(end + 1, encoded.size()));
    if (part.empty()) {
      continue;
    }
    const std::size_t equals = std::min(part.find('='), part.size());
    entries_.push_back({percent_decoded(part.substr(0, equals)),
                        percent_decoded(part.substr(std::min(equals + 1, part.size()))),
                        std::string{part}});
  }
}

const std::string* query::find(std::string_view name) const noexcept {
  const auto it = std::find_if(entries_.rbegin(), entries_.rend(),
                               [&](const entry& one) { return one.name == name; });
  return it == entries_.rend() ? nullptr : &it->value;
}

}  // namespace boekbrug::sim::ccvshop
