#include "ledger_worlds.hpp"

namespace boekbrug::test {

using namespace core;

namespace {

/// The VAT codes of e-boekhouden.md 3. There is no code for domestic sales at 0 % (GEEN stands in),
/// and none for the rates of other countries.
void use_codes(world& here) {
  here.lists.rates.clear();
  here.cards.vat_rows.clear();
  const auto code = [&here](std::string_view id, std::string_view percent,
                            std::initializer_list<vat_class> classes) {
    here.lists.rates.push_back({std::string(id), std::string(id), number(percent), "", true});
    for (const vat_class cls : classes) {
      here.cards.vat_rows.push_back({cls, "", std::nullopt, std::string(id)});
    }
  };
  code("HOOG_VERK_21", "21", {vat_class::nl_high});
  code("LAAG_VERK_9", "9", {vat_class::nl_low});
  code("GEEN", "0", {vat_class::none, vat_class::zero});
  code("VERL_VERK", "0", {vat_class::reverse_charged});
  code("BI_EU_VERK", "0", {vat_class::eu_goods});
  code("BI_EU_VERK_D", "0", {vat_class::eu_services});
  code("BU_EU_VERK", "0", {vat_class::outside_eu});
}

}  // namespace

ledger_world::ledger_world(ledger_kind which) : kind{which} {
  if (kind == ledger_kind::eboekhouden) {
    use_codes(base);
  }
}

plan_context ledger_world::context() const {
  plan_context made = base.context();
  if (kind == ledger_kind::eboekhouden) {
    made.arithmetic = ledger_arithmetic::either;
    made.traits.drafts = false;
    made.traits.numbers_are_ours = true;
    made.traits.foreign_currency = false;
    made.traits.lines_max = 100;
    made.traits.one_administration = true;
  }
  return made;
}

std::string_view title(ledger_kind kind) {
  return kind == ledger_kind::moneybird ? "Moneybird" : "e-Boekhouden";
}

}  // namespace boekbrug::test
