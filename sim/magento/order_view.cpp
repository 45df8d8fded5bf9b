#include "sim/magento/order_view.hpp"

#include <algorithm>

namespace boekbrug::sim::magento {
namespace {

constexpr money tolerance = 50;  // half a cent

void read_weee(sold_item& out, const object_view& json) {
  out.weee_row = amount_of(json, "weee_tax_applied_row_amount");
  const std::string list = compact(text_of(json, "weee_tax_applied"));
  for (const auto part : elements(list)) {
    out.weee_row_incl += amount_of(part, "row_amount_incl_tax");
  }
}

bool is_worth_something(const sold_item& item) noexcept {
  return item.row_total != 0 || item.tax != 0 || item.discount != 0;
}

}  // namespace

std::vector<sold_item> sold_items(const object_view& order) {
  std::vector<sold_item> out;
  for (const auto text : elements(order["items"])) {
    const object_view json{text};
    sold_item item;
    item.json = text;
    item.id = number_of(json, "item_id");
    item.parent = number_of(json, "parent_item_id");
    item.ordered = amount_of(json, "qty_ordered");
    item.row_total = amount_of(json, "row_total");
    item.tax = amount_of(json, "tax_amount");
    item.discount = amount_of(json, "discount_amount");
    item.compensation = amount_of(json, "discount_tax_compensation_amount");
    item.percent = amount_of(json, "tax_percent");
    read_weee(item, json);
    out.push_back(item);
  }
  for (auto& item : out) {
    const auto parent = std::find_if(out.begin(), out.end(), [&](const sold_item& other) {
      return other.id == item.parent && item.parent != 0;
    });
    const std::int64_t family = parent == out.end() ? item.id : item.parent;
    const bool children_count = std::any_of(out.begin(), out.end(), [&](const sold_item& other) {
      return other.parent == family && is_worth_something(other);
    });
    item.counts = (parent == out.end()) != children_count;
  }
  return out;
}

sold_shipping shipping_of(const object_view& order) {
  return {amount_of(order, "shipping_amount"), amount_of(order, "shipping_incl_tax"),
          amount_of(order, "shipping_tax_amount"), amount_of(order, "shipping_discount_amount"),
          amount_of(order, "shipping_discount_tax_compensation_amount")};
}

money payments_of(const object_view& order) {
  const object_view more{order["extension_attributes"]};
  return amount_of(more, "gift_cards_amount") + amount_of(more, "customer_balance_amount") +
         amount_of(more, "reward_currency_amount");
}

money fees_of(const object_view& order, const std::vector<sold_item>& items) {
  money goods = shipping_of(order).gross();
  for (const auto& item : items) {
    goods += item.counts ? item.gross() : 0;
  }
  return amount_of(order, "grand_total") + payments_of(order) - goods;
}

bool is_paid(const object_view& order) {
  if (text_of(order, "state") == "canceled") {
    return false;
  }
  const money total = amount_of(order, "grand_total");
  if (order["total_due"].empty()) {
    return total < tolerance || amount_of(order, "total_paid") >= total - tolerance;
  }
  return amount_of(order, "total_due") - amount_of(order, "total_canceled") <= tolerance;
}

}  // namespace boekbrug::sim::magento
