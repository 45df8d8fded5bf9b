// Whatever a shop that computes like WooCommerce charges, the plan says exactly that, or names an
// error.

#include "core/booking/arithmetic.hpp"
#include "fixtures.hpp"
#include "random_choices.hpp"

#include <array>
#include <iomanip>
#include <iostream>

namespace boekbrug::test {
namespace {

using namespace core;

struct shop_rate {
  const char* percent;  // "" = no rate attached
  const char* country;
};

const std::array<std::vector<shop_rate>, 4> rate_sets{{
    {{"21", "NL"}, {"9", "NL"}, {"0", "NL"}, {"", ""}},
    {{"21", "BE"}, {"6", "BE"}, {"", ""}},
    {{"20", "FR"}, {"5.5", "FR"}, {"", ""}},
    {{"19", "DE"}, {"7", "DE"}, {"", ""}},
}};
constexpr std::array<const char*, 4> destinations{"NL", "BE", "FR", "DE"};

/// Tax as WooCommerce keeps it: in 1e-4 cents, before rounding.
minor_units fine_tax(minor_units amount, scaled_percent percent, bool included) {
  return vat_in(amount * 10'000, percent, included);
}

/// Half down when prices include VAT, half up when they do not (woocommerce.md 4).
minor_units round_tax(minor_units fine, bool included) {
  const minor_units size = std::abs(fine);
  const minor_units rounded = (size + (included ? 4'999 : 5'000)) / 10'000;
  return fine < 0 ? -rounded : rounded;
}

struct made_order {
  order value;
  minor_units remainder = 0;  // of the total beyond the lines
};

class woo_shop {
public:
  explicit woo_shop(const chooser& choose) : choose_{choose} {}

  made_order order_with_lines() {
    const auto set = static_cast<std::size_t>(choose_(0, 3));
    rates_ = &rate_sets.at(set);
    kinds_ = choose_(1, static_cast<int>(rates_->size()));
    included_ = choose_(0, 1) == 1;
    discount_ = std::array{0, 0, 10, 25, 33, 100}.at(static_cast<std::size_t>(choose_(0, 5)));
    at_subtotal_ = choose_(0, 4) == 0;
    made_order made;
    made.value = order_of({}, destinations.at(set));
    made.value.prices_include_vat = included_;
    const int lines = choose_(1, 30);
    for (int count = 0; count < lines; ++count) {
      add(made.value, product());
    }
    if (choose_(0, 2) > 0) {
      add(made.value, entered_net(line_kind::shipping, choose_(0, 2500)));
    }
    if (choose_(0, 5) == 0) {
      add(made.value, entered_net(line_kind::fee, choose_(-500, 500)));
    }
    finish(made);
    return made;
  }

private:
  const shop_rate& any_rate() {
    return (*rates_)[static_cast<std::size_t>(choose_(0, kinds_ - 1))];
  }

  order_line product() {
    const int quantity = choose_(0, 3) > 0 ? 1 : choose_(2, 40);
    const minor_units price = choose_(0, 1) == 0 ? choose_(1, 500) : choose_(500, 30'000);
    const minor_units full = price * quantity;
    const minor_units amount = full - share_of(full, discount_, 100);
    order_line made = rated(line_kind::product, amount, included_);
    made.quantity = quantity;
    return made;
  }

  order_line entered_net(line_kind kind, minor_units net) { return rated(kind, net, false); }

  order_line rated(line_kind kind, minor_units amount, bool amount_includes) {
    const shop_rate& rate = any_rate();
    order_line made = line("Artikel", "0", "0", rate.percent, kind);
    made.vat_country = rate.country;
    const scaled_percent percent = scale_percent(made.vat_percent.value_or(0)).value();
    const minor_units fine = fine_tax(amount, percent, amount_includes);
    made.vat = round_tax(fine, included_);
    const minor_units fine_net = amount * 10'000 - (amount_includes ? fine : 0);
    made.net = share_of(fine_net, 1, 10'000);
    fine_[rate.percent] += fine;
    return made;
  }

  void add(order& value, order_line each) {
    each.id = std::to_string(value.lines.size() + 1);
    value.lines.push_back(std::move(each));
  }

  /// The total is what the shop says; rounding at the subtotal lets it differ from its lines.
  void finish(made_order& made) {
    minor_units nets = 0;
    minor_units taxes = 0;
    for (const order_line& each : made.value.lines) {
      nets += each.net;
      taxes += each.vat;
    }
    minor_units total = nets + taxes;
    if (at_subtotal_) {
      minor_units rounded = 0;
      for (const auto& [percent, fine] : fine_) {
        rounded += round_tax(fine, included_);
      }
      total = nets + rounded;
    }
    made.remainder = total - nets - taxes;
    made.value.total = total;
    if (total > 100 && choose_(0, 9) == 0) {
      const minor_units gift = choose_(1, 100);
      made.value.gift_payments = {{"GIFT", gift}};
      made.value.total -= gift;
    }
  }

  const chooser& choose_;
  const std::vector<shop_rate>* rates_ = nullptr;
  int kinds_ = 1;
  bool included_ = true;
  int discount_ = 0;
  bool at_subtotal_ = false;
  std::map<std::string, minor_units> fine_;
};

struct tally {
  int cases = 0;
  std::map<proof_rule, int> rules;
  std::map<errc, int> errors;
};

/// The errors that an order deserves: a total beyond R8's limit, or no VAT at all to a consumer
/// abroad (R6).
bool is_due(errc code, const made_order& made) {
  const auto taxed = [](const order_line& each) {
    return each.vat != 0 || (each.net != 0 && each.vat_percent.value_or(0) > 0);
  };
  const auto& lines = made.value.lines;
  const bool riddle =
      made.value.shipping.country != "NL" && std::none_of(lines.begin(), lines.end(), taxed);
  return (code == errc::totals_differ && std::abs(made.remainder) > 5) ||
         (code == errc::vat_unmapped && riddle);
}

/// Nothing when the plan is right; else what is wrong with it.
std::string fault_of(const made_order& made, const world& here, ledger_arithmetic arithmetic,
                     tally& counts) {
  plan_context context = here.context();
  context.arithmetic = arithmetic;
  const auto plan = make_plan(made.value, context);
  ++counts.cases;
  if (!plan) {
    ++counts.errors[plan.error().code];
    return is_due(plan.error().code, made) ? "" : "refused: " + plan.error().detail;
  }
  ++counts.rules[plan->rule];
  minor_units gifts = 0;
  for (const gift_payment& gift : made.value.gift_payments) {
    gifts += gift.amount;
  }
  if (plan->total != made.value.total + gifts) {
    return "total";
  }
  const plan_totals computed =
      compute_totals(plan->lines, plan->prices_include_vat, plan->currency, arithmetic);
  if (computed.total != plan->total || !check_plan(*plan, arithmetic)) {
    return "the ledger's total";
  }
  std::map<std::string, minor_units> vat;
  for (const plan_vat& rate : computed.vat) {
    vat[rate.rate_id] += rate.vat;
  }
  for (const auto& [rate, amount] : shop_vat_by_rate(made.value, here)) {
    if (vat[rate] != amount) {
      return "VAT of " + rate;
    }
  }
  return "";
}

/// A credit of everything takes back exactly the VAT of the order; one of a part takes back the
/// part.
std::string fault_of_credits(const made_order& made, const world& here, const chooser& choose) {
  if (made.value.total <= 0 || std::abs(made.remainder) > 5) {
    return "";
  }
  credit all;
  all.id = "9";
  all.created = made.value.created;
  all.amount = made.value.total;
  const bool whole = made.value.gift_payments.empty();
  const auto full = make_credit_plan(all, made.value, here.context());
  if (!full && is_due(full.error().code, made)) {
    return "";
  }
  if (!full) {
    return "full credit refused: " + full.error().detail;
  }
  auto vat = vat_by_rate(*full);
  for (const auto& [rate, amount] : shop_vat_by_rate(made.value, here)) {
    if (whole && vat[rate] != -amount) {
      return "VAT of the full credit at " + rate;
    }
  }
  credit part = all;
  part.amount = choose(1, static_cast<int>(std::min<minor_units>(made.value.total, 1'000'000)));
  const auto partial = make_credit_plan(part, made.value, here.context());
  if (!partial) {
    return "partial credit refused: " + partial.error().detail;
  }
  if (partial->total != -part.amount || !check_plan(*partial, ledger_arithmetic::per_rate)) {
    return "total of the partial credit";
  }
  return "";
}

void print(const char* what, const tally& counts) {
  const auto share = [&](int count) { return 100.0 * count / std::max(counts.cases, 1); };
  const auto rule = [&](proof_rule which) {
    const auto found = counts.rules.find(which);
    return share(found == counts.rules.end() ? 0 : found->second);
  };
  std::cout << std::fixed << std::setprecision(1) << what << ": " << counts.cases
            << " orders; as charged " << rule(proof_rule::as_charged) << " %, other price mode "
            << rule(proof_rule::other_price_mode) << " %, rounding line "
            << rule(proof_rule::rounding_line) << " %, rounding pair "
            << rule(proof_rule::rounding_pair) << " %";
  for (const auto& [code, count] : counts.errors) {
    std::cout << ", " << code_name(code) << " " << share(count) << " %";
  }
  std::cout << "\n";
}

constexpr int default_cases = 5000;

TEST(booking_property, PerRateLedgerGetsTheShopsFigures) {
  const world here;
  tally counts;
  const auto property = [&](const chooser& choose) {
    const made_order made = woo_shop{choose}.order_with_lines();
    const std::string fault = fault_of(made, here, ledger_arithmetic::per_rate, counts);
    return fault.empty() ? fault_of_credits(made, here, choose) : fault;
  };
  check_property(property, wanted_cases(default_cases));
  print("per rate", counts);
  // A generator that never reaches a rule would prove nothing about it.
  EXPECT_GT(counts.rules[proof_rule::as_charged], 0);
  EXPECT_GT(counts.rules[proof_rule::rounding_pair], 0);
}

TEST(booking_property, PerLineLedgerGetsTheShopsFigures) {
  const world here;
  tally counts;
  const auto property = [&](const chooser& choose) {
    return fault_of(woo_shop{choose}.order_with_lines(), here, ledger_arithmetic::per_line, counts);
  };
  check_property(property, wanted_cases(default_cases));
  print("per line", counts);
}

}  // namespace
}  // namespace boekbrug::test
