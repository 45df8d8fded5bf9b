#pragma once
// What an order, a credit or a document comes to, per VAT rate: both sides in one form, so that
// they can be compared.

#include "core/booking/make_plan.hpp"
#include "core/report/report.hpp"

namespace boekbrug::core {

report_side shop_side(const order& source, const plan_context& context);
/// `original` may be nullptr; then VAT that the refund leaves open stays unknown.
report_side shop_side(const credit& source, const order* original, const plan_context& context);
/// As it was when we last saw it.
report_side stored_side(const item& known);
report_side ledger_side(const ledger_document& document, const ledger_lists& lists);

}  // namespace boekbrug::core
