// The fingerprint of an order (R5, woocommerce.md 0.9).

#include "core/sync/judge.hpp"
#include "fixtures.hpp"
#include "shop_orders.hpp"

#include <set>

namespace boekbrug::test {
namespace {

using namespace core;

TEST(content_hash, IsStableAndBlindToModification) {
  order source = shop_order("44");
  const std::uint64_t before = content_hash(source);
  source.modified = at("2027-01-01T00:00:00");
  EXPECT_EQ(content_hash(source), before);
  // Written down once: it is stored, so another program must come to the same number.
  order plain;
  plain.id = "1";
  EXPECT_EQ(content_hash(plain), 17496057823973279001ULL);
}

TEST(content_hash, EveryFieldThatMattersChangesIt) {
  const std::vector<void (*)(order&)> changes{
      [](order& o) { o.id = "x"; },
      [](order& o) { o.number = "x"; },
      [](order& o) { o.invoice_number = "x"; },
      [](order& o) { o.status = "x"; },
      [](order& o) { o.currency = currency::parse("USD").value(); },
      [](order& o) { o.prices_include_vat = false; },
      [](order& o) { o.created += std::chrono::seconds{1}; },
      [](order& o) { o.paid.reset(); },
      [](order& o) { o.completed = o.created; },
      [](order& o) { o.invoiced = o.created; },
      [](order& o) { o.total += 1; },
      [](order& o) { o.total_vat += 1; },
      [](order& o) { o.lines.pop_back(); },
      [](order& o) { o.lines[0].name += "x"; },
      [](order& o) { o.lines[0].sku += "x"; },
      [](order& o) { o.lines[0].quantity = 2; },
      [](order& o) { o.lines[0].net += 1; },
      [](order& o) { o.lines[0].vat += 1; },
      [](order& o) { o.lines[0].vat_percent.reset(); },
      [](order& o) { o.lines[0].vat_percent = 9; },
      [](order& o) { o.lines[0].vat_country = "BE"; },
      [](order& o) { o.lines[0].is_service = true; },
      [](order& o) { o.lines[0].kind = line_kind::fee; },
      [](order& o) { o.vat_totals.push_back({}); },
      [](order& o) { o.gift_payments.push_back({}); },
      [](order& o) { o.billing.city = "x"; },
      [](order& o) { o.shipping.city = "x"; },
      [](order& o) { o.billing.email = "x"; },
      [](order& o) { o.vat_number = "x"; },
      [](order& o) { o.vat_exempt = true; },
      [](order& o) { o.payment_method = "x"; },
      [](order& o) { o.transaction_id = "x"; },
      [](order& o) { o.customer_note = "x"; },
      [](order& o) { o.store_view = "x"; },
      [](order& o) {
        o.credits.push_back({"1", 5, ""});
      },
      [](order& o) { o.is_test = true; },
  };
  std::set<std::uint64_t> seen{content_hash(shop_order("44"))};
  for (const auto change : changes) {
    order source = shop_order("44");
    change(source);
    seen.insert(content_hash(source));
  }
  EXPECT_EQ(seen.size(), changes.size() + 1);
}

TEST(content_hash, BordersBetweenFieldsCount) {
  order left = shop_order("44");
  order right = left;
  left.billing.street = "Kade";
  left.billing.street2 = "9";
  right.billing.street = "Kade9";
  right.billing.street2 = "";
  EXPECT_NE(content_hash(left), content_hash(right));
}

}  // namespace
}  // namespace boekbrug::test
