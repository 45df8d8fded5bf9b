#pragma once
// Who bought, where it went, how it was paid (magento.md 3).

#include "adapters/shops/magento/json.hpp"
#include "core/order/order.hpp"

namespace boekbrug::adapters::magento_api {

/// Sets addresses, customer, VAT number, payment method and notes.
void read_people(const fields& source, core::order& out);
void read_payment(const fields& source, core::order& out);

/// Without blanks, dots and dashes, upper case, with the country in front when only digits and
/// letters without it follow.
std::string clean_vat_number(std::string_view text, std::string_view country);

}  // namespace boekbrug::adapters::magento_api
