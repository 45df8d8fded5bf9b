#include "adapters/shops/ccvshop/sheet.hpp"

#include "adapters/shops/ccvshop/text.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace boekbrug::adapters::ccvshop_api {

namespace {

// The names of deposit rows are unverified (ccvshop.md 3).
bool is_deposit(std::string_view product_type) {
  const std::string type = core::lower(product_type);
  constexpr std::array<std::string_view, 4> parts{"deposit", "statiegeld", "borg", "emballage"};
  return std::any_of(parts.begin(), parts.end(),
                     [&type](std::string_view part) { return core::mentions(type, part); });
}

std::string variant_name(const fields& row) {
  std::string name = plain_text(row.text("product_name"));
  std::string options;
  for (const auto& each : row.list_or_empty("attributes")) {
    const auto* const object = each.if_object();
    if (object == nullptr) {
      continue;
    }
    const fields attribute{*object, row.path() + ".attributes", row.problem()};
    const std::string option = plain_text(attribute.text("option_name"), 100);
    const std::string value = plain_text(attribute.text("value_name"), 200);
    if (!value.empty()) {
      options += (options.empty() ? "" : ", ") + (option.empty() ? "" : option + ": ") + value;
    }
  }
  return options.empty() ? name : name + " (" + options + ")";
}

core::minor_units row_amount(const fields& row, const core::decimal& count, core::currency unit) {
  if (row.has("total_price_with_attributes")) {
    return row.amount("total_price_with_attributes", unit);
  }
  if (const auto each = row.number("price_with_attributes")) {
    const auto whole = core::to_minor(*each * count, unit);
    if (whole && *whole <= amount_max && *whole >= -amount_max) {
      return *whole;
    }
    row.wrong("price_with_attributes", "amount out of range");
    return 0;
  }
  return row.amount("total_price", unit);
}

std::optional<core::decimal> read_rate(const fields& source, std::string_view key) {
  auto rate = source.number(key);
  if (rate && (*rate < 0 || *rate > 100)) {
    source.wrong(key, "not a VAT percentage");
    return std::nullopt;
  }
  return rate;
}

sheet_row read_row(const fields& source, core::currency unit) {
  sheet_row row;
  row.id = source.id("id");
  row.name = variant_name(source);
  row.sku = plain_text(source.text("sub_product_number"), 200);
  if (row.sku.empty()) {
    row.sku = plain_text(source.text("product_number"), 200);
  }
  row.product_id = source.text("product_id");
  row.quantity = source.number("count").value_or(1);
  row.amount = row_amount(source, row.quantity, unit);
  row.deposit = is_deposit(source.text("product_type"));
  row.rate = row.deposit ? std::nullopt : read_rate(source, "tax");
  return row;
}

void read_rows(const fields& header, const json::array& rows, money_sheet& sheet) {
  if (rows.size() > lines_max) {
    header.wrong("orderrows", "too many");
    return;
  }
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const std::string path = "rows[" + std::to_string(at) + "]";
    const auto* const object = rows[at].if_object();
    if (object == nullptr) {
      header.problem().note(path, "", "not an object");
      return;
    }
    auto row = read_row(fields{*object, path, header.problem()}, sheet.unit);
    if (row.amount != 0 || !row.name.empty()) {
      sheet.rows.push_back(std::move(row));
    }
  }
}

core::currency read_currency(const fields& header) {
  const auto unit = core::currency::parse(core::trim(header.text("currency")));
  if (!unit) {
    header.wrong("currency", "not a currency code");
    return {};
  }
  return *unit;
}

}  // namespace

money_sheet read_sheet(const fields& header, const json::array& rows, const sheet_names& names) {
  money_sheet sheet;
  sheet.unit = read_currency(header);
  const auto amount = [&](std::string_view key) { return header.amount_or_zero(key, sheet.unit); };
  sheet.included = header.required_flag(names.rows_included);
  sheet.untaxed = !header.flag_or("taxes_included", true);
  sheet.zero_rated = header.flag_or("is_intra_community_order", false) ||
                     header.flag_or("is_platform_sale", false);
  read_rows(header, rows, sheet);
  sheet.shipping = amount("total_shipping");
  if (header.flag_or("shipping_taxes_included", true)) {
    sheet.shipping_rate = read_rate(header, "shipping_tax_percentage");
  }
  sheet.paymethod_costs = amount("paymethod_costs");
  sheet.payment_option = amount("extra_payment_option_price");
  sheet.extra_costs = amount("extra_costs");
  sheet.discounts = std::abs(amount("total_discounts"));
  sheet.points = std::abs(amount("credit_point_discount"));
  if (const auto* const coupon = header.object("discountcoupon")) {
    const fields source{*coupon, "discountcoupon", header.problem()};
    sheet.coupon = plain_text(source.text("code"), 100);
    sheet.free_shipping = source.flag_or("givesfreeshipping", false);
  }
  sheet.payment_name = plain_text(header.text("paymethod_label"), 100);
  sheet.option_name = plain_text(header.text("extra_payment_option"), 200);
  sheet.extra_name = plain_text(header.text("extra_costs_description"), 200);
  sheet.total = header.amount(names.total, sheet.unit);
  sheet.total_vat = header.amount("total_tax", sheet.unit);
  return sheet;
}

money_sheet turned(const money_sheet& sheet) {
  money_sheet made = sheet;
  for (auto& row : made.rows) {
    row.amount = -row.amount;
    row.quantity = -row.quantity;
  }
  for (auto* const amount : {&made.shipping, &made.paymethod_costs, &made.payment_option,
                             &made.extra_costs, &made.total, &made.total_vat}) {
    *amount = -*amount;
  }
  return made;
}

}  // namespace boekbrug::adapters::ccvshop_api
