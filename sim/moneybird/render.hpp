#pragma once
// Records as the JSON of Moneybird's answers.

#include "sim/moneybird/administration.hpp"
#include "sim/moneybird/http.hpp"

namespace boekbrug::sim::moneybird {

json::object contact_json(const administration& of, const contact& one, time_point now,
                          bool with_events);
json::object invoice_json(const administration& of, const invoice& one, time_point now);
json::object payment_json(const administration& of, const invoice& owner, const payment& one);
json::array tax_totals_json(const invoice& of);

}  // namespace boekbrug::sim::moneybird
