#include "adapters/shops/woocommerce/totals.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::adapters::woocommerce_api {

namespace {

constexpr core::minor_units difference_max = 5;

core::minor_units sum(const std::vector<raw_line>& lines) {
  core::minor_units total = 0;
  for (const auto& raw : lines) {
    total += raw.line.net + raw.line.vat;
  }
  return total;
}

core::minor_units sum_vat(const std::vector<raw_line>& lines) {
  core::minor_units total = 0;
  for (const auto& raw : lines) {
    total += raw.line.vat;
  }
  return total;
}

bool has_rate(const raw_line& raw, std::int64_t id) {
  return raw.rate_ids.size() == 1 && raw.rate_ids.front() == id;
}

// What the shop's tax line says beyond what the lines of that rate say.
core::minor_units difference_of(const std::vector<raw_line>& lines, const order_rate& rate) {
  core::minor_units vat = rate.vat;
  for (const auto& raw : lines) {
    if (has_rate(raw, rate.id)) {
      vat -= raw.line.vat;
    }
  }
  return vat;
}

template <class Matches>
raw_line* most_vat(std::vector<raw_line>& lines, Matches matches) {
  raw_line* best = nullptr;
  for (auto& raw : lines) {
    if (raw.line.vat != 0 && matches(raw) &&
        (best == nullptr || std::llabs(raw.line.vat) > std::llabs(best->line.vat))) {
      best = &raw;
    }
  }
  return best;
}

// The tax part, per rate as the tax lines say; returns what could be placed.
core::minor_units place_vat(std::vector<raw_line>& lines, const rate_context& context,
                            core::minor_units tax_part) {
  core::minor_units left = tax_part;
  for (const auto& rate : context.rates) {
    const auto wanted = difference_of(lines, rate);
    if (left == 0 || wanted == 0 || (wanted > 0) != (left > 0)) {
      continue;
    }
    auto* const line =
        most_vat(lines, [&rate](const raw_line& raw) { return has_rate(raw, rate.id); });
    if (line == nullptr) {
      continue;
    }
    const auto step = std::llabs(wanted) < std::llabs(left) ? wanted : left;
    line->line.vat += step;
    left -= step;
  }
  return tax_part - left;
}

}  // namespace

void place_difference(std::vector<raw_line>& lines, const rate_context& context,
                      const total_facts& facts) {
  const auto difference = facts.payable - sum(lines);
  const auto per_line = static_cast<core::minor_units>(lines.size());
  if (difference == 0 || std::llabs(difference) > std::min(per_line, difference_max)) {
    return;  // equal: the lines win, whatever total_tax says (LIVE 93)
  }
  const auto tax_part = facts.total_vat - sum_vat(lines);
  core::minor_units rest = difference;
  if (std::llabs(tax_part) <= difference_max) {
    rest -= place_vat(lines, context, tax_part);
  }
  if (rest == 0) {
    return;
  }
  raw_line rounding;
  rounding.line.kind = core::line_kind::rounding;
  rounding.line.name = "Afrondingsverschil";
  rounding.line.net = rest;
  lines.push_back(std::move(rounding));
}

}  // namespace boekbrug::adapters::woocommerce_api
