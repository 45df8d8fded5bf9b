#pragma once
// Prints an order as GET /V1/orders gives it.

#include "sim/magento/people.hpp"
#include "sim/magento/pricing.hpp"

#include <string>

namespace boekbrug::sim::magento {

struct order_draft {
  std::int64_t id = 0, store_id = 1, customer_id = 0;  // customer 0: a guest
  std::string number, store_name, state, status;
  seconds_utc created{}, updated{};
  cart goods;
  priced_cart priced;
  customer buyer;
  std::string coupon, note;
  std::string method, method_title, transaction, carrier = "PostNL - Thuisbezorgd";
  bool invoiced = false, shipped = false, canceled = false;
  bool rates_listed = true;  // false: without applied_taxes, as old versions and old orders
  money gift_card = 0, store_credit = 0, reward_points = 0;
  money known_fee = 0, known_fee_tax = 0;      // mollie_payment_fee, as an own field
  money unknown_fee = 0, unknown_fee_tax = 0;  // of a module that shows nothing
  std::string currency = "EUR";
  money currency_rate = one;                             // order currency per EUR
  std::string parent_number, child_number, root_number;  // of edited orders
  std::int64_t parent_id = 0, child_id = 0;

  money payments() const noexcept { return gift_card + store_credit + reward_points; }
  money tax() const noexcept { return priced.tax + known_fee_tax + unknown_fee_tax; }
  money grand_total() const noexcept {
    return priced.total + known_fee + known_fee_tax + unknown_fee + unknown_fee_tax - payments();
  }
};

/// Numbers its rows from `next_item_id` on.
std::string write_order(const order_draft& order, std::int64_t& next_item_id);

}  // namespace boekbrug::sim::magento
