#include "bench/samples.hpp"

#include "core/time/time_text.hpp"

namespace boekbrug::bench {

using namespace core;

world::world() {
  using std::chrono::floor;
  using std::chrono::hours;
  using std::chrono::seconds;
  const auto from = [](std::string_view text) { return floor<seconds>(parse_time(text).value()); };
  zone = time_zone{"Europe/Amsterdam",
                   {{from("2025-10-26T01:00:00"), hours{1}},
                    {from("2026-03-29T01:00:00"), hours{2}},
                    {from("2026-10-25T01:00:00"), hours{1}}}};
  lists.admin.id = "100";
  lists.admin.country = "NL";
  lists.admin.currency = "EUR";
  for (const auto& [id, percent, cls] :
       {std::tuple{"high", 21, vat_class::nl_high}, std::tuple{"low", 9, vat_class::nl_low},
        std::tuple{"zero", 0, vat_class::zero}, std::tuple{"none", 0, vat_class::none}}) {
    lists.rates.push_back({id, id, decimal{percent}, "", true});
    cards.vat_rows.push_back({cls, "", std::nullopt, id});
  }
  lists.accounts = {{"8000", "Omzet", "8000", true, true}};
  cards.revenue_account = "8000";
}

plan_context world::context() const {
  plan_context made;
  made.cards = &cards;
  made.lists = &lists;
  made.zone = &zone;
  made.now = parse_time("2026-05-20T10:00:00").value();
  made.shop_country = "NL";
  return made;
}

order five_lines() {
  const auto line = [](line_kind kind, std::string name, minor_units net, minor_units vat,
                       int percent) {
    order_line made;
    made.kind = kind;
    made.id = name;
    made.name = std::move(name);
    made.net = net;
    made.vat = vat;
    made.vat_percent = decimal{percent};
    return made;
  };
  order made;
  made.id = made.number = "4711";
  made.status = "completed";
  made.currency = currency::eur();
  made.created = parse_time("2026-05-01T10:00:00").value();
  made.paid = made.completed = parse_time("2026-05-02T10:00:00").value();
  made.billing.first_name = "Noor";
  made.billing.last_name = "de Wit";
  made.billing.street = "Dorpsstraat 5";
  made.billing.postcode = "3512 PA";
  made.billing.city = "Utrecht";
  made.billing.email = "noor@atelier.example";
  made.billing.country = made.shipping.country = "NL";
  made.payment_method = "ideal";
  made.transaction_id = "tr_1";
  made.lines = {line(line_kind::product, "Fietsbel", 1000, 210, 21),
                line(line_kind::product, "Fietstas", 4132, 868, 21),
                line(line_kind::product, "Routeboek", 1376, 124, 9),
                line(line_kind::shipping, "Verzending", 409, 86, 21),
                line(line_kind::discount, "LENTE10", -413, -87, 21)};
  made.lines[0].quantity = 2;
  for (const auto& each : made.lines) {
    made.total += each.net + each.vat;
    made.total_vat += each.vat;
  }
  return made;
}

}  // namespace boekbrug::bench
