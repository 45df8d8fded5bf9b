#pragma once
// How CCV Shop signs: HMAC-SHA512 over parts joined by bars.

#include "core/time/clock.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::ccvshop {

/// Lower-case hex HMAC-SHA512 of the parts joined by "|".
std::string signature(std::string_view secret, std::initializer_list<std::string_view> parts);
/// In a time that does not depend on where the texts differ.
bool same_text(std::string_view a, std::string_view b) noexcept;
/// "2025-03-04T10:15:30Z", or with +00:00 or +0000 at the end; nothing for any other form.
std::optional<core::time_point> parse_x_date(std::string_view text) noexcept;
/// "2025-03-04T10:15:30Z".
std::string utc_text(core::time_point when);
/// "2025-03-04" as its first moment in UTC; with `whole_times` also the forms of parse_x_date.
std::optional<core::time_point> parse_date(std::string_view text, bool whole_times) noexcept;

}  // namespace boekbrug::sim::ccvshop
