#include "core/booking/proof.hpp"

#include "core/booking/arithmetic.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::core {

namespace {

constexpr minor_units total_tolerance = 5;  // R8: EUR 0.05
constexpr std::string_view rounding_text = "Afrondingsverschil";

constexpr minor_units tie_penalty = 1'000;

/// One rate as the shop charged it.
struct charged_rate {
  const charged_line* sample;
  scaled_percent percent;
  minor_units vat = 0;
  minor_units lines = 0;
  minor_units pieces = 0;
};

/// What it takes to make one price mode say the shop's VAT. A rate may be moved more than once.
struct correction {
  bool prices_include_vat = true;
  minor_units size = 0;  // sum of the absolute amounts moved
  std::vector<std::pair<const charged_rate*, minor_units>> moves;
};

std::vector<charged_rate> rates_of(const std::vector<charged_line>& lines) {
  std::vector<charged_rate> rates;
  for (const charged_line& line : lines) {
    auto found = std::find_if(rates.begin(), rates.end(), [&line](const charged_rate& rate) {
      return rate.sample->rate_id == line.rate_id;
    });
    if (found == rates.end()) {
      rates.push_back({&line, scale_percent(line.key.percent).value_or(0)});
      found = std::prev(rates.end());
    }
    found->vat += line.vat;
    found->lines += line.parts;
    found->pieces += pieces_of(line);
  }
  return rates;
}

/// A shop that rounds per line, or per piece, cannot be further off than this (woocommerce.md 4).
minor_units vat_tolerance(const charged_rate& rate) {
  return rate.lines + (rate.pieces + 1) / 2;
}

/// The base of a rate in one price mode and the VAT that the ledger makes of it.
struct rate_state {
  minor_units base = 0;
  minor_units vat = 0;
};

rate_state state_of(const charged_rate& rate, const proof_task& task, bool included,
                    ledger_arithmetic arithmetic) {
  rate_state made;
  for (const charged_line& line : task.lines) {
    if (line.rate_id == rate.sample->rate_id) {
      const minor_units amount = included ? line.net + line.vat : line.net;
      made.base += amount;
      made.vat += vat_in(amount, rate.percent, included);
    }
  }
  if (arithmetic == ledger_arithmetic::per_rate) {
    made.vat = vat_in(made.base, rate.percent, included);
  } else {
    made.base = 0;  // another line is computed on its own
  }
  return made;
}

/// The smallest amount that, added to `base`, moves its VAT by exactly `wanted`; nothing when no
/// amount does. VAT never falls when the base rises, so the first amount that moves enough is found
/// by halving.
std::optional<minor_units> smallest_move(minor_units base, scaled_percent percent, bool included,
                                         minor_units wanted) {
  const minor_units sign = wanted < 0 ? -1 : 1;
  const minor_units before = vat_in(base, percent, included);
  const auto moved = [&](minor_units size) {
    return sign * (vat_in(base + sign * size, percent, included) - before);
  };
  const minor_units goal = sign * wanted;
  minor_units high = 1;
  while (moved(high) < goal) {
    high *= 2;
    if (high > amount_max) {
      return std::nullopt;
    }
  }
  minor_units low = high / 2;
  while (high - low > 1) {
    const minor_units middle = low + (high - low) / 2;
    (moved(middle) < goal ? low : high) = middle;
  }
  return moved(high) == goal ? std::optional(sign * high) : std::nullopt;
}

error vat_differs(const charged_rate& rate, minor_units computed, currency unit) {
  return fail(errc::totals_differ, "VAT " + to_text(rate.sample->key) + ": " +
                                       to_text(computed, unit) + " / " + to_text(rate.vat, unit));
}

result<correction> correct(const std::vector<charged_rate>& rates, const proof_task& task,
                           bool included, ledger_arithmetic arithmetic) {
  correction made;
  made.prices_include_vat = included;
  for (const charged_rate& rate : rates) {
    const rate_state state = state_of(rate, task, included, arithmetic);
    const minor_units wanted = rate.vat - state.vat;
    if (wanted == 0) {
      if (included && arithmetic == ledger_arithmetic::per_rate &&
          is_vat_tie(state.base, rate.percent, true)) {
        made.size += tie_penalty;  // right only if the ledger rounds the net: rather the other mode
      }
      continue;
    }
    if (rate.percent == 0 || std::abs(wanted) > vat_tolerance(rate)) {
      return vat_differs(rate, state.vat, task.currency);
    }
    const auto move = smallest_move(state.base, rate.percent, included, wanted);
    if (!move) {
      return vat_differs(rate, state.vat, task.currency);
    }
    made.size += std::abs(*move);
    made.moves.emplace_back(&rate, *move);
  }
  return made;
}

result<plan_line> rounding_line(const vat_key& key, minor_units amount, const proof_task& task,
                                const plan_context& context) {
  auto charged = charge_amount(line_kind::rounding, key, context);
  if (!charged) {
    return charged.error();
  }
  plan_line made;
  made.description = rounding_text;
  made.unit_price = exact_amount(amount, task.currency);
  made.vat = key;
  made.rate_id = std::move(charged->rate_id);
  made.account_id = std::move(charged->account_id);
  return made;
}

/// Adds what the correction moves at each rate, and one line without VAT for the other side of it
/// and for what the shop's total has beyond its lines.
result<void> add_rounding(std::vector<plan_line>& lines, const correction& chosen,
                          minor_units remainder, const proof_task& task,
                          const plan_context& context) {
  minor_units untaxed = remainder;
  for (const auto& [rate, move] : chosen.moves) {
    auto line = rounding_line(rate->sample->key, move, task, context);
    if (!line) {
      return line.error();
    }
    lines.push_back(std::move(*line));
    untaxed -= move;
  }
  // In a document excl. VAT the moved VAT itself is right by now; only the base must be undone.
  if (untaxed != 0) {
    auto line = rounding_line({vat_class::none, {}, 0}, untaxed, task, context);
    if (!line) {
      return line.error();
    }
    lines.push_back(std::move(*line));
  }
  return {};
}

proof_rule rule_of(const correction& chosen, minor_units remainder, const proof_task& task) {
  if (!chosen.moves.empty()) {
    return proof_rule::rounding_pair;
  }
  if (remainder != 0) {
    return proof_rule::rounding_line;
  }
  return chosen.prices_include_vat == task.prices_include_vat ? proof_rule::as_charged
                                                              : proof_rule::other_price_mode;
}

/// How far the search for amounts that hold in both arithmetics goes, in minor units: wide enough
/// for VAT of a few cents at 9 %.
constexpr minor_units reach = 60;

/// Where the search for the first amount begins: a shop that rounds per piece can be further off
/// than `reach` moves.
minor_units search_centre(minor_units difference, scaled_percent percent) {
  constexpr scaled_percent hundred = 100'000'000'000'000'000;
  const minor_units amount = share_of(difference, hundred + percent, percent);
  return std::abs(amount) > reach / 2 ? amount : 0;
}

/// Up to two small amounts that make one rate's VAT right whether it is computed per line or per
/// rate; the smallest ones.
std::optional<std::vector<minor_units>> moves_for_both(const rate_state& per_rate,
                                                       minor_units per_line_vat, minor_units wanted,
                                                       scaled_percent percent) {
  std::vector<minor_units> alone;  // VAT of an amount on a line of its own
  for (minor_units amount = -reach; amount <= reach; ++amount) {
    alone.push_back(vat_in(amount, percent, true));
  }
  const minor_units centre = search_centre(wanted - per_rate.vat, percent);
  // A credit gets the mirror image of its invoice's lines, also where several are equally small.
  const minor_units turned = per_rate.base != 0 ? per_rate.base
                             : wanted != 0      ? wanted
                                                : per_line_vat;
  const minor_units sign = turned < 0 ? -1 : 1;
  std::optional<std::vector<minor_units>> best;
  minor_units best_size = 0;
  for (minor_units one = -reach; one <= reach; ++one) {
    const minor_units first = centre + sign * one;
    const minor_units rest = wanted - per_line_vat - vat_in(first, percent, true);
    for (minor_units other = centre == 0 ? one : -reach; other <= reach; ++other) {
      const minor_units second = sign * other;
      // Of equally small amounts one line is better than two.
      const minor_units size =
          2 * (std::abs(first) + std::abs(second)) + (first != 0 && second != 0 ? 1 : 0);
      const bool holds = alone[static_cast<std::size_t>(second + reach)] == rest &&
                         (!best || size < best_size) &&
                         vat_in(per_rate.base + first + second, percent, true) == wanted;
      if (holds) {
        best = std::vector<minor_units>{};
        for (const minor_units each : {first, second}) {
          if (each != 0) {
            best->push_back(each);
          }
        }
        best_size = size;
      }
    }
  }
  return best;
}

/// The administration decides how VAT is computed and does not tell: the lines must say the shop's
/// VAT both ways. Only with prices incl. VAT is the total certain (e-boekhouden.md 7).
result<correction> correct_both(const std::vector<charged_rate>& rates, const proof_task& task) {
  correction made;
  for (const charged_rate& rate : rates) {
    const rate_state whole = state_of(rate, task, true, ledger_arithmetic::per_rate);
    const rate_state lines = state_of(rate, task, true, ledger_arithmetic::per_line);
    if (whole.vat == rate.vat && lines.vat == rate.vat) {
      continue;
    }
    const bool near = std::abs(rate.vat - whole.vat) <= vat_tolerance(rate) &&
                      std::abs(rate.vat - lines.vat) <= vat_tolerance(rate);
    const auto moves = rate.percent == 0 || !near
                           ? std::nullopt
                           : moves_for_both(whole, lines.vat, rate.vat, rate.percent);
    if (!moves) {
      return vat_differs(rate, whole.vat, task.currency);
    }
    for (const minor_units move : *moves) {
      made.size += std::abs(move);
      made.moves.emplace_back(&rate, move);
    }
  }
  return made;
}

result<correction> choose(const proof_task& task, ledger_arithmetic arithmetic,
                          const std::vector<charged_rate>& rates) {
  if (arithmetic == ledger_arithmetic::either) {
    return correct_both(rates, task);
  }
  auto own = correct(rates, task, task.prices_include_vat, arithmetic);
  if (own && own->size == 0) {
    return own;
  }
  auto other = correct(rates, task, !task.prices_include_vat, arithmetic);
  if (other && (!own || other->size < own->size)) {
    return other;
  }
  return own;
}

}  // namespace

result<proven_lines> prove(const proof_task& task, const plan_context& context) {
  minor_units sum = 0;
  for (const charged_line& line : task.lines) {
    sum += line.net + line.vat;
  }
  const minor_units remainder = task.total - sum;
  if (std::abs(remainder) > total_tolerance) {
    return fail(errc::totals_differ,
                to_text(sum, task.currency) + " / " + to_text(task.total, task.currency));
  }
  const std::vector<charged_rate> rates = rates_of(task.lines);
  auto chosen = choose(task, context.arithmetic, rates);
  if (!chosen) {
    return chosen.error();
  }
  proven_lines made;
  made.prices_include_vat = chosen->prices_include_vat;
  made.rule = rule_of(*chosen, remainder, task);
  made.lines = state_lines(task.lines, made.prices_include_vat, task.currency);
  if (auto added = add_rounding(made.lines, *chosen, remainder, task, context); !added) {
    return added.error();
  }
  made.totals =
      compute_totals(made.lines, made.prices_include_vat, task.currency, context.arithmetic);
  // The arithmetic above and the model of the ledger must agree; if not, nothing is sent.
  for (const charged_rate& rate : rates) {
    for (const plan_vat& computed : made.totals.vat) {
      if (computed.rate_id == rate.sample->rate_id && computed.vat != rate.vat) {
        return vat_differs(rate, computed.vat, task.currency);
      }
    }
  }
  if (context.arithmetic == ledger_arithmetic::either) {
    const auto per_line = compute_totals(made.lines, made.prices_include_vat, task.currency,
                                         ledger_arithmetic::per_line);
    for (std::size_t at = 0; at < per_line.vat.size(); ++at) {
      if (per_line.vat[at].vat != made.totals.vat[at].vat) {
        return fail(errc::totals_differ, "VAT per line and per rate differ");
      }
    }
  }
  if (made.totals.total != task.total) {
    return fail(errc::totals_differ, to_text(made.totals.total, task.currency) + " / " +
                                         to_text(task.total, task.currency));
  }
  return made;
}

}  // namespace boekbrug::core
