#include "moneybird_fixture.hpp"

#include <random>

namespace boekbrug::sim::test {
namespace {

class moneybird_control : public moneybird_test {
protected:
  answered held() { return sim(std::string("books?administration=") + books); }
};

TEST_F(moneybird_control, books_show_what_is_held) {
  const auto id = simple_draft("100004711").at("/id");
  send_manually(id);
  pay(id, "24.20");
  const auto seen = held();
  ASSERT_EQ(seen.value("/invoices").as_array().size(), 1U);
  EXPECT_EQ(seen.at("/invoices/0/number"), "2026-0001");
  EXPECT_EQ(seen.at("/invoices/0/reference"), "100004711");
  EXPECT_EQ(seen.at("/invoices/0/state"), "paid");
  EXPECT_EQ(seen.at("/invoices/0/total_incl_tax"), "24.2");
  EXPECT_EQ(seen.at("/invoices/0/paid"), "24.2");
  EXPECT_EQ(seen.at("/invoices/0/vat/0/name"), "21% btw");
  EXPECT_EQ(seen.at("/invoices/0/vat/0/percentage"), "21.0");
  EXPECT_EQ(seen.at("/invoices/0/vat/0/base"), "20.0");
  EXPECT_EQ(seen.at("/invoices/0/vat/0/tax"), "4.2");
  EXPECT_EQ(seen.at("/invoices/0/lines/0/description"), "Fietsbel");
  EXPECT_EQ(seen.at("/contacts/0/email"), "jan@voorbeeld.nl");
  EXPECT_EQ(seen.at("/contacts/0/name"), "Jan de Vries");
  EXPECT_EQ(seen.at("/days/0/date"), "2026-03-14");
  EXPECT_EQ(seen.at("/days/0/total_incl_tax"), "24.2");
  EXPECT_EQ(seen.at("/days/0/rates/0/tax"), "4.2");
  EXPECT_EQ(sim("books").value("/administrations").as_array().size(), 1U);
  EXPECT_EQ(sim("books?administration=9").status, 404);
}

TEST_F(moneybird_control, books_name_duplicates_but_not_archived_ones) {
  new_contact("a@b.nl");
  const auto second = new_contact("A@B.nl");
  simple_draft("x");
  simple_draft("x");
  EXPECT_EQ(held().value("/duplicate_emails/a@b.nl"), 2);
  EXPECT_EQ(held().value("/duplicate_references/x"), 2);
  EXPECT_EQ(intervene("contacts/" + second + "/archive", "").status, 200);
  EXPECT_TRUE(held().value("/duplicate_emails").as_object().empty());
  EXPECT_EQ(get("contacts?query=a%40b.nl").size(), 1U);
}

TEST_F(moneybird_control, counts_requests_by_peer_kind_and_status) {
  const auto id = simple_draft("x").at("/id");
  send_manually(id);
  get("sales_invoices/" + id);
  get("sales_invoices/find_by_reference/none");
  const auto seen = sim("counters");
  EXPECT_EQ(seen.value("/by_kind").at("PATCH sales_invoices/{id}/send_invoice"), 1);
  EXPECT_EQ(seen.value("/by_kind").at("GET sales_invoices/find_by_reference/{value}"), 1);
  EXPECT_EQ(seen.value("/by_kind").at("POST sales_invoices"), 1);
  EXPECT_EQ(seen.value("/by_peer").at("127.0.0.1"), seen.value("/requests"));
  EXPECT_EQ(seen.value("/by_status/404"), 1);
  EXPECT_EQ(seen.value("/writes"), 3);  // contact, draft, sending
}

TEST_F(moneybird_control, tampering_changes_totals_rates_or_removes) {
  const auto id = simple_draft("x").at("/id");
  send_manually(id);
  pay(id, "24.20");
  const auto total = intervene("tamper", R"({"reference":"x","change":"total","by":"1.00"})");
  EXPECT_EQ(total.status, 200) << total.text;
  EXPECT_EQ(get("sales_invoices/" + id).at("/total_price_incl_tax"), "25.2");
  EXPECT_EQ(get("sales_invoices/" + id).at("/state"), "open");
  EXPECT_EQ(intervene("tamper", R"({"invoice":")" + id + R"(","change":"rate"})").status, 200);
  EXPECT_NE(get("sales_invoices/" + id).at("/details/0/tax_rate_id"), rate21());
  EXPECT_EQ(intervene("tamper", R"({"invoice":")" + id + R"(","change":"paint"})").status, 400);
  EXPECT_EQ(intervene("tamper", R"({"invoice":")" + id + R"(","change":"delete"})").status, 200);
  EXPECT_EQ(get("sales_invoices/" + id).status, 404);
  EXPECT_EQ(intervene("tamper", R"({"reference":"x","change":"total"})").status, 404);
}

TEST_F(moneybird_control, revokes_tokens_and_locks_periods) {
  EXPECT_EQ(intervene("revoke", R"({"token":"demo-token"})").status, 200);
  EXPECT_EQ(get("contacts").status, 401);
  EXPECT_EQ(intervene("revoke", R"({"token":"demo-token"})").status, 404);
  start("{}");
  const auto id = simple_draft("x").at("/id");
  const auto path = std::string("administrations/") + books;
  EXPECT_EQ(intervene(path, R"({"period_locked_until":"2026-03-31"})").status, 200);
  EXPECT_EQ(send_manually(id).status, 422);
  EXPECT_EQ(intervene(path, R"({"period_locked_until":null})").status, 200);
  EXPECT_EQ(send_manually(id).status, 200);
  EXPECT_EQ(intervene(path, R"({"period_locked_until":"soon"})").status, 400);
}

TEST_F(moneybird_control, a_rate_can_be_switched_off) {
  EXPECT_EQ(intervene("tax_rate", R"({"tax_rate_id":")" + rate21() + R"(","active":false})").status,
            200);
  EXPECT_EQ(simple_draft("x").status, 422);
}

TEST_F(moneybird_control, survives_nonsense) {
  start(one_administration("", R"("requests_per_window":1000000)"));
  const auto contact = new_contact();
  const auto invoice = simple_draft("x").at("/id");
  const std::vector<std::string> paths{"contacts",
                                       "contacts/" + contact,
                                       "sales_invoices",
                                       "sales_invoices/" + invoice,
                                       "sales_invoices/" + invoice + "/payments",
                                       "sales_invoices/" + invoice + "/send_invoice",
                                       "external_sales_invoices",
                                       "products",
                                       "webhooks",
                                       "sales_invoices/synchronization",
                                       "sales_invoices/" + invoice + "/notes"};
  const std::vector<std::string> bodies{
      "",
      "[]",
      "null",
      "{",
      "{}",
      "5",
      "\"x\"",
      R"({"contact":[]})",
      R"({"contact":{"firstname":{}}})",
      R"({"sales_invoice":5})",
      R"({"sales_invoice":{"details_attributes":5}})",
      R"({"sales_invoice":{"details_attributes":[5]}})",
      R"({"sales_invoice":{"details_attributes":{"a":{}}}})",
      R"({"sales_invoice":{"contact_id":{},"discount":[],"currency":7,"invoice_date":[]}})",
      R"({"sales_invoice":{"details_attributes":[{"price":{},"amount":[],"row_order":-1}]}})",
      R"({"sales_invoice":{"details_attributes":[{"price":1e308,"amount":"999999999999999999999"}]}})",
      R"({"sales_invoice":{"details_attributes":[{"price":"-1000000000","amount":"1000000000"}]}})",
      R"({"payment":{"price":{},"payment_date":5}})",
      R"({"payment":{"price":1e300,"payment_date":""}})",
      R"({"product":{"price":"x","title":5}})",
      R"({"ids":5})",
      R"({"ids":[{}]})",
      R"({"external_sales_invoice":{}})",
      R"({"note":{"note":5}})",
      R"({"sales_invoice_sending":5})",
      R"({"sales_invoice_sending":{"delivery_method":5}})",
      R"({"url":5})",
      R"({"url":"x","enabled_events":5})"};
  for (const auto& path : paths) {
    for (const auto& body : bodies) {
      for (const auto method : {http_method::post, http_method::patch, http_method::put}) {
        const auto got = send(method, api(path), body);
        EXPECT_GE(got.status, 200) << path << body;
        EXPECT_LT(got.status, 500) << path << body;
      }
    }
  }
  for (const auto* target :
       {"", "/", "//", "/api", "/api/v2", "/api/v2/", "/%", "/api/v2/%zz/x?%=&=&", "/_sim",
        "/oauth", "/oauth/authorize?", "/api/v2/1/contacts?filter=:,:"}) {
    EXPECT_LT(send(http_method::get, target).status, 500) << target;
  }
}

/// What the books hold must follow from the lines alone, whatever was done in between.
TEST_F(moneybird_control, totals_follow_from_the_lines_over_random_invoices) {
  start(one_administration("", R"("requests_per_window":1000000)"));
  std::mt19937 random{4711};
  const auto contact = new_contact();
  const std::vector<std::pair<std::string, long long>> rates{
      {rate21(), 21}, {rate("9% btw"), 9}, {rate("Geen btw"), 0}};
  for (int round = 0; round < 300; ++round) {
    std::vector<long long> sums(rates.size());
    std::string lines;
    for (auto count = 1 + random() % 6; count > 0; --count) {
      const auto which = random() % rates.size();
      const auto cents = static_cast<long long>(random() % 30'000) - 5'000;
      const auto quantity = static_cast<long long>(1 + random() % 4);
      sums[which] += cents * quantity;
      const auto size = cents < 0 ? -cents : cents;
      const auto price = (cents < 0 ? "-" : "") + std::to_string(size / 100) + "." +
                         (size % 100 < 10 ? "0" : "") + std::to_string(size % 100);
      lines +=
          (lines.empty() ? "" : ",") + line(price, std::to_string(quantity), rates[which].first);
    }
    const bool incl = random() % 2 == 0;
    const auto made = draft(
        contact, std::string("\"prices_are_incl_tax\":") + (incl ? "true," : "false,"), lines);
    ASSERT_EQ(made.status, 201) << made.text;
    long long expected = 0;
    for (std::size_t i = 0; i < rates.size(); ++i) {
      const auto size = sums[i] < 0 ? -sums[i] : sums[i];
      const auto tax = (size * rates[i].second + 50) / 100 * (sums[i] < 0 ? -1 : 1);
      expected += sums[i] + (incl ? 0 : tax);
    }
    const auto total = made.at("/total_price_incl_tax");
    long long got = 0;
    for (const char c : total.substr(0, total.find('.') + 3) +
                            std::string(total.size() - total.find('.') == 2 ? "0" : "")) {
      got = c >= '0' && c <= '9' ? got * 10 + (c - '0') : got;
    }
    ASSERT_EQ(total.starts_with('-') ? -got : got, expected) << made.text;
  }
}

}  // namespace
}  // namespace boekbrug::sim::test
