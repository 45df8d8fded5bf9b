#pragma once
// Small text helpers that adapters share. ASCII only: letters beyond it are left as they are.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::shared {

std::vector<std::string_view> split(std::string_view text, char separator);
/// Plain digits only, at most 18.
std::optional<std::int64_t> read_count(std::string_view text);
bool starts_with_blind(std::string_view text, std::string_view start) noexcept;
std::string lower(std::string_view text);
std::string upper(std::string_view text);
std::string_view trim(std::string_view text) noexcept;
/// Two ASCII letters, upper-cased; "" for anything else.
std::string country_code(std::string_view text);

}  // namespace boekbrug::adapters::shared
