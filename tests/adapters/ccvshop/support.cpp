#include "support.hpp"

#include "adapters/shops/ccvshop/json.hpp"

namespace boekbrug::test {

namespace {

std::string object_text(const members& all) {
  std::string text = "{";
  for (const auto& [key, value] : all) {
    text += (text.size() == 1 ? "\"" : ",\"") + key + "\":" + value;
  }
  return text + "}";
}

}  // namespace

core::shop_connection ccv_connection() {
  core::shop_connection shop;
  shop.kind = "ccvshop";
  shop.base_url = "https://voorbeeldshop.example";
  shop.key = core::secret{"kT3^demoPublic_9"};
  shop.key_secret = core::secret{"demoSecret-0123456789"};
  shop.options["country"] = "NL";
  return shop;
}

core::request_context ccv_context(std::string_view now) {
  return {at(now), "abcdefghijklmnop"};
}

std::string customer_text(const std::string& country, const std::string& company,
                          const std::string& vat_number) {
  return R"({"billingaddress":{"first_name":"Noor","last_name":"Bakker","company":")" + company +
         R"(","address_line_1":"Kerkstraat 12a","zipcode":"1234AB","city":"Utrecht","country_code":")" +
         country +
         R"("},"deliveryaddress":{"full_name":"","company":"","address_line_1":"","street":"",)"
         R"("housenumber":null,"zipcode":"","city":"","country_code":null},"email_invoice":"",)"
         R"("email":"noor@atelier.example","btw":")" +
         vat_number + R"("})";
}

std::string order_text(const members& changes) {
  members all{{"id", "5001"},
              {"ordernumber_full", R"("2025-77")"},
              {"ordernumber", "77"},
              {"create_date", R"("2025-03-04T09:58:12Z")"},
              {"status", "7"},
              {"is_completed", "true"},
              {"paid", "true"},
              {"paymethod_id", "41"},
              {"paymethod_label", R"("iDEAL")"},
              {"currency", R"("EUR")"},
              {"taxes_included", "true"},
              {"order_row_taxes_included", "true"},
              {"shipping_taxes_included", "true"},
              {"shipping_tax_percentage", "21"},
              {"total_shipping", "0"},
              {"total_discounts", "0"},
              {"total_price", "0"},
              {"total_tax", "0"},
              {"user", R"({"id":null})"},
              {"discountcoupon", R"({"code":"","givesfreeshipping":false})"},
              {"customer", customer_text("NL")}};
  for (const auto& [key, value] : changes) {
    all[key] = value;
  }
  return object_text(all);
}

std::string row_text(int id, const std::string& name, const std::string& tax,
                     const std::string& total, const members& changes) {
  members all{{"id", std::to_string(id)},
              {"product_type", R"("product")"},
              {"product_name", "\"" + name + "\""},
              {"product_number", R"("ART-1")"},
              {"product_id", "9"},
              {"count", "1"},
              {"tax", tax},
              {"total_price_with_attributes", total}};
  for (const auto& [key, value] : changes) {
    all[key] = value;
  }
  return object_text(all);
}

std::string rows_text(const std::vector<std::string>& rows) {
  std::string text = "[";
  for (const auto& row : rows) {
    text += (text.size() == 1 ? "" : ",") + row;
  }
  return text + "]";
}

core::result<core::order> read(const std::string& header, const std::string& rows) {
  const auto order = api::parse_json(header);
  const auto lines = api::parse_json(rows);
  if (!order || !order->is_object() || !lines || !lines->is_array()) {
    return core::fail(core::errc::internal, "the test's JSON is wrong");
  }
  return api::read_order(ccv_connection(), order->get_object(), lines->get_array());
}

core::http_response answer_of(int status, std::string body,
                              std::vector<core::http_header> headers) {
  return {status, std::move(headers), std::move(body), ""};
}

std::string header_of(const core::http_request& request, std::string_view name) {
  for (const auto& header : request.headers) {
    if (header.name == name) {
      return header.value;
    }
  }
  return {};
}

std::string reference_order() {
  return R"({
  "href": "https://voorbeeldshop.example/api/rest/v1/orders/340400123/", "id": 340400123,
  "ordernumber_prefix": "2025", "ordernumber": 1042, "ordernumber_full": "2025-1042",
  "invoicenumber": 881, "transaction_id": "tr_8kQ2m", "create_date": "2025-03-04T09:58:12Z",
  "deliver_method": "shipping", "deliver_date": null, "is_platform_sale": false, "status": 2,
  "is_completed": true, "paid": true, "paymethod_id": 41, "paymethod": "Mollie - iDEAL",
  "paymethod_label": "iDEAL", "taxes_included": true, "order_row_taxes_included": true,
  "shipping_taxes_included": true, "shipping_tax_percentage": 21, "is_intra_community_order": false,
  "total_orderrow_price": 77.85, "total_shipping": 6.95, "total_discounts": 5, "total_price": 80.3,
  "currency": "EUR", "total_tax": 9.09, "extra_payment_option": "", "extra_payment_option_price": 0,
  "extra_price": 0.5, "paymethod_costs": 0.5, "credit_point_discount": 0, "extra_costs": 0,
  "extra_costs_description": "", "user": {"id": "24461111", "discount_percentage": 0},
  "discountcoupon": {"code": "WELKOM5", "discount": 5, "type": "fixed", "givesfreeshipping": false},
  "customer": {
    "billingaddress": {"gender": null, "initials": "", "first_name": "Sanne", "last_name": "de Wit",
      "full_name": "Sanne de Wit", "company": "De Wit Koffie B.V.", "address_line_1": "Kerkstraat 12a",
      "address_line_2": "", "street": "Kerkstraat", "housenumber": 12, "housenumber_suffix": "a",
      "zipcode": "1234AB", "city": "Utrecht", "province": "", "telephone": "0301234567", "mobile": "",
      "comment": "", "country": "Nederland", "country_code": "NL"},
    "deliveryaddress": {"gender": null, "full_name": "", "company": "", "address_line_1": "",
      "street": "", "housenumber": null, "zipcode": "", "city": "", "country": "", "country_code": null},
    "email_invoice": "", "email": "sanne@koffie.example", "btw": "NL001234567B01", "kvk": "12345678",
    "reference": "PO-77", "ssnnumber": "123456782"},
  "pickup_address": null})";
}

std::string reference_rows() {
  return R"([
  {"id": 648300001, "order_id": 340400123, "product_type": "product",
   "product_name": "Espressobonen 1 kg", "product_number": "ESP-1000", "sub_product_number": "",
   "product_id": 845750001, "count": 3, "price": 18.95, "discount": 0, "tax": 9,
   "total_price": 56.85, "price_with_attributes": 18.95, "total_price_with_attributes": 56.85,
   "attributes": []},
  {"id": 648300002, "order_id": 340400123, "product_type": "product", "product_name": "Koffiemok",
   "product_number": "MOK", "sub_product_number": "MOK-R", "product_id": 845750002, "count": 2,
   "price": 12.5, "discount": 2.5, "tax": 21, "total_price": 20, "price_with_attributes": 10.5,
   "total_price_with_attributes": 21,
   "attributes": [{"id": 9911, "option_name": "Kleur", "value_name": "Rood", "price": 0.5}]}])";
}

}  // namespace boekbrug::test
