#include "adapters/shops/ccvshop/scan.hpp"

#include "adapters/shops/ccvshop/scan_run.hpp"
#include "adapters/shops/ccvshop/signing.hpp"

#include <algorithm>
#include <iterator>

namespace boekbrug::adapters::ccvshop_api {

namespace {

core::date day_of(core::time_point when) {
  return core::date{std::chrono::floor<std::chrono::days>(when)};
}

core::result<void> take(scan_run& run) {
  if (!run.state.queue.empty()) {
    return run.state.stage == scan_stage::invoices ? take_credit(run) : take_order_rows(run);
  }
  return run.state.stage == scan_stage::waiting ? take_waiting(run) : take_list(run);
}

// A call that has always an answer, for a run that turned out to be over after a failed call.
constexpr std::string_view idle_uri = "/api/rest/v1/webshops/";

void deliver(scan_run& run) {
  auto& state = run.state;
  const bool more = advance(state, run.shop, run.scope);
  std::move(state.report.begin(), state.report.end(), std::back_inserter(run.page.unreadable));
  state.report.clear();
  run.page.complete = !more;
  run.page.next =
      more ? encode(state) : core::scan_cursor{encode(finished(state, run.scope)), std::string{}};
}

}  // namespace

core::result<core::http_request> make_scan(const core::shop_connection& shop,
                                           const core::scan_scope& scope,
                                           const core::scan_cursor& cursor,
                                           const core::request_context& context) {
  auto state = decode_state(cursor);
  if (!state) {
    return state.error();
  }
  if (!advance(*state, shop, scope)) {
    return make_get(shop, idle_uri, context);
  }
  return make_get(shop, next_uri(*state, scope, state->day.value_or(day_of(context.now))), context);
}

core::result<core::scan_page> parse_scan(const core::shop_connection& shop,
                                         const core::scan_scope& scope,
                                         const core::scan_cursor& cursor,
                                         const core::http_response& answer) {
  auto state = decode_state(cursor);
  if (!state) {
    return state.error();
  }
  const bool over = !advance(*state, shop, scope);
  scan_run run{shop, scope, answer, std::move(*state), {}};
  if (!run.state.day) {
    if (const auto clock = shop_clock(answer)) {
      run.state.day = day_of(*clock);
    }
  }
  const bool limited = answer.status == 429;
  if (limited && !run.state.limited) {
    // Asked once more with the note that asking for less does not help; then the run ends.
    run.state.limited = true;
    run.page.next = encode(run.state);
    return std::move(run.page);
  }
  run.state.limited = limited;
  if (!over) {
    if (const auto taken = take(run); !taken) {
      return taken.error();
    }
  }
  deliver(run);
  return std::move(run.page);
}

std::optional<core::scan_cursor> scan_less(const core::scan_cursor& cursor) {
  auto state = decode_state(cursor);
  if (!state || state->limited) {
    return std::nullopt;
  }
  if (!state->queue.empty()) {
    if (++state->misses > misses_max) {
      return std::nullopt;
    }
    auto entry = state->queue.front();
    if (entry.later) {
      state->report.push_back(report_on(*state, entry.id, "the shop gave no answer for it, twice",
                                        core::errc::shop_answer_unreadable));
      pop(*state);
    } else {
      entry.later = true;
      state->queue.push_back(entry);
      pop(*state);
    }
  } else if (state->stage == scan_stage::waiting) {
    if (++state->misses > misses_max) {
      return std::nullopt;
    }
    ++state->at;  // it stays as it is, and the next run asks again
  } else {
    const int less = smaller(state->mark.size);
    if (less == 0) {
      return std::nullopt;
    }
    state->mark.size = less;
    state->place.path.clear();
  }
  ++state->mark.setbacks;
  return encode(*state);
}

}  // namespace boekbrug::adapters::ccvshop_api
