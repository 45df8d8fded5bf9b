#include "sim/magento/documents.hpp"
#include "sim/magento/json_text.hpp"
#include "sim/magento/order_view.hpp"

#include <algorithm>
#include <functional>

namespace boekbrug::sim::magento {
namespace {

void add_to(std::string& object, std::string_view key, money value) {
  set_member(object, key, to_text(amount_of(object, key) + value));
}

/// Twins need their mark, which a member that is added later does not get by itself.
void add_with_twin(std::string& object, std::string_view key, money value) {
  const money rate = amount_of(object, "base_to_order_rate");
  if (rate != 0 && rate != one) {
    add_to(object, key, value);
    add_to(object, "base_" + std::string{key}, part_of(value, one, rate));
    return;
  }
  if (member(object, key).empty()) {
    object.insert(object.size() - 1,
                  std::string{','} + twin_mark + '"' + std::string{key} + "\":" + to_text(value));
    return;
  }
  add_to(object, key, value);
  const std::string base = "base_" + std::string{key};
  if (!member(object, base).empty()) {
    add_to(object, base, value);
  }
}

void change_items(std::string& order, const std::function<void(std::string&)>& change) {
  std::string items = "[";
  for (const auto json : elements(member(order, "items"))) {
    std::string item{json};
    change(item);
    items += (items.size() > 1 ? "," : "") + item;
  }
  set_member(order, "items", items + "]");
}

bool everything_done(const std::string& order) {
  for (const auto& item : sold_items(object_view{order})) {
    const money open = item.ordered - amount_of(item.json, "qty_canceled");
    const bool can_ship = number_of(item.json, "is_virtual") == 0 && item.parent == 0 &&
                          text_of(item.json, "product_type") != "bundle";
    if (amount_of(item.json, "qty_invoiced") < open ||
        (can_ship && amount_of(item.json, "qty_shipped") < open)) {
      return false;
    }
  }
  return true;
}

void move_on(std::string& order) {
  const std::string state = text_of(order, "state");
  if (state == "canceled" || state == "closed" || state == "holded") {
    return;
  }
  const std::string next = everything_done(order) ? "complete" : "processing";
  if (next != state) {
    set_member(order, "state", quoted(next));
    set_member(order, "status", quoted(next));
  }
}

void book_header(document_kind kind, std::string& order, const std::string& document) {
  const money total = amount_of(document, "grand_total");
  const std::string suffix = kind == document_kind::invoice ? "_invoiced" : "_refunded";
  add_with_twin(order, "total" + suffix, total);
  add_with_twin(order, "subtotal" + suffix, amount_of(document, "subtotal"));
  add_with_twin(order, "discount" + suffix, amount_of(document, "discount_amount"));
  add_with_twin(order, "tax" + suffix, amount_of(document, "tax_amount"));
  add_with_twin(order, "shipping" + suffix, amount_of(document, "shipping_amount"));
  if (kind == document_kind::invoice) {
    if (number_of(document, "state") == 2) {
      add_with_twin(order, "total_paid", total);
      const money due = amount_of(order, "grand_total") - amount_of(order, "total_paid");
      add_with_twin(order, "total_due", std::max<money>(due, 0) - amount_of(order, "total_due"));
    }
    move_on(order);
    return;
  }
  for (const char* key : {"adjustment_positive", "adjustment_negative"}) {
    if (const money value = amount_of(document, key); value != 0) {
      add_with_twin(order, key, value);
    }
  }
  if (amount_of(order, "total_refunded") >= amount_of(order, "total_paid")) {
    set_member(order, "state", quoted("closed"));
    set_member(order, "status", quoted("closed"));
  }
}

}  // namespace

void book_document(document_kind kind, std::string& order, const std::string& document) {
  const bool invoice = kind == document_kind::invoice;
  const auto rows = elements(member(document, "items"));
  change_items(order, [&](std::string& item) {
    const std::int64_t id = number_of(item, "item_id");
    for (const auto row : rows) {
      if (number_of(row, "order_item_id") != id || amount_of(row, "qty") == 0) {
        continue;
      }
      add_to(item, invoice ? "qty_invoiced" : "qty_refunded", amount_of(row, "qty"));
      if (member(row, "row_total").empty()) {
        continue;
      }
      const std::string suffix = invoice ? "_invoiced" : "_refunded";
      add_with_twin(item, invoice ? "row_invoiced" : "amount_refunded",
                    amount_of(row, "row_total"));
      add_with_twin(item, "tax" + suffix, amount_of(row, "tax_amount"));
      add_with_twin(item, "discount" + suffix, amount_of(row, "discount_amount"));
    }
  });
  book_header(kind, order, document);
}

void cancel_rest(std::string& order) {
  change_items(order, [](std::string& item) {
    const money rest = amount_of(item, "qty_ordered") - amount_of(item, "qty_invoiced") -
                       amount_of(item, "qty_canceled");
    if (rest > 0) {
      add_to(item, "qty_canceled", rest);
    }
  });
  const money total = amount_of(order, "grand_total") - amount_of(order, "total_invoiced");
  const money known = amount_of(order, "total_canceled");
  add_with_twin(order, "total_canceled", total - known);
  add_with_twin(order, "subtotal_canceled",
                amount_of(order, "subtotal") - amount_of(order, "subtotal_invoiced") -
                    amount_of(order, "subtotal_canceled"));
  add_with_twin(order, "tax_canceled",
                amount_of(order, "tax_amount") - amount_of(order, "tax_invoiced") -
                    amount_of(order, "tax_canceled"));
  if (amount_of(order, "total_invoiced") == 0) {
    set_member(order, "state", quoted("canceled"));
    set_member(order, "status", quoted("canceled"));
  } else {
    move_on(order);
  }
}

void ship_all(std::string& order) {
  change_items(order, [](std::string& item) {
    if (number_of(item, "is_virtual") == 0) {
      set_member(item, "qty_shipped",
                 to_text(amount_of(item, "qty_ordered") - amount_of(item, "qty_canceled")));
    }
  });
  const std::string state = text_of(order, "state");
  if (state == "processing" || state == "new") {
    move_on(order);
  }
}

}  // namespace boekbrug::sim::magento
