#pragma once
// Times, percent-encoding and decimal amounts as Magento writes them.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::magento {

using seconds_utc = std::chrono::sys_seconds;

/// Ten-thousandths of a currency unit, of a percent or of a piece: Magento keeps four decimals.
using money = std::int64_t;
inline constexpr money one = 10'000;
inline constexpr money cent = 100;

std::string url_decode(std::string_view text, bool plus_is_space);
/// RFC 3986: all but A-Z a-z 0-9 - . _ ~.
std::string url_encode(std::string_view text);

/// "YYYY-MM-DD HH:MM:SS", UTC.
std::string to_text(seconds_utc when);
/// A date or a date and time in that form; nothing else (no "T", no "Z").
std::optional<seconds_utc> parse_time(std::string_view text) noexcept;
std::string to_http_date(seconds_utc when);

/// "33.02", "20", "2.5", "-0.0001": no trailing zeros.
std::string to_text(money amount);
/// Two decimals, for the control paths.
std::string to_cents_text(money amount);
/// JSON numbers and plain decimals; digits behind the fourth round half away from zero.
std::optional<money> parse_money(std::string_view text) noexcept;
/// To whole cents, half away from zero.
money round_cents(money amount) noexcept;
/// amount * numerator / denominator, half away from zero.
money mul_div(money amount, std::int64_t numerator, std::int64_t denominator) noexcept;
/// The same, rounded to cents in one step.
money part_of(money amount, std::int64_t numerator, std::int64_t denominator) noexcept;
std::optional<std::int64_t> parse_id(std::string_view text) noexcept;

}  // namespace boekbrug::sim::magento
