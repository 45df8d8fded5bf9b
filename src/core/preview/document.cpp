#include "core/preview/document.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

std::string rate_name(const std::string& id, const ledger_lists& lists) {
  for (const auto& each : lists.rates) {
    if (each.id == id) {
      return each.name;
    }
  }
  return id;
}

std::string account_name(const std::string& id, const ledger_lists& lists) {
  for (const auto& each : lists.accounts) {
    if (each.id == id) {
      const bool shown = each.number.empty() || each.name.starts_with(each.number);
      return shown ? each.name : each.number + " " + each.name;
    }
  }
  return id;
}

std::string choice_name(const std::string& id, const std::vector<named_choice>& choices) {
  for (const auto& each : choices) {
    if (each.id == id) {
      return each.name;
    }
  }
  return id;
}

/// Payments go to an account of their own list, or where the ledger has none to one of the books.
std::string payment_account_name(const std::string& id, const ledger_lists& lists) {
  const auto name = choice_name(id, lists.payment_accounts);
  return name == id ? account_name(id, lists) : name;
}

std::string rule_note(const booking_plan& plan) {
  switch (plan.rule) {
    case proof_rule::other_price_mode:
      return plan.prices_include_vat
                 ? "prices are stated incl. VAT, other than in the shop: only so the ledger comes "
                   "to the shop's VAT"
                 : "prices are stated excl. VAT, other than in the shop: only so the ledger comes "
                   "to the shop's VAT";
    case proof_rule::rounding_line:
      return "a rounding line was added: the shop's lines do not add up to its total by a cent or "
             "a few";
    case proof_rule::rounding_pair:
      return "a pair of rounding lines was added: the ledger would round the VAT of a rate "
             "otherwise than the shop did";
    case proof_rule::as_charged:
      break;
  }
  return {};
}

std::vector<std::string> notes_of(const booking_plan& plan) {
  std::vector<std::string> made;
  if (auto rule = rule_note(plan); !rule.empty()) {
    made.push_back(std::move(rule));
  }
  if (plan.grouped) {
    made.emplace_back(
        "lines were grouped per rate and account: there are more than the ledger takes, or only so "
        "its VAT is the shop's");
  }
  if (plan.form == booking_form::entry) {
    made.emplace_back("booked as an entry in the books, without an invoice (card B1)");
  }
  if (plan.contact.collective) {
    made.emplace_back("booked on the collective customer (card M10)");
  }
  made.insert(made.end(), plan.notes.begin(), plan.notes.end());
  return made;
}

}  // namespace

preview_document name_everything(const booking_plan& plan, const preview_input& input) {
  const auto& lists = input.lists;
  preview_document made;
  made.kind = plan.kind;
  made.reference = plan.reference;
  made.number_is_ours = input.traits.numbers_are_ours;
  made.original_reference = plan.original_reference;
  made.booked_on = plan.booked_on;
  made.currency = plan.currency;
  made.prices_include_vat = plan.prices_include_vat;
  made.customer = plan.contact;
  for (const auto& each : plan.lines) {
    made.lines.push_back({each.description, each.quantity, each.unit_price, to_text(each.vat),
                          each.rate_id, rate_name(each.rate_id, lists), each.account_id,
                          account_name(each.account_id, lists)});
  }
  for (const auto& each : plan.vat) {
    made.vat.push_back(
        {each.rate_id, rate_name(each.rate_id, lists), each.percent, each.net, each.vat});
  }
  made.total = plan.total;
  for (const auto& each : plan.payments) {
    made.payments.push_back({each.paid_on, each.amount, each.account_id,
                             payment_account_name(each.account_id, lists), each.transaction_id});
  }
  made.stays_draft = !plan.finalise;
  made.email_to = plan.send_by_email ? plan.contact.email : std::string{};
  made.style = choice_name(plan.document_style, lists.styles);
  made.workflow = choice_name(plan.workflow, lists.workflows);
  made.notes = notes_of(plan);
  return made;
}

}  // namespace boekbrug::core
