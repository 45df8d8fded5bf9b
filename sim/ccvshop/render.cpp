#include "sim/ccvshop/render.hpp"

#include "sim/ccvshop/signing.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

std::string address_of(std::string_view base_url, std::string_view rest) {
  return std::string{base_url} + "/api/rest/v1/" + std::string{rest};
}

void write_link(json_writer& json, std::string_view name, const std::string& href) {
  json.key(name).open('{').key("href").text(href).close('}');
}

void write_attributes(json_writer& json, const order_row& row, const std::string& parent) {
  json.key("attributes").open('[');
  std::int64_t place = 0;
  for (const auto& one : row.attributes) {
    const std::int64_t id = row.id * 10 + ++place;
    json.open('{')
        .key("href")
        .text(parent + "/attributes/" + std::to_string(id))
        .key("id")
        .number(id);
    json.key("option_name").text(one.option).key("value_name").text(one.value);
    json.key("price").amount(one.price);
    write_link(json, "parent", parent);
    json.close('}');
  }
  json.close(']');
}

void write_row_prices(json_writer& json, const order_row& row, std::int64_t sign) {
  const micro count = row.count * sign;
  const micro selling = selling_price(row);
  const micro with = selling + attributes_price(row);
  const auto times = [&](micro price) {
    return from_cents(to_cents(scaled(count, price, micro_per_unit)));
  };
  json.key("count").amount(count).key("price").amount(row.price);
  json.key("product_purchase_price").number(0).key("discount").amount(row.discount);
  json.key("custom_price").boolean(false).key("tax").raw(rate_text(row.rate));
  json.key("unit").text(row.unit).key("weight").amount(300'000).key("memo").text("");
  json.members(R"("package_id":1664901,"package_name":"Doos","stock_location":"","supplier":"")");
  json.key("user_discount").number(row.user_discount);
  // Called original, but shown after the discount, as the live shop does.
  json.key("original_price").amount(selling).key("selling_price").amount(selling);
  json.key("price_without_discount").amount(row.price);
  json.key("price_without_discount_with_attributes").amount(row.price + attributes_price(row));
  json.key("total_price").amount(times(selling));
  json.key("total_extra_option_price").amount(times(attributes_price(row)));
  json.key("price_with_attributes").amount(with);
  json.key("total_price_with_attributes").amount(from_cents(row_total(row) * sign));
}

void write_empty(json_writer& json, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    json.key(name).text("");
  }
}

/// As it is when goods go to the billing address: names and country empty or null.
void write_empty_address(json_writer& json) {
  json.key("deliveryaddress").open('{').key("gender").null();
  write_empty(json,
              {"full_name", "initials", "company", "address_line_1", "address_line_2", "street"});
  json.key("housenumber").null();
  write_empty(json, {"housenumber_suffix", "zipcode", "city", "province", "telephone", "mobile",
                     "comment", "country"});
  json.key("country_code").null().close('}');
}

void write_billing(json_writer& json, const person& who) {
  const std::string name = who.first_name + " " + who.last_name;
  json.key("billingaddress").open('{').members(R"("gender":null,"initials":"")");
  json.key("first_name").text(who.first_name).key("last_name").text(who.last_name);
  json.key("full_name").text(name).key("company").text(who.company);
  json.key("address_line_1").text(who.street + " " + std::to_string(who.house_number) + who.suffix);
  json.key("address_line_2").text("").key("street").text(who.street);
  json.key("housenumber").number(who.house_number).key("housenumber_suffix").text(who.suffix);
  json.key("zipcode").text(who.zipcode).key("city").text(who.city).key("province").text("");
  json.key("telephone").text(who.telephone).members(R"("fax":"","mobile":"","comment":"")");
  json.key("country").text(who.country).key("country_code").text(who.country_code).close('}');
}

void write_customer(json_writer& json, const person& who) {
  json.key("customer").open('{');
  write_billing(json, who);
  write_empty_address(json);
  write_empty(json, {"email_invoice", "email_invoice_company", "email_invoice_union"});
  json.key("email").text(who.email).key("customertype").text(who.company.empty() ? "b2c" : "b2b");
  write_empty(json, {"bankaccount", "iban", "bic", "bank", "tenname", "bankname"});
  json.key("btw").text(who.vat_number).key("kvk").text(who.chamber_number);
  write_empty(json, {"reference", "reservationnumber", "costcentre"});
  json.key("birthdate").null();
  write_empty(json, {"income",      "branche",    "branch",  "website",   "clubcity",
                     "clubcomment", "clubname",   "beurs",   "fair",      "stand",
                     "booth",       "carbrand",   "cartype", "carweight", "birthplace",
                     "birthtime",   "cardnumber", "findus",  "ssnnumber", "zzppass"});
  json.close('}');
}

void write_sums(json_writer& json, const stored_order& order, const render_context& shop) {
  const money_sheet& money = order.money;
  const auto amount = [&](std::string_view name, cents value) {
    json.key(name).amount(from_cents(value));
  };
  const cents points =
      shop.options.credit_points_negative ? -money.credit_points : money.credit_points;
  amount("total_orderrow_price",
         rows_total(money) + (shop.options.rows_total_with_shipping ? money.shipping : 0));
  amount("total_shipping", money.shipping);
  amount("total_discounts", shop.options.discounts_negative ? -money.discounts : money.discounts);
  amount("total_price", money.total);
  json.key("currency").text(order.currency);
  amount("total_tax", money.tax);
  json.key("total_weight").amount(300'000 * static_cast<micro>(money.rows.size()));
  json.key("extra_payment_option").text(order.payment_option);
  amount("extra_payment_option_price", money.payment_option_price);
  json.members(
      R"("extra_payment_option_no_sentprice":false,"extra_payment_option_pay_on_pickup":false)");
  amount("extra_price", money.paymethod_costs - money.credit_points);
  amount("paymethod_costs", money.paymethod_costs);
  amount("credit_point_discount", points);
  amount("extra_costs", money.extra_costs);
  json.key("extra_costs_description").text(order.extra_costs_description);
}

void write_optional(json_writer& json, std::string_view name,
                    const std::optional<std::string>& text) {
  json.key(name);
  text ? json.text(*text) : json.null();
}

void write_head(json_writer& json, const stored_order& order, const render_context& shop) {
  const money_sheet& money = order.money;
  json.key("id").number(order.id).key("ordernumber_prefix").text(order.prefix).key("ordernumber");
  order.number ? json.number(*order.number) : json.null();
  json.key("ordernumber_full");
  order.number ? json.text(full_number(order.prefix, order.number)) : json.null();
  json.key("invoicenumber");
  order.invoice_number ? json.number(*order.invoice_number) : json.null();
  json.key("transaction_id")
      .text(order.transaction_id)
      .key("create_date")
      .text(utc_text(order.created));
  json.key("deliver_method").text(order.deliver_method);
  write_optional(json, "deliver_date", order.deliver_date);
  json.key("take_out_window").open('{');
  write_optional(json, "start", order.take_out_date);
  json.key("end").null().close('}');
  json.key("is_platform_sale")
      .boolean(money.platform_sale)
      .key("orderedinlng")
      .text("nl")
      .key("status");
  order.completed&& order.status > 0 ? json.number(order.status) : json.null();
  json.key("is_completed").boolean(order.completed).key("paid").boolean(order.paid);
  json.key("safety_deposit_returned").boolean(false).key("paymethod_id").number(order.paymethod_id);
  const auto* method = find_paymethod(order.paymethod_id);
  json.key("paymethod").text(method == nullptr ? "" : method->combined_name);
  json.key("paymethod_label").text(method == nullptr ? "" : method->label);
  json.key("taxes_included").boolean(money.taxes_included);
  json.key("order_row_taxes_included").boolean(money.row_taxes_included);
  json.key("shipping_taxes_included").boolean(money.shipping_taxed);
  json.key("shipping_tax_percentage").raw(rate_text(money.shipping_rate));
  json.key("is_intra_community_order").boolean(money.intra_community);
  write_sums(json, order, shop);
}

}  // namespace

std::string row_text(const order_row& row, const row_owner& owner) {
  const bool invoiced = owner.invoice_id != 0;
  std::string out;
  json_writer json{out};
  const std::string self =
      address_of(owner.base_url, invoiced ? "invoicerows/" : "orderrows/") + std::to_string(row.id);
  json.open('{').key("href").text(self + "/").key("id").number(row.id);
  json.key(invoiced ? "invoice_id" : "order_id")
      .number(invoiced ? owner.invoice_id : owner.order_id);
  json.key("product_type").text(row.type).key("product_name").text(row.name);
  std::string dashed = row.name;
  std::replace(dashed.begin(), dashed.end(), ' ', '-');
  json.key("product_name_google").text(dashed).key("product_number").text(row.number);
  json.members(R"("sub_product_number":"","sub_sku_number":"","sub_ean_number":"")");
  json.key("product_id").number(row.product_id);
  json.key("product_href")
      .text(address_of(owner.base_url, "products/") + std::to_string(row.product_id));
  write_row_prices(json, row, owner.sign);
  write_attributes(json, row, self);
  json.key("uploads").raw("[]");
  write_link(json, "parent",
             address_of(owner.base_url, invoiced ? "invoices/" : "orders/") +
                 std::to_string(invoiced ? owner.invoice_id : owner.order_id));
  json.close('}');
  return out;
}

void write_people(json_writer& json, const stored_order& order, const render_context& shop) {
  json.key("user").open('{').key("id");
  order.user_id ? json.text(std::to_string(*order.user_id)) : json.null();
  json.key("discount_percentage").number(order.user_discount).key("href");
  order.user_id ? json.text(address_of(shop.base_url, "users/") + std::to_string(*order.user_id))
                : json.null();
  json.close('}');
  const coupon& ticket = order.discount_coupon;
  json.key("discountcoupon").open('{').key("code").text(ticket.code);
  json.key("discount").amount(from_cents(ticket.discount)).key("type").text(ticket.type);
  json.members(R"("enddate":null,"onetimeuse":false,"minimumprice":0)");
  json.key("givesfreeshipping").boolean(ticket.gives_free_shipping).close('}');
  if (order.posted) {
    const auto* customer = member(order.posted->head, "customer");
    json.key("customer").raw(customer == nullptr ? "null" : *customer);
  } else {
    write_customer(json, make_person(order.buyer, shop.options.generator.seed));
  }
}

void write_order(json_writer& json, const stored_order& order, const render_context& shop) {
  if (order.posted) {
    json.raw(join_object(order.posted->head));
    return;
  }
  const std::string self = address_of(shop.base_url, "orders/") + std::to_string(order.id) + "/";
  json.open('{').key("href").text(self);
  write_head(json, order, shop);
  json.key("track_and_trace_code").text("").key("track_and_trace_carrier").null();
  write_empty(json, {"track_and_trace_deeplink", "reservationnumber"});
  json.key("delivery_option").null();
  write_people(json, order, shop);
  json.key("pickup_address").null();
  json.key("packing_slip_deeplink")
      .text(std::string{shop.base_url} + "/onderhoud/order/" + std::to_string(order.id));
  if (!order.completed) {
    json.key("basket_href")
        .text(std::string{shop.base_url} + "/basket/" + std::to_string(order.id));
    json.key("checkout_href")
        .text(std::string{shop.base_url} + "/checkout/" + std::to_string(order.id));
  }
  for (const std::string_view name :
       {"orderrows", "ordernotes", "ordermessages", "ordernotifications", "orderaffiliatenetworks",
        "orderlabels", "invoices"}) {
    write_link(json, name, self + std::string{name} + "/");
  }
  json.close('}');
}

}  // namespace boekbrug::sim::ccvshop
