// Proposals for card M4 from the names and percentages of the ledger's own rates.

#include "core/booking/countries.hpp"
#include "core/booking/make_plan.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <initializer_list>

namespace boekbrug::core {

namespace {

bool mentions_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [text](std::string_view part) { return mentions(text, part); });
}

/// "eu" as a word of its own: not the one in "beurs" or "neutraal".
bool mentions_eu(std::string_view text) {
  for (std::size_t at = text.find("eu"); at != std::string_view::npos;
       at = text.find("eu", at + 1)) {
    const auto letter = [text](std::size_t where) {
      return where < text.size() && text[where] >= 'a' && text[where] <= 'z';
    };
    if (!(at > 0 && letter(at - 1)) && !letter(at + 2)) {
      return true;
    }
  }
  return false;
}

/// The class of a home rate of 0 %, as far as its name tells.
std::optional<vat_class> class_of_zero(std::string_view text) {
  if (mentions_any(text, {"buiten eu", "buiten de eu", "outside", "non-eu", "export", "uitvoer",
                          "buiten europ"})) {
    return vat_class::outside_eu;
  }
  if (mentions_eu(text) || mentions_any(text, {"icp", "icl", "intracom", "intra-com", "europ"})) {
    const bool services = mentions_any(text, {"dienst", "service"});
    const bool goods = mentions_any(text, {"goederen", "goods", "levering", "suppl"});
    if (services == goods) {
      return std::nullopt;
    }
    return services ? vat_class::eu_services : vat_class::eu_goods;
  }
  if (mentions_any(text, {"verlegd", "verlegging", "reverse"})) {
    return vat_class::reverse_charged;
  }
  if (mentions_any(text, {"geen btw", "geen belasting", "no vat", "no tax", "without vat",
                          "vrijgesteld", "exempt", "onbelast", "zonder btw"})) {
    return vat_class::none;
  }
  if (mentions_any(text, {"0%", "0 %", "0,0%", "nultarief", "zero", "btw 0"})) {
    return vat_class::zero;
  }
  return std::nullopt;
}

bool is_special(std::string_view text) {
  return mentions_eu(text) || mentions_any(text, {"verlegd", "reverse", "marge", "margin", "inkoop",
                                                  "purchase", "oud", "old", "icp"});
}

std::optional<vat_row> row_for(const ledger_rate& rate, std::string_view home) {
  const std::string country = normalise_country(rate.country);
  if (!country.empty() && country != home) {
    if (!is_eu_country(country)) {
      return std::nullopt;
    }
    return vat_row{vat_class::oss, country, rate.percent, rate.id};
  }
  const std::string text = lower(rate.name);
  if (rate.percent == 0) {
    const auto cls = class_of_zero(text);
    return cls ? std::optional(vat_row{*cls, {}, std::nullopt, rate.id}) : std::nullopt;
  }
  if (is_special(text)) {
    return std::nullopt;
  }
  // Belgium's rates stand here because Moneybird has Belgian administrations too.
  const bool belgian = home == "BE";
  if (rate.percent == 21) {
    return vat_row{vat_class::nl_high, {}, std::nullopt, rate.id};
  }
  if (rate.percent == (belgian ? 6 : 9)) {
    return vat_row{vat_class::nl_low, {}, std::nullopt, rate.id};
  }
  return std::nullopt;
}

bool same_row(const vat_row& left, const vat_row& right) {
  return left.cls == right.cls && left.country == right.country && left.percent == right.percent;
}

}  // namespace

std::vector<vat_row> propose_vat_rows(const ledger_lists& lists) {
  std::string home = normalise_country(lists.admin.country);
  if (home.empty()) {
    home = "NL";
  }
  std::vector<vat_row> found;
  for (const ledger_rate& rate : lists.rates) {
    auto row = rate.active ? row_for(rate, home) : std::nullopt;
    if (row) {
      found.push_back(std::move(*row));
    }
  }
  std::vector<vat_row> made;
  for (const vat_row& row : found) {
    // Two rates for one row: only the merchant knows which.
    const auto alike = std::count_if(found.begin(), found.end(),
                                     [&](const vat_row& other) { return same_row(row, other); });
    if (alike == 1) {
      made.push_back(row);
    }
  }
  std::stable_sort(made.begin(), made.end(),
                   [](const vat_row& left, const vat_row& right) { return left.cls < right.cls; });
  return made;
}

}  // namespace boekbrug::core
