#pragma once
// What an administration holds.

#include "sim/eboekhouden/amounts.hpp"
#include "sim/eboekhouden/dates.hpp"
#include "sim/eboekhouden/vat_codes.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::sim::eboekhouden {

using record_id = std::int64_t;

struct ledger {
  record_id id = 0;
  std::string code;
  std::string description;
  std::string category;  // BAL, VW, FIN, DEB, CRED, AF6, AF19, AFOVERIG, AF, VOOR, BTWRC
  std::string group;
  cents balance = 0;
  bool removed = false;  // by the merchant
  bool is(std::string_view wanted) const { return category == wanted; }
};

struct cost_center {
  record_id id = 0;
  std::string description;
  record_id parent = 0;
  bool active = true;
};

struct invoice_template {
  record_id id = 0;
  std::string name;
  bool active = true;
  char type = 'E';  // E own, A automatic
};

struct named_record {  // e-mail templates, units, product groups
  record_id id = 0;
  std::string name;
};

struct product {
  record_id id = 0;
  std::string code;
  std::string description;
  const vat_code* vat = nullptr;
  record_id ledger = 0;
  bool incl = false;
  decimal price;  // as given: with or without VAT
  record_id unit = 0;
  record_id group = 0;
  record_id cost_center = 0;
  bool active = true;
  bool in_stock_management = false;
};

struct relation {
  record_id id = 0;
  std::string code;
  char type = 'B';
  day date;
  std::map<std::string, std::string, std::less<>> texts;  // by the API's names, no empty ones
  std::optional<std::int64_t> term_of_payment;
  record_id ledger = 0;
  bool inactive = false;
  bool no_newsletter = false;
  bool mandate = false;
  std::string_view text(std::string_view name) const {
    const auto at = texts.find(name);
    return at == texts.end() ? std::string_view{} : std::string_view{at->second};
  }
};

/// One amount to tax and what came out of it.
struct taxed {
  const vat_code* code = nullptr;
  cents amount = 0;  // as given: with or without VAT
  std::optional<cents> vat_given;
  cents excl = 0;
  cents vat = 0;
  cents incl() const { return excl + vat; }
};

struct vat_total {
  const vat_code* code = nullptr;
  cents base = 0;
  cents tax = 0;
};

struct mutation_row {
  record_id ledger = 0;
  taxed sum;
  std::string description;
  record_id cost_center = 0;
  std::string number;
  record_id relation = 0;
};

struct linked_payment {
  record_id mutation = 0;
  cents amount = 0;
};

enum class mutation_type : std::uint8_t { sale = 2, payment = 3, memorial = 7 };

struct mutation {
  record_id id = 0;
  mutation_type type = mutation_type::sale;
  day date;
  record_id ledger = 0;
  record_id relation = 0;
  std::string number;
  std::optional<std::int64_t> term_of_payment;
  bool incl = false;
  std::string description;
  std::string entry_number;
  std::string payment_reference;
  std::vector<mutation_row> rows;
  std::vector<vat_total> vat;
  cents total = 0;  // with VAT
  cents total_vat = 0;
  cents paid = 0;  // sales only
  std::vector<linked_payment> payments;
  record_id invoice = 0;
  bool vat_per_line = true;
  cents outstanding() const { return total - paid; }
};

struct invoice_line {
  decimal quantity;
  decimal price;
  std::optional<decimal> discount_amount;
  std::optional<decimal> discount_percentage;
  std::string code;
  std::string description;
  record_id product = 0;
  record_id unit = 0;
  record_id ledger = 0;
  record_id cost_center = 0;
  taxed sum;
};

struct invoice {
  record_id id = 0;
  std::string number;
  record_id relation = 0;
  day date;
  std::int64_t term_of_payment = 0;
  record_id invoice_template = 0;
  bool incl = false;
  bool print = false;
  std::string reference;
  std::string text;
  std::vector<invoice_line> lines;
  std::vector<vat_total> vat;
  cents total_excl = 0;
  cents total_vat = 0;
  record_id mutation = 0;  // 0 = not in the books
  cents total() const { return total_excl + total_vat; }
};

}  // namespace boekbrug::sim::eboekhouden
