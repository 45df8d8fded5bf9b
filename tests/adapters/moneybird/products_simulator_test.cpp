// Products, request by request against the simulated Moneybird.

#include "sim/moneybird/moneybird.hpp"
#include "tests/adapters/moneybird/samples.hpp"

#include <boost/json.hpp>

#include <set>

namespace boekbrug::tests {
namespace {

using core::errc;

class products_simulator : public testing::Test {
protected:
  products_simulator() { ledger_.access_token = core::secret{"demo-token"}; }

  core::http_response send(const core::result<core::http_request>& request) {
    EXPECT_TRUE(request) << (request ? "" : request.error().detail);
    // The simulator limits calls per window; each of ours comes a minute later.
    now_ += std::chrono::minutes{1};
    net::server_request in;
    in.method = request->method;
    in.target = request->url.substr(request->url.find("/api/"));
    in.headers = request->headers;
    in.headers.push_back({"Host", "moneybird.example"});
    in.body = request->body;
    in.peer_address = "192.0.2.7";
    auto out = service_->handle(in, now_);
    return answer(out.status, std::move(out.body), std::move(out.headers));
  }

  /// The bell with a rate and an account of this administration.
  core::ledger_product bell(const std::string& sku) {
    core::ledger_lists lists;
    lists.admin.id = ledger_.administration_id;
    for (std::size_t i = 0; i < api_.list_count(); ++i) {
      const auto read = api_.list_answer(i, send(api_.list_request(ledger_, i)), lists);
      EXPECT_TRUE(read) << (read ? "" : read.error().detail);
    }
    core::ledger_product made;
    made.identifier = sku;
    made.title = "Fietsbel";
    made.price = core::decimal{"12.345"};
    made.rate_id = lists.rates.at(0).id;
    made.account_id = lists.accounts.at(0).id;
    return made;
  }
  core::result<std::optional<core::ledger_product>> find(const std::string& sku) {
    return api_.find_product_answer(sku, send(api_.find_product_request(ledger_, sku)));
  }
  core::result<core::ledger_product> create(const core::ledger_product& wanted) {
    return api_.create_product_answer(send(api_.create_product_request(ledger_, wanted)));
  }

  const core::ledger_adapter& api_ = adapters::moneybird();
  core::ledger_connection ledger_ = sample_connection();
  std::unique_ptr<sim::simulator> service_ = sim::make_moneybird({});
  core::time_point now_{std::chrono::hours{500'000}};
};

TEST_F(products_simulator, created_products_are_found_by_their_sku) {
  auto wanted = bell("");
  for (const std::string sku : {"BEL-R", "aa.bb", "a b?c%20#", "b\xC3\xA9l", "x.json"}) {
    wanted.identifier = sku;
    const auto before = find(sku);
    ASSERT_TRUE(before) << sku << ": " << before.error().detail;
    EXPECT_FALSE(*before) << sku;
    const auto made = create(wanted);
    ASSERT_TRUE(made) << sku << ": " << made.error().detail;
    const auto found = find(sku);
    ASSERT_TRUE(found) << sku << ": " << found.error().detail;
    ASSERT_TRUE(*found) << sku;
    EXPECT_EQ((*found)->id, made->id);
    EXPECT_EQ((*found)->identifier, sku);
    EXPECT_EQ((*found)->title, "Fietsbel");
    EXPECT_EQ((*found)->price, wanted.price);
    EXPECT_EQ((*found)->rate_id, wanted.rate_id);
    EXPECT_EQ((*found)->account_id, wanted.account_id);
  }
}

TEST_F(products_simulator, the_same_sku_twice_is_not_copied) {
  const auto wanted = bell("BEL-R");
  ASSERT_TRUE(create(wanted));
  const auto again = create(wanted);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, errc::product_not_copied);
  EXPECT_NE(again.error().detail.find("identifier=taken"), std::string::npos)
      << again.error().detail;
}

TEST_F(products_simulator, an_unknown_rate_or_account_is_not_copied) {
  auto wanted = bell("BEL-R");
  wanted.rate_id = "1";
  EXPECT_EQ(create(wanted).error().code, errc::product_not_copied);
  wanted = bell("BEL-R");
  wanted.account_id = "1";
  EXPECT_EQ(create(wanted).error().code, errc::product_not_copied);
}

TEST_F(products_simulator, a_missing_scope_is_refused) {
  service_ = sim::make_moneybird(boost::json::parse(R"({"administrations":[
      {"id":"178732006888903010","tokens":[{"token":"demo-token","scopes":["sales_invoices"]}]}]})")
                                     .as_object());
  EXPECT_EQ(find("BEL-R").error().code, errc::ledger_refused);
  core::ledger_product wanted;
  wanted.identifier = "BEL-R";
  wanted.title = "Fietsbel";
  wanted.account_id = "1";
  EXPECT_EQ(create(wanted).error().code, errc::ledger_refused);
  EXPECT_EQ(
      api_.list_products_answer("", send(api_.list_products_request(ledger_, ""))).error().code,
      errc::ledger_refused);
}

TEST_F(products_simulator, pages_hold_every_product_once) {
  auto wanted = bell("");
  for (int i = 0; i < 205; ++i) {
    wanted.identifier = "SKU-" + std::to_string(i);
    ASSERT_TRUE(create(wanted));
  }
  std::set<std::string> skus;
  std::string page;
  int pages = 0;
  do {
    const auto read =
        api_.list_products_answer(page, send(api_.list_products_request(ledger_, page)));
    ASSERT_TRUE(read) << read.error().detail;
    for (const auto& each : read->products) {
      EXPECT_TRUE(skus.insert(each.identifier).second) << each.identifier;
    }
    page = read->next;
    ++pages;
  } while (!page.empty() && pages < 10);
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(skus.size(), 205U);
}

}  // namespace
}  // namespace boekbrug::tests
