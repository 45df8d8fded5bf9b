// Orders: woocommerce.md 3 and 4.
#include "adapters/shops/woocommerce/customer.hpp"
#include "adapters/shops/woocommerce/errors.hpp"
#include "adapters/shops/woocommerce/headers.hpp"
#include "adapters/shops/woocommerce/lines.hpp"
#include "adapters/shops/woocommerce/responses.hpp"
#include "adapters/shops/woocommerce/text.hpp"
#include "adapters/shops/woocommerce/totals.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace boekbrug::adapters::woocommerce_api {

namespace {

std::string join(const std::string& path, std::string_view key) {
  return path + (path.empty() ? "" : ".") + std::string(key);
}

std::string amount_text(const json::value& value) {
  return scalar_text(value).value_or(std::string{});
}

// Plugins write these as number or as text.
std::vector<core::gift_payment> read_gifts(const fields& source, core::currency unit) {
  std::vector<core::gift_payment> gifts;
  for_each_object(
      source, "gift_cards", source.list_or_empty("gift_cards"), [&](const fields& card) {
        const auto* const raw = card.find("amount");
        const auto amount = raw == nullptr ? core::result<core::minor_units>{core::minor_units{0}}
                                           : core::parse_minor(amount_text(*raw), unit);
        if (!amount || *amount > amount_max || *amount < -amount_max) {
          card.wrong("amount", "not an amount");
          return;
        }
        if (*amount != 0) {
          gifts.push_back({field_text(card.loose_text("code"), 100), *amount});
        }
      });
  return gifts;
}

std::vector<core::credit_mention> read_mentions(const fields& source, core::currency unit) {
  std::vector<core::credit_mention> mentions;
  for_each_object(source, "refunds", source.list_or_empty("refunds"), [&](const fields& row) {
    core::credit_mention one;
    one.id = std::to_string(row.id("id"));
    one.amount = std::llabs(row.amount_or_zero("total", unit));
    one.reason = plain_text(row.loose_text("reason"));
    mentions.push_back(std::move(one));
  });
  return mentions;
}

std::string destination(const core::shop_connection& shop, const core::order& out) {
  const auto based_on = option_of(shop, option::tax_based_on);
  const std::string base{option_of(shop, option::country)};
  if (based_on == "base") {
    return base;
  }
  const auto& first = based_on == "billing" ? out.billing.country : out.shipping.country;
  if (!first.empty()) {
    return first;
  }
  return out.billing.country.empty() ? base : out.billing.country;
}

// `needs_processing` is false only when every product that still exists is virtual and
// downloadable.
void mark_services(const fields& source, core::order& out) {
  if (source.flag_or("needs_processing", true)) {
    return;
  }
  for (auto& line : out.lines) {
    line.is_service =
        line.is_service || (line.kind == core::line_kind::product && !line.product_id.empty());
  }
}

void read_lines_and_totals(const core::shop_connection& shop, const fields& source,
                           core::order& out) {
  out.total = source.amount("total", out.currency);
  out.total_vat = source.amount_or_zero("total_tax", out.currency);
  out.gift_payments = read_gifts(source, out.currency);
  auto lines = read_lines(source, out.currency);
  rate_context context{read_order_rates(source, out.currency),
                       decode_rates(option_of(shop, option::tax_rates)), destination(shop, out)};
  if (source.problem().failed()) {
    return;
  }
  resolve_rates(lines, context);
  total_facts facts{out.total, out.total_vat};
  for (const auto& gift : out.gift_payments) {
    facts.payable += gift.amount;
  }
  place_difference(lines, context, facts);
  out.vat_totals = vat_totals(lines, context);
  out.lines.reserve(lines.size());
  for (auto& raw : lines) {
    // A negative fee is how shops and plugins give a discount on the whole cart.
    const bool discount = raw.line.kind == core::line_kind::fee && raw.line.net < 0;
    raw.line.kind = discount ? core::line_kind::discount : raw.line.kind;
    out.lines.push_back(std::move(raw.line));
  }
  mark_services(source, out);
}

void read_times(const fields& source, core::order& out) {
  out.created = source.time("date_created_gmt");
  out.modified = source.time_or_none("date_modified_gmt").value_or(out.created);
  out.paid = source.time_or_none("date_paid_gmt");
  out.completed = source.time_or_none("date_completed_gmt");
}

void read_people(const core::shop_connection& shop, const fields& source, core::order& out) {
  out.customer_id = std::to_string(source.integer_or("customer_id", 0));
  out.billing = read_address(source, "billing");
  out.shipping = read_address(source, "shipping");
  const order_meta meta{source};
  out.vat_number = read_vat_number(meta, option_of(shop, option::vat_number_field), out.billing);
  out.vat_exempt = meta.text("is_vat_exempt") == "yes";
  auto invoice = read_invoice(meta);
  out.invoice_number = std::move(invoice.number);
  out.invoiced = invoice.date;
}

core::order read_order(const core::shop_connection& shop, const fields& source) {
  core::order out;
  out.id = std::to_string(source.id("id"));
  out.number = field_text(source.loose_text("number"), 100);
  if (out.number.empty()) {
    out.number = out.id;
  }
  out.status = source.text("status");
  out.cancelled = out.status == "cancelled" || out.status == "failed" || out.status == "trash";
  const auto currency = core::currency::parse(source.text("currency"));
  if (!currency) {
    source.wrong("currency", "not a currency code");
    return out;
  }
  out.currency = *currency;
  out.prices_include_vat =
      source.flag_or("prices_include_tax", option_of(shop, option::prices_include_tax) != "no");
  read_times(source, out);
  read_people(shop, source, out);
  read_lines_and_totals(shop, source, out);
  out.payment_method = field_text(source.loose_text("payment_method"), 100);
  out.payment_method_title = plain_text(source.loose_text("payment_method_title"), 200);
  out.transaction_id = field_text(source.loose_text("transaction_id"), 200);
  out.customer_note = field_text(source.loose_text("customer_note"), 2'000);
  out.credits = read_mentions(source, out.currency);
  return out;
}

// The id of a row that may be unreadable otherwise.
std::optional<std::string> row_id(const json::value& row) {
  const auto* const object = row.if_object();
  const auto* const id = object == nullptr ? nullptr : object->if_contains("id");
  if (id == nullptr || !id->is_int64() || id->get_int64() <= 0) {
    return std::nullopt;
  }
  auto text = std::to_string(id->get_int64());
  return read_count(text) ? std::optional<std::string>{std::move(text)} : std::nullopt;
}

}  // namespace

bool is_ignored_status(std::string_view status) noexcept {
  constexpr std::array<std::string_view, 3> ignored{"checkout-draft", "auto-draft", "trash"};
  return std::find(ignored.begin(), ignored.end(), status) != ignored.end();
}

core::result<order_rows> parse_orders(const core::shop_connection& shop,
                                      const core::http_response& answer) {
  const auto list = read_list(answer);
  if (!list) {
    return list.error();
  }
  order_rows out;
  const auto& rows = list->get_array();
  out.rows = rows.size();
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const std::string path = "orders[" + std::to_string(at) + ']';
    const auto id = row_id(rows[at]);
    if (!id) {
      return core::fail(core::errc::shop_answer_unreadable,
                        join(path, "id") + ": missing; not a list of orders");
    }
    fault problem;
    const fields source{rows[at].get_object(), path, problem};
    if (is_ignored_status(source.loose_text("status"))) {
      continue;
    }
    auto order = read_order(shop, source);
    if (problem.failed()) {
      out.unreadable.push_back({*id, problem.detail()});
    } else {
      out.orders.push_back(std::move(order));
    }
  }
  return out;
}

core::result<core::order> parse_order(const core::shop_connection& shop,
                                      const core::http_response& answer) {
  const auto value = read_json(answer);
  if (!value) {
    return value.error();
  }
  if (!value->is_object()) {
    return core::fail(core::errc::shop_answer_unreadable, "order: not an object");
  }
  fault problem;
  const fields source{value->get_object(), "order", problem};
  auto order = read_order(shop, source);
  if (problem.failed()) {
    return problem.error();
  }
  if (order.status == "trash") {
    return core::fail(core::errc::order_gone, "order " + order.id + " is in the shop's bin");
  }
  return order;
}

bool is_last_page(const core::http_response& answer, std::int64_t page, std::size_t rows,
                  std::int64_t per_page) {
  if (const auto pages = counted(answer, "X-WP-TotalPages")) {
    return page >= *pages;
  }
  return static_cast<std::int64_t>(rows) < per_page;
}

core::result<core::shop_adapter::period_page> parse_period(const core::shop_connection& shop,
                                                           std::string_view page,
                                                           const core::http_response& answer) {
  const auto number = page.empty() ? std::optional<std::int64_t>{1} : read_count(page);
  if (!number) {
    return core::fail(core::errc::invalid_input, "not a page of orders");
  }
  auto rows = parse_orders(shop, answer);
  if (!rows) {
    return rows.error();
  }
  core::shop_adapter::period_page out;
  out.orders = std::move(rows->orders);
  out.unreadable = std::move(rows->unreadable);
  if (!is_last_page(answer, *number, rows->rows, 100)) {
    out.next = std::to_string(*number + 1);
  }
  return out;
}

}  // namespace boekbrug::adapters::woocommerce_api
