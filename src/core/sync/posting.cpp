#include "core/sync/posting.hpp"

namespace boekbrug::core {
namespace {

bool is_final(document_state state) {
  return state != document_state::draft;
}

/// A document that was final when it was made: its totals are read back, and then it is paid.
posting_action after_final_document(const posting_progress& progress, const booking_plan& plan,
                                    const posting_facts& facts) {
  if (!facts.totals_checked) {
    return facts.document && facts.document->totals_known ? posting_action::check_totals
                                                          : posting_action::read_document;
  }
  std::uint32_t made = progress.payments_made;
  if (made >= plan.payments.size()) {
    return posting_action::finish;
  }
  if (facts.document && facts.document->paid_known) {
    made = std::max(made, payments_covered(plan, facts.document->total_paid));
  } else if (facts.found_at >= posting_step::payment_intent || facts.document_searched) {
    return posting_action::read_payments;
  }
  return made < plan.payments.size() ? posting_action::pay : posting_action::finish;
}

posting_action after_document(const posting_progress& progress, const booking_plan& plan,
                              const posting_facts& facts) {
  if (!plan.drafts) {
    return after_final_document(progress, plan, facts);
  }
  const bool sent = progress.step >= posting_step::document_sent ||
                    (facts.document && is_final(facts.document->state));
  if (!sent && !facts.totals_checked) {
    return facts.document ? posting_action::check_totals : posting_action::read_document;
  }
  if (facts.totals_differ) {
    return posting_action::delete_draft;
  }
  if (!plan.finalise) {
    return posting_action::finish;
  }
  if (!sent) {
    return posting_action::send_document;
  }
  // A payment whose outcome is unknown is looked up first; a payment of zero is none.
  std::uint32_t made = progress.payments_made;
  if (facts.document && !plan.payments.empty()) {
    made = std::max(made, payments_covered(plan, facts.document->total_paid));
  } else if (facts.found_at >= posting_step::send_intent && made < plan.payments.size()) {
    return posting_action::read_document;
  }
  return made < plan.payments.size() ? posting_action::pay : posting_action::finish;
}

}  // namespace

std::uint32_t payments_covered(const booking_plan& plan, minor_units paid) {
  minor_units sum = 0;
  std::uint32_t count = 0;
  for (const auto& each : plan.payments) {
    sum += each.amount;
    const bool covered = plan.total < 0 ? paid <= sum : paid >= sum;
    if (!covered) {
      break;
    }
    ++count;
  }
  return count;
}

std::string_view name(posting_action action) noexcept {
  switch (action) {
    case posting_action::find_contact:
      return "find contact";
    case posting_action::create_contact:
      return "create contact";
    case posting_action::find_document:
      return "find document";
    case posting_action::create_document:
      return "create document";
    case posting_action::check_totals:
      return "check totals";
    case posting_action::delete_draft:
      return "delete draft";
    case posting_action::read_document:
      return "read document";
    case posting_action::send_document:
      return "send document";
    case posting_action::pay:
      return "register payment";
    case posting_action::finish:
      return "finish";
    case posting_action::read_payments:
      return "read payments";
  }
  return "unknown";
}

bool writes(posting_action action) noexcept {
  switch (action) {
    case posting_action::create_contact:
    case posting_action::create_document:
    case posting_action::delete_draft:
    case posting_action::send_document:
    case posting_action::pay:
      return true;
    default:
      return false;
  }
}

posting_action next_action(const posting_progress& progress, const booking_plan& plan,
                           const posting_facts& facts) {
  if (!progress.document_id.empty()) {
    return after_document(progress, plan, facts);
  }
  // An intent without a document: the earlier call may have made it. This comes before everything
  // else, because finding it also tells the contact.
  if ((facts.found_at >= posting_step::document_intent || facts.number_taken) &&
      !facts.document_searched) {
    return posting_action::find_document;
  }
  if (progress.contact_id.empty()) {
    return facts.contact_searched ? posting_action::create_contact : posting_action::find_contact;
  }
  return posting_action::create_document;
}

posting_step intent_of(posting_action action, posting_step now) noexcept {
  switch (action) {
    case posting_action::create_contact:
      return std::max(now, posting_step::contact_intent);
    case posting_action::create_document:
      return posting_step::document_intent;
    case posting_action::send_document:
      return posting_step::send_intent;
    case posting_action::pay:
      return posting_step::payment_intent;
    default:
      return now;
  }
}

posting_step refused_of(posting_action action) noexcept {
  switch (action) {
    case posting_action::find_contact:
    case posting_action::create_contact:
      return posting_step::none;
    case posting_action::find_document:
      return posting_step::document_intent;
    case posting_action::create_document:
      return posting_step::contact_known;
    case posting_action::check_totals:
    case posting_action::delete_draft:
    case posting_action::read_document:
    case posting_action::send_document:
      return posting_step::document_made;
    case posting_action::pay:
    case posting_action::finish:
    case posting_action::read_payments:
      return posting_step::document_sent;
  }
  return posting_step::none;
}

result<std::optional<ledger_document>> pick_document(const std::vector<ledger_document>& found,
                                                     const booking_plan& plan) {
  if (found.empty()) {
    return std::optional<ledger_document>{};
  }
  if (found.size() > 1) {
    return fail(errc::document_exists, plan.reference + " (" + std::to_string(found.size()) +
                                           " documents carry this reference)");
  }
  if (found.front().total != plan.total || found.front().currency != plan.currency) {
    return fail(errc::document_exists, plan.reference + " (the document found has total " +
                                           to_text(found.front().total, found.front().currency) +
                                           ", the order " + to_text(plan.total, plan.currency) +
                                           ")");
  }
  return std::optional{found.front()};
}

error name_refusal(posting_action action, error refusal) {
  switch (refusal.code) {
    case errc::ledger_refused_content:
    case errc::not_found:
    case errc::invalid_input:
      break;
    default:
      return refusal;
  }
  refusal.detail = std::string(name(action)) + ": " + refusal.detail;
  if (action == posting_action::send_document) {
    refusal.code = errc::still_draft;
  } else if (action == posting_action::pay) {
    refusal.code = errc::payment_missing;
  } else if (action == posting_action::create_contact || action == posting_action::find_contact) {
    refusal.code = errc::customer_refused;
  } else {
    refusal.code = errc::ledger_refused_content;
  }
  return refusal;
}

}  // namespace boekbrug::core
