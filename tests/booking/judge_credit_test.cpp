// The verdict on credits (R9, S4).

#include "core/sync/judge.hpp"
#include "fixtures.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

struct case_of_credit {
  const char* name;
  credit_mode mode;
  item_state original;
  waiting_reason original_waits;
  bool original_known;
  bool before_install;
  item_state expected;
  skip_reason why;
};

class judge_credit_table : public testing::TestWithParam<case_of_credit> {};

TEST_P(judge_credit_table, R9) {
  const case_of_credit& given = GetParam();
  card_settings cards;
  cards.credits = given.mode;
  judge_context context;
  context.cards = &cards;
  context.now = at("2026-06-10T10:00:00");
  context.installed_at = at("2026-06-01T12:00:00");
  credit candidate;
  candidate.amount = 1000;
  candidate.created = at(given.before_install ? "2026-05-01T10:00:00" : "2026-06-05T10:00:00");
  original_facts original;
  original.known = given.original_known;
  original.state = given.original;
  original.waits_for = given.original_waits;
  const verdict made = judge_credit(candidate, original, context);
  EXPECT_EQ(made.state, given.expected);
  EXPECT_EQ(made.skipped_because, given.why);
  EXPECT_EQ(made.waits_for, given.expected == item_state::waiting
                                ? waiting_reason::original_not_sent
                                : waiting_reason::none);
}

constexpr auto off = credit_mode::off;
constexpr auto now = credit_mode::from_now;
constexpr auto too = credit_mode::existing_too;
constexpr auto none = waiting_reason::none;
constexpr auto old = waiting_reason::finished_before_install;

const case_of_credit cases[] = {
    {"off", off, item_state::sent, none, true, false, item_state::skipped,
     skip_reason::credits_off},
    {"original_sent", now, item_state::sent, none, true, false, item_state::ready,
     skip_reason::none},
    {"original_sent_older_credit", now, item_state::sent, none, true, true, item_state::ready,
     skip_reason::none},
    {"original_ready", now, item_state::ready, none, true, false, item_state::waiting,
     skip_reason::none},
    {"original_needs_action", now, item_state::needs_action, none, true, false, item_state::waiting,
     skip_reason::none},
    {"original_waits_for_status", now, item_state::waiting, waiting_reason::status_not_chosen, true,
     false, item_state::waiting, skip_reason::none},
    {"original_waits_for_start", now, item_state::waiting, waiting_reason::start_date_ahead, true,
     false, item_state::waiting, skip_reason::none},
    {"original_is_history", now, item_state::waiting, old, true, false, item_state::skipped,
     skip_reason::original_not_booked},
    {"original_is_history_credit_too", now, item_state::waiting, old, true, true,
     item_state::skipped, skip_reason::credit_before_install},
    {"original_is_history_existing_too", too, item_state::waiting, old, true, true,
     item_state::ready, skip_reason::none},
    {"original_before_date_existing_too", too, item_state::waiting,
     waiting_reason::before_history_date, true, false, item_state::ready, skip_reason::none},
    {"existing_too_waits_for_waiting_original", too, item_state::waiting, waiting_reason::not_paid,
     true, false, item_state::waiting, skip_reason::none},
    {"original_skipped", now, item_state::skipped, none, true, false, item_state::skipped,
     skip_reason::original_not_booked},
    {"original_skipped_existing_too", too, item_state::skipped, none, true, false,
     item_state::skipped, skip_reason::original_not_booked},
    {"original_unknown", now, item_state::waiting, none, false, false, item_state::waiting,
     skip_reason::none},
    {"original_unknown_old_credit", now, item_state::waiting, none, false, true,
     item_state::skipped, skip_reason::credit_before_install},
    {"original_unknown_existing_too", too, item_state::waiting, none, false, true,
     item_state::ready, skip_reason::none},
};

INSTANTIATE_TEST_SUITE_P(, judge_credit_table, testing::ValuesIn(cases),
                         [](const auto& given) { return std::string(given.param.name); });

TEST(judge_credit, NothingRefundedIsSkippedUnlessZeroIsBooked) {
  card_settings cards;
  judge_context context;
  context.cards = &cards;
  const original_facts sent{true, item_state::sent, waiting_reason::none, false};
  EXPECT_EQ(judge_credit(credit{}, sent, context).skipped_because, skip_reason::zero_total);
  cards.book_zero_orders = true;
  EXPECT_EQ(judge_credit(credit{}, sent, context).state, item_state::ready);
}

TEST(judge_credit, M8CreditsOfHistoryAreHistory) {
  card_settings cards;
  judge_context context;
  context.cards = &cards;
  credit candidate;
  candidate.amount = 1;
  EXPECT_TRUE(judge_credit(candidate, {true, item_state::sent, waiting_reason::none, true}, context)
                  .from_history);
  EXPECT_FALSE(
      judge_credit(candidate, {true, item_state::sent, waiting_reason::none, false}, context)
          .from_history);
}

TEST(judge_credit, IgnoredStaysIgnored) {
  card_settings cards;
  judge_context context;
  context.cards = &cards;
  item known;
  known.state = item_state::skipped;
  known.skipped_because = skip_reason::ignored_by_merchant;
  context.known = &known;
  credit candidate;
  candidate.amount = 1;
  EXPECT_EQ(
      judge_credit(candidate, {true, item_state::sent, waiting_reason::none, false}, context).state,
      item_state::skipped);
}

}  // namespace
}  // namespace boekbrug::test
