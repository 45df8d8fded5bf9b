#pragma once
// The errors of the house: one code per thing that can go wrong, one decision per code.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::core {

/// What went wrong. The first group are the codes that a merchant sees (reference/product.md 8);
/// the second group stays inside the program. 0 means "no error" to CAF and is never used.
enum class errc : std::uint8_t {
  shop_unreachable = 1,       // E-WINKEL
  shop_refused,               // E-WINKEL-RECHT
  shop_api_missing,           // E-WOO-LINKS
  shop_token_refused,         // E-MAGE-TOKEN
  shop_plan,                  // E-PAKKET-WINKEL
  shop_answer_unreadable,     // E-ANTWOORD
  ledger_unreachable,         // E-BOEK
  ledger_refused,             // E-BOEK-RECHT
  administration_gone,        // E-ADMIN
  ledger_limit,               // E-LIMIET
  ledger_plan,                // E-PAKKET-BOEK
  vat_unmapped,               // E-BTW
  vat_rate_unusable,          // E-BTW-CODE
  vat_number_invalid,         // E-BTWNR
  ledger_account_unusable,    // E-GROOTBOEK
  profile_unusable,           // E-PROFIEL
  customer_refused,           // E-KLANT
  email_refused,              // E-EMAIL
  country_unknown,            // E-LAND
  document_exists,            // E-DUBBEL
  period_closed,              // E-PERIODE
  totals_differ,              // E-TOTAAL
  ledger_computes_otherwise,  // E-REKEN
  line_count,                 // E-REGELS
  currency_off,               // E-VALUTA
  payment_missing,            // E-BETALING
  still_draft,                // E-VERZENDEN
  credit_without_original,    // E-CREDIT
  credit_vat_unknown,         // E-CREDIT-BTW
  product_not_copied,         // E-PRODUCT
  order_gone,                 // E-WEG
  ledger_refused_content,     // E-ONBEKEND

  invalid_input,      // what a person or a file gave us is wrong; detail says where
  not_found,          // the thing asked for does not exist
  already_exists,     // the thing to be made exists
  throttled,          // a waiting line of ours is full; come back later
  timed_out,          // no answer before the deadline; a write may or may not have happened
  connection_failed,  // nothing was sent
  connection_broken,  // the connection ended while the exchange was under way
  tls_failed,         // certificate or handshake refused
  address_forbidden,  // the host resolves to a range that tenants may not reach
  body_too_large,     // the answer is larger than the limit of the request
  not_http,           // the peer does not speak HTTP
  storage_full,       // map or disk full; nothing was stored
  storage_failed,     // any other failure of the store; nothing was stored
  storage_corrupt,    // a record cannot be read
  access_expired,     // the ledger's access token must be renewed before the call is repeated
  cancelled,          // asked to stop
  internal,           // a bug of ours
};

/// What the caller does about an error.
enum class decision : std::uint8_t {
  retry,         // passes by itself: try again after a backoff
  retry_after,   // passes by itself: try again at the time the remote named, else as retry
  give_up,       // trying again unchanged is pointless
  ask_operator,  // a person must act: reconnect, upgrade, fill in
};

struct error {
  errc code{};
  std::string detail;  // remote status, code and message; never a secret
  std::optional<std::chrono::seconds> retry_after;  // time to wait, as the remote asked
};

/// The code that a merchant sees ("E-WINKEL"), or an inner name ("timed_out").
std::string_view code_name(errc code) noexcept;
/// The errc of a name given by `code_name`.
std::optional<errc> code_from_name(std::string_view name) noexcept;
decision decide(errc code) noexcept;
/// One sentence for a person, in Dutch or English; "{ledger}" and "{x}" are filled from `subject`.
std::string explain(const error& failure, std::string_view language, std::string_view subject = {});

}  // namespace boekbrug::core
