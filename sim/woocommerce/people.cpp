#include "sim/woocommerce/people.hpp"

#include <array>
#include <span>

namespace boekbrug::sim::woocommerce {
namespace {

struct place {
  std::string_view country, city, postcode, street;
};

constexpr std::array<std::string_view, 12> first_names{
    "Sanne", "Tom",    "No\u00eblle", "Pieter", "Anneke",     "Joris",
    "Iris",  "Fatima", "Kees",        "Lotte",  "Bj\u00f6rn", "Noor \U0001F337"};
constexpr std::array<std::string_view, 12> last_names{
    "Meijer",      "de Boer", "Jansen",   "de Vries", "van den Heuvel-\u00d6zt\u00fcrk",
    "Bos",         "Smit",    "Hendriks", "'t Hart",  "de Wit",
    "M\u00fcller", "Dubois"};
constexpr std::array<std::string_view, 6> companies{
    "Atelier De Wit B.V.", "Bakkerij \u2019t Zuiden B.V.", "Smit &amp; Zonen",
    "\"De Draad\" VOF",    "Caf\u00e9 Noord \u2615",       "Weverij <Oost> B.V."};
constexpr std::array<std::string_view, 4> foreign_companies{
    "M\u00fcller Textil GmbH", "Tissage du Nord SARL", "Linnen &amp; Co BV", "Stra\u00dfen AG"};

constexpr std::array<place, 6> dutch{{{"NL", "Utrecht", "3511 AB", "Lijnbaan"},
                                      {"NL", "Amsterdam", "1013 AA", "Kade"},
                                      {"NL", "Groningen", "9712 NC", "Nieuwe Ebbingestraat"},
                                      {"NL", "'s-Hertogenbosch", "5211 AA", "Brink"},
                                      {"NL", "Tilburg", "5038 VA", "Weverstraat"},
                                      {"NL", "S\u00fbdwest-Frysl\u00e2n", "8601 AA", "Singel"}}};
constexpr std::array<place, 3> european{{{"BE", "Gent", "9000", "Veldstraat"},
                                         {"DE", "K\u00f6ln", "50667", "K\u00f6lner Stra\u00dfe"},
                                         {"FR", "Lille", "59000", "Rue de l'H\u00f4pital"}}};
constexpr std::array<place, 1> swiss{{{"CH", "Z\u00fcrich", "8001", "Bahnhofstrasse"}}};

/// A well spread number out of two; SplitMix64's finaliser.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t x = a * 0x9E3779B97F4A7C15U + b + 0x632BE59BD9B4E019U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

template <class List>
const auto& pick(const List& list, std::uint64_t number) {
  return list[static_cast<std::size_t>(number % list.size())];
}

std::span<const place> places_of(market kind) {
  if (kind == market::outside_eu) {
    return swiss;
  }
  return kind == market::eu_company || kind == market::eu_consumer
             ? std::span<const place>{european}
             : dutch;
}

std::string digits_of(std::uint64_t number, std::size_t width) {
  std::string out = std::to_string(number);
  return out.size() >= width ? out.substr(out.size() - width)
                             : std::string(width - out.size(), '0') + out;
}

std::string dutch_number(std::uint64_t number) {
  for (;; ++number) {
    const std::string base = digits_of(10'000'000 + number % 89'000'000, 8);
    unsigned sum = 0;
    for (unsigned i = 0; i < 8; ++i) {
      sum += static_cast<unsigned>(base[i] - '0') * (9 - i);
    }
    if (sum % 11 < 10) {
      return "NL" + base + std::to_string(sum % 11) + "B01";
    }
  }
}

std::string german_number(std::uint64_t number) {
  const std::string base = digits_of(10'000'000 + number % 89'000'000, 8);
  unsigned product = 10;
  for (const char c : base) {
    unsigned sum = (static_cast<unsigned>(c - '0') + product) % 10;
    sum = sum == 0 ? 10 : sum;
    product = 2 * sum % 11;
  }
  return "DE" + base + std::to_string((11 - product) % 10);
}

}  // namespace

std::string make_vat_number(std::string_view country, std::uint64_t number) {
  if (country == "DE") {
    return german_number(number);
  }
  if (country == "BE") {
    const std::uint64_t base = 4'000'000 + number % 3'000'000;
    return "BE0" + digits_of(base, 7) + digits_of(97 - base % 97, 2);
  }
  if (country == "FR") {
    const std::uint64_t siren = 300'000'000 + number % 600'000'000;
    return "FR" + digits_of((12 + 3 * (siren % 97)) % 97, 2) + digits_of(siren, 9);
  }
  return dutch_number(number);
}

customer make_customer(market kind, std::uint64_t number, std::uint64_t seed) {
  const std::uint64_t luck = mix(seed ^ static_cast<std::uint64_t>(kind), number);
  const place& home = pick(places_of(kind), luck >> 8U);
  const bool company = kind == market::domestic_company || kind == market::eu_company;
  customer out;
  person& who = out.who;
  who.first_name = pick(first_names, luck >> 16U);
  who.last_name = pick(last_names, luck >> 24U);
  if (company) {
    who.company = kind == market::eu_company ? pick(foreign_companies, luck >> 32U)
                                             : pick(companies, luck >> 32U);
    out.vat_number = make_vat_number(home.country, luck % 80'000'000);
  }
  who.address_1 = std::string{home.street} + " " + std::to_string(1 + (luck >> 40U) % 300);
  who.city = home.city;
  who.postcode = home.postcode;
  who.country = home.country;
  constexpr std::array<std::string_view, 5> mailboxes{"klant", "inkoop", "einkauf", "buyer",
                                                      "kunde"};
  who.email = std::string{mailboxes[static_cast<std::size_t>(kind)]} + "." +
              std::to_string(seed % 1'000'000) + "." + std::to_string(number) + "@voorbeeld.test";
  who.phone = "06" + digits_of(luck, 8);
  return out;
}

}  // namespace boekbrug::sim::woocommerce
