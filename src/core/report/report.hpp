#pragma once
// The report 'Sluitend': the shop's own books against the ledger's, per day and per VAT rate, and
// every difference with its order and its reason. Pure: what was read comes in, a report goes out.

#include "core/order/order.hpp"
#include "core/ports/ledger_adapter.hpp"
#include "core/ports/shop_adapter.hpp"
#include "core/sync/item.hpp"
#include "core/sync/settings.hpp"
#include "core/time/time_zone.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::core {

/// Orders and documents are read so many days around the period: an order's booking date and its
/// creation differ.
inline constexpr std::chrono::days report_margin{40};

struct report_input {
  date from{};  // both days belong to the period
  date to{};
  std::vector<order> orders;  // of the period and its margin, every status
  std::vector<std::pair<std::string, credit>> credits;  // id of the original order, credit
  std::vector<scan_page::unreadable_order> unreadable;
  std::vector<item> items;                 // all of the integration
  std::vector<ledger_document> documents;  // of the period and its margin, whoever made them
  ledger_lists lists;
  card_settings cards;
  const time_zone* zone = nullptr;  // the shop's; nullptr = UTC
  core::currency currency;          // of the administration
  time_point now{};
  std::string integration;  // its name
  // What judging an order that has no item needs (sync/judge.hpp).
  time_point installed_at{};
  bool first_scan_done = true;
  // What the VAT of a refund by amount needs (booking/make_plan.hpp).
  std::string shop_country;
  ledger_arithmetic arithmetic = ledger_arithmetic::per_rate;
  ledger_traits traits;
  /// False: a stored credit that was not among what was read need not be gone from the shop.
  bool credits_by_order = true;
  /// When the documents began to be read: what was booked later may be missing among them. 0 =
  /// before all items.
  time_point documents_read_at{};
};

/// What to ask of the shop, [from, to), and of the ledger, both days included.
struct report_window {
  time_point created_from;
  time_point created_to;
  date dated_from{};
  date dated_to{};
};
report_window window_of(date from, date to, const time_zone* zone);

/// Net and VAT of one rate; `rate_id` is the ledger's, "" when the shop's line leads to none.
struct rate_share {
  std::string rate_id;
  std::optional<decimal> percent;  // empty: a rate that the ledger's list no longer has
  std::string country;             // "" = the shop did not say, or a rate of the ledger's home
  minor_units net = 0;
  minor_units vat = 0;
};

/// One order or credit as one of the two sides has it.
struct report_side {
  bool present = false;
  date day{};
  minor_units total = 0;
  minor_units vat = 0;
  bool vat_known = true;                  // a refund by amount may leave its VAT open
  std::optional<minor_units> stated_net;  // the ledger's own word, beside total and VAT
  std::vector<rate_share> rates;
  minor_units net() const noexcept { return total - vat; }
};

enum class row_state : std::uint8_t {
  sent = 1,
  ready,         // should be in the ledger; its turn comes
  needs_action,  // should be in the ledger; a person must act
  not_read,      // eligible in the shop; the next run will see it
  waiting,
  skipped,
  unreadable,  // the shop's answer about it makes no sense
  by_hand,     // a document under our reference that Boekbrug did not make
};
std::string_view name(row_state state) noexcept;

/// One order, one credit, or one document by another hand.
struct report_row {
  item_kind kind = item_kind::order;
  row_state state = row_state::sent;
  std::string shop_id;
  std::string order_id;
  std::string number;
  core::currency currency;
  date day{};  // that it belongs to by card S8
  std::string reason;
  bool live = false;  // read from the shop just now; else as stored when it was last seen
  report_side shop;
  report_side ledger;
  std::string document_id;
  std::string document_number;
  std::string document_url;
  bool shop_counts = false;    // belongs in the ledger, and its day lies in the period
  bool ledger_counts = false;  // stands in the ledger, and its day lies in the period
  minor_units difference() const noexcept;
  minor_units vat_difference() const noexcept;
  /// Should be in the ledger and is not, as far as we know ourselves.
  bool is_open() const noexcept;
};

enum class finding_kind : std::uint8_t {
  document_gone = 1,
  document_changed,  // in the ledger, after booking
  changed_in_shop,   // after booking
  changed_on_both_sides,
  other_rate,  // same VAT, another rate of the ledger (another box of the return)
  other_day,
  doubled,              // a second document for an order that is booked
  by_hand,              // a document for an order that we did not book
  unexpected_document,  // our own, of an order that waits or is skipped
  order_gone,           // from the shop, after booking
  unreadable,
  cancelled_after_booking,
  still_draft,
};
std::string_view name(finding_kind kind) noexcept;

struct report_finding {
  finding_kind kind{};
  bool explained = false;  // we know why; a remark when its difference is 0
  item_kind of = item_kind::order;
  std::string shop_id;
  std::string number;
  core::currency currency;
  date day{};
  std::optional<minor_units> shop_total;  // empty: not there
  std::optional<minor_units> shop_vat;
  std::optional<minor_units> ledger_total;
  std::optional<minor_units> ledger_vat;
  std::string document_number;
  minor_units difference = 0;  // its part of the report's difference
  std::string reason;
};

struct report_sum {
  std::uint32_t count = 0;
  minor_units net = 0;
  minor_units vat = 0;
  minor_units total = 0;
};
struct report_day {
  date day{};
  report_sum shop;  // what belongs in the ledger
  report_sum ledger;
  minor_units difference() const noexcept { return shop.total - ledger.total; }
};
struct report_rate {
  std::string rate_id;
  std::string name;
  std::optional<decimal> percent;
  std::string country;
  report_sum shop;  // its count stays 0
  report_sum ledger;
};
/// Waiting or skipped ones with the same reason.
struct report_group {
  std::string reason;
  std::uint32_t count = 0;
  minor_units total = 0;  // of those in the administration's currency
};
struct other_currency {
  core::currency currency;
  report_sum shop;
  report_sum ledger;
  minor_units difference() const noexcept { return shop.total - ledger.total; }
};

struct report {
  std::string integration;
  std::string administration;
  date from{};
  date to{};
  time_point made_at{};
  core::currency currency;
  std::uint32_t orders = 0;           // of the shop in the period, whatever their status
  minor_units orders_total = 0;       // in the administration's currency
  std::uint32_t invoices = 0;         // documents of ours in the period
  std::uint32_t credit_invoices = 0;  // of these
  std::vector<report_row> rows;       // by day and number
  std::vector<report_day> days;       // only days on which something stands
  std::vector<report_rate> rates;
  std::vector<report_group> waiting;
  std::vector<report_group> skipped;
  std::vector<report_finding> findings;  // beside the open rows
  std::uint32_t open = 0;
  minor_units open_total = 0;
  std::uint32_t unexplained = 0;  // findings without an explanation
  report_sum shop;                // all that belongs in the ledger
  report_sum ledger;
  minor_units difference = 0;  // shop - ledger, in the administration's currency
  std::vector<other_currency> other_currencies;
  /// Nothing is unexplained and no row differs: then `difference` is 0 too, and not because two
  /// differences cancel out.
  bool closes() const noexcept;
  /// Whether that day lies in the period.
  bool covers(date day) const noexcept;
};

report make_report(const report_input& input);

/// A table for a terminal, ends with "sluitend: N orders, M invoices, difference X EUR".
std::string to_text(const report& value);
std::string to_json(const report& value);
/// One row per order, credit or document by another hand (RFC 4180).
std::string to_csv(const report& value);

}  // namespace boekbrug::core
