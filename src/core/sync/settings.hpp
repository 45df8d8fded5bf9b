#pragma once
// The cards of one integration (product.md 3 and 4) as plain values.

#include "core/booking/vat.hpp"
#include "core/time/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::core {

enum class credit_mode : std::uint8_t { off = 1, from_now, existing_too };                 // S4
enum class number_source : std::uint8_t { order_number = 1, shop_invoice_number };         // S7
enum class date_source : std::uint8_t { ordered = 1, paid, shop_invoice, processed };      // S8
enum class document_status : std::uint8_t { draft = 1, open, paid_if_paid, always_paid };  // M7
/// B1: a sales invoice with lines and layout, or only its entry in the books.
enum class booking_form : std::uint8_t { invoice = 1, entry };
enum class customer_mode : std::uint8_t { per_customer = 1, collective };  // M10

struct payment_route {
  std::string method;   // the shop's payment method key; "*" for all others
  std::string account;  // the ledger's financial account id; "" = 'zonder bewijs'
};

struct card_settings {
  // Shop cards.
  std::vector<std::string> order_statuses;      // S1; empty until resolved: the shop's default
  bool paid_only = true;                        // S2
  std::optional<date> history_from;             // S3; empty = 'Nee'
  credit_mode credits = credit_mode::from_now;  // S4
  bool copy_products = false;                   // S5
  bool group_lines = false;                     // S6
  number_source number = number_source::order_number;  // S7
  date_source invoice_date = date_source::ordered;     // S8
  bool multi_currency = false;                         // S9
  std::vector<std::string> excluded_payment_methods;   // S10
  std::vector<std::string> store_views;                // S11; empty = all
  bool book_zero_orders = false;                       // S12
  std::vector<std::string> paid_when_completed;  // payment methods without a paid date that count
                                                 // as paid (woocommerce.md 2.4)
  std::string vat_number_field;  // meta key that holds the VAT number; "" = the known ones
  // Ledger cards.
  std::string revenue_account;                             // M1; "" = the ledger's default
  std::string revenue_account_high;                        // M2; "" = M1
  std::string revenue_account_low;                         // M2; "" = M1
  std::string revenue_account_other;                       // M2; "" = M1
  std::string shipping_account;                            // M3; "" = as revenue
  std::string payment_cost_account;                        // M3; "" = as revenue
  std::vector<vat_row> vat_rows;                           // M4
  std::string document_style;                              // M5; "" = default
  std::string workflow;                                    // M6; "" = default
  document_status status = document_status::paid_if_paid;  // M7
  bool email_invoice = false;                              // M8
  bool register_payments = true;                           // M9
  std::vector<payment_route> payment_routes;               // M9
  customer_mode customers = customer_mode::per_customer;   // M10
  std::string collective_name;                             // M10
  bool extra_note = false;                                 // M11
  bool extra_delivery_address = false;                     // M11
  bool extra_sku = false;                                  // M11
  bool extra_payment_method = false;                       // M11
  std::string
      reference_prefix;  // B9; set for a second integration on the same administration (DESIGN 2)
  // Cards that only e-Boekhouden.nl has.
  booking_form form = booking_form::invoice;  // B1
  std::string debtor_account;                 // B5
  bool year_in_number = true;                 // B8
  std::uint32_t payment_term_days = 14;       // B10
  std::string cost_center;                    // B10
};

}  // namespace boekbrug::core
