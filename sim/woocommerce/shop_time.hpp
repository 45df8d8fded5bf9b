#pragma once
// The shop's clock on the wall, and how WordPress reads the dates of a query.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::woocommerce {

using seconds_utc = std::chrono::sys_seconds;
using seconds_local = std::chrono::local_seconds;

enum class shop_zone : std::uint8_t { amsterdam, utc };

/// "Europe/Amsterdam" or "UTC".
std::string_view name(shop_zone zone) noexcept;
/// Central European time by the EU rule: +2 h from the last Sunday of March, 01:00 UTC, to that of
/// October.
std::chrono::seconds offset_at(seconds_utc when, shop_zone zone) noexcept;
seconds_local to_local(seconds_utc when, shop_zone zone) noexcept;
/// As PHP does: the first of the two instants of an hour that comes twice; an hour that does not
/// exist moves on by an hour.
seconds_utc to_utc(seconds_local wall, shop_zone zone) noexcept;
/// A wall time in the hour that is skipped in spring comes back an hour later, any other unchanged.
seconds_local without_gap(seconds_local wall, shop_zone zone) noexcept;

/// "2026-05-01T10:00:00".
std::string to_text(seconds_utc when);
std::string to_text(seconds_local wall);
/// Reads exactly "2026-05-01T10:00:00"; nothing for any other text.
std::optional<seconds_local> parse_wall_time(std::string_view text) noexcept;
/// "Sat, 21 Nov 2026 10:26:00 GMT", for the Date header.
std::string to_http_date(seconds_utc when);

/// Reads the value of `after`, `modified_after` and so on. A time with a zone is first turned into
/// the shop's wall time; then `dates_are_gmt` says whether the digits are taken as UTC or as wall
/// time. So `Z` together with dates_are_gmt shifts by the shop's offset, as the real shop does.
/// Nothing when WordPress says "Invalid date.".
std::optional<seconds_utc> parse_filter_time(std::string_view text, bool dates_are_gmt,
                                             shop_zone zone) noexcept;

}  // namespace boekbrug::sim::woocommerce
