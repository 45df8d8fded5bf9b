#include "charging.hpp"

#include "fixtures.hpp"

#include <cstdlib>

namespace boekbrug::test::charging {

using namespace core;

minor_units fine_vat(minor_units amount, int hundredths, bool included) {
  return round_div(amount * 10'000 * hundredths, included ? 10'000 + hundredths : 10'000);
}

minor_units vat_of(minor_units amount, int hundredths, bool included) {
  return round_div(amount * hundredths, included ? 10'000 + hundredths : 10'000);
}

order_line make_line(line_kind kind, std::string name, const shop_rate& rate) {
  order_line made = line(name, "0", "0", rate.percent, kind);
  made.vat_country = rate.country;
  return made;
}

const shop_rate& no_rate() {
  static const shop_rate none{"", 0, ""};
  return none;
}

std::vector<minor_units> row_discounts(const basket& bought) {
  std::vector<minor_units> weights;
  for (const article& each : bought.articles) {
    weights.push_back(each.price * each.quantity);
  }
  auto made = spread_over(bought.coupon, weights);
  for (std::size_t at = 0; at < made.size(); ++at) {
    made[at] += bought.articles[at].discount;
  }
  return made;
}

std::vector<minor_units> rows_per_rate(const basket& bought) {
  std::vector<minor_units> made(bought.rates.size(), 0);
  for (const article& each : bought.articles) {
    made[each.rate] += each.price * each.quantity - each.discount;
  }
  return made;
}

std::vector<rated_amount> shipping_parts(const basket& bought) {
  std::vector<rated_amount> made;
  const auto weights = rows_per_rate(bought);
  const auto shares = spread_over(bought.shipping, weights);
  for (std::size_t at = 0; bought.shipping_split && at < shares.size(); ++at) {
    if (shares[at] != 0) {
      made.push_back({at, shares[at]});
    }
  }
  if (made.empty() && bought.shipping != 0) {
    made.push_back({bought.shipping_rate, bought.shipping});
  }
  return made;
}

charged_order start(const basket& bought) {
  charged_order made;
  made.value = order_of({}, bought.destination);
  made.value.prices_include_vat = bought.included;
  made.articles = bought.articles.size();
  return made;
}

void add(charged_order& made, order_line line) {
  line.id = std::to_string(made.value.lines.size() + 1);
  made.foreign =
      made.foreign || (line.vat_percent.value_or(0) > 0 && (line.net != 0 || line.vat != 0) &&
                       made.value.shipping.country != "NL");
  made.value.lines.push_back(std::move(line));
}

void finish(charged_order& made, const chooser& choose, bool may_be_off) {
  order& value = made.value;
  minor_units sum = 0;
  for (const order_line& each : value.lines) {
    sum += each.net + each.vat;
    value.total_vat += each.vat;
  }
  if (may_be_off && choose(0, 19) == 0) {
    made.remainder += choose(-7, 7);
  }
  value.total = sum + made.remainder;
  for (const char* code : {"GIFT", "TEGOED"}) {
    if (value.total > 0 && choose(0, 11) == 0) {
      const auto most = static_cast<int>(std::min<minor_units>(value.total, 10'000));
      const minor_units paid = choose(1, most);
      value.gift_payments.push_back({code, paid});
      value.total -= paid;
    }
  }
}

}  // namespace boekbrug::test::charging

namespace boekbrug::test {

std::string_view title(shop_kind kind) {
  switch (kind) {
    case shop_kind::woocommerce:
      return "WooCommerce";
    case shop_kind::magento:
      return "Magento 2";
    case shop_kind::mijnwebwinkel:
      return "Mijnwebwinkel";
    case shop_kind::ccvshop:
      return "CCV Shop";
  }
  return "";
}

charged_order charge(shop_kind kind, const basket& bought, const chooser& choose) {
  switch (kind) {
    case shop_kind::magento:
      return charging::magento(bought, choose);
    case shop_kind::mijnwebwinkel:
      return charging::mijnwebwinkel(bought, choose);
    case shop_kind::ccvshop:
      return charging::ccvshop(bought, choose);
    default:
      return charging::woocommerce(bought, choose);
  }
}

}  // namespace boekbrug::test
