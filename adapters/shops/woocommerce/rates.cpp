#include "adapters/shops/woocommerce/rates.hpp"

#include <algorithm>
#include <cctype>

namespace boekbrug::adapters::woocommerce_api {

namespace {

using core::decimal;

const order_rate* find_rate(const rate_context& context, std::int64_t id) {
  const auto found = std::find_if(context.rates.begin(), context.rates.end(),
                                  [id](const auto& rate) { return rate.id == id; });
  return found == context.rates.end() ? nullptr : &*found;
}

const rate_row* find_row(const rate_context& context, std::int64_t id) {
  const auto found = std::find_if(context.table.begin(), context.table.end(),
                                  [id](const auto& row) { return row.id == id; });
  return found == context.table.end() ? nullptr : &*found;
}

decimal magnitude(const decimal& value) {
  return value < 0 ? decimal(-value) : value;
}

decimal tolerance(const core::order_line& line) {
  static const decimal half{"0.5"};
  return decimal(1) + magnitude(line.quantity) * half;
}

bool fits_amounts(const decimal& percent, core::minor_units net, core::minor_units vat,
                  const decimal& allowed) {
  return magnitude(decimal(net) * percent / 100 - decimal(vat)) <= allowed;
}

void add_distinct(std::vector<decimal>& list, const decimal& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) {
    list.push_back(value);
  }
}

// The entries that count: those with tax, or the only one, or (a line of zero) all of them.
std::vector<std::int64_t> counting_ids(const raw_line& raw) {
  std::vector<std::int64_t> ids;
  for (const auto& entry : raw.taxes) {
    if (entry.taxed) {
      ids.push_back(entry.rate_id);
    }
  }
  if (ids.empty() && !raw.taxes.empty()) {
    ids.push_back(raw.taxes.front().rate_id);
  }
  return ids;
}

enum class answer : std::uint8_t { none, one, several };

struct choice {
  answer how = answer::none;
  decimal percent;
};

choice choose(const std::vector<decimal>& candidates, const core::order_line& line) {
  std::vector<decimal> good;
  for (const auto& each : candidates) {
    if (explains(each, line)) {
      add_distinct(good, each);
    }
  }
  if (good.empty()) {
    return {};
  }
  return {good.size() == 1 ? answer::one : answer::several, good.front()};
}

// The rates that may occur in the country: the shop's own table, for the Netherlands also the
// law's.
std::vector<decimal> allowed_in(const rate_context& context, const std::string& country) {
  std::vector<decimal> allowed{decimal(0)};
  if (country == "NL") {
    add_distinct(allowed, decimal(21));
    add_distinct(allowed, decimal(9));
  }
  for (const auto& row : context.table) {
    if (row.country == country) {
      add_distinct(allowed, row.percent);
    }
  }
  return allowed;
}

// The last resort looks at all lines of the rate together: over their sum, rounding weighs least.
choice choose_on_sum(const std::vector<raw_line>& lines, const rate_context& context,
                     std::int64_t id, const std::string& country) {
  core::minor_units net = 0;
  core::minor_units vat = 0;
  decimal allowed_error = 0;
  for (const auto& raw : lines) {
    if (raw.rate_ids.size() == 1 && raw.rate_ids.front() == id) {
      net += raw.line.net;
      vat += raw.line.vat;
      allowed_error += tolerance(raw.line);
    }
  }
  choice best;
  for (const auto& each : allowed_in(context, country)) {
    if ((each == 0 && vat != 0) || !fits_amounts(each, net, vat, allowed_error)) {
      continue;
    }
    if (best.how != answer::none) {
      return {answer::several, each};
    }
    best = {answer::one, each};
  }
  return best;
}

choice find_percent(const std::vector<raw_line>& lines, const raw_line& raw,
                    const rate_context& context, std::int64_t id, const std::string& country) {
  const auto* const rate = find_rate(context, id);
  const auto* const row = find_row(context, id);
  if (rate != nullptr && rate->percent && explains(*rate->percent, raw.line)) {
    return {answer::one, *rate->percent};
  }
  if (row != nullptr && explains(row->percent, raw.line)) {
    return {answer::one, row->percent};
  }
  if (rate != nullptr) {
    auto digits = percentages_in(rate->label);
    for (const auto& each : percentages_in(rate->rate_code)) {
      add_distinct(digits, each);
    }
    if (const auto found = choose(digits, raw.line); found.how != answer::none) {
      return found;
    }
  }
  return choose_on_sum(lines, context, id, country.empty() ? context.destination : country);
}

std::string country_of(const rate_context& context, std::int64_t id) {
  if (const auto* const rate = find_rate(context, id); rate != nullptr && !rate->country.empty()) {
    return rate->country;
  }
  const auto* const row = find_row(context, id);
  return row == nullptr ? std::string{} : row->country;
}

// Two taxes on one line: fine when both are plain percentages of the net amount.
void resolve_several(raw_line& raw, const rate_context& context) {
  decimal sum = 0;
  for (const auto id : raw.rate_ids) {
    const auto* const rate = find_rate(context, id);
    if (rate == nullptr || !rate->percent || rate->compound) {
      return;
    }
    sum += *rate->percent;
  }
  if (explains(sum, raw.line)) {
    raw.line.vat_percent = sum;
    raw.line.vat_country = country_of(context, raw.rate_ids.front());
  }
}

// VAT without any rate (orders made through the API): only when the order has one rate, and it
// fits.
void resolve_untold(raw_line& raw, const rate_context& context) {
  if (raw.line.vat == 0 || context.rates.size() != 1 || !context.rates.front().percent ||
      !explains(*context.rates.front().percent, raw.line)) {
    return;
  }
  raw.line.vat_percent = context.rates.front().percent;
  raw.line.vat_country = country_of(context, context.rates.front().id);
  raw.rate_ids.push_back(context.rates.front().id);
}

}  // namespace

bool explains(const decimal& percent, const core::order_line& line) {
  // 0 with VAT is what remains when the rate row was deleted before a recalculation.
  return !(percent == 0 && line.vat != 0) &&
         fits_amounts(percent, line.net, line.vat, tolerance(line));
}

void resolve_rates(std::vector<raw_line>& lines, const rate_context& context) {
  for (auto& raw : lines) {
    raw.rate_ids = counting_ids(raw);
  }
  for (auto& raw : lines) {
    if (raw.rate_ids.empty()) {
      resolve_untold(raw, context);
    } else if (raw.rate_ids.size() > 1) {
      resolve_several(raw, context);
    } else {
      const std::string country = country_of(context, raw.rate_ids.front());
      const auto found = find_percent(lines, raw, context, raw.rate_ids.front(), country);
      if (found.how == answer::one) {
        raw.line.vat_percent = found.percent;
        raw.line.vat_country = country;
      }
    }
  }
}

std::vector<decimal> percentages_in(std::string_view text) {
  std::vector<decimal> found;
  for (auto sign = text.find('%'); sign != std::string_view::npos;
       sign = text.find('%', sign + 1)) {
    auto end = sign;
    while (end > 0 && text[end - 1] == ' ') {
      --end;
    }
    auto start = end;
    while (start > 0 && (std::isdigit(static_cast<unsigned char>(text[start - 1])) != 0 ||
                         text[start - 1] == ',' || text[start - 1] == '.')) {
      --start;
    }
    std::string digits(text.substr(start, end - start));
    std::replace(digits.begin(), digits.end(), ',', '.');
    const auto read = core::parse_decimal(digits);
    if (read && *read <= 100) {
      add_distinct(found, *read);
    }
  }
  return found;
}

std::string country_of_rate_code(std::string_view rate_code) {
  const auto first = rate_code.substr(0, rate_code.find('-'));
  const auto code = first.size() < rate_code.size() ? country_code(first) : std::string{};
  return code == first ? code : std::string{};
}

std::vector<core::vat_total> vat_totals(const std::vector<raw_line>& lines,
                                        const rate_context& context) {
  std::vector<core::vat_total> totals;
  for (const auto& rate : context.rates) {
    core::vat_total one{rate.percent.value_or(decimal(0)), country_of(context, rate.id), 0,
                        rate.vat};
    bool known = rate.percent.has_value();
    for (const auto& raw : lines) {
      if (raw.rate_ids.size() != 1 || raw.rate_ids.front() != rate.id || !raw.line.vat_percent) {
        continue;
      }
      one.net += raw.line.net;
      one.percent = *raw.line.vat_percent;
      known = true;
    }
    if (!known) {
      continue;
    }
    // Two rows with the same percentage and different ids are normal: one total.
    const auto same = std::find_if(totals.begin(), totals.end(), [&one](const auto& other) {
      return other.percent == one.percent && other.country == one.country;
    });
    if (same == totals.end()) {
      totals.push_back(one);
    } else {
      same->net += one.net;
      same->vat += one.vat;
    }
  }
  return totals;
}

}  // namespace boekbrug::adapters::woocommerce_api
