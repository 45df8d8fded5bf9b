#pragma once
// The full order of the reference's section 3: live types, made-up values.

#include <string>

namespace boekbrug::sim::mijnwebwinkel::test {

inline const std::string example_order = R"json({
  "number": "1042",
  "uuid": "af88e19b-a57b-4aae-a92b-f7078454d1e3",
  "date": "2025-03-04",
  "time": "10:58:12",
  "status": 3,
  "status_changed_date": "2025-03-04",
  "status_changed_time": "10:59:40",
  "weight": "3.60",
  "archived": false,
  "finished": true,
  "taxed": "include",
  "locale": "nl_NL",
  "discountcode": "WELKOM10",
  "currency": "EUR",
  "currency_format_locale": "nl_NL",
  "credited_order_number": null,
  "credit_order_numbers": [],
  "comments": {"customer": "Graag na 17 uur", "internal": ""},
  "business_model": "B2B",
  "reference": "PO-77",
  "tax_region": "NL",
  "tax_strategy": "",
  "offline_location_id": null,
  "partner": {"name": ""},
  "payment_status": "captured",
  "payment": {"gateway_name": "mollie", "method_name": "ideal", "status": {"id": 1, "text": "Successful"}},
  "debtor": {
    "id": "f7ec4a49-3e8a-436d-9b32-5f3cf6a8ac3a",
    "email": "sanne@example.nl",
    "name": "Sanne de Wit", "company": "De Wit Koffie B.V.", "gender": "V", "phone": "0301234567", "bankaccount": "",
    "address": {
      "invoice": {"gender": "V", "name": "Sanne de Wit", "company": "De Wit Koffie B.V.", "street": "Kerkstraat", "number": "12a",
                  "zipcode": "1234AB", "city": "Utrecht", "country": "Nederland", "country_code": "NL", "phone": "0301234567",
                  "taxnumber": "NL001234567B01", "bankaccount": ""},
      "delivery": {"gender": "V", "name": "Sanne de Wit", "company": "", "street": "Kerkstraat", "number": "12a", "zipcode": "1234AB",
                   "city": "Utrecht", "country": "Nederland", "country_code": "NL", "phone": ""}
    }
  },
  "price": {
    "tax": [{"amount": "7.21", "rate": "21.00"}, {"amount": "0.96", "rate": "9.00"}],
    "total": "53.21"
  },
  "orderlines": [
    {"id": "8140cf8f-0ef1-4e71-aed0-dc3efc1b46b3", "type": "article", "quantity": 2, "weight": "0.60", "description": "Koffiemok, kleur: rood",
     "price": {"amount": "31.322314", "amount_including_tax": "37.90", "rate": "21.00"},
     "articles": [{"id": 3327557, "description": "Koffiemok", "sku": "MOK-R",
                   "price": {"amount": "15.247934", "rate": "21.00", "purchase_price": ""},
                   "options": [{"list_option_id": 1537892, "description": "kleur: rood", "price": {"amount": "0.413223", "rate": "21.00"}}]}]},
    {"id": "19bc3d68-eea1-41ac-9743-3b1ba58aa5ac", "type": "article", "quantity": 1, "weight": "1.00", "description": "Espressobonen",
     "price": {"amount": "11.880734", "amount_including_tax": "12.95", "rate": "9.00"},
     "articles": [{"id": 3327558, "description": "Espressobonen", "sku": "ESP", "price": {"amount": "11.880734", "rate": "9.00", "purchase_price": "6.10"}, "options": []}]},
    {"id": "5e77ab8b-c46f-11ec-9c3c-aaee87cff863", "type": "discount", "quantity": 1, "description": "WELKOM10",
     "price": [{"amount": "-3.132231", "amount_including_tax": "-3.79", "rate": "21.00"},
               {"amount": "-1.192661", "amount_including_tax": "-1.30", "rate": "9.00"}]},
    {"id": "d2f57281-7c24-4fd8-b000-caeb3da639db", "type": "payment", "quantity": 1, "description": "",
     "price": {"amount": "0.413223", "amount_including_tax": "0.50", "rate": "21.00"}},
    {"id": "2fed4cd8-4ad1-440c-9d27-6fb32d2e0eba", "type": "shipping", "quantity": 1, "description": "",
     "price": {"amount": "5.743802", "amount_including_tax": "6.95", "rate": "21.00"}}
  ],
  "shipping": [{"country": {"description": "Nederland", "isocode": "NL"}}]
}
)json";

}  // namespace boekbrug::sim::mijnwebwinkel::test
