#pragma once
// The booking plan: everything that will be written in the ledger for one order or credit, proven
// to add up to the shop's total the way the ledger will compute it (DESIGN 2.4).

#include "core/booking/vat.hpp"
#include "core/order/order.hpp"
#include "core/sync/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::core {

enum class document_kind : std::uint8_t { invoice = 1, credit_invoice };

/// How a ledger works out totals.
enum class ledger_arithmetic : std::uint8_t {
  per_rate = 1,  // tax once per rate over the summed base (moneybird.md 7)
  per_line,      // tax per line, then summed
  either,        // the administration decides, and does not tell: a plan must hold both ways
};

/// Who the document is for. Compared by e-mail first (R10).
struct contact_spec {
  std::string email;  // trimmed, as typed; "" when the order has none
  std::string company;
  std::string first_name;
  std::string last_name;
  std::string street;
  std::string street2;
  std::string postcode;
  std::string city;
  std::string country;
  std::string phone;
  std::string vat_number;   // "" when absent or invalid
  bool collective = false;  // the collective debtor: found by name, not by e-mail
  std::string cache_key;    // lower-case e-mail, or a hash of the address; unique per customer
};

struct plan_line {
  std::string description;
  decimal quantity = 1;
  decimal unit_price;  // incl. or excl. VAT as the plan says; at most 2 decimals unless the ledger
                       // keeps more
  vat_key vat;
  std::string rate_id;
  std::string account_id;  // "" = the ledger's default
  std::string product_id;  // the ledger's product; "" = none
};

/// What the ledger must say about one rate: compared with the draft before it becomes final.
struct plan_vat {
  std::string rate_id;
  decimal percent;
  minor_units net = 0;
  minor_units vat = 0;
};

struct plan_payment {
  date paid_on;
  minor_units amount = 0;
  std::string account_id;      // "" = 'zonder bewijs'
  std::string transaction_id;  // the payment provider's; "" when unknown
};

/// Why lines that the shop does not have were added; stored on the item and shown.
enum class proof_rule : std::uint8_t {
  as_charged = 1,    // the shop's own lines and price mode reproduce everything
  other_price_mode,  // the document states prices the other way (excl. instead of incl. or reverse)
  rounding_line,     // a line 'Afrondingsverschil' without VAT of at most 0.05
  rounding_pair,     // two lines that cancel out and move the VAT of one rate by a cent or a few
};

struct booking_plan {
  document_kind kind = document_kind::invoice;
  std::string reference;           // makes the document findable; unique within the administration
  std::string original_reference;  // credits only
  date booked_on;
  core::currency currency;
  bool prices_include_vat = true;
  contact_spec contact;
  std::vector<plan_line> lines;
  minor_units total = 0;  // incl. VAT; negative for credits
  std::vector<plan_vat> vat;
  document_status status = document_status::paid_if_paid;
  bool send_by_email = false;
  bool finalise = true;  // false: stays a draft
  std::vector<plan_payment> payments;
  std::string document_style;
  std::string workflow;
  booking_form form = booking_form::invoice;  // B1
  std::string debtor_account;                 // B5; "" = the ledger's default
  std::string cost_center;                    // B10; "" = none
  std::uint32_t payment_term_days = 14;       // B10
  bool grouped = false;                       // by us, not because the merchant chose it
  bool drafts = true;                         // ledger_traits::drafts
  std::string owner;  // short text that is the same for every attempt of this integration
  proof_rule rule = proof_rule::as_charged;
  std::vector<std::string> notes;  // for the item: "VAT number left out: ..."
};

}  // namespace boekbrug::core
