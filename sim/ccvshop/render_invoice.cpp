#include "sim/ccvshop/render.hpp"

#include "sim/ccvshop/signing.hpp"

#include <array>

namespace boekbrug::sim::ccvshop {
namespace {

struct status_words {
  std::string_view word, name;
};

const status_words& words_of(int status) {
  static constexpr std::array<status_words, 3> words{
      {{"paid", "Betaald"}, {"unpaid", "Niet betaald"}, {"reimbursed", "Terugbetaald"}}};
  return words[static_cast<std::size_t>(status >= 1 && status <= 3 ? status - 1 : 1)];
}

void write_status(json_writer& json, int status, status_form form) {
  json.key("status");
  if (form == status_form::number) {
    json.number(status);
  } else {
    json.text(form == status_form::word ? std::string{words_of(status).word}
                                        : std::to_string(status));
  }
  json.key("status_name").text(words_of(status).name);
}

void write_sums(json_writer& json, const stored_order& order, const money_sheet& money,
                const render_context& shop, std::int64_t sign) {
  const auto amount = [&](std::string_view name, cents value) {
    json.key(name).amount(from_cents(value * sign));
  };
  amount("total_shipping", money.shipping);
  amount("total_discounts", shop.options.discounts_negative ? -money.discounts : money.discounts);
  amount("total_price_inc_tax", money.total);
  amount("total_price_exc_tax", money.total - money.tax);
  amount("total_price", money.total);
  amount("total_tax", money.tax);
  json.key("currency").text(order.currency);
  json.key("extra_payment_option").text(order.payment_option);
  amount("extra_payment_option_price", money.payment_option_price);
  amount("paymethod_costs", money.paymethod_costs);
  amount("credit_point_discount",
         shop.options.credit_points_negative ? -money.credit_points : money.credit_points);
  amount("extra_costs", money.extra_costs);
  json.key("extra_costs_description").text(order.extra_costs_description);
}

}  // namespace

void write_invoice(json_writer& json, const stored_invoice& invoice, const stored_order& order,
                   const money_sheet& money, const render_context& shop) {
  const std::string root = std::string{shop.base_url} + "/api/rest/v1/";
  const std::string self = root + "invoices/" + std::to_string(invoice.id) + "/";
  const std::int64_t sign = invoice.credit && shop.options.credits_negative ? -1 : 1;
  json.open('{').key("href").text(self).key("id").number(invoice.id);
  json.key("invoicenumber_prefix").text("F").key("invoicenumber").number(invoice.number);
  json.key("invoicenumber_full").text(full_number("F", invoice.number));
  json.key("ordernumber_prefix").text(order.prefix).key("ordernumber");
  order.number ? json.number(*order.number) : json.null();
  json.key("ordernumber_full").text(full_number(order.prefix, order.number));
  json.key("create_date").text(utc_text(invoice.created));
  write_status(json, invoice.status, shop.options.invoice_status);
  json.key("type").text(invoice.credit ? "credit" : "debit");
  json.key("taxes_included").boolean(money.taxes_included);
  json.key("invoice_row_taxes_included").boolean(money.row_taxes_included);
  json.key("shipping_taxes_included").boolean(money.shipping_taxed);
  json.key("shipping_tax_percentage").raw(rate_text(money.shipping_rate));
  json.key("is_intra_community_order").boolean(money.intra_community);
  write_sums(json, order, money, shop, sign);
  json.key("external_reference")
      .text("")
      .key("deeplink")
      .text(std::string{shop.base_url} + "/onderhoud/invoice/" + std::to_string(invoice.id));
  write_people(json, order, shop);
  json.key("order")
      .open('{')
      .key("href")
      .text(root + "orders/" + std::to_string(order.id) + "/")
      .close('}');
  json.key("invoicerows").open('{').key("href").text(self + "invoicerows/").close('}');
  json.close('}');
}

}  // namespace boekbrug::sim::ccvshop
