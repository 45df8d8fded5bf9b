#include "core/report/wording.hpp"

namespace boekbrug::core {

std::string_view name(row_state state) noexcept {
  switch (state) {
    case row_state::sent:
      return "sent";
    case row_state::ready:
      return "ready";
    case row_state::needs_action:
      return "needs_action";
    case row_state::not_read:
      return "not_read";
    case row_state::waiting:
      return "waiting";
    case row_state::skipped:
      return "skipped";
    case row_state::unreadable:
      return "unreadable";
    case row_state::by_hand:
      return "by_hand";
  }
  return "unknown";
}

std::string_view name(finding_kind kind) noexcept {
  switch (kind) {
    case finding_kind::document_gone:
      return "document_gone";
    case finding_kind::document_changed:
      return "document_changed";
    case finding_kind::changed_in_shop:
      return "changed_in_shop";
    case finding_kind::changed_on_both_sides:
      return "changed_on_both_sides";
    case finding_kind::other_rate:
      return "other_rate";
    case finding_kind::other_day:
      return "other_day";
    case finding_kind::doubled:
      return "doubled";
    case finding_kind::by_hand:
      return "by_hand";
    case finding_kind::unexpected_document:
      return "unexpected_document";
    case finding_kind::order_gone:
      return "order_gone";
    case finding_kind::unreadable:
      return "unreadable";
    case finding_kind::cancelled_after_booking:
      return "cancelled_after_booking";
    case finding_kind::still_draft:
      return "still_draft";
  }
  return "unknown";
}

std::string waiting_text(waiting_reason reason, std::string_view what) {
  return reason == waiting_reason::none ? std::string("waits") : explain(reason, "en", what);
}

std::string reason_of(const error& failure) {
  const auto sentence = explain(failure, "en", "The ledger");
  // Sentences with {x} hold the detail already.
  const bool told = failure.detail.empty() || sentence.find(failure.detail) != std::string::npos;
  return std::string(code_name(failure.code)) + ": " + sentence +
         (told ? "" : " (" + failure.detail + ")");
}

std::string reason_of(const item& known) {
  switch (known.state) {
    case item_state::waiting:
      return waiting_text(known.waits_for, known.waits_for_what);
    case item_state::skipped:
      return known.skipped_because == skip_reason::none ? std::string("skipped")
                                                        : explain(known.skipped_because, "en");
    case item_state::ready:
      return known.failure ? "will be tried again; " + reason_of(*known.failure)
                           : std::string("will be booked");
    case item_state::needs_action:
      return known.failure ? reason_of(*known.failure) : std::string("a person must act");
    case item_state::sent:
      break;
  }
  std::string text;
  for (const auto& note : known.notes) {
    const bool line = note.what == item_note::kind::rounding_line;
    if (line || note.what == item_note::kind::rounding_pair) {
      text = line ? "booked with a rounding line" : "booked with a rounding pair";
    }
  }
  return text;
}

std::string signed_text(minor_units amount, currency unit) {
  return (amount > 0 ? "+" : "") + to_text(amount, unit);
}

std::string counted(std::size_t count, std::string_view one) {
  return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

std::string verdict_of(const report& value) {
  const auto unit = " " + std::string(value.currency.text());
  std::size_t remarks = 0;
  std::size_t explained = 0;
  for (const auto& each : value.findings) {
    if (each.explained) {
      ++(each.difference == 0 ? remarks : explained);
    }
  }
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (value.open != 0) {
    add(counted(value.open, "document") + " still to be booked (" +
        to_text(value.open_total, value.currency) + unit + ")");
  }
  if (value.unexplained != 0) {
    add(counted(value.unexplained, "difference") + " without an explanation");
  }
  if (explained != 0) {
    add(counted(explained, "explained difference"));
  }
  const auto tail = remarks == 0 ? std::string(".") : "; " + counted(remarks, "remark") + ".";
  if (value.closes() && value.open == 0) {
    return "Everything agrees: all that belongs in the ledger is there, to the cent" + tail;
  }
  if (text.empty()) {
    text = "VAT differs";  // an explained difference of VAT alone
  }
  return (value.unexplained == 0
              ? "Not everything is in the ledger as the shop has it, and we know why: "
              : "Shop and ledger do not agree: ") +
         text + tail;
}

}  // namespace boekbrug::core
