#include "sim/magento/catalogue.hpp"

#include <algorithm>
#include <stdexcept>

namespace boekbrug::sim::magento {

const std::vector<product>& products() {
  using enum product_type;
  using enum tax_class;
  static const std::vector<product> all{
      {77, configurable, "DEK-GR", "Wollen deken", 39'9500, high, true, 0, {{78, 1}}},
      {78, simple, "DEK-GR", "Wollen deken-Grijs", 39'9500, high, false, 0, {}},
      {79, configurable, "TRUI-M", "Trui \"Noordzee\"", 89'0000, high, true, 0, {{80, 1}}},
      {80, simple, "TRUI-M-BL", "Trui \"Noordzee\"-M-Blauw", 89'0000, high, false, 0, {}},
      {81, simple, "BK-11", "Kookboek Brood & Boter", 12'5000, low, true, 0, {}},
      {82, simple, "MOK-300", "Mok 300 ml", 9'9500, high, true, 0, {}},
      {83, simple, "THEE-100", "Losse thee 100 g", 4'4900, low, true, 0, {}},
      {84, simple, "LAMP-12", "Bureaulamp Oslo", 64'9900, high, true, 2500, {}},
      {85, simple, "WAS-60", "Wasmachine 60 cm", 649'0000, high, true, 5'0000, {}},
      {86, simple, "STOF-L", "Gordijnstof linnen (per meter)", 17'3500, high, true, 0, {}},
      {87, simple, "POST-A4", "Poster A4", 3'3300, high, true, 0, {}},
      {88, simple, "SCHR-1", "Schroefje M3 \xE2\x80\x93 per stuk", 700, high, true, 0, {}},
      {90, bundle_dynamic, "PAKKET-BK-MOK", "Leespakket", 0, high, true, 0, {{81, 1}, {82, 2}}},
      {91, bundle_fixed, "KERST-1", "Kerstpakket", 49'9500, high, true, 0, {{82, 2}, {83, 3}}},
      {92, bundle_dynamic, "ONTBIJT", "Ontbijtset", 0, high, true, 0, {{82, 4}, {83, 1}}},
      {93, grouped, "SERVIES", "Servies los", 0, high, true, 0, {{82, 6}, {94, 2}}},
      {94, simple, "KAN-1", "Theekan 1 liter", 24'5000, high, true, 0, {}},
      {95, virtual_item, "LES-0", "Taalles (vrijgesteld)", 20'0000, none, true, 0, {}},
      {96, downloadable, "EBOEK-3", "E-boek Breien (pdf)", 7'9900, low, true, 0, {}},
      {97, downloadable, "PATROON-7", "Breipatroon 7", 5'0000, high, true, 0, {}},
      {98, giftcard, "BON-25", "Cadeaubon 25", 25'0000, none, true, 0, {}},
      {99, virtual_item, "MONTAGE", "Montage aan huis", 75'0000, high, true, 0, {}},
      {100, simple, "STAAL-0", "Stofstaal (gratis)", 0, high, true, 0, {}},
  };
  return all;
}

const product& product_by_id(int id) {
  const auto it = std::find_if(products().begin(), products().end(),
                               [&](const product& entry) { return entry.id == id; });
  if (it == products().end()) {
    throw std::logic_error("catalogue: no product " + std::to_string(id));
  }
  return *it;
}

std::string_view type_code(product_type type) noexcept {
  switch (type) {
    case product_type::simple:
      return "simple";
    case product_type::configurable:
      return "configurable";
    case product_type::bundle_dynamic:
    case product_type::bundle_fixed:
      return "bundle";
    case product_type::grouped:
      return "grouped";
    case product_type::virtual_item:
      return "virtual";
    case product_type::downloadable:
      return "downloadable";
    case product_type::giftcard:
      return "giftcard";
  }
  return "simple";
}

bool ships(product_type type) noexcept {
  return type != product_type::virtual_item && type != product_type::downloadable &&
         type != product_type::giftcard;
}

const std::vector<tax_rate>& tax_rates() {
  using enum tax_class;
  static const std::vector<tax_rate> all{
      {1, "NL", 2100, "NL 21", "BTW 21%", high},   {2, "NL", 900, "NL 9", "BTW 9%", low},
      {3, "BE", 2100, "BE 21", "BTW 21%", high},   {4, "BE", 600, "BE 6", "BTW 6%", low},
      {5, "DE", 1900, "DE 19", "MwSt. 19%", high}, {6, "DE", 700, "DE 7", "MwSt. 7%", low},
      {7, "FR", 2000, "FR 20", "TVA 20 %", high},  {8, "FR", 550, "FR 5.5", "TVA 5,5 %", low},
  };
  return all;
}

const tax_rate* rate_for(std::string_view country, tax_class tax) noexcept {
  const auto it = std::find_if(tax_rates().begin(), tax_rates().end(), [&](const tax_rate& rate) {
    return rate.country == country && rate.tax == tax;
  });
  return it == tax_rates().end() ? nullptr : &*it;
}

}  // namespace boekbrug::sim::magento
