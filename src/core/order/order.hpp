#pragma once
// The canonical order: what every shop adapter makes of its shop's answer.

#include "core/base/money.hpp"
#include "core/time/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::core {

struct address {
  std::string first_name;
  std::string last_name;
  std::string company;
  std::string street;   // first address line
  std::string street2;  // second address line
  std::string postcode;
  std::string city;
  std::string state;
  std::string country;  // ISO 3166 alpha-2, upper case; "" when the shop has none
  std::string email;
  std::string phone;
};

enum class line_kind : std::uint8_t { product = 1, shipping, fee, discount, rounding };

/// One line as the shop charged it, after discounts. `net + vat` is what the customer pays for it.
struct order_line {
  line_kind kind = line_kind::product;
  std::string id;    // the shop's line id; refund lines name the line they take back
  std::string name;  // plain text: entities decoded, tags removed; variant included
  std::string sku;
  std::string product_id;  // "" when unknown or deleted
  decimal quantity = 1;    // may be negative (refunds), 0 or fractional
  minor_units net = 0;     // whole line, without VAT
  minor_units vat = 0;     // whole line
  /// Percentage charged ("21"). Empty: the shop attached no rate to this line (which is not the
  /// same as a rate of 0).
  std::optional<decimal> vat_percent;
  std::string vat_country;  // country of the rate that the shop used; "" when the shop did not say
  bool is_service = false;  // virtual or downloadable, as far as the shop said
};

/// VAT as the shop itself added it up, per rate; used as a cross-check and in reports.
struct vat_total {
  decimal percent;
  std::string country;  // "" when the shop did not say
  minor_units net = 0;
  minor_units vat = 0;
};

/// Part of the total that was paid with a gift card or store credit: a payment, not a discount.
struct gift_payment {
  std::string code;
  minor_units amount = 0;
};

/// Mention of a refund inside an order; the details are read separately.
struct credit_mention {
  std::string id;
  minor_units amount = 0;  // positive
  std::string reason;
};

struct order {
  std::string id;              // the shop's key; everything is keyed by it
  std::string number;          // what the merchant sees
  std::string invoice_number;  // of the shop's invoice plugin; "" when there is none
  std::string status;          // the shop's slug
  core::currency currency;
  bool prices_include_vat = true;
  time_point created;
  time_point modified;
  std::optional<time_point> paid;
  std::optional<time_point> completed;
  std::optional<time_point> invoiced;  // date of the shop's own invoice
  minor_units total = 0;  // what the customer paid or must pay, gift cards already taken off
  minor_units total_vat =
      0;  // as the shop says it; the lines win when they differ (woocommerce.md 4)
  std::vector<order_line> lines;
  std::vector<vat_total> vat_totals;
  std::vector<gift_payment> gift_payments;
  std::string customer_id;  // "" or "0" for a guest
  address billing;
  address shipping;
  std::string vat_number;            // cleaned: no spaces, dots, dashes; with country prefix
  bool vat_exempt = false;           // the shop says that it charged no VAT on purpose
  std::string payment_method;        // key
  std::string payment_method_title;  // shown to people
  std::string transaction_id;
  std::string customer_note;
  std::string store_view;
  std::vector<credit_mention> credits;
  bool is_test = false;
  /// The shop cannot tell whether it is paid (bank transfer checked by hand): a status chosen in S1
  /// then says so (product.md 3.1).
  bool paid_by_status = false;
  bool cancelled = false;      // never to be delivered, or taken back before it was paid
  std::uint64_t revision = 0;  // changes when the shop's own summary of the order changes; 0: none
};

/// A refund, credit memo or credit order. Amounts of lines are negative, `amount` is positive.
struct credit {
  std::string id;
  std::string order_id;
  std::string number;  // "" when the shop gives none
  time_point created;
  minor_units amount = 0;         // what went back to the customer; the truth
  std::vector<order_line> lines;  // may be empty: a refund by amount only
  std::string reason;
};

}  // namespace boekbrug::core
