// Whatever each kind of shop charges, each ledger is told exactly that, or the order is stopped by
// a named error (R6-R9).

#include "ledger_worlds.hpp"
#include "plan_faults.hpp"
#include "shop_ways.hpp"

#include <cctype>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace boekbrug::test {
namespace {

using namespace core;

constexpr int default_cases = 1500;

struct tally {
  int cases = 0;
  int grouped = 0;
  int pairs_of_small = 0;  // rounding lines among orders of at most three articles
  int small = 0;
  int credits = 0;
  int credit_pairs = 0;
  int halves = 0;  // orders taken back by two amounts, and those with VAT left
  int halves_left = 0;
  minor_units most_left = 0;
  minor_units largest = 0;  // rounding line
  std::map<proof_rule, int> rules;
  std::map<errc, int> errors;
  std::map<errc, int> credit_errors;
};

std::string share(int part, int whole) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(2) << 100.0 * part / std::max(whole, 1) << " %";
  return text.str();
}

void print(shop_kind shop, ledger_kind ledger, tally& counts) {
  const auto rule = [&counts](proof_rule which) {
    return share(counts.rules[which], counts.cases);
  };
  std::cout << title(shop) << " -> " << title(ledger) << ": " << counts.cases
            << " orders; as charged " << rule(proof_rule::as_charged) << ", other price mode "
            << rule(proof_rule::other_price_mode) << ", rounding line "
            << rule(proof_rule::rounding_line) << ", rounding pair "
            << rule(proof_rule::rounding_pair)
            << " (orders of 1-3 articles: " << share(counts.pairs_of_small, counts.small)
            << "), grouped " << share(counts.grouped, counts.cases) << ", largest rounding line "
            << to_text(counts.largest, currency::eur());
  for (const auto& [code, count] : counts.errors) {
    std::cout << ", " << code_name(code) << " " << share(count, counts.cases);
  }
  std::cout << "; " << counts.credits << " credits, rounding pair "
            << share(counts.credit_pairs, counts.credits);
  for (const auto& [code, count] : counts.credit_errors) {
    std::cout << ", " << code_name(code) << " " << share(count, counts.credits);
  }
  std::cout << "; all of it in two amounts: VAT left in "
            << share(counts.halves_left, counts.halves) << ", at most "
            << to_text(counts.most_left, currency::eur()) << "\n";
}

/// The errors that an order deserves: a total beyond R8's limit, VAT of a country without a row, or
/// no VAT at all for a consumer abroad (R6), no lines.
bool is_due(errc code, const charged_order& made, ledger_kind ledger) {
  const bool abroad = made.value.shipping.country != "NL";
  return (code == errc::totals_differ && std::abs(made.remainder) > 5) ||
         (code == errc::line_count && made.value.lines.empty()) ||
         (code == errc::vat_unmapped && abroad &&
          (!made.foreign || ledger == ledger_kind::eboekhouden));
}

std::string fault_of_order(const charged_order& made, const ledger_world& here, tally& counts,
                           const result<booking_plan>& plan) {
  ++counts.cases;
  const bool small = made.articles <= 3;
  counts.small += small ? 1 : 0;
  if (!plan) {
    const error& why = plan.error();
    ++counts.errors[why.code];
    return is_due(why.code, made, here.kind)
               ? ""
               : "refused: " + std::string(code_name(why.code)) + " " + why.detail;
  }
  if (std::abs(made.remainder) > 5) {
    return "a total that is off by more than five cents was booked";
  }
  ++counts.rules[plan->rule];
  counts.grouped += plan->grouped ? 1 : 0;
  counts.pairs_of_small += small && plan->rule == proof_rule::rounding_pair ? 1 : 0;
  counts.largest = std::max(counts.largest, largest_rounding(*plan));
  minor_units gifts = 0;
  for (const gift_payment& gift : made.value.gift_payments) {
    gifts += gift.amount;
  }
  const asked_document asked{made.value.lines, made.value.total + gifts,
                             made.value.shipping.country};
  return fault_of_plan(*plan, asked, here.kind);
}

/// Whether every rate was sold for something, so that an amount can be spread over them.
bool something_sold(const order& source) {
  bool sold = false;
  for (const auto& [percent, sum] : sums_by_percent(source.lines)) {
    if (sum.net + sum.vat < 0) {
      return false;
    }
    sold = sold || sum.net + sum.vat > 0;
  }
  return sold;
}

/// How far the VAT of the lines is from their rates.
minor_units cents_off(const std::vector<order_line>& lines) {
  minor_units off = 0;
  for (const auto& [percent, sum] : sums_by_percent(lines)) {
    const minor_units rate = percent.empty() ? 0 : cents(percent);
    off += std::abs(sum.vat - round_div((sum.net + sum.vat) * rate, 10'000 + rate));
  }
  return off;
}

/// Every credit is as exact as an order; `plans` gets those that were made.
std::string fault_of_credit(const credit& given, const charged_order& made,
                            const ledger_world& here, tally& counts,
                            std::vector<booking_plan>& plans) {
  const auto plan = make_credit_plan(given, made.value, here.context());
  ++counts.credits;
  if (!plan) {
    ++counts.credit_errors[plan.error().code];
    if (plan.error().code == errc::totals_differ && cents_off(given.lines) > 2) {
      return "";  // a line that carries the cents of others, taken back alone
    }
    return "credit refused: " + std::string(code_name(plan.error().code)) + " " +
           plan.error().detail;
  }
  counts.credit_pairs += plan->rule == proof_rule::rounding_pair ? 1 : 0;
  plans.push_back(*plan);
  if (plan->total != -given.amount) {
    return "total of the credit";
  }
  if (!given.lines.empty()) {
    return fault_of_plan(*plan, {given.lines, -given.amount, made.value.shipping.country},
                         here.kind);
  }
  return fault_of_arithmetic(*plan, here.kind);
}

std::string fault_of_credits(const charged_order& made, const booking_plan& invoice,
                             const ledger_world& here, const chooser& choose, tally& counts) {
  if (made.value.total <= 0) {
    return "";
  }
  std::vector<booking_plan> whole;
  credit all = credit_of(made.value, "900", made.value.total);
  if (made.value.gift_payments.empty()) {
    const std::string fault = fault_of_credit(all, made, here, counts, whole);
    if (!fault.empty()) {
      return "full: " + fault;
    }
    if (!mirrors(whole.front(), invoice)) {
      return "a credit of everything does not mirror the invoice";
    }
  }
  if (!something_sold(made.value)) {
    return "";  // nothing that could come back in part
  }
  std::vector<booking_plan> amounts;
  for (const credit& part : two_amounts(made.value, choose)) {
    const std::string fault = fault_of_credit(part, made, here, counts, amounts);
    if (!fault.empty()) {
      return "by amount: " + fault;
    }
  }
  const asked_document asked{made.value.lines, invoice.total, made.value.shipping.country};
  if (std::string fault = fault_of_sum(amounts, invoice, asked, here.kind); !fault.empty()) {
    return "two amounts: " + fault;
  }
  if (amounts.front().total + amounts.back().total == -invoice.total && amounts.size() == 2) {
    const minor_units left = vat_left(amounts, invoice);
    ++counts.halves;
    counts.halves_left += left != 0 ? 1 : 0;
    counts.most_left = std::max(counts.most_left, left);
  }
  std::vector<booking_plan> lines;
  for (const credit& part : two_by_lines(made.value, choose)) {
    const std::string fault = fault_of_credit(part, made, here, counts, lines);
    if (!fault.empty()) {
      return "by lines: " + fault;
    }
  }
  // Lines that are more than the total can be taken back as lines.
  std::string fault =
      fault_of_sum(lines, invoice, asked, here.kind, std::max<minor_units>(0, -made.remainder));
  return fault.empty() ? "" : "two by lines: " + fault;
}

struct pair_of {
  shop_kind shop;
  ledger_kind ledger;
};

class shop_property : public testing::TestWithParam<pair_of> {};

TEST_P(shop_property, LedgerGetsTheShopsFigures) {
  const auto [shop, ledger] = GetParam();
  const ledger_world plain{ledger};
  ledger_world grouping{ledger};  // S6
  grouping.base.cards.group_lines = true;
  const int abroad = ledger == ledger_kind::moneybird ? 40 : 4;  // there it has no rates
  tally counts;
  const auto property = [&, shop = shop](const chooser& choose) {
    const ledger_world& here = choose(0, 9) == 9 ? grouping : plain;
    const charged_order made = charge(shop, fill_basket(choose, abroad), choose);
    const auto plan = make_plan(made.value, here.context());
    std::string fault = fault_of_order(made, here, counts, plan);
    if (fault.empty() && plan) {
      fault = fault_of_credits(made, *plan, here, choose, counts);
    }
    return fault.empty() ? "" : fault + " (" + describe(made.value) + ")";
  };
  check_property(property, wanted_cases(default_cases), false);
  print(shop, ledger, counts);
  // A generator that never reaches a rule would prove nothing about it.
  EXPECT_GT(counts.rules[proof_rule::as_charged], 0);
  EXPECT_GT(counts.rules[proof_rule::rounding_line], 0);
  EXPECT_GT(counts.errors[errc::totals_differ], 0);
  EXPECT_GT(counts.credits, counts.cases);
}

std::string pair_name(const testing::TestParamInfo<pair_of>& which) {
  std::string made;
  for (const std::string_view part : {title(which.param.shop), title(which.param.ledger)}) {
    for (const char letter : part) {
      made += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
    }
    made += made.find("__") == std::string::npos ? "__" : "";
  }
  return made;
}

std::vector<pair_of> all_pairs() {
  std::vector<pair_of> made;
  for (const auto shop :
       {shop_kind::woocommerce, shop_kind::magento, shop_kind::mijnwebwinkel, shop_kind::ccvshop}) {
    made.push_back({shop, ledger_kind::moneybird});
    made.push_back({shop, ledger_kind::eboekhouden});
  }
  return made;
}

INSTANTIATE_TEST_SUITE_P(all, shop_property, testing::ValuesIn(all_pairs()), pair_name);

}  // namespace
}  // namespace boekbrug::test
