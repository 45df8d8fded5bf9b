#include "adapters/shops/woocommerce/types.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::adapters::woocommerce_api {

namespace {

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

}  // namespace boekbrug::adapters::woocommerce_api
