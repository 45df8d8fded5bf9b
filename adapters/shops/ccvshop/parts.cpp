#include "adapters/shops/ccvshop/parts.hpp"

#include "core/booking/arithmetic.hpp"

#include <algorithm>
#include <numeric>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::line_kind;
using core::minor_units;
using rate = std::optional<core::decimal>;

/// The rate that is charged: flags of the whole order win.
rate charged(const money_sheet& sheet, const rate& stated) {
  if (sheet.untaxed) {
    return std::nullopt;
  }
  return sheet.zero_rated && stated ? rate{core::decimal{0}} : stated;
}

part make_part(line_kind kind, std::string name, minor_units amount, rate percent, bool included) {
  part made;
  made.line.kind = kind;
  made.line.name = std::move(name);
  made.line.vat_percent = std::move(percent);
  made.amount = amount;
  made.included = included;
  return made;
}

struct weight_group {
  rate percent;
  minor_units weight = 0;
};

void add_weight(std::vector<weight_group>& groups, const rate& percent, minor_units weight) {
  const auto found = std::find_if(groups.begin(), groups.end(), [&percent](const auto& group) {
    return group.percent == percent;
  });
  if (found == groups.end()) {
    groups.push_back({percent, weight});
  } else {
    found->weight += weight;
  }
}

std::vector<weight_group> weights_of(const money_sheet& sheet, const reading& how,
                                     const guess& what) {
  std::vector<weight_group> groups;
  for (const auto& row : sheet.rows) {
    if (!row.deposit || what.spread_deposits) {
      add_weight(groups, charged(sheet, row.rate), row.amount);
    }
  }
  if (what.spread_shipping && how.shipping && !how.shipping_turned) {
    add_weight(groups, charged(sheet, sheet.shipping_rate), sheet.shipping);
  }
  std::erase_if(groups, [](const auto& group) { return group.weight <= 0; });
  return groups;
}

/// One line per rate; false when there is nothing to spread over.
bool spread(const std::string& name, minor_units amount, const std::vector<weight_group>& groups,
            bool included, std::vector<part>& out) {
  if (amount == 0) {
    return true;
  }
  if (groups.empty()) {
    return false;
  }
  std::vector<minor_units> weights;
  weights.reserve(groups.size());
  for (const auto& group : groups) {
    weights.push_back(group.weight);
  }
  const auto shares = cut_by_remainder(amount, weights);
  for (std::size_t at = 0; at < groups.size(); ++at) {
    if (shares[at] != 0) {
      out.push_back(make_part(line_kind::discount, name, shares[at], groups[at].percent, included));
    }
  }
  return true;
}

void add_rows(const money_sheet& sheet, std::vector<part>& out) {
  for (const auto& row : sheet.rows) {
    part made = make_part(line_kind::product, row.name, row.amount, charged(sheet, row.rate),
                          sheet.included);
    made.line.id = row.id;
    made.line.sku = row.sku;
    made.line.product_id = row.product_id;
    made.line.quantity = row.quantity;
    out.push_back(std::move(made));
  }
}

void add_fees(const money_sheet& sheet, const guess& what, std::vector<part>& out) {
  const rate percent = charged(sheet, what.fee_rate);
  const auto add = [&](const std::string& name, minor_units amount) {
    if (amount != 0) {
      out.push_back(make_part(amount < 0 ? line_kind::discount : line_kind::fee, name, amount,
                              percent, sheet.included));
    }
  };
  add(sheet.payment_name.empty() ? "Betaalkosten" : "Betaalkosten " + sheet.payment_name,
      sheet.paymethod_costs);
  add(sheet.option_name.empty() ? "Betaalkosten" : sheet.option_name, sheet.payment_option);
  if (!what.spread_extra) {
    add(!sheet.extra_name.empty() ? sheet.extra_name
        : sheet.extra_costs < 0   ? "Korting"
                                  : "Toeslag",
        sheet.extra_costs);
  }
}

bool has_fees(const money_sheet& sheet) {
  return sheet.paymethod_costs != 0 || sheet.payment_option != 0 || sheet.extra_costs != 0;
}

void add_once(std::vector<rate>& rates, const rate& one) {
  if (std::find(rates.begin(), rates.end(), one) == rates.end()) {
    rates.push_back(one);
  }
}

std::vector<rate> fee_rates(const money_sheet& sheet) {
  rate highest;
  for (const auto& row : sheet.rows) {
    if (row.rate && (!highest || *row.rate > *highest)) {
      highest = row.rate;
    }
  }
  const bool shipped = sheet.shipping_rate && (*sheet.shipping_rate > 0 || sheet.shipping != 0);
  std::vector<rate> rates{shipped ? sheet.shipping_rate : highest};
  if (!has_fees(sheet)) {
    return rates;
  }
  add_once(rates, rate{});  // without VAT: the shop attached no rate
  for (const auto& row : sheet.rows) {
    if (row.rate) {
      add_once(rates, row.rate);
    }
  }
  add_once(rates, sheet.shipping_rate ? sheet.shipping_rate : rates.front());
  if (rates.size() > 12) {
    rates.resize(12);  // no country has more; this bounds the search
  }
  return rates;
}

}  // namespace

std::vector<minor_units> cut_by_remainder(minor_units amount,
                                          const std::vector<minor_units>& weights) {
  const minor_units whole = std::accumulate(weights.begin(), weights.end(), minor_units{0});
  std::vector<minor_units> shares(weights.size(), 0);
  if (whole <= 0) {
    return shares;
  }
  const minor_units sign = amount < 0 ? -1 : 1;
  const core::decimal size{sign * amount};
  std::vector<core::decimal> rests(weights.size());
  minor_units left = sign * amount;
  for (std::size_t at = 0; at < weights.size(); ++at) {
    // Compared as numerators over the same whole: exact.
    const core::decimal product = size * core::decimal{weights[at]};
    const core::decimal units = boost::multiprecision::floor(
        core::decimal{(product + core::decimal{"0.5"}) / core::decimal{whole}});
    auto share = units.convert_to<minor_units>();
    // The division may be off in its last digit.
    while (core::decimal{share} * whole > product) {
      --share;
    }
    while (core::decimal{share + 1} * whole <= product) {
      ++share;
    }
    shares[at] = share;
    rests[at] = product - core::decimal{share} * whole;
    left -= share;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&rests](std::size_t a, std::size_t b) { return rests[a] > rests[b]; });
  for (std::size_t at = 0; left > 0 && at < order.size(); ++at, --left) {
    ++shares[order[at]];
  }
  for (auto& share : shares) {
    share *= sign;
  }
  return shares;
}

std::optional<std::vector<part>> make_parts(const money_sheet& sheet, const reading& how,
                                            const guess& what) {
  std::vector<part> out;
  add_rows(sheet, out);
  const auto groups = weights_of(sheet, how, what);
  const std::string code = sheet.coupon.empty() ? "" : " " + sheet.coupon;
  core::minor_units discounts = how.discounts ? sheet.discounts : 0;
  if (what.shipping_first) {
    out.push_back(make_part(line_kind::discount, "Korting" + code, -sheet.shipping,
                            charged(sheet, sheet.shipping_rate), sheet.included));
    discounts -= sheet.shipping;
  }
  const bool fits =
      spread("Korting" + code, -discounts, groups, sheet.included, out) &&
      spread("Korting spaarpunten", how.points * sheet.points, groups, sheet.included, out) &&
      spread(sheet.extra_name.empty() ? "Korting" : sheet.extra_name,
             what.spread_extra ? sheet.extra_costs : 0, groups, sheet.included, out);
  if (!fits) {
    return std::nullopt;
  }
  if (how.shipping && sheet.shipping != 0) {
    out.push_back(make_part(line_kind::shipping, "", sheet.shipping,
                            charged(sheet, sheet.shipping_rate),
                            sheet.included != how.shipping_turned));
    out.back().line.id = "shipping";  // credits name the line that they take back
  }
  add_fees(sheet, what, out);
  return out;
}

std::vector<reading> readings_of(const money_sheet& sheet) {
  std::vector<reading> all{reading{}};
  if (sheet.discounts != 0) {
    all.push_back({.discounts = false});
  }
  if (sheet.points != 0) {
    all.push_back({.points = 0});
    all.push_back({.points = 1});
  }
  if (sheet.shipping != 0) {
    all.push_back({.shipping = false});
    all.push_back({.shipping_turned = true});
  }
  if (!sheet.included) {
    all.push_back({.total_is_net = true});
  }
  return all;
}

std::vector<guess> guesses_of(const money_sheet& sheet, const reading& how) {
  const bool lowered = (how.discounts && sheet.discounts != 0) ||
                       (how.points != 0 && sheet.points != 0) || sheet.extra_costs < 0;
  const bool deposits = std::any_of(sheet.rows.begin(), sheet.rows.end(),
                                    [](const auto& row) { return row.deposit; });
  std::vector<guess> all;
  const auto add = [&](const guess& base) {
    for (const auto& percent : fee_rates(sheet)) {
      all.push_back(base);
      all.back().fee_rate = percent;
    }
  };
  add({});
  if (lowered && sheet.free_shipping && how.shipping && sheet.shipping != 0) {
    add({.spread_shipping = true});
    if (how.discounts && !how.shipping_turned && sheet.shipping > 0 &&
        sheet.discounts >= sheet.shipping) {
      add({.shipping_first = true});
    }
  }
  if (lowered && deposits) {
    add({.spread_deposits = false});
  }
  if (sheet.extra_costs < 0) {
    add({.spread_extra = true});
  }
  return all;
}

}  // namespace boekbrug::adapters::ccvshop_api
