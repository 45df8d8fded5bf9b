// Orders: magento.md 2.4, 3 and 4.
#include "adapters/shops/magento/orders.hpp"

#include "adapters/shops/magento/charges.hpp"
#include "adapters/shops/magento/customer.hpp"
#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

#include <algorithm>

namespace boekbrug::adapters::magento_api {

namespace {

using core::decimal;

const decimal& half_a_cent() {
  static const decimal value{"0.005"};
  return value;
}

bool is_something(const std::optional<decimal>& amount) {
  return amount && boost::multiprecision::abs(*amount) > half_a_cent();
}

// magento.md 2.4: the state decides, whatever the merchant calls the status.
bool is_paid(const fields& source, const decimal& total) {
  if (source.loose_text("state") == "canceled") {
    return false;
  }
  const auto due = source.number("total_due");
  const auto paid = source.number("total_paid");
  if (total <= half_a_cent()) {
    return true;
  }
  if (due && *due <= half_a_cent()) {
    return true;
  }
  return paid && *paid + half_a_cent() >= total;
}

// Canceled in part: the totals are those of what was ordered, not of what was sold.
bool is_partly_canceled(const fields& source) {
  return source.loose_text("state") != "canceled" && is_something(source.number("total_canceled"));
}

void read_status(const fields& source, core::order& out) {
  const std::string state = source.text("state");
  out.status = field_text(source.loose_text("status"), 100);
  if (out.status.empty()) {
    out.status = state;
  }
  out.cancelled = state == "canceled";
}

// Whether the catalogue's prices include tax is no field of an order (magento.md 6).
bool prices_include_tax(const std::vector<item_row>& rows, const core::shop_connection& shop) {
  int including = 0;
  int excluding = 0;
  for (const auto& row : rows) {
    if (row.hidden_tax != 0) {
      return true;  // non-zero only where prices include tax
    }
    if (!row.original_price || !row.price || !row.price_with_tax ||
        *row.price == *row.price_with_tax) {
      continue;
    }
    including += *row.original_price == *row.price_with_tax ? 1 : 0;
    excluding += *row.original_price == *row.price ? 1 : 0;
  }
  if (including != excluding) {
    return including > excluding;
  }
  return option_of(shop, option::prices_include_tax) != "no";
}

std::vector<core::vat_total> totals_per_rate(const std::vector<core::order_line>& lines) {
  std::vector<core::vat_total> totals;
  for (const auto& line : lines) {
    if (!line.vat_percent) {
      continue;
    }
    auto found = std::find_if(totals.begin(), totals.end(), [&line](const core::vat_total& one) {
      return one.percent == *line.vat_percent && one.country == line.vat_country;
    });
    if (found == totals.end()) {
      totals.push_back({*line.vat_percent, line.vat_country, 0, 0});
      found = std::prev(totals.end());
    }
    found->net += line.net;
    found->vat += line.vat;
  }
  return totals;
}

// No VAT on purpose: the shop checked the number of a business in another country. At home an order
// without VAT may just as well hold exempt goods, so nothing is said then.
bool is_exempt(const fields& source, const core::order& out) {
  const bool untaxed = std::all_of(out.lines.begin(), out.lines.end(), [](const auto& line) {
    return line.vat == 0 && line.vat_percent.value_or(0) == 0;
  });
  const auto& to = out.shipping.country.empty() ? out.billing.country : out.shipping.country;
  return untaxed && !out.vat_number.empty() && !to.empty() && to != "NL" &&
         source.child("billing_address").flag("vat_is_valid");
}

void read_money(const core::shop_connection& shop, const fields& source, order_row& row) {
  auto& out = row.order;
  const auto total = source.number("grand_total");
  if (!total) {
    source.wrong("grand_total", "missing");
    return;
  }
  order_parts parts;
  parts.unit = out.currency;
  out.total = cents(*total, out.currency);
  out.total_vat = cents(source.number_or_zero("tax_amount"), out.currency);
  out.gift_payments = read_gifts(source, out.currency);
  parts.rows = read_items(source);
  parts.groups = group_items(parts.rows);
  parts.shipping = read_shipping(source);
  parts.extras = read_extras(source);
  parts.fee_hints = read_fee_hints(source);
  parts.subtotal = source.number("subtotal");
  parts.total_vat = out.total_vat;
  parts.payable = out.total;
  for (const auto& gift : out.gift_payments) {
    parts.payable += gift.amount;
  }
  row.taxes = read_taxes(source, shop, out.currency,
                         out.shipping.country.empty() ? out.billing.country : out.shipping.country);
  std::vector<decimal> percents;
  for (const auto& item : parts.rows) {
    percents.push_back(item.percent.value_or(decimal{0}));
  }
  add_known_rates(row.taxes, percents);
  if (source.problem().failed()) {
    return;
  }
  auto made = settle(parts, row.taxes);
  out.lines = std::move(made.lines);
  out.vat_totals = totals_per_rate(out.lines);
  out.prices_include_vat = prices_include_tax(parts.rows, shop);
  out.vat_exempt = is_exempt(source, out);
  row.rows = std::move(parts.rows);
  row.groups = std::move(made.groups);
  row.how = made.how;
}

void read_facts(const fields& source, order_row& row) {
  const auto total = source.number_or_zero("grand_total");
  row.pays = is_paid(source, total);
  row.has_invoices = row.pays || is_something(source.number("total_invoiced")) ||
                     is_something(source.number("total_paid"));
  row.has_memos = is_something(source.number("total_refunded")) ||
                  is_something(source.number("total_online_refunded")) ||
                  is_something(source.number("total_offline_refunded")) ||
                  is_something(source.number("subtotal_refunded")) ||
                  source.loose_text("state") == "closed";
  for_each_object(source, "items", [&row](const fields& item) {
    row.has_memos = row.has_memos || is_something(item.number("qty_refunded")) ||
                    is_something(item.number("amount_refunded"));
  });
  // Until the invoices are read: the time of the order, the only one that never changes.
  if (row.pays) {
    row.order.paid = row.order.created;
  }
}

order_row read_order(const core::shop_connection& shop, const fields& source) {
  order_row row;
  row.id = source.id("entity_id");
  auto& out = row.order;
  out.id = std::to_string(row.id);
  out.number = field_text(source.loose_text("increment_id"), 100);
  if (out.number.empty()) {
    out.number = out.id;
  }
  read_status(source, out);
  const auto unit = core::currency::parse(source.text("order_currency_code"));
  if (!unit) {
    source.wrong("order_currency_code", "not a currency code");
    return row;
  }
  out.currency = *unit;
  out.created = source.time("created_at");
  out.modified = read_time(source.loose_text("updated_at")).value_or(out.created);
  out.store_view = field_text(source.loose_text("store_id"), 20);
  read_people(source, out);
  read_payment(source, out);
  read_money(shop, source, row);
  read_facts(source, row);
  out.revision = revision_of(source.raw());
  if (source.problem().failed()) {
    row.failure = source.problem().error();
  } else if (is_partly_canceled(source)) {
    row.failure = core::fail(core::errc::totals_differ,
                             "order " + out.number + ": " +
                                 core::to_text(source.number_or_zero("total_canceled")) + " of " +
                                 core::to_text(source.number_or_zero("grand_total")) +
                                 " was canceled after the order; book the rest by hand");
  }
  return row;
}

}  // namespace

core::result<std::vector<order_row>> read_orders(const core::shop_connection& shop,
                                                 const json::array& items) {
  std::vector<order_row> out;
  std::int64_t last = 0;
  for (std::size_t at = 0; at < items.size(); ++at) {
    const std::string path = "orders[" + std::to_string(at) + ']';
    fault problem;
    if (!items[at].is_object()) {
      return core::fail(core::errc::shop_answer_unreadable, path + ": not an object");
    }
    const fields source{items[at].get_object(), path, problem};
    const auto id = source.id_or_none("entity_id");
    if (!id) {
      return core::fail(core::errc::shop_answer_unreadable,
                        path + ".entity_id: missing; not a list of orders");
    }
    if (*id <= last) {
      return core::fail(core::errc::shop_answer_unreadable,
                        path + ".entity_id: not in rising order; the shop ignores sorting");
    }
    last = *id;
    auto row = read_order(shop, source);
    row.id = *id;
    row.order.id = std::to_string(*id);
    if (!row.failure && problem.failed()) {
      row.failure = problem.error();
    }
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace boekbrug::adapters::magento_api
