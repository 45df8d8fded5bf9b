#pragma once
// Addresses, VAT number and the other things that plugins keep in meta_data.

#include "adapters/shops/woocommerce/json.hpp"
#include "core/order/order.hpp"

#include <string>
#include <string_view>

namespace boekbrug::adapters::woocommerce_api {

core::address read_address(const fields& order, std::string_view key);

/// The order's `meta_data` by key; entries without a key (a WPML fault) are skipped.
class order_meta {
public:
  explicit order_meta(const fields& order);
  /// Null when absent.
  const json::value* find(std::string_view key) const;
  /// Text or number as text, trimmed; "" otherwise.
  std::string text(std::string_view key) const;
  /// The first non-empty text of a key that `matches` says yes to.
  template <class Matches>
  std::string first_text(Matches matches) const;

private:
  const json::array* rows_;
};

/// The customer's VAT number wherever plugins keep it, cleaned; "" when there is none.
std::string read_vat_number(const order_meta& meta, std::string_view own_field,
                            const core::address& billing);
/// Without blanks, dots and dashes, upper case, with the country in front when only digits follow.
std::string clean_vat_number(std::string_view text, std::string_view country);

struct shop_invoice {
  std::string number;
  std::optional<core::time_point> date;
};
shop_invoice read_invoice(const order_meta& meta);

}  // namespace boekbrug::adapters::woocommerce_api
