// Invoices of the shop, and the credit invoices that give money back.

#include "sim/ccvshop/shop_state.hpp"
#include "sim/ccvshop/signing.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

constexpr vat_rate whole = 10'000;

/// The rate that bears most of the goods.
vat_rate main_rate(const money_sheet& money) {
  std::map<vat_rate, cents> sums;
  vat_rate best = 0;
  for (const auto& row : money.rows) {
    const cents sum = sums[row.rate] += row_total(row);
    best = sum > sums[best] ? row.rate : best;
  }
  return best;
}

money_sheet empty_like(const money_sheet& money) {
  money_sheet out;
  out.taxes_included = money.taxes_included;
  out.row_taxes_included = money.row_taxes_included;
  out.shipping_taxed = money.shipping_taxed;
  out.intra_community = money.intra_community;
  out.platform_sale = money.platform_sale;
  out.shipping_rate = money.shipping_rate;
  return out;
}

/// A sum without goods; with VAT in it, whatever the order does, so that it is met to the cent.
money_sheet amount_sheet(const money_sheet& money, cents amount) {
  money_sheet out = empty_like(money);
  out.row_taxes_included = true;
  order_row row;
  row.id = money.rows.empty() ? 1 : money.rows.front().id;
  row.name = "Correctie";
  row.price = from_cents(amount);
  row.rate = main_rate(money);
  out.rows.push_back(std::move(row));
  return out;
}

std::variant<money_sheet, std::string> lines_sheet(const money_sheet& money,
                                                   const credit_request& request) {
  money_sheet out = empty_like(money);
  if (money.rows.empty()) {
    return std::string{"the order has no rows"};
  }
  auto lines = request.lines;
  if (lines.empty()) {
    lines.emplace_back(money.rows.front().id, std::min(micro_per_unit, money.rows.front().count));
  }
  for (const auto& [id, count] : lines) {
    const auto it = std::find_if(money.rows.begin(), money.rows.end(),
                                 [id = id](const order_row& row) { return row.id == id; });
    if (it == money.rows.end() || count <= 0 || count > it->count) {
      return "lines: row " + std::to_string(id) + " has not so many pieces";
    }
    order_row row = *it;
    if (row.stated_total) {
      row.stated_total = scaled(*row.stated_total, count, row.count);
    }
    row.count = count;
    out.rows.push_back(std::move(row));
  }
  // What was taken off the whole order comes off its parts alike.
  const cents goods = rows_total(money);
  if (goods > 0) {
    out.discounts = scaled(money.discounts - money.shipping_discount, rows_total(out), goods);
    out.credit_points = scaled(money.credit_points, rows_total(out), goods);
  }
  return out;
}

}  // namespace

stored_invoice* shop_state::find_invoice(std::int64_t id) noexcept {
  const auto it =
      std::lower_bound(invoices.begin(), invoices.end(), id,
                       [](const stored_invoice& a, std::int64_t b) { return a.id < b; });
  return it == invoices.end() || it->id != id ? nullptr : &*it;
}

const money_sheet& shop_state::money_of(const stored_invoice& invoice) const noexcept {
  return invoice.own_money ? *invoice.own_money : orders.find(invoice.order_id)->money;
}

/// Before the money of an order changes: its invoices stay what they were.
void shop_state::keep_invoice_money(const stored_order& order) {
  for (const auto id : order.invoices) {
    auto* invoice = find_invoice(id);
    if (!invoice->own_money) {
      invoice->own_money = std::make_unique<money_sheet>(order.money);
    }
  }
}

std::int64_t shop_state::add_invoice(const stored_order& order, time_point when, bool credit,
                                     int status, std::unique_ptr<money_sheet> money) {
  const std::int64_t id = next_invoice_id_++;
  stored_invoice made;
  made.id = id;
  made.order_id = order.id;
  made.number = next_invoice_number_++;
  made.created = when;
  made.credit = credit;
  made.status = status;
  made.own_money = std::move(money);
  invoices.push_back(std::move(made));
  orders.update(order.id, [&](stored_order& changed) { changed.invoices.push_back(id); });
  if (options.invoice_created_event) {
    announce_invoice(invoices.back(), "invoices.created", when);
  }
  return id;
}

std::int64_t shop_state::make_invoice(std::int64_t id, time_point when) {
  const auto* order = orders.find_live(id);
  if (order == nullptr) {
    return 0;
  }
  const std::int64_t made = add_invoice(*order, when, false, order->paid ? 1 : 2, nullptr);
  const std::int64_t number = invoices.back().number;
  orders.update(id, [&](stored_order& changed) {
    changed.invoice_number = number;
    if (changed.posted) {
      set_member(changed.posted->head, "invoicenumber", std::to_string(number));
    }
  });
  return made;
}

cents shop_state::credited(const stored_order& order) noexcept {
  cents sum = 0;
  for (const auto id : order.invoices) {
    const auto* invoice = find_invoice(id);
    sum += invoice->credit ? invoice->own_money->total : 0;
  }
  return sum;
}

made_or_why shop_state::make_credit(std::int64_t id, const credit_request& request,
                                    time_point when) {
  const auto* order = orders.find_live(id);
  if (order == nullptr) {
    return "no order " + std::to_string(id);
  }
  if (!order->completed) {
    return std::string{"a basket cannot be credited"};
  }
  money_sheet sheet = order->money;
  if (request.kind == "amount") {
    sheet = amount_sheet(order->money, request.amount);
  } else if (request.kind == "lines") {
    auto made = lines_sheet(order->money, request);
    if (auto* why = std::get_if<std::string>(&made)) {
      return std::move(*why);
    }
    sheet = std::get<money_sheet>(std::move(made));
  } else if (request.kind != "full") {
    return std::string{"kind: full, lines or amount expected"};
  }
  if (request.kind != "full") {
    settle(sheet, options.generator.rules);
  }
  if (sheet.total <= 0 || sheet.total + credited(*order) > order->money.total) {
    return std::string{"more than is left of the order, or nothing"};
  }
  return add_invoice(*order, when, true, request.status,
                     std::make_unique<money_sheet>(std::move(sheet)));
}

bool shop_state::set_invoice_status(std::int64_t invoice_id, int status, time_point when) {
  auto* invoice = find_invoice(invoice_id);
  if (invoice == nullptr || invoice->status == status) {
    return false;
  }
  invoice->status = status;
  announce_invoice(*invoice, "invoices.updated.status", when);
  return true;
}

void shop_state::announce_invoice(const stored_invoice& invoice, std::string_view event,
                                  time_point when) {
  if (!webhooks.wants(event)) {
    return;
  }
  std::string body;
  json_writer json{body};
  json.open('{').key("triggered_at").text(utc_text(when));
  json.key("href").text(base_url + "/api/rest/v1/invoices/" + std::to_string(invoice.id));
  json.key("id").number(invoice.id).key("invoicenumber").number(invoice.number).close('}');
  webhooks.post(event, body, options.webhook_hash_body_only);
}

}  // namespace boekbrug::sim::ccvshop
