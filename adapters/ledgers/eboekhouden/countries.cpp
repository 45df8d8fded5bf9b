#include "adapters/ledgers/eboekhouden/countries.hpp"

#include "core/booking/countries.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

struct named_country {
  std::string_view code;
  std::string_view name;
};

constexpr std::array countries{
    named_country{"NL", "Nederland"},
    named_country{"BE", "Belgi\u00eb"},
    named_country{"DE", "Duitsland"},
    named_country{"FR", "Frankrijk"},
    named_country{"LU", "Luxemburg"},
    named_country{"AT", "Oostenrijk"},
    named_country{"BG", "Bulgarije"},
    named_country{"CY", "Cyprus"},
    named_country{"CZ", "Tsjechi\u00eb"},
    named_country{"DK", "Denemarken"},
    named_country{"EE", "Estland"},
    named_country{"ES", "Spanje"},
    named_country{"FI", "Finland"},
    named_country{"GR", "Griekenland"},
    named_country{"HR", "Kroati\u00eb"},
    named_country{"HU", "Hongarije"},
    named_country{"IE", "Ierland"},
    named_country{"IT", "Itali\u00eb"},
    named_country{"LT", "Litouwen"},
    named_country{"LV", "Letland"},
    named_country{"MT", "Malta"},
    named_country{"PL", "Polen"},
    named_country{"PT", "Portugal"},
    named_country{"RO", "Roemeni\u00eb"},
    named_country{"SE", "Zweden"},
    named_country{"SI", "Sloveni\u00eb"},
    named_country{"SK", "Slowakije"},
    named_country{"GB", "Verenigd Koninkrijk"},
    named_country{"CH", "Zwitserland"},
    named_country{"NO", "Noorwegen"},
    named_country{"IS", "IJsland"},
    named_country{"LI", "Liechtenstein"},
    named_country{"MC", "Monaco"},
    named_country{"AD", "Andorra"},
    named_country{"SM", "San Marino"},
    named_country{"AL", "Albani\u00eb"},
    named_country{"BA", "Bosni\u00eb en Herzegovina"},
    named_country{"ME", "Montenegro"},
    named_country{"MK", "Noord-Macedoni\u00eb"},
    named_country{"RS", "Servi\u00eb"},
    named_country{"MD", "Moldavi\u00eb"},
    named_country{"UA", "Oekra\u00efne"},
    named_country{"TR", "Turkije"},
    named_country{"US", "Verenigde Staten"},
    named_country{"CA", "Canada"},
    named_country{"MX", "Mexico"},
    named_country{"BR", "Brazili\u00eb"},
    named_country{"AR", "Argentini\u00eb"},
    named_country{"CL", "Chili"},
    named_country{"AU", "Australi\u00eb"},
    named_country{"NZ", "Nieuw-Zeeland"},
    named_country{"JP", "Japan"},
    named_country{"CN", "China"},
    named_country{"HK", "Hongkong"},
    named_country{"TW", "Taiwan"},
    named_country{"KR", "Zuid-Korea"},
    named_country{"SG", "Singapore"},
    named_country{"IN", "India"},
    named_country{"ID", "Indonesi\u00eb"},
    named_country{"TH", "Thailand"},
    named_country{"MY", "Maleisi\u00eb"},
    named_country{"AE", "Verenigde Arabische Emiraten"},
    named_country{"IL", "Isra\u00ebl"},
    named_country{"ZA", "Zuid-Afrika"},
    named_country{"MA", "Marokko"},
    named_country{"EG", "Egypte"},
    named_country{"SR", "Suriname"},
    named_country{"AW", "Aruba"},
    named_country{"CW", "Cura\u00e7ao"},
    named_country{"BQ", "Caribisch Nederland"},
    named_country{"SX", "Sint Maarten"},
};

}  // namespace

std::string dutch_country(std::string_view code) {
  const auto normal = core::normalise_country(code);
  const auto found =
      std::find_if(countries.begin(), countries.end(),
                   [&normal](const named_country& each) { return each.code == normal; });
  return found == countries.end() ? normal : std::string(found->name);
}

}  // namespace boekbrug::adapters::eboekhouden_api
