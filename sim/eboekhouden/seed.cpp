// What a fresh Dutch administration holds.

#include "sim/eboekhouden/world.hpp"

#include <array>

namespace boekbrug::sim::eboekhouden {

namespace {

struct chart_row {
  const char* code;
  const char* description;
  const char* category;
};

constexpr std::array default_chart{
    chart_row{"0100", "Inventaris", "BAL"},
    chart_row{"0800", "Ondernemingsvermogen", "BAL"},
    chart_row{"1000", "Kas", "FIN"},
    chart_row{"1010", "Zakelijke rekening", "FIN"},
    chart_row{"1020", "Spaarrekening", "FIN"},
    chart_row{"1100", "Kruispost betaalprovider", "FIN"},
    chart_row{"1110", "Kruispost PayPal", "FIN"},
    chart_row{"1300", "Debiteuren", "DEB"},
    chart_row{"1500", "Btw af te dragen hoog", "AF19"},
    chart_row{"1510", "Btw af te dragen laag", "AF6"},
    chart_row{"1520", "Btw af te dragen overig", "AFOVERIG"},
    chart_row{"1530", "Btw te vorderen", "VOOR"},
    chart_row{"1550", "Btw rekening-courant", "BTWRC"},
    chart_row{"1600", "Crediteuren", "CRED"},
    chart_row{"1630", "Btw Belgie (OSS)", "BAL"},
    chart_row{"1631", "Btw Duitsland (OSS)", "BAL"},
    chart_row{"1632", "Btw Frankrijk (OSS)", "BAL"},
    chart_row{"2000", "Tussenrekening", "BAL"},
    chart_row{"4000", "Algemene kosten", "VW"},
    chart_row{"7000", "Inkopen", "VW"},
    chart_row{"8000", "Omzet hoog", "VW"},
    chart_row{"8010", "Omzet laag", "VW"},
    chart_row{"8020", "Omzet overig", "VW"},
    chart_row{"8030", "Verzendkosten", "VW"},
    chart_row{"8040", "Betaalkosten", "VW"},
    chart_row{"8090", "Afrondingsverschillen", "VW"},
};

void add_ledger(administration& books, id_series& next, ledger one) {
  if (one.id == 0 || books.ledgers.contains(one.id)) {
    one.id = next.ledger;
  }
  next.ledger = std::max(next.ledger, one.id + 1);
  books.ledgers.emplace(one.id, std::move(one));
}

void add_chart(administration& books, id_series& next) {
  for (const auto& one : books.settings.ledgers) {
    add_ledger(books, next, one);
  }
  const auto add = [&](const chart_row& row) {
    ledger made;
    made.code = row.code;
    made.description = row.description;
    made.category = row.category;
    add_ledger(books, next, std::move(made));
  };
  if (books.settings.ledgers.empty()) {
    for (const auto& row : default_chart) {
      add(row);
    }
  }
  if (books.settings.second_debtor) {
    add({"1301", "Debiteuren webwinkel", "DEB"});
  }
}

}  // namespace

void seed(administration& books, id_series& next) {
  add_chart(books, next);
  for (const auto& description : books.settings.cost_centers) {
    cost_center made;
    made.id = next.cost_center++;
    made.description = description;
    books.cost_centers.emplace(made.id, std::move(made));
  }
  if (books.settings.templates.empty()) {
    books.settings.templates = {
        {0, "Standaard", true, 'A'}, {0, "Webwinkel", true, 'E'}, {0, "Oud", false, 'E'}};
  }
  for (auto made : books.settings.templates) {
    made.id = next.invoice_template++;
    books.templates.emplace(made.id, std::move(made));
  }
  for (const auto* name : {"Factuur", "Herinnering"}) {
    books.email_templates.push_back({next.unit++, name});
  }
  for (const auto* name : {"stuk", "uur", "kg"}) {
    books.units.push_back({next.unit++, name});
  }
  books.product_groups.push_back({next.unit++, "Algemeen"});
}

}  // namespace boekbrug::sim::eboekhouden
