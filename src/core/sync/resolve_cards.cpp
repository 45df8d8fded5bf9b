#include "core/sync/resolve_cards.hpp"

#include "core/booking/make_plan.hpp"

#include <algorithm>

namespace boekbrug::core {
namespace {

/// Looks one choice up by id, else by exact name.
class resolver {
public:
  explicit resolver(std::vector<std::string>& problems) : problems_{problems} {}

  template <class List>
  void choose(std::string& value, const List& list, const std::string& where,
              const std::string& what) {
    if (value.empty()) {
      return;
    }
    const auto by_id =
        std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id == value; });
    if (by_id != list.end()) {
      return;
    }
    std::vector<std::string> found;
    std::string names;
    for (const auto& each : list) {
      bool same = each.name == value;
      if constexpr (requires { each.number; }) {
        same = same || each.number == value;
      }
      if (same) {
        found.push_back(each.id);
      }
      names += (names.empty() ? "'" : ", '") + each.name + "'";
    }
    if (found.size() == 1) {
      value = found.front();
      return;
    }
    problems_.push_back(where + ": " + (found.empty() ? "no " : "more than one ") + what + " '" +
                        value + "' in the administration; there are " +
                        (names.empty() ? "none" : names));
  }

private:
  std::vector<std::string>& problems_;
};

void check_statuses(const card_settings& cards, const shop_profile& shop,
                    std::vector<std::string>& problems) {
  if (shop.statuses.empty()) {
    return;  // the key may not read them
  }
  for (const auto& status : cards.order_statuses) {
    const auto known = std::any_of(shop.statuses.begin(), shop.statuses.end(),
                                   [&](const auto& each) { return each.id == status; });
    if (!known) {
      std::string all;
      for (const auto& each : shop.statuses) {
        all += (all.empty() ? "" : ", ") + each.id;
      }
      problems.push_back("cards.S1: the shop has no status '" + status + "'; it has " + all);
    }
  }
}

void check_accounts(const card_settings& cards, const ledger_lists& lists,
                    std::vector<std::string>& problems) {
  for (const auto* id :
       {&cards.revenue_account, &cards.revenue_account_high, &cards.revenue_account_low,
        &cards.revenue_account_other, &cards.shipping_account, &cards.payment_cost_account}) {
    for (const auto& each : lists.accounts) {
      if (!id->empty() && each.id == *id && (!each.active || !each.usable_for_sales)) {
        problems.push_back("cards.M1: ledger account '" + each.name +
                           "' is not active or not for sales invoices");
      }
    }
  }
}

/// B5, B10; and what a ledger without drafts must know beforehand (B2, B3, B7).
void choose_defaults(card_settings& cards, const ledger_lists& lists, const ledger_traits& traits,
                     std::vector<std::string>& problems, std::vector<std::string>& remarks) {
  const auto first = [](const std::vector<named_choice>& list) -> const named_choice* {
    const auto found =
        std::find_if(list.begin(), list.end(), [](const auto& each) { return each.is_default; });
    return found != list.end() ? &*found : list.empty() ? nullptr : &list.front();
  };
  const auto fill = [&](std::string& value, const std::vector<named_choice>& list,
                        const std::string& card, const std::string& what) {
    const auto* choice = value.empty() ? first(list) : nullptr;
    if (choice != nullptr) {
      value = choice->id;
      remarks.push_back(card + ": " + what + " '" + choice->name + "'");
    }
  };
  fill(cards.debtor_account, lists.debtor_accounts, "B5", "debtor account");
  if (traits.drafts) {
    return;
  }
  if (cards.form == booking_form::invoice) {
    fill(cards.document_style, lists.styles, "B2", "template");
  }
  if (cards.revenue_account.empty()) {
    const auto sales = std::find_if(lists.accounts.begin(), lists.accounts.end(), [](auto& each) {
      return each.active && each.usable_for_sales;
    });
    if (sales != lists.accounts.end()) {
      cards.revenue_account = sales->id;
      remarks.push_back("B3: revenue account '" + sales->name + "'");
    }
  }
  const bool routed =
      std::any_of(cards.payment_routes.begin(), cards.payment_routes.end(),
                  [](const auto& each) { return each.method == "*" && !each.account.empty(); });
  if (cards.register_payments && !routed) {
    std::string account;
    fill(account, lists.payment_accounts, "B7", "payments on account");
    std::erase_if(cards.payment_routes, [](const auto& each) { return each.method == "*"; });
    cards.payment_routes.push_back({"*", account});
  }
  if (cards.status != document_status::paid_if_paid &&
      cards.status != document_status::always_paid) {
    problems.emplace_back("cards.M7: this ledger has no drafts; use B7 to leave payments out");
  }
  if (cards.email_invoice) {
    problems.emplace_back("cards.M8: mailing invoices is not offered for this ledger");
  }
}

void choose_statuses(card_settings& cards, const shop_profile& shop,
                     std::vector<std::string>& remarks) {
  if (!cards.order_statuses.empty()) {
    return;
  }
  cards.order_statuses = shop.default_statuses;
  if (cards.order_statuses.empty()) {
    cards.order_statuses.emplace_back("completed");
  }
  std::string all;
  for (const auto& each : cards.order_statuses) {
    const auto known = std::find_if(shop.statuses.begin(), shop.statuses.end(),
                                    [&](const auto& choice) { return choice.id == each; });
    all += (all.empty() ? "" : ", ") + each;
    if (known != shop.statuses.end() && known->title != each && !known->title.empty()) {
      all += " (" + known->title + ")";
    }
  }
  remarks.push_back("S1: orders are booked in status " + all);
}

std::string describe(const vat_row& row) {
  vat_key key{row.cls, row.country, row.percent.value_or(decimal{0})};
  return row.cls == vat_class::oss ? to_text(key) : std::string(name(row.cls));
}

void fill_vat_rows(card_settings& cards, const ledger_lists& lists,
                   std::vector<std::string>& remarks) {
  cards.vat_rows = propose_vat_rows(lists);
  for (const auto& row : cards.vat_rows) {
    const auto rate = std::find_if(lists.rates.begin(), lists.rates.end(),
                                   [&](const auto& each) { return each.id == row.rate_id; });
    remarks.push_back("VAT " + describe(row) + " -> " +
                      (rate == lists.rates.end() ? row.rate_id : rate->name));
  }
  for (const auto cls : {vat_class::nl_high, vat_class::nl_low, vat_class::zero, vat_class::none,
                         vat_class::reverse_charged, vat_class::eu_services, vat_class::eu_goods,
                         vat_class::outside_eu}) {
    if (std::none_of(cards.vat_rows.begin(), cards.vat_rows.end(),
                     [cls](const auto& row) { return row.cls == cls; })) {
      remarks.push_back("VAT " + std::string(name(cls)) +
                        " -> left open: orders that need it wait with E-BTW");
    }
  }
}

}  // namespace

result<resolved_cards> resolve_cards(const card_settings& given, bool propose,
                                     const shop_profile& shop, const ledger_lists& lists,
                                     const ledger_traits& traits) {
  resolved_cards out{given, shop.remarks};
  std::vector<std::string> problems;
  resolver pick{problems};
  auto& cards = out.cards;
  choose_statuses(cards, shop, out.remarks);
  check_statuses(cards, shop, problems);
  pick.choose(cards.revenue_account, lists.accounts, "cards.M1", "ledger account");
  pick.choose(cards.revenue_account_high, lists.accounts, "cards.M2.high", "ledger account");
  pick.choose(cards.revenue_account_low, lists.accounts, "cards.M2.low", "ledger account");
  pick.choose(cards.revenue_account_other, lists.accounts, "cards.M2.other", "ledger account");
  pick.choose(cards.shipping_account, lists.accounts, "cards.M3.shipping", "ledger account");
  pick.choose(cards.payment_cost_account, lists.accounts, "cards.M3.payment", "ledger account");
  pick.choose(cards.document_style, lists.styles, "cards.M5", "document style");
  pick.choose(cards.workflow, lists.workflows, "cards.M6", "workflow");
  pick.choose(cards.debtor_account, lists.debtor_accounts, "cards.B5", "debtor account");
  pick.choose(cards.cost_center, lists.cost_centers, "cards.B10.cost_center", "cost centre");
  for (auto& route : cards.payment_routes) {
    pick.choose(route.account, lists.payment_accounts, "cards.M9." + route.method,
                "payment account");
  }
  choose_defaults(cards, lists, traits, problems, out.remarks);
  check_accounts(cards, lists, problems);
  if (propose) {
    fill_vat_rows(cards, lists, out.remarks);
  } else {
    for (auto& row : cards.vat_rows) {
      pick.choose(row.rate_id, lists.rates, "cards.M4." + describe(row), "VAT rate");
    }
  }
  for (const auto& each : lists.workflows) {
    const bool used = cards.workflow.empty() ? each.is_default : each.id == cards.workflow;
    if (used && each.warns) {
      out.remarks.push_back("workflow '" + each.name +
                            "' sends reminders by itself: make one without reminders for orders "
                            "that are paid already (M6)");
    }
  }
  for (const auto& each : lists.refused) {
    out.remarks.push_back("the administration does not give its list of " + each +
                          ": cards that need it stay on their default");
  }
  if (!problems.empty()) {
    std::string text;
    for (const auto& each : problems) {
      text += (text.empty() ? "" : "\n") + each;
    }
    return fail(errc::invalid_input, text);
  }
  return out;
}

}  // namespace boekbrug::core
