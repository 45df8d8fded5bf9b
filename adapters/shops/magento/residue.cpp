#include "adapters/shops/magento/residue.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::adapters::magento_api {

namespace {

using core::minor_units;

constexpr minor_units residue_max = 5;
constexpr minor_units fee_max = 2'500;

core::order_line* most_vat(std::vector<core::order_line>& lines, const core::decimal& percent) {
  core::order_line* best = nullptr;
  for (auto& line : lines) {
    if (line.vat != 0 && line.vat_percent == percent &&
        (best == nullptr || std::llabs(line.vat) > std::llabs(best->vat))) {
      best = &line;
    }
  }
  return best;
}

// What the shop's own sum of a rate says beyond the lines.
minor_units beyond_lines(const std::vector<core::order_line>& lines,
                         const std::vector<applied_tax>& totals, const core::decimal& percent) {
  minor_units vat = 0;
  for (const auto& tax : totals) {
    vat += tax.percent == percent ? tax.amount : 0;
  }
  for (const auto& line : lines) {
    vat -= line.vat_percent == percent ? line.vat : 0;
  }
  return vat;
}

// Returns what could be placed.
minor_units place_vat(std::vector<core::order_line>& lines, const tax_facts& taxes,
                      minor_units tax_part) {
  minor_units left = tax_part;
  for (const auto& percent : taxes.known) {
    const auto wanted = beyond_lines(lines, taxes.totals, percent);
    auto* const line = most_vat(lines, percent);
    if (left == 0 || wanted == 0 || (wanted > 0) != (left > 0) || line == nullptr) {
      continue;
    }
    const auto step = std::llabs(wanted) < std::llabs(left) ? wanted : left;
    line->vat += step;
    left -= step;
  }
  return tax_part - left;
}

core::order_line fee_line(minor_units net, minor_units vat) {
  core::order_line line;
  line.kind = core::line_kind::fee;
  line.id = "fee";
  line.name = "Betaalkosten";
  line.net = net;
  line.vat = vat;
  return line;
}

bool is_hinted(const order_parts& parts, minor_units amount) {
  return std::any_of(parts.fee_hints.begin(), parts.fee_hints.end(),
                     [&](const core::decimal& hint) { return cents(hint, parts.unit) == amount; });
}

const item_row* row_of(const order_parts& parts, const core::order_line& line) {
  const auto row = std::find_if(parts.rows.begin(), parts.rows.end(), [&line](const item_row& one) {
    return std::to_string(one.id) == line.id;
  });
  return row == parts.rows.end() ? nullptr : &*row;
}

}  // namespace

void place_residue(std::vector<core::order_line>& lines, const order_parts& parts,
                   const tax_facts& taxes) {
  const auto difference = parts.payable - sum_of(lines);
  const auto per_line = static_cast<minor_units>(lines.size());
  if (difference == 0 || std::llabs(difference) > std::min(per_line, residue_max)) {
    return;
  }
  const auto tax_part = parts.total_vat - vat_of(lines);
  minor_units rest = difference;
  if (std::llabs(tax_part) <= residue_max) {
    rest -= place_vat(lines, taxes, tax_part);
  }
  if (rest != 0) {
    core::order_line rounding;
    rounding.kind = core::line_kind::rounding;
    rounding.name = "Afrondingsverschil";
    rounding.net = rest;
    lines.push_back(std::move(rounding));
  }
}

void place_fee(std::vector<core::order_line>& lines, const order_parts& parts,
               const tax_facts& taxes) {
  // Where a bundle can be read in two ways, it explains the difference as well as a fee does.
  if (std::any_of(parts.groups.begin(), parts.groups.end(),
                  [](const item_group& group) { return group.doubtful; })) {
    return;
  }
  const auto difference = parts.payable - sum_of(lines);
  const auto tax = parts.total_vat - vat_of(lines);
  if (difference <= residue_max || difference > fee_max || tax < 0 || tax >= difference) {
    return;
  }
  auto line = fee_line(difference - tax, tax);
  if (tax == 0) {
    if (is_hinted(parts, difference)) {
      lines.push_back(std::move(line));
    }
    return;
  }
  if (const auto rate = only_fitting_rate(line, taxes, parts.unit)) {
    line.vat_percent = rate;
    lines.push_back(std::move(line));
  }
}

void complete_fees(std::vector<core::order_line>& lines, const order_parts& parts,
                   const tax_facts& taxes) {
  const auto difference = parts.payable - sum_of(lines);
  const auto tax = parts.total_vat - vat_of(lines);
  core::order_line* fee = nullptr;
  for (auto& line : lines) {
    if (line.kind == core::line_kind::fee && line.vat == 0 && line.net > 0) {
      if (fee != nullptr) {
        return;  // whose tax it is cannot be told
      }
      fee = &line;
    }
  }
  if (fee == nullptr || tax <= 0 || tax >= fee->net) {
    return;
  }
  // On top of the fee when the total lacks it, else inside.
  core::order_line made = *fee;
  made.vat = tax;
  if (difference == 0) {
    made.net -= tax;
  } else if (difference != tax) {
    return;
  }
  if (const auto rate = only_fitting_rate(made, taxes, parts.unit)) {
    made.vat_percent = rate;
    *fee = std::move(made);
  }
}

void part_full_tax_lines(std::vector<core::order_line>& lines, const order_parts& parts,
                         const tax_facts& taxes) {
  std::vector<core::order_line> made;
  for (auto& line : lines) {
    const auto* const row = row_of(parts, line);
    const auto percent = row == nullptr ? std::nullopt : row->percent;
    const auto discount = row == nullptr ? minor_units{0} : cents(row->discount, parts.unit);
    core::order_line full = line;
    full.net += discount;
    const bool over_full = discount > 0 && percent && *percent > 0 &&
                           !rate_fits(line, *percent, parts.unit) &&
                           rate_fits(full, *percent, parts.unit);
    if (!over_full) {
      made.push_back(std::move(line));
      continue;
    }
    resolve_rate(full, percent, taxes, parts.unit);
    core::order_line less;
    less.kind = core::line_kind::discount;
    less.id = line.id + "-korting";
    less.name = "Korting " + line.name;
    less.net = -discount;
    less.is_service = line.is_service;
    made.push_back(std::move(full));
    made.push_back(std::move(less));
  }
  lines = std::move(made);
}

}  // namespace boekbrug::adapters::magento_api
