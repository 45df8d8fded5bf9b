#include "adapters/shops/magento/settle.hpp"

#include "adapters/shops/magento/residue.hpp"
#include "adapters/shops/magento/text.hpp"

#include <algorithm>

namespace boekbrug::adapters::magento_api {

namespace {

using core::decimal;

constexpr std::size_t doubtful_max = 6;

bool nearly(const decimal& left, const decimal& right) {
  return boost::multiprecision::abs(decimal(left - right)) < decimal("0.006");
}

core::order_line extra_line(const extra_charge& extra, const reading& how, core::currency unit) {
  core::order_line line;
  line.kind = core::line_kind::fee;
  line.id = extra.id;
  line.name = extra.name;
  line.vat = cents(extra.tax, unit);
  line.net = how.extras_are_gross ? cents(extra.net, unit) - line.vat : cents(extra.net, unit);
  return line;
}

// The lines of one reading, without rates.
std::vector<core::order_line> build(const order_parts& parts, const std::vector<item_group>& groups,
                                    const reading& how) {
  std::vector<core::order_line> lines;
  for (const auto at : counted_rows(groups)) {
    lines.push_back(item_line(parts.rows[at], how, parts.unit));
    lines.back().name = line_name(parts.rows, groups, at);
    for (auto& deposit : deposit_lines(parts.rows[at], how, parts.unit)) {
      lines.push_back(std::move(deposit));
    }
  }
  auto shipping = shipping_line(parts.shipping, parts.unit);
  if (shipping.net != 0 || shipping.vat != 0) {
    lines.push_back(std::move(shipping));
  }
  for (const auto& extra : parts.extras) {
    lines.push_back(extra_line(extra, how, parts.unit));
  }
  return lines;
}

struct row_sums {
  decimal rows = 0;
  decimal discounts = 0;
  decimal deposits = 0;
};

row_sums sums_of(const order_parts& parts, const std::vector<item_group>& groups) {
  row_sums out;
  for (const auto at : counted_rows(groups)) {
    out.rows += parts.rows[at].row_total;
    out.discounts += parts.rows[at].discount;
    for (const auto& deposit : parts.rows[at].weee) {
      out.deposits += deposit.net;
    }
  }
  return out;
}

// The shop may count deposits in its subtotal or not.
bool is_subtotal(const order_parts& parts, const row_sums& sums, const decimal& amount) {
  return parts.subtotal && (nearly(*parts.subtotal, amount) ||
                            nearly(*parts.subtotal, decimal(amount + sums.deposits)));
}

std::vector<reading> readings(const order_parts& parts, const std::vector<item_group>& groups) {
  const auto sums = sums_of(parts, groups);
  std::vector<bool> discounted{false};
  // Equation B needs the proof that the rows lack exactly the discounts.
  if (sums.discounts != 0 && is_subtotal(parts, sums, sums.rows + sums.discounts)) {
    discounted.push_back(true);
  }
  std::vector<reading::weee> deposits{reading::weee::with_tax};
  if (std::any_of(parts.rows.begin(), parts.rows.end(),
                  [](const item_row& row) { return !row.weee.empty(); })) {
    deposits.push_back(reading::weee::without_tax);
    deposits.push_back(reading::weee::in_row);
  }
  std::vector<bool> gross{false};
  if (!parts.extras.empty()) {
    gross.push_back(true);
  }
  std::vector<reading> out;
  for (const bool one : discounted) {
    for (const auto two : deposits) {
      for (const bool three : gross) {
        out.push_back({one, two, three});
      }
    }
  }
  return out;
}

std::optional<reading> fitting(const order_parts& parts, const std::vector<item_group>& groups) {
  for (const auto& how : readings(parts, groups)) {
    if (sum_of(build(parts, groups, how)) == parts.payable) {
      return how;
    }
  }
  return std::nullopt;
}

// Rule 6: parents instead of children, per bundle where both carry amounts. Only the one choice
// that gives subtotal and total exactly.
std::optional<settled> other_choice(const order_parts& parts) {
  std::vector<std::size_t> doubtful;
  for (std::size_t at = 0; at < parts.groups.size(); ++at) {
    if (parts.groups[at].doubtful) {
      doubtful.push_back(at);
    }
  }
  if (doubtful.empty() || doubtful.size() > doubtful_max || !parts.subtotal) {
    return std::nullopt;
  }
  std::optional<settled> found;
  for (std::size_t choice = 1; choice < (std::size_t{1} << doubtful.size()); ++choice) {
    auto groups = parts.groups;
    for (std::size_t bit = 0; bit < doubtful.size(); ++bit) {
      if (((choice >> bit) & 1U) != 0) {
        groups[doubtful[bit]].children_count = false;
      }
    }
    const auto sums = sums_of(parts, groups);
    const auto how = fitting(parts, groups);
    if (!how ||
        !(is_subtotal(parts, sums, sums.rows) ||
          (how->already_discounted && is_subtotal(parts, sums, sums.rows + sums.discounts)))) {
      continue;
    }
    if (found) {
      return std::nullopt;
    }
    found = settled{build(parts, groups, *how), groups, *how, true};
  }
  return found;
}

std::optional<decimal> stated_rate(const order_parts& parts, const core::order_line& line) {
  const auto id = line.id.substr(0, line.id.find('-'));
  const auto row = std::find_if(parts.rows.begin(), parts.rows.end(), [&id](const item_row& one) {
    return std::to_string(one.id) == id;
  });
  if (row == parts.rows.end()) {
    return std::nullopt;
  }
  // A deposit follows its item only when it was taxed; a voucher is no taxed supply.
  const bool untaxed_deposit = line.id.size() != id.size() && line.vat == 0;
  const bool voucher = row->type == "giftcard" && line.vat == 0;
  return untaxed_deposit || voucher ? std::nullopt : row->percent;
}

void resolve(settled& made, const order_parts& parts, const tax_facts& taxes) {
  for (auto& line : made.lines) {
    auto stated = stated_rate(parts, line);
    // Shipping says no rate at all when it is free of tax.
    if (line.kind == core::line_kind::shipping && line.vat == 0) {
      stated = decimal{0};
    }
    resolve_rate(line, stated, taxes, parts.unit);
  }
}

}  // namespace

core::minor_units cents(const decimal& amount, core::currency unit) {
  const auto made = core::to_minor(amount, unit);
  return made && *made <= amount_max && *made >= -amount_max ? *made : 0;
}

core::minor_units sum_of(const std::vector<core::order_line>& lines) {
  core::minor_units total = 0;
  for (const auto& line : lines) {
    total += line.net + line.vat;
  }
  return total;
}

core::minor_units vat_of(const std::vector<core::order_line>& lines) {
  core::minor_units total = 0;
  for (const auto& line : lines) {
    total += line.vat;
  }
  return total;
}

shipping_charge read_shipping(const fields& owner) {
  shipping_charge out;
  out.name = plain_text(owner.loose_text("shipping_description"), 200);
  out.amount = owner.number_or_zero("shipping_amount");
  out.hidden_tax = owner.number_or_zero("shipping_discount_tax_compensation_amount");
  out.discount = owner.number_or_zero("shipping_discount_amount");
  const auto tax = owner.number("shipping_tax_amount");
  const auto with_tax = owner.number("shipping_incl_tax");
  if (tax) {
    out.tax = *tax;
  } else if (with_tax && *with_tax > out.amount) {
    out.tax = *with_tax - out.amount;
  }
  return out;
}

core::order_line item_line(const item_row& row, const reading& how, core::currency unit) {
  core::order_line line;
  line.id = std::to_string(row.id);
  line.name = row.name;
  line.sku = row.sku;
  line.product_id = row.product_id;
  line.quantity = row.quantity;
  line.is_service = row.is_service;
  decimal gross = row.row_total + row.tax;
  if (!how.already_discounted) {
    gross += row.hidden_tax - row.discount;
  }
  line.vat = cents(row.tax, unit);
  line.net = cents(gross, unit) - line.vat;
  return line;
}

core::order_line shipping_line(const shipping_charge& shipping, core::currency unit) {
  core::order_line line;
  line.kind = core::line_kind::shipping;
  line.id = "shipping";
  line.name = shipping.name;
  const decimal gross = shipping.amount + shipping.tax + shipping.hidden_tax - shipping.discount;
  line.vat = cents(shipping.tax, unit);
  line.net = cents(gross, unit) - line.vat;
  return line;
}

std::vector<core::order_line> deposit_lines(const item_row& row, const reading& how,
                                            core::currency unit) {
  std::vector<core::order_line> lines;
  if (how.deposits == reading::weee::in_row) {
    return lines;
  }
  for (const auto& deposit : row.weee) {
    core::order_line line;
    line.id = std::to_string(row.id) + "-" + std::to_string(lines.size() + 1);
    line.name = deposit.title.empty() ? "Vaste heffing" : deposit.title;
    line.quantity = row.quantity;
    line.is_service = row.is_service;
    const bool taxed = how.deposits == reading::weee::with_tax;
    line.net = cents(deposit.net, unit);
    line.vat = taxed ? cents(deposit.gross, unit) - line.net : 0;
    lines.push_back(std::move(line));
  }
  return lines;
}

settled settle(const order_parts& parts, const tax_facts& taxes) {
  settled made;
  made.groups = parts.groups;
  if (const auto how = fitting(parts, parts.groups)) {
    made.how = *how;
    made.exact = true;
    made.lines = build(parts, parts.groups, *how);
  } else if (auto other = other_choice(parts)) {
    made = std::move(*other);
  } else {
    made.lines = build(parts, parts.groups, made.how);
  }
  resolve(made, parts, taxes);
  if (!made.exact) {
    place_residue(made.lines, parts, taxes);
    place_fee(made.lines, parts, taxes);
  }
  complete_fees(made.lines, parts, taxes);
  if (!made.how.already_discounted) {
    part_full_tax_lines(made.lines, parts, taxes);
  }
  return made;
}

}  // namespace boekbrug::adapters::magento_api
