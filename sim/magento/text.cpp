#include "sim/magento/text.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace boekbrug::sim::magento {
namespace {

int hex(char c) noexcept {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int out = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      return -1;
    }
    out = out * 10 + (text[i] - '0');
  }
  return out;
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
  constexpr std::string_view alphabet = "0123456789ABCDEF";
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
      out += alphabet[byte >> 4U];
      out += alphabet[byte & 15U];
    }
  }
  return out;
}

std::string to_text(seconds_utc when) {
  using namespace std::chrono;
  const auto day = floor<days>(when);
  const year_month_day date{day};
  const hh_mm_ss clock{when - day};
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u %02d:%02d:%02d",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out.data();
}

std::optional<seconds_utc> parse_time(std::string_view text) noexcept {
  using namespace std::chrono;
  if ((text.size() != 10 && text.size() != 19) || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const int y = digits(text, 0, 4);
  const int m = digits(text, 5, 2);
  const int d = digits(text, 8, 2);
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (y < 0 || m < 0 || d < 0 || !date.ok()) {
    return std::nullopt;
  }
  if (text.size() == 10) {
    return sys_days{date};
  }
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (text[10] != ' ' || text[13] != ':' || text[16] != ':' || hour < 0 || hour > 23 ||
      minute < 0 || minute > 59 || second < 0 || second > 59) {
    return std::nullopt;
  }
  return sys_days{date} + hours{hour} + minutes{minute} + seconds{second};
}

std::string to_http_date(seconds_utc when) {
  using namespace std::chrono;
  static constexpr std::array<const char*, 7> names{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> month_names{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<days>(when);
  const year_month_day date{day};
  const std::string iso = to_text(when);
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%s, %02u %s %04d %s GMT", names[weekday{day}.c_encoding()],
                static_cast<unsigned>(date.day()),
                month_names[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                iso.c_str() + 11);
  return out.data();
}

std::string to_text(money amount) {
  const bool negative = amount < 0;
  const money size = negative ? -amount : amount;
  std::string out = (negative ? "-" : "") + std::to_string(size / one);
  if (const money rest = size % one; rest != 0) {
    std::string tail = std::to_string(rest + one);
    tail.front() = '.';
    tail.resize(tail.find_last_not_of('0') + 1);
    out += tail;
  }
  return out;
}

std::string to_cents_text(money amount) {
  const money cents = round_cents(amount) / cent;
  const money size = cents < 0 ? -cents : cents;
  std::string tail = std::to_string(size % 100 + 100);
  tail.front() = '.';
  return (cents < 0 ? "-" : "") + std::to_string(size / 100) + tail;
}

std::optional<money> parse_money(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) {
    text.remove_prefix(1);
  }
  money value = 0;
  const char* const end = text.data() + text.size();
  const auto whole = std::from_chars(text.data(), end, value);
  if (whole.ec != std::errc{} || text.starts_with('-') || value > 100'000'000'000'000) {
    return std::nullopt;
  }
  value *= one;
  const char* at = whole.ptr;
  if (at != end) {
    if (*at++ != '.' || at == end) {
      return std::nullopt;
    }
    money scale = one;
    for (bool rounded = false; at != end; ++at) {
      if (*at < '0' || *at > '9') {
        return std::nullopt;
      }
      scale /= 10;
      value += scale * (*at - '0');
      if (scale == 0 && !rounded) {
        value += *at >= '5' ? 1 : 0;
        rounded = true;
      }
    }
  }
  return negative ? -value : value;
}

money mul_div(money amount, std::int64_t numerator, std::int64_t denominator) noexcept {
  if (denominator == 0) {
    return 0;
  }
  // Orders made by hand may hold any amount: the product must not overflow.
  __extension__ using wide = __int128;
  const wide product = static_cast<wide>(amount) * numerator;
  const wide half = denominator / 2;
  return static_cast<money>(product < 0 ? -((-product + half) / denominator)
                                        : (product + half) / denominator);
}

money round_cents(money amount) noexcept {
  return mul_div(amount, 1, cent) * cent;
}

money part_of(money amount, std::int64_t numerator, std::int64_t denominator) noexcept {
  return mul_div(amount, numerator, denominator * cent) * cent;
}

std::optional<std::int64_t> parse_id(std::string_view text) noexcept {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

}  // namespace boekbrug::sim::magento
