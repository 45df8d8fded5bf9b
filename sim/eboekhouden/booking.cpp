#include "sim/eboekhouden/booking.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

namespace {

void split(taxed& one, bool incl) {
  const int rate = one.code->rate;
  if (one.code->amount_given) {
    one.vat = one.vat_given.value_or(0);
    one.excl = incl ? one.amount - one.vat : one.amount;
  } else if (incl) {
    one.excl = excl_inside(one.amount, rate);
    one.vat = one.amount - one.excl;
  } else {
    one.excl = one.amount;
    one.vat = vat_on(one.amount, rate);
  }
}

/// Makes the amounts of one code add up to what the VAT on their sum is.
void correct(taxed& last, const vat_total& by_rows, cents sum, bool incl) {
  if (last.code->amount_given) {
    return;
  }
  taxed whole_sum{last.code, sum, std::nullopt};
  split(whole_sum, incl);
  const auto difference = whole_sum.vat - by_rows.tax;
  last.vat += difference;
  last.excl -= incl ? difference : 0;
}

vat_total& total_of(std::vector<vat_total>& totals, const vat_code* code) {
  const auto at = std::find_if(totals.begin(), totals.end(),
                               [code](const vat_total& one) { return one.code == code; });
  return at != totals.end() ? *at : totals.emplace_back(vat_total{code, 0, 0});
}

std::vector<vat_total> added_up(std::span<taxed* const> amounts) {
  std::vector<vat_total> out;
  for (const auto* one : amounts) {
    auto& total = total_of(out, one->code);
    total.base += one->excl;
    total.tax += one->vat;
  }
  return out;
}

/// The account that takes the VAT of a code; nullptr when the chart has none.
ledger* vat_account(administration& books, const vat_code& code) {
  const std::string_view wanted = code.amount_given   ? "AFOVERIG"
                                  : code.rate >= 1900 ? "AF19"
                                                      : "AF6";
  for (const auto category : {wanted, std::string_view{"AF"}}) {
    for (auto& [id, one] : books.ledgers) {
      if (one.is(category)) {
        return &one;
      }
    }
  }
  return nullptr;
}

void change_balances(administration& books, const mutation& made) {
  const auto add = [&books](record_id id, cents by) {
    const auto at = books.ledgers.find(id);
    if (at != books.ledgers.end()) {
      at->second.balance += by;
    }
  };
  add(made.ledger, made.total);
  for (const auto& row : made.rows) {
    auto* tax = row.sum.vat != 0 ? vat_account(books, *row.sum.code) : nullptr;
    add(row.ledger, tax != nullptr ? -row.sum.excl : -row.sum.incl());
    if (tax != nullptr) {
      tax->balance -= row.sum.vat;
    }
  }
}

void note_open(administration& books, const mutation& sale) {
  if (sale.outstanding() == 0) {
    books.open_sales.erase(sale.id);
  } else {
    books.open_sales.insert(sale.id);
  }
}

/// Rows on a debtor account that name a sale pay it off.
void settle(world& all, administration& books, const mutation& by) {
  for (const auto& row : by.rows) {
    const auto* account = books.find_ledger(row.ledger);
    if (account == nullptr || !account->is("DEB") || row.number.empty()) {
      continue;
    }
    const auto found = find_sale(all, books, row.number, row.relation, row.ledger);
    if (found.sale != nullptr) {
      found.sale->paid += row.sum.amount;
      found.sale->payments.push_back({by.id, row.sum.amount});
      note_open(books, *found.sale);
    }
  }
}

void index_numbers(world& all, administration& books, const mutation& made) {
  if (!made.number.empty()) {
    books.mutations_by_number[made.number].push_back(made.id);
  }
  for (const auto& row : made.rows) {
    if (row.number.empty()) {
      continue;
    }
    auto& ids = books.mutations_by_number[row.number];
    if (ids.empty() || ids.back() != made.id) {
      ids.push_back(made.id);
    }
  }
  if (made.type == mutation_type::sale) {
    books.sales_by_number[all.folded(made.number)].push_back(made.id);
  }
  if (!made.payment_reference.empty()) {
    books.by_payment_reference.emplace(made.payment_reference, made.id);
  }
}

}  // namespace

std::vector<vat_total> compute_vat(std::span<taxed* const> amounts, bool incl, bool per_line) {
  for (auto* one : amounts) {
    split(*one, incl);
  }
  auto out = added_up(amounts);
  if (per_line) {
    return out;
  }
  for (const auto& total : out) {
    cents sum = 0;
    taxed* last = nullptr;
    for (auto* one : amounts) {
      if (one->code == total.code) {
        sum += one->amount;
        last = one;
      }
    }
    correct(*last, total, sum, incl);
  }
  return added_up(amounts);
}

bool plausible_given_vat(const taxed& one, bool incl) {
  const cents vat = one.vat_given.value_or(0);
  const cents magnitude = one.amount < 0 ? -one.amount : one.amount;
  const bool same_sign = vat == 0 || (vat < 0) == (one.amount < 0);
  return same_sign && (vat < 0 ? -vat : vat) <= magnitude &&
         (!incl || vat != one.amount || vat == 0);
}

found_sale find_sale(world& all, administration& books, std::string_view number, record_id relation,
                     record_id ledger) {
  const auto at = books.sales_by_number.find(all.folded(number));
  found_sale out{nullptr, "MUT_115"};
  if (at == books.sales_by_number.end()) {
    return out;
  }
  for (const auto id : at->second) {
    auto& one = books.mutations.at(id);
    if (one.relation != relation) {
      out.wrong = out.sale == nullptr ? "MUT_116" : "";
    } else if (one.ledger == ledger && (out.sale == nullptr || out.sale->outstanding() == 0)) {
      out = {&one, ""};
    }
  }
  return out;
}

std::string_view number_taken(world& all, const administration& books, std::string_view number,
                              record_id relation, day date) {
  const auto at = books.sales_by_number.find(all.folded(number));
  if (at == books.sales_by_number.end()) {
    return "";
  }
  const auto mode = all.options.doubtful.numbers;
  for (const auto id : at->second) {
    const auto& other = books.mutations.at(id);
    if (mode == unique_numbers::relation ? other.relation == relation
        : mode == unique_numbers::year   ? year_of(other.date) == year_of(date)
                                         : true) {
      return mode == unique_numbers::relation ? "MUT_020" : "MUT_019";
    }
  }
  return "";
}

mutation& book(world& all, administration& books, mutation made) {
  made.id = all.next.mutation++;
  made.total = made.total_vat = 0;
  for (const auto& row : made.rows) {
    made.total += row.sum.incl();
    made.total_vat += row.sum.vat;
  }
  auto& kept = books.mutations.emplace(made.id, std::move(made)).first->second;
  index_numbers(all, books, kept);
  change_balances(books, kept);
  if (kept.type == mutation_type::sale) {
    note_open(books, kept);
  } else {
    settle(all, books, kept);
  }
  return kept;
}

}  // namespace boekbrug::sim::eboekhouden
