#include "support.hpp"

#include <charconv>

namespace boekbrug::test {

json::value parse(std::string_view text) {
  return json::parse({text.data(), text.size()});
}

core::http_response answer(int status, std::string body, std::vector<core::http_header> headers) {
  core::http_response made;
  made.status = status;
  made.headers = std::move(headers);
  made.body = std::move(body);
  return made;
}

core::http_response answer(const json::value& body) {
  const auto text = json::serialize(body);
  return answer(200, {text.data(), text.size()});
}

core::shop_connection shop() {
  core::shop_connection made;
  made.kind = "mijnwebwinkel";
  made.base_url = "https://api.myonlinestore.com/" + std::string(store_uuid);
  made.key = core::secret{"winkeltoken-1234567890"};
  made.options = {{"partner_token", "partnertoken-0987654321"},
                  {"store_id", std::string(store_uuid)},
                  {"statuses",
                   "1=In behandeling;2=Verzonden;3=Betaald;6=Betaald & afgehaald;"
                   "7=Geannuleerd;10*=Credit"}};
  return made;
}

std::string path_of(std::string_view url) {
  const auto start = url.find('/', url.find("://") + 3);
  return std::string(url.substr(start, url.find('?') - start));
}

std::map<std::string, std::string> query_of(std::string_view url) {
  std::map<std::string, std::string> made;
  auto rest = url.substr(url.find('?') + 1);
  while (!rest.empty()) {
    const auto one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    std::string value;
    const auto raw = one.substr(one.find('=') + 1);
    for (std::size_t at = 0; at < raw.size(); ++at) {
      if (raw[at] == '%' && at + 2 < raw.size()) {
        unsigned code = 0;
        std::from_chars(raw.data() + at + 1, raw.data() + at + 3, code, 16);
        value.push_back(static_cast<char>(code));
        at += 2;
      } else {
        value.push_back(raw[at]);
      }
    }
    made[std::string(one.substr(0, one.find('=')))] = value;
  }
  return made;
}

json::object part(std::string_view gross, std::string_view net, std::string_view rate) {
  json::object made;
  const auto set = [&made](std::string_view key, std::string_view value) {
    if (!value.empty()) {
      made[{key.data(), key.size()}] = json::string_view{value.data(), value.size()};
    }
  };
  set("amount", net);
  set("amount_including_tax", gross);
  set("rate", rate);
  return made;
}

json::object line_json(std::string_view type, json::value price, std::string_view text) {
  json::object made;
  made["id"] = "8140cf8f-0ef1-4e71-aed0-dc3efc1b46b3";
  made["type"] = json::string_view{type.data(), type.size()};
  made["quantity"] = 1;
  made["description"] = json::string_view{text.data(), text.size()};
  made["price"] = std::move(price);
  return made;
}

json::object order_json(std::string_view number, std::string_view total, json::array lines) {
  json::object made = sample();
  made["number"] = json::string_view{number.data(), number.size()};
  made["uuid"] = "af88e19b-a57b-4aae-a92b-" + std::string(number);
  json::object price;
  price["total"] = json::string_view{total.data(), total.size()};
  made["price"] = std::move(price);
  made["orderlines"] = std::move(lines);
  return made;
}

void deliver_to(json::object& order, std::string_view country) {
  for (const char* which : {"invoice", "delivery"}) {
    order["debtor"].as_object()["address"].as_object()[which].as_object()["country_code"] =
        json::string_view{country.data(), country.size()};
  }
}

core::result<core::order> read(const json::object& order) {
  return adapters::mijnwebwinkel().order_answer(shop(), answer(json::value(order)));
}

core::booking_plan plan_of(const json::object& order) {
  const auto made = read(order);
  if (!made) {
    ADD_FAILURE() << made.error().detail;
    return {};
  }
  world here;
  const auto plan = core::make_plan(*made, here.context());
  if (!plan) {
    ADD_FAILURE() << core::code_name(plan.error().code) << ' ' << plan.error().detail;
    return {};
  }
  return *plan;
}

json::object sample() {
  return parse(R"({
  "number": "1042", "uuid": "af88e19b-a57b-4aae-a92b-f7078454d1e3",
  "date": "2026-03-04", "time": "10:58:12", "status": 3,
  "status_changed_date": "2026-03-04", "status_changed_time": "10:59:40",
  "archived": false, "finished": true, "taxed": "include", "locale": "nl_NL",
  "discountcode": "WELKOM10", "currency": "EUR", "credited_order_number": null,
  "credit_order_numbers": [], "comments": {"customer": "Graag na 17 uur", "internal": ""},
  "business_model": "B2B", "tax_region": "NL", "tax_strategy": "", "payment_status": "captured",
  "payment": {"gateway_name": "mollie", "method_name": "ideal",
              "status": {"id": 1, "text": "Successful"}},
  "debtor": {"id": "f7ec4a49", "email": "sanne@winkel.example", "name": "Sanne de Wit",
    "company": "De Wit Koffie B.V.", "phone": "0301234567",
    "address": {
      "invoice": {"name": "Sanne de Wit", "company": "De Wit Koffie B.V.", "street": "Kerkstraat",
        "number": "12a", "zipcode": "1234AB", "city": "Utrecht", "country": "Nederland",
        "country_code": "NL", "phone": "0301234567", "taxnumber": "NL001234567B01"},
      "delivery": {"name": "Sanne de Wit", "company": "", "street": "Kerkstraat", "number": "12a",
        "zipcode": "1234AB", "city": "Utrecht", "country_code": "NL"}}},
  "price": {"tax": [{"amount": "7.21", "rate": "21.00"}, {"amount": "0.96", "rate": "9.00"}],
            "total": "53.21"},
  "orderlines": [
    {"id": "8140cf8f", "type": "article", "quantity": 2, "description": "Koffiemok, kleur: rood",
     "price": {"amount": "31.322314", "amount_including_tax": "37.90", "rate": "21.00"},
     "articles": [{"id": 3327557, "description": "Koffiemok", "sku": "MOK-R",
                   "price": {"amount": "15.247934", "rate": "21.00", "purchase_price": ""}}]},
    {"id": "19bc3d68", "type": "article", "quantity": 1, "description": "Espressobonen",
     "price": {"amount": "11.880734", "amount_including_tax": "12.95", "rate": "9.00"},
     "articles": [{"id": 3327558, "description": "Espressobonen", "sku": "ESP"}]},
    {"id": "5e77ab8b", "type": "discount", "quantity": 1, "description": "WELKOM10",
     "price": [{"amount": "-3.132231", "amount_including_tax": "-3.79", "rate": "21.00"},
               {"amount": "-1.192661", "amount_including_tax": "-1.30", "rate": "9.00"}]},
    {"id": "d2f57281", "type": "payment", "quantity": 1, "description": "",
     "price": {"amount": "0.413223", "amount_including_tax": "0.50", "rate": "21.00"}},
    {"id": "2fed4cd8", "type": "shipping", "quantity": 1, "description": "",
     "price": {"amount": "5.743802", "amount_including_tax": "6.95", "rate": "21.00"}}],
  "shipping": [{"country": {"description": "Nederland", "isocode": "NL"}}]})")
      .as_object();
}

}  // namespace boekbrug::test
