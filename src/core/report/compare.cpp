#include "core/report/compare.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::core {

namespace {

// A rounding pair moves the net of a rate until its VAT is right: at 9 % 12 cents for each cent of
// VAT, of which there are at most a few. A line on a wrong rate moves it by far more.
constexpr minor_units net_tolerance = 65;

std::string both(std::string what, minor_units shop, minor_units ledger, currency unit) {
  return std::move(what) + " " + to_text(shop, unit) + " in the shop, " + to_text(ledger, unit) +
         " in the ledger";
}

bool is_home(const std::string& country, const std::string& home) {
  return country.empty() || country == home;
}

struct vat_pair {
  minor_units shop = 0;
  minor_units ledger = 0;
};

vat_pair vat_at(const report_side& shop, const report_side& ledger, const decimal& percent,
                const std::string* country) {
  const auto sum = [&](const report_side& side) {
    minor_units vat = 0;
    for (const auto& each : side.rates) {
      if (each.percent == percent && (country == nullptr || each.country == *country)) {
        vat += each.vat;
      }
    }
    return vat;
  };
  return {sum(shop), sum(ledger)};
}

bool has_unknown_rate(const report_side& ledger) {
  return std::any_of(ledger.rates.begin(), ledger.rates.end(),
                     [](const rate_share& each) { return !each.percent; });
}

std::string vat_difference(const report_side& shop, const report_side& ledger,
                           const std::string& home, currency unit) {
  if (has_unknown_rate(ledger)) {
    return {};  // the total VAT was compared; more cannot be said
  }
  for (const auto* side : {&shop, &ledger}) {
    for (const auto& each : side->rates) {
      const auto sums = vat_at(shop, ledger, *each.percent, nullptr);
      if (sums.shop != sums.ledger) {
        return both("VAT " + to_text(*each.percent) + " %", sums.shop, sums.ledger, unit);
      }
    }
  }
  for (const auto& each : ledger.rates) {
    // A rate of the home country takes what the shop charged under any name; a shop that names no
    // country cannot be held to one.
    const bool open =
        std::any_of(shop.rates.begin(), shop.rates.end(), [&each](const rate_share& share) {
          return share.percent == each.percent && share.country.empty() && share.vat != 0;
        });
    if (is_home(each.country, home) || open) {
      continue;
    }
    const auto sums = vat_at(shop, ledger, *each.percent, &each.country);
    if (sums.shop != sums.ledger) {
      return both("VAT " + to_text(*each.percent) + " % " + each.country, sums.shop, sums.ledger,
                  unit);
    }
  }
  return {};
}

bool holds(const report_side& side, const std::string& rate_id) {
  return std::any_of(side.rates.begin(), side.rates.end(),
                     [&rate_id](const rate_share& each) { return each.rate_id == rate_id; });
}

bool same_kind(const rate_share& shop, const rate_share& ledger, const std::string& home) {
  return shop.percent == ledger.percent &&
         (shop.country.empty() || shop.country == ledger.country ||
          (is_home(shop.country, home) && is_home(ledger.country, home)));
}

bool is_mapped(const std::string& rate_id, const card_settings& cards) {
  return std::any_of(cards.vat_rows.begin(), cards.vat_rows.end(),
                     [&rate_id](const vat_row& row) { return row.rate_id == rate_id; });
}

void join_equal_rates(std::vector<rate_share>& rates) {
  std::vector<rate_share> joined;
  for (auto& each : rates) {
    const auto found = std::find_if(joined.begin(), joined.end(), [&each](const rate_share& other) {
      return !each.rate_id.empty() && other.rate_id == each.rate_id;
    });
    if (found == joined.end()) {
      joined.push_back(std::move(each));
    } else {
      found->net += each.net;
      found->vat += each.vat;
    }
  }
  rates = std::move(joined);
}

minor_units net_on(const report_side& side, const std::string& rate_id) {
  minor_units net = 0;
  for (const auto& each : side.rates) {
    net += each.rate_id == rate_id ? each.net : 0;
  }
  return net;
}

}  // namespace

std::string difference_between(const report_side& shop, const report_side& ledger,
                               const std::string& home, currency unit) {
  std::string text;
  const auto add = [&text](const std::string& what) {
    if (!what.empty()) {
      text += (text.empty() ? "" : "; ") + what;
    }
  };
  if (shop.total != ledger.total) {
    add(both("total", shop.total, ledger.total, unit));
  }
  if (!shop.vat_known) {
    return text;
  }
  if (shop.vat != ledger.vat) {
    add(both("VAT", shop.vat, ledger.vat, unit));
  }
  add(vat_difference(shop, ledger, home, unit));
  if (text.empty() && ledger.stated_net && *ledger.stated_net != shop.net()) {
    add(both("net", shop.net(), *ledger.stated_net, unit));  // VAT that its rates do not tell
  }
  return text;
}

void align_rates(report_side& shop, const report_side& ledger, const std::string& home,
                 const card_settings& cards) {
  if (!shop.vat_known) {
    if (shop.total == ledger.total) {
      shop.rates = ledger.rates;
      shop.vat = ledger.vat;
    }
    return;
  }
  for (auto& each : shop.rates) {
    if (!each.rate_id.empty() && holds(ledger, each.rate_id)) {
      continue;
    }
    // A rate that is mapped today stands for something: whatever is on it was put there on purpose
    // or by mistake, and `other_rate` tells. One that is not mapped any more is what the mapping
    // was when the order was booked.
    const rate_share* only = nullptr;
    std::size_t fits = 0;
    for (const auto& other : ledger.rates) {
      const bool free = each.rate_id.empty() || !is_mapped(other.rate_id, cards);
      if (free && same_kind(each, other, home) && !holds(shop, other.rate_id)) {
        only = &other;
        ++fits;
      }
    }
    if (fits == 1) {
      each.rate_id = only->rate_id;
    }
  }
  join_equal_rates(shop.rates);
}

std::string other_rate(const report_side& shop, const report_side& ledger,
                       const ledger_lists& names, currency unit) {
  const bool all_known =
      shop.vat_known && std::all_of(shop.rates.begin(), shop.rates.end(),
                                    [](const rate_share& each) { return !each.rate_id.empty(); });
  if (!all_known || shop.total != ledger.total || has_unknown_rate(ledger)) {
    return {};
  }
  for (const auto& each : ledger.rates) {
    const auto expected = net_on(shop, each.rate_id);
    if (std::abs(expected - each.net) > net_tolerance) {
      return both("net of rate '" + rate_name(each.rate_id, names) + "'", expected, each.net, unit);
    }
  }
  return {};
}

std::string rate_name(const std::string& rate_id, const ledger_lists& lists) {
  for (const auto& each : lists.rates) {
    if (each.id == rate_id) {
      return each.name.empty() ? to_text(each.percent) + " %" : each.name;
    }
  }
  return rate_id.empty() ? "no rate" : "rate " + rate_id;
}

}  // namespace boekbrug::core
