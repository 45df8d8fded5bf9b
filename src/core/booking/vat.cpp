#include "core/booking/vat.hpp"

#include <array>

namespace boekbrug::core {

namespace {

struct class_name {
  vat_class cls;
  std::string_view key;   // in install files
  std::string_view text;  // for people; empty where the percentage says more
};

constexpr std::array<class_name, 9> class_names{{
    {vat_class::nl_high, "nl_high", ""},
    {vat_class::nl_low, "nl_low", ""},
    {vat_class::zero, "zero", "Btw 0"},
    {vat_class::none, "none", "Geen btw"},
    {vat_class::reverse_charged, "reverse_charged", "Btw verlegd"},
    {vat_class::eu_services, "eu_services", "Binnen EU (diensten)"},
    {vat_class::eu_goods, "eu_goods", "Binnen EU (goederen)"},
    {vat_class::outside_eu, "outside_eu", "Buiten EU"},
    {vat_class::oss, "oss", ""},
}};

}  // namespace

std::string_view name(vat_class cls) noexcept {
  for (const class_name& entry : class_names) {
    if (entry.cls == cls) {
      return entry.key;
    }
  }
  return "unknown";
}

std::optional<vat_class> vat_class_from_name(std::string_view text) noexcept {
  for (const class_name& entry : class_names) {
    if (entry.key == text) {
      return entry.cls;
    }
  }
  return std::nullopt;
}

std::string to_text(const vat_key& key) {
  if (key.cls == vat_class::oss) {
    return "OSS " + key.country + " " + to_text(key.percent) + " %";
  }
  for (const class_name& entry : class_names) {
    if (entry.cls == key.cls && !entry.text.empty()) {
      return std::string(entry.text);
    }
  }
  return "NL " + to_text(key.percent) + " %";
}

}  // namespace boekbrug::core
