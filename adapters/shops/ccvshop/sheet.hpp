#pragma once
// The money of one order or invoice as the shop states it (ccvshop.md 3), in minor units.

#include "adapters/shops/ccvshop/json.hpp"
#include "core/order/order.hpp"

#include <string>
#include <vector>

namespace boekbrug::adapters::ccvshop_api {

struct sheet_row {
  std::string id;
  std::string name;  // variant included
  std::string sku;
  std::string product_id;
  core::decimal quantity = 1;
  core::minor_units amount = 0;       // whole row, after its own discount
  std::optional<core::decimal> rate;  // empty: none attached
  bool deposit = false;               // statiegeld, borg: outside VAT
};

struct money_sheet {
  core::currency unit;
  bool included = true;     // row prices hold VAT
  bool untaxed = false;     // no VAT shown anywhere: no rates at all
  bool zero_rated = false;  // every rate is 0 (intra-EU, sold through a platform)
  std::vector<sheet_row> rows;
  core::minor_units shipping = 0;
  std::optional<core::decimal> shipping_rate;  // empty: shipping carries no VAT
  core::minor_units paymethod_costs = 0;
  core::minor_units payment_option = 0;
  core::minor_units extra_costs = 0;  // below zero: a discount
  core::minor_units discounts = 0;    // positive
  core::minor_units points = 0;       // positive
  bool free_shipping = false;         // a coupon gives it
  std::string coupon;                 // code
  std::string payment_name;
  std::string option_name;
  std::string extra_name;
  core::minor_units total = 0;
  core::minor_units total_vat = 0;
};

/// Orders and invoices name three members differently.
struct sheet_names {
  std::string_view rows_included = "order_row_taxes_included";
  std::string_view total = "total_price";
};

/// Problems go to the fault of `header`; the rows must be objects.
money_sheet read_sheet(const fields& header, const json::array& rows, const sheet_names& names);

/// All amounts with the other sign; discounts stay discounts.
money_sheet turned(const money_sheet& sheet);

}  // namespace boekbrug::adapters::ccvshop_api
