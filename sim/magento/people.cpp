#include "sim/magento/people.hpp"

#include <array>
#include <span>

namespace boekbrug::sim::magento {
namespace {

struct place {
  std::string_view country, city, postcode, street, region;
};

constexpr std::array<std::string_view, 10> first_names{
    "Noor", "Daan", "Zo\u00eb", "Bram", "Fenna", "Ruben", "Aylin", "Jelle", "Ma\u00efte", "Sem"};
constexpr std::array<std::string_view, 10> last_names{
    "de Wit", "Visser",  "van der Ploeg", "Bakker",  "Y\u0131ld\u0131z",
    "Mulder", "'t Hoen", "Dijkstra",      "Peeters", "Sch\u00e4fer"};
constexpr std::array<std::string_view, 5> companies{
    "Atelier De Wit B.V.", "Zeilmakerij &quot;Noord&quot;", "Bakker & Zonen VOF",
    "Caf\u00e9 De Haven", "Stichting \u2019t Weefgetouw"};
constexpr std::array<std::string_view, 4> foreign_companies{
    "Sch\u00e4fer Stoffe GmbH", "Peeters Textiel BV", "Maison du Lin SARL", "Garn & Co KG"};

constexpr std::array<place, 5> dutch{{{"NL", "Utrecht", "3511 AB", "Lijnbaan", "Utrecht"},
                                      {"NL", "Zeist", "3701 CD", "Kade", ""},
                                      {"NL", "Leeuwarden", "8911 BX", "Nieuweburen", "Friesland"},
                                      {"NL", "'s-Gravenhage", "2511 CE", "Spui", ""},
                                      {"NL", "Breda", "4811 HC", "Haagdijk", "Noord-Brabant"}}};
constexpr std::array<place, 3> european{
    {{"BE", "Antwerpen", "2000", "Meir", ""},
     {"DE", "M\u00fcnster", "48143", "Salzstra\u00dfe", "Nordrhein-Westfalen"},
     {"FR", "Rennes", "35000", "Rue d'Antrain", ""}}};
constexpr std::array<place, 1> outside{{{"CH", "Bern", "3011", "Kramgasse", "Bern"}}};

/// SplitMix64's finaliser over both.
std::uint64_t spread(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t x = a * 0x9E3779B97F4A7C15U + b + 0x632BE59BD9B4E019U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

template <class List>
const auto& pick(const List& list, std::uint64_t number) {
  return list[static_cast<std::size_t>(number % list.size())];
}

std::string padded(std::uint64_t number, std::size_t width) {
  std::string out = std::to_string(number);
  return out.size() >= width ? out.substr(out.size() - width)
                             : std::string(width - out.size(), '0') + out;
}

/// Numbers whose check digits are right, so that a client's own check takes them.
std::string vat_number(std::string_view country, std::uint64_t number) {
  if (country == "BE") {
    const std::uint64_t base = 4'000'000 + number % 3'000'000;
    return "BE0" + padded(base, 7) + padded(97 - base % 97, 2);
  }
  if (country == "FR") {
    const std::uint64_t siren = 300'000'000 + number % 600'000'000;
    return "FR" + padded((12 + 3 * (siren % 97)) % 97, 2) + padded(siren, 9);
  }
  if (country == "DE") {
    const std::string base = padded(10'000'000 + number % 89'000'000, 8);
    unsigned product = 10;
    for (const char c : base) {
      unsigned sum = (static_cast<unsigned>(c - '0') + product) % 10;
      sum = sum == 0 ? 10 : sum;
      product = 2 * sum % 11;
    }
    return "DE" + base + std::to_string((11 - product) % 10);
  }
  for (;; ++number) {
    const std::string base = padded(10'000'000 + number % 89'000'000, 8);
    unsigned sum = 0;
    for (unsigned i = 0; i < 8; ++i) {
      sum += static_cast<unsigned>(base[i] - '0') * (9 - i);
    }
    if (sum % 11 < 10) {
      return "NL" + base + std::to_string(sum % 11) + "B01";
    }
  }
}

std::span<const place> places_of(market kind) {
  if (kind == market::outside_eu) {
    return outside;
  }
  return kind == market::eu_company || kind == market::eu_consumer
             ? std::span<const place>{european}
             : std::span<const place>{dutch};
}

}  // namespace

customer make_customer(market kind, std::uint64_t number, std::uint64_t seed) {
  const std::uint64_t luck = spread(seed ^ static_cast<std::uint64_t>(kind), number);
  const place& home = pick(places_of(kind), luck >> 8U);
  constexpr std::array<std::string_view, 5> mailboxes{"klant", "inkoop", "einkauf", "buyer",
                                                      "kunde"};
  customer out;
  out.prefix = luck % 5 == 0 ? "Mevr." : "";
  out.first_name = pick(first_names, luck >> 16U);
  out.last_name = pick(last_names, luck >> 24U);
  if (kind == market::domestic_company || kind == market::eu_company) {
    out.company = kind == market::eu_company ? pick(foreign_companies, luck >> 32U)
                                             : pick(companies, luck >> 32U);
    out.vat_number = vat_number(home.country, luck % 80'000'000);
  }
  out.street = home.street;
  out.house_number = std::to_string(1 + (luck >> 40U) % 300);
  out.city = home.city;
  out.postcode = home.postcode;
  out.country = home.country;
  out.region = home.region;
  out.email = std::string{mailboxes[static_cast<std::size_t>(kind)]} + "." +
              std::to_string(seed % 1'000'000) + "." + std::to_string(number) + "@winkelier.test";
  out.phone = "06" + padded(luck, 8);
  return out;
}

}  // namespace boekbrug::sim::magento
