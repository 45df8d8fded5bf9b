#include "core/preview/preview.hpp"
#include "core/report/text_table.hpp"
#include "core/report/wording.hpp"
#include "core/time/time_text.hpp"

namespace boekbrug::core {

namespace {

std::string join(const std::string& left, const std::string& right, const char* between) {
  return left + (left.empty() || right.empty() ? "" : between) + right;
}

std::string verdict_text(const preview_entry& entry) {
  switch (entry.state) {
    case preview_state::would_book:
      return "would be booked";
    case preview_state::waits:
      return "waits";
    case preview_state::skipped:
      return "skipped";
    case preview_state::booked:
      return "already booked";
    case preview_state::needs_action:
      return "needs action";
    case preview_state::would_fail:
      return "WOULD FAIL";
    case preview_state::unreadable:
      return "UNREADABLE";
  }
  return "unknown";
}

class text_preview {
public:
  explicit text_preview(const preview& value) : value_{value} {}

  std::string render() {
    text_ = "Preview of integration " + std::to_string(value_.number) + ", " +
            printable(value_.integration) + ", in " + printable(value_.ledger) +
            (value_.administration.empty() ? "" : " (" + printable(value_.administration) + ")") +
            ": " + printable(value_.asked) + "\n";
    if (!value_.remark.empty()) {
      text_ += "Remark: " + value_.remark + "\n";
    }
    for (const auto& each : value_.entries) {
      entry(each);
    }
    summary();
    return std::move(text_);
  }

private:
  void row(std::string_view label, const std::string& what) {
    auto left = "  " + std::string(label);
    left.resize(13, ' ');
    text_ += left + what + "\n";
  }

  void entry(const preview_entry& each) {
    const bool known = each.state != preview_state::unreadable;
    text_ += std::string(each.kind == item_kind::order ? "\nOrder " : "\nCredit ") +
             printable(each.number);
    if (each.dated) {
      text_ += ", " + to_text(each.placed);
    }
    if (!each.status.empty()) {
      text_ += ", " + printable(each.status);
    }
    if (known) {
      text_ += ", " + to_text(each.total, each.currency) + " " + std::string(each.currency.text());
    }
    text_ += ": " + verdict_text(each) +
             (each.reason.empty() ? "" : " (" + printable(each.reason) + ")") + "\n";
    if (each.booked) {
      booked(*each.booked);
    }
    if (each.failure) {
      failure(*each.failure);
    }
    if (each.document) {
      document(*each.document);
    }
  }

  void booked(const preview_booked& as) {
    row("document", printable(as.number.empty() ? "id " + as.id : as.number) +
                        (as.reference.empty() || as.reference == as.number
                             ? ""
                             : ", reference " + printable(as.reference)) +
                        (as.url.empty() ? "" : ", " + printable(as.url)));
  }

  void failure(const preview_failure& why) {
    row("error", why.code + ": " + printable(why.sentence) +
                     (why.detail.empty() ? "" : " (" + printable(why.detail) + ")"));
    if (!why.advice.empty()) {
      row("what to do", why.advice);
    }
  }

  void document(const preview_document& made) {
    const bool invoice = made.kind == document_kind::invoice;
    row(invoice ? "invoice" : "credit",
        (made.number_is_ours ? "number " : "reference ") + printable(made.reference) +
            (made.number_is_ours ? "" : " (the ledger gives the number)") + ", of " +
            to_text(made.booked_on) + (made.stays_draft ? ", stays a draft" : ""));
    if (!made.original_reference.empty()) {
      row("original", printable(made.original_reference));
    }
    customer(made.customer);
    lines(made);
    vat(made);
    row("total", to_text(made.total, made.currency) + " " + std::string(made.currency.text()));
    for (const auto& each : made.payments) {
      row("payment", to_text(each.amount, made.currency) + " on " + to_text(each.paid_on) + ", " +
                         (each.account.empty() ? std::string("without proof of payment")
                                               : "account " + printable(each.account)));
    }
    if (!made.email_to.empty()) {
      row("e-mail", "to " + printable(made.email_to));
    }
    if (!made.style.empty() || !made.workflow.empty()) {
      row("layout", printable(join(made.style, made.workflow, ", workflow ")));
    }
    for (const auto& each : made.notes) {
      row("note", printable(each));
    }
  }

  void customer(const contact_spec& who) {
    auto name = join(who.first_name, who.last_name, " ");
    name = who.company.empty() ? name : join(who.company, name, ", ");
    for (const auto* part : {&who.email, &who.vat_number, &who.country}) {
      const bool number = part == &who.vat_number && !part->empty();
      name = join(name, (number ? "VAT number " : "") + *part, ", ");
    }
    row("customer", printable(name));
  }

  void lines(const preview_document& made) {
    row("lines", made.prices_include_vat ? "prices incl. VAT" : "prices excl. VAT");
    text_table table{"rlrlll"};
    for (const auto& each : made.lines) {
      table.row({"  " + to_text(each.quantity) + " x", printable(each.description),
                 price(each.unit_price, made.currency), printable(each.vat),
                 "-> " + printable(each.rate),
                 each.account.empty() ? std::string("default account") : printable(each.account)});
    }
    text_ += table.text();
  }

  void vat(const preview_document& made) {
    for (const auto& each : made.vat) {
      row("VAT", printable(each.rate) + " (" + to_text(each.percent) + " %): net " +
                     to_text(each.net, made.currency) + ", VAT " +
                     to_text(each.vat, made.currency));
    }
  }

  /// With all minor digits, or as it is where the ledger keeps more.
  static std::string price(const decimal& amount, currency unit) {
    const auto minor = to_minor(amount, unit);
    return minor && from_minor(*minor, unit) == amount ? to_text(*minor, unit) : to_text(amount);
  }

  void summary() {
    std::size_t credits = 0;
    for (const auto& each : value_.entries) {
      credits += each.kind == item_kind::credit ? 1 : 0;
    }
    std::string counts;
    for (const auto& [state, words] : std::initializer_list<std::pair<preview_state, const char*>>{
             {preview_state::would_book, "would be booked"},
             {preview_state::waits, "waiting"},
             {preview_state::skipped, "skipped"},
             {preview_state::booked, "already booked"},
             {preview_state::needs_action, "in need of action"},
             {preview_state::would_fail, "would fail"},
             {preview_state::unreadable, "unreadable"}}) {
      if (const auto count = value_.count_of(state); count != 0) {
        counts = join(counts, std::to_string(count) + " " + words, ", ");
      }
    }
    text_ += "\n" + counted(value_.entries.size() - credits, "order") + " and " +
             counted(credits, "credit") + (counts.empty() ? "" : ": " + counts) +
             ".\nNothing was written.\n";
  }

  const preview& value_;
  std::string text_;
};

}  // namespace

std::string to_text(const preview& value) {
  return text_preview{value}.render();
}

}  // namespace boekbrug::core
