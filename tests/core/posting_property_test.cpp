// The posting machine against the dumbest ledger there is, with crashes after any action
// (STYLE 10.4).
#include "core/sync/posting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace boekbrug::core {
namespace {

/// Lists, and nothing that prevents doubles.
struct dumb_ledger {
  std::vector<std::string> contacts;  // e-mail addresses; the id is the index
  std::vector<ledger_document> documents;
  std::vector<std::vector<minor_units>> payments;
  unsigned calls = 0;
};

/// What the store holds, and what this attempt knows.
struct machine {
  booking_plan plan;
  posting_progress stored;  // survives a crash
  posting_progress progress;
  posting_facts facts;

  void restart() {
    progress = stored;
    facts = {};
    facts.found_at = stored.step;
  }
};

enum class crash { never, before_call, after_call };

ledger_document* find(dumb_ledger& ledger, const std::string& id) {
  const auto found = std::find_if(ledger.documents.begin(), ledger.documents.end(),
                                  [&](const auto& each) { return each.id == id; });
  return found == ledger.documents.end() ? nullptr : &*found;
}

void know(machine& m, const ledger_document& document) {
  m.facts.document = document;
  m.progress.document_id = document.id;
  m.progress.contact_id = document.contact_id;
  m.progress.step = std::max(m.progress.step, document.state == document_state::draft
                                                  ? posting_step::document_made
                                                  : posting_step::document_sent);
}

ledger_document make_document(dumb_ledger& ledger, const machine& m) {
  ledger_document made;
  made.id = "d" + std::to_string(ledger.documents.size());
  made.reference = m.plan.reference;
  made.contact_id = m.progress.contact_id;
  made.total = m.plan.total;
  if (!m.plan.drafts) {
    made.state = document_state::open;
    ledger.documents.push_back(made);
    ledger.payments.emplace_back();
    made.totals_known = false;  // the answer is an id
    return made;
  }
  ledger.documents.push_back(made);
  ledger.payments.emplace_back();
  return made;
}

// The payment that comes next, given what the ledger was last seen to hold: as the actor chooses
// it.
std::size_t next_payment(const machine& m) {
  minor_units sum = 0;
  std::size_t covered = 0;
  for (const auto& each : m.plan.payments) {
    sum += each.amount;
    const auto paid = m.facts.document ? m.facts.document->total_paid : 0;
    if (m.plan.total < 0 ? paid > sum : paid < sum) {
      break;
    }
    ++covered;
  }
  return std::max<std::size_t>(covered, m.progress.payments_made);
}

void pay(machine& m, dumb_ledger& ledger) {
  const auto index = next_payment(m);
  RC_ASSERT(index < m.plan.payments.size());
  auto* document = find(ledger, m.progress.document_id);
  const auto at = static_cast<std::size_t>(document - ledger.documents.data());
  document->total_paid += m.plan.payments[index].amount;
  ledger.payments[at].push_back(m.plan.payments[index].amount);
  if (document->total_paid == document->total) {
    document->state = document_state::paid;
  }
  m.progress.payments_made = static_cast<std::uint32_t>(index + 1);
}

// What the call does in the ledger, and what the answer teaches.
void carry_out(machine& m, dumb_ledger& ledger, posting_action what) {
  switch (what) {
    case posting_action::find_contact: {
      const auto found =
          std::find(ledger.contacts.begin(), ledger.contacts.end(), m.plan.contact.email);
      m.facts.contact_searched = true;
      if (found != ledger.contacts.end()) {
        m.progress.contact_id = "c" + std::to_string(found - ledger.contacts.begin());
        m.progress.step = std::max(m.progress.step, posting_step::contact_known);
      }
      break;
    }
    case posting_action::create_contact:
      m.progress.contact_id = "c" + std::to_string(ledger.contacts.size());
      m.progress.step = std::max(m.progress.step, posting_step::contact_known);
      ledger.contacts.push_back(m.plan.contact.email);
      break;
    case posting_action::find_document: {
      std::vector<ledger_document> found;
      std::copy_if(ledger.documents.begin(), ledger.documents.end(), std::back_inserter(found),
                   [&](const auto& each) { return each.reference == m.plan.reference; });
      m.facts.document_searched = true;
      const auto picked = pick_document(found, m.plan);
      RC_ASSERT(picked.has_value());
      if (picked.value()) {
        auto known = **picked;
        known.paid_known = m.plan.drafts;
        know(m, known);
      }
      break;
    }
    case posting_action::create_document:
      know(m, make_document(ledger, m));
      break;
    case posting_action::check_totals:
      m.facts.totals_checked = true;
      break;
    case posting_action::read_document: {
      auto known = *find(ledger, m.progress.document_id);
      if (!m.plan.drafts) {
        // As the actor does: what was made in this attempt cannot be paid yet.
        known.paid_known = m.facts.document && m.facts.document->paid_known;
        known.total_paid = known.paid_known ? m.facts.document->total_paid : 0;
      }
      know(m, known);
      break;
    }
    case posting_action::send_document: {
      auto* document = find(ledger, m.progress.document_id);
      RC_ASSERT(document->state == document_state::draft);
      document->state = document_state::open;
      know(m, *document);
      break;
    }
    case posting_action::pay:
      pay(m, ledger);
      break;
    case posting_action::read_payments:
      m.facts.document->total_paid = find(ledger, m.progress.document_id)->total_paid;
      m.facts.document->paid_known = true;
      break;
    case posting_action::delete_draft:
      RC_FAIL("the totals are right");
      break;
    case posting_action::finish:
      m.progress.step = posting_step::done;
      break;
  }
}

// One attempt: ends by a crash or with the item done.
void attempt(machine& m, dumb_ledger& ledger, unsigned crash_after, crash how) {
  m.restart();
  for (unsigned n = 0; m.progress.step != posting_step::done; ++n) {
    RC_ASSERT(n < 40U);
    const auto what = next_action(m.progress, m.plan, m.facts);
    if (writes(what)) {
      m.progress.step = intent_of(what, m.progress.step);
      m.stored = m.progress;
    }
    const bool dies = how != crash::never && n == crash_after;
    if (dies && how == crash::before_call) {
      return;
    }
    const bool is_call = what != posting_action::check_totals && what != posting_action::finish;
    ledger.calls += is_call ? 1U : 0U;
    carry_out(m, ledger, what);
    if (dies) {
      return;  // the answer is lost with us
    }
  }
  m.stored = m.progress;
}

machine fresh(std::vector<minor_units> payments, minor_units sign = 1) {
  machine m;
  m.plan.reference = "1001";
  m.plan.contact.email = "jan@voorbeeld.nl";
  for (const auto amount : payments) {
    plan_payment payment;
    payment.amount = sign * amount;
    m.plan.payments.push_back(payment);
    m.plan.total += payment.amount;
  }
  return m;
}

TEST(posting_calls, a_new_customer_costs_five_and_a_known_one_three) {
  dumb_ledger ledger;
  auto m = fresh({1210});
  attempt(m, ledger, 0, crash::never);
  EXPECT_EQ(ledger.calls, 5U) << "find and make the contact, make, send and pay the document";
  auto known = fresh({500});
  known.plan.reference = "1002";
  known.stored.contact_id = "c0";  // from the cache
  known.stored.step = posting_step::contact_known;
  ledger.calls = 0;
  attempt(known, ledger, 0, crash::never);
  EXPECT_EQ(ledger.calls, 3U);
}

TEST(posting_calls, without_drafts_the_totals_are_read_back_before_the_payment) {
  dumb_ledger ledger;
  auto m = fresh({1210});
  m.plan.drafts = false;
  attempt(m, ledger, 0, crash::never);
  EXPECT_EQ(ledger.calls, 5U) << "find and make the contact, make, read and pay the document";
  EXPECT_EQ(ledger.documents.at(0).state, document_state::paid);
}

RC_GTEST_PROP(posting_property, crashes_never_lead_to_doubles_or_gaps, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(0, 4);
  const auto payments = *rc::gen::container<std::vector<minor_units>>(
      count, rc::gen::inRange<minor_units>(1, 100'000));
  const minor_units sign = *rc::gen::element(1, -1);
  auto m = fresh(payments, sign);
  m.plan.drafts = *rc::gen::arbitrary<bool>();
  dumb_ledger ledger;
  if (*rc::gen::arbitrary<bool>()) {
    ledger.contacts = {"piet@voorbeeld.nl", m.plan.contact.email};
  }
  const auto crashes = *rc::gen::container<std::vector<std::pair<unsigned, bool>>>(
      rc::gen::pair(rc::gen::inRange(0U, 9U), rc::gen::arbitrary<bool>()));
  for (const auto& [after, applied] : crashes) {
    attempt(m, ledger, after, applied ? crash::after_call : crash::before_call);
  }
  attempt(m, ledger, 0, crash::never);

  RC_ASSERT(m.stored.step == posting_step::done);
  RC_ASSERT(ledger.documents.size() == 1U);
  const auto& document = ledger.documents.front();
  RC_ASSERT(document.state == (payments.empty() ? document_state::open : document_state::paid));
  RC_ASSERT(document.total_paid == m.plan.total);
  std::vector<minor_units> wanted;
  for (const auto& each : m.plan.payments) {
    wanted.push_back(each.amount);
  }
  RC_ASSERT(ledger.payments.front() == wanted);
  RC_ASSERT(std::count(ledger.contacts.begin(), ledger.contacts.end(), m.plan.contact.email) == 1);
}

}  // namespace
}  // namespace boekbrug::core
