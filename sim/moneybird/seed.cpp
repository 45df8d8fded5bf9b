#include "sim/moneybird/administration.hpp"

namespace boekbrug::sim::moneybird {

namespace {

/// Ids of seeded records: fixed for an administration, older than anything made while running.
class seed_ids {
public:
  explicit seed_ids(std::string_view administration) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : administration) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    next_ = 400'000'000'000'000'000ULL + hash % 50'000'000'000ULL * 1'000'000ULL;
  }
  record_id operator()() { return next_ += 1'013; }

private:
  record_id next_ = 0;
};

struct rate_row {
  const char* name;
  const char* percentage;
  const char* country;
  const char* box;
  const char* text;
  bool active;
  bool show_tax;
};

constexpr const char* icp_goods_text =
    "Intracommunautaire levering, artikel 138, lid 1, Richtlijn 2006/112";

constexpr std::array<rate_row, 17> dutch_rates{{
    {"21% btw", "21", "", "NL/1a", "", true, true},
    {"9% btw", "9", "", "NL/1b", "", true, true},
    {"0% btw", "0", "", "NL/1e", "", true, true},
    {"Geen btw", "0", "", "", "", true, false},
    {"Btw verlegd", "0", "", "NL/1e", "Btw verlegd", true, false},
    {"0% btw ICP goederen", "0", "", "NL/3b", icp_goods_text, true, false},
    {"0% btw ICP diensten", "0", "", "NL/3b", "Btw verlegd, artikel 196, Richtlijn 2006/112", true,
     false},
    {"0% btw export buiten EU", "0", "", "NL/3a", "", true, false},
    {"Belgie 21%", "21", "BE", "", "", true, true},
    {"Belgie 6%", "6", "BE", "", "", true, true},
    {"Duitsland 19%", "19", "DE", "", "", true, true},
    {"Duitsland 7%", "7", "DE", "", "", true, true},
    {"Frankrijk 20%", "20", "FR", "", "", true, true},
    {"Frankrijk 5,5%", "5.5", "FR", "", "", true, true},
    {"6% btw (oud)", "6", "", "NL/1b", "", false, true},
    {"19% btw (oud)", "19", "", "NL/1a", "", false, true},
    {"Duitsland 16%", "16", "DE", "", "", false, true},
}};

constexpr std::array<rate_row, 10> belgian_rates{{
    {"21% btw", "21", "", "BE/03", "", true, true},
    {"12% btw", "12", "", "BE/02", "", true, true},
    {"6% btw", "6", "", "BE/01", "", true, true},
    {"0% btw", "0", "", "BE/00", "", true, true},
    {"Geen btw", "0", "", "", "", true, false},
    {"Btw verlegd", "0", "", "BE/45", "Btw verlegd", true, false},
    {"0% btw ICP goederen", "0", "", "BE/46", icp_goods_text, true, false},
    {"0% btw export buiten EU", "0", "", "BE/47", "", true, false},
    {"Nederland 21%", "21", "NL", "", "", true, true},
    {"Nederland 9%", "9", "NL", "", "", true, true},
}};

constexpr std::array<rate_row, 4> purchase_rates{{
    {"21% btw", "21", "", "NL/5b", "", true, true},
    {"9% btw", "9", "", "NL/5b", "", true, true},
    {"Geen btw", "0", "", "", "", true, false},
    {"Btw verlegd naar mij", "21", "", "NL/2a", "", true, true},
}};

void add_rate(administration& to, seed_ids& ids, const rate_row& row, const char* type) {
  auto made = std::make_unique<tax_rate>();
  made->id = ids();
  made->name = row.name;
  made->percentage = parse_amount(row.percentage).value_or(amount{});
  made->type = type;
  made->show_tax = row.show_tax;
  made->active = row.active;
  made->country = row.country;
  made->report_box = row.box;
  made->mandatory_text = row.text;
  to.tax_rates.push_back(std::move(made));
}

void add_rates(administration& to, seed_ids& ids) {
  if (to.settings.country == "BE") {
    for (const auto& row : belgian_rates) {
      add_rate(to, ids, row, "sales_invoice");
    }
  } else {
    for (const auto& row : dutch_rates) {
      add_rate(to, ids, row, "sales_invoice");
    }
  }
  for (const auto& row : purchase_rates) {
    add_rate(to, ids, row, "purchase_invoice");
  }
  add_rate(to, ids, {"Memoriaal 21%", "21", "", "", "", true, true}, "general_journal_document");
}

void add_ledgers(administration& to, seed_ids& ids) {
  const auto add = [&](const char* name, const char* type, const char* number, bool active,
                       std::vector<std::string> documents, const char* taxonomy) {
    to.ledger_accounts.push_back(
        {ids(), name, type, number, active, std::move(documents), taxonomy});
  };
  const std::vector<std::string> sale{"sales_invoice", "financial_mutation",
                                      "general_journal_document"};
  const std::vector<std::string> buy{"purchase_invoice", "financial_mutation",
                                     "general_journal_document"};
  const std::vector<std::string> inner{"financial_mutation", "general_journal_document"};
  add("Omzet", "revenue", "80001", true, sale, "WOmzNopOlh");
  add("Omzet verzendkosten", "revenue", "80002", true, sale, "WOmzNopOlh");
  add("Omzet betaalkosten", "revenue", "80003", true, sale, "WOmzNopOlh");
  add("Kortingen", "revenue", "80004", true, sale, "WOmzKeb");
  add("Omzet (oud)", "revenue", "80009", false, sale, "WOmzNopOlh");
  add("Afrondingsverschillen", "other_income_expenses", "49001", true, sale, "WBedAlkOal");
  add("Cadeaubonnen", "current_liabilities", "16501", true, sale, "BSchOvsOvs");
  add("Inkoopwaarde", "direct_costs", "70001", true, buy, "WKprInh");
  add("Algemene kosten", "expenses", "46801", true, buy, "WBedAlkOal");
  add("Debiteuren", "current_assets", "13011", true, inner, "BVorDebHad");
  add("Crediteuren", "current_liabilities", "16011", true, inner, "BSchCreHac");
  add("Btw", "current_liabilities", "16221", true, inner, "BSchBepBtwOvm");
  add("Bank", "current_assets", "10001", true, inner, "BLimBanRba");
  add("Kruisposten webwinkel", "current_assets", "10501", true, inner, "BLimKruSto");
  add("Vooruitontvangen op facturen", "current_assets", "13501", true, inner, "BVorDebHad");
  add("Verrekeningen", "current_assets", "13502", true, inner, "BVorDebHad");
  add("Prive", "equity", "05001", true, inner, "BEivKapPrs");
}

void add_workflows(administration& to, seed_ids& ids) {
  const auto add = [&](bool invoices, const char* name, bool standard, std::string currency,
                       bool incl, bool active, std::vector<workflow_step> steps) {
    auto made = std::make_unique<workflow>();
    *made = {ids(), invoices, name, standard, std::move(currency), active, incl, std::move(steps)};
    to.workflows.push_back(std::move(made));
  };
  const auto home = to.settings.currency;
  add(false, "Standaard offerte", true, home, false, true, {{14, false}});
  add(true, "Standaard", true, home, false, true, {{14, false}, {10, false}, {5, false}});
  add(true, "Webwinkel", false, home, true, true, {{14, false}});
  add(true, "Met herinneringen", false, home, false, true, {{14, true}, {7, true}});
  add(true, "Dollars", false, home == "USD" ? "EUR" : "USD", false, true, {{30, false}});
  add(true, "Vroeger", false, home, false, false, {{30, false}});
}

void add_rest(administration& to, seed_ids& ids) {
  to.document_styles.push_back({ids(), "Standaard", true});
  to.document_styles.push_back({ids(), "Webwinkel", false});
  const auto& bank = to.ledger_of_type("10001");
  const auto& clearing = to.ledger_of_type("10501");
  const auto& home = to.settings.currency;
  to.financial_accounts.push_back(
      {ids(), "BankAccount", "Zakelijke rekening", "NL91ABNA0417164300", home, "", true, bank.id});
  to.financial_accounts.push_back(
      {ids(), "PaymentServiceAccount", "Mollie", "mollie", home, "mollie", true, clearing.id});
  to.financial_accounts.push_back({ids(), "CashAccount", "Kas", "KAS", home, "", true, bank.id});
  to.financial_accounts.push_back(
      {ids(), "BankAccount", "Oude rekening", "NL02RABO0123456789", home, "", false, bank.id});
  to.custom_fields.push_back({ids(), "Ordernummer", "sales_invoice"});
  to.custom_fields.push_back({ids(), "Webwinkel", "sales_invoice"});
  to.custom_fields.push_back({ids(), "Klantnummer webwinkel", "contact"});
  to.custom_fields.push_back({ids(), "Filiaal", "identity"});
}

}  // namespace

std::unique_ptr<administration> seed_administration(const administration_options& settings) {
  auto made = std::make_unique<administration>();
  made->settings = settings;
  made->local = zone::named(settings.time_zone).value_or(zone{});
  made->made_at = *parse_instant("2024-01-01T08:00:00Z");
  seed_ids ids{settings.id};
  made->identity = ids();
  made->user = ids();
  add_rates(*made, ids);
  add_ledgers(*made, ids);
  add_workflows(*made, ids);
  add_rest(*made, ids);
  return made;
}

}  // namespace boekbrug::sim::moneybird
