#include "adapters/shops/magento/types.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::adapters::magento_api {

namespace {

std::optional<rate_row> decode_rate(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 3) {
    return std::nullopt;
  }
  const auto percent = core::parse_decimal(parts[2]);
  if (!percent) {
    return std::nullopt;
  }
  return rate_row{std::string(parts[0]), std::string(parts[1]), *percent};
}

}  // namespace

std::string_view option_of(const core::shop_connection& shop, std::string_view key) {
  const auto found = shop.options.find(std::string(key));
  return found == shop.options.end() ? std::string_view{} : std::string_view{found->second};
}

void set_option(core::shop_connection& shop, std::string_view key, std::string_view value) {
  shop.options.insert_or_assign(std::string(key), std::string(value));
}

// Codes stay encoded in the option and in `rate_row`: they are only ever compared.
std::string encode_rates(const std::vector<rate_row>& rows) {
  std::string text;
  for (const auto& row : rows) {
    text += text.empty() ? "" : ";";
    text += row.code + ':' + row.country + ':' + core::to_text(row.percent);
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

bool contains_blind(std::string_view text, std::string_view part) {
  return lower(text).find(lower(part)) != std::string::npos;
}

std::string pack(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) {
    text += std::to_string(part.size()) + ':' + part;
  }
  return text;
}

std::optional<std::vector<std::string>> unpack(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto colon = text.substr(0, 20).find(':');
    const auto size =
        colon == std::string_view::npos ? std::nullopt : read_count(text.substr(0, colon));
    if (!size || text.size() - colon - 1 < static_cast<std::size_t>(*size)) {
      return std::nullopt;
    }
    text.remove_prefix(colon + 1);
    parts.emplace_back(text.substr(0, static_cast<std::size_t>(*size)));
    text.remove_prefix(static_cast<std::size_t>(*size));
  }
  return parts;
}

}  // namespace boekbrug::adapters::magento_api
