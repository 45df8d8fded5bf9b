#include "sim/magento/order_change.hpp"

#include "sim/json_options.hpp"
#include "sim/magento/json_text.hpp"
#include "sim/magento/order_view.hpp"

#include <boost/json/value.hpp>

#include <algorithm>

namespace boekbrug::sim::magento {
namespace {

money read_amount(json_options& options, std::string_view key) {
  const std::string text = options.text(key);
  const auto amount = parse_money(text);
  if (!text.empty() && !amount) {
    options.refuse(key, "an amount as text, such as \"12.34\", expected");
  }
  return amount.value_or(0);
}

std::string state_of_status(const std::string& status, const std::string& state) {
  if (status == "pending") {
    return "new";
  }
  if (status == "fraud") {
    return "payment_review";
  }
  for (const char* name : {"pending_payment", "payment_review", "processing", "complete", "closed",
                           "canceled", "holded"}) {
    if (status == name) {
      return status;
    }
  }
  return state;  // a status of the merchant's own stays within the state
}

void set_status(shop_state& shop, std::int64_t id, const std::string& status,
                const std::string& wanted_state) {
  shop.orders.update(id, [&](std::string& text) {
    const std::string state =
        wanted_state.empty() ? state_of_status(status, text_of(text, "state")) : wanted_state;
    if (state == "canceled") {
      cancel_rest(text);
    } else if (state == "complete") {
      ship_all(text);
    }
    set_member(text, "state", quoted(state));
    set_member(text, "status", quoted(status));
  });
}

void mark_invoices(shop_state& shop, std::int64_t id, std::string_view state) {
  for (const row* invoice : shop.invoices.of_order(id)) {
    shop.invoices.update(invoice->id, [&](std::string& text) { set_member(text, "state", state); });
  }
}

void set_paid(shop_state& shop, std::int64_t id, bool paid, seconds_utc now) {
  if (paid && shop.make(document_kind::invoice, id, {}, now, false)) {
    return;
  }
  // Invoiced before: only the money comes, or goes.
  mark_invoices(shop, id, paid ? "2" : "1");
  shop.orders.update(id, [&](std::string& text) {
    const std::string total = to_text(amount_of(text, "grand_total"));
    set_member(text, "total_paid", paid ? total : "");
    set_member(text, "total_due", paid ? "0" : total);
  });
}

void set_total(shop_state& shop, std::int64_t id, money total) {
  shop.orders.update(id, [&](std::string& text) {
    set_member(text, "grand_total", to_text(total));
    const money due = std::max<money>(total - amount_of(text, "total_paid"), 0);
    set_member(text, "total_due", to_text(due));
  });
}

/// From the request's own text, so that numbers stay as they were written.
void set_members(shop_state& shop, std::int64_t id, std::string_view given) {
  shop.orders.update(id, [&](std::string& text) {
    for (const auto& [key, value] : members(given)) {
      set_member(text, key, value == "null" ? std::string_view{} : value);
    }
  });
}

}  // namespace

core::result<document_wish> read_credit(const boost::json::object& body, const std::string& order,
                                        bool& touch) {
  json_options options{body};
  document_wish wish;
  const std::string kind = options.text("kind", "full");
  touch = options.flag("touch", true) && !options.flag("silent", false);
  wish.comment = options.text("comment");
  wish.everything = kind == "full";
  wish.shipping = options.flag("shipping", wish.everything);
  wish.adjustment_positive = read_amount(options, "adjustment_positive");
  wish.adjustment_negative = read_amount(options, "adjustment_negative");
  const money amount = read_amount(options, "amount");
  const auto items = options.objects("items");
  options.finish();
  if (kind == "amount") {
    wish.adjustment_positive += amount;
  } else if (kind == "lines") {
    for (const auto* entry : items) {
      json_options piece{*entry, "items"};
      const std::int64_t id = piece.number("item_id", 0, 1, 1'000'000'000'000);
      const auto quantity = parse_money(piece.text("qty", "1"));
      piece.finish();
      if (!quantity || *quantity <= 0) {
        return core::fail(core::errc::invalid_input, "items.qty: a number as text expected");
      }
      wish.pieces.emplace_back(id, *quantity);
    }
    const auto sold = sold_items(object_view{order});
    const auto first =
        std::find_if(sold.begin(), sold.end(), [](const sold_item& item) { return item.counts; });
    if (items.empty() && first != sold.end()) {
      wish.pieces.emplace_back(first->id, std::min(one, first->ordered));
    }
  } else if (kind != "full") {
    return core::fail(core::errc::invalid_input, "kind: full, lines or amount expected");
  }
  return wish;
}

core::result<bool> change_order(shop_state& shop, std::int64_t id, const boost::json::object& body,
                                std::string_view raw_body, seconds_utc now) {
  json_options options{body};
  const std::string status = options.text("status");
  const std::string state = options.text("state");
  const bool has_paid = body.contains("paid");
  const bool paid = options.flag("paid", false);
  const bool has_total = body.contains("total");
  const money total = read_amount(options, "total");
  const bool shipped = options.flag("shipped", false);
  const bool rest_canceled = options.flag("cancel_rest", false);
  const std::string updated = options.text("updated_at");
  const bool has_members = options.object("members") != nullptr;
  const bool touch = options.flag("touch", true) && !options.flag("silent", false);
  const bool deleted = options.flag("deleted", false);
  options.finish();
  if (!updated.empty() && !parse_time(updated)) {
    options.refuse("updated_at", "a time such as 2026-05-01 10:00:00 expected");
  }
  if (deleted) {
    return shop.erase(id);
  }
  if (has_paid) {
    set_paid(shop, id, paid, now);
  }
  if (shipped) {
    shop.orders.update(id, [](std::string& text) { ship_all(text); });
  }
  if (rest_canceled) {
    shop.orders.update(id, [](std::string& text) { cancel_rest(text); });
  }
  if (!status.empty() || !state.empty()) {
    set_status(shop, id, status.empty() ? text_of(shop.orders.find(id)->text, "status") : status,
               state);
  }
  if (has_total) {
    set_total(shop, id, total);
  }
  if (has_members) {
    const std::string text = compact(raw_body);
    set_members(shop, id, member(text, "members"));
  }
  if (touch || !updated.empty()) {
    const std::string when = updated.empty() ? to_text(now) : updated;
    shop.orders.update(id,
                       [&](std::string& text) { set_member(text, "updated_at", quoted(when)); });
  }
  return true;
}

}  // namespace boekbrug::sim::magento
