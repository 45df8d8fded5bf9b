#pragma once
// What the class of a line depends on beside the line itself; worked out once per order (R6).

#include "core/booking/make_plan.hpp"
#include "core/booking/vat_number.hpp"

namespace boekbrug::core {

struct order_facts {
  std::string home;  // the administration's country
  std::string
      destination;     // shipping country, else billing, else the shop's; "" when none is known
  bool taxed = false;  // VAT was charged on at least one line
  bool services_only = false;  // every product is a service
  vat_number_check vat_number;
};
order_facts gather_facts(const order& source, const plan_context& context);

/// `classify` with the facts at hand.
result<vat_key> classify_line(const order_line& line, const order& source, const order_facts& facts,
                              const plan_context& context);

}  // namespace boekbrug::core
