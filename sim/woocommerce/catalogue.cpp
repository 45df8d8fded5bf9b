#include "sim/woocommerce/catalogue.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::woocommerce {
namespace {

using enum tax_class;

constexpr std::array<tax_rate, 9> rate_table{{
    {1, "NL", 21'000, "BTW 21%", standard},
    {2, "NL", 9'000, "BTW 9%", reduced},
    {3, "NL", 0, "BTW 0%", zero},
    {4, "DE", 19'000, "MwSt. 19%", standard},
    {5, "DE", 7'000, "MwSt. 7%", reduced},
    {6, "BE", 21'000, "BTW BE 21%", standard},
    {7, "BE", 6'000, "BTW BE 6%", reduced},
    {8, "FR", 20'000, "TVA 20%", standard},
    {9, "FR", 5'500, "TVA 5,5%", reduced},
}};

// Net prices with four decimals are on purpose: shops that enter prices without VAT do that.
constexpr std::array<product, 20> product_table{{
    {14, 0, "Mok \"Vlas\" \u2013 300 ml", "", "MOK-300", 12'950'000, 10'700'000, standard, false},
    {15, 0, "Kaars &amp; kandelaar", "", "KRS-01", 990'000, 820'000, standard, false},
    {16, 0, "Linnen tafelkleed 140\u00d7250", "", "LTK-140250", 199'000'000, 164'460'000, standard,
     false},
    {17, 0, "Snijplank eiken", "", "SNP-EIK", 49'990'000, 41'314'000, standard, false},
    {18, 0, "Weven voor beginners (2e druk)", "", "9789012345678", 24'990'000, 22'930'000, reduced,
     false},
    {19, 0, "L'Art du lin", "", "9782070360024", 37'500'000, 34'403'700, reduced, false},
    {20, 0, "Koffiebonen Espresso 1 kg", "", "KOF-ESP-1", 17'450'000, 16'010'000, reduced, false},
    {21, 0, "Thee los 3,33", "", "THEE-333", 3'330'000, 3'055'000, reduced, false},
    {22, 0, "Cadeaubon \u20ac 25", "", "BON-25", 25'000'000, 25'000'000, none, true},
    {23, 0, "Postzegelvel NL (0%)", "", "PZ-10", 10'500'000, 10'500'000, zero, false},
    {25, 0, "E-book Plantaardig verven", "", "EB-VERF", 9'950'000, 9'130'000, reduced, true},
    {26, 0, "Weefpatroon PDF \U0001F9F5", "", "PDF-WEEF", 4'500'000, 3'720'000, standard, true},
    {27, 0, "Gratis stofstaal", "", "", 0, 0, standard, false},
    {30, 0, "Weefgetouw 8-schachts", "", "WG-8", 1'895'000'000, 1'566'120'000, standard, false},
    {31, 32, "Trui merino - Rood, M", "Trui merino", "TRUI-RO-M", 89'950'000, 74'340'000, standard,
     false},
    {31, 33, "Trui merino - Blauw, L", "Trui merino", "TRUI-BL-L", 89'950'000, 74'340'000, standard,
     false},
    {77, 78, "Wollen deken - Grijs", "Wollen deken", "DEK-GR", 49'950'000, 41'281'000, standard,
     false},
    {81, 0, "Kookboek Brood &amp; Boter", "", "BK-11", 24'950'000, 22'890'000, reduced, false},
    {82, 0, "Sjaal &#8220;Zomer&#8221; \U0001F33B", "", "SJL-ZOM", 34'990'000, 28'917'400, standard,
     false},
    {83, 0, "Honing 450 g (D\u00fcren)", "", "HON-450", 8'750'000, 8'027'500, reduced, false},
}};

constexpr std::array<gateway, 5> gateway_table{{
    {"bacs", "Bankoverschrijving", false},
    {"cod", "Betalen bij afhalen", false},
    {"mollie_wc_gateway_ideal", "iDEAL", true},
    {"mollie_wc_gateway_creditcard", "Creditcard", true},
    {"op_rekening", "Op rekening (14 dagen)", false},
}};

}  // namespace

std::span<const tax_rate> tax_rates() noexcept {
  return rate_table;
}
std::span<const product> products() noexcept {
  return product_table;
}
std::span<const gateway> gateways() noexcept {
  return gateway_table;
}

const tax_rate* find_rate(std::string_view country, tax_class cls) noexcept {
  const auto it = std::find_if(rate_table.begin(), rate_table.end(), [&](const tax_rate& rate) {
    return rate.country == country && rate.cls == cls;
  });
  return it == rate_table.end() ? nullptr : &*it;
}

const tax_rate* find_rate(std::int64_t id) noexcept {
  const auto it = std::find_if(rate_table.begin(), rate_table.end(),
                               [&](const tax_rate& rate) { return rate.id == id; });
  return it == rate_table.end() ? nullptr : &*it;
}

const product* find_product(std::int64_t id, std::int64_t variation_id) noexcept {
  const auto it = std::find_if(product_table.begin(), product_table.end(), [&](const product& p) {
    return p.id == id && (variation_id == 0 || p.variation_id == variation_id);
  });
  return it == product_table.end() ? nullptr : &*it;
}

std::string_view slug(tax_class cls) noexcept {
  return cls == reduced ? "reduced-rate" : cls == zero ? "zero-rate" : "";
}

}  // namespace boekbrug::sim::woocommerce
