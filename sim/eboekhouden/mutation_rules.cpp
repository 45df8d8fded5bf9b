#include "sim/eboekhouden/mutation_rules.hpp"

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::size_t rows_max = 100;
constexpr std::size_t number_length_max = 50;
constexpr std::int64_t term_max = 9'999;

bool read_type(fields& in, mutation& into) {
  const auto type = in.whole("type");
  if (!type) {
    in.complain("ERR_002", "type");
    return false;
  }
  if (*type != 2 && *type != 3 && *type != 7) {
    in.complain(*type >= 1 && *type <= 6 ? "SIM_001" : "ERR_002", "type");
    return false;
  }
  into.type = static_cast<mutation_type>(*type);
  return true;
}

void read_ledger(context& of, fields& in, mutation& into) {
  into.ledger = in.id("ledgerId");
  if (into.ledger == 0) {
    return in.complain("MUT_007", "ledgerId");
  }
  const auto* account = of.books.find_ledger(into.ledger);
  if (account == nullptr) {
    return in.complain("MUT_008", "ledgerId");
  }
  const bool fits = into.type == mutation_type::sale      ? account->is("DEB")
                    : into.type == mutation_type::payment ? account->is("FIN")
                                                          : true;
  if (!fits) {
    in.complain("MUT_011", "ledgerId");
  }
}

void read_relation_link(context& of, fields& in, mutation& into) {
  into.relation = in.id("relationId");
  const bool sale = into.type == mutation_type::sale;
  if (into.relation == 0) {
    if (sale) {
      in.complain("MUT_012", "relationId");
    }
    return;
  }
  const auto* who = of.books.find_relation(into.relation);
  if (who == nullptr || (sale && who->inactive)) {
    in.complain("MUT_013", "relationId");
  }
}

void read_terms(fields& in, mutation& into) {
  into.term_of_payment = in.whole("termOfPayment");
  if (into.term_of_payment && into.type == mutation_type::payment) {
    in.complain("MUT_016", "termOfPayment");
  } else if (into.term_of_payment &&
             (*into.term_of_payment < 0 || *into.term_of_payment > term_max)) {
    in.complain("ERR_002", "termOfPayment");
  }
  if (!in.has("inExVat")) {
    in.complain("MUTA_005", "inExVat");
    return;
  }
  const auto chosen = in.text("inExVat", 100);
  if (chosen != "IN" && chosen != "EX") {
    in.complain("MUT_017", "inExVat");
  }
  into.incl = chosen == "IN";
}

void read_header(context& of, fields& in, posted_mutation& out) {
  auto& into = out.made;
  if (!in.has("date")) {
    in.complain("MUT_003", "date");
  }
  into.date = in.date("date", "MUT_004").value_or(of.today());
  read_ledger(of, in, into);
  read_relation_link(of, in, into);
  into.number = in.text("invoiceNumber", number_length_max, "MUT_018");
  if (into.number.empty() && into.type == mutation_type::sale) {
    in.complain("MUT_018", "invoiceNumber");
  }
  read_terms(in, into);
  into.description = in.text("description", of.all.options.doubtful.description_max);
  into.entry_number = in.text("entryNumber", 50);
  into.payment_reference = in.text("paymentReference", 50);
  out.check_reference = in.flag("checkPaymentReference").value_or(false);
}

void read_vat(context& of, fields& in, const mutation& header, mutation_row& into) {
  const auto name = in.text("vatCode", 50);
  const auto* code = find_vat_code(name);
  into.sum.code = code != nullptr ? code : find_vat_code("GEEN");
  into.sum.vat_given = in.money("vatAmount");
  if (code == nullptr) {
    return in.complain("MUT_109", "vatCode");
  }
  if (!usable_in(*code, of.books.settings.country, header.date)) {
    in.complain("MUT_110", "vatCode");
  }
  const bool fits = header.type == mutation_type::sale ? sells(*code) : name == "GEEN";
  if (!fits) {
    in.complain("MUT_111", "vatCode");
  }
  if (into.sum.vat_given.has_value() != code->amount_given) {
    in.complain("MUTA_003", "vatAmount");
  } else if (code->amount_given && !plausible_given_vat(into.sum, header.incl)) {
    in.complain("MUT_118", "vatAmount");
  }
}

bool ledger_fits(const mutation& header, const ledger& account) {
  switch (header.type) {
    case mutation_type::sale:
      return account.is("VW") || account.is("BAL");
    case mutation_type::payment:
      return account.is("DEB");
    case mutation_type::memorial:
      return true;
  }
  return false;
}

const ledger* read_row_ledger(context& of, fields& in, const mutation& header, mutation_row& into) {
  into.ledger = in.id("ledgerId");
  if (into.ledger == 0) {
    in.complain("MUT_104", "ledgerId");
    return nullptr;
  }
  const auto* account = of.books.find_ledger(into.ledger);
  if (account == nullptr) {
    in.complain("MUT_105", "ledgerId");
  } else if (!ledger_fits(header, *account)) {
    in.complain(header.type == mutation_type::payment ? "MUT_108" : "MUT_106", "ledgerId");
  }
  return account;
}

/// What a payment may do to a sale, as the options have it.
bool payable(const context& of, const mutation& sale, cents amount) {
  const auto& doubtful = of.all.options.doubtful;
  const auto open = sale.outstanding();
  if (amount < 0 && !doubtful.negative_payments) {
    return false;
  }
  const bool beyond = open < 0 ? amount < open || amount > 0 : amount > open || amount < 0;
  return beyond ? doubtful.overpayments : amount == open || doubtful.partial_payments;
}

void link_row(context& of, fields& in, const mutation& header, mutation_row& into) {
  if (into.number.empty()) {
    return in.complain("MUT_120", "invoiceNumber");
  }
  if (into.relation == 0) {
    return in.complain("MUT_112", "relationId");
  }
  if (of.books.find_relation(into.relation) == nullptr) {
    return in.complain("MUT_113", "relationId");
  }
  if ((!header.number.empty() && header.number != into.number) ||
      (header.relation != 0 && header.relation != into.relation)) {
    return in.complain("MUT_116", "invoiceNumber");
  }
  const auto found = find_sale(of.all, of.books, into.number, into.relation, into.ledger);
  if (found.sale == nullptr) {
    return in.complain(found.wrong, "invoiceNumber");
  }
  if (!payable(of, *found.sale, into.sum.amount)) {
    in.complain("MUT_120", "amount");
  }
}

void read_row(context& of, const json::object& source, std::size_t index, posted_mutation& out) {
  fields in{source, out.wrong, "Rows[" + std::to_string(index) + "]."};
  auto& into = out.made.rows.emplace_back();
  const auto amount = in.money("amount");
  if (!in.has("amount")) {
    in.complain("ERR_002", "amount");
  }
  into.sum.amount = amount.value_or(0);
  const auto* account = read_row_ledger(of, in, out.made, into);
  read_vat(of, in, out.made, into);
  into.description = in.text("description", 200);
  into.cost_center = in.id("costCenterId");
  if (into.cost_center != 0 && !of.books.cost_centers.contains(into.cost_center)) {
    in.complain("COST_001", "costCenterId");
  }
  into.number = in.text("invoiceNumber", number_length_max, "MUT_018");
  into.relation = in.id("relationId");
  if (out.made.type != mutation_type::sale && account != nullptr && account->is("DEB")) {
    link_row(of, in, out.made, into);
  }
  in.count_unknown(of.all.counted.unknown_members);
}

void compute(context& of, mutation& made) {
  std::vector<taxed*> sums;
  for (auto& row : made.rows) {
    sums.push_back(&row.sum);
  }
  made.vat_per_line = of.books.settings.vat_per_line;
  made.vat = compute_vat(sums, made.incl, made.vat_per_line);
}

}  // namespace

void read_mutation(context& of, const json::object& body, posted_mutation& out) {
  fields in{body, out.wrong};
  if (!read_type(in, out.made)) {
    return;
  }
  read_header(of, in, out);
  const auto* rows = in.list("rows");
  in.count_unknown(of.all.counted.unknown_members);
  if (rows == nullptr || rows->empty()) {
    return in.complain("MUT_100", "rows");
  }
  if (rows->size() > rows_max) {
    return in.complain("MUT_101", "rows");
  }
  for (std::size_t i = 0; i < rows->size(); ++i) {
    if (const auto* row = (*rows)[i].if_object()) {
      read_row(of, *row, i, out);
    } else {
      in.complain("ERR_002", "rows");
    }
  }
  if (out.wrong.empty()) {
    compute(of, out.made);
  }
}

}  // namespace boekbrug::sim::eboekhouden
