#include "adapters/shops/ccvshop/orders.hpp"

#include "adapters/shops/ccvshop/settle.hpp"
#include "adapters/shops/ccvshop/text.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::ccvshop_api {

namespace {

constexpr std::string_view cancelled_status = "8";

// Links, labels and tracking codes change without meaning anything to the books.
constexpr std::array<std::string_view, 34> weighed{"id",
                                                   "ordernumber_full",
                                                   "ordernumber",
                                                   "invoicenumber",
                                                   "transaction_id",
                                                   "create_date",
                                                   "deliver_method",
                                                   "is_platform_sale",
                                                   "status",
                                                   "is_completed",
                                                   "paid",
                                                   "paymethod_id",
                                                   "paymethod",
                                                   "paymethod_label",
                                                   "taxes_included",
                                                   "order_row_taxes_included",
                                                   "shipping_taxes_included",
                                                   "shipping_tax_percentage",
                                                   "is_intra_community_order",
                                                   "total_orderrow_price",
                                                   "total_shipping",
                                                   "total_discounts",
                                                   "total_price",
                                                   "total_tax",
                                                   "currency",
                                                   "extra_payment_option",
                                                   "extra_payment_option_price",
                                                   "paymethod_costs",
                                                   "credit_point_discount",
                                                   "extra_costs",
                                                   "extra_costs_description",
                                                   "extra_price",
                                                   "safety_deposit_returned",
                                                   "total_weight"};
constexpr std::array<std::string_view, 4> weighed_customer{"email", "email_invoice", "btw",
                                                           "reference"};

void weigh(core::fingerprint& print, const json::object& from, std::string_view key) {
  const auto* const value = from.if_contains({key.data(), key.size()});
  print.add(value == nullptr ? "" : write_json(*value));
}

std::uint64_t weigh(const json::object& header) {
  core::fingerprint print;
  for (const auto key : weighed) {
    weigh(print, header, key);
  }
  const auto* const customer = header.if_contains("customer");
  if (customer != nullptr && customer->is_object()) {
    for (const auto key : weighed_customer) {
      weigh(print, customer->get_object(), key);
    }
    weigh(print, customer->get_object(), "billingaddress");
    weigh(print, customer->get_object(), "deliveryaddress");
  }
  return print.value() == 0 ? 1 : print.value();
}

void read_identity(const fields& header, core::order& out) {
  out.id = header.id("id");
  out.number = plain_text(header.text("ordernumber_full"), 100);
  if (out.number.empty()) {
    out.number = plain_text(header.text("ordernumber"), 100);
  }
  if (out.number.empty()) {
    out.number = out.id;
  }
  out.invoice_number = plain_text(header.text("invoicenumber"), 100);
  if (out.invoice_number == "0") {
    out.invoice_number.clear();
  }
  out.status = core::lower(core::trim(header.text("status")));
  out.cancelled = out.status == cancelled_status;
  out.transaction_id = plain_text(header.text("transaction_id"), 200);
  out.payment_method = plain_text(header.text("paymethod_id"), 100);
  out.payment_method_title = plain_text(header.text("paymethod_label"), 200);
  if (out.payment_method_title.empty()) {
    out.payment_method_title = plain_text(header.text("paymethod"), 200);
  }
  if (out.payment_method.empty()) {
    out.payment_method = out.payment_method_title;
  }
}

void read_times(const fields& header, core::order& out) {
  out.created = header.time("create_date");
  out.modified = out.created;  // CCV Shop keeps no time of change
  const bool completed = header.flag_or("is_completed", true);
  if (header.required_flag("paid") && completed) {
    out.paid = out.created;  // nor one of payment
  }
  if (!completed) {
    out.status.clear();  // a basket: the customer went back to it
  }
}

}  // namespace

core::result<order_head> read_head(const json::value& header) {
  const auto* const object = header.if_object();
  if (object == nullptr) {
    return core::fail(core::errc::shop_answer_unreadable, "an order is not an object");
  }
  fault problem;
  order_head head;
  head.id = fields{*object, "", problem}.id("id");
  if (problem.failed()) {
    return problem.error();
  }
  head.revision = weigh(*object);
  return head;
}

core::result<core::order> read_order(const core::shop_connection& shop, const json::object& header,
                                     const json::array& rows) {
  fault problem;
  const fields source{header, "", problem};
  core::order out;
  read_identity(source, out);
  read_times(source, out);
  read_customer(shop, source, out);
  const auto sheet = read_sheet(source, rows, {});
  out.revision = weigh(header);
  out.currency = sheet.unit;
  out.prices_include_vat = sheet.included;
  out.vat_exempt = source.flag_or("is_intra_community_order", false);
  out.total_vat = sheet.total_vat;
  if (problem.failed()) {
    return problem.error();
  }
  auto settled = settle(sheet);
  if (!settled) {
    return settled.error();
  }
  out.total = settled->total;
  out.lines = std::move(settled->lines);
  for (auto& line : out.lines) {
    line.vat_country = rate_country(line, out);
  }
  return out;
}

}  // namespace boekbrug::adapters::ccvshop_api
