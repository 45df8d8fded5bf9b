#include "core/booking/text.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";

char to_lower(char letter) noexcept {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

char to_upper(char letter) noexcept {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lower(std::string_view text) {
  std::string made{text};
  std::transform(made.begin(), made.end(), made.begin(), to_lower);
  return made;
}

std::string upper(std::string_view text) {
  std::string made{text};
  std::transform(made.begin(), made.end(), made.begin(), to_upper);
  return made;
}

bool mentions(std::string_view lower_text, std::string_view part) noexcept {
  return lower_text.find(part) != std::string_view::npos;
}

std::string shorten(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) {
    return std::string(text);
  }
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return std::string(text.substr(0, end));
}

std::string hex(std::uint64_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string made(16, '0');
  for (std::size_t at = made.size(); at > 0; --at) {
    made[at - 1] = digits[static_cast<std::size_t>(value & 0xFU)];
    value >>= 4U;
  }
  return made;
}

void fingerprint::byte(unsigned char value) noexcept {
  state_ = (state_ ^ value) * 1099511628211ULL;
}

void fingerprint::add(std::string_view text) noexcept {
  for (const char letter : text) {
    byte(static_cast<unsigned char>(letter));
  }
  add(static_cast<std::int64_t>(text.size()));
}

void fingerprint::add(std::int64_t value) noexcept {
  const auto bits = static_cast<std::uint64_t>(value);
  for (unsigned shift = 0; shift < 64; shift += 8) {
    byte(static_cast<unsigned char>((bits >> shift) & 0xFFU));
  }
}

}  // namespace boekbrug::core
