#include "sim/mijnwebwinkel/people.hpp"

#include "sim/mijnwebwinkel/catalogue.hpp"

#include <array>
#include <span>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

struct place {
  std::string_view country, city, zipcode, street;
};

constexpr std::array<std::string_view, 9> names{
    "Sanne de Wit",   "Tom van 't Hart", "No\u00eblle Bos",       "Pieter \u00d6zt\u00fcrk",
    "Iris de Vries",  "Fatima Hendriks", "Kees-Jan van der Meer", "Lotte Jansen \U0001F337",
    "\"Joop\" Dubois"};
constexpr std::array<std::string_view, 4> companies{"De Wit Koffie B.V.", "Bakkerij \u2019t Zuiden",
                                                    "Smit & Zonen", "Atelier <Oost> VOF"};
constexpr std::array<std::string_view, 3> foreign_companies{"M\u00fcller Kaffee GmbH",
                                                            "Caf\u00e9 du Nord SARL", "Linnen BV"};
constexpr std::array<place, 4> dutch{{{"NL", "Utrecht", "3511AB", "Kerkstraat"},
                                      {"NL", "'s-Hertogenbosch", "5211 AA", "Brink"},
                                      {"NL", "S\u00fbdwest-Frysl\u00e2n", "8601AA", "Singel"},
                                      {"NL", "Groningen", "9712 NC", "Nieuwe Kade"}}};
constexpr std::array<place, 3> european{{{"BE", "Gent", "9000", "Veldstraat"},
                                         {"DE", "K\u00f6ln", "50667", "K\u00f6lner Stra\u00dfe"},
                                         {"FR", "Lille", "59000", "Rue de l'H\u00f4pital"}}};
constexpr std::array<place, 1> swiss{{{"CH", "Z\u00fcrich", "8001", "Bahnhofstrasse"}}};

std::string padded(std::uint64_t number, std::size_t width) {
  std::string out = std::to_string(number);
  return out.size() >= width ? out.substr(out.size() - width)
                             : std::string(width - out.size(), '0') + out;
}

/// Numbers with right check digits.
std::string vat_number_of(std::string_view country, std::uint64_t number) {
  if (country == "BE") {
    const std::uint64_t base = 4'000'000 + number % 3'000'000;
    return "BE0" + padded(base, 7) + padded(97 - base % 97, 2);
  }
  if (country == "FR") {
    const std::uint64_t siren = 300'000'000 + number % 600'000'000;
    return "FR" + padded((12 + 3 * (siren % 97)) % 97, 2) + padded(siren, 9);
  }
  for (;; ++number) {
    const std::string base = padded(10'000'000 + number % 89'000'000, 8);
    unsigned sum = 0;
    unsigned product = 10;
    for (unsigned i = 0; i < 8; ++i) {
      const auto digit = static_cast<unsigned>(base[i] - '0');
      sum += digit * (9 - i);
      const unsigned step = (digit + product) % 10;
      product = 2 * (step == 0 ? 10 : step) % 11;
    }
    if (country == "DE") {
      return "DE" + base + std::to_string((11 - product) % 10);
    }
    if (sum % 11 < 10) {
      return "NL" + base + std::to_string(sum % 11) + "B01";
    }
  }
}

template <class List>
const auto& pick(const List& list, std::uint64_t number) {
  return list[static_cast<std::size_t>(number % list.size())];
}

}  // namespace

customer make_customer(market kind, std::uint64_t number, std::uint64_t seed) {
  std::uint64_t luck = (number + 1) * 0x9E3779B97F4A7C15U ^ (seed * 0xBF58476D1CE4E5B9U);
  luck ^= luck >> 29U;
  const std::span<const place> places = kind == market::outside_eu ? std::span<const place>{swiss}
                                        : kind == market::eu_company || kind == market::eu_consumer
                                            ? std::span<const place>{european}
                                            : std::span<const place>{dutch};
  const place& home = pick(places, luck >> 5U);
  customer out;
  out.name = pick(names, luck >> 9U);
  out.gender = luck % 2 == 0 ? "V" : "M";
  if (kind == market::domestic_company || kind == market::eu_company) {
    out.company = kind == market::eu_company ? pick(foreign_companies, luck >> 17U)
                                             : pick(companies, luck >> 17U);
    out.vat_number = vat_number_of(home.country, luck % 80'000'000);
  }
  out.street = home.street;
  out.number = std::to_string(1 + (luck >> 21U) % 300) +
               (luck % 3 == 0 ? pick(std::array{"a", " bis"}, luck >> 4U) : "");
  out.zipcode = home.zipcode;
  out.city = home.city;
  out.country = home.country;
  constexpr std::array<std::string_view, 5> boxes{"klant", "inkoop", "einkauf", "buyer", "kunde"};
  out.email = std::string{boxes[static_cast<std::size_t>(kind)]} + "." +
              std::to_string(seed % 1'000'000) + "." + std::to_string(number) + "@voorbeeld.test";
  out.phone = "06" + padded(luck, 8);
  if (number % 3 != 0) {
    out.id = make_uuid(40 + static_cast<std::uint64_t>(kind) + seed * 8, number);
  }
  return out;
}

}  // namespace boekbrug::sim::mijnwebwinkel
