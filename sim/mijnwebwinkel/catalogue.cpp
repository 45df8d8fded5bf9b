#include "sim/mijnwebwinkel/catalogue.hpp"

#include <array>
#include <cstdio>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

constexpr std::array<article, 12> shelf{{
    {3327557, "Koffiemok", "MOK-R", 1845, 1525, vat_kind::standard, 300},
    {3327558, "Espressobonen", "ESP", 1295, 1188, vat_kind::reduced, 1000},
    {3327559, "Theepot 'Oma'", "POT-1", 3995, 3302, vat_kind::standard, 900},
    {3327560, "Kookboek Zeeuws", "BOEK-Z", 2499, 2293, vat_kind::reduced, 800},
    {3327561, "Stroopwafels", "", 399, 366, vat_kind::reduced, 400},
    {3327562, "Servies 24-delig", "SERV-24", 24900, 20579, vat_kind::standard, 9000},
    {3327563, "Theelepel", "LEP", 95, 79, vat_kind::standard, 30},
    {3327564, "Caf\u00e9 M\u00e9lange 250 g", "CM-250", 649, 595, vat_kind::reduced, 250},
    {3327565, "Porto-vrije kaart", "KAART", 250, 250, vat_kind::zero, 10},
    {3327566, "Schort <rood> & wit", "SCH-RW", 2250, 1860, vat_kind::standard, 350},
    {3327567, "Melkopschuimer", "MOS-9", 1299, 1074, vat_kind::standard, 450},
    {3327568, "Workshop latte art", "WS-LA", 7500, 6198, vat_kind::standard, 0},
}};

constexpr std::array<gateway_method, 14> ways{{
    {"mollie", "ideal", "iDEAL", 0, false},
    {"mollie", "creditcard", "Creditcard", 50, false},
    {"mollie", "bancontact", "Bancontact", 0, false},
    {"mollie", "klarna_paylater", "Klarna achteraf betalen", 100, false},
    {"multisafepay", "ideal:issuer", "iDEAL", 0, false},
    {"multisafepay", "webshop_giftcard", "Webshop Giftcard", 0, false},
    {"multisafepay", "podium_giftcard", "Podium Cadeaukaart", 0, false},
    {"paypal", "paypal", "PayPal", 75, false},
    {"sumup", "card", "Pin", 0, false},
    {"basic", "advance", "Vooraf overmaken", 0, true},
    {"basic", "invoice", "Op rekening", 0, true},
    {"basic", "pickup", "Betalen bij afhalen", 0, true},
    {"basic", "cash", "Contant", 0, true},
    {"basic", "rembours", "Rembours", 995, true},
}};

std::uint64_t stirred(std::uint64_t x) noexcept {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

}  // namespace

std::span<const article> articles() noexcept {
  return shelf;
}
std::span<const gateway_method> gateway_methods() noexcept {
  return ways;
}

rate_bp vat_rate(std::string_view country, vat_kind kind) noexcept {
  if (kind == vat_kind::zero) {
    return 0;
  }
  const bool standard = kind == vat_kind::standard;
  if (country == "NL") {
    return standard ? 2100 : 900;
  }
  if (country == "BE") {
    return standard ? 2100 : 600;
  }
  if (country == "DE") {
    return standard ? 1900 : 700;
  }
  if (country == "FR") {
    return standard ? 2000 : 550;
  }
  return 0;
}

std::string make_uuid(std::uint64_t purpose, std::uint64_t number) {
  const std::uint64_t high = stirred(stirred(purpose) ^ number);
  const std::uint64_t low = stirred(high + number);
  std::array<char, 48> out{};
  std::snprintf(
      out.data(), out.size(), "%08x-%04x-4%03x-%04x-%04x%08x", static_cast<unsigned>(high >> 32U),
      static_cast<unsigned>((high >> 16U) & 0xFFFFU), static_cast<unsigned>(high & 0xFFFU),
      static_cast<unsigned>(((low >> 48U) & 0x3FFFU) | 0x8000U),
      static_cast<unsigned>((low >> 32U) & 0xFFFFU), static_cast<unsigned>(low & 0xFFFFFFFFU));
  return out.data();
}

std::string_view country_name(std::string_view code) noexcept {
  return code == "NL"   ? "Nederland"
         : code == "BE" ? "Belgi\u00eb"
         : code == "DE" ? "Duitsland"
         : code == "FR" ? "Frankrijk"
                        : "Zwitserland";
}

}  // namespace boekbrug::sim::mijnwebwinkel
