#include "sim/eboekhouden/invoice_rules.hpp"

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::size_t lines_max = 100;
constexpr std::int64_t term_max = 9'999;
constexpr cents total_max = 9'999'999'999;

void read_number(context& of, fields& in, invoice& into) {
  into.number = in.text("invoiceNumber", 50, "FACT_007");
  if (into.number.empty()) {
    auto& settings = of.books.settings;
    auto digits = std::to_string(settings.next_number);
    digits.insert(0, digits.size() < 5 ? 5 - digits.size() : 0, '0');
    into.number = settings.number_prefix + digits;
  } else if (into.number.back() < '0' || into.number.back() > '9') {
    in.complain("FACT_009", "invoiceNumber");
  }
}

void read_links(context& of, fields& in, posted_invoice& out) {
  auto& into = out.made;
  into.relation = in.id("relationId");
  const auto* who = of.books.find_relation(into.relation);
  if (into.relation == 0) {
    in.complain("FACT_001", "relationId");
  } else if (who == nullptr) {
    in.complain("FACT_002", "relationId");
  } else if (who->inactive) {
    in.complain("FACT_003", "relationId");
  }
  into.invoice_template = in.id("templateId");
  const auto at = of.books.templates.find(into.invoice_template);
  if (at == of.books.templates.end() || !at->second.active) {
    in.complain("FACT_018", "templateId");
  }
  if (in.object("email") != nullptr) {
    out.mailed = true;
    if (who != nullptr && who->text("emailAddress").empty() &&
        who->text("emailAddressInvoice").empty()) {
      in.complain("FACT_EMAIL_001", "email");
    }
  }
  if (in.has("directDebit")) {
    in.complain("ERR_002", "directDebit");  // not simulated
  }
  in.id("emailTemplateId");
}

void read_header(context& of, fields& in, posted_invoice& out) {
  auto& into = out.made;
  read_number(of, in, into);
  read_links(of, in, out);
  into.date = in.date("date", "FACT_013").value_or(of.today());
  const auto term = in.whole("termOfPayment");
  into.term_of_payment = term.value_or(0);
  if (!term || *term < 0 || *term > term_max) {
    in.complain("FACT_016", "termOfPayment");
  }
  const auto chosen = in.has("inExVat") ? in.text("inExVat", 100) : "EX";
  if (chosen != "IN" && chosen != "EX") {
    in.complain("ERR_002", "inExVat");
  }
  into.incl = chosen == "IN";
  into.reference = in.text("reference", 50);
  into.text = in.text("text", 35'000);
  into.print = in.flag("print").value_or(false);
}

void read_booking(context& of, const json::object& source, posted_invoice& out) {
  fields in{source, out.wrong, "Mutation."};
  auto& sale = out.sale;
  out.booked = true;
  sale.ledger = in.id("ledgerId");
  if (sale.ledger == 0 && !of.all.options.doubtful.invoice_needs_debtor) {
    const auto* first = of.books.first_debtor();
    sale.ledger = first != nullptr ? first->id : 0;
  }
  const auto* account = of.books.find_ledger(sale.ledger);
  if (sale.ledger == 0) {
    in.complain("MUT_007", "ledgerId");
  } else if (account == nullptr) {
    in.complain("MUT_008", "ledgerId");
  } else if (!account->is("DEB")) {
    in.complain("MUT_011", "ledgerId");
  }
  sale.description = in.text("description", 200);
  sale.payment_reference = in.text("paymentReference", 50);
  out.check_reference = in.flag("checkPaymentReference").value_or(false);
  in.count_unknown(of.all.counted.unknown_members);
}

void compute(context& of, posted_invoice& out) {
  std::vector<taxed*> sums;
  for (auto& line : out.made.lines) {
    sums.push_back(&line.sum);
  }
  out.made.vat = compute_vat(sums, out.made.incl, of.books.settings.vat_per_line);
  for (const auto& line : out.made.lines) {
    out.made.total_excl += line.sum.excl;
    out.made.total_vat += line.sum.vat;
  }
  if (out.made.total() > total_max) {
    out.wrong.add("FACT_004", "TotalAmount");
  } else if (out.made.total() < -total_max) {
    out.wrong.add("FACT_005", "TotalAmount");
  }
}

}  // namespace

void read_invoice(context& of, const json::object& body, posted_invoice& out) {
  fields in{body, out.wrong};
  read_header(of, in, out);
  if (const auto* booking = in.object("mutation")) {
    read_booking(of, *booking, out);
  }
  const auto* lines = in.list("items");
  in.count_unknown(of.all.counted.unknown_members);
  if (lines == nullptr || lines->empty() || lines->size() > lines_max) {
    return in.complain("FACT_019", "items");
  }
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (const auto* line = (*lines)[i].if_object()) {
      read_line(of, *line, i, out);
    } else {
      in.complain("ERR_002", "items");
    }
  }
  if (out.wrong.empty()) {
    compute(of, out);
  }
}

}  // namespace boekbrug::sim::eboekhouden
