#pragma once
// What an order's text says was sold: which rows count, what they are worth (section 4's rules).

#include "sim/magento/json_text.hpp"

#include <string_view>
#include <vector>

namespace boekbrug::sim::magento {

struct sold_item {
  std::string_view json;
  std::int64_t id = 0, parent = 0;
  money ordered = 0;
  money row_total = 0, tax = 0, discount = 0, compensation = 0;
  money weee_row = 0, weee_row_incl = 0;
  money percent = 0;
  bool counts = false;
  money gross() const noexcept { return row_total + tax + compensation - discount + weee_row_incl; }
  money vat() const noexcept { return tax + weee_row_incl - weee_row; }
};

/// Views into the text: it must live longer.
std::vector<sold_item> sold_items(const object_view& order);

struct sold_shipping {
  money amount = 0, incl = 0, tax = 0, discount = 0, compensation = 0;
  money gross() const noexcept { return amount + tax + compensation - discount; }
};
sold_shipping shipping_of(const object_view& order);
/// Gift cards, store credit and reward points.
money payments_of(const object_view& order);
/// What the total holds beside rows and shipping: fees of modules, with and without a field.
money fees_of(const object_view& order, const std::vector<sold_item>& items);
/// Paid as section 2.4 says.
bool is_paid(const object_view& order);

}  // namespace boekbrug::sim::magento
