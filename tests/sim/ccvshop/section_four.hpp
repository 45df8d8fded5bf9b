#pragma once
// The reading of an order that the reference gives in its section 4, on the text of the API's
// answers; written apart from the simulator's own arithmetic.

#include "sim/ccvshop/json_text.hpp"

#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace boekbrug::sim::ccvshop::test {

struct reading {
  std::int64_t total = 0;
  std::int64_t vat = 0;
  std::map<std::int64_t, std::int64_t> gross;  // per rate in hundredths of a percent
};

/// Cents (or hundredths of a percent) of JSON number text.
inline std::int64_t hundredths(const std::string& text) {
  std::string digits = text;
  const std::size_t point = digits.find('.');
  std::string decimals = point == std::string::npos ? "" : digits.substr(point + 1);
  digits = digits.substr(0, point);
  if (decimals.size() > 2) {
    throw std::runtime_error("more than two decimals: " + text);
  }
  decimals.resize(2, '0');
  return std::stoll(digits + decimals);
}

class section_four {
public:
  section_four(const json_members& order, const std::vector<json_members>& rows)
      : order_{order}, rows_{rows} {}

  reading read() {
    const bool untaxed =
        !flag("taxes_included") || flag("is_intra_community_order") || flag("is_platform_sale");
    std::int64_t highest = 0;
    std::map<std::int64_t, std::int64_t> goods;
    for (const auto& row : rows_) {
      const std::int64_t rate = untaxed ? 0 : hundredths(*member(row, "tax"));
      const std::int64_t amount = hundredths(*member(row, "total_price_with_attributes"));
      highest = std::max(highest, rate);
      goods[rate] += amount;
      sums_[rate] += amount;
    }
    std::int64_t shipping_rate =
        flag("shipping_taxes_included") ? cents("shipping_tax_percentage") : 0;
    shipping_rate = untaxed ? 0 : shipping_rate;
    sums_[shipping_rate] += cents("total_shipping");
    const std::int64_t fee_rate = shipping_rate > 0 ? shipping_rate : highest;
    sums_[fee_rate] +=
        cents("paymethod_costs") + cents("extra_payment_option_price") + cents("extra_costs");
    take_off(goods, std::llabs(cents("total_discounts")));
    take_off(goods, std::llabs(cents("credit_point_discount")));
    return finish();
  }

private:
  bool flag(std::string_view name) const { return *member(order_, name) == "true"; }
  std::int64_t cents(std::string_view name) const { return hundredths(*member(order_, name)); }

  void take_off(const std::map<std::int64_t, std::int64_t>& goods, std::int64_t amount) {
    std::int64_t total = 0;
    for (const auto& [rate, sum] : goods) {
      total += sum;
    }
    if (amount == 0 || total == 0) {
      return;
    }
    std::int64_t given = 0;
    std::multimap<std::int64_t, std::int64_t, std::greater<>> remainders;
    for (const auto& [rate, sum] : goods) {
      sums_[rate] -= amount * sum / total;
      given += amount * sum / total;
      remainders.emplace(amount * sum % total, rate);
    }
    auto next = remainders.begin();
    for (; given < amount; ++given, ++next) {
      --sums_[next->second];
    }
  }

  static std::int64_t rounded(std::int64_t value, std::int64_t divisor) {
    return value < 0 ? -((-value + divisor / 2) / divisor) : (value + divisor / 2) / divisor;
  }

  reading finish() {
    reading out;
    for (const auto& [rate, sum] : sums_) {
      if (flag("order_row_taxes_included")) {
        out.vat += sum - rounded(sum * 10'000, 10'000 + rate);
        out.gross[rate] = sum;
      } else {
        const std::int64_t vat = rounded(sum * rate, 10'000);
        out.vat += vat;
        out.gross[rate] = sum + vat;
      }
      out.total += out.gross[rate];
    }
    return out;
  }

  const json_members& order_;
  const std::vector<json_members>& rows_;
  std::map<std::int64_t, std::int64_t> sums_;
};

}  // namespace boekbrug::sim::ccvshop::test
