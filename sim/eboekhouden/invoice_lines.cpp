#include "sim/eboekhouden/invoice_rules.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr unsigned quantity_decimals = 4;

void read_product(context& of, fields& in, invoice_line& into) {
  into.description = in.text("description", 10'000, "FACT_ITEM_002");
  if (into.description.empty()) {
    in.complain("FACT_ITEM_001", "description");
  }
  into.code = in.text("code", 50, "FACT_ITEM_003");
  into.product = in.id("productId");
  if (into.product != 0) {
    const auto at = of.books.products.find(into.product);
    if (at == of.books.products.end()) {
      in.complain("ERR_002", "productId");
    } else {
      into.code = at->second.code;  // the given one is ignored
    }
  }
  into.unit = in.id("unitId");
  const auto& units = of.books.units;
  const bool known = std::any_of(units.begin(), units.end(),
                                 [&into](const named_record& one) { return one.id == into.unit; });
  if (into.unit != 0 && !known) {
    in.complain("ERR_002", "unitId");
  }
}

void read_accounts(context& of, fields& in, invoice_line& into) {
  into.ledger = in.id("ledgerId");
  const auto* account = of.books.find_ledger(into.ledger);
  if (account == nullptr) {
    in.complain("FACT_ITEM_007", "ledgerId");
  } else if (!account->is("VW") && !account->is("BAL")) {
    in.complain("FACT_ITEM_012", "ledgerId");
  }
  into.cost_center = in.id("costCenterId");
  if (into.cost_center != 0 && !of.books.cost_centers.contains(into.cost_center)) {
    in.complain("COST_001", "costCenterId");
  }
}

/// The price of one unit after its discount.
decimal read_price(context& of, fields& in, invoice_line& into) {
  const auto quantity = in.number(in.has("quantity") ? "quantity" : "amount");
  if (!quantity) {
    if (!in.has("quantity") && !in.has("amount")) {
      in.complain("ERR_002", "quantity");
    }
  } else if (rounded_to(*quantity, quantity_decimals) != *quantity) {
    in.complain("ERR_002", "quantity");
  }
  into.quantity = quantity.value_or(decimal{});
  const auto price = in.number("pricePerUnit");
  if (!in.has("pricePerUnit")) {
    in.complain("ERR_002", "pricePerUnit");
  }
  into.price = rounded_to(price.value_or(decimal{}), of.all.options.doubtful.price_decimals);
  into.discount_amount = in.number("discountAmount");
  into.discount_percentage = in.number("discountPercentage");
  if (into.discount_amount && into.discount_percentage) {
    in.complain("FACT_ITEM_013", "discountPercentage");
  }
  if (into.discount_percentage && (into.discount_percentage->units < 0 ||
                                   into.discount_percentage->units > 100 * decimal_one)) {
    in.complain("ERR_002", "discountPercentage");
  }
  if (into.discount_amount) {
    return {into.price.units - into.discount_amount->units};
  }
  if (into.discount_percentage) {
    const wide left = 100 * decimal_one - into.discount_percentage->units;
    return {divide_rounded(into.price.units * left, 100 * decimal_one)};
  }
  return into.price;
}

void read_vat(context& of, fields& in, const invoice& header, taxed& sum) {
  const auto* code = find_vat_code(in.text("vatCode", 50));
  sum.code = code != nullptr ? code : find_vat_code("GEEN");
  sum.vat_given = in.money("vatAmount");
  if (code == nullptr) {
    return in.complain("FACT_ITEM_006", "vatCode");
  }
  if (!sells(*code) || !usable_in(*code, of.books.settings.country, header.date)) {
    in.complain("FACT_ITEM_014", "vatCode");
  }
  if (sum.vat_given.has_value() != code->amount_given ||
      (code->amount_given && !plausible_given_vat(sum, header.incl))) {
    in.complain("FACT_ITEM_015", "vatAmount");
  }
}

}  // namespace

void read_line(context& of, const json::object& source, std::size_t index, posted_invoice& out) {
  fields in{source, out.wrong, "Items[" + std::to_string(index) + "]."};
  auto& into = out.made.lines.emplace_back();
  read_product(of, in, into);
  read_accounts(of, in, into);
  const auto unit_price = read_price(of, in, into);
  const auto amount = line_amount(into.quantity, unit_price);
  if (!amount) {
    const bool below = (into.quantity.units < 0) != (unit_price.units < 0);
    in.complain(below ? "FACT_005" : "FACT_004", "pricePerUnit");
  }
  into.sum.amount = amount.value_or(0);
  read_vat(of, in, out.made, into.sum);
  in.count_unknown(of.all.counted.unknown_members);
}

}  // namespace boekbrug::sim::eboekhouden
