#include "adapters/shops/magento/charges.hpp"

#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

#include <array>

namespace boekbrug::adapters::magento_api {

namespace {

using core::decimal;

// Adobe Commerce and modules put these among the extension attributes, old versions on the order.
std::optional<decimal> amount_of(const fields& owner, const fields& extension,
                                 std::string_view key) {
  if (const auto found = extension.number(key)) {
    return found;
  }
  return owner.number(key);
}

void add_pair(const fields& owner, const fields& extension, std::string_view net_key,
              std::string_view tax_key, std::string_view name, std::vector<extra_charge>& out) {
  const auto net = amount_of(owner, extension, net_key).value_or(decimal{0});
  const auto tax = amount_of(owner, extension, tax_key).value_or(decimal{0});
  if (net != 0 || tax != 0) {
    out.push_back({std::string(net_key), std::string(name), net, tax});
  }
}

bool is_fee_name(std::string_view key) {
  const std::string name = lower(key);
  const bool named = name.find("fee") != std::string::npos ||
                     name.find("surcharge") != std::string::npos ||
                     name.find("payment_cost") != std::string::npos;
  const bool other_side = name.rfind("base_", 0) == 0 || name.find("_base_") != std::string::npos ||
                          name.find("refunded") != std::string::npos ||
                          name.find("invoiced") != std::string::npos;
  return named && !other_side;
}

void add_hints(const json::object& object, std::vector<decimal>& out) {
  for (const auto& one : object) {
    if (is_fee_name({one.key().data(), one.key().size()})) {
      if (const auto amount = scalar_number(one.value()); amount && *amount > 0) {
        out.push_back(*amount);
      }
    }
  }
}

// The codes of the cards, joined: one payment.
std::string card_codes(const fields& extension) {
  std::string codes;
  for_each_object(extension, "gift_cards", [&codes](const fields& card) {
    const auto code = field_text(card.loose_text("code"), 60);
    codes += code.empty() ? "" : (codes.empty() ? "" : ", ") + code;
  });
  return codes;
}

}  // namespace

std::vector<core::gift_payment> read_gifts(const fields& owner, core::currency unit) {
  const auto extension = owner.child("extension_attributes");
  std::vector<core::gift_payment> gifts;
  const auto add = [&](std::string_view key, std::string code) {
    const auto amount = cents(amount_of(owner, extension, key).value_or(decimal{0}), unit);
    if (amount != 0) {
      gifts.push_back({std::move(code), amount});
    }
  };
  const auto codes = card_codes(extension);
  add("gift_cards_amount", codes.empty() ? "cadeaubon" : codes);
  add("customer_balance_amount", "winkeltegoed");
  add("reward_currency_amount", "spaarpunten");
  return gifts;
}

std::vector<extra_charge> read_extras(const fields& owner) {
  const auto extension = owner.child("extension_attributes");
  std::vector<extra_charge> out;
  constexpr std::string_view wrapping = "Cadeauverpakking";
  add_pair(owner, extension, "gw_price", "gw_tax_amount", wrapping, out);
  add_pair(owner, extension, "gw_items_price", "gw_items_tax_amount", wrapping, out);
  add_pair(owner, extension, "gw_card_price", "gw_card_tax_amount", "Cadeaukaartje", out);
  add_pair(owner, extension, "mollie_payment_fee", "mollie_payment_fee_tax", "Betaalkosten", out);
  for_each_object(extension, "custom_fees", [&out](const fields& fee) {
    const auto net = fee.number_or_zero("custom_fee_amount");
    const auto name = plain_text(fee.loose_text("label"), 100);
    if (net != 0) {
      const std::string id = "fee-" + field_text(fee.loose_text("custom_fee_code"), 60);
      out.push_back({id, name.empty() ? "Toeslag" : name, net, decimal{0}});
    }
  });
  return out;
}

std::vector<decimal> read_fee_hints(const fields& owner) {
  std::vector<decimal> out;
  add_hints(owner.raw(), out);
  add_hints(owner.child("extension_attributes").raw(), out);
  add_hints(owner.child("payment").raw(), out);
  add_hints(owner.child("payment").child("extension_attributes").raw(), out);
  return out;
}

}  // namespace boekbrug::adapters::magento_api
