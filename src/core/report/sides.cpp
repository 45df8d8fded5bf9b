#include "core/report/sides.hpp"

#include "core/booking/countries.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::core {

namespace {

constexpr minor_units rounding_max = 5;  // what R8 forgives between an order's lines and its total

const ledger_rate* find_rate(const ledger_lists& lists, std::string_view id) {
  const auto found = std::find_if(lists.rates.begin(), lists.rates.end(),
                                  [id](const ledger_rate& rate) { return rate.id == id; });
  return found == lists.rates.end() ? nullptr : &*found;
}

void add(std::vector<rate_share>& rates, const rate_share& share) {
  for (auto& each : rates) {
    if (each.rate_id == share.rate_id && each.percent == share.percent &&
        each.country == share.country) {
      each.net += share.net;
      each.vat += share.vat;
      return;
    }
  }
  rates.push_back(share);
}

/// The ledger's rate that the mapping has for a class today; "" when there is none.
std::string mapped_rate(const vat_key& key, const card_settings& cards) {
  for (const auto& row : cards.vat_rows) {
    const bool same_oss = key.cls != vat_class::oss ||
                          (normalise_country(row.country) == normalise_country(key.country) &&
                           row.percent == key.percent);
    if (row.cls == key.cls && same_oss) {
      return row.rate_id;
    }
  }
  return {};
}

void add_lines(report_side& side, const std::vector<order_line>& lines, const order* source,
               const plan_context& context) {
  for (const auto& line : lines) {
    if (line.net == 0 && line.vat == 0) {
      continue;
    }
    rate_share share;
    share.percent = line.vat_percent.value_or(decimal{0});
    share.country = normalise_country(line.vat_country);
    share.net = line.net;
    share.vat = line.vat;
    if (source != nullptr) {
      const auto key = classify(line, *source, context);
      share.rate_id = key ? mapped_rate(*key, *context.cards) : std::string{};
    }
    add(side.rates, share);
    side.vat += line.vat;
  }
}

minor_units gross(const std::vector<rate_share>& rates) {
  minor_units sum = 0;
  for (const auto& each : rates) {
    sum += each.net + each.vat;
  }
  return sum;
}

/// What the lines miss of the total is what the ledger's line 'Afrondingsverschil' holds: no VAT.
void add_rounding(report_side& side, const plan_context& context) {
  const auto rest = side.total - gross(side.rates);
  if (rest != 0) {
    add(side.rates,
        {mapped_rate({vat_class::none, {}, 0}, *context.cards), decimal{0}, {}, rest, 0});
  }
}

void leave_vat_open(report_side& side) {
  side.rates.clear();
  side.vat = 0;
  side.vat_known = false;
}

/// A rate with an amount but without VAT: entered including VAT, so the shop did not split it
/// (woocommerce.md 5).
bool lacks_vat(const std::vector<rate_share>& rates) {
  return std::any_of(rates.begin(), rates.end(), [](const rate_share& each) {
    return each.vat == 0 && each.net != 0 && each.percent.value_or(0) > 0 &&
           std::abs(each.net) > rounding_max;
  });
}

/// Whether the shop's refund lines say all: a rate wherever there is VAT, and together the amount.
bool says_all(const credit& source) {
  minor_units sum = 0;
  for (const auto& line : source.lines) {
    const bool rated = line.vat_percent.has_value();
    if (!rated || (*line.vat_percent == 0 && line.vat != 0) ||
        (*line.vat_percent > 0 && line.vat == 0 && line.net != 0)) {
      return false;
    }
    sum += line.net + line.vat;
  }
  return !source.lines.empty() && sum == -source.amount;
}

}  // namespace

report_side shop_side(const order& source, const plan_context& context) {
  report_side side;
  side.present = true;
  side.total = source.total;
  for (const auto& gift : source.gift_payments) {
    side.total += gift.amount;  // a payment, not a discount: the sale is what was bought
  }
  add_lines(side, source.lines, &source, context);
  add_rounding(side, context);
  return side;
}

report_side shop_side(const credit& source, const order* original, const plan_context& context) {
  report_side side;
  side.present = true;
  side.total = -source.amount;
  if (says_all(source)) {
    add_lines(side, source.lines, original, context);
    return side;
  }
  leave_vat_open(side);
  if (original == nullptr) {
    return side;
  }
  // The shop leaves VAT open: then the rule that books it (R9) says how it is spread. A period that
  // was closed since must not matter here.
  auto lists = *context.lists;
  lists.admin.locked_until.reset();
  auto spread_context = context;
  spread_context.lists = &lists;
  const auto plan = make_credit_plan(source, *original, spread_context);
  if (!plan) {
    return side;
  }
  side.vat_known = true;
  for (const auto& each : plan->vat) {
    const auto* rate = find_rate(lists, each.rate_id);
    add(side.rates,
        {each.rate_id, each.percent,
         rate == nullptr ? std::string{} : normalise_country(rate->country), each.net, each.vat});
    side.vat += each.vat;
  }
  add_rounding(side, context);
  return side;
}

report_side stored_side(const item& known) {
  report_side side;
  side.present = true;
  side.total = known.total;
  for (const auto& each : known.vat_totals) {
    add(side.rates, {{}, each.percent, normalise_country(each.country), each.net, each.vat});
    side.vat += each.vat;
  }
  const auto sum = gross(side.rates);
  if (known.key.kind == item_kind::order && sum > known.total + rounding_max) {
    side.total = sum;  // the rest was paid with a gift card
  }
  if (std::abs(side.total - sum) > rounding_max || lacks_vat(side.rates)) {
    leave_vat_open(side);
  } else if (side.total != sum) {
    add(side.rates, {{}, decimal{0}, {}, side.total - sum, 0});
  }
  return side;
}

report_side ledger_side(const ledger_document& document, const ledger_lists& lists) {
  report_side side;
  side.present = true;
  side.total = document.total;
  const auto share_of_rate = [&side, &lists](const std::string& id) -> rate_share& {
    const auto found = std::find_if(side.rates.begin(), side.rates.end(),
                                    [&id](const rate_share& each) { return each.rate_id == id; });
    if (found != side.rates.end()) {
      return *found;
    }
    rate_share share;
    share.rate_id = id;
    if (const auto* rate = find_rate(lists, id)) {
      share.percent = rate->percent;
      share.country = normalise_country(rate->country);
    }
    side.rates.push_back(std::move(share));
    return side.rates.back();
  };
  for (const auto& line : document.line_nets) {
    share_of_rate(line.rate_id).net += line.net;
  }
  for (const auto& sum : document.vat) {
    auto& share = share_of_rate(sum.rate_id);
    share.vat += sum.vat;
    if (sum.net != 0) {
      share.net = sum.net;  // the ledger's own sum beats that of rounded lines
    }
    side.vat += sum.vat;
  }
  if (document.total_net != 0) {
    side.stated_net = document.total_net;
  }
  return side;
}

}  // namespace boekbrug::core
