#include "sim/ccvshop/generator.hpp"

#include "sim/ccvshop/people.hpp"
#include "sim/ccvshop/signing.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

constexpr vat_rate whole = 10'000;

/// What a product that is 21 % or 9 % here bears in the country of the customer.
vat_rate rate_in(std::string_view country, vat_rate dutch) noexcept {
  const bool high = dutch == 2100;
  if (country == "DE") {
    return high ? 1900 : 700;
  }
  if (country == "FR") {
    return high ? 2000 : 550;
  }
  if (country == "BE") {
    return high ? 2100 : 600;
  }
  return dutch;
}

bool without_vat(const stored_order& order) noexcept {
  return order.money.intra_community || order.money.platform_sale ||
         order.buyer.kind == market::outside_eu;
}

}  // namespace

order_generator::order_generator(generator_options options)
    : options_{std::move(options)}, engine_{options_.seed} {}

bool order_generator::chance(double probability) noexcept {
  return static_cast<double>(random(1'000'000)) < probability * 1e6;
}

market order_generator::draw_market() {
  const double draw = static_cast<double>(random(1'000'000)) / 1e6;
  const order_mix& mix = options_.mix;
  double edge = mix.reverse_charge;
  if (draw < edge) {
    return market::eu_company;
  }
  if (draw < (edge += mix.oss)) {
    return market::eu_consumer;
  }
  if (draw < (edge += mix.outside_eu)) {
    return market::outside_eu;
  }
  return draw < edge + mix.domestic_company ? market::domestic_company : market::domestic_consumer;
}

void order_generator::draw_flags(stored_order& order) {
  money_sheet& money = order.money;
  const order_mix& mix = options_.mix;
  const bool domestic =
      order.buyer.kind == market::domestic_consumer || order.buyer.kind == market::domestic_company;
  money.intra_community = order.buyer.kind == market::eu_company;
  money.row_taxes_included = !chance(mix.excluding_vat);
  money.platform_sale = domestic && chance(mix.platform_sale);
  money.taxes_included = !(domestic && !money.platform_sale && chance(mix.no_vat_shown));
  order.user_discount = order.user_id && chance(mix.customer_discount) ? 10 : 0;
  order.currency = chance(mix.foreign_currency) ? "USD" : "EUR";
}

order_row order_generator::make_row(const stored_order& order, const product& item) {
  order_row row;
  row.id = take_row_id();
  row.name = item.name;
  row.number = item.number;
  row.product_id = item.id;
  row.unit = item.unit;
  row.rate = without_vat(order) ? 0 : rate_in(country_of(order.buyer, options_.seed), item.rate);
  row.user_discount = order.user_discount;
  // A shop without VAT in its prices, or a customer who pays none, sees the net price.
  const bool net = without_vat(order) || !order.money.row_taxes_included;
  const auto shown = [&](cents amount) {
    const cents base = net ? scaled(amount, whole, whole + item.rate) : amount;
    return from_cents(scaled(base, 100 - order.user_discount, 100));
  };
  row.price = shown(item.price);
  if (!item.option.empty() && chance(options_.mix.attributes)) {
    row.attributes.push_back(
        {std::string{item.option}, std::string{item.value}, shown(item.option_price)});
  }
  if (item.price >= 1000 && chance(options_.mix.row_discount)) {
    row.discount = from_cents(scaled(to_cents(row.price), 1, random(2) == 0 ? 5 : 10));
  }
  const auto luck = random(100);
  const bool heavy = item.price > 20'000;
  const std::int64_t pieces = heavy || luck < 65 ? 1
                              : luck < 88        ? 2
                              : luck < 98        ? 3 + static_cast<std::int64_t>(random(10))
                                                 : 24;
  row.count = pieces * micro_per_unit;
  if ((item.unit == "kg" || item.unit == "m") && chance(options_.mix.fraction)) {
    row.count += static_cast<micro>(1 + random(19)) * 50'000;
  }
  return row;
}

void order_generator::add_deposit(stored_order& order, const product& item, micro count) {
  for (const auto& [type, amount, name] :
       {std::tuple{"container_deposit", item.deposit, "Statiegeld "},
        std::tuple{"safety_deposit", item.safety_deposit, "Borg "}}) {
    if (amount > 0 && chance(options_.mix.deposit)) {
      order_row row;
      row.id = take_row_id();
      row.type = type;
      row.name = name + std::string{item.name};
      row.product_id = item.id;
      row.count = count;
      row.price = from_cents(amount);
      order.money.rows.push_back(std::move(row));
    }
  }
}

order_row order_generator::draw_row(const stored_order& order) {
  for (;;) {
    const product& item = products()[static_cast<std::size_t>(random(products().size()))];
    if (item.price == 0 || item.price > 20'000) {
      continue;
    }
    return make_row(order, item);
  }
}

void order_generator::draw_rows(stored_order& order) {
  const auto luck = random(100);
  int wanted = luck < 45 ? 1 : luck < 70 ? 2 : luck < 88 ? 3 : 4 + static_cast<int>(random(4));
  wanted = std::min(wanted, options_.lines_max);
  int products_drawn = 0;
  while (products_drawn < wanted) {
    const product& item = products()[static_cast<std::size_t>(random(products().size()))];
    if ((item.price == 0 || item.price > 20'000) && (products_drawn == 0 || random(5) != 0)) {
      continue;
    }
    order.money.rows.push_back(make_row(order, item));
    ++products_drawn;
    add_deposit(order, item, order.money.rows.back().count);
  }
}

void order_generator::draw_shipping(stored_order& order) {
  money_sheet& money = order.money;
  const std::string_view country = country_of(order.buyer, options_.seed);
  const bool net = without_vat(order) || !money.row_taxes_included;
  money.shipping_rate = without_vat(order) ? 0 : rate_in(country, 2100);
  money.shipping_taxed = !chance(options_.mix.shipping_untaxed);
  if (chance(options_.mix.pickup)) {
    order.deliver_method = "pickup";
    order.take_out_date = utc_text(order.created + std::chrono::days{2}).substr(0, 10);
    return;
  }
  if (random(10) == 0) {
    order.deliver_date = utc_text(order.created + std::chrono::days{3}).substr(0, 10);
  }
  const cents gross = country == "NL" ? (rows_total(money) > 7500 ? 0 : 695) : 1295;
  money.shipping = net ? scaled(gross, whole, whole + 2100) : gross;
}

void order_generator::draw_discounts(stored_order& order) {
  money_sheet& money = order.money;
  const order_mix& mix = options_.mix;
  const cents goods = rows_total(money);
  coupon& ticket = order.discount_coupon;
  const bool zero = chance(mix.zero_total);
  if (zero || chance(mix.coupon)) {
    const std::int64_t percent = zero ? 100 : 10;
    const bool fixed = !zero && random(2) == 0;
    ticket = {zero    ? "GRATIS100"
              : fixed ? "WELKOM5"
                      : "TIEN",
              fixed ? "fixed" : "percentage", fixed ? 500 : percent * 100, zero};
    money.discounts = fixed ? std::min<cents>(500, goods) : scaled(goods, percent, 100);
  } else if (chance(mix.free_shipping)) {
    ticket = {"GRATISVERZENDING", "fixed", 0, true};
  }
  if (ticket.gives_free_shipping && money.shipping > 0) {
    if (options_.free_shipping_as_discount) {
      money.shipping_discount = money.shipping;
      money.discounts += money.shipping;
    } else {
      money.shipping = 0;
    }
  }
  if (!zero && order.user_id && chance(mix.credit_points)) {
    money.credit_points =
        std::min<cents>(100 + static_cast<cents>(random(900)), (goods - money.discounts) / 2);
    money.credit_points = std::max<cents>(money.credit_points, 0);
  }
}

void order_generator::draw_fees(stored_order& order) {
  money_sheet& money = order.money;
  const order_mix& mix = options_.mix;
  const cents goods = rows_total(money) - money.discounts - money.credit_points;
  if (goods <= 0) {
    return;
  }
  if (chance(mix.payment_fee)) {
    money.paymethod_costs = random(2) == 0 ? 50 : 195;
  }
  if (chance(mix.payment_option)) {
    order.payment_option = "Rembours";
    money.payment_option_price = 750;
  }
  if (chance(mix.extra_costs)) {
    order.extra_costs_description = "Behandelingskosten";
    money.extra_costs = 250;
  } else if (goods > 1000 && chance(mix.extra_discount)) {
    order.extra_costs_description = "Korting bij afhalen";
    money.extra_costs = -scaled(goods, 3, 100);
  }
}

void order_generator::draw_payment(stored_order& order) {
  const bool company = order.buyer.kind == market::domestic_company;
  const auto luck = random(100);
  const std::size_t index = company && luck < 40 ? 4
                            : luck < 70          ? 0
                            : luck < 80          ? 1
                            : luck < 88          ? 2
                            : luck < 95          ? 3
                                                 : 5;
  order.paymethod_id = paymethods()[index].id;
  constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  if (paymethods()[index].psp != "Geen") {
    order.transaction_id = "tr_";
    for (int i = 0; i < 6; ++i) {
      order.transaction_id += letters[static_cast<std::size_t>(random(letters.size()))];
    }
  }
}

generated_order order_generator::make(std::int64_t id, time_point created, time_point latest,
                                      const order_wish& wish) {
  generated_order out;
  stored_order& order = out.order;
  order.id = id;
  order.created = created;
  order.prefix =
      options_.number_prefix.empty()
          ? std::to_string(static_cast<int>(
                std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(created)}.year()))
          : options_.number_prefix;
  const market drawn = draw_market();
  const bool returning = options_.customers > 0 && chance(options_.mix.returning);
  order.buyer.kind = wish.customers.value_or(drawn);
  // New customers count on from behind the pool, so that they never meet a returning one.
  order.buyer.number = returning ? random(options_.customers) : options_.customers + guests_++;
  if (returning ? order.buyer.number % 4 != 0 : chance(0.2)) {
    order.user_id = static_cast<std::int64_t>(24'461'111 + order.buyer.number * 5 +
                                              static_cast<std::uint64_t>(order.buyer.kind));
  }
  draw_flags(order);
  draw_rows(order);
  draw_shipping(order);
  draw_discounts(order);
  draw_fees(order);
  draw_payment(order);
  settle(order.money, options_.rules);
  draw_life(out, latest, wish);
  return out;
}

}  // namespace boekbrug::sim::ccvshop
