#pragma once
// Order -> booking plan: VAT classes, mapping, lines, proof (product.md R6-R10, DESIGN 2.4).

#include "core/booking/plan.hpp"
#include "core/order/order.hpp"
#include "core/ports/ledger_adapter.hpp"
#include "core/sync/settings.hpp"
#include "core/time/time_zone.hpp"

namespace boekbrug::core {

struct plan_context {
  const card_settings* cards = nullptr;
  const ledger_lists* lists = nullptr;
  const time_zone* zone = nullptr;  // the shop's
  ledger_arithmetic arithmetic = ledger_arithmetic::per_rate;
  ledger_traits traits;
  time_point now{};
  std::string shop_country;   // base country of the shop; "" = administration's
  bool from_history = false;  // booked because of S3: never e-mailed to the customer (M8)
};

/// Errors: vat_unmapped, vat_rate_unusable, ledger_account_unusable, totals_differ, currency_off,
/// country_unknown, line_count, period_closed, vat_number_invalid, invalid_input (amounts out of
/// range). A plan that is returned adds up: `check_plan` holds.
result<booking_plan> make_plan(const order& source, const plan_context& context);

/// The negative document for a credit (R9). Also credit_vat_unknown.
result<booking_plan> make_credit_plan(const credit& source, const order& original,
                                      const plan_context& context);

/// The VAT class of one line (R6). Errors: vat_unmapped (a reason that cannot be told),
/// country_unknown.
result<vat_key> classify(const order_line& line, const order& source, const plan_context& context);

/// The ledger's rate for a class: the mapping row, checked to be active and of that percentage.
result<std::string> map_rate(const vat_key& key, const card_settings& cards,
                             const ledger_lists& lists);

/// Proposes rows M4 from the ledger's own rates by percentage, country and name; doubtful ones are
/// left out.
std::vector<vat_row> propose_vat_rows(const ledger_lists& lists);

/// What the ledger will compute for these lines.
struct plan_totals {
  minor_units total = 0;
  std::vector<plan_vat> vat;
};
plan_totals compute_totals(const std::vector<plan_line>& lines, bool prices_include_vat,
                           currency unit, ledger_arithmetic arithmetic);

/// Whether the plan's lines give its total and its VAT per rate; totals_differ with both numbers
/// when not.
result<void> check_plan(const booking_plan& plan, ledger_arithmetic arithmetic);

/// Whether a document that the ledger holds says what the plan says (total, VAT per rate);
/// ledger_computes_otherwise with both when not.
result<void> compare(const booking_plan& plan, const ledger_document& document);

/// The invoice number where the ledger wants one of ours (B8, B9): prefix, year of the order, order
/// number; ends in a digit and has at most 50 characters (e-boekhouden.md 2.2, 2.5). Credits get a
/// C in front and a series of their own.
std::string make_invoice_number(const order& source, const card_settings& cards,
                                const time_zone* zone);
std::string make_credit_number(const credit& source, const order& original,
                               const card_settings& cards, const time_zone* zone);
/// Whichever of the two kinds the ledger wants.
std::string make_reference(const order& source, const plan_context& context);
std::string make_credit_reference(const credit& source, const order& original,
                                  const plan_context& context);

/// "WC-" style prefix + number, cleaned for look-ups: only characters that every ledger can search
/// for.
std::string make_reference(const order& source, const card_settings& cards);
std::string make_credit_reference(const credit& source, const order& original,
                                  const card_settings& cards);

/// Who to book on (R10): trimmed, company or name, VAT number cleaned.
contact_spec make_contact(const order& source, const card_settings& cards);

}  // namespace boekbrug::core
