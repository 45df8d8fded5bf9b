// The verdict on orders (R3, S1-S4, S7, S10-S12).

#include "core/sync/judge.hpp"
#include "fixtures.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

constexpr const char* installed = "2026-06-01T12:00:00";

struct scene {
  card_settings cards = dutch_cards();
  order candidate = order_of({line("Mok", "10.00", "2.10", "21")});  // placed and paid in May
  std::optional<item> known;
  bool first_scan = false;
  time_point now = at("2026-06-10T10:00:00");

  verdict judged() const {
    judge_context context;
    context.cards = &cards;
    context.zone = &amsterdam();
    context.now = now;
    context.installed_at = at(installed);
    context.first_scan = first_scan;
    context.known = known ? &*known : nullptr;
    return judge(candidate, context);
  }

  /// Judges again with the verdict stored, as the integration does.
  void remember() {
    const verdict made = judged();
    known = item{};
    known->state = made.state;
    known->waits_for = made.waits_for;
    known->waits_for_what = made.waits_for_what;
    known->skipped_because = made.skipped_because;
    known->from_history = made.from_history;
    known->content_hash = content_hash(candidate);
  }
};

void place(scene& here, const char* created) {
  here.candidate.created = at(created);
  here.candidate.paid = at(created);
}

std::string text(const verdict& made) {
  switch (made.state) {
    case item_state::ready:
      return made.from_history ? "ready, history" : "ready";
    case item_state::skipped:
      return "skipped " + std::to_string(static_cast<int>(made.skipped_because));
    default:
      return "waiting " + std::to_string(static_cast<int>(made.waits_for)) +
             (made.waits_for_what.empty() ? "" : " " + made.waits_for_what);
  }
}

std::string waits(waiting_reason reason, const char* what = "") {
  verdict made;
  made.waits_for = reason;
  made.waits_for_what = what;
  return text(made);
}

std::string skips(skip_reason reason) {
  verdict made;
  made.state = item_state::skipped;
  made.skipped_because = reason;
  return text(made);
}

struct case_of_verdict {
  const char* name;
  void (*arrange)(scene&);
  std::string expected;
};

class judge_table : public testing::TestWithParam<case_of_verdict> {};

TEST_P(judge_table, Verdict) {
  scene here;
  GetParam().arrange(here);
  EXPECT_EQ(text(here.judged()), GetParam().expected);
}

// clang-format off
const case_of_verdict cases[] = {
    {"R3_live_order", [](scene& s) { place(s, "2026-06-05T10:00:00"); }, "ready"},
    {"R3_placed_before_eligible_after", [](scene& s) { s.candidate.status = "processing"; s.remember(); s.candidate.status = "completed"; }, "ready"},
    {"R3_placed_before_paid_after", [](scene& s) { s.candidate.paid = at("2026-06-02T10:00:00"); }, "ready"},
    {"R3_old_order_that_no_scan_had_shown", [](scene&) {}, waits(waiting_reason::finished_before_install)},
    {"S3_old_order_that_no_scan_had_shown", [](scene& s) { s.cards.history_from = day("2026-05-02"); }, waits(waiting_reason::before_history_date)},
    {"R3_unreadable_at_first_is_still_history", [](scene& s) { s.known = item{}; s.known->state = item_state::needs_action; }, waits(waiting_reason::finished_before_install)},
    {"R3_first_scan", [](scene& s) { s.first_scan = true; }, waits(waiting_reason::finished_before_install)},
    {"R3_first_scan_placed_after_install", [](scene& s) { s.first_scan = true; place(s, "2026-06-01T12:00:30"); }, "ready"},
    {"R3_first_scan_paid_after_install", [](scene& s) { s.first_scan = true; s.candidate.paid = at("2026-06-01T12:00:30"); }, "ready"},
    {"R3_history_stays", [](scene& s) { s.first_scan = true; s.remember(); s.first_scan = false; }, waits(waiting_reason::finished_before_install)},
    {"S3_history_later_includes_it", [](scene& s) { s.first_scan = true; s.remember(); s.first_scan = false; s.cards.history_from = day("2026-01-01"); }, "ready, history"},
    {"S3_history_later_excludes_it", [](scene& s) { s.first_scan = true; s.remember(); s.first_scan = false; s.cards.history_from = day("2026-05-02"); }, waits(waiting_reason::before_history_date)},
    {"S3_first_scan_on_the_date", [](scene& s) { s.first_scan = true; s.cards.history_from = day("2026-05-01"); }, "ready, history"},
    {"S3_date_is_the_shops", [](scene& s) { s.first_scan = true; place(s, "2026-04-30T22:30:00"); s.cards.history_from = day("2026-05-01"); }, "ready, history"},
    {"S3_first_scan_before_the_date", [](scene& s) { s.first_scan = true; s.cards.history_from = day("2026-05-02"); }, waits(waiting_reason::before_history_date)},
    {"S3_before_date_stays_without_date", [](scene& s) { s.first_scan = true; s.cards.history_from = day("2026-05-02"); s.remember(); s.first_scan = false; s.cards.history_from.reset(); }, waits(waiting_reason::finished_before_install)},
    {"S3_before_date_but_eligible_after_install", [](scene& s) { s.candidate.status = "processing"; s.remember(); s.candidate.status = "completed"; s.cards.history_from = day("2026-05-02"); }, "ready"},
    {"S3_live_order_is_no_history", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.cards.history_from = day("2026-01-01"); }, "ready"},
    {"S3_ready_history_stays_history", [](scene& s) { s.first_scan = true; s.cards.history_from = day("2026-01-01"); s.remember(); s.first_scan = false; }, "ready, history"},
    {"S3_future_date", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.cards.history_from = day("2026-07-01"); }, waits(waiting_reason::start_date_ahead)},
    {"S3_future_date_has_come", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.cards.history_from = day("2026-07-01"); s.remember(); s.now = at("2026-07-01T10:00:00"); }, waits(waiting_reason::before_history_date)},
    {"S3_starts_at_midnight_in_the_shop", [](scene& s) { place(s, "2026-06-30T22:30:00"); s.cards.history_from = day("2026-07-01"); s.now = at("2026-06-30T22:40:00"); }, "ready"},
    {"S3_future_date_taken_back", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.cards.history_from = day("2026-07-01"); s.remember(); s.cards.history_from.reset(); }, "ready"},
    {"S3_future_date_taken_back_old_order", [](scene& s) { s.first_scan = true; s.cards.history_from = day("2026-07-01"); s.remember(); s.first_scan = false; s.cards.history_from.reset(); }, waits(waiting_reason::finished_before_install)},
    {"S1_status_not_chosen", [](scene& s) { s.candidate.status = "processing"; }, waits(waiting_reason::status_not_chosen, "processing")},
    {"S1_custom_status", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.candidate.status = "verzonden"; s.cards.order_statuses = {"completed", "verzonden"}; }, "ready"},
    {"S1_waited_now_completed", [](scene& s) { s.candidate.status = "processing"; s.remember(); s.candidate.status = "completed"; }, "ready"},
    {"R3_waited_in_first_scan_then_completed", [](scene& s) { s.first_scan = true; s.candidate.status = "processing"; s.remember(); s.candidate.status = "completed"; }, "ready"},
    {"R3_status_added_drags_no_old_order_in", [](scene& s) { s.candidate.status = "processing"; s.remember(); s.cards.order_statuses = {"processing"}; }, waits(waiting_reason::finished_before_install)},
    {"R3_status_added_takes_new_orders", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.candidate.status = "processing"; s.remember(); s.cards.order_statuses = {"processing"}; }, "ready"},
    {"R3_unpaid_allowed_drags_no_old_order_in", [](scene& s) { s.candidate.paid.reset(); s.remember(); s.cards.paid_only = false; }, waits(waiting_reason::finished_before_install)},
    {"R11_cancelled_waits", [](scene& s) { s.candidate.status = "cancelled"; }, waits(waiting_reason::status_not_chosen, "cancelled")},
    {"S2_not_paid", [](scene& s) { s.candidate.paid.reset(); }, waits(waiting_reason::not_paid)},
    {"S2_no", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.candidate.paid.reset(); s.cards.paid_only = false; }, "ready"},
    {"S2_paid_later", [](scene& s) { s.candidate.paid.reset(); s.remember(); s.candidate.paid = at("2026-06-09T10:00:00"); }, "ready"},
    {"S2_cod_when_completed", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.candidate.paid.reset(); s.candidate.payment_method = "cod"; s.cards.paid_when_completed = {"cod"}; }, "ready"},
    {"S2_cod_in_processing", [](scene& s) { s.candidate.paid.reset(); s.candidate.payment_method = "cod"; s.candidate.status = "processing"; s.cards.order_statuses = {"processing"}; s.cards.paid_when_completed = {"cod"}; }, waits(waiting_reason::not_paid)},
    {"S2_cod_in_custom_status", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.candidate.paid.reset(); s.candidate.payment_method = "cod"; s.candidate.status = "verzonden"; s.cards.order_statuses = {"verzonden"}; s.cards.paid_when_completed = {"cod"}; }, "ready"},
    {"S7_without_invoice_number", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.cards.number = number_source::shop_invoice_number; }, waits(waiting_reason::no_invoice_number)},
    {"S7_with_invoice_number", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.cards.number = number_source::shop_invoice_number; s.candidate.invoice_number = "F1"; }, "ready"},
    {"S7_number_came", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.cards.number = number_source::shop_invoice_number; s.remember(); s.candidate.invoice_number = "F1"; }, "ready"},
    {"S7_history_number_came", [](scene& s) { s.first_scan = true; s.cards.history_from = day("2026-01-01"); s.cards.number = number_source::shop_invoice_number; s.remember(); s.first_scan = false; s.candidate.invoice_number = "F1"; }, "ready, history"},
    {"S7_history_stays_history", [](scene& s) { s.first_scan = true; s.cards.number = number_source::shop_invoice_number; }, waits(waiting_reason::finished_before_install)},
    {"S10_excluded", [](scene& s) { s.cards.excluded_payment_methods = {"ideal"}; }, skips(skip_reason::payment_method_excluded)},
    {"S10_excluded_but_not_finished", [](scene& s) { s.candidate.status = "pending"; s.cards.excluded_payment_methods = {"ideal"}; }, waits(waiting_reason::status_not_chosen, "pending")},
    {"S10_no_longer_excluded_old_order", [](scene& s) { s.cards.excluded_payment_methods = {"ideal"}; s.remember(); s.cards.excluded_payment_methods.clear(); }, waits(waiting_reason::finished_before_install)},
    {"S11_other_view", [](scene& s) { s.candidate.store_view = "de"; s.cards.store_views = {"nl"}; }, skips(skip_reason::other_store_view)},
    {"S11_own_view", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.candidate.store_view = "nl"; s.cards.store_views = {"nl"}; }, "ready"},
    {"S12_zero_skipped", [](scene& s) { s.candidate.total = 0; }, skips(skip_reason::zero_total)},
    {"S12_zero_booked", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.candidate.total = 0; s.cards.book_zero_orders = true; }, "ready"},
    {"S12_paid_by_gift_card_is_not_zero", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.candidate.total = 0; s.candidate.gift_payments = {{"G", 1210}}; }, "ready"},
    {"test_order", [](scene& s) { s.candidate.is_test = true; }, skips(skip_reason::test_order)},
    {"ignored_stays_ignored", [](scene& s) { s.known = item{}; s.known->state = item_state::skipped; s.known->skipped_because = skip_reason::ignored_by_merchant; }, skips(skip_reason::ignored_by_merchant)},
    {"R4_booked_elsewhere_stays", [](scene& s) { s.known = item{}; s.known->state = item_state::skipped; s.known->skipped_because = skip_reason::booked_elsewhere; }, skips(skip_reason::booked_elsewhere)},
    {"R13_needs_action_is_ready_again", [](scene& s) { place(s, "2026-06-05T10:00:00"); s.known = item{}; s.known->state = item_state::needs_action; }, "ready"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(, judge_table, testing::ValuesIn(cases),
                         [](const auto& given) { return std::string(given.param.name); });

TEST(judge, UnknownInstallationTimeTreatsTheFirstScanAsHistory) {
  scene here;
  judge_context context;
  context.cards = &here.cards;
  context.now = here.now;
  context.first_scan = true;
  EXPECT_EQ(text(judge(here.candidate, context)), waits(waiting_reason::finished_before_install));
}

}  // namespace
}  // namespace boekbrug::test
