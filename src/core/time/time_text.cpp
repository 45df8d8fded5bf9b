#include "core/time/time_text.hpp"

#include <cstdio>

namespace boekbrug::core {
namespace {

using namespace std::chrono;

// Reads exactly `count` digits at `at` and moves on; -1 when something else stands there.
int digits(std::string_view text, std::size_t& at, std::size_t count) {
  if (at + count > text.size()) {
    return -1;
  }
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const char c = text[at + i];
    if (c < '0' || c > '9') {
      return -1;
    }
    value = value * 10 + (c - '0');
  }
  at += count;
  return value;
}

bool skip(std::string_view text, std::size_t& at, char what) {
  if (at >= text.size() || text[at] != what) {
    return false;
  }
  ++at;
  return true;
}

std::optional<date> read_date(std::string_view text, std::size_t& at) {
  const int y = digits(text, at, 4);
  if (y < 0 || !skip(text, at, '-')) {
    return std::nullopt;
  }
  const int m = digits(text, at, 2);
  if (m < 0 || !skip(text, at, '-')) {
    return std::nullopt;
  }
  const int d = digits(text, at, 2);
  if (d < 0) {
    return std::nullopt;
  }
  const date day{year{y}, month{static_cast<unsigned>(m)},
                 std::chrono::day{static_cast<unsigned>(d)}};
  return day.ok() ? std::optional{day} : std::nullopt;
}

std::optional<milliseconds> read_clock(std::string_view text, std::size_t& at) {
  const int h = digits(text, at, 2);
  if (h < 0 || h > 23 || !skip(text, at, ':')) {
    return std::nullopt;
  }
  const int m = digits(text, at, 2);
  if (m < 0 || m > 59 || !skip(text, at, ':')) {
    return std::nullopt;
  }
  const int s = digits(text, at, 2);
  if (s < 0 || s > 60) {
    return std::nullopt;
  }
  milliseconds fraction{0};
  if (skip(text, at, '.')) {
    int unit = 100;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      fraction += milliseconds{unit * (text[at] - '0')};
      unit /= 10;
    }
  }
  return hours{h} + minutes{m} + seconds{s} + fraction;
}

// "Z", "+01:00", "+0100" or nothing.
std::optional<minutes> read_offset(std::string_view text, std::size_t& at) {
  if (at == text.size()) {
    return minutes{0};
  }
  if (skip(text, at, 'Z')) {
    return minutes{0};
  }
  const bool west = text[at] == '-';
  if (!west && text[at] != '+') {
    return std::nullopt;
  }
  ++at;
  const int h = digits(text, at, 2);
  skip(text, at, ':');
  const int m = digits(text, at, 2);
  if (h < 0 || h > 14 || m < 0 || m > 59) {
    return std::nullopt;
  }
  const auto offset = hours{h} + minutes{m};
  return west ? -duration_cast<minutes>(offset) : duration_cast<minutes>(offset);
}

error bad(const char* what, std::string_view text) {
  return fail(errc::invalid_input,
              std::string("not a ") + what + ": '" + std::string(text.substr(0, 40)) + "'");
}

}  // namespace

result<date> parse_date(std::string_view text) {
  std::size_t at = 0;
  const auto day = read_date(text, at);
  if (!day || at != text.size()) {
    return bad("date (YYYY-MM-DD)", text);
  }
  return *day;
}

std::string to_text(date day) {
  char buffer[32];
  const auto length =
      std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(day.year()),
                    static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return {buffer, static_cast<std::size_t>(length)};
}

std::string to_compact_text(date day) {
  auto text = to_text(day);
  std::erase(text, '-');
  return text;
}

result<time_point> parse_time(std::string_view text) {
  std::size_t at = 0;
  const auto day = read_date(text, at);
  if (!day || !(skip(text, at, 'T') || skip(text, at, ' '))) {
    return bad("time", text);
  }
  const auto clock = read_clock(text, at);
  if (!clock) {
    return bad("time", text);
  }
  const auto offset = read_offset(text, at);
  if (!offset || at != text.size()) {
    return bad("time", text);
  }
  return time_point{sys_days{*day}} + *clock - *offset;
}

std::string to_bare_text(time_point when) {
  const auto days_part = floor<days>(when);
  const hh_mm_ss clock{floor<seconds>(when) - days_part};
  char buffer[16];
  const auto length = std::snprintf(
      buffer, sizeof buffer, "T%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return to_text(date{days_part}) + std::string(buffer, static_cast<std::size_t>(length));
}

std::string to_text(time_point when) {
  return to_bare_text(when) + "Z";
}

}  // namespace boekbrug::core
