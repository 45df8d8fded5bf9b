#include "fake_shop.hpp"

#include "adapters/shops/ccvshop/credits.hpp"

namespace boekbrug::test {

namespace {

using core::errc;

core::order original() {
  return read(order_text({{"total_price", "230"}, {"total_tax", "30"}}),
              rows_text({row_text(1, "Mok", "21", "121"), row_text(2, "Koffie", "9", "109")}))
      .value();
}

core::result<core::credit> credit(const members& changes, const std::vector<std::string>& rows) {
  members all{{"id", "900"},
              {"invoicenumber_full", R"("2025-9")"},
              {"create_date", R"("2025-03-05T10:00:00Z")"},
              {"type", R"("credit")"},
              {"currency", R"("EUR")"},
              {"taxes_included", "true"},
              {"invoice_row_taxes_included", "true"}};
  for (const auto& [key, value] : changes) {
    all[key] = value;
  }
  std::string text = "{";
  for (const auto& [key, value] : all) {
    text += (text.size() == 1 ? "\"" : ",\"") + key + "\":" + value;
  }
  const auto header = api::parse_json(text + "}").value();
  const auto lines = api::parse_json(rows_text(rows)).value();
  return api::read_credit(header.get_object(), lines.get_array(), original());
}

std::map<std::string, core::minor_units> booked(const core::credit& back) {
  const world here;
  const auto plan = core::make_credit_plan(back, original(), here.context());
  EXPECT_TRUE(plan) << detail_of(plan);
  if (!plan) {
    return {};
  }
  auto vat = vat_by_rate(*plan);
  vat["total"] = plan->total;
  return vat;
}

}  // namespace

TEST(CcvCredits, BothSignsGiveTheSame) {
  const std::map<std::string, core::minor_units> expected{{"high", -2100}, {"total", -12100}};
  const auto below = credit({{"total_price_inc_tax", "-121"}, {"total_tax", "-21"}},
                            {row_text(5, "Mok", "21", "-121", {{"count", "-1"}})});
  ASSERT_TRUE(below) << detail_of(below);
  EXPECT_EQ(below->amount, 12100);
  EXPECT_EQ(below->order_id, "5001");
  EXPECT_EQ(below->number, "2025-9");
  ASSERT_EQ(below->lines.size(), 1U);
  EXPECT_EQ(below->lines[0].net, -10000);
  EXPECT_EQ(below->lines[0].quantity, -1);
  EXPECT_EQ(booked(*below), expected);
  const auto above = credit({{"total_price_inc_tax", "121"}, {"total_tax", "21"}},
                            {row_text(5, "Mok", "21", "121")});
  ASSERT_TRUE(above);
  EXPECT_EQ(booked(*above), expected);
  const auto mixed = credit({{"total_price_inc_tax", "-121"}, {"total_tax", "-21"}},
                            {row_text(5, "Mok", "21", "121")});
  ASSERT_TRUE(mixed);
  EXPECT_EQ(booked(*mixed), expected);
}

TEST(CcvCredits, ADifferenceWithRowsBothWays) {
  const auto back = credit({{"total_price_inc_tax", "-12"}, {"total_tax", "-12"}},
                           {row_text(5, "Mok", "21", "-121"), row_text(6, "Koffie", "9", "109")});
  ASSERT_TRUE(back);
  EXPECT_EQ(booked(*back), (std::map<std::string, core::minor_units>{
                               {"high", -2100}, {"low", 900}, {"total", -1200}}));
}

TEST(CcvCredits, RowsThatDoNotFitAreLeftOut) {
  const auto back = credit({{"total_price_inc_tax", "-115"}, {"total_tax", "-15"}},
                           {row_text(5, "Mok", "21", "-50")});
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->lines.empty());
  // Half of the order: spread over its rates.
  EXPECT_EQ(booked(*back), (std::map<std::string, core::minor_units>{
                               {"high", -1050}, {"low", -450}, {"total", -11500}}));
  const auto bare = credit({{"total_price_inc_tax", "-115"}, {"total_tax", "-15"}}, {});
  ASSERT_TRUE(bare);
  EXPECT_TRUE(bare->lines.empty());
}

TEST(CcvCredits, ExclVatNeedsTheTotalInclVat) {
  const members excl{
      {"invoice_row_taxes_included", "false"}, {"total_price", "-100"}, {"total_tax", "-21"}};
  EXPECT_EQ(code_of(credit(excl, {row_text(5, "Mok", "21", "-100")})),
            errc::shop_answer_unreadable);
  auto whole = excl;
  whole["total_price_inc_tax"] = "-121";
  const auto back = credit(whole, {row_text(5, "Mok", "21", "-100")});
  ASSERT_TRUE(back) << detail_of(back);
  EXPECT_EQ(booked(*back),
            (std::map<std::string, core::minor_units>{{"high", -2100}, {"total", -12100}}));
}

TEST(CcvCredits, LinesWithoutARateNameTheirOrigin) {
  const members deposit{{"product_type", R"("safety_deposit")"}};
  const members header{{"total_price", "136"},
                       {"total_tax", "21"},
                       {"total_shipping", "5"},
                       {"shipping_taxes_included", "false"}};
  const auto order =
      read(order_text(header),
           rows_text({row_text(1, "Mok", "21", "121"), row_text(2, "Borg", "0", "10", deposit)}));
  ASSERT_TRUE(order) << detail_of(order);
  const auto invoice =
      api::parse_json(
          R"({"id":9,"create_date":"2025-03-05T10:00:00Z","type":"credit","currency":"EUR",)"
          R"("invoice_row_taxes_included":true,"shipping_taxes_included":false,"total_shipping":-5,)"
          R"("total_price_inc_tax":-15,"total_tax":0})")
          .value();
  const auto rows = api::parse_json(rows_text({row_text(8, "Borg", "0", "-10", deposit)})).value();
  const auto back = api::read_credit(invoice.get_object(), rows.get_array(), *order);
  ASSERT_TRUE(back) << detail_of(back);
  ASSERT_EQ(back->lines.size(), 2U);
  EXPECT_EQ(back->lines[0].id, "2");
  EXPECT_EQ(back->lines[1].id, "shipping");
  const world here;
  const auto plan = core::make_credit_plan(*back, *order, here.context());
  ASSERT_TRUE(plan) << detail_of(plan);
  EXPECT_EQ(plan->total, -1500);
  EXPECT_EQ(vat_by_rate(*plan), (std::map<std::string, core::minor_units>{{"none", 0}}));
}

TEST(CcvCredits, HeadsTellCredits) {
  const auto is_credit = [](const std::string& text) {
    return api::read_invoice_head(api::parse_json(text).value()).value().credit;
  };
  EXPECT_TRUE(is_credit(R"({"id":1,"type":"CreditInvoice","total_price_inc_tax":5})"));
  EXPECT_TRUE(is_credit(R"({"id":1,"type":"debit","total_price_inc_tax":-5})"));
  EXPECT_TRUE(is_credit(R"({"id":1,"total_price":-0.5})"));
  EXPECT_FALSE(is_credit(R"({"id":1,"type":"debit","total_price_inc_tax":5})"));
  const auto head = api::read_invoice_head(
      api::parse_json(R"({"id":1,"order":"https://x.example/api/rest/v1/orders/77"})").value());
  EXPECT_EQ(head->order_id, "77");
}

TEST(CcvCredits, TheScanFindsThemWithTheirOrder) {
  fake_ccv shop;
  shop.add({.id = 1, .created = "2024-03-04T10:00:00"});  // long before any window
  shop.add({.id = 2, .created = "2025-03-04T10:00:00"});
  shop.invoices = {{.id = 71, .order_id = 1, .created = "2025-03-04T12:00:00"},
                   {.id = 72,
                    .order_id = 2,
                    .created = "2025-03-04T12:00:00",
                    .type = "debit",
                    .total = "12.1",
                    .tax = "2.1"},
                   {.id = 73, .order_id = 99, .created = "2025-03-04T12:00:00"},
                   {.id = 74, .order_id = 0, .created = "2025-03-04T12:00:00"}};
  fake_store store;
  ASSERT_TRUE(run_scan(shop, store).value());
  ASSERT_EQ(store.credits.size(), 1U);
  EXPECT_EQ(store.credits.at("71").order_id, "1");
  EXPECT_EQ(store.credits.at("71").amount, 1210);
  ASSERT_EQ(store.credits.at("71").lines.size(), 1U);
  EXPECT_EQ(store.unreadable.at("73"), errc::credit_without_original);
  EXPECT_EQ(store.unreadable.at("74"), errc::credit_without_original);
  shop.asked.clear();
  ASSERT_TRUE(run_scan(shop, store).value());
  for (const auto& uri : shop.asked) {
    EXPECT_EQ(uri.find("/orders/1/"), std::string::npos) << "read again: " << uri;
  }
}

TEST(CcvCredits, WithoutTheRightTheOrdersStillCome) {
  fake_ccv shop;
  shop.add({.id = 2, .created = "2025-03-04T10:00:00"});
  fake_store store;
  const auto done = run_scan(shop, store, 100, [&shop](int) {
    const bool invoices_next = shop.asked.size() == 2;
    shop.status = invoices_next ? 403 : 0;
  });
  ASSERT_TRUE(done && *done) << detail_of(done);
  EXPECT_EQ(store.orders.size(), 1U);
  EXPECT_EQ(store.unreadable.at("credit-list"), errc::shop_refused);
  auto quiet = ccv_connection();
  quiet.options["invoices"] = "no";
  const auto page = adapters::ccvshop().scan_answer(
      quiet, store.scope(),
      {"ccv1;d=2025-03-05;y=2025-03-05;f=2025-01-04", R"({"stage":2,"day":"2025-03-05"})"},
      answer_of(200, R"({"next":null,"items":[]})"));
  ASSERT_TRUE(page) << detail_of(page);
  EXPECT_TRUE(page->complete);
}

}  // namespace boekbrug::test
