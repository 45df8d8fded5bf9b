#pragma once
// What invoices and credits have in common: the head of the document around proven lines.

#include "core/booking/charge.hpp"

namespace boekbrug::core {

/// A document of which all is known but the proof.
struct document_task {
  const order* source = nullptr;  // of a credit: its original
  document_kind kind = document_kind::invoice;
  std::string reference;
  std::string original_reference;
  std::vector<charged_line> lines;
  minor_units total = 0;
  bool prices_include_vat = true;
  date booked_on;
  std::vector<plan_payment> payments;
  std::vector<std::string> notes;
};

/// Groups (S6), proves, and fills in contact, status and layout. Also period_closed, line_count.
result<booking_plan> assemble(document_task task, const plan_context& context);

/// What must hold before anything is worked out: S9, E-LAND, ranges.
result<void> check_source(const order& source, const plan_context& context);

/// S8, in the shop's zone. A date that the shop does not have falls back to the next best one.
struct document_dates {
  time_point created;
  std::optional<time_point> paid;
  std::optional<time_point> invoiced;
};
date booking_date(const document_dates& dates, const plan_context& context);
date local_day(time_point when, const plan_context& context);

/// M9: the account for a payment method; "" is 'zonder bewijs'.
std::string payment_account(std::string_view method, const card_settings& cards);

/// M9: the account for what was paid with gift cards and store credit: only a route of its own,
/// named "gift_card", never the one for all other methods, because no money came in. "" is 'zonder
/// bewijs'.
std::string gift_account(const card_settings& cards);

/// Whether payments are registered at all (M7, M9).
bool registers_payments(const card_settings& cards);

}  // namespace boekbrug::core
