#include "actors/admin/render.hpp"

#include <gtest/gtest.h>

namespace boekbrug::actors {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const core::time_point now = std::chrono::sys_days{std::chrono::year{2026} / 3 / 14} + hours{10};

core::item sample() {
  core::item out;
  out.key = {core::item_kind::order, "71"};
  out.order_id = "71";
  out.number = "1001";
  out.customer = "Jan de Vries";
  out.placed = now;
  out.total = 1210;
  out.state = core::item_state::sent;
  out.progress.document_id = "d1";
  out.progress.document_number = "2026-0001";
  return out;
}

TEST(render, columns_are_as_wide_as_their_widest_cell) {
  EXPECT_EQ(render_table({{"id", "name", "x"}, {"100", "a", "y"}}), "id   name  x\n100  a     y\n");
  EXPECT_EQ(render_table({}), "");
}

TEST(render, rows_may_differ_in_length) {
  EXPECT_EQ(render_table({{"a"}, {"bbb", "c"}, {}}), "a\nbbb  c\n\n");
}

TEST(render, characters_count_not_bytes) {
  EXPECT_EQ(render_table({{"Zo\xC3\xAB", "1"}, {"Zoef", "2"}}), "Zo\xC3\xAB   1\nZoef  2\n");
  EXPECT_EQ(render_table({{"\xE2\x82\xAC", "1"}, {"EUR", "2"}}), "\xE2\x82\xAC    1\nEUR  2\n");
}

TEST(render, control_characters_do_not_reach_the_terminal) {
  const auto text = render_table({{"a\x1B[2Jb", "x\r\ny\x7F\tz"}});
  EXPECT_EQ(text, "a [2Jb  x  y  z\n");
  auto hostile = sample();
  hostile.customer = "\x1B]0;title\x07";
  hostile.notes = {{core::item_note::kind::vat_number_left_out, "NL\n1"}};
  for (const char c :
       render_item(hostile, {{now, core::posting_step::done, false, "bad\x1B[31m"}})) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 32) << int{c};
  }
}

TEST(render, times_are_told_from_now) {
  EXPECT_EQ(render_when({}, now), "never");
  EXPECT_EQ(render_when(now, now), "now");
  EXPECT_EQ(render_when(now + seconds{12}, now), "in 12 s");
  EXPECT_EQ(render_when(now - seconds{119}, now), "119 s ago");
  EXPECT_EQ(render_when(now + minutes{3}, now), "in 3 min");
  EXPECT_EQ(render_when(now - hours{5}, now), "5 h ago");
  EXPECT_EQ(render_when(now - hours{24 * 9}, now), "9 days ago");
}

TEST(render, a_state_names_its_error) {
  core::integration_schedule schedule;
  EXPECT_EQ(render_state(schedule), std::string(core::name(core::integration_state::active)));
  schedule.state = core::integration_state::connection_lost;
  schedule.last_error = core::errc::ledger_refused;
  EXPECT_NE(render_state(schedule).find("(E-BOEK-RECHT)"), std::string::npos);
}

TEST(render, an_item_says_why_it_stands_where_it_stands) {
  auto each = sample();
  EXPECT_EQ(why_of(each), "2026-0001");
  each.progress.document_number.clear();
  EXPECT_EQ(why_of(each), "draft d1");
  each.state = core::item_state::needs_action;
  EXPECT_EQ(why_of(each), "");
  each.failure = core::fail(core::errc::vat_unmapped, "NL 21 %");
  EXPECT_EQ(why_of(each), "E-BTW NL 21 %");
  each.state = core::item_state::waiting;
  each.waits_for = core::waiting_reason::not_paid;
  EXPECT_EQ(why_of(each), core::explain(core::waiting_reason::not_paid, "en", ""));
  EXPECT_FALSE(why_of(each).empty());
  each.state = core::item_state::skipped;
  each.skipped_because = core::skip_reason::zero_total;
  EXPECT_EQ(why_of(each), core::explain(core::skip_reason::zero_total, "en"));
}

TEST(render, an_items_line_has_all_that_identifies_it) {
  EXPECT_EQ(item_cells(sample()),
            (std::vector<std::string>{"71", "1001", "2026-03-14", "Jan de Vries", "12.10 EUR",
                                      "sent", "2026-0001"}));
}

TEST(render, an_item_shows_every_attempt) {
  const auto text = render_item(
      sample(), {{now, core::posting_step::document_intent, false, "422: nope"},
                 {now + seconds{60}, core::posting_step::done, true, "register payment"}});
  EXPECT_NE(text.find("failed"), std::string::npos);
  EXPECT_NE(text.find("422: nope"), std::string::npos);
  EXPECT_NE(text.find("register payment"), std::string::npos);
  auto credit = sample();
  credit.key.kind = core::item_kind::credit;
  EXPECT_NE(render_item(credit, {}).find("(credit of order 71)"), std::string::npos);
}

TEST(render, an_integration_shows_no_secret) {
  core::integration each;
  each.id = core::integration_id{4};
  each.name = "Weverij";
  each.shop.kind = "woocommerce";
  each.shop.base_url = "https://winkel.test";
  each.shop.key = core::secret{"ck_secret"};
  each.shop.key_secret = core::secret{"cs_secret"};
  core::integration_schedule schedule;
  schedule.next_run_at = now + minutes{3};
  schedule.last_error = core::errc::shop_unreachable;
  schedule.last_error_detail = "timed\x1Bout";
  core::run_record run;
  run.started = now;
  run.ended = now + seconds{2};
  run.read = 7;
  item_counts counts;
  counts.sent = 5;
  const auto text = render_integration(each, schedule, "Wever B.V.", counts, {run}, now);
  for (const auto* part : {"4  Weverij", "https://winkel.test", "Wever B.V.", "in 3 min", "5 sent",
                           "2000 ms", "7 read", "timed out"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  EXPECT_EQ(text.find("_secret"), std::string::npos);
}

}  // namespace
}  // namespace boekbrug::actors
