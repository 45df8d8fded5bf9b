#pragma once
// The sales VAT codes of a Dutch administration. The API has no list of them.

#include <span>
#include <string_view>

namespace boekbrug::adapters::eboekhouden_api {

struct vat_code {
  std::string_view code;
  std::string_view name;  // core proposes the rows of card B6 from these words
  unsigned percent;
};

std::span<const vat_code> vat_codes() noexcept;
bool is_vat_code(std::string_view code) noexcept;
/// Whether the code never brings VAT; false for codes that are not ours.
bool is_without_vat(std::string_view code) noexcept;

}  // namespace boekbrug::adapters::eboekhouden_api
