#include "sim/ccvshop/people.hpp"

#include <array>
#include <span>

namespace boekbrug::sim::ccvshop {
namespace {

struct place {
  std::string_view code, country, city, zipcode, street;
};

constexpr std::array<std::string_view, 10> first_names{
    "Sanne", "Tom",  "No\u00eblle", "Pieter",     "Anneke",
    "Joris", "Iris", "Fatima",      "Bj\u00f6rn", "Lotte"};
constexpr std::array<std::string_view, 10> last_names{
    "Meijer", "de Boer", "Jansen", "van den Heuvel-\u00d6zt\u00fcrk",
    "Bos",    "'t Hart", "de Wit", "M\u00fcller",
    "Dubois", "Smit"};
constexpr std::array<std::string_view, 5> dutch_companies{"De Wit Koffie B.V.",
                                                          "Bakkerij 't Zuiden", "Smit & Zonen",
                                                          "Caf\u00e9 Noord", "\"De Draad\" VOF"};
constexpr std::array<std::string_view, 4> foreign_companies{
    "M\u00fcller Kaffee GmbH", "Tissage du Nord SARL", "Linnen & Co BV", "Stra\u00dfen AG"};
constexpr std::array<place, 5> dutch{
    {{"NL", "Nederland", "Utrecht", "3511AB", "Lijnbaan"},
     {"NL", "Nederland", "Amsterdam", "1013AA", "Kade"},
     {"NL", "Nederland", "Groningen", "9712 NC", "Nieuwe Ebbingestraat"},
     {"NL", "Nederland", "'s-Hertogenbosch", "5211 aa", "Brink"},
     {"NL", "Nederland", "S\u00fbdwest-Frysl\u00e2n", "8601AA", "Singel"}}};
constexpr std::array<place, 3> european{
    {{"BE", "Belgi\u00eb", "Gent", "9000", "Veldstraat"},
     {"DE", "Duitsland", "K\u00f6ln", "50667", "K\u00f6lner Stra\u00dfe"},
     {"FR", "Frankrijk", "Lille", "59000", "Rue de l'H\u00f4pital"}}};
constexpr std::array<place, 1> outside{
    {{"CH", "Zwitserland", "Z\u00fcrich", "8001", "Bahnhofstrasse"}}};

template <class List>
const auto& pick(const List& list, std::uint64_t number) {
  return list[static_cast<std::size_t>(number % list.size())];
}

bool is_company(market kind) noexcept {
  return kind == market::domestic_company || kind == market::eu_company;
}

std::uint64_t luck_of(buyer_ref buyer, std::uint64_t seed) noexcept {
  return mixed(seed ^ static_cast<std::uint64_t>(buyer.kind), buyer.number);
}

const place& home_of(buyer_ref buyer, std::uint64_t luck) {
  const bool abroad = buyer.kind == market::eu_company || buyer.kind == market::eu_consumer;
  const std::span<const place> places = buyer.kind == market::outside_eu
                                            ? std::span<const place>{outside}
                                        : abroad ? std::span<const place>{european}
                                                 : std::span<const place>{dutch};
  return pick(places, luck >> 8U);
}

std::string dutch_vat_number(std::uint64_t number) {
  for (;; ++number) {
    const std::string base = std::to_string(10'000'000 + number % 89'000'000);
    unsigned sum = 0;
    for (unsigned i = 0; i < 8; ++i) {
      sum += static_cast<unsigned>(base[i] - '0') * (9 - i);
    }
    if (sum % 11 < 10) {
      return "NL" + base + std::to_string(sum % 11) + "B01";
    }
  }
}

std::string german_vat_number(std::uint64_t number) {
  const std::string base = std::to_string(10'000'000 + number % 89'000'000);
  unsigned product = 10;
  for (const char c : base) {
    const unsigned sum = (static_cast<unsigned>(c - '0') + product) % 10;
    product = 2 * (sum == 0 ? 10 : sum) % 11;
  }
  return "DE" + base + std::to_string((11 - product) % 10);
}

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// With right check digits, for they are checked behind the shop.
std::string vat_number(std::string_view country, std::uint64_t luck) {
  if (country == "DE") {
    return german_vat_number(luck);
  }
  if (country == "BE") {
    const std::uint64_t base = 4'000'000 + luck % 3'000'000;
    return "BE0" + std::to_string(base) + two_digits(97 - base % 97);
  }
  if (country == "FR") {
    const std::uint64_t siren = 300'000'000 + luck % 600'000'000;
    return "FR" + two_digits((12 + 3 * (siren % 97)) % 97) + std::to_string(siren);
  }
  return dutch_vat_number(luck);
}

}  // namespace

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t x = a * 0x9E3779B97F4A7C15U + b + 0x632BE59BD9B4E019U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

std::string_view country_of(buyer_ref buyer, std::uint64_t seed) {
  return home_of(buyer, luck_of(buyer, seed)).code;
}

person make_person(buyer_ref buyer, std::uint64_t seed) {
  const std::uint64_t luck = luck_of(buyer, seed);
  const place& home = home_of(buyer, luck);
  person out;
  out.first_name = pick(first_names, luck >> 16U);
  out.last_name = pick(last_names, luck >> 24U);
  if (is_company(buyer.kind)) {
    out.company = buyer.kind == market::eu_company ? pick(foreign_companies, luck >> 32U)
                                                   : pick(dutch_companies, luck >> 32U);
    out.vat_number = vat_number(home.code, luck % 80'000'000);
    out.chamber_number = home.code == "NL" ? std::to_string(10'000'000 + luck % 80'000'000) : "";
  }
  out.street = home.street;
  out.house_number = static_cast<std::int64_t>(1 + (luck >> 40U) % 300);
  out.suffix = (luck >> 48U) % 5 == 0 ? "a" : "";
  out.zipcode = home.zipcode;
  out.city = home.city;
  out.country = home.country;
  out.country_code = home.code;
  constexpr std::array<std::string_view, 5> mailboxes{"klant", "inkoop", "einkauf", "kunde",
                                                      "buyer"};
  out.email = std::string{mailboxes[static_cast<std::size_t>(buyer.kind)]} + "." +
              std::to_string(seed % 1'000'000) + "." + std::to_string(buyer.number) +
              "@voorbeeld.test";
  out.telephone = "06" + std::to_string(10'000'000 + luck % 90'000'000);
  return out;
}

}  // namespace boekbrug::sim::ccvshop
