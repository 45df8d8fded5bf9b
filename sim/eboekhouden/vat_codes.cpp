#include "sim/eboekhouden/vat_codes.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::eboekhouden {

namespace {

using enum vat_side;

constexpr std::array all_codes{
    vat_code{"GEEN", "", both},
    vat_code{"HOOG_VERK_21", "NL", sale, 2100},
    vat_code{"LAAG_VERK_9", "NL", sale, 900},
    vat_code{"LAAG_VERK", "NL", sale, 600, false, "2019-01-01"},
    vat_code{"HOOG_VERK", "NL", sale, 1900, false, "2012-10-01"},
    vat_code{"VERL_VERK", "NL", sale},
    vat_code{"VERL_VERK_L9", "NL", sale},
    vat_code{"BI_EU_VERK", "NL", sale},
    vat_code{"BI_EU_VERK_D", "NL", sale},
    vat_code{"BU_EU_VERK", "NL", sale},
    vat_code{"AFST_VERK", "NL", sale},
    vat_code{"AFW_VERK", "NL", sale, 0, true},
    vat_code{"HOOG_INK_21", "NL", purchase, 2100},
    vat_code{"LAAG_INK_9", "NL", purchase, 900},
    vat_code{"LAAG_INK", "NL", purchase, 600, false, "2019-01-01"},
    vat_code{"AFW", "NL", purchase, 0, true},
    vat_code{"VERL_INK", "NL", purchase},
    vat_code{"VERL_INK_L9", "NL", purchase},
    vat_code{"VERL_INK_L", "NL", purchase},
    vat_code{"BU_EU_INK", "NL", purchase},
    vat_code{"BI_EU_INK", "NL", purchase},
    vat_code{"BE_0_VERK", "BE", sale},
    vat_code{"BE_6_VERK", "BE", sale, 600},
    vat_code{"BE_12_VERK", "BE", sale, 1200},
    vat_code{"BE_21_VERK", "BE", sale, 2100},
    vat_code{"BE_IC_VERK", "BE", sale},
    vat_code{"BE_IC_D_VERK", "BE", sale},
    vat_code{"BE_VERL_VERK", "BE", sale},
    vat_code{"BE_EXP_VERK", "BE", sale},
    vat_code{"BE_0_INK", "BE", purchase},
    vat_code{"BE_6_INK", "BE", purchase, 600},
    vat_code{"BE_12_INK", "BE", purchase, 1200},
    vat_code{"BE_21_INK", "BE", purchase, 2100},
};

}  // namespace

const vat_code* find_vat_code(std::string_view name) {
  const auto* const at = std::find_if(all_codes.begin(), all_codes.end(),
                                      [name](const vat_code& one) { return one.name == name; });
  return at == all_codes.end() ? nullptr : at;
}

bool usable_in(const vat_code& code, std::string_view country, day when) {
  const auto ended = parse_day(code.ended);
  return (code.country.empty() || code.country == country) && (!ended || when < *ended);
}

}  // namespace boekbrug::sim::eboekhouden
