#include "sim/moneybird/totals.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

/// What the customer is charged for one line, exact: price x quantity less the invoice's discount.
amount line_amount(const detail& line, amount discount) {
  const amount entered = multiply(line.price, line.quantity);
  return {divide_rounded(entered.units * (100 * amount_one - discount.units), 100 * amount_one)};
}

struct rate_sum {
  const tax_rate* rate = nullptr;
  amount entered;
  amount nets;  // lines rounded one by one, for the doubtful variant
};

}  // namespace

bool ledger_account::allows(std::string_view document_type) const {
  return std::find(document_types.begin(), document_types.end(), document_type) !=
         document_types.end();
}

amount invoice::paid() const {
  amount sum;
  for (const auto& one : payments) {
    sum += one.price;
  }
  return sum;
}

day invoice::due(day today) const {
  if (due_date) {
    return *due_date;
  }
  return date.value_or(today) + std::chrono::days{due_interval};
}

std::string_view invoice::state_name(day today) const {
  switch (state) {
    case invoice_state::draft:
      return "draft";
    case invoice_state::scheduled:
      return "scheduled";
    case invoice_state::paid:
      return "paid";
    case invoice_state::uncollectible:
      return "uncollectible";
    case invoice_state::open:
      break;
  }
  const bool has_due_date = !external || due_date.has_value();
  return has_due_date && due(today) < today ? "late" : "open";
}

void compute_totals(invoice& of, bool round_lines) {
  std::vector<rate_sum> sums;  // in the order of the lines
  amount without_discount;
  for (auto& line : of.details) {
    const amount entered = line_amount(line, of.discount);
    without_discount += multiply(line.price, line.quantity);
    const amount rounded = to_cents(entered);
    const bool incl = of.incl_tax;
    line.net = incl ? rounded - tax_inside(rounded, line.rate->percentage) : rounded;
    auto at = std::find_if(sums.begin(), sums.end(),
                           [&line](const rate_sum& sum) { return sum.rate == line.rate; });
    if (at == sums.end()) {
      at = sums.insert(sums.end(), rate_sum{line.rate, {}, {}});
    }
    at->entered += entered;
    at->nets += line.net;
  }
  of.taxes.clear();
  of.total_excl = {};
  of.total_incl = {};
  amount entered_total;
  for (const auto& sum : sums) {
    entered_total += sum.entered;
    const amount whole_sum = to_cents(sum.entered);
    amount tax;
    amount base;
    if (of.incl_tax) {
      tax = round_lines ? whole_sum - sum.nets : tax_inside(whole_sum, sum.rate->percentage);
      base = whole_sum - tax;
    } else {
      base = whole_sum;
      tax = percentage_of(base, sum.rate->percentage);
    }
    of.total_excl += base;
    of.total_incl += base + tax;
    if (!is_zero(sum.rate->percentage)) {
      of.taxes.push_back({sum.rate, base, tax});
    }
  }
  of.total_discount = to_cents(without_discount) - to_cents(entered_total);
}

void settle_state(invoice& of, day today) {
  if (!of.was_sent() || of.state == invoice_state::uncollectible) {
    return;
  }
  const amount unpaid = of.unpaid();
  const bool credit = of.total_incl.units < 0;
  const bool settled = credit ? unpaid.units >= 0 : unpaid.units <= 0;
  if (settled && of.state != invoice_state::paid) {
    of.state = invoice_state::paid;
    of.paid_at = of.payments.empty() ? today : of.payments.back().date;
  } else if (!settled) {
    of.state = invoice_state::open;
    of.paid_at.reset();
  }
}

}  // namespace boekbrug::sim::moneybird
