#pragma once
// An item: one order or one credit of one integration, and how far its booking has come.

#include "core/base/error.hpp"
#include "core/base/ids.hpp"
#include "core/base/money.hpp"
#include "core/booking/plan.hpp"
#include "core/time/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::core {

enum class item_kind : std::uint8_t { order = 1, credit };

/// Unique within an integration.
struct item_key {
  item_kind kind = item_kind::order;
  std::string id;  // the shop's id of the order or of the credit
  bool operator==(const item_key&) const = default;
  auto operator<=>(const item_key&) const = default;
};

enum class item_state : std::uint8_t {
  waiting = 1,   // not eligible yet; `waits_for` says why
  ready,         // eligible; will be booked at or after next_attempt_at
  sent,          // booked; final
  needs_action,  // a person must act; `failure` says what
  skipped,       // will not be booked; `skipped_because` says why
};
std::string_view name(item_state state) noexcept;

enum class waiting_reason : std::uint8_t {
  none = 0,
  status_not_chosen,        // 'Status "{x}" staat niet aan'
  not_paid,                 // 'Nog niet betaald'
  no_invoice_number,        // 'Nog geen factuurnummer'
  original_not_sent,        // 'Wacht op oorspronkelijke order'
  finished_before_install,  // 'Al afgerond voor de installatie'
  before_history_date,      // 'Besteld voor de startdatum'
  start_date_ahead,         // 'Startdatum ligt in de toekomst'
};
/// The sentence of product.md 8 in "nl" or "en"; {x} is filled from `subject`.
std::string explain(waiting_reason reason, std::string_view language, std::string_view subject);

enum class skip_reason : std::uint8_t {
  none = 0,
  payment_method_excluded,  // S10
  zero_total,               // S12
  test_order,
  other_store_view,       // S11
  booked_elsewhere,       // the sent register says so (R4)
  credits_off,            // S4 = 'Nee'
  credit_before_install,  // S4 = 'Ja, vanaf nu'
  original_not_booked,    // the original was skipped or is history
  ignored_by_merchant,    // 'Negeren'
};
std::string explain(skip_reason reason, std::string_view language);

/// Recovery points of a posting, in order (STYLE 4.4). An "intent" is stored before its call.
enum class posting_step : std::uint8_t {
  none = 0,
  contact_intent,  // about to create the contact
  contact_known,
  document_intent,  // about to create the document
  document_made,    // it exists as a draft and its totals were compared
  send_intent,
  document_sent,
  payment_intent,
  done,
};
std::string_view name(posting_step step) noexcept;

struct posting_progress {
  posting_step step = posting_step::none;
  std::string contact_id;
  std::string document_id;
  std::string document_number;
  std::string document_url;
  std::uint32_t payments_made = 0;  // of plan.payments, in order
};

struct item_note {
  enum class kind : std::uint8_t {
    changed_after_booking = 1,  // 'Gewijzigd na verwerking'
    cancelled_after_booking,    // 'Geannuleerd na verwerking'
    vat_number_left_out,
    email_left_out,
    rounding_line,
    rounding_pair,
    other_price_mode,
    lines_grouped,       // more lines than the ledger takes, or VAT came out right only so
    ledger_vat_differs,  // the ledger splits VAT a cent otherwise; the total is right
  };
  kind what{};
  std::string detail;
};

struct item {
  item_key key;
  std::string order_id;  // of the order that this is or belongs to
  std::string number;    // what the merchant knows it by
  std::string customer;  // for lists
  time_point placed;     // creation time in the shop
  core::currency currency;
  minor_units total = 0;  // negative for credits
  std::vector<vat_total>
      vat_totals;  // what the shop charged per rate, for reports; negative for credits
  item_state state = item_state::waiting;
  waiting_reason waits_for = waiting_reason::none;
  std::string waits_for_what;  // the status slug in its sentence
  skip_reason skipped_because = skip_reason::none;
  std::optional<error> failure;  // of the last attempt
  posting_progress progress;
  std::string reference;  // fixed by the first intent
  std::uint32_t attempts = 0;
  std::optional<time_point> first_failed_at;
  time_point next_attempt_at{};
  time_point changed_at{};         // of this record
  std::uint64_t content_hash = 0;  // of the order as last seen
  std::uint64_t booked_hash = 0;   // of the order as booked
  bool from_history = false;       // booked because of S3; served after live orders
  std::vector<item_note> notes;
  std::uint64_t shop_revision = 0;  // order::revision as last seen
};

/// One line of an item's history: what was tried and what the remote said.
struct attempt {
  time_point when;
  posting_step step = posting_step::none;
  bool ok = false;
  std::string answer;  // remote status, code, message; no secrets
};

}  // namespace boekbrug::core
