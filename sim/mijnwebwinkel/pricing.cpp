#include "sim/mijnwebwinkel/pricing.hpp"

namespace boekbrug::sim::mijnwebwinkel {

price_part part_of_gross(cents gross, rate_bp rate) {
  return {rate, gross, net_of(gross, rate)};
}

price_part make_part(cents unit_gross, cents unit_net, std::int64_t quantity, vat_kind kind,
                     const tax_context& taxes) {
  if (taxes.vat_free_shop) {
    return part_of_gross((taxes.prices_include_tax ? unit_gross : unit_net) * quantity, 0);
  }
  const rate_bp rate = taxes.taxed ? vat_rate(taxes.country, kind) : 0;
  if (taxes.prices_include_tax && taxes.taxed) {
    return part_of_gross(unit_gross * quantity, rate);
  }
  const micros net = taxes.prices_include_tax ? net_of(unit_gross, vat_rate("NL", kind)) * quantity
                                              : unit_net * micros_per_cent * quantity;
  return {rate, multiply_divide(net, 10'000 + rate, 10'000 * micros_per_cent), net};
}

rate_sums sums_of(const std::vector<order_line>& lines) {
  rate_sums out;
  for (const auto& line : lines) {
    for (const auto& part : line.parts) {
      out[part.rate] += part.gross;
    }
  }
  return out;
}

cents total_of(const std::vector<order_line>& lines) {
  cents out = 0;
  for (const auto& [rate, gross] : sums_of(lines)) {
    out += gross;
  }
  return out;
}

std::vector<price_part> spread(cents amount, const rate_sums& weights) {
  cents whole = 0;
  for (const auto& [rate, weight] : weights) {
    whole += weight > 0 ? weight : 0;
  }
  std::vector<price_part> out;
  if (whole == 0) {
    const rate_bp rate = weights.empty() ? 0 : weights.rbegin()->first;
    out.push_back(part_of_gross(amount, rate));
    return out;
  }
  cents seen = 0;
  cents given = 0;
  // From the highest rate down, as the platform lists them.
  for (auto it = weights.rbegin(); it != weights.rend(); ++it) {
    if (it->second > 0) {
      seen += it->second;
      const cents until_here = multiply_divide(amount, seen, whole);
      if (until_here != given) {
        out.push_back(part_of_gross(until_here - given, it->first));
      }
      given = until_here;
    }
  }
  if (out.empty()) {
    out.push_back(part_of_gross(0, weights.rbegin()->first));
  }
  return out;
}

std::vector<price_part> percent_off(std::int64_t percent, const rate_sums& goods) {
  std::vector<price_part> out;
  for (auto it = goods.rbegin(); it != goods.rend(); ++it) {
    out.push_back(part_of_gross(-multiply_divide(it->second, percent, 100), it->first));
  }
  return out;
}

}  // namespace boekbrug::sim::mijnwebwinkel
