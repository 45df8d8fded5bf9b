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
      if (each.name == value) {
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
                                     const shop_profile& shop, const ledger_lists& lists) {
  resolved_cards out{given, {}};
  std::vector<std::string> problems;
  resolver pick{problems};
  auto& cards = out.cards;
  check_statuses(cards, shop, problems);
  pick.choose(cards.revenue_account, lists.accounts, "cards.M1", "ledger account");
  pick.choose(cards.revenue_account_high, lists.accounts, "cards.M2.high", "ledger account");
  pick.choose(cards.revenue_account_low, lists.accounts, "cards.M2.low", "ledger account");
  pick.choose(cards.revenue_account_other, lists.accounts, "cards.M2.other", "ledger account");
  pick.choose(cards.shipping_account, lists.accounts, "cards.M3.shipping", "ledger account");
  pick.choose(cards.payment_cost_account, lists.accounts, "cards.M3.payment", "ledger account");
  pick.choose(cards.document_style, lists.styles, "cards.M5", "document style");
  pick.choose(cards.workflow, lists.workflows, "cards.M6", "workflow");
  for (auto& route : cards.payment_routes) {
    pick.choose(route.account, lists.payment_accounts, "cards.M9." + route.method,
                "payment account");
  }
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
