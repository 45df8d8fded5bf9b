// `boekbrug preview` against simulators: it says what a booking would make, and leaves no trace.

#include "actors/admin/command.hpp"
#include "core/time/time_text.hpp"
#include "tests/app/server_fixture.hpp"

#include <algorithm>
#include <set>

namespace boekbrug::app::test {
namespace {

using core::errc;

std::string days_ago(int count) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return core::to_text(core::date{today - std::chrono::days{count}});
}

/// Paid orders of the last days that can all be booked, some of them refunded.
json::object recent_orders(unsigned count, double refunded = 0.0) {
  auto made = plain_orders(count);
  made["from"] = days_ago(40);
  made["to"] = days_ago(1);
  made["mix"].as_object()["refund"] = refunded;
  return made;
}

class previewing : public server_fixture {
protected:
  void start(json::object orders, bool run_integrations) {
    start_simulators({shop_service("Winkel", std::move(orders)), moneybird_service()});
    wiring_options options;
    options.run_integrations = run_integrations;
    start_server(std::move(options));
  }
  json::value previewed(core::integration_id id, std::uint64_t last = 0,
                        const std::string& order = {}) {
    const auto answer = preview(id, last, order);
    if (!answer) {
      throw std::runtime_error(answer.error().detail);
    }
    return json::parse(*answer);
  }
  std::string shop_orders() {
    return json::serialize(control("Winkel", "/_sim/books").at("orders"));
  }
};

std::int64_t counted(const json::value& preview, const char* state) {
  return preview.at("counts").at(state).as_int64();
}

std::vector<std::string> numbers_of(const json::value& preview, const char* kind = "order") {
  std::vector<std::string> out;
  for (const auto& each : preview.at("entries").as_array()) {
    if (each.at("kind").as_string() == kind) {
      out.emplace_back(each.at("number").as_string());
    }
  }
  return out;
}

TEST_F(previewing, writes_nothing_anywhere) {
  start(recent_orders(30, 0.3), false);
  const auto id = installed(install_file(url_of("Winkel")));
  const auto commits = store().stats().commits;
  const auto batches = store().stats().batches;
  const auto shop = shop_orders();
  const auto writes = counters().at("writes").as_int64();
  const auto value = previewed(id);
  EXPECT_EQ(numbers_of(value).size(), 10U);
  EXPECT_EQ(counted(value, "would_fail"), 0);
  EXPECT_GT(counted(value, "would_book") + counted(value, "waits"), 0);
  ASSERT_TRUE(preview(id, 500, {}, "text"));
  EXPECT_EQ(writes, 0);
  EXPECT_EQ(counters().at("writes").as_int64(), 0);
  EXPECT_EQ(counters().at("mails_sent").as_int64(), 0);
  EXPECT_EQ(control("Winkel", "/_sim/books").at("writes").as_int64(), 0);
  EXPECT_EQ(shop_orders(), shop);
  EXPECT_EQ(store().stats().commits, commits);
  EXPECT_EQ(store().stats().batches, batches);
  EXPECT_TRUE(items(id).empty());
  const auto after = schedule(id);
  EXPECT_FALSE(after.first_scan_done);
  EXPECT_EQ(after.mark, "");
  EXPECT_EQ(after.last_run_at, core::time_point{});
  EXPECT_TRUE(books().at("invoices").as_array().empty());
  EXPECT_TRUE(books().at("contacts").as_array().empty());
}

TEST_F(previewing, the_newest_come_first_and_no_more_than_asked_for) {
  start(recent_orders(60), false);
  const auto id = installed(install_file(url_of("Winkel")));
  const auto all = numbers_of(previewed(id, 500));
  ASSERT_EQ(all.size(), 60U);
  const auto few = previewed(id, 7);
  const auto newest = numbers_of(few);
  EXPECT_EQ(newest, std::vector<std::string>(all.begin(), all.begin() + 7));
  std::string before = "9999-12-31";
  for (const auto& each : few.at("entries").as_array()) {
    const std::string placed{each.at("placed").as_string()};
    EXPECT_LE(placed, before);
    before = placed;
  }
}

// What the preview says is what a server then books.
TEST_F(previewing, agrees_with_the_booking) {
  start(recent_orders(12, 0.4), false);
  const auto id = installed(install_file(url_of("Winkel")));
  const auto said = previewed(id, 100);
  stop_server();
  start_server();
  ASSERT_TRUE(wait_until([&] {
    return schedule(id).first_scan_done && count_in(id, core::item_state::ready) == 0 &&
           count_in(id, core::item_state::sent) > 0;
  })) << unsent(id);
  const auto invoices = invoices_by_reference();
  std::size_t orders = 0;
  for (const auto& each : said.at("entries").as_array()) {
    if (each.at("state").as_string() != "would_book") {
      continue;
    }
    ++orders;
    const auto& document = each.at("document");
    const std::string reference{document.at("reference").as_string()};
    const auto found = invoices.find(reference);
    ASSERT_NE(found, invoices.end()) << reference;
    EXPECT_EQ(cents(found->second.at("total_incl_tax")), cents(document.at("total")));
    std::map<std::string, core::minor_units> vat;
    for (const auto& rate : document.at("vat").as_array()) {
      vat[std::string(rate.at("rate").at("name").as_string())] += cents(rate.at("vat"));
    }
    for (const auto& rate : found->second.at("vat").as_array()) {
      EXPECT_EQ(cents(rate.at("tax")), vat[std::string(rate.at("name").as_string())]) << reference;
    }
  }
  EXPECT_GT(orders, 0U);
  const auto later = previewed(id, 100);
  EXPECT_EQ(counted(later, "would_book"), 0);
  EXPECT_GE(counted(later, "booked"), static_cast<std::int64_t>(orders));
  for (const auto& each : later.at("entries").as_array()) {
    if (each.at("state").as_string() == "booked") {
      EXPECT_FALSE(each.at("booked").at("number").as_string().empty());
      EXPECT_TRUE(each.at("document").is_null());
    }
  }
}

// Every kind of order that the generator knows: unpaid, foreign, free, refunded, cancelled, ...
TEST_F(previewing, judges_as_the_server_does) {
  auto orders = recent_orders(80);
  orders.erase("mix");
  auto cards = default_cards();
  cards["M4"] = json::object{{"nl_high", "21% btw"}, {"nl_low", "9% btw"}};  // some will fail
  start(std::move(orders), false);
  const auto id = installed(install_file(url_of("Winkel"), 0, std::move(cards)));
  const auto said = previewed(id, 500);
  EXPECT_GT(counted(said, "would_fail"), 0);
  EXPECT_EQ(counters().at("writes").as_int64(), 0);
  EXPECT_TRUE(items(id).empty());
  stop_server();
  start_server();
  ASSERT_TRUE(wait_until([&] {
    return schedule(id).first_scan_done && count_in(id, core::item_state::ready) == 0;
  })) << unsent(id);
  const auto stored = items_by_id(id);
  for (const auto& each : said.at("entries").as_array()) {
    if (each.at("kind").as_string() == "credit") {
      continue;
    }
    const std::string order{each.at("id").as_string()};
    const auto found = stored.find(order);
    ASSERT_NE(found, stored.end()) << order;
    const auto& item = found->second;
    const std::map<std::string, std::string> becomes{{"would_book", "sent"},
                                                     {"waits", "waiting"},
                                                     {"skipped", "skipped"},
                                                     {"would_fail", "needs_action"}};
    const auto state = becomes.at(std::string(each.at("state").as_string()));
    EXPECT_EQ(core::name(item.state), state) << order;
    if (state == "needs_action") {
      EXPECT_EQ(core::code_name(item.failure.value().code),
                each.at("error").at("code").as_string());
    } else if (state == "waiting") {
      EXPECT_EQ(core::explain(item.waits_for, "en", item.waits_for_what),
                each.at("reason").as_string());
    } else if (state == "sent") {
      EXPECT_EQ(item.reference, each.at("document").at("reference").as_string());
    }
  }
}

// What the stored lists are to blame for is looked up in the ledger, and not kept.
TEST_F(previewing, lists_that_may_be_old_are_read_anew) {
  start(recent_orders(3), false);
  const auto administration = "/_sim/administrations/" + administration_id(0);
  control("Moneybird", administration, json::object{{"period_locked_until", days_ago(0)}});
  const auto id = installed(install_file(url_of("Winkel")));
  const auto closed = previewed(id);
  EXPECT_EQ(counted(closed, "would_fail"), 3);
  EXPECT_EQ(closed.at("entries").at(0).at("error").at("code").as_string(), "E-PERIODE");
  control("Moneybird", administration, json::object{{"period_locked_until", days_ago(300)}});
  const auto connection = store().integration(id).value()->ledger;
  const auto before = store().lists(connection).value().value();
  const auto requests = counters().at("requests").as_int64();
  EXPECT_EQ(counted(previewed(id), "would_book"), 3);
  EXPECT_GT(counters().at("requests").as_int64(), requests);
  const auto after = store().lists(connection).value().value();
  EXPECT_EQ(after.read_at, before.read_at);
  EXPECT_EQ(after.lists.admin.locked_until, before.lists.admin.locked_until);
  EXPECT_EQ(counters().at("writes").as_int64(), 0);
  EXPECT_TRUE(items(id).empty());
}

// A shop that gives credits by order, and a ledger whose invoice numbers are ours.
TEST_F(previewing, another_shop_and_another_ledger) {
  const json::object shop{{"kind", "mijnwebwinkel"},
                          {"name", "Winkel"},
                          {"options", json::object{{"orders", 15},
                                                   {"from", days_ago(30)},
                                                   {"to", days_ago(1)},
                                                   {"mix", json::object{{"only_plain", true}}},
                                                   {"token", "mww-token-1"},
                                                   {"partner_token", "mww-partner-1"}}}};
  const json::object ledger{
      {"kind", "eboekhouden"},
      {"name", "Boeken"},
      {"options", json::object{{"administrations",
                                json::array{json::object{
                                    {"id", "a1"}, {"tokens", json::array{"demo-token"}}}}}}}};
  start_simulators({shop, ledger});
  settings_.eboekhouden.base_url = url_of("Boeken");
  settings_.mijnwebwinkel.api_url = url_of("Winkel");
  settings_.mijnwebwinkel.partner_token = core::secret{"mww-partner-1"};
  settings_.schedule.pace_shops = false;
  wiring_options options;
  options.run_integrations = false;
  start_server(std::move(options));
  const auto id = installed({{"account", "Test B.V."},
                             {"shop", json::object{{"kind", "mijnwebwinkel"},
                                                   {"url", "https://winkel.test"},
                                                   {"key", "mww-token-1"}}},
                             {"ledger", json::object{{"kind", "eboekhouden"},
                                                     {"administration", "Boeken"},
                                                     {"token", "demo-token"}}},
                             {"cards", default_cards()}});
  const auto commits = store().stats().commits;
  const auto value = previewed(id);
  EXPECT_EQ(store().stats().commits, commits);
  EXPECT_EQ(control("Boeken", "/_sim/counters").at("writes").as_int64(), 0);
  EXPECT_EQ(numbers_of(value).size(), 10U);
  EXPECT_GT(counted(value, "would_book"), 0);
  for (const auto& each : value.at("entries").as_array()) {
    if (each.at("document").is_null()) {
      continue;
    }
    const auto& document = each.at("document").as_object();
    EXPECT_TRUE(document.at("reference_is_number").as_bool());
    const auto year = std::string(each.at("placed").as_string()).substr(0, 4);
    EXPECT_NE(document.at("reference").as_string().find(year), std::string::npos);
    EXPECT_FALSE(document.at("lines").at(0).at("account").at("name").as_string().empty());
  }
}

TEST_F(previewing, one_order_by_its_number) {
  start(recent_orders(20), false);
  const auto id = installed(install_file(url_of("Winkel")));
  const auto all = numbers_of(previewed(id, 500));
  const auto& wanted = all.back();
  const auto value = previewed(id, 0, wanted);
  EXPECT_EQ(numbers_of(value), std::vector<std::string>{wanted});
  EXPECT_EQ(value.at("asked").as_string(), "order " + wanted);
  const auto missing = preview(id, 0, "no-such-order");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, errc::not_found);
  EXPECT_NE(missing.error().detail.find("no-such-order"), std::string::npos);
}

TEST_F(previewing, credits_are_shown) {
  start(recent_orders(20, 1.0), false);
  const auto id = installed(install_file(url_of("Winkel")));
  const auto value = previewed(id, 20);
  EXPECT_FALSE(numbers_of(value, "credit").empty());
  for (const auto& each : value.at("entries").as_array()) {
    if (each.at("kind").as_string() == "credit") {
      EXPECT_LT(cents(each.at("total")), 0);
    }
  }
}

TEST_F(previewing, in_the_admin_shell) {
  start(recent_orders(12), false);
  const auto id = installed(install_file(url_of("Winkel")));
  const auto text = shell("preview 1");
  ASSERT_TRUE(text) << text.error().detail;
  EXPECT_NE(text->find("Preview of integration 1"), std::string::npos) << *text;
  EXPECT_NE(text->find("10 orders and 0 credits"), std::string::npos) << *text;
  const auto some = shell("preview 1 3 json");
  ASSERT_TRUE(some) << some.error().detail;
  EXPECT_EQ(numbers_of(json::parse(*some)), numbers_of(previewed(id, 3)));
  const auto wanted = numbers_of(previewed(id, 3)).back();
  const auto one = shell("preview 1 json order " + wanted);
  ASSERT_TRUE(one) << one.error().detail;
  EXPECT_EQ(numbers_of(json::parse(*one)), std::vector<std::string>{wanted});
  for (const auto* wrong : {"preview", "preview x", "preview 1 many", "preview 1 0", "preview 1 -1",
                            "preview 1 order", "preview 1 501"}) {
    const auto refused = shell(wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().code, errc::invalid_input) << wrong;
  }
}

TEST(preview_command, reads_its_words) {
  const auto read = actors::parse_command("preview 4 25 json order A 1001");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->verb, actors::shell_verb::preview);
  EXPECT_EQ(read->id, core::integration_id{4});
  const auto words = actors::parse_preview_words(read->words);
  ASSERT_TRUE(words);
  EXPECT_EQ(words->last, 25U);
  EXPECT_EQ(words->format, "json");
  EXPECT_EQ(words->order, "A 1001");
  const auto none = actors::parse_preview_words({});
  ASSERT_TRUE(none);
  EXPECT_EQ(none->last, 0U);
  EXPECT_EQ(none->order, "");
}

TEST_F(previewing, what_is_asked_wrongly_is_said) {
  start(recent_orders(1), false);
  const auto id = installed(install_file(url_of("Winkel")));
  const auto none = preview(core::integration_id{9});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, errc::not_found);
  const auto many = preview(id, 501);
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().code, errc::invalid_input);
  const auto format = preview(id, 1, {}, "csv");
  ASSERT_FALSE(format);
  EXPECT_EQ(format.error().code, errc::invalid_input);
}

TEST_F(previewing, a_shop_that_does_not_answer_is_named) {
  start(recent_orders(1), false);
  const auto id = installed(install_file(url_of("Winkel")));
  control("Winkel", "/_sim/faults",
          json::object{{"rules", json::array{json::object{{"kind", "status"}, {"status", 503}}}}});
  const auto answer = preview(id);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().detail.substr(0, 6), "shop: ") << answer.error().detail;
}

}  // namespace
}  // namespace boekbrug::app::test
