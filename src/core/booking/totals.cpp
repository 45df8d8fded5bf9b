// What a ledger makes of lines, and whether two sides say the same.

#include "core/booking/arithmetic.hpp"
#include "core/booking/make_plan.hpp"

#include <algorithm>
#include <limits>

namespace boekbrug::core {

namespace {

/// The base of one line in whole minor units; an amount out of range spoils every comparison on
/// purpose.
minor_units line_amount(const plan_line& line, currency unit) {
  const auto amount = to_minor(line.quantity * line.unit_price, unit);
  return amount && *amount <= amount_max && *amount >= -amount_max ? *amount : 0;
}

struct rate_sums {
  std::string_view rate_id;
  const decimal* percent;
  scaled_percent scaled;
  minor_units base;
  minor_units vat;  // only for per_line
};

std::vector<rate_sums> sum_by_rate(const std::vector<plan_line>& lines, bool included,
                                   currency unit, ledger_arithmetic arithmetic) {
  std::vector<rate_sums> sums;
  for (const plan_line& line : lines) {
    auto found = std::find_if(sums.begin(), sums.end(), [&line](const rate_sums& sum) {
      return sum.rate_id == line.rate_id;
    });
    if (found == sums.end()) {
      const scaled_percent scaled = scale_percent(line.vat.percent).value_or(0);
      sums.push_back({line.rate_id, &line.vat.percent, scaled, 0, 0});
      found = std::prev(sums.end());
    }
    const minor_units amount = line_amount(line, unit);
    found->base += amount;
    if (arithmetic == ledger_arithmetic::per_line) {
      found->vat += vat_in(amount, found->scaled, included);
    }
  }
  return sums;
}

const plan_vat* find_rate(const std::vector<plan_vat>& rates, std::string_view rate_id) {
  const auto found = std::find_if(rates.begin(), rates.end(),
                                  [&](const plan_vat& rate) { return rate.rate_id == rate_id; });
  return found == rates.end() ? nullptr : &*found;
}

std::string vat_difference(std::string_view what, minor_units left, minor_units right,
                           currency unit) {
  return std::string(what) + ": " + to_text(left, unit) + " / " + to_text(right, unit);
}

std::optional<std::string> difference(const std::vector<plan_vat>& said,
                                      const std::vector<plan_vat>& computed, currency unit) {
  for (const plan_vat& rate : said) {
    const plan_vat* other = find_rate(computed, rate.rate_id);
    const minor_units vat = other == nullptr ? 0 : other->vat;
    const minor_units net = other == nullptr ? 0 : other->net;
    if (rate.vat != vat) {
      return vat_difference("VAT " + to_text(rate.percent) + " %", vat, rate.vat, unit);
    }
    if (rate.net != net) {
      return vat_difference("net " + to_text(rate.percent) + " %", net, rate.net, unit);
    }
  }
  return std::nullopt;
}

}  // namespace

plan_totals compute_totals(const std::vector<plan_line>& lines, bool prices_include_vat,
                           currency unit, ledger_arithmetic arithmetic) {
  plan_totals made;
  for (const rate_sums& sum : sum_by_rate(lines, prices_include_vat, unit, arithmetic)) {
    const minor_units vat = arithmetic == ledger_arithmetic::per_line
                                ? sum.vat
                                : vat_in(sum.base, sum.scaled, prices_include_vat);
    const minor_units net = prices_include_vat ? sum.base - vat : sum.base;
    made.vat.push_back({std::string(sum.rate_id), *sum.percent, net, vat});
    made.total += net + vat;
  }
  return made;
}

result<void> check_plan(const booking_plan& plan, ledger_arithmetic arithmetic) {
  if (arithmetic == ledger_arithmetic::either) {
    if (auto per_line = check_plan(plan, ledger_arithmetic::per_line); !per_line) {
      return per_line;
    }
  }
  const plan_totals computed =
      compute_totals(plan.lines, plan.prices_include_vat, plan.currency, arithmetic);
  if (computed.total != plan.total) {
    return fail(errc::totals_differ,
                vat_difference("total", computed.total, plan.total, plan.currency));
  }
  auto why = difference(plan.vat, computed.vat, plan.currency);
  if (!why) {
    why = difference(computed.vat, plan.vat, plan.currency);
  }
  if (why) {
    return fail(errc::totals_differ, *why);
  }
  return {};
}

namespace {

/// What the document holds per rate; `net` is nothing when the ledger did not say it.
struct held_rate {
  std::string_view rate_id;
  minor_units vat = 0;
  std::optional<minor_units> net;
};

held_rate& held(std::vector<held_rate>& rates, std::string_view rate_id) {
  const auto found = std::find_if(rates.begin(), rates.end(),
                                  [&](const held_rate& rate) { return rate.rate_id == rate_id; });
  if (found != rates.end()) {
    return *found;
  }
  rates.push_back({rate_id, 0, std::nullopt});
  return rates.back();
}

std::vector<held_rate> held_rates(const ledger_document& document) {
  std::vector<held_rate> rates;
  for (const auto& line : document.line_nets) {
    held_rate& rate = held(rates, line.rate_id);
    rate.net = rate.net.value_or(0) + line.net;
  }
  for (const auto& total : document.vat) {
    held_rate& rate = held(rates, total.rate_id);
    rate.vat += total.vat;
    if (total.net != 0) {
      rate.net = total.net;  // the ledger's own sum beats the sum of rounded lines
    }
  }
  return rates;
}

/// The nets of lines may each be rounded by the ledger; a line on a wrong rate differs by far more.
minor_units net_tolerance(const booking_plan& plan) {
  return static_cast<minor_units>(std::max<std::size_t>(plan.lines.size(), 1));
}

}  // namespace

result<void> compare(const booking_plan& plan, const ledger_document& document) {
  const auto differs = [](std::string why) {
    return fail(errc::ledger_computes_otherwise, std::move(why));
  };
  if (document.currency != plan.currency) {
    return differs("currency: " + std::string(document.currency.text()) + " / " +
                   std::string(plan.currency.text()));
  }
  if (document.total != plan.total) {
    return differs(vat_difference("total", document.total, plan.total, plan.currency));
  }
  if (!document.vat_per_rate) {
    minor_units net = 0;
    for (const plan_vat& rate : plan.vat) {
      net += rate.net;
    }
    if (document.total_net != net) {
      return differs(vat_difference("VAT", document.total - document.total_net, plan.total - net,
                                    plan.currency));
    }
    return {};
  }
  std::vector<held_rate> rates = held_rates(document);
  for (const plan_vat& rate : plan.vat) {
    held(rates, rate.rate_id);  // missing ones count as zero VAT
  }
  const minor_units tolerance = net_tolerance(plan);
  for (const held_rate& rate : rates) {
    const plan_vat* said = find_rate(plan.vat, rate.rate_id);
    const minor_units vat = said == nullptr ? 0 : said->vat;
    const minor_units net = said == nullptr ? 0 : said->net;
    const std::string what =
        said == nullptr ? "rate " + std::string(rate.rate_id) : to_text(said->percent) + " %";
    if (rate.vat != vat) {
      return differs(vat_difference("VAT " + what, rate.vat, vat, plan.currency));
    }
    if (rate.net && (*rate.net > net + tolerance || *rate.net < net - tolerance)) {
      return differs(vat_difference("net " + what, *rate.net, net, plan.currency));
    }
  }
  return {};
}

}  // namespace boekbrug::core
