#include "sim/ccvshop/pricing.hpp"

#include <algorithm>
#include <numeric>

namespace boekbrug::sim::ccvshop {
namespace {

constexpr vat_rate whole = 10'000;  // 100 % in hundredths of a percent

struct part {
  vat_rate rate;
  cents amount;
};

bool is_untaxed(const money_sheet& sheet) noexcept {
  return !sheet.taxes_included || sheet.intra_community || sheet.platform_sale;
}

vat_rate highest_rate(const money_sheet& sheet) noexcept {
  vat_rate out = 0;
  for (const auto& row : sheet.rows) {
    out = std::max(out, row.rate);
  }
  return out;
}

vat_rate fee_rate(const money_sheet& sheet, fee_taxing how) noexcept {
  if (how == fee_taxing::zero) {
    return 0;
  }
  const bool by_shipping = how == fee_taxing::as_shipping && sheet.shipping_taxed;
  return by_shipping && sheet.shipping_rate > 0 ? sheet.shipping_rate : highest_rate(sheet);
}

/// One negative part per rate of the rows.
void take_off(std::vector<part>& parts, cents amount, const std::map<vat_rate, cents>& goods) {
  if (amount == 0) {
    return;
  }
  std::vector<cents> weights;
  for (const auto& [rate, sum] : goods) {
    weights.push_back(sum);
  }
  const auto shares = spread(amount, weights);
  std::size_t i = 0;
  for (const auto& [rate, sum] : goods) {
    parts.push_back({rate, -shares[i++]});
  }
  if (goods.empty()) {
    parts.push_back({0, -amount});
  }
}

std::vector<part> parts_of(const money_sheet& sheet, const price_rules& rules) {
  std::vector<part> parts;
  std::map<vat_rate, cents> goods;
  for (const auto& row : sheet.rows) {
    const cents amount = row_total(row);
    parts.push_back({row.rate, amount});
    goods[row.rate] += amount;
  }
  const vat_rate shipping_rate = sheet.shipping_taxed ? sheet.shipping_rate : 0;
  parts.push_back({shipping_rate, sheet.shipping});
  parts.push_back({shipping_rate, -sheet.shipping_discount});
  const vat_rate fees = fee_rate(sheet, rules.fees);
  parts.push_back({fees, sheet.paymethod_costs});
  parts.push_back({fees, sheet.payment_option_price});
  parts.push_back({fees, sheet.extra_costs});
  take_off(parts, sheet.discounts - sheet.shipping_discount, goods);
  take_off(parts, sheet.credit_points, goods);
  if (is_untaxed(sheet)) {
    for (auto& one : parts) {
      one.rate = 0;
    }
  }
  return parts;
}

rate_total split(cents amount, vat_rate rate, bool holds_vat) noexcept {
  if (holds_vat) {
    const cents net = scaled(amount, whole, whole + rate);
    return {net, amount - net};
  }
  return {amount, scaled(amount, rate, whole)};
}

}  // namespace

micro selling_price(const order_row& row) noexcept {
  return row.price - row.discount;
}

micro attributes_price(const order_row& row) noexcept {
  return std::accumulate(row.attributes.begin(), row.attributes.end(), micro{0},
                         [](micro sum, const row_attribute& one) { return sum + one.price; });
}

cents row_total(const order_row& row) noexcept {
  return row.stated_total ? *row.stated_total
                          : to_cents(scaled(row.count, selling_price(row) + attributes_price(row),
                                            micro_per_unit));
}

cents rows_total(const money_sheet& sheet) noexcept {
  return std::accumulate(sheet.rows.begin(), sheet.rows.end(), cents{0},
                         [](cents sum, const order_row& row) { return sum + row_total(row); });
}

std::vector<cents> spread(cents amount, const std::vector<cents>& weights) {
  std::vector<cents> out(weights.size(), 0);
  const cents total = std::accumulate(weights.begin(), weights.end(), cents{0});
  if (weights.empty() || total <= 0) {
    if (!out.empty()) {
      out.front() = amount;
    }
    return out;
  }
  std::vector<std::pair<cents, std::size_t>> remainders;
  cents left = amount;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const share mine = share_of(amount, weights[i], total);
    out[i] = mine.whole;
    left -= mine.whole;
    remainders.emplace_back(mine.rest, i);
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; left > 0; ++i, --left) {
    ++out[remainders[i % remainders.size()].second];
  }
  return out;
}

price_result price(const money_sheet& sheet, const price_rules& rules) {
  price_result out;
  const bool holds_vat = sheet.row_taxes_included;
  if (rules.rounding == tax_rounding::per_line) {
    for (const auto& one : parts_of(sheet, rules)) {
      const rate_total line = split(one.amount, one.rate, holds_vat);
      out.rates[one.rate].net += line.net;
      out.rates[one.rate].vat += line.vat;
    }
  } else {
    std::map<vat_rate, cents> sums;
    for (const auto& one : parts_of(sheet, rules)) {
      sums[one.rate] += one.amount;
    }
    for (const auto& [rate, sum] : sums) {
      out.rates[rate] = split(sum, rate, holds_vat);
    }
  }
  std::erase_if(out.rates,
                [](const auto& entry) { return entry.second.net == 0 && entry.second.vat == 0; });
  for (const auto& [rate, sum] : out.rates) {
    out.tax += sum.vat;
    out.total += sum.net + sum.vat;
  }
  return out;
}

void settle(money_sheet& sheet, const price_rules& rules) {
  const auto result = price(sheet, rules);
  sheet.total = result.total;
  sheet.tax = result.tax;
}

}  // namespace boekbrug::sim::ccvshop
