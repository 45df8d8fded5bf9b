// Credit memos: magento.md 5.
#include "adapters/shops/magento/charges.hpp"
#include "adapters/shops/magento/orders.hpp"
#include "adapters/shops/magento/residue.hpp"
#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::adapters::magento_api {

namespace {

using core::decimal;
using core::minor_units;

constexpr std::int64_t state_refunded = 2;

// A row of a memo as a row of an order: the two share their equations. Nothing when it does not
// count: no amounts, or it stands for the other side of a bundle.
struct memo_row {
  item_row row;
  const item_row* original = nullptr;
};

const item_row* original_of(const order_row& original, std::int64_t id) {
  const auto found = std::find_if(original.rows.begin(), original.rows.end(),
                                  [id](const item_row& one) { return one.id == id; });
  return found == original.rows.end() ? nullptr : &*found;
}

bool is_counted(const order_row& original, std::int64_t id) {
  for (const auto at : counted_rows(original.groups)) {
    if (original.rows[at].id == id) {
      return true;
    }
  }
  return false;
}

std::vector<memo_row> read_rows(const fields& memo, const order_row& original) {
  std::vector<memo_row> out;
  for_each_object(memo, "items", [&](const fields& source) {
    memo_row one;
    one.row.id = source.id_or_none("order_item_id").value_or(0);
    one.row.quantity = source.number_or_zero("qty");
    one.row.row_total = source.number_or_zero("row_total");
    one.row.tax = source.number_or_zero("tax_amount");
    one.row.hidden_tax = source.number_or_zero("discount_tax_compensation_amount");
    one.row.discount = source.number_or_zero("discount_amount");
    one.row.weee = read_weee(source);
    one.row.name = plain_text(source.loose_text("name"));
    one.row.sku = field_text(source.loose_text("sku"), 100);
    one.row.product_id = field_text(source.loose_text("product_id"), 40);
    one.original = original_of(original, one.row.id);
    const bool empty = one.row.quantity == 0 || (one.row.row_total == 0 && one.row.tax == 0);
    const bool other_side = one.original != nullptr && !is_counted(original, one.row.id);
    if (empty || other_side) {
      return;
    }
    if (one.original != nullptr) {
      one.row.is_service = one.original->is_service;
      one.row.percent = one.original->percent;
      one.row.type = one.original->type;
    }
    out.push_back(std::move(one));
  });
  return out;
}

// The rate and country of the line it takes back: the order's own words, which fit its amounts.
void take_rate(core::order_line& line, const order_row& original) {
  const auto& lines = original.order.lines;
  const auto found = std::find_if(lines.begin(), lines.end(), [&line](const auto& one) {
    return !line.id.empty() && one.id == line.id;
  });
  if (found != lines.end()) {
    line.vat_percent = found->vat_percent;
    line.vat_country = found->vat_country;
    line.name =
        line.kind == core::line_kind::shipping || line.name.empty() ? found->name : line.name;
    return;
  }
  resolve_rate(line, std::nullopt, original.taxes, original.order.currency);
}

void negate(core::order_line& line) {
  line.quantity = -line.quantity;
  line.net = -line.net;
  line.vat = -line.vat;
}

// Positive amounts; turned round at the end.
std::vector<core::order_line> memo_lines(const fields& memo, const std::vector<memo_row>& rows,
                                         const order_row& original, const reading& how) {
  const auto unit = original.order.currency;
  std::vector<core::order_line> lines;
  for (const auto& one : rows) {
    lines.push_back(item_line(one.row, how, unit));
    for (auto& deposit : deposit_lines(one.row, how, unit)) {
      lines.push_back(std::move(deposit));
    }
  }
  auto shipping = shipping_line(read_shipping(memo), unit);
  if (shipping.net != 0 || shipping.vat != 0) {
    lines.push_back(std::move(shipping));
  }
  for (const auto& extra : read_extras(memo)) {
    core::order_line line;
    line.kind = core::line_kind::fee;
    line.id = extra.id;
    line.name = extra.name;
    line.vat = cents(extra.tax, unit);
    line.net = how.extras_are_gross ? cents(extra.net, unit) - line.vat : cents(extra.net, unit);
    lines.push_back(std::move(line));
  }
  for (auto& line : lines) {
    take_rate(line, original);
  }
  if (!how.already_discounted) {
    order_parts parts;
    parts.unit = unit;
    for (const auto& one : rows) {
      parts.rows.push_back(one.row);
    }
    part_full_tax_lines(lines, parts, original.taxes);
  }
  return lines;
}

decimal adjustment_of(const fields& memo) {
  const auto more = memo.number("adjustment_positive");
  const auto less = memo.number("adjustment_negative");
  if (more || less) {
    return more.value_or(decimal{0}) - less.value_or(decimal{0});
  }
  return memo.number_or_zero("adjustment");
}

// Rule R9: an adjustment belongs to the goods, so it is spread over the memo's rates in proportion
// to their gross; the last rate takes the rest.
void spread_adjustment(std::vector<core::order_line>& lines, minor_units adjustment) {
  std::vector<core::order_line> rates;
  for (const auto& line : lines) {
    auto found = std::find_if(rates.begin(), rates.end(), [&line](const core::order_line& one) {
      return one.vat_percent == line.vat_percent && one.vat_country == line.vat_country;
    });
    if (found == rates.end()) {
      rates.push_back({});
      found = std::prev(rates.end());
      found->vat_percent = line.vat_percent;
      found->vat_country = line.vat_country;
      found->id = line.id;
    }
    found->net += line.net + line.vat;  // gross, for now
  }
  const auto whole = sum_of(lines);
  auto rest = adjustment;
  for (std::size_t at = 0; at < rates.size(); ++at) {
    auto& share = rates[at];
    const decimal part = decimal(adjustment) * decimal(share.net) / decimal(whole);
    const auto gross =
        at + 1 == rates.size() ? rest : core::round_half_away(part, 0).convert_to<minor_units>();
    rest -= gross;
    const decimal percent = share.vat_percent.value_or(decimal{0});
    const decimal vat = decimal(gross) * percent / (decimal{100} + percent);
    share.vat = core::round_half_away(vat, 0).convert_to<minor_units>();
    share.net = gross - share.vat;
    share.name = adjustment < 0 ? "Inhouding" : "Extra terugbetaling";
    if (gross != 0) {
      lines.push_back(share);
    }
  }
}

// The lines when they give the amount; empty otherwise: then the booking rules spread the amount
// over the rates of the order.
std::vector<core::order_line> fitting_lines(const fields& memo, const order_row& original,
                                            minor_units amount) {
  const auto unit = original.order.currency;
  const auto rows = read_rows(memo, original);
  const auto adjustment = cents(adjustment_of(memo), unit);
  std::vector<reading> ways{original.how};
  reading other = original.how;
  other.deposits = reading::weee::in_row;
  ways.push_back(other);
  other.already_discounted = !other.already_discounted;
  ways.push_back(other);
  for (const auto& how : ways) {
    auto lines = memo_lines(memo, rows, original, how);
    const auto sum = sum_of(lines);
    const auto difference = amount - adjustment - sum;
    const auto room = std::min<minor_units>(5, static_cast<minor_units>(lines.size()));
    if (lines.empty() || sum <= 0 || std::llabs(difference) > room) {
      continue;
    }
    if (adjustment != 0) {
      spread_adjustment(lines, adjustment);
    }
    if (difference != 0) {
      core::order_line rounding;
      rounding.kind = core::line_kind::rounding;
      rounding.name = "Afrondingsverschil";
      rounding.net = difference;
      lines.push_back(std::move(rounding));
    }
    std::for_each(lines.begin(), lines.end(), negate);
    return lines;
  }
  return {};
}

std::string first_comment(const fields& memo) {
  std::string text;
  for_each_object(memo, "comments", [&text](const fields& row) {
    if (text.empty()) {
      text = plain_text(row.loose_text("comment"), 300);
    }
  });
  return text;
}

}  // namespace

std::optional<core::credit> read_memo(const fields& memo, const order_row& original) {
  core::credit out;
  out.id = std::to_string(memo.id("entity_id"));
  out.order_id = std::to_string(memo.id("order_id"));
  const auto state = memo.id("state");
  out.created = memo.time("created_at");
  const auto total = memo.number("grand_total");
  if (!total) {
    memo.wrong("grand_total", "missing");
  }
  const std::string currency = memo.loose_text("order_currency_code");
  if (!currency.empty() && currency != original.order.currency.text()) {
    memo.wrong("order_currency_code", "not the currency of the order");
  }
  if (memo.problem().failed() || state != state_refunded) {
    return std::nullopt;
  }
  out.number = field_text(memo.loose_text("increment_id"), 100);
  out.reason = first_comment(memo);
  out.amount = cents(*total, original.order.currency);
  // Given back as store credit or on a gift card: refunded all the same, only not in money.
  for (const auto& gift : read_gifts(memo, original.order.currency)) {
    out.amount += gift.amount;
  }
  if (out.amount < 0) {
    memo.wrong("grand_total", "below zero");
    return std::nullopt;
  }
  // What is wrong with its rows does not stop the amount.
  fault of_rows;
  out.lines = fitting_lines(fields{memo.raw(), memo.path(), of_rows}, original, out.amount);
  if (of_rows.failed()) {
    out.lines.clear();
  }
  if (memo.problem().failed() || (out.amount == 0 && out.lines.empty())) {
    return std::nullopt;
  }
  return out;
}

}  // namespace boekbrug::adapters::magento_api
