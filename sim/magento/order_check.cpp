#include "sim/magento/order_check.hpp"

#include "sim/magento/json_text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace boekbrug::sim::magento {
namespace {

constexpr std::array<std::string_view, 8> states{"new",        "pending_payment", "payment_review",
                                                 "processing", "complete",        "closed",
                                                 "canceled",   "holded"};

/// Collects the first complaint.
class checker {
public:
  explicit checker(std::string_view object, std::string where = {})
      : object_{object}, where_{std::move(where)} {
    if (!object.starts_with('{')) {
      wrong_ = where_ + ": an object expected";
    }
  }
  checker& id(std::string_view key) {
    const auto value = parse_id(member(object_, key));
    return expect(value && *value > 0, key, "a whole number above zero expected");
  }
  checker& text(std::string_view key) {
    return expect(member(object_, key).starts_with('"') && member(object_, key).size() > 2, key,
                  "a text expected");
  }
  checker& time(std::string_view key) {
    return expect(parse_time(text_of(object_, key)).has_value(), key,
                  "a time such as 2026-05-01 10:00:00 expected");
  }
  checker& amount(std::string_view key) {
    return expect(parse_money(member(object_, key)).has_value(), key, "a JSON number expected");
  }
  checker& optional_amounts(std::initializer_list<std::string_view> keys) {
    for (const auto key : keys) {
      const auto value = member(object_, key);
      expect(value.empty() || value == "null" || parse_money(value), key,
             "a JSON number without exponent expected");
    }
    return *this;
  }
  checker& list(std::string_view key) {
    return expect(member(object_, key).starts_with('['), key, "a list expected");
  }
  checker& expect(bool fine, std::string_view key, std::string_view why) {
    if (!fine && wrong_.empty()) {
      wrong_ = where_ + (where_.empty() ? "" : ".") + std::string{key} + ": " + std::string{why};
    }
    return *this;
  }
  const std::string& wrong() const noexcept { return wrong_; }

private:
  std::string_view object_;
  std::string where_, wrong_;
};

std::string wrong_item(std::string_view item, std::size_t index, std::set<std::int64_t>& seen) {
  checker check{item, "items[" + std::to_string(index) + "]"};
  check.id("item_id").text("sku").amount("qty_ordered");
  check.optional_amounts({"row_total", "tax_amount", "discount_amount", "price", "tax_percent",
                          "discount_tax_compensation_amount", "row_total_incl_tax", "qty_invoiced",
                          "qty_refunded", "weee_tax_applied_row_amount"});
  check.expect(seen.insert(number_of(item, "item_id")).second, "item_id", "occurs twice");
  return check.wrong();
}

}  // namespace

std::string what_is_wrong_with_order(std::string_view order) {
  checker check{order};
  check.id("entity_id").text("increment_id").id("store_id").text("state").text("status");
  check.time("created_at").time("updated_at").text("customer_email").text("order_currency_code");
  check.amount("grand_total").list("items");
  check.optional_amounts({"total_due", "total_paid", "subtotal", "tax_amount", "discount_amount",
                          "shipping_amount", "shipping_tax_amount", "shipping_discount_amount",
                          "discount_tax_compensation_amount", "total_canceled", "total_refunded",
                          "shipping_discount_tax_compensation_amount"});
  check.expect(std::find(states.begin(), states.end(), text_of(order, "state")) != states.end(),
               "state", "unknown");
  check.expect(member(order, "billing_address").starts_with('{'), "billing_address",
               "an object expected");
  if (!check.wrong().empty()) {
    return check.wrong();
  }
  std::set<std::int64_t> seen;
  std::size_t index = 0;
  for (const auto item : elements(member(order, "items"))) {
    if (std::string wrong = wrong_item(item, index++, seen); !wrong.empty()) {
      return wrong;
    }
  }
  return {};
}

std::string what_is_wrong_with_document(std::string_view document, std::int64_t order_id) {
  checker check{document};
  check.id("entity_id").text("increment_id").time("created_at").amount("grand_total").list("items");
  check.id("state");
  check.expect(number_of(document, "order_id") == order_id, "order_id", "another order");
  return check.wrong();
}

}  // namespace boekbrug::sim::magento
