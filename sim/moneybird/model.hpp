#pragma once
// What one simulated administration holds: plain records.

#include "sim/moneybird/amounts.hpp"
#include "sim/moneybird/calendar.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::moneybird {

using record_id = std::uint64_t;  // 0 = none

struct event {
  const char* action;
  time_point at;
};

struct note {
  record_id id = 0;
  std::string text;
  time_point created_at;
};

using custom_values = std::vector<std::pair<record_id, std::string>>;

/// The free texts of a contact, in the order of the answers.
inline constexpr std::array<std::string_view, 24> contact_texts{"company_name",
                                                                "firstname",
                                                                "lastname",
                                                                "address1",
                                                                "address2",
                                                                "zipcode",
                                                                "city",
                                                                "country",
                                                                "phone",
                                                                "delivery_method",
                                                                "customer_id",
                                                                "tax_number",
                                                                "chamber_of_commerce",
                                                                "bank_account",
                                                                "send_invoices_to_attention",
                                                                "send_invoices_to_email",
                                                                "send_estimates_to_attention",
                                                                "send_estimates_to_email",
                                                                "sepa_iban",
                                                                "sepa_iban_account_name",
                                                                "sepa_bic",
                                                                "sepa_mandate_id",
                                                                "si_identifier",
                                                                "si_identifier_type"};
enum contact_text : std::size_t {
  company_name,
  firstname,
  lastname,
  address1,
  address2,
  zipcode,
  city,
  country,
  phone,
  delivery_method,
  customer_id,
  tax_number,
  chamber_of_commerce,
  bank_account,
  invoices_attention,
  invoices_email,
  estimates_attention,
  estimates_email,
  sepa_iban,
  sepa_account_name,
  sepa_bic,
  sepa_mandate_id,
  si_identifier,
  si_identifier_type
};

struct person {
  record_id id = 0;
  std::string firstname;
  std::string lastname;
  time_point created_at;
};

struct contact {
  record_id id = 0;
  std::array<std::string, contact_texts.size()> texts;
  bool email_ubl = true;
  bool direct_debit = false;
  bool sepa_active = false;
  std::string sepa_sequence_type = "RCUR";
  std::string sepa_mandate_date;
  record_id invoice_workflow = 0;
  record_id estimate_workflow = 0;
  bool archived = false;
  std::optional<time_point> tax_number_set_at;
  custom_values custom_fields;
  std::vector<person> people;
  std::vector<note> notes;
  std::vector<event> events;
  time_point created_at;
  time_point updated_at;
  std::int64_t version = 0;
};

struct tax_rate {
  record_id id = 0;
  std::string name;
  amount percentage;
  std::string type = "sales_invoice";
  bool show_tax = true;
  bool active = true;
  std::string country;     // foreign rates only
  std::string report_box;  // "NL/1a"; "" = not in the return
  std::string mandatory_text;
};

struct ledger_account {
  record_id id = 0;
  std::string name;
  std::string type;
  std::string number;
  bool active = true;
  std::vector<std::string> document_types;
  std::string taxonomy_code;
  bool allows(std::string_view document_type) const;
};

struct workflow_step {
  int due_interval = 14;
  bool reminder_auto_send = false;
};

struct workflow {
  record_id id = 0;
  bool for_invoices = true;
  std::string name;
  bool is_default = false;
  std::string currency = "EUR";
  bool active = true;
  bool prices_are_incl_tax = false;
  std::vector<workflow_step> steps;
};

struct document_style {
  record_id id = 0;
  std::string name;
  bool is_default = false;
};

struct financial_account {
  record_id id = 0;
  std::string type;
  std::string name;
  std::string identifier;
  std::string currency = "EUR";
  std::string provider;
  bool active = true;
  record_id ledger_account = 0;
};

struct custom_field {
  record_id id = 0;
  std::string name;
  std::string source;
};

struct product {
  record_id id = 0;
  std::string title;
  std::string description;
  std::string identifier;
  amount price;
  std::string currency;
  record_id tax_rate = 0;
  record_id ledger_account = 0;
  bool active = true;
  time_point created_at;
  time_point updated_at;
};

struct webhook {
  record_id id = 0;
  std::string url;
  std::vector<std::string> enabled_events;
  std::string token;
  std::string secret;
  std::optional<time_point> deactivated_at;
};

struct detail {
  record_id id = 0;
  const tax_rate* rate = nullptr;
  record_id ledger_account = 0;
  record_id product = 0;
  std::string description;
  std::string period;
  amount price;
  amount quantity = whole(1);
  std::optional<std::string> quantity_text;  // as it was given
  int row_order = 0;
  bool text_only = false;
  amount net;  // excluding tax, discount taken off
  time_point created_at;
  time_point updated_at;
};

struct tax_total {
  const tax_rate* rate = nullptr;
  amount base;
  amount tax;
};

struct payment {
  record_id id = 0;
  record_id financial_account = 0;
  record_id ledger_account = 0;
  std::string transaction_identifier;
  std::string manual_action;
  amount price;
  amount price_base;
  day date;
  time_point created_at;
};

enum class invoice_state : std::uint8_t { draft, scheduled, open, paid, uncollectible };

/// A sales invoice or an external one; fields of the other kind stay empty.
struct invoice {
  record_id id = 0;
  bool external = false;
  record_id contact = 0;
  record_id original = 0;  // the invoice that this one credits
  const workflow* flow = nullptr;
  record_id document_style = 0;
  std::string number;
  long long draft_number = 0;
  long long entry_number = 0;
  invoice_state state = invoice_state::draft;
  std::optional<day> date;
  std::optional<day> due_date;  // external: as given
  int due_interval = 14;
  std::string reference;
  std::string currency;
  std::string payment_reference;
  std::string payment_conditions;
  std::string source;
  std::string source_url;
  amount discount;
  bool incl_tax = false;
  bool paused = false;
  std::optional<day> paid_at;
  std::optional<day> sent_at;
  std::string delivery_method;  // of the previous sending
  std::string email_address;
  std::vector<detail> details;
  std::vector<payment> payments;
  std::vector<tax_total> taxes;
  amount total_excl;
  amount total_incl;
  amount total_discount;
  amount exchange_rate = whole(1);
  custom_values custom_fields;
  std::vector<note> notes;
  std::vector<record_id> attachments;
  std::vector<event> events;
  time_point created_at;
  time_point updated_at;
  std::int64_t version = 0;

  amount paid() const;
  amount unpaid() const { return total_incl - paid(); }
  day due(day today) const;
  /// The state as Moneybird names it; open ones past their due date are late.
  std::string_view state_name(day today) const;
  bool was_sent() const {
    return state != invoice_state::draft && state != invoice_state::scheduled;
  }
};

}  // namespace boekbrug::sim::moneybird
