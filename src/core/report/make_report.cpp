#include "core/report/report.hpp"

#include "core/report/compare.hpp"
#include "core/report/rows.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace boekbrug::core {

namespace {

date moved(date day, std::chrono::days by) {
  return date{std::chrono::sys_days{day} + by};
}

void add(report_sum& sum, const report_side& side) {
  ++sum.count;
  sum.net += side.net();
  sum.vat += side.vat;
  sum.total += side.total;
}

struct rate_key {
  std::string rate_id;
  std::string percent;  // only of shares without a rate
  std::string country;
  auto operator<=>(const rate_key&) const = default;
};

class summary {
public:
  summary(report& made, const report_input& input) : made_{made}, input_{input} {}

  void add_row(const report_row& row) {
    const bool base = row.currency == made_.currency;
    if (row.ledger_counts && row.state != row_state::by_hand) {
      ++made_.invoices;
      made_.credit_invoices += row.kind == item_kind::credit ? 1 : 0;
    }
    if (row.kind == item_kind::order && row.live && made_.covers(row.day)) {
      ++made_.orders;
      made_.orders_total += base ? row.shop.total : 0;
    }
    if (row.is_open() && !row.ledger_counts) {
      ++made_.open;
      made_.open_total += base && row.shop_counts ? row.shop.total : 0;
    }
    if ((row.state == row_state::waiting || row.state == row_state::skipped) &&
        made_.covers(row.day)) {
      group(row.state == row_state::waiting ? made_.waiting : made_.skipped, row, base);
    }
    add_amounts(row, base);
  }

  void finish() {
    for (auto& [day, sums] : days_) {
      made_.days.push_back(std::move(sums));
    }
    for (auto& [key, rate] : rates_) {
      made_.rates.push_back(std::move(rate));
    }
    std::stable_sort(made_.rates.begin(), made_.rates.end(),
                     [](const report_rate& a, const report_rate& b) {
                       return std::tuple{-a.percent.value_or(decimal{-1}), a.country, a.name} <
                              std::tuple{-b.percent.value_or(decimal{-1}), b.country, b.name};
                     });
    for (auto* groups : {&made_.waiting, &made_.skipped}) {
      std::stable_sort(
          groups->begin(), groups->end(),
          [](const report_group& a, const report_group& b) { return a.count > b.count; });
    }
    made_.difference = made_.shop.total - made_.ledger.total;
    made_.unexplained = static_cast<std::uint32_t>(
        std::count_if(made_.findings.begin(), made_.findings.end(),
                      [](const report_finding& each) { return !each.explained; }));
  }

private:
  void group(std::vector<report_group>& groups, const report_row& row, bool base) {
    auto found = std::find_if(groups.begin(), groups.end(), [&row](const report_group& each) {
      return each.reason == row.reason;
    });
    if (found == groups.end()) {
      groups.push_back({row.reason, 0, 0});
      found = std::prev(groups.end());
    }
    ++found->count;
    found->total += base ? row.shop.total : 0;
  }

  void add_amounts(const report_row& row, bool base) {
    if (!base) {
      add_other(row);
      return;
    }
    if (row.shop_counts) {
      add(made_.shop, row.shop);
      add(day(row.day).shop, row.shop);
      add_rates(row.shop, &report_rate::shop);
    }
    if (row.ledger_counts) {
      add(made_.ledger, row.ledger);
      add(day(row.ledger.day).ledger, row.ledger);
      add_rates(row.ledger, &report_rate::ledger);
    }
  }

  void add_other(const report_row& row) {
    if (!row.shop_counts && !row.ledger_counts) {
      return;
    }
    auto found =
        std::find_if(made_.other_currencies.begin(), made_.other_currencies.end(),
                     [&row](const other_currency& each) { return each.currency == row.currency; });
    if (found == made_.other_currencies.end()) {
      made_.other_currencies.push_back({row.currency, {}, {}});
      found = std::prev(made_.other_currencies.end());
    }
    if (row.shop_counts) {
      add(found->shop, row.shop);
    }
    if (row.ledger_counts) {
      add(found->ledger, row.ledger);
    }
  }

  report_day& day(date when) {
    auto& found = days_[std::chrono::sys_days{when}];
    found.day = when;
    return found;
  }

  void add_rates(const report_side& side, report_sum report_rate::*where) {
    minor_units told = 0;
    for (const auto& share : side.rates) {
      rate_of(share, where, share.net, share.vat);
      told += share.net + share.vat;
    }
    if (side.total != told) {
      // VAT that neither the shop nor a document tells.
      rate_of({{}, std::nullopt, {}, 0, 0}, where, side.total - told, 0);
    }
  }

  void rate_of(const rate_share& share, report_sum report_rate::*where, minor_units net,
               minor_units vat) {
    const bool mapped = !share.rate_id.empty();
    const auto percent = share.percent ? to_text(*share.percent) : std::string("?");
    auto& rate =
        rates_[mapped ? rate_key{share.rate_id, {}, {}} : rate_key{{}, percent, share.country}];
    if (rate.name.empty()) {
      rate.rate_id = share.rate_id;
      rate.name = mapped          ? rate_name(share.rate_id, input_.lists)
                  : share.percent ? "not mapped"
                                  : "not split";
      rate.percent = share.percent;
      rate.country = share.country;
    }
    auto& sum = rate.*where;
    sum.net += net;
    sum.vat += vat;
    sum.total += net + vat;
  }

  report& made_;
  const report_input& input_;
  std::map<std::chrono::sys_days, report_day> days_;
  std::map<rate_key, report_rate> rates_;
};

}  // namespace

report_window window_of(date from, date to, const time_zone* zone) {
  const time_zone utc;
  const auto& where = zone == nullptr ? utc : *zone;
  const auto first = moved(from, -report_margin);
  const auto last = moved(to, report_margin);
  return {where.start_of(first), where.start_of(moved(last, std::chrono::days{1})), first, last};
}

minor_units report_row::difference() const noexcept {
  return (shop_counts ? shop.total : 0) - (ledger_counts ? ledger.total : 0);
}

minor_units report_row::vat_difference() const noexcept {
  if (shop_counts && ledger_counts && !shop.vat_known) {
    return 0;
  }
  return (shop_counts ? shop.vat : 0) - (ledger_counts ? ledger.vat : 0);
}

bool report_row::is_open() const noexcept {
  return state == row_state::ready || state == row_state::needs_action ||
         state == row_state::not_read;
}

bool report::closes() const noexcept {
  return unexplained == 0 && difference == 0 &&
         std::all_of(rows.begin(), rows.end(), [](const report_row& row) {
           return row.difference() == 0 && row.vat_difference() == 0;
         });
}

bool report::covers(date day) const noexcept {
  const auto at = std::chrono::sys_days{day};
  return at >= std::chrono::sys_days{from} && at <= std::chrono::sys_days{to};
}

report make_report(const report_input& input) {
  report made;
  made.integration = input.integration;
  made.administration = input.lists.admin.name;
  made.from = input.from;
  made.to = input.to;
  made.made_at = input.now;
  made.currency = input.currency;
  row_maker maker{input};
  maker.run();
  made.rows = std::move(maker.rows);
  made.findings = std::move(maker.findings);
  std::stable_sort(made.rows.begin(), made.rows.end(),
                   [](const report_row& a, const report_row& b) {
                     return std::tuple{std::chrono::sys_days{a.day}, a.number, a.kind} <
                            std::tuple{std::chrono::sys_days{b.day}, b.number, b.kind};
                   });
  std::stable_sort(made.findings.begin(), made.findings.end(),
                   [](const report_finding& a, const report_finding& b) {
                     return std::tuple{a.explained, std::chrono::sys_days{a.day}, a.number} <
                            std::tuple{b.explained, std::chrono::sys_days{b.day}, b.number};
                   });
  summary sums{made, input};
  for (const auto& row : made.rows) {
    sums.add_row(row);
  }
  sums.finish();
  return made;
}

}  // namespace boekbrug::core
