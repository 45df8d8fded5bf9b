#include "sim/ccvshop/catalogue.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

constexpr std::array<product, 14> all_products{{
    {845750001, "ESP-1000", "8712345000013", "Espressobonen 1 kg", "stuk", 1895, 900, 120, 0, 0, "",
     "", 0},
    {845750002, "MOK", "8712345000020", "Koffiemok", "stuk", 1250, 2100, 80, 0, 0, "Kleur", "Rood",
     50},
    {845750003, "FIL-100", "8712345000037", "Filterzakjes 100 st.", "pak", 395, 2100, 900, 0, 0, "",
     "", 0},
    {845750004, "MACH-01", "8712345000044", "Espressomachine \"Bella\"", "stuk", 54900, 2100, 7, 0,
     0, "", "", 0},
    {845750005, "THEE-L", "", "Losse thee per kilo", "kg", 4150, 900, 40, 0, 0, "", "", 0},
    {845750006, "STOF-M", "", "Katoen per meter", "m", 1199, 2100, 60, 0, 0, "", "", 0},
    {845750007, "COLA-24", "8712345000075", "Cola 24 x 33 cl", "tray", 1849, 900, 55, 360, 0, "",
     "", 0},
    {845750008, "FUST-20", "", "Fust frisdrank 20 l", "fust", 6895, 900, 12, 0, 3000, "", "", 0},
    {845750009, "BOEK-01", "9789000000019", "Handboek barista & thuis", "stuk", 2499, 900, 33, 0, 0,
     "", "", 0},
    {845750010, "SHIRT", "8712345000105", "T-shirt Caf\u00e9", "stuk", 1995, 2100, 140, 0, 0,
     "Maat", "XL", 200},
    {845750011, "CURS", "", "Cursus latte-art", "persoon", 8950, 2100, 10, 0, 0, "", "", 0},
    {845750012, "STAAL", "", "Kleurstaal", "stuk", 0, 2100, 500, 0, 0, "", "", 0},
    {845750013, "MOLEN", "8712345000136", "Bonenmolen <hand>", "stuk", 7333, 2100, 18, 0, 0, "", "",
     0},
    {845750014, "LIKEUR", "8712345000143", "Koffielikeur", "fles", 1417, 2100, 25, 15, 0, "", "",
     0},
}};

constexpr std::array<paymethod, 6> all_paymethods{{
    {41, "Mollie", "iDEAL", "Mollie - iDEAL", "iDEAL", 0},
    {42, "Mollie", "Bancontact", "Mollie - Bancontact", "Bancontact", 0},
    {43, "Mollie", "Creditcard", "Mollie - Creditcard", "Creditcard", 75},
    {44, "Geen", "Overboeking", "Geen - Overboeking", "Bankoverschrijving", 0},
    {45, "Geen", "Rekening", "Geen - Rekening", "Op rekening", 0},
    {46, "Mollie", "Klarna", "Mollie - Klarna", "Achteraf betalen", 195},
}};

constexpr std::array<order_status, status_highest> all_statuses{{
    {1, "Nieuw"},
    {2, "In behandeling"},
    {3, "Wacht op fabrikant"},
    {4, "Wacht op betaling"},
    {5, "Verzonden"},
    {6, "Afgeleverd"},
    {7, "Afgerond"},
    {8, "Geannuleerd"},
    {9, "Wacht op leverancier"},
    {10, "Wordt ingepakt"},
    {11, "Klaar om af te halen"},
    {12, "Wordt samengesteld"},
    {13, "Nalevering"},
    {14, "Gereserveerd"},
}};

}  // namespace

std::span<const product> products() noexcept {
  return all_products;
}

std::span<const paymethod> paymethods() noexcept {
  return all_paymethods;
}

const paymethod* find_paymethod(std::int64_t id) noexcept {
  const auto* const found = std::find_if(all_paymethods.begin(), all_paymethods.end(),
                                         [id](const paymethod& one) { return one.id == id; });
  return found == all_paymethods.end() ? nullptr : found;
}

std::span<const order_status> order_statuses() noexcept {
  return all_statuses;
}

}  // namespace boekbrug::sim::ccvshop
