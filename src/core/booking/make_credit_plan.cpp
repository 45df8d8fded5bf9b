// Credits (R9): the shop's refund lines where it has them, else the amount spread over the
// original.

#include "core/booking/arithmetic.hpp"
#include "core/booking/assemble.hpp"
#include "core/sync/judge.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

minor_units gross_of(const std::vector<order_line>& lines) {
  minor_units sum = 0;
  for (const order_line& line : lines) {
    sum += line.net + line.vat;
  }
  return sum;
}

const order_line* find_original(const order_line& line, const order& original) {
  const auto found = std::find_if(
      original.lines.begin(), original.lines.end(),
      [&line](const order_line& candidate) { return !line.id.empty() && candidate.id == line.id; });
  return found == original.lines.end() ? nullptr : &*found;
}

/// A refund line without VAT of a line with VAT: the amount was entered incl. VAT (woocommerce.md
/// 5).
void take_out_vat(order_line& line) {
  const auto percent = scale_percent(line.vat_percent.value_or(0));
  if (percent) {
    line.vat = vat_in(line.net, *percent, true);
    line.net -= line.vat;
  }
}

/// Joins a refund line to the line it takes back, for its rate.
result<order_line> complete_line(const order_line& line, const order& original,
                                 const order_facts& facts, std::vector<std::string>& notes) {
  order_line made = line;
  const order_line* taken_back = find_original(line, original);
  if (taken_back != nullptr) {
    if (!made.vat_percent || (*made.vat_percent == 0 && made.vat != 0)) {
      made.vat_percent = taken_back->vat_percent;
    }
    if (made.vat_country.empty()) {
      made.vat_country = taken_back->vat_country;
    }
  }
  const bool rated = made.vat_percent.value_or(0) > 0;
  const bool was_taxed = taken_back == nullptr || taken_back->vat != 0;
  if (made.vat == 0 && rated && was_taxed) {
    take_out_vat(made);
    if (made.vat != 0) {
      notes.push_back("VAT taken out of the refunded amount: " + made.name);
    }
    return made;
  }
  const bool riddle = made.vat != 0 ? !rated
                                    : taken_back == nullptr && !made.vat_percent && facts.taxed &&
                                          made.kind != line_kind::rounding && made.net != 0;
  if (riddle) {
    return fail(errc::credit_vat_unknown, made.name.empty() ? made.id : made.name);
  }
  return made;
}

std::vector<order_line> mirror(const std::vector<order_line>& lines) {
  std::vector<order_line> made = lines;
  for (order_line& line : made) {
    line.quantity = -line.quantity;
    line.net = -line.net;
    line.vat = -line.vat;
  }
  return made;
}

/// One line per rate of the original, carrying its gross.
std::vector<charged_line> gross_per_rate(const std::vector<charged_line>& lines) {
  std::vector<charged_line> made;
  for (const charged_line& line : lines) {
    const auto found = std::find_if(made.begin(), made.end(), [&line](const charged_line& rate) {
      return rate.rate_id == line.rate_id;
    });
    if (found == made.end()) {
      made.push_back(line);
    } else {
      found->net += line.net;
      found->vat += line.vat;
    }
  }
  std::erase_if(made, [](const charged_line& rate) { return rate.net + rate.vat == 0; });
  return made;
}

/// The VAT in `gross`, such that all lines of that rate together carry what the ledger will
/// compute.
minor_units vat_of_share(const charged_line& share, minor_units gross,
                         const std::vector<charged_line>& lines, ledger_arithmetic arithmetic) {
  const scaled_percent percent = scale_percent(share.key.percent).value_or(0);
  if (arithmetic == ledger_arithmetic::per_line) {
    return vat_in(gross, percent, true);
  }
  minor_units base = gross;
  minor_units known = 0;
  for (const charged_line& line : lines) {
    if (line.rate_id == share.rate_id) {
      base += line.net + line.vat;
      known += line.vat;
    }
  }
  return vat_in(base, percent, true) - known;
}

/// Adds lines for `amount` (negative: money back) over the rates of the original, in proportion to
/// gross; the last rate takes the rest.
result<void> spread(minor_units amount, std::string_view reason, const order& original,
                    const order_facts& facts, const plan_context& context,
                    std::vector<charged_line>& lines) {
  auto charged = charge_lines(original.lines, original, facts, context);
  if (!charged) {
    return charged.error();
  }
  const std::vector<charged_line> rates = gross_per_rate(*charged);
  minor_units whole = 0;
  for (const charged_line& rate : rates) {
    whole += rate.net + rate.vat;
  }
  if (whole == 0) {
    return fail(errc::credit_vat_unknown, "the original has no amount to spread over");
  }
  const std::vector<charged_line> stated = lines;
  minor_units rest = amount;
  for (std::size_t at = 0; at < rates.size(); ++at) {
    const charged_line& rate = rates[at];
    const minor_units gross =
        at + 1 == rates.size() ? rest : share_of(amount, rate.net + rate.vat, whole);
    rest -= gross;
    if (gross == 0) {
      continue;
    }
    // Neither shipping nor product: booked on the revenue account of its rate.
    auto line = charge_amount(line_kind::rounding, rate.key, context);
    if (!line) {
      return line.error();
    }
    line->kind = line_kind::product;
    line->description = "Terugbetaling";
    line->description += reason.empty() ? "" : " (" + std::string(reason) + ")";
    line->quantity = 1;
    line->vat = vat_of_share(rate, gross, stated, context.arithmetic);
    line->net = gross - line->vat;
    lines.push_back(std::move(*line));
  }
  return {};
}

result<void> check_amounts(const credit& source, const order& original) {
  if (auto fine = check_ranges(source.lines, source.amount); !fine) {
    return fine.error();
  }
  if (source.amount < 0) {
    return fail(errc::invalid_input, "a credit's amount is positive");
  }
  const minor_units back = -gross_of(source.lines);
  const minor_units bought = gross_of(original.lines);
  // Five minor units: what R8 forgives between an order's lines and its total.
  const minor_units most = std::max(bought, original.total) + 5;
  if (back < 0 || source.amount > most) {
    return fail(errc::totals_differ, to_text(back < 0 ? back : source.amount, original.currency) +
                                         " / " + to_text(bought, original.currency));
  }
  return {};
}

std::vector<plan_payment> payments_for(const credit& source, const order& original,
                                       const plan_context& context) {
  const card_settings& cards = *context.cards;
  const bool paid = cards.status == document_status::always_paid || counts_as_paid(original, cards);
  if (!registers_payments(cards) || !paid || source.amount == 0) {
    return {};
  }
  // What was paid with gift cards cannot come back as money.
  const bool gifts = !original.gift_payments.empty();
  const minor_units money =
      gifts ? std::min(source.amount, std::max<minor_units>(original.total, 0)) : source.amount;
  const date day = local_day(source.created, context);
  std::vector<plan_payment> made;
  if (source.amount != money) {
    made.push_back({day, money - source.amount, gift_account(cards), {}});
  }
  if (money != 0) {
    // The provider's id of the refund is not known; that of the payment would match the wrong one.
    made.push_back({day, -money, payment_account(original.payment_method, cards), {}});
  }
  return made;
}

/// The refund's lines, completed; the mirrored order when all of it went back without lines.
result<std::vector<order_line>> refund_lines(const credit& source, const order& original,
                                             const order_facts& facts,
                                             std::vector<std::string>& notes) {
  if (source.lines.empty()) {
    const bool whole = source.amount == original.total && original.gift_payments.empty();
    return whole ? mirror(original.lines) : std::vector<order_line>{};
  }
  std::vector<order_line> made;
  for (const order_line& line : source.lines) {
    auto completed = complete_line(line, original, facts, notes);
    if (!completed) {
      return completed.error();
    }
    made.push_back(std::move(*completed));
  }
  return made;
}

}  // namespace

result<booking_plan> make_credit_plan(const credit& source, const order& original,
                                      const plan_context& context) {
  if (auto fine = check_source(original, context); !fine) {
    return fine.error();
  }
  if (auto fine = check_amounts(source, original); !fine) {
    return fine.error();
  }
  const order_facts facts = gather_facts(original, context);
  document_task task;
  auto stated = refund_lines(source, original, facts, task.notes);
  if (!stated) {
    return stated.error();
  }
  auto lines = charge_lines(*stated, original, facts, context);
  if (!lines) {
    return lines.error();
  }
  task.prices_include_vat = original.prices_include_vat;
  // A mirrored order keeps the difference that the order itself had with its total.
  const bool mirrored = source.lines.empty() && !lines->empty();
  const minor_units remainder = -source.amount - gross_of(*stated);
  if (remainder != 0 && !mirrored) {
    if (auto done = spread(remainder, source.reason, original, facts, context, *lines); !done) {
      return done.error();
    }
    task.prices_include_vat = true;  // the shares were cut from amounts incl. VAT
  }
  task.source = &original;
  task.kind = document_kind::credit_invoice;
  task.reference = make_credit_reference(source, original, context);
  task.original_reference = make_reference(original, context);
  task.lines = std::move(*lines);
  task.total = -source.amount;
  task.booked_on = booking_date({source.created, std::nullopt, std::nullopt}, context);
  task.payments = payments_for(source, original, context);
  return assemble(std::move(task), context);
}

}  // namespace boekbrug::core
