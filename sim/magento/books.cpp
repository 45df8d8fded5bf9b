#include "sim/magento/books.hpp"

#include "sim/magento/json_text.hpp"
#include "sim/magento/order_view.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace boekbrug::sim::magento {
namespace {

struct rate_sum {
  money net = 0, vat = 0;
};
using rate_sums = std::map<money, rate_sum>;

void count(rate_sums& sums, money percent, money gross, money vat) {
  if (gross != 0 || vat != 0) {
    sums[percent].net += gross - vat;
    sums[percent].vat += vat;
  }
}

/// The rate that fits a net amount and its tax, of those that exist; 0 when there is no tax.
money rate_near(money gross, money vat) {
  if (vat == 0 || gross == vat) {
    return 0;
  }
  money best = 0;
  money best_gap = -1;
  for (const auto& rate : tax_rates()) {
    const money fitting = part_of(gross, rate.percent, 10'000 + rate.percent);
    const money gap = fitting > vat ? fitting - vat : vat - fitting;
    if (best_gap < 0 || gap < best_gap) {
      best = rate.percent * 100;
      best_gap = gap;
    }
  }
  return best;
}

money shipping_rate(const object_view& order) {
  const std::string_view more = order["extension_attributes"];
  for (const auto entry : elements(member(more, "item_applied_taxes"))) {
    if (text_of(entry, "type") == "shipping") {
      for (const auto tax : elements(member(entry, "applied_taxes"))) {
        return amount_of(tax, "percent");
      }
    }
  }
  const sold_shipping shipping = shipping_of(order);
  return rate_near(shipping.gross(), shipping.tax);
}

rate_sums sums_of_order(const object_view& order) {
  rate_sums sums;
  const auto items = sold_items(order);
  money vat_left = amount_of(order, "tax_amount");
  for (const auto& item : items) {
    if (item.counts) {
      count(sums, item.percent, item.gross(), item.vat());
      vat_left -= item.vat();
    }
  }
  const sold_shipping shipping = shipping_of(order);
  count(sums, shipping_rate(order), shipping.gross(), shipping.tax);
  const money fees = fees_of(order, items);
  count(sums, rate_near(fees, vat_left - shipping.tax), fees, vat_left - shipping.tax);
  return sums;
}

rate_sums sums_of_memo(const object_view& order, std::string_view memo) {
  rate_sums sums;
  const auto items = sold_items(order);
  for (const auto row_text : elements(member(memo, "items"))) {
    const auto it = std::find_if(items.begin(), items.end(), [&](const sold_item& item) {
      return item.id == number_of(row_text, "order_item_id");
    });
    if (it == items.end() || !it->counts || amount_of(row_text, "qty") == 0) {
      continue;
    }
    sold_item part;
    part.row_total = amount_of(row_text, "row_total");
    part.tax = amount_of(row_text, "tax_amount");
    part.discount = amount_of(row_text, "discount_amount");
    part.compensation = amount_of(row_text, "discount_tax_compensation_amount");
    part.weee_row = amount_of(row_text, "weee_tax_applied_row_amount");
    const std::string weee = compact(text_of(row_text, "weee_tax_applied"));
    for (const auto entry : elements(weee)) {
      part.weee_row_incl += amount_of(entry, "row_amount_incl_tax");
    }
    count(sums, it->percent, part.gross(), part.vat());
  }
  money gross = amount_of(memo, "grand_total") + payments_of(object_view{memo});
  for (const auto& [percent, sum] : sums) {
    gross -= sum.net + sum.vat;
  }
  // What is left is shipping and adjustments, of which only shipping carries VAT.
  const money adjustment =
      amount_of(memo, "adjustment_positive") - amount_of(memo, "adjustment_negative");
  count(sums, shipping_rate(order), gross - adjustment, amount_of(memo, "shipping_tax_amount"));
  count(sums, 0, adjustment, 0);
  return sums;
}

void write_sums(json_writer& json, const rate_sums& sums) {
  json.key("vat").begin_array();
  for (const auto& [percent, sum] : sums) {
    json.begin_object().member("percent", to_text(percent));
    json.member("net", to_cents_text(sum.net)).member("vat", to_cents_text(sum.vat)).end_object();
  }
  json.end_array();
}

std::string write_order_books(const shop_state& shop, const row& order) {
  std::string out;
  json_writer json{out};
  const object_view sold{order.text};
  const bool paid = is_paid(sold);
  const std::string status = text_of(sold, "status");
  json.begin_object().member("id", std::to_string(order.id));
  json.member("number", text_of(sold, "increment_id")).member("status", status);
  json.member("state", text_of(sold, "state")).key("paid").boolean(paid);
  json.key("finished_and_paid").boolean(paid && status == "complete");
  json.member("total", to_cents_text(amount_of(sold, "grand_total")));
  json.member("payments", to_cents_text(payments_of(sold)));
  json.member("currency", text_of(sold, "order_currency_code"));
  json.member("email", text_of(sold, "customer_email"));
  json.member("created", to_text(order.created)).member("updated", to_text(order.updated));
  write_sums(json, sums_of_order(sold));
  json.key("invoices").begin_array();
  for (const row* invoice : shop.invoices.of_order(order.id)) {
    json.begin_object().member("id", std::to_string(invoice->id));
    json.member("number", text_of(invoice->text, "increment_id"));
    json.member("created", to_text(invoice->created));
    json.member("amount", to_cents_text(amount_of(invoice->text, "grand_total"))).end_object();
  }
  json.end_array().key("credits").begin_array();
  for (const row* memo : shop.creditmemos.of_order(order.id)) {
    json.begin_object().member("id", std::to_string(memo->id));
    json.member("number", text_of(memo->text, "increment_id"));
    json.member("created", to_text(memo->created));
    json.member("amount", to_cents_text(amount_of(memo->text, "grand_total")));
    json.member("payments", to_cents_text(payments_of(object_view{memo->text})));
    write_sums(json, sums_of_memo(sold, memo->text));
    json.end_object();
  }
  json.end_array().end_object();
  return out;
}

void write_counts(json_writer& json, const std::map<std::string, std::uint64_t>& counts) {
  json.begin_object();
  for (const auto& [name, count_of_name] : counts) {
    // Names of query parameters come from outside.
    const std::string safe = quoted(name);
    json.key(safe.substr(1, safe.size() - 2)).number(static_cast<std::int64_t>(count_of_name));
  }
  json.end_object();
}

}  // namespace

const std::string& books_of(const shop_state& shop, const row& order) {
  if (order.books.empty()) {
    order.books = write_order_books(shop, order);
  }
  return order.books;
}

std::string books_of(const shop_state& shop) {
  std::string out;
  json_writer json{out};
  json.begin_object().member("kind", "magento").member("name", shop.options.name);
  json.key("orders").begin_array();
  std::map<std::string, std::uint64_t> counts{{"orders", shop.orders.size()},
                                              {"invoices", shop.invoices.size()},
                                              {"credits", shop.creditmemos.size()}};
  for (const auto& order : shop.orders.rows()) {
    const std::string& text = books_of(shop, *order);
    counts["finished_and_paid"] += text.find("\"finished_and_paid\":true") != std::string::npos;
    json.raw(text);
  }
  json.end_array().key("counts");
  write_counts(json, counts);
  json.key("requests");
  write_counts(json, shop.requests);
  json.key("unknown_parameters");
  write_counts(json, shop.unknown_parameters);
  json.key("writes").number(0).end_object();
  return out;
}

}  // namespace boekbrug::sim::magento
