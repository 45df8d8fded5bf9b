#include "adapters/shops/ccvshop/credits.hpp"

#include "adapters/shops/ccvshop/orders.hpp"
#include "adapters/shops/ccvshop/settle.hpp"
#include "adapters/shops/ccvshop/text.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"

#include <cstdlib>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::minor_units;

// The signs on a credit invoice are unverified: a row may be stated positive.
money_sheet without_signs(const money_sheet& sheet) {
  money_sheet made = sheet;
  for (auto& row : made.rows) {
    row.amount = std::abs(row.amount);
    row.quantity = boost::multiprecision::abs(row.quantity);
  }
  for (auto* const amount : {&made.shipping, &made.paymethod_costs, &made.payment_option,
                             &made.extra_costs, &made.total, &made.total_vat}) {
    *amount = std::abs(*amount);
  }
  return made;
}

/// The order's line that this one takes back; "" when it cannot be told. An invoice row's own id
/// says nothing about the order's rows.
std::string taken_back(const core::order_line& line, const core::order& original) {
  for (const auto& candidate : original.lines) {
    if (!candidate.id.empty() && candidate.kind == line.kind && candidate.name == line.name &&
        candidate.product_id == line.product_id && candidate.sku == line.sku &&
        candidate.vat_percent == line.vat_percent) {
      return candidate.id;
    }
  }
  // A discount over rows without a rate is outside VAT as those rows are.
  for (const auto& candidate : original.lines) {
    if (!line.vat_percent && !candidate.vat_percent && !candidate.id.empty()) {
      return candidate.id;
    }
  }
  return {};
}

std::vector<core::order_line> negative(std::vector<core::order_line> lines,
                                       const core::order& original) {
  for (auto& line : lines) {
    line.net = -line.net;
    line.vat = -line.vat;
    line.quantity = -line.quantity;
    line.id = taken_back(line, original);
    line.vat_country = rate_country(line, original);
  }
  return lines;
}

std::vector<core::order_line> credit_lines(const money_sheet& sheet, minor_units amount,
                                           const core::order& original) {
  const money_sheet upright = sheet.total < 0 ? turned(sheet) : sheet;
  for (const auto& each : {upright, without_signs(sheet)}) {
    auto settled = settle(each);
    if (settled && settled->total == amount) {
      return negative(std::move(settled->lines), original);
    }
  }
  return {};
}

/// `order` is a link: an object with href, or the address itself.
std::string linked_order(const fields& source) {
  const auto* const link = source.find("order");
  if (link == nullptr) {
    return {};
  }
  if (const auto* const object = link->if_object()) {
    return id_in_link(fields{*object, "order", source.problem()}.text("href"));
  }
  const auto raw = scalar_text(*link).value_or("");
  return read_count(raw) ? raw : id_in_link(raw);
}

}  // namespace

core::result<invoice_head> read_invoice_head(const json::value& header) {
  const auto* const object = header.if_object();
  if (object == nullptr) {
    return core::fail(core::errc::shop_answer_unreadable, "an invoice is not an object");
  }
  fault problem;
  const fields source{*object, "invoice", problem};
  invoice_head head;
  head.id = source.id("id");
  const auto total =
      source.number(source.has("total_price_inc_tax") ? "total_price_inc_tax" : "total_price");
  head.credit = core::mentions(core::lower(source.text("type")), "credit") || total.value_or(0) < 0;
  head.order_id = linked_order(source);
  head.order_number = source.text("ordernumber");
  head.order_number_full = plain_text(source.text("ordernumber_full"), 100);
  if (!read_count(head.order_number)) {
    head.order_number.clear();
  }
  if (head.id.empty()) {
    return problem.error();
  }
  return head;
}

core::result<core::credit> read_credit(const json::object& header, const json::array& rows,
                                       const core::order& original) {
  fault problem;
  const fields source{header, "invoice", problem};
  core::credit out;
  out.id = source.id("id");
  out.order_id = original.id;
  out.number = plain_text(source.text("invoicenumber_full"), 100);
  if (out.number.empty()) {
    out.number = plain_text(source.text("invoicenumber"), 100);
  }
  out.created = source.time("create_date");
  const bool stated = source.has("total_price_inc_tax");
  const std::string_view total = stated ? "total_price_inc_tax" : "total_price";
  if (!stated && !source.required_flag("invoice_row_taxes_included")) {
    source.wrong("total_price_inc_tax", "missing on an invoice excl. VAT");
  }
  out.amount = std::abs(source.amount(total, original.currency));
  const auto unit = core::currency::parse(core::trim(source.text("currency")));
  if (unit && *unit != original.currency) {
    source.wrong("currency", "not that of the order");
  }
  if (problem.failed()) {
    return problem.error();
  }
  fault lines_problem;
  const auto sheet = read_sheet(fields{header, "invoice", lines_problem}, rows,
                                {"invoice_row_taxes_included", total});
  if (!lines_problem.failed() && !rows.empty()) {
    out.lines = credit_lines(sheet, out.amount, original);
  }
  return out;
}

}  // namespace boekbrug::adapters::ccvshop_api
