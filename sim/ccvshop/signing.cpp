#include "sim/ccvshop/signing.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace boekbrug::sim::ccvshop {
namespace {

/// The digits at `text[from, from + size)`; -1 when there is anything else.
int digits_at(std::string_view text, std::size_t from, std::size_t size) noexcept {
  int out = 0;
  for (std::size_t i = from; i < from + size; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') {
      return -1;
    }
    out = out * 10 + (text[i] - '0');
  }
  return out;
}

std::optional<std::chrono::sys_days> day_in(std::string_view text) noexcept {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const int year = digits_at(text, 0, 4);
  const int month = digits_at(text, 5, 2);
  const int day = digits_at(text, 8, 2);
  if (year < 1970 || month < 0 || day < 0) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok() ? std::optional{std::chrono::sys_days{date}} : std::nullopt;
}

void append_padded(std::string& out, int value) {
  out += static_cast<char>('0' + value / 10 % 10);
  out += static_cast<char>('0' + value % 10);
}

}  // namespace

std::string signature(std::string_view secret, std::initializer_list<std::string_view> parts) {
  std::string text;
  bool first = true;
  for (const auto part : parts) {
    text += first ? "" : "|";
    text += part;
    first = false;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha512(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += hex[digest[i] >> 4U];
    out += hex[digest[i] & 15U];
  }
  return out;
}

bool same_text(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) {
    return false;
  }
  unsigned different = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return different == 0;
}

std::optional<core::time_point> parse_x_date(std::string_view text) noexcept {
  const auto day = day_in(text);
  if (!day || text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto zone = text.substr(19);
  const int hour = digits_at(text, 11, 2);
  const int minute = digits_at(text, 14, 2);
  const int second = digits_at(text, 17, 2);
  if ((zone != "Z" && zone != "+00:00" && zone != "+0000") || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59 || second < 0 || second > 59) {
    return std::nullopt;
  }
  return *day + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second};
}

std::string utc_text(core::time_point when) {
  const auto day = std::chrono::floor<std::chrono::days>(when);
  const std::chrono::year_month_day date{day};
  const auto second =
      static_cast<int>(std::chrono::floor<std::chrono::seconds>(when - day).count());
  std::string out = std::to_string(static_cast<int>(date.year()));
  out += '-';
  append_padded(out, static_cast<int>(static_cast<unsigned>(date.month())));
  out += '-';
  append_padded(out, static_cast<int>(static_cast<unsigned>(date.day())));
  out += 'T';
  append_padded(out, second / 3600);
  out += ':';
  append_padded(out, second / 60 % 60);
  out += ':';
  append_padded(out, second % 60);
  out += 'Z';
  return out;
}

std::optional<core::time_point> parse_date(std::string_view text, bool whole_times) noexcept {
  if (text.size() == 10) {
    const auto day = day_in(text);
    return day ? std::optional<core::time_point>{*day} : std::nullopt;
  }
  return whole_times ? parse_x_date(text) : std::nullopt;
}

}  // namespace boekbrug::sim::ccvshop
