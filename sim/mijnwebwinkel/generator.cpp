#include "sim/mijnwebwinkel/generator.hpp"

#include <algorithm>

namespace boekbrug::sim::mijnwebwinkel {

market order_generator::draw_market() {
  const order_mix& mix = options_.mix;
  double draw = static_cast<double>(random(1'000'000)) / 1e6;
  const auto falls_in = [&](double share) { return (draw -= share) < 0; };
  return falls_in(mix.reverse_charge)     ? market::eu_company
         : falls_in(mix.oss)              ? market::eu_consumer
         : falls_in(mix.outside_eu)       ? market::outside_eu
         : falls_in(mix.domestic_company) ? market::domestic_company
                                          : market::domestic_consumer;
}

void order_generator::draw_buyer(order_draft& order, market kind) {
  const bool returning = options_.customers > 0 && chance(options_.mix.returning);
  const std::uint64_t number =
      returning ? random(options_.customers) : options_.customers + guests_++;
  order.buyer = make_customer(kind, number, options_.seed);
  order.taxes.country = order.buyer.country;
  order.taxes.taxed = kind != market::eu_company && kind != market::outside_eu;
  order.taxes.prices_include_tax = options_.prices_include_tax;
  order.taxes.vat_free_shop = options_.vat_free_shop;
  order.tax_strategy = kind == market::eu_company   ? "reverse_charged_vat"
                       : kind == market::outside_eu ? "zero_percent"
                                                    : "";
  if (!order.buyer.company.empty() && random(2) == 0) {
    order.reference = "PO-" + std::to_string(random(1'000));
  }
}

order_line order_generator::draw_article_line(const order_draft& order) {
  const article& item = articles()[static_cast<std::size_t>(random(articles().size()))];
  const auto luck = random(100);
  const std::int64_t quantity = item.gross > 10'000 || luck < 70 ? 1
                                : luck < 90                      ? 2
                                            : 3 + static_cast<std::int64_t>(random(10));
  cents gross = item.gross;
  cents net = item.net;
  order_line line;
  line.type = "article";
  line.description = item.name;
  line.quantity = quantity;
  line.grams = item.grams * quantity;
  line_article entry{&item, 0, 0, {}};
  const auto unit = [&](cents with, cents without) {
    return make_part(with, without, 1, item.vat, order.taxes);
  };
  entry.unit_net = unit(gross, net).net;
  entry.rate = unit(gross, net).rate;
  if (!options_.mix.only_plain && random(4) == 0) {
    entry.options.push_back({"kleur: rood", unit(50, 41).net, 1'537'892});
    line.description += ", kleur: rood";
    gross += 50;
    net += 41;
  }
  if (chance(options_.mix.action_price)) {
    const cents off = gross / 4;
    const cents net_off = net / 4;
    entry.options.push_back({"Action price", -unit(off, net_off).net, 0});
    gross -= off;
    net -= net_off;
  }
  line.parts.push_back(make_part(gross, net, quantity, item.vat, order.taxes));
  line.articles.push_back(std::move(entry));
  return line;
}

order_line order_generator::draw_bundle(const order_draft& order) {
  order_line line;
  line.type = "article";
  line.description = "Cadeaupakket";
  rate_sums sums;
  for (int i = 0; i < 2; ++i) {
    const article& item = articles()[static_cast<std::size_t>(random(5))];
    const price_part last = make_part(item.gross, item.net, 1, item.vat, order.taxes);
    line.articles.push_back({&item, last.rate, last.net, {}});
    line.description += (i == 0 ? ": " : " + ") + std::string{item.name};
    line.grams += item.grams;
    sums[last.rate] += last.gross;
  }
  for (auto it = sums.rbegin(); it != sums.rend(); ++it) {
    line.parts.push_back(part_of_gross(it->second, it->first));
  }
  return line;
}

void order_generator::draw_lines(order_draft& order) {
  const auto many = random(100);
  const int wanted = many < 45   ? 1
                     : many < 70 ? 2
                     : many < 85 ? 3
                                 : 4 + static_cast<int>(random(4));
  const int count = std::clamp(wanted, 1, options_.lines_max);
  for (int i = 0; i < count; ++i) {
    order.lines.push_back(chance(options_.mix.bundle) ? draw_bundle(order)
                                                      : draw_article_line(order));
  }
  if (chance(options_.mix.custom_line)) {
    order_line line;
    line.type = "custom";
    line.description = "Gravure op maat";
    line.quantity = 1 + static_cast<std::int64_t>(random(3));
    line.parts.push_back(make_part(725, 599, line.quantity, vat_kind::standard, order.taxes));
    order.lines.push_back(std::move(line));
  }
}

void order_generator::draw_discount(order_draft& order, bool all) {
  const rate_sums goods = sums_of(order.lines);
  order_line line;
  line.type = "discount";
  line.always_array = true;
  const auto kind = all ? 3 : random(3);
  line.description = kind == 3 ? "HELEMAALGRATIS" : kind == 2 ? "VIJFEURO" : "WELKOM10";
  line.parts = kind == 2 ? spread(-std::min<cents>(500, total_of(order.lines)), goods)
                         : percent_off(kind == 3 ? 100 : 10, goods);
  order.discountcode = line.description;
  order.lines.push_back(std::move(line));
}

void order_generator::draw_costs(order_draft& order, bool free) {
  const rate_sums goods = sums_of(order.lines);
  const auto cost_line = [&](std::string_view type, cents gross, cents net, bool proportional) {
    const price_part fixed = make_part(gross, net, 1, vat_kind::standard, order.taxes);
    order_line line;
    line.type = type;
    line.parts = proportional && goods.size() > 1 ? spread(fixed.gross, goods)
                                                  : std::vector<price_part>{fixed};
    if (proportional && goods.size() == 1) {
      line.parts = {part_of_gross(fixed.gross, goods.begin()->first)};
    }
    order.lines.push_back(std::move(line));
  };
  const cents fee = [&] {
    for (const auto& way : gateway_methods()) {
      if (way.gateway == order.gateway && way.method == order.method) {
        return way.fee;
      }
    }
    return cents{0};
  }();
  if (!free && fee > 0 && chance(options_.mix.fee)) {
    cost_line("payment", fee, multiply_divide(fee, 100, 121), options_.transaction_proportional);
  }
  const bool picked_up = random(10) == 0;
  if (picked_up || free) {
    order.delivery = !picked_up;
    if (random(2) == 0) {
      cost_line("shipping", 0, 0, false);
    }
    return;
  }
  const bool abroad = order.buyer.country != "NL";
  cost_line("shipping", abroad ? 1250 : 695, abroad ? 1033 : 574, options_.shipping_proportional);
}

void order_generator::pay_with(order_draft& order, std::string_view gateway,
                               std::string_view method) {
  order.gateway = gateway;
  order.method = method;
}

void order_generator::draw_times(generated_order& made, seconds_utc latest) {
  order_draft& order = made.draft;
  const auto later = [&](std::int64_t seconds) {
    return std::min(std::max(latest, order.created), order.created + std::chrono::seconds{seconds});
  };
  const bool quick = order.status == 3;
  if (order.status != 1) {
    order.status_changed =
        later(static_cast<std::int64_t>(quick ? 20 + random(600) : 3'600 + random(3 * 86'400)));
  } else if (options_.placing_sets_status_changed) {
    order.status_changed = order.created;
  }
  const auto paid_at = later(static_cast<std::int64_t>(15 + random(300)));
  for (auto& entry : made.payments) {
    entry.created = order.created;
    for (std::size_t i = 0; i < entry.mutations.size(); ++i) {
      entry.mutations[i].at =
          later((paid_at - order.created).count() + static_cast<std::int64_t>(i) * 40'000);
    }
  }
}

void order_generator::draw_quirks(order_draft& order) {
  const order_mix& mix = options_.mix;
  order.ways.number_as_int = options_.number_as_int;
  order.ways.tolerant = chance(mix.tolerant_types);
  order.ways.empty_objects = chance(mix.empty_objects);
  order.ways.six_decimals = chance(mix.six_decimals);
  order.ways.tax_off = chance(mix.tax_off) ? 1 : 0;
  order.archived = chance(mix.archived);
  if (order.ways.empty_objects) {
    order.delivery = false;
  }
  if (chance(mix.missing_uuid)) {
    order.uuid.clear();
  }
  if (!mix.only_plain && random(20) == 0) {
    order.note = "Graag na 17 uur \U0001F381\nzonder bon, s.v.p.";
  }
  if (chance(mix.foreign_currency)) {
    order.currency = "USD";
  }
}

generated_order order_generator::make(std::string number, seconds_utc created, seconds_utc latest,
                                      const order_wish& wish) {
  generated_order made;
  order_draft& order = made.draft;
  order.number = std::move(number);
  order.uuid = draw_uuid();
  order.created = created;
  draw_buyer(order, wish.customers.value_or(draw_market()));
  draw_lines(order);
  const bool free = !wish.paid && chance(options_.mix.zero_total);
  if (free || chance(options_.mix.coupon)) {
    draw_discount(order, free);
  }
  draw_way_of_paying(order, wish);
  draw_costs(order, free);
  draw_flow(made, wish);
  draw_times(made, latest);
  draw_quirks(order);
  const bool creditable = order.payment_status == "captured" && total_of(order.lines) > 100;
  made.credit = wish.credits && creditable && chance(options_.mix.credit);
  return made;
}

}  // namespace boekbrug::sim::mijnwebwinkel
