#include "sim/magento/generator.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::magento {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<int, 7> plain_products{81, 82, 83, 84, 87, 88, 94};

}  // namespace

order_generator::order_generator(generator_options options)
    : options_{std::move(options)}, engine_{options_.seed} {}

bool order_generator::chance(double probability) noexcept {
  return static_cast<double>(random(1'000'000)) < probability * 1e6;
}

const store_view& order_generator::draw_store() {
  return options_.stores[static_cast<std::size_t>(random(options_.stores.size()))];
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

void order_generator::draw_customer(order_draft& out, market kind) {
  // New customers count on from behind the pool, so that they never meet a returning one.
  const bool returning = options_.customers > 0 && chance(options_.mix.returning);
  const std::uint64_t number =
      returning ? random(options_.customers) : options_.customers + strangers_++;
  out.buyer = make_customer(kind, number, options_.seed);
  const bool guest = chance(options_.mix.guest);
  out.customer_id =
      guest ? 0 : static_cast<std::int64_t>(number * 5 + static_cast<std::uint64_t>(kind) + 2);
}

void order_generator::add_product(cart& out, const product& item, money quantity) {
  const int index = static_cast<int>(out.lines.size());
  if (item.type == product_type::grouped) {
    for (const auto& part : item.parts) {
      out.lines.push_back({&product_by_id(part.child), part.quantity * quantity, -1, true});
    }
    return;
  }
  const bool dynamic = item.type == product_type::bundle_dynamic;
  out.lines.push_back({&item, quantity, -1, !dynamic});
  for (const auto& part : item.parts) {
    out.lines.push_back({&product_by_id(part.child), part.quantity * quantity, index, dynamic});
  }
}

void order_generator::draw_special_lines(cart& out) {
  const order_mix& mix = options_.mix;
  const auto pieces = [&] { return static_cast<money>(1 + random(3)) * one; };
  if (chance(mix.configurable)) {
    add_product(out, product_by_id(random(2) == 0 ? 77 : 79), pieces());
  }
  if (chance(mix.bundle)) {
    add_product(out, product_by_id(random(2) == 0 ? 90 : 92), pieces());
  }
  if (chance(mix.fixed_bundle)) {
    add_product(out, product_by_id(91), pieces());
  }
  if (chance(mix.grouped)) {
    add_product(out, product_by_id(93), one);
  }
  if (chance(mix.weee)) {
    add_product(out, product_by_id(85), one);
  }
  if (chance(mix.exempt)) {
    add_product(out, product_by_id(95), one);
  }
  if (chance(mix.gift_card_product)) {
    add_product(out, product_by_id(98), one);
  }
  if (chance(mix.fraction)) {
    add_product(out, product_by_id(86), static_cast<money>(5 + random(60)) * 1000);
  }
}

void order_generator::draw_lines(cart& out) {
  if (chance(options_.mix.virtual_only)) {
    constexpr std::array<int, 3> downloads{96, 97, 99};
    add_product(out, product_by_id(downloads[static_cast<std::size_t>(random(3))]), one);
    return;
  }
  draw_special_lines(out);
  const auto luck = random(100);
  const int wanted = std::min(luck < 50   ? 1
                              : luck < 80 ? 2
                                          : 3 + static_cast<int>(random(4)),
                              options_.lines_max);
  for (int i = out.lines.empty() ? 0 : 1; i < wanted; ++i) {
    const product& item =
        product_by_id(plain_products[static_cast<std::size_t>(random(plain_products.size()))]);
    // Recycling fees come by their own chance only.
    if (item.weee != 0 && options_.mix.weee == 0) {
      add_product(out, product_by_id(82), one);
      continue;
    }
    const auto many = random(100);
    const std::uint64_t count = many < 70 ? 1 : many < 95 ? 2 + random(3) : 12 + random(200);
    add_product(out, item, static_cast<money>(count) * one);
  }
  if (out.lines.empty()) {
    add_product(out, product_by_id(82), one);
  }
}

void order_generator::draw_discount(order_draft& out) {
  if (chance(options_.mix.zero_total)) {
    out.coupon = "HELEMAALGRATIS";
    out.goods.discount_percent = 100 * one;
    out.goods.discounts_shipping = true;
  } else if (chance(options_.mix.coupon)) {
    constexpr std::array<money, 4> percents{10 * one, 15 * one, 125'000, 5 * one};
    out.coupon = "WELKOM10";
    out.goods.discount_percent = percents[static_cast<std::size_t>(random(percents.size()))];
    out.goods.discounts_shipping = chance(options_.mix.shipping_discount * 5);
  } else if (chance(options_.mix.fixed_coupon)) {
    out.coupon = "VIJFEURO";
    out.goods.discount_fixed = 5 * one;
    out.goods.discounts_shipping = chance(options_.mix.shipping_discount * 5);
  }
}

void order_generator::draw_shipping(order_draft& out, market kind) {
  cart& goods = out.goods;
  goods.has_shipping = std::any_of(goods.lines.begin(), goods.lines.end(),
                                   [](const auto& line) { return ships(line.item->type); });
  if (!goods.has_shipping) {
    return;
  }
  const bool abroad = kind != market::domestic_consumer && kind != market::domestic_company;
  goods.shipping = abroad ? 12'5000 : options_.taxes.prices_include_tax ? 6'9500 : 5'7400;
  if (chance(options_.mix.free_shipping)) {
    goods.shipping = 0;
    out.carrier = "Gratis verzending - Afhalen";
  }
}

void order_generator::draw_payments(order_draft& out) {
  const order_mix& mix = options_.mix;
  if (chance(mix.known_fee)) {
    out.known_fee = out.goods.vat_exempt ? 5000 : 4100;
    out.known_fee_tax = out.goods.vat_exempt ? 0 : 900;
  } else if (chance(mix.unexplained_fee)) {
    out.unknown_fee = 16'500;
    out.unknown_fee_tax = out.goods.vat_exempt ? 0 : 3'500;
  }
  const auto pay_part = [&](double probability, money& kind, money wanted) {
    if (chance(probability)) {
      kind = std::clamp<money>(wanted, 0, out.grand_total());
    }
  };
  pay_part(mix.gift_card, out.gift_card, 25 * one);
  pay_part(mix.store_credit, out.store_credit, 7'5000);
  pay_part(mix.reward_points, out.reward_points, 3'2500);
  pay_part(mix.all_by_gift_card, out.gift_card, out.grand_total() + out.gift_card);
}

generated_order order_generator::make(std::int64_t id, seconds_utc created, seconds_utc latest,
                                      const order_wish& wish) {
  generated_order out;
  order_draft& draft = out.draft;
  draft.id = id;
  draft.created = created;
  const market kind = wish.customers.value_or(draw_market());
  draw_customer(draft, kind);
  draft.goods.tax_country = draft.buyer.country;
  draft.goods.vat_exempt = kind == market::eu_company;
  draw_lines(draft.goods);
  draw_discount(draft);
  draw_shipping(draft, kind);
  draft.priced = price(draft.goods, options_.taxes);
  draw_payments(draft);
  draft.rates_listed = !chance(options_.mix.no_rates_listed);
  if (chance(options_.mix.foreign_currency)) {
    draft.currency = "USD";
    draft.currency_rate = 10'842;
  }
  if (chance(0.05)) {
    draft.note = "Graag na 18 uur bezorgen\ns.v.p. \U0001F381";
  }
  draw_course(out, std::max(latest, created), wish);
  return out;
}

void order_generator::pay_with(order_draft& out, std::string_view method, std::string_view title) {
  constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  out.method = method;
  out.method_title = title;
  out.transaction.clear();
  if (method.starts_with("mollie_")) {
    out.transaction = "tr_";
    for (int i = 0; i < 10; ++i) {
      out.transaction += letters[static_cast<std::size_t>(random(letters.size()))];
    }
  }
}

refund_kind order_generator::draw_refund() {
  constexpr std::array<refund_kind, 5> kinds{refund_kind::full, refund_kind::lines,
                                             refund_kind::lines, refund_kind::lines_with_adjustment,
                                             refund_kind::amount};
  return kinds[static_cast<std::size_t>(random(kinds.size()))];
}

}  // namespace boekbrug::sim::magento
