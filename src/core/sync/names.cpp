// The words of states, steps and reasons: for stores, shells and people.
#include "core/sync/integration.hpp"
#include "core/sync/item.hpp"

namespace boekbrug::core {
namespace {

struct sentence {
  std::string_view dutch;
  std::string_view english;
};

std::string pick(sentence both, std::string_view language) {
  return std::string(language == "en" ? both.english : both.dutch);
}

}  // namespace

std::string_view name(item_state state) noexcept {
  switch (state) {
    case item_state::waiting:
      return "waiting";
    case item_state::ready:
      return "ready";
    case item_state::sent:
      return "sent";
    case item_state::needs_action:
      return "needs_action";
    case item_state::skipped:
      return "skipped";
  }
  return "unknown";
}

std::string_view name(posting_step step) noexcept {
  switch (step) {
    case posting_step::none:
      return "none";
    case posting_step::contact_intent:
      return "contact_intent";
    case posting_step::contact_known:
      return "contact_known";
    case posting_step::document_intent:
      return "document_intent";
    case posting_step::document_made:
      return "document_made";
    case posting_step::send_intent:
      return "send_intent";
    case posting_step::document_sent:
      return "document_sent";
    case posting_step::payment_intent:
      return "payment_intent";
    case posting_step::done:
      return "done";
  }
  return "unknown";
}

std::string_view name(integration_state state) noexcept {
  switch (state) {
    case integration_state::active:
      return "active";
    case integration_state::paused:
      return "paused";
    case integration_state::connection_lost:
      return "connection_lost";
    case integration_state::suspended:
      return "suspended";
    case integration_state::removed:
      return "removed";
  }
  return "unknown";
}

std::string explain(waiting_reason reason, std::string_view language, std::string_view subject) {
  switch (reason) {
    case waiting_reason::none:
      return {};
    case waiting_reason::status_not_chosen: {
      const auto what = "\"" + std::string(subject) + "\"";
      return language == "en" ? "Status " + what + " is not switched on"
                              : "Status " + what + " staat niet aan";
    }
    case waiting_reason::not_paid:
      return pick({"Nog niet betaald", "Not paid yet"}, language);
    case waiting_reason::no_invoice_number:
      return pick({"Nog geen factuurnummer", "No invoice number yet"}, language);
    case waiting_reason::original_not_sent:
      return pick({"Wacht op oorspronkelijke order", "Waits for the original order"}, language);
    case waiting_reason::finished_before_install:
      return pick({"Al afgerond voor de installatie", "Finished before the installation"},
                  language);
    case waiting_reason::before_history_date:
      return pick({"Besteld voor de startdatum", "Ordered before the start date"}, language);
    case waiting_reason::start_date_ahead:
      return pick({"Startdatum ligt in de toekomst", "The start date is in the future"}, language);
  }
  return {};
}

std::string explain(skip_reason reason, std::string_view language) {
  switch (reason) {
    case skip_reason::none:
      return {};
    case skip_reason::payment_method_excluded:
      return pick({"Betaalmethode uitgesloten", "Payment method excluded"}, language);
    case skip_reason::zero_total:
      return pick({"Order van EUR 0", "Order of EUR 0"}, language);
    case skip_reason::test_order:
      return pick({"Testorder", "Test order"}, language);
    case skip_reason::other_store_view:
      return pick({"Andere winkelweergave", "Another store view"}, language);
    case skip_reason::booked_elsewhere:
      return pick(
          {"Al verwerkt door een andere koppeling", "Already booked by another integration"},
          language);
    case skip_reason::credits_off:
      return pick({"Creditfacturen staan uit", "Credits are switched off"}, language);
    case skip_reason::credit_before_install:
      return pick({"Creditering van voor de installatie", "Credit from before the installation"},
                  language);
    case skip_reason::original_not_booked:
      return pick({"Oorspronkelijke order is niet verwerkt", "The original order was not booked"},
                  language);
    case skip_reason::ignored_by_merchant:
      return pick({"Genegeerd", "Ignored"}, language);
  }
  return {};
}

}  // namespace boekbrug::core
