#pragma once
// Steps on invoices that several endpoints share.

#include "sim/moneybird/world.hpp"

namespace boekbrug::sim::moneybird {

/// Which of the two books the request is about.
invoice_book& book_of(context in, bool external);
json::object shown(const context& in, const invoice& one);
/// New version, time and index entries.
void touch(context in, invoice& one);
void add_event(context in, invoice& one, const char* action);
/// The body's object under `holder`; 400 when it is missing.
refusal read_holder(context in, std::string_view holder, json::object& fields);
/// The 402 of the free plan; nullopt while there is room.
refusal check_plan(context in);
void count_created(context in);
/// settle_state plus the event of a change.
void settle(context in, invoice& one);
bool in_locked_period(const context& in, const invoice& one);

reply list_invoices(context in, bool external);
reply synchronize_invoices(context in, bool external);
reply add_payment(context in, invoice& to);
reply remove_payment(context in, invoice& from, std::string_view payment_id);
/// Books a payment without any rule; for settlements.
payment& book_payment(context in, invoice& to, payment made);

reply send_invoice(context in, invoice& one);
/// Sends what was scheduled for today or earlier.
void send_scheduled(world& all, administration& books, const call& request);
reply duplicate_credit(context in, const invoice& original);
reply settle_credit(context in, invoice& credit);

}  // namespace boekbrug::sim::moneybird
