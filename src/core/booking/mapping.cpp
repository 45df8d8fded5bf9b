#include "core/booking/mapping.hpp"

#include "core/booking/countries.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

const ledger_rate* find_rate(const ledger_lists& lists, std::string_view id) {
  const auto found = std::find_if(lists.rates.begin(), lists.rates.end(),
                                  [id](const ledger_rate& rate) { return rate.id == id; });
  return found == lists.rates.end() ? nullptr : &*found;
}

bool row_fits(const vat_row& row, const vat_key& key) {
  if (row.cls != key.cls || row.rate_id.empty()) {
    return false;
  }
  if (key.cls != vat_class::oss) {
    return true;
  }
  return normalise_country(row.country) == normalise_country(key.country) &&
         row.percent == key.percent;
}

/// Home rates have no country in most ledgers; a foreign one must be the key's own.
bool country_fits(const ledger_rate& rate, const vat_key& key, const ledger_lists& lists) {
  const std::string country = normalise_country(rate.country);
  if (country.empty()) {
    return true;
  }
  if (key.cls == vat_class::oss) {
    return country == normalise_country(key.country);
  }
  const std::string home = normalise_country(lists.admin.country);
  return country == (home.empty() ? "NL" : home);
}

/// A row for high that holds 21 % is right, yet has nothing for an order charged at the old 19 %.
bool is_rate_of_class(const vat_key& key, const decimal& percent) {
  switch (key.cls) {
    case vat_class::nl_high:
      return percent == 21 || percent == 19;
    case vat_class::nl_low:
      return percent == 9 || percent == 6;
    default:
      return false;
  }
}

result<std::string> usable_rate(const vat_row& row, const vat_key& key, const ledger_lists& lists) {
  const auto unusable = [&](std::string_view why) {
    return fail(errc::vat_rate_unusable,
                to_text(key) + ": rate " + row.rate_id + " " + std::string(why));
  };
  const ledger_rate* rate = find_rate(lists, row.rate_id);
  if (rate == nullptr) {
    return unusable("does not exist");
  }
  if (!rate->active) {
    return unusable("is not active");
  }
  if (rate->percent != key.percent) {
    if (is_rate_of_class(key, rate->percent)) {
      return fail(errc::vat_unmapped, to_text(key));
    }
    return unusable("is " + to_text(rate->percent) + " %");
  }
  if (!country_fits(*rate, key, lists)) {
    return unusable("is of country " + rate->country);
  }
  return row.rate_id;
}

const std::string& revenue_account(vat_class cls, const card_settings& cards) {
  const std::string& own = cls == vat_class::nl_high  ? cards.revenue_account_high
                           : cls == vat_class::nl_low ? cards.revenue_account_low
                                                      : cards.revenue_account_other;
  return own.empty() ? cards.revenue_account : own;
}

const std::string& wanted_account(line_kind kind, vat_class cls, const card_settings& cards) {
  if (kind == line_kind::shipping && !cards.shipping_account.empty()) {
    return cards.shipping_account;
  }
  if (kind == line_kind::fee && !cards.payment_cost_account.empty()) {
    return cards.payment_cost_account;
  }
  return revenue_account(cls, cards);
}

}  // namespace

bool row_has_percent(vat_class cls, const decimal& percent, const card_settings& cards,
                     const ledger_lists& lists) {
  return std::any_of(cards.vat_rows.begin(), cards.vat_rows.end(), [&](const vat_row& row) {
    const ledger_rate* rate = row.cls == cls ? find_rate(lists, row.rate_id) : nullptr;
    return rate != nullptr && rate->percent == percent;
  });
}

result<std::string> map_rate(const vat_key& key, const card_settings& cards,
                             const ledger_lists& lists) {
  result<std::string> made = fail(errc::vat_unmapped, to_text(key));
  bool first = true;
  for (const vat_row& row : cards.vat_rows) {
    if (!row_fits(row, key)) {
      continue;
    }
    auto usable = usable_rate(row, key, lists);
    if (usable) {
      return usable;  // a second row for an old percentage is welcome
    }
    if (first) {
      made = usable.error();
      first = false;
    }
  }
  return made;
}

result<std::string> map_account(line_kind kind, vat_class cls, const card_settings& cards,
                                const ledger_lists& lists) {
  const std::string& wanted = wanted_account(kind, cls, cards);
  if (wanted.empty() || lists.accounts.empty()) {
    return wanted;
  }
  const auto found =
      std::find_if(lists.accounts.begin(), lists.accounts.end(),
                   [&](const ledger_account& account) { return account.id == wanted; });
  if (found == lists.accounts.end()) {
    return fail(errc::ledger_account_unusable, wanted);
  }
  if (!found->active || !found->usable_for_sales) {
    return fail(errc::ledger_account_unusable, found->name.empty() ? wanted : found->name);
  }
  return wanted;
}

}  // namespace boekbrug::core
