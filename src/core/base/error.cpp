#include "core/base/error.hpp"

#include <array>

namespace boekbrug::core {
namespace {

struct row {
  errc code;
  std::string_view name;
  decision what_to_do;
  std::string_view dutch;
  std::string_view english;
};

using enum decision;

// reference/product.md 8, in the order of the enum; the rest is never shown to a merchant.
constexpr std::array table{
    row{errc::shop_unreachable, "E-WINKEL", retry, "De webwinkel is niet bereikbaar.",
        "The shop cannot be reached."},
    row{errc::shop_refused, "E-WINKEL-RECHT", ask_operator,
        "De webwinkel weigert de sleutel of token.", "The shop refuses the key or token."},
    row{errc::shop_api_missing, "E-WOO-LINKS", ask_operator, "De WooCommerce-API is niet gevonden.",
        "The WooCommerce API was not found."},
    row{errc::shop_token_refused, "E-MAGE-TOKEN", ask_operator,
        "Magento accepteert dit token niet rechtstreeks.",
        "Magento does not accept this token by itself."},
    row{errc::shop_plan, "E-PAKKET-WINKEL", ask_operator,
        "Je webwinkelpakket geeft geen toegang tot de API.", "Your shop plan has no API access."},
    row{errc::shop_answer_unreadable, "E-ANTWOORD", retry,
        "De webwinkel gaf een onleesbaar antwoord.", "The shop's answer could not be read."},
    row{errc::ledger_unreachable, "E-BOEK", retry, "{ledger} is niet bereikbaar.",
        "{ledger} cannot be reached."},
    row{errc::ledger_refused, "E-BOEK-RECHT", ask_operator,
        "De toegang tot {ledger} is ingetrokken of verlopen.",
        "Access to {ledger} was withdrawn or expired."},
    row{errc::administration_gone, "E-ADMIN", ask_operator,
        "De administratie bestaat niet meer of is afgesloten.",
        "The administration is gone or closed."},
    row{errc::ledger_limit, "E-LIMIET", retry_after,
        "{ledger} verwerkt nu geen verzoeken meer; we gaan later verder.",
        "{ledger} takes no more requests now; we continue later."},
    row{errc::ledger_plan, "E-PAKKET-BOEK", ask_operator,
        "Je {ledger}-pakket staat deze factuur niet toe.",
        "Your {ledger} plan does not allow this invoice."},
    row{errc::vat_unmapped, "E-BTW", ask_operator, "Voor btw '{x}' is geen tarief gekozen.",
        "No rate has been chosen for VAT '{x}'."},
    row{errc::vat_rate_unusable, "E-BTW-CODE", ask_operator,
        "Het gekozen btw-tarief bestaat niet meer of past niet bij de boeking.",
        "The chosen VAT rate is gone or does not fit the booking."},
    row{errc::vat_number_invalid, "E-BTWNR", ask_operator,
        "Het btw-nummer van de klant is ongeldig: '{x}'.",
        "The customer's VAT number is not valid: '{x}'."},
    row{errc::ledger_account_unusable, "E-GROOTBOEK", ask_operator,
        "Grootboekrekening '{x}' bestaat niet of heeft de verkeerde categorie.",
        "Ledger account '{x}' is missing or of the wrong category."},
    row{errc::profile_unusable, "E-PROFIEL", ask_operator,
        "Factuurprofiel, workflow of sjabloon bestaat niet meer.",
        "The profile, workflow or template is gone."},
    row{errc::customer_refused, "E-KLANT", ask_operator,
        "De klant kon niet worden aangemaakt: {x}.", "The customer could not be created: {x}."},
    row{errc::email_refused, "E-EMAIL", ask_operator,
        "Het e-mailadres '{x}' wordt niet geaccepteerd.",
        "The e-mail address '{x}' is not accepted."},
    row{errc::country_unknown, "E-LAND", ask_operator, "De order heeft geen of een onbekend land.",
        "The order has no country or an unknown one."},
    row{errc::document_exists, "E-DUBBEL", ask_operator,
        "Er bestaat al een factuur met nummer {x} in {ledger}.",
        "{ledger} already has an invoice numbered {x}."},
    row{errc::period_closed, "E-PERIODE", ask_operator, "De periode van {x} is afgesloten.",
        "The period of {x} is closed."},
    row{errc::totals_differ, "E-TOTAAL", ask_operator,
        "Regels en ordertotaal komen niet overeen: {x}.", "Lines and order total differ: {x}."},
    row{errc::ledger_computes_otherwise, "E-REKEN", ask_operator,
        "{ledger} rekent een ander btw-bedrag uit.", "{ledger} works out another VAT amount."},
    row{errc::line_count, "E-REGELS", ask_operator, "De order heeft geen of te veel regels.",
        "The order has no lines or too many."},
    row{errc::currency_off, "E-VALUTA", ask_operator,
        "De order is in {x}; dat is niet ingeschakeld of niet mogelijk.",
        "The order is in {x}, which is off or not possible."},
    row{errc::payment_missing, "E-BETALING", ask_operator,
        "De factuur is gemaakt, de betaling niet geregistreerd.",
        "The invoice was made, the payment was not registered."},
    row{errc::still_draft, "E-VERZENDEN", ask_operator, "De factuur staat nog als concept.",
        "The invoice is still a draft."},
    row{errc::credit_without_original, "E-CREDIT", ask_operator,
        "Bij deze creditering is de oorspronkelijke order niet verwerkt.",
        "The original order of this credit was not sent."},
    row{errc::credit_vat_unknown, "E-CREDIT-BTW", ask_operator,
        "De btw van deze terugbetaling is niet te bepalen.",
        "The VAT of this refund cannot be determined."},
    row{errc::product_not_copied, "E-PRODUCT", give_up, "Product '{x}' kon niet worden overgezet.",
        "Product '{x}' could not be copied."},
    row{errc::order_gone, "E-WEG", ask_operator, "De order bestaat niet meer in de webwinkel.",
        "The order no longer exists in the shop."},
    row{errc::ledger_refused_content, "E-ONBEKEND", ask_operator,
        "{ledger} weigerde de order: \"{x}\".", "{ledger} refused the order: \"{x}\"."},
    row{errc::invalid_input, "invalid_input", give_up, "De invoer klopt niet: {x}.",
        "The input is not right: {x}."},
    row{errc::not_found, "not_found", give_up, "Niet gevonden: {x}.", "Not found: {x}."},
    row{errc::already_exists, "already_exists", give_up, "Bestaat al: {x}.",
        "Exists already: {x}."},
    row{errc::throttled, "throttled", retry, "Te druk; we gaan later verder.",
        "Too busy; we continue later."},
    row{errc::timed_out, "timed_out", retry, "Geen antwoord op tijd.", "No answer in time."},
    row{errc::connection_failed, "connection_failed", retry, "Geen verbinding mogelijk.",
        "No connection could be made."},
    row{errc::connection_broken, "connection_broken", retry, "De verbinding werd verbroken.",
        "The connection was broken."},
    row{errc::tls_failed, "tls_failed", retry, "De beveiligde verbinding is geweigerd: {x}.",
        "The secure connection was refused: {x}."},
    row{errc::address_forbidden, "address_forbidden", ask_operator,
        "Dit adres mag niet worden bezocht.", "This address may not be visited."},
    row{errc::body_too_large, "body_too_large", retry, "Het antwoord is te groot.",
        "The answer is too large."},
    row{errc::not_http, "not_http", retry, "Het antwoord is geen HTTP.", "The answer is not HTTP."},
    row{errc::storage_full, "storage_full", retry, "De opslag is vol.", "The storage is full."},
    row{errc::storage_failed, "storage_failed", retry, "De opslag weigert.", "The storage fails."},
    row{errc::storage_corrupt, "storage_corrupt", give_up, "De opslag is beschadigd.",
        "The storage is damaged."},
    row{errc::access_expired, "access_expired", retry, "De toegang moet worden vernieuwd.",
        "Access must be renewed."},
    row{errc::cancelled, "cancelled", retry, "Afgebroken.", "Cancelled."},
    row{errc::internal, "internal", give_up, "Fout in Boekbrug: {x}.", "A fault of Boekbrug: {x}."},
};

// The table is indexed by the enum: each name must stand at its own place.
static_assert([] {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].code) != i + 1) {
      return false;
    }
  }
  return table.size() == static_cast<std::size_t>(errc::internal);
}());

const row* find(errc code) noexcept {
  const auto index = static_cast<std::size_t>(code);
  return index == 0 || index > table.size() ? nullptr : &table[index - 1];
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

}  // namespace

std::string_view code_name(errc code) noexcept {
  const auto* found = find(code);
  return found == nullptr ? std::string_view{"none"} : found->name;
}

std::optional<errc> code_from_name(std::string_view name) noexcept {
  for (const auto& each : table) {
    if (each.name == name) {
      return each.code;
    }
  }
  return std::nullopt;
}

decision decide(errc code) noexcept {
  const auto* found = find(code);
  return found == nullptr ? give_up : found->what_to_do;
}

std::string explain(const error& failure, std::string_view language, std::string_view subject) {
  const auto* found = find(failure.code);
  if (found == nullptr) {
    return failure.detail;
  }
  std::string text{language == "en" ? found->english : found->dutch};
  replace_all(text, "{ledger}", subject.empty() ? std::string_view{"Het boekhoudpakket"} : subject);
  replace_all(text, "{x}", failure.detail);
  return text;
}

}  // namespace boekbrug::core
