// Values of keys as text: durations, sizes, TOML literals, ranges.

#include "config/key_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace boekbrug::config {

namespace {

struct unit_row {
  std::string_view suffix;
  std::int64_t factor;
};
/// Largest first: rendering takes the first one that divides.
constexpr std::array duration_units{unit_row{"d", 86'400}, unit_row{"h", 3'600}, unit_row{"m", 60},
                                    unit_row{"s", 1}};
constexpr std::array byte_units{unit_row{"TiB", std::int64_t{1} << 40U},
                                unit_row{"GiB", std::int64_t{1} << 30U},
                                unit_row{"MiB", std::int64_t{1} << 20U},
                                unit_row{"KiB", std::int64_t{1} << 10U}, unit_row{"B", 1}};

template <std::size_t N>
std::optional<std::int64_t> parse_with_unit(std::string_view text,
                                            const std::array<unit_row, N>& units) noexcept {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || number < 0) {
    return std::nullopt;
  }
  const std::string_view suffix{end, static_cast<std::size_t>(text.data() + text.size() - end)};
  for (const auto& unit : units) {
    if (unit.suffix == suffix) {
      const bool fits = number <= std::numeric_limits<std::int64_t>::max() / unit.factor;
      return fits ? std::optional{number * unit.factor} : std::nullopt;
    }
  }
  return std::nullopt;
}

template <std::size_t N>
std::string render_with_unit(std::int64_t value, const std::array<unit_row, N>& units) {
  for (const auto& unit : units) {
    if (value != 0 && value % unit.factor == 0) {
      return std::to_string(value / unit.factor) + std::string{unit.suffix};
    }
  }
  return std::to_string(value) + std::string{units.back().suffix};
}

std::string quoted(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (byte < 0x20U || byte == 0x7FU) {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    } else {
      out += letter;
    }
  }
  return out + '"';
}

std::string render_number(const key_row& row, std::int64_t number) {
  switch (row.kind) {
    case key_kind::bytes:
      return render_bytes(number);
    case key_kind::duration:
      return render_seconds(number);
    default:
      return std::to_string(number);
  }
}

}  // namespace

std::optional<std::int64_t> parse_seconds(std::string_view text) noexcept {
  return parse_with_unit(text, duration_units);
}
std::string render_seconds(std::int64_t seconds) {
  return render_with_unit(seconds, duration_units);
}
std::optional<std::int64_t> parse_bytes(std::string_view text) noexcept {
  return parse_with_unit(text, byte_units);
}
std::string render_bytes(std::int64_t bytes) {
  return render_with_unit(bytes, byte_units);
}

std::string render_value(const key_row& row, const key_value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) {
    return *flag ? "true" : "false";
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    const auto text = render_number(row, *number);
    return row.kind == key_kind::count ? text : quoted(text);
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return quoted(*text);
  }
  std::string out = "[";
  for (const auto& part : std::get<std::vector<std::string>>(value)) {
    out += out.size() > 1 ? ", " : "";
    out += quoted(part);
  }
  return out + ']';
}

std::string render_range(const key_row& row) {
  switch (row.kind) {
    case key_kind::flag:
      return "true | false";
    case key_kind::count:
    case key_kind::bytes:
    case key_kind::duration: {
      std::string out = render_number(row, row.min) + " .. " + render_number(row, row.max);
      return row.unit.empty() ? out : out + ' ' + std::string{row.unit};
    }
    case key_kind::choice: {
      std::string out;
      for (const auto choice : row.choices) {
        out += out.empty() ? "" : " | ";
        out += choice;
      }
      return out;
    }
    case key_kind::text:
      return row.min > 0 ? "not empty" : "";
    case key_kind::addresses:
      return "IPv4 or IPv6 addresses";
    case key_kind::secret:
      return "";
  }
  return "";
}

}  // namespace boekbrug::config
