#pragma once
// The one table of the server's settings: everything that reads, checks, explains or shows a key
// goes by it.

#include "config/server_settings.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace boekbrug::config {

enum class key_kind : std::uint8_t {
  flag = 1,
  count,
  bytes,     // an integer, or a text such as "32MiB"
  duration,  // whole seconds, or a text such as "15m"
  text,
  addresses,  // a list of IP addresses
  choice,     // one of `choices`
  secret,
};

/// What a key holds, whatever its type in the struct: count, bytes and seconds as a number, choices
/// as text.
using key_value = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

struct key_row {
  std::string_view section;  // "" = top of the file
  std::string_view name;
  key_kind kind = key_kind::text;
  std::int64_t min = 0;  // of numbers; of texts: 1 = may not be empty
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  std::vector<std::string_view> choices;
  std::string_view unit;  // for people
  std::string_view description;
  key_value (*get)(const server_settings&) = nullptr;
  void (*set)(server_settings&, const key_value&) = nullptr;

  std::string full_name() const;
};

/// In the order of the file.
const std::vector<key_row>& key_table();
/// Sections in the order of the file, "" first, with what they are about.
struct section_row {
  std::string_view name;
  std::string_view description;
};
const std::vector<section_row>& section_table();

/// "15m", "1h", "30s", "7d"; nothing for anything else.
std::optional<std::int64_t> parse_seconds(std::string_view text) noexcept;
/// The largest unit that fits: 900 -> "15m".
std::string render_seconds(std::int64_t seconds);
/// "32MiB", "1GiB", "512KiB", "4096B"; nothing for anything else.
std::optional<std::int64_t> parse_bytes(std::string_view text) noexcept;
std::string render_bytes(std::int64_t bytes);

/// As it stands in the file ("15m" in quotes, true, 8); secrets too, so not for logs.
std::string render_value(const key_row& row, const key_value& value);
/// "1 .. 64", "text | json", "not empty"; "" when anything goes.
std::string render_range(const key_row& row);

}  // namespace boekbrug::config
