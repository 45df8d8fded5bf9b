#pragma once
// The preview: how orders would be booked, were it their turn now. Pure: what was read of the shop,
// the ledger and the store comes in, a preview goes out. Nothing is written anywhere.

#include "core/booking/plan.hpp"
#include "core/ports/ledger_adapter.hpp"
#include "core/ports/shop_adapter.hpp"
#include "core/sync/integration.hpp"
#include "core/sync/item.hpp"
#include "core/sync/settings.hpp"
#include "core/time/time_zone.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::core {

struct preview_credit {
  order original;
  credit given;
};

/// What the sent register says of an item: another integration booked it, or began to (R4).
struct preview_elsewhere {
  item_key key;
  std::string document_id;  // "" while only intended
  std::string reference;
};

struct preview_input {
  std::uint64_t number = 0;  // of the integration
  std::string integration;   // its name
  std::string ledger;        // what people call it: "Moneybird"
  std::string asked;         // "the newest 10 orders of the last 60 days"
  integration_state state = integration_state::active;
  std::vector<order> orders;
  std::vector<preview_credit> credits;
  std::vector<scan_page::unreadable_order> unreadable;
  std::vector<item> items;  // the stored ones of these orders and credits, and of their originals
  std::vector<preview_elsewhere> elsewhere;
  ledger_lists lists;
  card_settings cards;
  const time_zone* zone = nullptr;  // the shop's; nullptr = UTC
  time_point now{};
  time_point installed_at{};
  bool first_scan_done = true;
  std::string shop_country;
  ledger_arithmetic arithmetic = ledger_arithmetic::per_rate;
  ledger_traits traits;
};

enum class preview_state : std::uint8_t {
  would_book = 1,
  waits,
  skipped,
  booked,        // already
  needs_action,  // an earlier attempt failed; a person must let it go on
  would_fail,
  unreadable,  // the shop's answer about it makes no sense
};
std::string_view name(preview_state state) noexcept;

struct preview_line {
  std::string description;
  decimal quantity = 1;
  decimal unit_price;   // incl. or excl. VAT, as the document says
  std::string vat;      // the class: "NL 21 %"
  std::string rate_id;  // the ledger's
  std::string rate;     // its name
  std::string account_id;
  std::string account;  // number and name; "" = the ledger's default
};

struct preview_vat {
  std::string rate_id;
  std::string rate;
  decimal percent;
  minor_units net = 0;
  minor_units vat = 0;
};

struct preview_payment {
  date paid_on{};
  minor_units amount = 0;
  std::string account_id;
  std::string account;  // "" = without proof
  std::string transaction_id;
};

/// An invoice or credit invoice as it would stand in the ledger.
struct preview_document {
  document_kind kind = document_kind::invoice;
  std::string reference;
  bool number_is_ours = false;  // the reference is the invoice number; else the ledger gives one
  std::string original_reference;
  date booked_on{};
  core::currency currency;
  bool prices_include_vat = true;
  contact_spec customer;
  std::vector<preview_line> lines;
  std::vector<preview_vat> vat;
  minor_units total = 0;
  std::vector<preview_payment> payments;
  bool stays_draft = false;
  std::string email_to;  // "" = not e-mailed
  std::string style;     // M5, by name; "" = the ledger's default
  std::string workflow;  // M6
  std::vector<std::string> notes;
};

/// What stands in the ledger already.
struct preview_booked {
  std::string id;
  std::string number;
  std::string reference;
  std::string url;
};

struct preview_failure {
  std::string code;      // "E-BTW"
  std::string sentence;  // what went wrong
  std::string detail;    // "" when the sentence holds it
  std::string advice;    // what to do
};

/// One order or one credit.
struct preview_entry {
  item_kind kind = item_kind::order;
  std::string shop_id;
  std::string number;
  std::string status;  // the shop's; "" for a credit
  date placed{};
  bool dated = true;  // false: `placed` is unknown
  core::currency currency;
  minor_units total = 0;  // negative for credits
  preview_state state{};
  std::string reason;                        // why it stands where it stands
  std::optional<preview_failure> failure;    // of making the document, or of the earlier attempt
  std::optional<preview_document> document;  // not for what is skipped or booked
  std::optional<preview_booked> booked;
};

struct preview {
  std::uint64_t number = 0;
  std::string integration;
  std::string ledger;
  std::string administration;
  std::string asked;
  std::string remark;  // why nothing at all is booked at the moment; "" = it works
  time_point made_at{};
  std::vector<preview_entry> entries;  // newest first; credits behind their order
  std::size_t count_of(preview_state state) const noexcept;
};

preview make_preview(const preview_input& input);

/// The error as a person should read it; `ledger` is what people call it.
preview_failure tell(const error& failure, const std::string& ledger);
/// What a person does about it; "" when there is nothing to do.
std::string_view advice_for(errc code) noexcept;

/// Whether an error may come from lists that are no longer what the ledger has.
bool blames_lists(const preview& value) noexcept;

std::string to_text(const preview& value);
std::string to_json(const preview& value);

}  // namespace boekbrug::core
