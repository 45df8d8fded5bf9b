// The reference's own order, field by field, and what states, people and texts become.
#include "support.hpp"

#include "adapters/shops/magento/magento.hpp"

#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

TEST(magento_order, reference_example) {
  const auto made = read(load("order.json"));
  ASSERT_FALSE(made.failure) << made.failure->detail;
  const auto& order = made.order;
  EXPECT_THAT(lines_of(order.lines),
              testing::ElementsAre("product 59.43 12.48 21", "product 10.32 0.93 9",
                                   "product 14.80 3.11 21", "product 18.00 0.00 0",
                                   "shipping 5.75 1.20 21"));
  EXPECT_EQ(order.id, "4711");
  EXPECT_EQ(order.number, "2000000387");
  EXPECT_EQ(order.status, "complete");
  EXPECT_EQ(order.total, 10102);
  EXPECT_EQ(order.total_vat, 1772);
  ASSERT_EQ(order.gift_payments.size(), 1U);
  EXPECT_EQ(order.gift_payments[0].amount, 2500);
  EXPECT_EQ(order.gift_payments[0].code, "00XXTESTCARD");
  EXPECT_EQ(order.created, at("2026-05-01T21:41:07"));
  EXPECT_EQ(order.modified, at("2026-05-04T07:15:30"));
  EXPECT_EQ(order.paid, order.created);  // no invoice was found
  EXPECT_EQ(order.customer_id, "318");
  EXPECT_EQ(order.billing.company, "Atelier De Wit B.V.");
  EXPECT_EQ(order.billing.street, "Lijnbaan 5");
  EXPECT_EQ(order.billing.street2, "2e verdieping");
  EXPECT_EQ(order.billing.email, "noor@atelier.example");
  EXPECT_EQ(order.shipping.city, "Zeist");
  EXPECT_EQ(order.vat_number, "NL001234567B01");
  EXPECT_FALSE(order.vat_exempt);
  EXPECT_EQ(order.payment_method, "mollie_methods_ideal");
  EXPECT_EQ(order.payment_method_title, "iDEAL");
  EXPECT_EQ(order.transaction_id, "tr_8WhJKGmgBy");
  EXPECT_EQ(order.customer_note, "Graag na 18 uur bezorgen");
  EXPECT_EQ(order.store_view, "2");
  EXPECT_TRUE(order.prices_include_vat);
  EXPECT_TRUE(order.credits.empty());
  EXPECT_EQ(order.lines[0].name, "Wollen deken-Grijs");
  EXPECT_EQ(order.lines[0].sku, "DEK-GR");
  EXPECT_EQ(order.lines[0].quantity, 2);
  EXPECT_EQ(order.lines[4].name, "PostNL - Thuisbezorgd");
  EXPECT_TRUE(order.lines[3].is_service);
  const world here;
  const auto plan = core::make_plan(order, here.context());
  ASSERT_TRUE(plan) << detail_of(plan);
  EXPECT_EQ(plan->total, 12602);
  EXPECT_EQ(vat_by_rate(*plan).at("high"), 1679);
  EXPECT_EQ(vat_by_rate(*plan).at("low"), 93);
}

struct state_case {
  std::string_view state;
  std::string_view status;
  members changes;
  bool paid;
  bool cancelled;
};

TEST(magento_order, the_state_decides_about_payment) {
  const members due{{"total_due", "121"}, {"total_paid", ""}};
  const std::vector<state_case> cases{
      {"new", "pending", due, false, false},
      {"pending_payment", "pending_payment", due, false, false},
      {"processing", "processing", {}, true, false},
      {"processing", "betaald", {{"total_due", ""}}, true, false},
      {"processing", "processing", {{"total_due", ""}, {"total_paid", ""}}, false, false},
      {"processing", "processing", {{"total_due", "0.0040"}}, true, false},
      {"processing", "processing", {{"total_due", "60.5"}, {"total_paid", "60.5"}}, false, false},
      {"complete", "verzonden", {}, true, false},
      {"complete", "complete", due, false, false},
      {"closed", "closed", {}, true, false},
      {"canceled", "canceled", with(due, {{"total_canceled", "121"}}), false, true},
      {"canceled", "complete", {}, false, true},
      {"holded", "holded", due, false, false}};
  for (const auto& one : cases) {
    auto json = order({item(1, "100", "21", "21")}, "121", "21",
                      {{"state", json_text(one.state)}, {"status", json_text(one.status)}});
    json = with(json, one.changes);
    const auto made = read(object(json));
    ASSERT_FALSE(made.failure) << one.state << made.failure->detail;
    EXPECT_EQ(made.order.paid.has_value(), one.paid) << one.state << " " << object(one.changes);
    EXPECT_EQ(made.order.cancelled, one.cancelled) << one.state;
    EXPECT_EQ(made.order.status, one.status);
  }
}

TEST(magento_order, an_edited_order_is_a_new_one_and_the_old_is_cancelled) {
  const auto old = read(object(order({item(1, "100", "21", "21")}, "121", "21",
                                     {{"increment_id", json_text("000000013")},
                                      {"state", json_text("canceled")},
                                      {"status", json_text("canceled")},
                                      {"relation_child_real_id", json_text("000000013-1")}})));
  EXPECT_TRUE(old.order.cancelled);
  EXPECT_FALSE(old.order.paid);
  const auto edited = read(object(order({item(1, "100", "21", "21")}, "121", "21",
                                        {{"increment_id", json_text("000000013-1")},
                                         {"relation_parent_real_id", json_text("000000013")}})));
  EXPECT_EQ(edited.order.number, "000000013-1");
  EXPECT_TRUE(edited.order.paid);
}

TEST(magento_order, guests_texts_and_vat_numbers) {
  const auto made = read(object(order(
      {with(item(1, "100", "21", "21"), {{"name", json_text("Kop &amp; schotel <b>wit</b>")}})},
      "121", "21",
      {{"billing_address",
        address("NL", {{"middlename", json_text("van der")},
                       {"lastname", json_text("Berg")},
                       {"street", list({json_text("Lijnbaan 5"), json_text("achterom")})}})},
       {"customer_taxvat", json_text("00.1234.567.B01")},
       {"status_histories",
        R"([{"comment":"intern","is_visible_on_front":0},
                  {"comment":"Bel aan","is_visible_on_front":1}])"}})));
  EXPECT_EQ(made.order.customer_id, "0");
  EXPECT_EQ(made.order.billing.first_name, "Noor");
  EXPECT_EQ(made.order.billing.last_name, "van der Berg");
  EXPECT_EQ(made.order.billing.street2, "achterom");
  EXPECT_EQ(made.order.vat_number, "NL001234567B01");
  EXPECT_EQ(made.order.lines[0].name, "Kop & schotel wit");
  EXPECT_EQ(made.order.customer_note, "Bel aan");
  EXPECT_EQ(made.order.payment_method_title, "mollie_methods_ideal");
}

TEST(magento_order, the_tax_table_tells_country_and_zero_rates) {
  auto shop = magento_shop();
  shop.options["tax_rates"] = "NL%2021:NL:21;BE%206:BE:6";
  const auto json = order(
      {item(1, "100", "21", "21"), item(2, "10", "0", "0")}, "131", "21",
      {{"billing_address", address("BE")},
       {"extension_attributes", extension("BE", {{"item_applied_taxes",
                                                  R"([{"type":"product","item_id":1,"applied_taxes":
                             [{"code":"NL 21","percent":21,"amount":21}]}])"}})}});
  const auto made = read(object(json), shop);
  EXPECT_EQ(made.order.lines[0].vat_country, "NL");
  EXPECT_THAT(lines_of(made.order.lines),
              testing::ElementsAre("product 100.00 21.00 21", "product 10.00 0.00 -"));
  const world here;
  const auto plan = core::make_plan(made.order, here.context());
  ASSERT_TRUE(plan) << detail_of(plan);
  EXPECT_EQ(vat_by_rate(*plan).at("high"), 2100);
}

TEST(magento_order, price_mode_is_learned_from_the_items) {
  const auto mode = [](std::string_view original) {
    return read(object(order(
                    {with(item(1, "100", "21", "21"), {{"price", "100"},
                                                       {"price_incl_tax", "121"},
                                                       {"original_price", std::string(original)}})},
                    "121", "21")))
        .order.prices_include_vat;
  };
  EXPECT_TRUE(mode("121"));
  EXPECT_FALSE(mode("100"));
}

TEST(magento_order, revision_follows_what_matters) {
  const auto base = order({item(1, "100", "21", "21")}, "121", "21");
  const auto revision = [](const members& json) { return read(object(json)).order.revision; };
  EXPECT_EQ(revision(base), revision(base));
  EXPECT_NE(revision(base), revision(with(base, {{"status", json_text("closed")}})));
  EXPECT_NE(revision(base),
            revision(with(base, {{"updated_at", json_text("2026-05-05 00:00:00")}})));
  EXPECT_NE(revision(base),
            revision(with(base, {{"items", list({object(item(1, "99", "21", "21"))})}})));
}

}  // namespace
}  // namespace boekbrug::test
