#include "plan_faults.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::test {

using namespace core;

namespace {

constexpr std::string_view rounding_text = "Afrondingsverschil";

minor_units amount_of(const plan_line& line) {
  return to_minor(line.quantity * line.unit_price, currency::eur()).value();
}

/// The ledger's rate for a percentage of the shop, worked out by hand.
std::string rate_of(const std::string& percent, const std::string& country, ledger_kind ledger) {
  const bool codes = ledger == ledger_kind::eboekhouden;
  if (percent.empty()) {
    return codes ? "GEEN" : "none";
  }
  if (country != "NL") {
    return country + "-" + percent;
  }
  if (percent == "0") {
    return codes ? "GEEN" : "zero";
  }
  return percent == "21" ? (codes ? "HOOG_VERK_21" : "high") : (codes ? "LAAG_VERK_9" : "low");
}

/// The way that is documented of ledgers: incl. VAT the net is rounded and the VAT is the rest
/// (moneybird.md 7).
minor_units ledger_vat(minor_units base, int hundredths, bool included) {
  return included ? base - round_div(base * 10'000, 10'000 + hundredths)
                  : round_div(base * hundredths, 10'000);
}

struct rate_sum {
  minor_units base = 0;
  minor_units vat_per_line = 0;
  int hundredths = 0;
};

std::map<std::string, rate_sum> sums_of(const booking_plan& plan) {
  std::map<std::string, rate_sum> made;
  for (const plan_line& line : plan.lines) {
    rate_sum& sum = made[line.rate_id];
    sum.hundredths = static_cast<int>(to_minor(line.vat.percent, currency::eur()).value());
    sum.base += amount_of(line);
    sum.vat_per_line += ledger_vat(amount_of(line), sum.hundredths, plan.prices_include_vat);
  }
  return made;
}

std::map<std::string, charged_sum> asked_sums(const asked_document& asked, ledger_kind ledger) {
  std::map<std::string, charged_sum> made;
  for (const auto& [percent, sum] : sums_by_percent(asked.lines)) {
    charged_sum& mine = made[rate_of(percent, asked.country, ledger)];
    mine.net += sum.net;
    mine.vat += sum.vat;
  }
  return made;
}

}  // namespace

std::string fault_of_arithmetic(const booking_plan& plan, ledger_kind ledger) {
  minor_units total = 0;
  for (const auto& [rate, sum] : sums_of(plan)) {
    const minor_units vat = ledger_vat(sum.base, sum.hundredths, plan.prices_include_vat);
    total += sum.base + (plan.prices_include_vat ? 0 : vat);
    const auto said =
        std::find_if(plan.vat.begin(), plan.vat.end(),
                     [&rate = rate](const plan_vat& one) { return one.rate_id == rate; });
    if (said == plan.vat.end() || said->vat != vat) {
      return "VAT per rate of " + rate;
    }
    if (ledger == ledger_kind::eboekhouden && sum.vat_per_line != vat) {
      return "VAT per line of " + rate;
    }
  }
  if (ledger == ledger_kind::eboekhouden &&
      (!plan.prices_include_vat || plan.lines.size() > 100 || plan.drafts)) {
    return "not a document for e-Boekhouden";
  }
  return total == plan.total ? "" : "the ledger's total";
}

std::string fault_of_plan(const booking_plan& plan, const asked_document& asked,
                          ledger_kind ledger) {
  if (plan.total != asked.total) {
    return "total";
  }
  const auto wanted = asked_sums(asked, ledger);
  std::map<std::string, minor_units> shop_lines;  // base per rate without the rounding lines
  for (const plan_line& line : plan.lines) {
    if (line.description.find(rounding_text) == std::string::npos) {
      shop_lines[line.rate_id] += amount_of(line);
    }
  }
  for (const auto& [rate, sum] : wanted) {
    if (shop_lines[rate] != sum.net + (plan.prices_include_vat ? sum.vat : 0)) {
      return "lines of " + rate;
    }
    if (vat_by_rate(plan)[rate] != sum.vat) {
      return "VAT of " + rate;
    }
  }
  for (const plan_vat& rate : plan.vat) {
    if (wanted.count(rate.rate_id) == 0 && rate.vat != 0) {
      return "VAT of a rate that the shop did not charge: " + rate.rate_id;
    }
  }
  return fault_of_arithmetic(plan, ledger);
}

namespace {

std::map<std::string, minor_units> vat_of_all(const std::vector<booking_plan>& plans) {
  std::map<std::string, minor_units> made;
  for (const booking_plan& plan : plans) {
    for (const auto& [rate, amount] : vat_by_rate(plan)) {
      made[rate] += amount;
    }
  }
  return made;
}

/// How far the shop's VAT is from the rate, because it rounds per line or per piece.
std::map<std::string, minor_units> off_the_rate(const asked_document& asked, ledger_kind ledger) {
  std::map<std::string, minor_units> made;
  for (const auto& [percent, sum] : sums_by_percent(asked.lines)) {
    const auto hundredths = percent.empty() ? 0 : cents(percent);
    made[rate_of(percent, asked.country, ledger)] +=
        std::abs(sum.vat - ledger_vat(sum.net + sum.vat, static_cast<int>(hundredths), true));
  }
  return made;
}

}  // namespace

std::string fault_of_sum(const std::vector<booking_plan>& credits, const booking_plan& invoice,
                         const asked_document& asked, ledger_kind ledger, minor_units forgiven) {
  minor_units total = 0;
  for (const booking_plan& plan : credits) {
    total += plan.total;
  }
  if (-total > invoice.total + forgiven) {
    return "more was taken back than invoiced";
  }
  const auto invoiced = vat_by_rate(invoice);
  auto off = off_the_rate(asked, ledger);
  for (const auto& [rate, amount] : vat_of_all(credits)) {
    const auto found = invoiced.find(rate);
    const minor_units most = found == invoiced.end() ? 0 : found->second;
    const auto rounded = 1 + 2 * static_cast<minor_units>(credits.size());
    if (std::abs(amount) > std::abs(most) + rounded + off[rate]) {
      return "VAT of " + rate + ": " + std::to_string(amount) + " of " + std::to_string(most);
    }
  }
  return "";
}

minor_units vat_left(const std::vector<booking_plan>& credits, const booking_plan& invoice) {
  auto left = vat_by_rate(invoice);
  for (const auto& [rate, amount] : vat_of_all(credits)) {
    left[rate] += amount;
  }
  minor_units most = 0;
  for (const auto& [rate, amount] : left) {
    most = std::max<minor_units>(most, std::abs(amount));
  }
  return most;
}

bool mirrors(const booking_plan& credit, const booking_plan& invoice) {
  if (credit.total != -invoice.total || credit.lines.size() != invoice.lines.size() ||
      credit.prices_include_vat != invoice.prices_include_vat ||
      credit.vat.size() != invoice.vat.size()) {
    return false;
  }
  for (std::size_t at = 0; at < credit.lines.size(); ++at) {
    if (amount_of(credit.lines[at]) != -amount_of(invoice.lines[at]) ||
        credit.lines[at].rate_id != invoice.lines[at].rate_id) {
      return false;
    }
  }
  for (std::size_t at = 0; at < credit.vat.size(); ++at) {
    if (credit.vat[at].vat != -invoice.vat[at].vat || credit.vat[at].net != -invoice.vat[at].net) {
      return false;
    }
  }
  return true;
}

std::string describe(const order& source) {
  std::string made = source.shipping.country + (source.prices_include_vat ? " incl." : " excl.");
  for (const order_line& each : source.lines) {
    made += "; " + to_text(each.quantity) + " x " + to_text(each.net, source.currency) + " + " +
            to_text(each.vat, source.currency) + " @ " +
            (each.vat_percent ? to_text(*each.vat_percent) : "none");
  }
  for (const gift_payment& gift : source.gift_payments) {
    made += "; gift " + to_text(gift.amount, source.currency);
  }
  return made + "; total " + to_text(source.total, source.currency);
}

minor_units largest_rounding(const booking_plan& plan) {
  minor_units most = 0;
  for (const plan_line& line : plan.lines) {
    if (line.description == rounding_text) {
      most = std::max<minor_units>(most, std::llabs(amount_of(line)));
    }
  }
  return most;
}

credit credit_of(const order& original, std::string id, minor_units amount) {
  credit made;
  made.id = std::move(id);
  made.order_id = original.id;
  made.created = original.created;
  made.amount = amount;
  return made;
}

std::vector<credit> two_amounts(const order& original, const chooser& choose) {
  const minor_units first =
      std::max<minor_units>(1, round_div(original.total * choose(1, 99), 100));
  const minor_units rest = original.total - first;
  std::vector<credit> made{credit_of(original, "901", first)};
  if (rest > 0) {
    made.push_back(
        credit_of(original, "902", choose(0, 1) == 0 ? rest : std::max<minor_units>(1, rest / 2)));
  }
  return made;
}

namespace {

/// `count` pieces of a line, taken back.
order_line pieces_back(const order_line& line, int count, int of) {
  order_line made = line;
  made.quantity = -count;
  made.net = -round_div(line.net * count, of);
  made.vat = -round_div(line.vat * count, of);
  return made;
}

void take(credit& made, const order_line& line) {
  made.amount -= line.net + line.vat;
  made.lines.push_back(line);
}

}  // namespace

std::vector<credit> two_by_lines(const order& original, const chooser& choose) {
  std::vector<credit> made{credit_of(original, "903", 0), credit_of(original, "904", 0)};
  std::vector<order_line> discounts;
  // Goods never come back without their discount; with one, everything comes back.
  const bool keep_none =
      std::any_of(original.lines.begin(), original.lines.end(),
                  [](const order_line& line) { return line.net + line.vat < 0; });
  for (const order_line& line : original.lines) {
    if (line.net + line.vat <= 0) {
      discounts.push_back(line);
      continue;
    }
    const auto pieces = line.quantity.convert_to<int>();
    const int back = choose(0, pieces);
    order_line first = pieces_back(line, back, pieces);
    order_line second = line;  // what is left
    second.quantity = -(pieces - back);
    second.net = -line.net - first.net;
    second.vat = -line.vat - first.vat;
    if (line.vat != 0 && (first.vat == 0 || second.vat == 0)) {
      // Without VAT it would count as an amount incl. VAT (woocommerce.md 5): all or nothing.
      take(made[static_cast<std::size_t>(choose(0, 1))], pieces_back(line, pieces, pieces));
      continue;
    }
    if (first.net != 0) {
      take(made[0], first);
    }
    if (second.net != 0 && (keep_none || choose(0, 3) > 0)) {
      take(made[1], second);
    }
  }
  for (const order_line& line : discounts) {
    take(made[made[0].amount < made[1].amount ? 1 : 0], pieces_back(line, 1, 1));
  }
  std::erase_if(made, [](const credit& one) { return one.lines.empty(); });
  const bool fine =
      std::all_of(made.begin(), made.end(), [](const credit& one) { return one.amount > 0; });
  if (!fine) {
    made.clear();  // no shop gives such a credit
  }
  return made;
}

}  // namespace boekbrug::test
