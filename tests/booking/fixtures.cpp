#include "fixtures.hpp"

namespace boekbrug::test {

using namespace core;

minor_units cents(std::string_view amount) {
  return parse_minor(amount, currency::eur()).value();
}

decimal number(std::string_view text) {
  return parse_decimal(text).value();
}

time_point at(std::string_view text) {
  return parse_time(text).value();
}

date day(std::string_view text) {
  return parse_date(text).value();
}

const time_zone& amsterdam() {
  using namespace std::chrono;
  const auto from = [](std::string_view text) { return floor<seconds>(at(text)); };
  static const time_zone zone{"Europe/Amsterdam",
                              {{from("2024-10-27T01:00:00"), hours{1}},
                               {from("2025-03-30T01:00:00"), hours{2}},
                               {from("2025-10-26T01:00:00"), hours{1}},
                               {from("2026-03-29T01:00:00"), hours{2}},
                               {from("2026-10-25T01:00:00"), hours{1}}}};
  return zone;
}

ledger_lists dutch_lists() {
  ledger_lists lists;
  lists.admin.id = "100";
  lists.admin.country = "NL";
  lists.admin.currency = "EUR";
  const auto rate = [&](std::string id, std::string_view percent, std::string country = "") {
    lists.rates.push_back({id, id, number(percent), std::move(country), true});
  };
  rate("high", "21");
  rate("low", "9");
  for (const char* id : {"zero", "none", "reverse", "eu-services", "eu-goods", "outside"}) {
    rate(id, "0");
  }
  rate("DE-19", "19", "DE");
  rate("DE-7", "7", "DE");
  rate("BE-21", "21", "BE");
  rate("BE-6", "6", "BE");
  rate("FR-20", "20", "FR");
  rate("FR-5.5", "5.5", "FR");
  lists.accounts = {
      {"8000", "Omzet", "8000", true, true},         {"8010", "Omzet hoog", "8010", true, true},
      {"8020", "Omzet laag", "8020", true, true},    {"8030", "Omzet overig", "8030", true, true},
      {"8100", "Verzendkosten", "8100", true, true}, {"8200", "Betaalkosten", "8200", true, true},
      {"8900", "Oud", "8900", false, true},          {"1000", "Bank", "1000", true, false}};
  return lists;
}

card_settings dutch_cards() {
  card_settings cards;
  cards.order_statuses = {"completed"};
  const auto row = [&](vat_class cls, std::string id) {
    cards.vat_rows.push_back({cls, "", std::nullopt, std::move(id)});
  };
  row(vat_class::nl_high, "high");
  row(vat_class::nl_low, "low");
  row(vat_class::zero, "zero");
  row(vat_class::none, "none");
  row(vat_class::reverse_charged, "reverse");
  row(vat_class::eu_services, "eu-services");
  row(vat_class::eu_goods, "eu-goods");
  row(vat_class::outside_eu, "outside");
  for (const auto& [country, percent] : std::vector<std::pair<std::string, std::string>>{
           {"DE", "19"}, {"DE", "7"}, {"BE", "21"}, {"BE", "6"}, {"FR", "20"}, {"FR", "5.5"}}) {
    cards.vat_rows.push_back({vat_class::oss, country, number(percent), country + "-" + percent});
  }
  return cards;
}

plan_context world::context() const {
  plan_context made;
  made.cards = &cards;
  made.lists = &lists;
  made.zone = &amsterdam();
  made.now = at("2026-11-20T10:00:00");
  made.shop_country = "NL";
  return made;
}

order_line line(std::string_view name, std::string_view net, std::string_view vat,
                std::string_view percent, line_kind kind) {
  order_line made;
  made.kind = kind;
  made.name = name;
  made.net = cents(net);
  made.vat = cents(vat);
  if (!percent.empty()) {
    made.vat_percent = number(percent);
  }
  return made;
}

order order_of(std::vector<order_line> lines, std::string_view country) {
  order made;
  made.id = "4711";
  made.number = "4711";
  made.status = "completed";
  made.created = at("2026-05-01T10:00:00");
  made.paid = at("2026-05-02T10:00:00");
  made.billing.first_name = "Noor";
  made.billing.last_name = "de Wit";
  made.billing.email = "noor@atelier.example";
  made.billing.country = country;
  made.shipping.country = country;
  made.payment_method = "ideal";
  made.transaction_id = "tr_1";
  made.lines = std::move(lines);
  for (const order_line& each : made.lines) {
    made.total += each.net + each.vat;
    made.total_vat += each.vat;
  }
  return made;
}

std::map<std::string, minor_units> vat_by_rate(const booking_plan& plan) {
  std::map<std::string, minor_units> made;
  for (const plan_vat& rate : plan.vat) {
    made[rate.rate_id] += rate.vat;
  }
  return made;
}

std::map<std::string, minor_units> shop_vat_by_rate(const order& source, const world& here) {
  std::map<std::string, minor_units> made;
  for (const order_line& each : source.lines) {
    if (each.net == 0 && each.vat == 0) {
      continue;
    }
    const vat_key key = classify(each, source, here.context()).value();
    made[map_rate(key, here.cards, here.lists).value()] += each.vat;
  }
  return made;
}

}  // namespace boekbrug::test
