#include "config/install_file.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <tuple>

#include <unistd.h>

namespace boekbrug::config {
namespace {

const std::string smallest = R"({
  "account": "Winkel B.V.",
  "shop": {"kind": "woocommerce", "url": "https://winkel.example", "key": "ck_1"},
  "ledger": {"kind": "moneybird", "administration": "123456789012345678", "token": "tok"}
})";

std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// The smallest file with one part replaced.
std::string with(std::string_view part, std::string_view by) {
  auto text = smallest;
  const auto at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), by);
}

std::string problem(const std::string& text) {
  const auto request = parse_install(text);
  if (request) {
    return "accepted";
  }
  EXPECT_EQ(request.error().code, core::errc::invalid_input);
  return request.error().detail;
}

TEST(install_file, the_smallest_one) {
  const auto request = parse_install(smallest).value();
  EXPECT_EQ(request.account, "Winkel B.V.");
  EXPECT_EQ(request.name, "");
  EXPECT_EQ(request.shop.kind, "woocommerce");
  EXPECT_EQ(request.shop.url, "https://winkel.example");
  EXPECT_EQ(request.shop.key.reveal(), "ck_1");
  EXPECT_TRUE(request.shop.key_secret.empty());
  EXPECT_TRUE(request.shop.options.empty());
  EXPECT_EQ(request.ledger.administration, "123456789012345678");
  EXPECT_EQ(std::get<ledger_token>(request.ledger.access).token.reveal(), "tok");
  EXPECT_TRUE(request.propose_vat_rows);
  EXPECT_EQ(to_json(request.cards), to_json(core::card_settings{}));
}

TEST(install_file, the_shipped_examples_of_the_catalogue) {
  std::set<std::string> pairs;
  for (const auto& each :
       std::filesystem::directory_iterator{BOEKBRUG_SOURCE_DIR "/config/install"}) {
    const auto request = load_install(each.path().string());
    ASSERT_TRUE(request) << request.error().detail;
    const auto pair = request->shop.kind + "-" + request->ledger.kind;
    EXPECT_EQ(each.path().filename().string(), pair + ".example.json");
    pairs.insert(pair);
  }
  EXPECT_EQ(pairs, (std::set<std::string>{"ccvshop-moneybird", "magento-moneybird",
                                          "mijnwebwinkel-eboekhouden", "mijnwebwinkel-moneybird"}));
}

TEST(install_file, the_shipped_example) {
  const auto request = load_install(BOEKBRUG_SOURCE_DIR "/config/install.example.json").value();
  EXPECT_EQ(request.name, "winkel.example -> Winkel B.V.");
  EXPECT_FALSE(request.propose_vat_rows);
  EXPECT_EQ(request.cards.vat_rows.size(), 10U);
  EXPECT_EQ(request.cards.customers, core::customer_mode::collective);
  // It shows every card there is.
  const auto text = read_file(BOEKBRUG_SOURCE_DIR "/config/install.example.json");
  const auto docs = read_file(BOEKBRUG_SOURCE_DIR "/docs/install-file.md");
  for (const auto* name : {"S1",
                           "S2",
                           "S3",
                           "S4",
                           "S5",
                           "S6",
                           "S7",
                           "S8",
                           "S9",
                           "S10",
                           "S11",
                           "S12",
                           "M1",
                           "M2",
                           "M3",
                           "M4",
                           "M5",
                           "M6",
                           "M7",
                           "M8",
                           "M9",
                           "M10",
                           "M11",
                           "paid_when_completed",
                           "vat_number_field",
                           "reference_prefix"}) {
    EXPECT_NE(text.find('"' + std::string{name} + '"'), std::string::npos) << name;
    EXPECT_NE(docs.find("| `" + std::string{name} + "` |"), std::string::npos) << name;
  }
}

TEST(install_file, other_ways_into_the_ledger) {
  const auto grant =
      parse_install(with(R"("token": "tok")",
                         R"("oauth": {"code": "c0de", "redirect_uri": "https://a.example/back"})"))
          .value();
  EXPECT_EQ(std::get<ledger_grant>(grant.ledger.access).code.reveal(), "c0de");
  EXPECT_EQ(std::get<ledger_grant>(grant.ledger.access).redirect_uri, "https://a.example/back");
  const auto pair =
      parse_install(with(R"("token": "tok")", R"("access_token": "a", "refresh_token": "r")"))
          .value();
  EXPECT_EQ(std::get<ledger_token_pair>(pair.ledger.access).access_token.reveal(), "a");
  EXPECT_EQ(std::get<ledger_token_pair>(pair.ledger.access).refresh_token.reveal(), "r");
}

TEST(install_file, reads_options_and_secret) {
  const auto request =
      parse_install(with(R"("key": "ck_1")",
                         R"("key": "ck_1", "secret": "cs_1", "options": {"auth": "query"})"))
          .value();
  EXPECT_EQ(request.shop.key_secret.reveal(), "cs_1");
  EXPECT_EQ(request.shop.options, (std::map<std::string, std::string>{{"auth", "query"}}));
}

TEST(install_file, names_every_problem_with_its_path) {
  EXPECT_EQ(problem("{}"), "account: is missing\nshop: is missing\nledger: is missing");
  EXPECT_EQ(problem("[]"), "file: expected an object, not a list");
  EXPECT_EQ(problem(with(R"("account": "Winkel B.V.")", R"("acount": "Winkel B.V.")")),
            "account: is missing\nacount: is unknown; did you mean \"account\"?");
  EXPECT_EQ(problem(with(R"("key": "ck_1")", R"("keys": "ck_1")")),
            "shop.key: is missing\nshop.keys: is unknown; did you mean \"key\"?");
}

TEST(install_file, is_strict) {
  const std::tuple<std::string_view, std::string_view, std::string_view> table[] = {
      {R"("account": "Winkel B.V.")", R"("account": "  ")", "account: is empty"},
      {R"("account": "Winkel B.V.")", R"("account": 5)", "account: expected a text, not a number"},
      {R"("account": "Winkel B.V.")", R"("account": null)", "account: expected a text, not null"},
      {R"("account": "Winkel B.V.")", R"("account": "a", "account": "b")",
       "\"account\" stands twice in one object"},
      {R"("key": "ck_1")", R"("key": "ck_1", "options": {"x": 1})",
       "shop.options.x: expected a text, not a number"},
      {R"("key": "ck_1")", R"("key": "ck_1", "options": [])",
       "shop.options: expected an object, not a list"},
      {R"("https://winkel.example")", R"("winkel.example")", "shop.url: expected an address"},
      {R"("https://winkel.example")", R"("https://a:b@winkel.example")",
       "shop.url: expected an address"},
      {R"("https://winkel.example")", R"("https://winkel.example?x=1")",
       "shop.url: expected an address"},
      {R"("https://winkel.example")", R"("https://")", "shop.url: expected an address"},
      {R"("123456789012345678")", "123456789012345678",
       "ledger.administration: expected a text, not a number"},
      {R"(, "token": "tok")", "", "ledger: needs one of: token;"},
      {R"("token": "tok")", R"("token": "tok", "access_token": "a", "refresh_token": "r")",
       "ledger: takes only one of: token;"},
      {R"("token": "tok")", R"("access_token": "a")", "ledger.refresh_token: is missing"},
      {R"("token": "tok")", R"("refresh_token": "a")", "ledger.access_token: is missing"},
      {R"("token": "tok")", R"("oauth": {"code": "c"})", "ledger.oauth.redirect_uri: is missing"},
      {R"("token": "tok")", R"("oauth": {"code": "c", "redirect_uri": "x", "state": "y"})",
       "ledger.oauth.state: is unknown"},
      {R"("token": "tok")", R"("token": "tok", "tokn": "x")",
       "ledger.tokn: is unknown; did you mean \"token\"?"},
      {R"("account")", R"("cards": {"M7": "payed"}, "account")",
       "cards.M7: expected one of \"draft\", \"open\""},
      {R"("account")", R"("cards": [], "account")", "cards: expected an object, not a list"},
  };
  for (const auto& [part, by, expected] : table) {
    const auto told = problem(with(part, by));
    EXPECT_NE(told.find(expected), std::string::npos) << by << "\n-> " << told;
  }
}

TEST(install_file, tells_where_the_json_is_broken) {
  EXPECT_NE(problem("{\n  \"account\": }").find("line 2, column"), std::string::npos)
      << problem("{\n  \"account\": }");
  for (const std::string text :
       {"", "{", "{}}", "{} {}", "{\"a\":1,}", "{'a':1}", "nul", "\xff\xfe{}", "{\"a\":\"\n\"}"}) {
    EXPECT_NE(problem(text).find("no JSON"), std::string::npos) << text << " -> " << problem(text);
  }
  EXPECT_NE(problem(std::string(2'000'000, ' ')).find("larger than 1 MiB"), std::string::npos);
  EXPECT_NE(problem(std::string(100'000, '[')).find("no JSON"), std::string::npos);
}

TEST(install_file, an_app_store_tells_address_and_keys) {
  const std::string ledger =
      R"("ledger": {"kind": "moneybird", "administration": "1", "token": "t"})";
  const auto request =
      parse_install(R"({"account": "A", "shop": {"kind": "ccvshop", "app_install": "kT3^demo"}, )" +
                    ledger + "}");
  ASSERT_TRUE(request) << request.error().detail;
  EXPECT_EQ(request->shop.app_install, "kT3^demo");
  EXPECT_TRUE(request->shop.url.empty());
  EXPECT_TRUE(request->shop.key.empty());
  const auto told = problem(
      R"({"account": "A", "shop": {"kind": "woocommerce", "app_install": "k", "url": "https://h"}, )" +
      ledger + "}");
  EXPECT_NE(told.find("shop.app_install: only shops of kind ccvshop"), std::string::npos) << told;
  EXPECT_NE(told.find("shop.url: leave it out"), std::string::npos) << told;
}

TEST(install_file, shows_no_secret_in_problems) {
  const auto told = problem(
      R"({"account": 1, "shop": {"kind": "x", "url": "https://s3cret@h", "key": ["s3cret"], "secret": {"s3cret": 1}},
    "ledger": {"kind": "m", "administration": "a", "token": 5, "access_token": ["s3cret"], "oauth": "s3cret"}})");
  EXPECT_EQ(told.find("s3cret"), std::string::npos) << told;
}

TEST(install_file, problems_begin_with_the_file) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("boekbrug_install_" + std::to_string(getpid()) + ".json");
  std::ofstream{path} << "{}";
  const auto request = load_install(path.string());
  std::filesystem::remove(path);
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().detail, path.string() + ": account: is missing\n" + path.string() +
                                        ": shop: is missing\n" + path.string() +
                                        ": ledger: is missing");
  EXPECT_EQ(load_install("/no/such.json").error().detail, "/no/such.json: cannot be opened");
}

RC_GTEST_PROP(install_file_property, survives_any_text, (std::string text, std::size_t at)) {
  static_cast<void>(parse_install(text));
  auto damaged = smallest;
  damaged.replace(at % damaged.size(), 1, text.substr(0, 2));
  static_cast<void>(parse_install(damaged));
  RC_SUCCEED("no crash");
}

}  // namespace
}  // namespace boekbrug::config
