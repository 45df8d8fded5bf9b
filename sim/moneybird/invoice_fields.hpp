#pragma once
// The members of "sales_invoice" and "external_sales_invoice" in requests, with every rule on them.

#include "sim/moneybird/world.hpp"

namespace boekbrug::sim::moneybird {

/// Applies the fields to `to` (fresh or a copy of the stored one) and computes its totals.
refusal apply_sales_fields(context in, const json::object& fields, invoice& to, bool creating);
refusal apply_external_fields(context in, const json::object& fields, invoice& to, bool creating);

/// Puts lines into `to`: new ones, changed ones (`id`) and removed ones (`_destroy`).
refusal apply_details(context in, const json::value& rows, invoice& to, violations& found);

}  // namespace boekbrug::sim::moneybird
