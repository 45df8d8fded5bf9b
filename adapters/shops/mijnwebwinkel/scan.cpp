#include "adapters/shops/mijnwebwinkel/scan.hpp"

#include "adapters/shops/mijnwebwinkel/answers.hpp"
#include "adapters/shops/mijnwebwinkel/dutch_time.hpp"
#include "adapters/shops/mijnwebwinkel/orders.hpp"
#include "adapters/shops/mijnwebwinkel/requests.hpp"
#include "adapters/shops/mijnwebwinkel/rows.hpp"
#include "adapters/shops/mijnwebwinkel/scan_mark.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

using core::errc;

// An hour against orders stored while the run before was reading, an hour for the night when the
// clock goes back, two in case the API's times are UTC after all (unverified).
constexpr std::chrono::hours overlap{4};
constexpr int recent_days = 14;   // product.md R2
constexpr int history_days = 60;  // as long as R2 has waiting orders read again
constexpr int steps_back_max = 5;

struct run {
  const core::shop_connection& shop;
  const core::scan_scope& scope;
  scan_mark mark;
  scan_memory memory;
};

core::result<run> open(const core::shop_connection& shop, const core::scan_scope& scope,
                       const core::scan_cursor& cursor) {
  auto mark = decode_mark(cursor.mark);
  if (!mark) {
    return mark.error();
  }
  return run{shop, scope, std::move(*mark), decode_memory(cursor.scratch)};
}

bool comes_before(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

// The next order of scope.waiting: ascending by number, so that a lost run finds its place again.
std::string next_waiting(const run& now) {
  std::string best;
  for (const auto& id : now.scope.waiting) {
    const bool ahead = now.mark.done.empty() || comes_before(now.mark.done, id);
    if (is_order_number(id) && ahead && (best.empty() || comes_before(id, best)) &&
        now.memory.seen.count(id) == 0) {
      best = id;
    }
  }
  return best;
}

parameters list_query(const scan_mark& mark) {
  parameters query{{"ordering", "asc"},
                   {"limit", std::to_string(mark.size)},
                   {"offset", std::to_string(mark.offset)}};
  if (mark.step == scan_step::changed) {
    query.emplace_back("status_changed_start_date", dutch_text(*mark.watermark - overlap));
  } else {
    query.emplace_back("start_date", mark.from);
  }
  return query;
}

scan_mark finished(const scan_mark& mark) {
  scan_mark next;
  next.watermark = mark.watermark;
  if (mark.started && (!next.watermark || *mark.started > *next.watermark)) {
    next.watermark = mark.started;
  }
  return next;
}

scan_mark at_step(const scan_mark& mark, scan_step step) {
  scan_mark next;
  next.step = step;
  next.watermark = mark.watermark;
  next.started = mark.started;
  next.from = mark.from;
  return next;
}

// Skips the waiting orders when there are none left to read.
scan_mark to_waiting(const run& now) {
  run later{now.shop, now.scope, at_step(now.mark, scan_step::waiting), now.memory};
  return next_waiting(later).empty() ? finished(later.mark) : later.mark;
}

core::scan_page move_on(run now, const scan_mark& next, core::scan_page page) {
  if (now.memory.pending.empty()) {
    page.next.mark = encode(next);
    page.complete = next.step == scan_step::idle;
    now.memory.next.clear();
  } else {
    scan_mark here = now.mark;
    here.trouble = 0;
    page.next.mark = encode(here);
    now.memory.next = encode(next);
  }
  page.next.scratch = page.complete ? std::string{} : encode(now.memory);
  return page;
}

scan_mark start(const run& now, core::time_point clock) {
  scan_mark next = now.mark;
  next.started = clock;
  next.from = dutch_day(clock, -recent_days);
  next.step = scan_step::changed;
  if (!now.mark.watermark) {
    next.step = scan_step::history;
    const auto& wanted = now.scope.history_from;
    // A day early, and at least what the next runs will read as recent orders: those must be known
    // as history from the first run.
    const auto early =
        wanted ? core::to_text(core::date{std::chrono::sys_days{*wanted} - std::chrono::days{1}})
               : dutch_day(clock, -history_days);
    next.from = std::min(next.from, early);
  }
  return next;
}

core::result<core::scan_page> after_store(run now, const core::http_response& answer) {
  if (const auto same = check_store(now.shop, answer); !same) {
    return same.error();
  }
  const auto clock = parse_http_date(answer.header("Date"));
  const auto next = clock ? start(now, *clock) : at_step(now.mark, scan_step::newest);
  return move_on(std::move(now), next, {});
}

core::result<core::scan_page> after_newest(run now, const core::http_response& answer) {
  const auto rows = read_list(now.shop, answer, "orders");
  if (!rows) {
    return rows.error();
  }
  if (rows->empty()) {
    const auto next = to_waiting(now);
    return move_on(std::move(now), next, {});
  }
  const auto placed = placed_at(rows->front());
  if (!placed) {
    return core::fail(errc::shop_answer_unreadable, "orders[0].date: missing or unreadable");
  }
  const auto next = start(now, *placed);
  return move_on(std::move(now), next, {});
}

scan_mark after_last_page(const run& now) {
  return now.mark.step == scan_step::changed ? at_step(now.mark, scan_step::recent)
                                             : to_waiting(now);
}

// Rows that leave the list move the others forward: then the page does not overlap the one before.
bool is_torn(const scan_mark& mark, const json::array& rows) {
  if (mark.last.empty() || mark.offset == 0 || mark.steps_back >= steps_back_max) {
    return false;
  }
  return rows.empty() || comes_before(mark.last, number_of(rows.front()));
}

scan_mark after_page(const run& now, const json::array& rows) {
  scan_mark next = now.mark;
  next.trouble = 0;
  if (is_torn(now.mark, rows)) {
    next.offset = std::max<std::int64_t>(0, now.mark.offset - now.mark.size);
    next.last.clear();
    ++next.steps_back;
    return next;
  }
  const auto count = static_cast<std::int64_t>(rows.size());
  if (count < now.mark.size) {
    return after_last_page(now);
  }
  const int shared = overlap_of(now.mark.size);
  next.offset += count - shared;
  next.last.clear();
  if (shared > 0) {
    for (const auto& row : rows) {
      const auto number = number_of(row);
      if (is_order_number(number) && comes_before(next.last, number)) {
        next.last = number;
      }
    }
  }
  next.size = larger(now.mark.size);
  return next;
}

core::result<core::scan_page> after_list(run now, const core::http_response& answer) {
  const auto rows = read_list(now.shop, answer, "orders");
  if (!rows) {
    return rows.error();
  }
  core::scan_page page;
  if (const auto done = read_rows({now.shop, now.scope}, *rows, now.memory, page); !done) {
    return done.error();
  }
  const auto next = after_page(now, *rows);
  return move_on(std::move(now), next, std::move(page));
}

core::result<core::scan_page> after_waiting(run now, const core::http_response& answer) {
  const auto id = next_waiting(now);
  core::scan_page page;
  if (!id.empty()) {
    const auto row = read_single(now.shop, id, answer);
    if (!row && row.error().code != errc::order_gone) {
      return row.error();
    }
    if (!row) {
      page.unreadable.push_back({id, row.error().detail, errc::order_gone});
    } else if (const auto done =
                   read_rows({now.shop, now.scope}, json::array{*row}, now.memory, page);
               !done) {
      return done.error();
    }
  }
  scan_mark next = now.mark;
  next.trouble = 0;
  next.done = id;
  const run later{now.shop, now.scope, next, now.memory};
  if (id.empty() || next_waiting(later).empty()) {
    next = finished(next);
  }
  return move_on(std::move(now), next, std::move(page));
}

core::result<core::scan_page> after_pending(run now, core::scan_page page) {
  now.memory.pending.erase(now.memory.pending.begin());
  const auto next = decode_mark(now.memory.next);
  if (!next) {
    return next.error();
  }
  return move_on(std::move(now), *next, std::move(page));
}

core::result<core::scan_page> after_original(run now, const core::http_response& answer) {
  const auto& credit = now.memory.pending.front();
  core::scan_page page;
  const auto row = read_single(now.shop, credited_number(credit), answer);
  if (!row && row.error().code != errc::order_gone) {
    return row.error();
  }
  add_credit({now.shop, now.scope}, credit, row ? &*row : nullptr, page);
  return after_pending(std::move(now), std::move(page));
}

// One row or order failed twice while the shop itself answers: it is named and left out.
core::result<core::scan_page> leave_out(run now, const core::http_response& answer) {
  if (const auto same = check_store(now.shop, answer); !same) {
    return same.error();
  }
  core::scan_page page;
  const std::string why = "the shop cannot deliver this order (error or time-out)";
  if (!now.memory.pending.empty()) {
    const auto& credit = now.memory.pending.front();
    page.unreadable.push_back({number_of(credit),
                               "original " + credited_number(credit) + ": " + why,
                               errc::credit_without_original, true, credited_number(credit)});
    return after_pending(std::move(now), std::move(page));
  }
  scan_mark next = now.mark;
  next.trouble = 0;
  if (now.mark.step == scan_step::waiting) {
    next.done = next_waiting(now);
    page.unreadable.push_back({next.done, why});
    const run later{now.shop, now.scope, next, now.memory};
    next = next_waiting(later).empty() ? finished(next) : next;
  } else {
    // Its number is not known: the place in the list names it.
    page.unreadable.push_back({"rij " + std::to_string(now.mark.offset + 1) + " vanaf " +
                                   (now.mark.from.empty() ? "laatste keer" : now.mark.from),
                               why});
    ++next.offset;
    next.last.clear();
    next.size = larger(now.mark.size);
  }
  return move_on(std::move(now), next, std::move(page));
}

}  // namespace

core::result<void> check_store(const core::shop_connection& shop,
                               const core::http_response& answer) {
  const auto store = read_json(shop, answer);
  if (!store) {
    return store.error();
  }
  const auto id = lower(members{&*store}.text("id"));
  if (id.empty()) {
    return core::fail(errc::shop_answer_unreadable, "store.id: missing");
  }
  const auto known = option_of(shop, option::store_id);
  if (!known.empty() && id != known) {
    return core::fail(errc::shop_refused,
                      "the token now opens another shop (or the shop was made anew): make a new "
                      "integration for it");
  }
  return {};
}

core::result<core::http_request> make_scan(const core::shop_connection& shop,
                                           const core::scan_scope& scope,
                                           const core::scan_cursor& cursor) {
  const auto now = open(shop, scope, cursor);
  if (!now) {
    return now.error();
  }
  if (now->mark.step == scan_step::idle || now->mark.trouble == 2) {
    return make_get(shop, "/store", {});
  }
  if (!now->memory.pending.empty()) {
    return make_order(shop, credited_number(now->memory.pending.front()));
  }
  if (now->mark.step == scan_step::newest) {
    return make_get(shop, "/orders", {{"ordering", "desc"}, {"limit", "1"}, {"offset", "0"}});
  }
  if (now->mark.step == scan_step::waiting) {
    const auto id = next_waiting(*now);
    // The list of waiting orders changed since: a call whose answer ends the run.
    return id.empty() ? make_get(shop, "/store", {}) : make_order(shop, id);
  }
  return make_get(shop, "/orders", list_query(now->mark));
}

core::result<core::scan_page> parse_scan(const core::shop_connection& shop,
                                         const core::scan_scope& scope,
                                         const core::scan_cursor& cursor,
                                         const core::http_response& answer) {
  auto now = open(shop, scope, cursor);
  if (!now) {
    return now.error();
  }
  if (now->mark.step == scan_step::idle) {
    return after_store(std::move(*now), answer);
  }
  if (now->mark.trouble == 2) {
    return leave_out(std::move(*now), answer);
  }
  if (!now->memory.pending.empty()) {
    return after_original(std::move(*now), answer);
  }
  switch (now->mark.step) {
    case scan_step::newest:
      return after_newest(std::move(*now), answer);
    case scan_step::waiting:
      return after_waiting(std::move(*now), answer);
    default:
      return after_list(std::move(*now), answer);
  }
}

std::optional<core::scan_cursor> smaller_scan(const core::scan_cursor& cursor) {
  const auto mark = decode_mark(cursor.mark);
  if (!mark) {
    return std::nullopt;
  }
  const auto less = ask_less(*mark, !decode_memory(cursor.scratch).pending.empty());
  if (!less) {
    return std::nullopt;
  }
  return core::scan_cursor{encode(*less), cursor.scratch};
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
