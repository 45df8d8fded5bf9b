#pragma once
// What the simulated shop keeps: orders with their money, and invoices.

#include "sim/ccvshop/json_text.hpp"

#include "core/time/clock.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::sim::ccvshop {

using core::time_point;

struct row_attribute {
  std::string option;
  std::string value;
  micro price = 0;
};

struct order_row {
  std::int64_t id = 0;
  std::string type = "product";
  std::string name;
  std::string number;
  std::int64_t product_id = 0;
  micro count = micro_per_unit;  // fractional for metres and kilos
  micro price = 0;               // per unit, before discount
  micro discount = 0;            // per unit
  vat_rate rate = 0;
  std::string unit = "stuk";
  std::int64_t user_discount = 0;  // percentage; already in the price
  std::vector<row_attribute> attributes;
  /// What a posted row says about itself; else computed.
  std::optional<cents> stated_total = {};
};

/// Everything that decides the total and the VAT of an order or an invoice.
struct money_sheet {
  bool taxes_included = true;      // false: no VAT anywhere
  bool row_taxes_included = true;  // row prices hold VAT
  bool shipping_taxed = true;      // shipping_taxes_included
  bool intra_community = false;
  bool platform_sale = false;
  std::vector<order_row> rows;
  cents shipping = 0;
  vat_rate shipping_rate = 0;
  cents discounts = 0;          // positive; order level
  cents shipping_discount = 0;  // part of `discounts` that pays the shipping
  cents paymethod_costs = 0;
  cents payment_option_price = 0;
  cents credit_points = 0;  // positive
  cents extra_costs = 0;    // negative: a discount
  cents total = 0;
  cents tax = 0;
};

struct coupon {
  std::string code;  // "" = none; the object is always shown
  std::string type = "";
  cents discount = 0;  // an amount, or whole percents x 100
  bool gives_free_shipping = false;
};

enum class market : std::uint8_t {
  domestic_consumer,
  domestic_company,
  eu_company,   // reverse charge
  eu_consumer,  // OSS
  outside_eu,   // export, no VAT
};

/// Customers are made from these numbers whenever they are shown.
struct buyer_ref {
  market kind = market::domestic_consumer;
  std::uint64_t number = 0;
};

/// An order that came in through POST /_sim/orders keeps its own text.
struct posted_text {
  json_members head;
  std::vector<json_members> rows;
};

struct stored_order {
  std::int64_t id = 0;
  std::string prefix;
  std::optional<std::int64_t> number;  // given when the basket is completed
  std::optional<std::int64_t> invoice_number;
  time_point created{};
  std::optional<std::string> deliver_date;  // "2025-03-04"
  std::optional<std::string> take_out_date;
  int status = 0;  // 0: none yet
  bool completed = false;
  bool paid = false;
  bool deleted = false;
  bool broken = false;  // answers 500.20
  std::int64_t paymethod_id = 0;
  std::string transaction_id;
  std::string deliver_method = "shipping";
  std::string payment_option;
  std::string extra_costs_description;
  std::string currency = "EUR";
  buyer_ref buyer;
  std::optional<std::int64_t> user_id;
  std::int64_t user_discount = 0;
  coupon discount_coupon;
  money_sheet money;
  std::unique_ptr<posted_text> posted;
  std::vector<std::int64_t> invoices;
};

inline std::string full_number(const std::string& prefix, std::optional<std::int64_t> number) {
  return number ? (prefix.empty() ? "" : prefix + "-") + std::to_string(*number) : std::string{};
}

struct stored_invoice {
  std::int64_t id = 0;
  std::int64_t order_id = 0;
  std::int64_t number = 0;
  time_point created{};
  bool credit = false;
  int status = 2;  // 1 paid, 2 unpaid, 3 reimbursed
  /// Amounts positive, also of a credit. nullptr: those of the order, as long as it is not edited.
  std::unique_ptr<money_sheet> own_money;
};

}  // namespace boekbrug::sim::ccvshop
