#pragma once
// How each kind of shop charges: random orders with the VAT that such a shop would have worked out,
// in integer arithmetic of its own (woocommerce.md 4, magento.md 4, mijnwebwinkel.md 4, ccvshop.md
// 4).

#include "core/order/order.hpp"
#include "random_choices.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace boekbrug::test {

enum class shop_kind : std::uint8_t { woocommerce = 1, magento, mijnwebwinkel, ccvshop };
std::string_view title(shop_kind kind);

struct shop_rate {
  const char* percent;  // "" = no rate attached
  int hundredths;       // of a percent
  const char* country;
};

/// A row of the basket. Prices include VAT or not, as the shop is set up.
struct article {
  std::size_t rate = 0;
  core::minor_units price = 0;
  int quantity = 1;
  core::minor_units discount = 0;  // on the whole row
};

struct basket {
  std::vector<shop_rate> rates;
  const char* destination = "NL";
  bool included = true;
  std::vector<article> articles;
  core::minor_units coupon = 0;  // for the shop to spread
  core::minor_units shipping = 0;
  std::size_t shipping_rate = 0;
  bool shipping_split = false;  // over the rates of the articles, in proportion
  core::minor_units fee = 0;    // may be negative
  std::size_t fee_rate = 0;
  core::minor_units deposit = 0;  // without VAT
};
/// 1-30 articles, 1-4 rates of one destination, any kind of discount; `abroad` percent of them at
/// the rates of another country.
basket fill_basket(const chooser& choose, int abroad);

struct charged_order {
  core::order value;
  core::minor_units remainder = 0;  // of the total beyond the lines
  std::size_t articles = 0;
  bool foreign = false;  // charged at the rates of another country
};
charged_order charge(shop_kind kind, const basket& bought, const chooser& choose);

/// What the shop charged per percentage ("21", "" without one).
struct charged_sum {
  core::minor_units net = 0;
  core::minor_units vat = 0;
};
std::map<std::string, charged_sum> sums_by_percent(const std::vector<core::order_line>& lines);

/// Half away from zero.
core::minor_units round_div(core::minor_units numerator, core::minor_units denominator);
/// `amount` in proportion to the weights, in whole units; sums up to `amount` (0 when there are no
/// weights).
std::vector<core::minor_units> spread_over(core::minor_units amount,
                                           const std::vector<core::minor_units>& weights);

}  // namespace boekbrug::test
