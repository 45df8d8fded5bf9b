#pragma once
// What can be wrong with a plan, judged from what the shop charged and by VAT arithmetic of our
// own; and random credits of an order.

#include "ledger_worlds.hpp"
#include "shop_ways.hpp"

namespace boekbrug::test {

struct asked_document {
  std::vector<core::order_line> lines;
  core::minor_units total = 0;
  std::string country;  // of the customer
};

/// Each returns "" when nothing is wrong.
/// Total, VAT per rate and net per rate are the shop's; the lines beside the rounding lines are the
/// shop's to the cent.
std::string fault_of_plan(const core::booking_plan& plan, const asked_document& asked,
                          ledger_kind ledger);
/// The lines give the plan's own total and VAT, in every way that the ledger may compute.
std::string fault_of_arithmetic(const core::booking_plan& plan, ledger_kind ledger);
/// Credits together never take back more than was invoiced: in all, and per rate but for the cents
/// that each share is rounded by and by which the shop's VAT is off the rate. `forgiven`: of the
/// total.
std::string fault_of_sum(const std::vector<core::booking_plan>& credits,
                         const core::booking_plan& invoice, const asked_document& asked,
                         ledger_kind ledger, core::minor_units forgiven = 0);
/// VAT that remains when credits took back the whole total: the largest of all rates.
core::minor_units vat_left(const std::vector<core::booking_plan>& credits,
                           const core::booking_plan& invoice);
/// Same lines and VAT with the sign turned.
bool mirrors(const core::booking_plan& credit, const core::booking_plan& invoice);
/// The order in words, for the message of a fault.
std::string describe(const core::order& source);
core::minor_units largest_rounding(const core::booking_plan& plan);

core::credit credit_of(const core::order& original, std::string id, core::minor_units amount);
/// Two amounts that are the total together, or less.
std::vector<core::credit> two_amounts(const core::order& original, const chooser& choose);
/// Two credits of lines, or of pieces of them; together everything that was paid for by line, or
/// less.
std::vector<core::credit> two_by_lines(const core::order& original, const chooser& choose);

}  // namespace boekbrug::test
