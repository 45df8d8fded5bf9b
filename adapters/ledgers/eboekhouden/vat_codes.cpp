#include "adapters/ledgers/eboekhouden/vat_codes.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

// LAAG_VERK (6 %, ended 2019) is left out on purpose: old plugins still offer it. AFST_VERK and
// AFW_VERK are too: which box of the VAT return they reach is not confirmed (e-boekhouden.md 7), so
// an order with VAT of another country ends in E-BTW. The name of VERL_VERK_L9 must not make it a
// second proposal for 'Btw verlegd'; a merchant may choose it.
constexpr std::array<vat_code, 8> codes{{
    {"HOOG_VERK_21", "Btw hoog 21% (HOOG_VERK_21)", 21},
    {"LAAG_VERK_9", "Btw laag 9% (LAAG_VERK_9)", 9},
    {"GEEN", "Geen btw (GEEN)", 0},
    {"VERL_VERK", "Btw verlegd (VERL_VERK)", 0},
    {"VERL_VERK_L9", "Verl. laag tarief (VERL_VERK_L9)", 0},
    {"BI_EU_VERK", "Goederen binnen de EU (BI_EU_VERK)", 0},
    {"BI_EU_VERK_D", "Diensten binnen de EU (BI_EU_VERK_D)", 0},
    {"BU_EU_VERK", "Levering buiten de EU (BU_EU_VERK)", 0},
}};

const vat_code* find(std::string_view code) noexcept {
  const auto found = std::find_if(codes.begin(), codes.end(),
                                  [code](const vat_code& each) { return each.code == code; });
  return found == codes.end() ? nullptr : &*found;
}

}  // namespace

std::span<const vat_code> vat_codes() noexcept {
  return codes;
}

bool is_vat_code(std::string_view code) noexcept {
  return find(code) != nullptr;
}

bool is_without_vat(std::string_view code) noexcept {
  const auto* known = find(code);
  return known != nullptr && known->percent == 0;
}

}  // namespace boekbrug::adapters::eboekhouden_api
