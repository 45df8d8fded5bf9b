#include "adapters/ledgers/eboekhouden/document_rows.hpp"

#include "adapters/ledgers/eboekhouden/text.hpp"
#include "adapters/ledgers/eboekhouden/types.hpp"
#include "core/booking/arithmetic.hpp"

#include <algorithm>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;
using core::minor_units;

constexpr int quantity_digits = 4;
constexpr std::size_t item_description_chars = 200;
constexpr std::size_t row_description_chars = 50;  // one client caps it there (e-boekhouden.md 2.3)
constexpr core::currency eur = core::currency::eur();

// Prices may carry the trace of a division in their 50th digit.
bool has_digits(const core::decimal& value, int digits) {
  const core::decimal rest = value - core::round_half_away(value, digits);
  return rest < core::decimal("1e-20") && rest > core::decimal("-1e-20");
}

core::result<minor_units> amount_of(const core::plan_line& line) {
  auto amount = core::to_minor(line.quantity * line.unit_price, eur);
  if (amount && (*amount > core::amount_max || *amount < -core::amount_max)) {
    return core::fail(errc::totals_differ, "the amount of '" + line.description + "' is too large");
  }
  return amount;
}

struct priced {
  std::string quantity;
  std::string price;
  std::string description;
};

std::string count_text(const core::decimal& quantity) {
  auto text = core::to_text(core::round_half_away(quantity, 6));
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

// Decimals of a price beyond cents may get lost on the way: then the line's amount is sent as the
// price of one, and the count stands in the description. The sign always sits on the price.
core::result<priced> price_of(const core::plan_line& line) {
  const auto amount = amount_of(line);
  if (!amount) {
    return amount.error();
  }
  const bool negative = line.quantity < 0;
  const core::decimal quantity = negative ? -line.quantity : line.quantity;
  const core::decimal price = negative ? -line.unit_price : line.unit_price;
  const bool exact = quantity != 0 && has_digits(quantity, quantity_digits) &&
                     has_digits(price, 2) && has_digits(quantity * price, 2);
  if (exact) {
    const auto cents = core::to_minor(price, eur);
    if (!cents) {
      return cents.error();
    }
    return priced{core::to_text(core::round_half_away(quantity, quantity_digits)),
                  core::to_text(*cents, eur), line.description};
  }
  return priced{"1", core::to_text(*amount, eur),
                (quantity == 1 ? "" : count_text(quantity) + " x ") + line.description};
}

struct row_group {
  const core::plan_line* first = nullptr;
  std::size_t lines = 0;
  minor_units amount = 0;
};

bool belongs(const row_group& group, const core::plan_line& line) {
  return group.first->rate_id == line.rate_id && group.first->account_id == line.account_id;
}

core::result<std::vector<row_group>> group_rows(const core::booking_plan& plan, bool grouped) {
  std::vector<row_group> groups;
  for (const auto& line : plan.lines) {
    const auto amount = amount_of(line);
    if (!amount) {
      return amount.error();
    }
    const auto found =
        grouped ? std::find_if(groups.begin(), groups.end(),
                               [&line](const row_group& group) { return belongs(group, line); })
                : groups.end();
    if (found == groups.end()) {
      groups.push_back({&line, 1, *amount});
    } else {
      ++found->lines;
      found->amount += *amount;
    }
  }
  return groups;
}

// The plan is proven per line and per rate. Groups of one rate on several accounts are a third way
// to add up, which an administration that computes per row would follow.
bool keeps_vat(const std::vector<row_group>& groups, const core::booking_plan& plan) {
  return std::all_of(plan.vat.begin(), plan.vat.end(), [&](const core::plan_vat& rate) {
    minor_units vat = 0;
    for (const auto& group : groups) {
      if (group.first->rate_id == rate.rate_id) {
        vat += core::vat_in(group.amount, core::scale_percent(rate.percent).value_or(0),
                            plan.prices_include_vat);
      }
    }
    return vat == rate.vat;
  });
}

std::string described(const row_group& group) {
  return group.lines == 1 ? first_chars(group.first->description, row_description_chars)
                          : std::to_string(group.lines) + " orderregels";
}

}  // namespace

core::result<std::vector<json_object>> invoice_items(const core::booking_plan& plan) {
  std::vector<json_object> items;
  for (const auto& line : plan.lines) {
    const auto made = price_of(line);
    if (!made) {
      return made.error();
    }
    auto description = first_chars(made->description, item_description_chars);
    json_object item;
    item.number("quantity", made->quantity)
        .text("description", description.empty() ? "Orderregel" : description)
        .number("pricePerUnit", made->price)
        .text("vatCode", line.rate_id)
        .number("ledgerId", line.account_id);
    if (!plan.cost_center.empty()) {
      item.number("costCenterId", plan.cost_center);
    }
    items.push_back(std::move(item));
  }
  return items;
}

core::result<std::vector<json_object>> mutation_rows(const core::booking_plan& plan) {
  auto groups = group_rows(plan, true);
  if (groups && !keeps_vat(*groups, plan)) {
    groups = group_rows(plan, false);
  }
  if (!groups) {
    return groups.error();
  }
  std::vector<json_object> rows;
  for (const auto& group : *groups) {
    json_object row;
    row.number("ledgerId", group.first->account_id)
        .text("vatCode", group.first->rate_id)
        .number("amount", core::to_text(group.amount, eur))
        .text_if("description", described(group));
    if (!plan.cost_center.empty()) {
      row.number("costCenterId", plan.cost_center);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace boekbrug::adapters::eboekhouden_api
