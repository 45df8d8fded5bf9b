// What was bought, before any shop charged for it.

#include "fixtures.hpp"
#include "shop_ways.hpp"

#include <array>

namespace boekbrug::test {

using namespace core;

namespace {

struct rate_set {
  const char* country;
  std::vector<shop_rate> rates;
};

const std::array<rate_set, 4>& rate_sets() {
  static const std::array<rate_set, 4> sets{{
      {"NL", {{"21", 2100, "NL"}, {"9", 900, "NL"}, {"0", 0, "NL"}, {"", 0, ""}}},
      {"FR", {{"20", 2000, "FR"}, {"5.5", 550, "FR"}, {"", 0, ""}}},
      {"DE", {{"19", 1900, "DE"}, {"7", 700, "DE"}, {"", 0, ""}}},
      {"BE", {{"21", 2100, "BE"}, {"6", 600, "BE"}, {"", 0, ""}}},
  }};
  return sets;
}

void fill_discounts(basket& made, const chooser& choose) {
  minor_units whole = 0;
  for (const article& each : made.articles) {
    whole += each.price * each.quantity;
  }
  switch (choose(0, 5)) {
    case 0:  // on some rows
      for (article& each : made.articles) {
        if (choose(0, 2) == 0) {
          each.discount = round_div(each.price * each.quantity * choose(1, 100), 100);
        }
      }
      break;
    case 1:  // a percentage of the cart
      made.coupon = round_div(
          whole * std::array{5, 10, 25, 33, 100}.at(static_cast<std::size_t>(choose(0, 4))), 100);
      break;
    case 2:  // a fixed amount
      made.coupon = std::min<minor_units>(whole, choose(1, 5000));
      break;
    case 3:  // as a fee below zero
      made.fee = -std::min<minor_units>(whole, choose(1, 2000));
      break;
    default:
      break;
  }
}

}  // namespace

minor_units round_div(minor_units numerator, minor_units denominator) {
  const minor_units size = numerator < 0 ? -numerator : numerator;
  const minor_units rounded = (2 * size + denominator) / (2 * denominator);
  return numerator < 0 ? -rounded : rounded;
}

std::vector<minor_units> spread_over(minor_units amount, const std::vector<minor_units>& weights) {
  minor_units whole = 0;
  for (const minor_units weight : weights) {
    whole += weight;
  }
  std::vector<minor_units> shares;
  minor_units seen = 0;
  minor_units given = 0;
  for (const minor_units weight : weights) {
    seen += weight;
    shares.push_back(whole == 0 ? 0 : round_div(amount * seen, whole) - given);
    given += shares.back();
  }
  return shares;
}

basket fill_basket(const chooser& choose, int abroad) {
  basket made;
  const auto& set =
      rate_sets().at(choose(1, 100) > abroad ? 0 : static_cast<std::size_t>(choose(1, 3)));
  made.destination = set.country;
  made.rates = set.rates;
  made.included = choose(0, 2) > 0;
  const int kinds = choose(1, static_cast<int>(made.rates.size()));
  const auto any_rate = [&] { return static_cast<std::size_t>(choose(0, kinds - 1)); };
  const bool few = choose(0, 1) == 0;  // most real orders are small
  const int rows = few ? choose(1, 3) : choose(1, 30);
  for (int count = 0; count < rows; ++count) {
    article each;
    each.rate = any_rate();
    each.quantity = choose(0, 3) > 0 ? 1 : choose(2, 40);
    each.price = choose(0, 3) == 0 ? choose(1, 500) : choose(500, 30'000);
    if (choose(0, 1) == 0) {
      each.price = round_div(each.price, 50) * 50 + (choose(0, 1) == 0 ? 45 : 50);  // x.95, x.50
    }
    made.articles.push_back(each);
  }
  fill_discounts(made, choose);
  if (choose(0, 2) > 0) {
    made.shipping = choose(0, 2500);
    made.shipping_rate = any_rate();
    made.shipping_split = choose(0, 1) == 1;
  }
  if (made.fee == 0 && choose(0, 4) == 0) {
    made.fee = choose(1, 500);
  }
  made.fee_rate = any_rate();
  made.deposit = choose(0, 9) == 0 ? choose(1, 20) * 15 : 0;
  return made;
}

std::map<std::string, charged_sum> sums_by_percent(const std::vector<order_line>& lines) {
  std::map<std::string, charged_sum> made;
  for (const order_line& each : lines) {
    charged_sum& sum = made[each.vat_percent ? to_text(*each.vat_percent) : ""];
    sum.net += each.net;
    sum.vat += each.vat;
  }
  return made;
}

}  // namespace boekbrug::test
