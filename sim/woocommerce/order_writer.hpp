#pragma once
// Prints a priced cart as the order object of wc/v3.

#include "sim/woocommerce/json_text.hpp"
#include "sim/woocommerce/pricing.hpp"
#include "sim/woocommerce/shop_time.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace boekbrug::sim::woocommerce {

struct person {
  std::string first_name, last_name, company, address_1, city, postcode, country, email, phone;
};

/// Everything about an order but its money.
struct order_head {
  std::int64_t id = 0;
  std::string number;
  std::string status;
  std::string order_key;
  std::string created_via = "checkout";
  seconds_utc created{}, modified{};
  std::optional<seconds_utc> paid, completed;
  std::int64_t customer_id = 0;  // 0 = guest
  person billing;
  person shipping;  // all empty when nothing is shipped
  std::string payment_method, payment_method_title, transaction_id;
  std::string customer_note;
  std::string vat_number;  // goes into meta_data, never into billing
};

/// Numbers for lines and meta rows; every shop counts on.
struct row_ids {
  std::int64_t next_item = 1;
  std::int64_t next_meta = 1;
};

json_fields write_order(const order_head& head, const cart& wanted, const priced_cart& priced,
                        const tax_settings& settings, shop_zone zone, row_ids& ids);

/// Sets `name` and `name_gmt`, both null for nothing.
void write_date(json_fields& fields, std::string_view name, std::optional<seconds_utc> when,
                shop_zone zone);
/// "NL-BTW 21%-1".
std::string rate_code(const tax_rate& rate);

}  // namespace boekbrug::sim::woocommerce
