#include "sim/woocommerce/generator.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::woocommerce {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const product& product_at(std::size_t index) {
  return products()[index];
}

bool is_heavy(const product& item) {
  return item.price > 1000 * micro_per_unit;
}

micro goods_total(const priced_cart& priced) {
  micro sum = 0;
  for (const auto& line : priced.lines) {
    sum += line.total + line.total_tax;
  }
  return sum;
}

}  // namespace

order_generator::order_generator(generator_options options)
    : options_{std::move(options)}, engine_{options_.seed} {}

bool order_generator::chance(double probability) noexcept {
  return static_cast<double>(random(1'000'000)) < probability * 1e6;
}

std::string order_generator::draw_text(std::string_view prefix, std::size_t length) {
  constexpr std::string_view letters =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";
  std::string out{prefix};
  for (std::size_t i = 0; i < length; ++i) {
    out += letters[static_cast<std::size_t>(random(letters.size()))];
  }
  return out;
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

customer order_generator::draw_customer(market kind, order_head& head) {
  // New customers count on from behind the pool, so that they never meet a returning one.
  const bool returning = options_.customers > 0 && chance(options_.mix.returning);
  const std::uint64_t number =
      returning ? random(options_.customers) : options_.customers + guests_++;
  const bool registered = returning ? number % 4 != 0 : chance(0.2);
  // WordPress user ids are per site; markets get ranges of their own so that one id is one person.
  head.customer_id =
      registered ? static_cast<std::int64_t>(number * 5 + static_cast<std::uint64_t>(kind) + 2) : 0;
  return make_customer(kind, number, options_.seed);
}

void order_generator::draw_lines(cart& out, bool downloads) {
  const auto many = static_cast<int>(random(100));
  int count = many < 45 ? 1 : many < 70 ? 2 : many < 85 ? 3 : 4 + static_cast<int>(random(5));
  count = std::clamp(count, 1, std::max(options_.lines_max, 1));
  while (static_cast<int>(out.lines.size()) < count) {
    const product& item = product_at(static_cast<std::size_t>(random(products().size())));
    if (item.downloadable != downloads && (downloads || random(4) != 0)) {
      continue;
    }
    if ((is_heavy(item) || item.price == 0) && random(6) != 0) {
      continue;
    }
    const auto luck = static_cast<int>(random(100));
    const int quantity = downloads || is_heavy(item)       ? 1
                         : luck < 70                       ? 1
                         : luck < 88                       ? 2
                         : luck < 98                       ? 3 + static_cast<int>(random(10))
                         : item.price < 4 * micro_per_unit ? 1000
                                                           : 24;
    out.lines.push_back({&item, quantity});
  }
}

void order_generator::draw_shipping(cart& out, market kind) {
  const bool ships = std::any_of(out.lines.begin(), out.lines.end(),
                                 [](const cart_line& line) { return !line.item->downloadable; });
  if (!ships) {
    return;
  }
  const bool abroad =
      kind == market::eu_company || kind == market::eu_consumer || kind == market::outside_eu;
  if (abroad) {
    out.shipping = cart_shipping{"flat_rate", "PostNL buitenland", "4", 10'330'000};
  } else if (chance(0.1)) {
    out.shipping = cart_shipping{"local_pickup", "Afhalen in de winkel", "3", 0};
  } else {
    out.shipping = cart_shipping{"flat_rate", "PostNL pakket", "1", 5'740'000};
  }
}

void order_generator::draw_extras(cart& out) {
  if (chance(options_.mix.zero_total)) {
    out.coupons.push_back({"helemaalgratis", true, 100 * micro_per_unit});
    if (out.shipping) {
      out.shipping = cart_shipping{"local_pickup", "Afhalen in de winkel", "3", 0};
    }
    return;
  }
  if (chance(options_.mix.coupon)) {
    const auto kind = random(4);
    if (kind < 3) {
      out.coupons.push_back({"welkom10", true,
                             (kind == 0   ? 10
                              : kind == 1 ? 15
                                          : 12) *
                                 micro_per_unit});
    }
    if (kind >= 2) {
      out.coupons.push_back({"vijfeuro", false, 5 * micro_per_unit});
    }
  }
  if (chance(options_.mix.fee)) {
    out.fees.push_back({random(2) == 0 ? "Betaalkosten" : "Cadeauverpakking \U0001F381",
                        random(2) == 0 ? 500'000 : 2'075'000, true});
  }
  if (chance(options_.mix.negative_fee) &&
      goods_total(price(out, options_.taxes)) > 6 * micro_per_unit) {
    out.fees.push_back({"Tegoed <em>nieuwe klant</em>", -5 * micro_per_unit, true});
  }
}

cart order_generator::draw_cart(market kind, const customer& buyer) {
  cart out;
  out.tax_country = buyer.who.country;
  out.vat_exempt = kind == market::eu_company;
  draw_lines(out, chance(options_.mix.download));
  draw_shipping(out, kind);
  draw_extras(out);
  return out;
}

void order_generator::settle(order_head& head, std::string status, bool paid, seconds_utc latest) {
  const auto later = [&](seconds from, seconds spread) {
    return std::min(
        latest,
        head.created + from +
            seconds{static_cast<std::int64_t>(random(static_cast<std::uint64_t>(spread.count())))});
  };
  head.status = std::move(status);
  head.modified = later(seconds{5}, minutes{10});
  if (paid) {
    head.paid = head.status == "processing" && head.payment_method == "bacs"
                    ? later(hours{20}, hours{48})
                    : later(seconds{20}, minutes{9});
    head.modified = *head.paid;
  }
  if (head.status == "completed") {
    head.completed = std::max(later(hours{2}, hours{70}), head.paid.value_or(head.created));
    head.modified = *head.completed;
  }
}

void order_generator::draw_flow(order_head& head, const cart& wanted, micro total,
                                seconds_utc latest, const order_wish& wish) {
  const order_mix& mix = options_.mix;
  const bool downloads = std::all_of(wanted.lines.begin(), wanted.lines.end(),
                                     [](const cart_line& line) { return line.item->downloadable; });
  const auto pay_with = [&](std::string_view id) {
    const auto it = std::find_if(gateways().begin(), gateways().end(),
                                 [&](const gateway& g) { return g.id == id; });
    head.payment_method = id;
    head.payment_method_title = it->title;
    head.transaction_id = it->online ? draw_text("tr_", 10) : "";
  };
  pay_with(random(4) == 0 ? "mollie_wc_gateway_creditcard" : "mollie_wc_gateway_ideal");
  if (wish.status) {
    settle(head, *wish.status,
           wish.paid.value_or(*wish.status == "completed" || *wish.status == "processing"), latest);
    return;
  }
  double draw = static_cast<double>(random(1'000'000)) / 1e6;
  const auto falls_in = [&](double share) { return (draw -= share) < 0; };
  if (total == 0) {
    head.payment_method.clear();
    head.payment_method_title.clear();
    head.transaction_id.clear();
    settle(head, downloads ? "completed" : "processing", true, latest);
  } else if (falls_in(mix.bank_transfer_unpaid)) {
    pay_with("bacs");
    settle(head, "on-hold", false, latest);
  } else if (falls_in(mix.cash_on_delivery)) {
    pay_with("cod");
    const bool fetched = chance(0.5);
    settle(head, fetched ? "completed" : "processing", fetched, latest);
  } else if (falls_in(mix.on_account)) {
    pay_with("op_rekening");
    settle(head, "completed", false, latest);
  } else if (falls_in(mix.pending)) {
    settle(head, "pending", false, latest);
  } else if (falls_in(mix.failed)) {
    settle(head, "failed", false, latest);
  } else if (falls_in(mix.cancelled)) {
    settle(head, "cancelled", chance(0.3), latest);
  } else if (falls_in(mix.draft)) {
    settle(head, "checkout-draft", false, latest);
  } else if (falls_in(mix.custom_status)) {
    settle(head, options_.custom_status, true, latest);
  } else if (falls_in(mix.processing) && !downloads) {
    settle(head, "processing", true, latest);
  } else {
    if (chance(0.08)) {
      pay_with("bacs");
    }
    settle(head, "completed", true, latest);
  }
}

std::optional<refund_kind> order_generator::draw_refund(const order_head& head, micro total) {
  if (head.status != "completed" || !head.paid || total <= micro_per_unit ||
      !chance(options_.mix.refund)) {
    return std::nullopt;
  }
  constexpr std::array<refund_kind, 6> kinds{refund_kind::some_lines,  refund_kind::some_lines,
                                             refund_kind::full_lines,  refund_kind::amount_only,
                                             refund_kind::amount_only, refund_kind::by_status};
  return kinds[static_cast<std::size_t>(random(kinds.size()))];
}

generated_order order_generator::make(std::int64_t id, seconds_utc created, seconds_utc latest,
                                      const order_wish& wish) {
  order_head head;
  head.id = id;
  head.number = options_.number_prefix + std::to_string(id);
  head.created = created;
  head.order_key = draw_text("wc_order_", 13);
  const market kind = wish.customers.value_or(draw_market());
  const customer buyer = draw_customer(kind, head);
  head.billing = buyer.who;
  head.vat_number = buyer.vat_number;
  const cart wanted = draw_cart(kind, buyer);
  const priced_cart priced = price(wanted, options_.taxes);
  if (wanted.shipping) {
    head.shipping = buyer.who;
  }
  if (chance(0.05)) {
    head.customer_note = "Graag cadeau inpakken \U0001F381\nzonder bon, s.v.p.";
  }
  draw_flow(head, wanted, priced.total, std::max(latest, created), wish);
  generated_order out;
  auto stored =
      make_stored_order(write_order(head, wanted, priced, options_.taxes, options_.zone, ids_));
  out.order = std::move(*stored);
  if (!wish.no_refund) {
    out.refund = draw_refund(head, priced.total);
  }
  return out;
}

stored_order order_generator::make_plain(std::int64_t id, cart wanted, seconds_utc created,
                                         const std::string& status, bool paid) {
  order_head head;
  head.id = id;
  head.number = options_.number_prefix + std::to_string(id);
  head.created = head.modified = created;
  head.created_via = "rest-api";
  head.order_key = draw_text("wc_order_", 13);
  wanted.tax_country =
      wanted.tax_country.empty() ? options_.taxes.base_country : wanted.tax_country;
  settle(head, status, paid, created);
  const priced_cart priced = price(wanted, options_.taxes);
  auto stored =
      make_stored_order(write_order(head, wanted, priced, options_.taxes, options_.zone, ids_));
  return std::move(*stored);
}

}  // namespace boekbrug::sim::woocommerce
