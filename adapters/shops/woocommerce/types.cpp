#include "adapters/shops/woocommerce/types.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::adapters::woocommerce_api {

namespace {

bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char to_upper(char c) noexcept {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::optional<rate_row> decode_rate(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 5) {
    return std::nullopt;
  }
  const auto id = read_count(parts[0]);
  const auto priority = read_count(parts[3]);
  const auto percent = core::parse_decimal(parts[4]);
  if (!id || !priority || !percent) {
    return std::nullopt;
  }
  return rate_row{*id, std::string(parts[1]), std::string(parts[2]), *priority, *percent};
}

}  // namespace

std::string_view option_of(const core::shop_connection& shop, std::string_view key) {
  const auto found = shop.options.find(std::string(key));
  return found == shop.options.end() ? std::string_view{} : std::string_view{found->second};
}

void set_option(core::shop_connection& shop, std::string_view key, std::string_view value) {
  shop.options.insert_or_assign(std::string(key), std::string(value));
}

std::string encode_rates(const std::vector<rate_row>& rows) {
  std::string text;
  for (const auto& row : rows) {
    const bool clean = row.country.find_first_of(":;") == std::string::npos &&
                       row.tax_class.find_first_of(":;") == std::string::npos;
    if (!clean || row.id < 0 || row.priority < 0) {
      continue;
    }
    text += text.empty() ? "" : ";";
    text += std::to_string(row.id) + ':' + row.country + ':' + row.tax_class + ':' +
            std::to_string(row.priority) + ':' + core::to_text(row.percent);
  }
  return text;
}

std::vector<rate_row> decode_rates(std::string_view text) {
  std::vector<rate_row> rows;
  for (const auto part : split(text, ';')) {
    if (auto row = decode_rate(part); row && rows.size() < rates_max) {
      rows.push_back(std::move(*row));
    }
  }
  return rows;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  if (text.empty()) {
    return parts;
  }
  for (;;) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

std::optional<std::int64_t> read_count(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.size() > 18 || text.front() == '-') {
    return std::nullopt;
  }
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

bool starts_with_blind(std::string_view text, std::string_view start) noexcept {
  return text.size() >= start.size() &&
         std::equal(start.begin(), start.end(), text.begin(),
                    [](char a, char b) { return to_lower(a) == to_lower(b); });
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_upper);
  return out;
}

std::string_view trim(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const auto start = text.find_first_not_of(blanks);
  if (start == std::string_view::npos) {
    return {};
  }
  return text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

std::string country_code(std::string_view text) {
  text = trim(text);
  if (text.size() != 2 || !is_letter(text[0]) || !is_letter(text[1])) {
    return {};
  }
  return upper(text);
}

}  // namespace boekbrug::adapters::woocommerce_api
