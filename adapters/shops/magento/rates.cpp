#include "adapters/shops/magento/rates.hpp"

#include <algorithm>

namespace boekbrug::adapters::magento_api {

namespace {

core::minor_units minor_or_zero(const core::decimal& amount, core::currency unit) {
  const auto made = core::to_minor(amount, unit);
  return made ? *made : 0;
}

std::vector<applied_tax> read_applied(const fields& owner, core::currency unit) {
  std::vector<applied_tax> out;
  for_each_object(owner, "applied_taxes", [&](const fields& row) {
    const auto percent = row.number("percent");
    if (percent) {
      out.push_back({core::percent_encode(row.loose_text("code")), *percent,
                     minor_or_zero(row.number_or_zero("amount"), unit)});
    }
  });
  return out;
}

void add_rate(std::vector<core::decimal>& known, const core::decimal& percent) {
  if (percent > 0 && percent <= 100 &&
      std::find(known.begin(), known.end(), percent) == known.end()) {
    known.push_back(percent);
  }
}

// Whether a line without VAT carried a rate of 0: the tax table says so when we may read it, else
// `tax_percent` 0 is taken at its word.
bool has_zero_rate(const tax_facts& facts) {
  if (facts.table.empty()) {
    return true;
  }
  return std::any_of(facts.table.begin(), facts.table.end(), [&facts](const rate_row& row) {
    return row.percent == 0 && (facts.destination.empty() || row.country == facts.destination);
  });
}

const std::vector<applied_tax>* applied_to(const core::order_line& line, const tax_facts& facts) {
  const auto found = facts.by_line.find(line.id);
  return found == facts.by_line.end() || found->second.empty() ? nullptr : &found->second;
}

std::string country_of(const std::string& code, const tax_facts& facts) {
  const auto found = std::find_if(facts.table.begin(), facts.table.end(),
                                  [&code](const rate_row& row) { return row.code == code; });
  return found == facts.table.end() ? std::string{} : found->country;
}

// The country of all taxes applied to the line, when the tax table knows their codes.
std::string applied_country(const core::order_line& line, const tax_facts& facts) {
  const auto* const applied = applied_to(line, facts);
  if (applied == nullptr) {
    return {};
  }
  const std::string first = country_of(applied->front().code, facts);
  const bool same = std::all_of(applied->begin(), applied->end(), [&](const applied_tax& tax) {
    return country_of(tax.code, facts) == first;
  });
  return same ? first : std::string{};
}

std::optional<core::decimal> applied_rate(const core::order_line& line, const tax_facts& facts,
                                          core::currency unit) {
  const auto* const applied = applied_to(line, facts);
  if (applied == nullptr) {
    return std::nullopt;
  }
  core::decimal sum = 0;
  for (const auto& tax : *applied) {
    sum += tax.percent;
  }
  if (rate_fits(line, sum, unit)) {
    return sum;
  }
  // Some versions list a rate once per code.
  for (const auto& tax : *applied) {
    if (rate_fits(line, tax.percent, unit)) {
      return tax.percent;
    }
  }
  return std::nullopt;
}

}  // namespace

tax_facts read_taxes(const fields& order, const core::shop_connection& shop, core::currency unit,
                     std::string destination) {
  tax_facts out;
  out.table = decode_rates(option_of(shop, option::tax_rates));
  out.destination = std::move(destination);
  const auto extension = order.child("extension_attributes");
  out.totals = read_applied(extension, unit);
  for_each_object(extension, "item_applied_taxes", [&](const fields& row) {
    const std::string type = lower(row.loose_text("type"));
    const std::string id = type == "shipping"  ? type
                           : type == "product" ? row.loose_text("item_id")
                                               : std::string{};
    if (!id.empty()) {
      auto applied = read_applied(row, unit);
      auto& list = out.by_line[id];
      list.insert(list.end(), applied.begin(), applied.end());
    }
  });
  return out;
}

void add_known_rates(tax_facts& facts, const std::vector<core::decimal>& of_items) {
  for (const auto& tax : facts.totals) {
    add_rate(facts.known, tax.percent);
  }
  for (const auto& [id, applied] : facts.by_line) {
    for (const auto& tax : applied) {
      add_rate(facts.known, tax.percent);
    }
  }
  for (const auto& percent : of_items) {
    add_rate(facts.known, percent);
  }
  for (const auto& row : facts.table) {
    if (!facts.destination.empty() && row.country == facts.destination) {
      add_rate(facts.known, row.percent);
    }
  }
}

bool rate_fits(const core::order_line& line, const core::decimal& percent, core::currency unit) {
  const core::decimal net = core::from_minor(line.net, unit);
  const core::decimal vat = core::from_minor(line.vat, unit);
  const core::decimal off = boost::multiprecision::abs(core::decimal(net * percent / 100 - vat));
  const core::decimal pieces = boost::multiprecision::abs(line.quantity);
  return off <= core::decimal("0.02") + core::decimal("0.005") * pieces;
}

std::optional<core::decimal> only_fitting_rate(const core::order_line& line, const tax_facts& facts,
                                               core::currency unit) {
  std::optional<core::decimal> found;
  for (const auto& percent : facts.known) {
    if (!rate_fits(line, percent, unit)) {
      continue;
    }
    if (found) {
      return std::nullopt;
    }
    found = percent;
  }
  return found;
}

void resolve_rate(core::order_line& line, const std::optional<core::decimal>& stated,
                  const tax_facts& facts, core::currency unit) {
  line.vat_country = applied_country(line, facts);
  if (line.vat == 0 && stated.value_or(0) == 0) {
    const auto* const applied = applied_to(line, facts);
    const bool said = applied != nullptr && applied->front().percent == 0;
    if (said || (stated && has_zero_rate(facts))) {
      line.vat_percent = core::decimal{0};
    }
    return;
  }
  if (stated && *stated > 0 && rate_fits(line, *stated, unit)) {
    line.vat_percent = stated;
    return;
  }
  if (const auto rate = applied_rate(line, facts, unit)) {
    line.vat_percent = rate;
    return;
  }
  if (line.vat != 0) {
    if (const auto rate = only_fitting_rate(line, facts, unit)) {
      line.vat_percent = rate;
      return;
    }
  }
  if (stated && *stated > 0) {
    line.vat_percent = stated;
  }
}

}  // namespace boekbrug::adapters::magento_api
