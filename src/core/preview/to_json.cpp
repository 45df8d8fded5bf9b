// The preview for programs. Amounts, prices and rates are text, so that no reader rounds them.
#include "core/preview/preview.hpp"
#include "core/report/json_writer.hpp"
#include "core/time/time_text.hpp"

namespace boekbrug::core {

namespace {

/// An account or rate: id and name, or null where the ledger's default applies.
void choice(json_writer& out, std::string_view key, const std::string& id,
            const std::string& name) {
  if (id.empty()) {
    out.null(key);
    return;
  }
  out.open_object(key).text("id", id).text("name", name).close_object();
}

void customer(json_writer& out, const contact_spec& who) {
  out.open_object("customer")
      .text("company", who.company)
      .text("first_name", who.first_name)
      .text("last_name", who.last_name)
      .text("email", who.email)
      .text("vat_number", who.vat_number)
      .text("street", who.street)
      .text("street2", who.street2)
      .text("postcode", who.postcode)
      .text("city", who.city)
      .text("country", who.country)
      .flag("collective", who.collective)
      .close_object();
}

void lines(json_writer& out, const preview_document& made) {
  out.open_array("lines");
  for (const auto& each : made.lines) {
    out.open_object()
        .text("description", each.description)
        .text("quantity", to_text(each.quantity))
        .text("unit_price", to_text(each.unit_price))
        .text("vat", each.vat);
    choice(out, "rate", each.rate_id, each.rate);
    choice(out, "account", each.account_id, each.account);
    out.close_object();
  }
  out.close_array();
}

void sums(json_writer& out, const preview_document& made) {
  out.open_array("vat");
  for (const auto& each : made.vat) {
    out.open_object();
    choice(out, "rate", each.rate_id, each.rate);
    out.text("percent", to_text(each.percent))
        .text("net", to_text(each.net, made.currency))
        .text("vat", to_text(each.vat, made.currency))
        .close_object();
  }
  out.close_array().text("total", to_text(made.total, made.currency)).open_array("payments");
  for (const auto& each : made.payments) {
    out.open_object()
        .text("date", to_text(each.paid_on))
        .text("amount", to_text(each.amount, made.currency));
    choice(out, "account", each.account_id, each.account);
    out.text("transaction", each.transaction_id).close_object();
  }
  out.close_array();
}

void document(json_writer& out, const preview_document& made) {
  out.open_object("document")
      .text("kind", made.kind == document_kind::invoice ? "invoice" : "credit_invoice")
      .text("reference", made.reference)
      .flag("reference_is_number", made.number_is_ours)
      .text("original_reference", made.original_reference)
      .text("date", to_text(made.booked_on))
      .text("currency", made.currency.text())
      .flag("prices_include_vat", made.prices_include_vat)
      .flag("stays_draft", made.stays_draft)
      .text("email_to", made.email_to)
      .text("style", made.style)
      .text("workflow", made.workflow);
  customer(out, made.customer);
  lines(out, made);
  sums(out, made);
  out.open_array("notes");
  for (const auto& each : made.notes) {
    out.text({}, each);
  }
  out.close_array().close_object();
}

void entry(json_writer& out, const preview_entry& each) {
  out.open_object()
      .text("kind", each.kind == item_kind::order ? "order" : "credit")
      .text("id", each.shop_id)
      .text("number", each.number)
      .text("status", each.status);
  if (each.dated) {
    out.text("placed", to_text(each.placed))
        .text("currency", each.currency.text())
        .text("total", to_text(each.total, each.currency));
  } else {
    out.null("placed").null("currency").null("total");
  }
  out.text("state", name(each.state)).text("reason", each.reason);
  if (each.failure) {
    out.open_object("error")
        .text("code", each.failure->code)
        .text("sentence", each.failure->sentence)
        .text("detail", each.failure->detail)
        .text("advice", each.failure->advice)
        .close_object();
  } else {
    out.null("error");
  }
  if (each.booked) {
    out.open_object("booked")
        .text("id", each.booked->id)
        .text("number", each.booked->number)
        .text("reference", each.booked->reference)
        .text("url", each.booked->url)
        .close_object();
  } else {
    out.null("booked");
  }
  if (each.document) {
    document(out, *each.document);
  } else {
    out.null("document");
  }
  out.close_object();
}

}  // namespace

std::string to_json(const preview& value) {
  json_writer out;
  out.open_object()
      .count("integration", value.number)
      .text("name", value.integration)
      .text("ledger", value.ledger)
      .text("administration", value.administration)
      .text("asked", value.asked)
      .text("remark", value.remark)
      .text("made_at", to_text(value.made_at))
      .open_object("counts");
  for (const auto state : {preview_state::would_book, preview_state::waits, preview_state::skipped,
                           preview_state::booked, preview_state::needs_action,
                           preview_state::would_fail, preview_state::unreadable}) {
    out.count(name(state), value.count_of(state));
  }
  out.close_object().open_array("entries");
  for (const auto& each : value.entries) {
    entry(out, each);
  }
  out.close_array().close_object();
  return out.take() + "\n";
}

}  // namespace boekbrug::core
