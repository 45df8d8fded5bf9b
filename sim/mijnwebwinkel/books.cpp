// What the shop says it sold: the answer to GET /_sim/books, against which a bookkeeping is
// checked.

#include "sim/mijnwebwinkel/endpoints.hpp"

#include <boost/json.hpp>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

namespace json = boost::json;

json::array vat_json(const order_facts& facts, int sign) {
  json::array out;
  for (const auto& [rate, gross] : facts.sums) {
    const cents vat = vat_in(gross, rate);
    out.push_back(json::object{{"percent", short_rate_text(rate)},
                               {"net", cents_text(sign * (gross - vat))},
                               {"vat", cents_text(sign * vat)}});
  }
  return out;
}

json::object order_json(const shop_state& shop, const order_record& order) {
  const order_facts& facts = order.facts;
  const bool paid = shop.is_paid(facts);
  json::array credits;
  for (const auto& number : order.credits) {
    const order_record& credit = *shop.store.find(number);
    // Credits are told as positive amounts, whatever sign the answers have.
    const int sign = credit.facts.total < 0 ? -1 : 1;
    credits.push_back(json::object{{"id", credit.id()},
                                   {"number", credit.facts.number},
                                   {"status", credit.facts.status},
                                   {"amount", cents_text(sign * credit.facts.total)},
                                   {"vat", vat_json(credit.facts, sign)}});
  }
  return {{"id", order.id()},
          {"number", facts.number},
          {"status", std::to_string(facts.status)},
          {"paid", paid},
          {"finished_and_paid", !facts.test && paid && shop.is_finished(facts.status)},
          {"test", facts.test},
          {"payment_status", facts.payment_status},
          {"total", cents_text(facts.total)},
          {"currency", facts.currency},
          {"email", facts.email},
          {"created", date_text(facts.created) + "T" + clock_text(facts.created)},
          {"vat", vat_json(facts, 1)},
          {"credits", std::move(credits)}};
}

json::object counts_json(const std::map<std::string, std::uint64_t>& counts) {
  json::object out;
  for (const auto& [name, count] : counts) {
    out[name] = count;
  }
  return out;
}

}  // namespace

std::string books_of(const shop_state& shop, const order_record& order) {
  return json::serialize(order_json(shop, order));
}

std::string books_of(const shop_state& shop) {
  std::string out =
      "{\"kind\":\"mijnwebwinkel\",\"name\":" + json::serialize(json::value(shop.options.name)) +
      ",\"orders\":[";
  std::uint64_t orders = 0;
  std::uint64_t credits = 0;
  std::uint64_t booked = 0;
  shop.store.for_each([&](const order_record& order) {
    if (order.is_credit()) {
      ++credits;
      return;
    }
    const json::object one = order_json(shop, order);
    booked += one.at("finished_and_paid").as_bool() ? 1 : 0;
    out += (orders++ == 0 ? "" : ",") + json::serialize(one);
  });
  const json::object rest{
      {"counts",
       json::object{{"orders", orders}, {"credits", credits}, {"finished_and_paid", booked}}},
      {"requests", counts_json(shop.requests)},
      {"unknown_parameters", counts_json(shop.unknown_parameters)},
      {"writes", shop.writes}};
  return out + "]," + json::serialize(rest).substr(1);
}

}  // namespace boekbrug::sim::mijnwebwinkel
