#include "adapters/shops/ccvshop/settle.hpp"

#include "adapters/shops/ccvshop/parts.hpp"
#include "core/booking/arithmetic.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <set>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::minor_units;
using core::order_line;

// R8 forgives five cents; the reference's own measure is the number of lines.
constexpr minor_units rounding_max = 5;

core::scaled_percent scaled(const order_line& line) {
  return core::scale_percent(line.vat_percent.value_or(0)).value_or(0);
}

enum class rounding : std::uint8_t { per_rate = 1, per_line };

/// What VAT is worked out of: the gross of a line with VAT in it, else its net.
struct share {
  part* of;
  minor_units vat = 0;
};

/// The VAT of one rate over the sum of its amounts, given back to the lines by largest remainder.
/// Which way CCV Shop rounds is unverified: both are tried.
void settle_rate(std::vector<share>& shares, bool included, rounding way) {
  const auto percent = scaled(shares.front().of->line);
  minor_units base = 0;
  minor_units given = 0;
  for (auto& each : shares) {
    each.vat = core::vat_in(each.of->amount, percent, included);
    base += each.of->amount;
    given += each.vat;
  }
  const minor_units left =
      way == rounding::per_line ? 0 : core::vat_in(base, percent, included) - given;
  const minor_units step = left < 0 ? -1 : 1;
  const core::decimal rate = shares.front().of->line.vat_percent.value_or(0);
  const core::decimal whole = included ? core::decimal{rate + 100} : core::decimal{100};
  const auto rest = [&](const share& one) {
    const core::decimal exact = core::decimal{one.of->amount} * rate;
    return core::decimal{step * (exact - core::decimal{one.vat} * whole)};
  };
  std::stable_sort(shares.begin(), shares.end(),
                   [&rest](const share& a, const share& b) { return rest(a) > rest(b); });
  for (std::size_t at = 0; at < static_cast<std::size_t>(std::abs(left)); ++at) {
    shares[at % shares.size()].vat += step;
  }
  for (const auto& each : shares) {
    each.of->line.vat = each.vat;
    each.of->line.net = included ? each.of->amount - each.vat : each.of->amount;
  }
}

void settle_parts(std::vector<part>& parts, rounding way) {
  std::vector<std::vector<share>> groups;
  for (auto& each : parts) {
    const auto found = std::find_if(groups.begin(), groups.end(), [&each](const auto& group) {
      const part& first = *group.front().of;
      return first.included == each.included && scaled(first.line) == scaled(each.line);
    });
    if (found == groups.end()) {
      groups.push_back({share{&each}});
    } else {
      found->push_back(share{&each});
    }
  }
  for (auto& group : groups) {
    const bool included = group.front().of->included;
    settle_rate(group, included, way);
  }
}

struct attempt {
  std::vector<part> parts;
  minor_units net = 0;
  minor_units vat = 0;
  minor_units rates = 0;  // other than 0 %

  minor_units gross() const { return net + vat; }
};

attempt work_out(std::vector<part> parts, rounding way) {
  settle_parts(parts, way);
  attempt made;
  std::set<core::scaled_percent> rates;
  for (const auto& each : parts) {
    made.net += each.line.net;
    made.vat += each.line.vat;
    if (scaled(each.line) > 0) {
      rates.insert(scaled(each.line));
    }
  }
  made.rates = static_cast<minor_units>(rates.size());
  made.parts = std::move(parts);
  return made;
}

/// Check A.
bool total_fits(const attempt& made, const money_sheet& sheet, const reading& how) {
  const auto lines = static_cast<minor_units>(made.parts.size());
  const minor_units tolerance = std::min(rounding_max, std::max<minor_units>(2, lines));
  if (how.total_is_net) {
    return sheet.total_vat != 0 && std::abs(made.net - sheet.total) <= tolerance;
  }
  return std::abs(made.gross() - sheet.total) <= tolerance;
}

/// Check B.
bool vat_fits(const attempt& made, const money_sheet& sheet, bool closely) {
  const minor_units off = std::abs(made.vat - sheet.total_vat);
  return off <= (made.rates == 0 ? 0 : closely ? 1 : made.rates + 1);
}

settled_lines finish(const attempt& made, const money_sheet& sheet, const reading& how) {
  settled_lines out;
  out.total = how.total_is_net ? sheet.total + sheet.total_vat : sheet.total;
  for (const auto& each : made.parts) {
    out.lines.push_back(each.line);
  }
  if (const minor_units rest = out.total - made.gross(); rest != 0) {
    order_line rounding;
    rounding.kind = core::line_kind::rounding;
    rounding.name = "Afrondingsverschil";
    rounding.net = rest;
    out.lines.push_back(std::move(rounding));
  }
  return out;
}

std::string both(minor_units left, minor_units right, core::currency unit) {
  return core::to_text(left, unit) + " / " + core::to_text(right, unit);
}

struct outcome {
  std::optional<settled_lines> settled;
  std::optional<core::error> vat_off;  // the total fits, the VAT does not
  std::optional<minor_units> gross;    // of the first guess
};

/// The way of rounding that comes nearest to the shop's VAT.
attempt best_of(const std::vector<part>& parts, const money_sheet& sheet, const reading& how) {
  auto by_rate = work_out(parts, rounding::per_rate);
  auto by_line = work_out(parts, rounding::per_line);
  const auto off = [&sheet](const attempt& one) { return std::abs(one.vat - sheet.total_vat); };
  return total_fits(by_line, sheet, how) && off(by_line) < off(by_rate) ? by_line : by_rate;
}

outcome try_reading(const money_sheet& sheet, const reading& how) {
  std::vector<attempt> fitting;
  outcome made;
  for (const auto& what : guesses_of(sheet, how)) {
    auto parts = make_parts(sheet, how, what);
    if (!parts) {
      continue;
    }
    auto tried = best_of(*parts, sheet, how);
    made.gross = made.gross.value_or(tried.gross());
    if (total_fits(tried, sheet, how)) {
      fitting.push_back(std::move(tried));
    }
  }
  for (const bool closely : {true, false}) {
    for (const auto& tried : fitting) {
      if (vat_fits(tried, sheet, closely)) {
        made.settled = finish(tried, sheet, how);
        return made;
      }
    }
  }
  if (!fitting.empty()) {
    made.vat_off = core::fail(core::errc::totals_differ,
                              "VAT " + both(fitting.front().vat, sheet.total_vat, sheet.unit));
  }
  return made;
}

}  // namespace

core::result<settled_lines> settle(const money_sheet& sheet) {
  std::optional<minor_units> gross;
  for (const auto& how : readings_of(sheet)) {
    auto made = try_reading(sheet, how);
    if (made.settled) {
      return std::move(*made.settled);
    }
    if (made.vat_off) {
      return *made.vat_off;
    }
    gross = gross ? gross : made.gross;
  }
  if (!gross) {
    return core::fail(core::errc::totals_differ, "a discount without rows to take it off; total " +
                                                     core::to_text(sheet.total, sheet.unit));
  }
  return core::fail(core::errc::totals_differ, both(*gross, sheet.total, sheet.unit));
}

}  // namespace boekbrug::adapters::ccvshop_api
