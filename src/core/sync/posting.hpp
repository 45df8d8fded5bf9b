#pragma once
// How one item is booked, as a pure state machine: what to do next, and what an answer means
// (DESIGN 2.5-2.7).

#include "core/booking/plan.hpp"
#include "core/ports/ledger_adapter.hpp"
#include "core/sync/item.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::core {

enum class posting_action : std::uint8_t {
  find_contact = 1,
  create_contact,
  find_document,  // by reference: an earlier attempt may have made it
  create_document,
  check_totals,   // no call: the draft's totals against the plan
  delete_draft,   // its totals are not the plan's
  read_document,  // an earlier attempt may have sent or paid it; or its totals are not known yet
  send_document,
  pay,
  finish,
  read_payments,  // how much of it is paid, where the document does not say
};
std::string_view name(posting_action action) noexcept;
/// Whether the action writes in the ledger: then its intent is stored before the call.
bool writes(posting_action action) noexcept;

/// What this attempt has learned. Starts empty at each attempt.
struct posting_facts {
  /// The step that was stored when the attempt began: an intent there means that its call may have
  /// happened without our knowing.
  posting_step found_at = posting_step::none;
  bool contact_searched = false;
  bool document_searched = false;
  std::optional<ledger_document> document;  // as last answered by the ledger
  bool totals_checked = false;
  bool totals_differ = false;
  bool number_taken = false;    // the ledger refused the number: perhaps it is ours (R4)
  bool email_left_out = false;  // the ledger refused the address: created without it (E-EMAIL)
};

/// The next action. Pure; the caller carries it out and comes back with the facts.
posting_action next_action(const posting_progress& progress, const booking_plan& plan,
                           const posting_facts& facts);

/// The step to store before an action that writes; the unchanged step for the others.
posting_step intent_of(posting_action action, posting_step now) noexcept;

/// The step to fall back to when the ledger surely refused the action (a 4xx answer): nothing
/// happened.
posting_step refused_of(posting_action action) noexcept;

/// Payments that the ledger already holds on the document, as a count of the plan's payments, in
/// order. `paid` is negative for credits.
std::uint32_t payments_covered(const booking_plan& plan, minor_units paid);

/// Picks the document of `plan` among those found by reference: exactly one with the plan's contact
/// or total. Errors: document_exists (several, or one that is not the plan's).
result<std::optional<ledger_document>> pick_document(const std::vector<ledger_document>& found,
                                                     const booking_plan& plan);

/// Turns a refusal into the code that names how far the booking came: a refused sending is
/// E-VERZENDEN, a refused payment E-BETALING; connection, limit and plan errors stay what they are.
error name_refusal(posting_action action, error refusal);

}  // namespace boekbrug::core
