#include "core/preview/standing.hpp"

#include "core/report/wording.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

judge_context context_of(const preview_input& input, const item* known) {
  judge_context made;
  made.cards = &input.cards;
  made.zone = input.zone;
  made.now = input.now;
  made.installed_at = input.installed_at;
  made.first_scan = !input.first_scan_done;
  made.known = known;
  return made;
}

bool has_begun(const item& known) {
  return known.progress.step >= posting_step::document_intent;
}

standing as_booked(const item& known) {
  standing made;
  made.state = preview_state::booked;
  made.booked = preview_booked{known.progress.document_id, known.progress.document_number,
                               known.reference, known.progress.document_url};
  for (const auto& note : known.notes) {
    if (note.what == item_note::kind::changed_after_booking) {
      made.reason = "changed in the shop after it was booked";
    } else if (note.what == item_note::kind::cancelled_after_booking) {
      made.reason = "cancelled in the shop after it was booked";
    }
  }
  return made;
}

/// Its document exists or may exist: it is finished as it was begun, never judged anew.
standing as_begun(const item& known) {
  standing made;
  made.reference = known.reference;
  made.from_history = known.from_history;
  made.reason = "its booking has begun (" + std::string(name(known.progress.step)) +
                ") and goes on where it stopped";
  if (known.state == item_state::needs_action) {
    made.state = preview_state::needs_action;
    made.failure = known.failure;
    made.reason = "its booking has begun (" + std::string(name(known.progress.step)) +
                  ") and stopped; 'retry' lets it go on";
  }
  return made;
}

standing as_stopped(const item& known) {
  standing made;
  made.state = preview_state::needs_action;
  made.failure = known.failure;
  made.from_history = known.from_history;
  made.reason = "an earlier attempt failed; 'retry' tries it again";
  return made;
}

standing as_ready(bool from_history) {
  standing made;
  made.from_history = from_history;
  made.reason = from_history ? "an existing order, by card S3: booked after the new ones" : "";
  return made;
}

standing as_skipped(skip_reason why) {
  standing made;
  made.state = preview_state::skipped;
  made.reason = why == skip_reason::none ? std::string("skipped") : explain(why, "en");
  return made;
}

standing from_verdict(const verdict& found) {
  if (found.state == item_state::skipped) {
    return as_skipped(found.skipped_because);
  }
  auto made = as_ready(found.from_history);
  if (found.state == item_state::waiting) {
    made.state = preview_state::waits;
    made.reason = waiting_text(found.waits_for, found.waits_for_what);
  }
  return made;
}

/// R4: what another integration booked is not booked twice.
void consult_register(standing& made, const item_key& key, const preview_input& input) {
  const auto* entry = known_elsewhere(input, key);
  if (entry == nullptr || made.state != preview_state::would_book) {
    return;
  }
  if (entry->document_id.empty()) {
    made.reason = "another integration began to book it; the ledger is searched for it first";
    made.reference = entry->reference;
    return;
  }
  made = as_skipped(skip_reason::booked_elsewhere);
  made.booked = preview_booked{entry->document_id, {}, entry->reference, {}};
}

standing judged(const order& source, const preview_input& input, const item* known) {
  return from_verdict(judge(source, context_of(input, known)));
}

original_facts facts_of(const order& original, const preview_input& input) {
  const auto* known = known_item(input, {item_kind::order, original.id});
  if (known != nullptr && known->state != item_state::waiting) {
    return {true, known->state, known->waits_for, known->from_history};
  }
  const auto same = [&original](const order& each) { return each.id == original.id; };
  if (known == nullptr && std::none_of(input.orders.begin(), input.orders.end(), same)) {
    return {};  // placed long before what was read of the shop
  }
  const auto found = judge(original, context_of(input, known));
  return {true, found.state, found.waits_for, found.from_history};
}

}  // namespace

const item* known_item(const preview_input& input, const item_key& key) {
  const auto found = std::find_if(input.items.begin(), input.items.end(),
                                  [&key](const item& each) { return each.key == key; });
  return found == input.items.end() ? nullptr : &*found;
}

const preview_elsewhere* known_elsewhere(const preview_input& input, const item_key& key) {
  const auto found =
      std::find_if(input.elsewhere.begin(), input.elsewhere.end(),
                   [&key](const preview_elsewhere& each) { return each.key == key; });
  return found == input.elsewhere.end() ? nullptr : &*found;
}

standing stand(const order& source, const preview_input& input) {
  const item_key key{item_kind::order, source.id};
  const auto* known = known_item(input, key);
  standing made;
  if (known == nullptr) {
    made = judged(source, input, nullptr);
  } else if (known->state == item_state::sent) {
    return as_booked(*known);
  } else if (known->state == item_state::ready && has_begun(*known)) {
    return as_begun(*known);
  } else if (known->state == item_state::needs_action && has_begun(*known)) {
    return as_begun(*known);
  } else if (const bool unchanged = known->content_hash == content_hash(source);
             unchanged && known->state == item_state::ready) {
    made = as_ready(known->from_history);
  } else if (unchanged && known->state == item_state::needs_action) {
    return as_stopped(*known);
  } else {
    made = judged(source, input, known);
  }
  consult_register(made, key, input);
  return made;
}

standing stand(const preview_credit& source, const preview_input& input) {
  const item_key key{item_kind::credit, source.given.id};
  const auto* known = known_item(input, key);
  standing made;
  const bool was_unreadable =
      known != nullptr && known->state == item_state::needs_action && known->placed == time_point{};
  if (known != nullptr && known->state == item_state::sent) {
    return as_booked(*known);
  }
  if (known != nullptr && !was_unreadable && has_begun(*known) &&
      (known->state == item_state::ready || known->state == item_state::needs_action)) {
    return as_begun(*known);
  }
  if (known != nullptr && known->state == item_state::needs_action && !was_unreadable) {
    return as_stopped(*known);
  }
  if (known != nullptr && known->state == item_state::ready) {
    made = as_ready(known->from_history);
  } else if (known != nullptr && known->state == item_state::skipped) {
    return as_skipped(known->skipped_because);
  } else {
    made = from_verdict(judge_credit(source.given, facts_of(source.original, input),
                                     context_of(input, was_unreadable ? nullptr : known)));
  }
  consult_register(made, key, input);
  return made;
}

}  // namespace boekbrug::core
