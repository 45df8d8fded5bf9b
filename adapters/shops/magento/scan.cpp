#include "adapters/shops/magento/scan.hpp"

#include "adapters/shops/magento/errors.hpp"
#include "adapters/shops/magento/headers.hpp"
#include "adapters/shops/magento/types.hpp"

#include <algorithm>

namespace boekbrug::adapters::magento_api {

namespace {

// Changes that were committed a little after the time that they carry.
constexpr std::chrono::minutes overlap{10};
constexpr std::size_t failed_max = 50;

// What changed since the mark; in the first scan everything, or what was placed or changed since
// the day that the merchant chose: an order placed before it may still be finished after it.
criteria changed_orders(const core::scan_scope& scope, const scan_mark& mark) {
  criteria search;
  if (mark.watermark) {
    search.also("updated_at", "gteq", filter_time(*mark.watermark - overlap));
  } else if (scope.history_from) {
    // A day early: the date is one of the shop's zone, and the rules in core decide exactly.
    const core::time_point from{std::chrono::sys_days{*scope.history_from} - std::chrono::days{1}};
    search.also("created_at", "gteq", filter_time(from))
        .either("updated_at", "gteq", filter_time(from));
  }
  search.also("entity_id", "gt", std::to_string(mark.last)).sorted("entity_id", true);
  return search;
}

core::scan_page make_page(const scan_mark& current, scan_mark next) {
  core::scan_page page;
  for (const auto& id : current.failed) {
    page.unreadable.push_back({id, "the shop cannot deliver this order (error or time-out)",
                               core::errc::shop_answer_unreadable});
  }
  next.failed.clear();
  page.next.mark = encode(next);
  return page;
}

core::scan_page finish(const scan_mark& current) {
  scan_mark next;
  next.watermark = current.pending ? current.pending : current.watermark;
  next.size = larger(current.size);
  auto page = make_page(current, std::move(next));
  page.complete = true;
  return page;
}

// T0: the newest change, but never later than the shop's clock: some programs leave dates in the
// future.
core::result<core::scan_page> after_newest(const scan_mark& mark,
                                           const core::http_response& answer) {
  const auto list = read_search(answer);
  if (!list) {
    return list.error();
  }
  if (list->items.empty()) {
    if (list->total_count.value_or(0) > 0) {
      return core::fail(core::errc::shop_answer_unreadable,
                        "the shop counts orders but gives none");
    }
    auto page = make_page(mark, mark);
    page.complete = true;
    return page;
  }
  fault problem;
  const json::object none;
  const auto* const first = list->items.front().if_object();
  const fields source{first == nullptr ? none : *first, "orders[0]", problem};
  const auto newest = source.time("updated_at");
  if (problem.failed()) {
    return problem.error();
  }
  const auto now = shop_clock(answer);
  scan_mark next = mark;
  next.step = scan_step::pages;
  next.pending = now && *now < newest ? *now : newest;
  // Never back: what was stored once stays stored.
  if (mark.watermark && *mark.watermark > *next.pending) {
    next.pending = mark.watermark;
  }
  next.last = 0;
  return make_page(mark, std::move(next));
}

core::result<core::scan_page> after_name(const scan_mark& mark, const core::http_response& answer) {
  const auto list = read_search(answer);
  if (!list) {
    return list.error();
  }
  if (list->items.empty()) {
    return finish(mark);
  }
  fault problem;
  const json::object none;
  const auto* const first = list->items.front().if_object();
  const fields source{first == nullptr ? none : *first, "orders[0]", problem};
  scan_mark next = mark;
  next.broken = source.id("entity_id");
  if (!problem.failed() && next.broken <= mark.last) {
    source.wrong("entity_id", "not asked for: the shop ignores the filter");
  }
  if (problem.failed()) {
    return problem.error();
  }
  next.step = scan_step::single;
  return make_page(mark, std::move(next));
}

core::result<core::scan_page> after_orders(const core::shop_connection& shop,
                                           const core::scan_scope& scope, const scan_mark& mark,
                                           const page_work& work,
                                           const core::http_response& answer) {
  const bool single = mark.step == scan_step::single;
  const int size = single ? 1 : mark.size;
  auto progress = take_page_step(shop, work, {&scope, true}, mark.last, size, answer);
  if (!progress) {
    return progress.error();
  }
  if (!progress->complete) {
    auto page = make_page({}, mark);
    page.next.mark = encode(mark);
    page.next.scratch = encode(progress->work);
    return page;
  }
  scan_mark next = mark;
  next.step = scan_step::pages;
  next.last = single ? mark.broken : progress->highest;
  next.broken = 0;
  // Larger pages again after a small one went well, but not back to 50 within a run: that failed.
  next.size = mark.size < 50 ? std::min(larger(mark.size), 25) : mark.size;
  auto page = !single && progress->last_page ? finish(mark) : make_page(mark, std::move(next));
  for (auto& row : progress->rows) {
    page.orders.push_back(std::move(row.order));
  }
  page.credited = std::move(progress->credited);
  page.unreadable.insert(page.unreadable.end(), progress->unreadable.begin(),
                         progress->unreadable.end());
  return page;
}

}  // namespace

core::result<core::http_request> make_scan(const core::shop_connection& shop,
                                           const core::scan_scope& scope,
                                           const core::scan_cursor& cursor,
                                           const core::request_context& context) {
  const auto mark = decode_mark(cursor.mark);
  if (!mark) {
    return mark.error();
  }
  if (mark->step == scan_step::idle) {
    criteria search;
    search.sorted("updated_at", false);
    return make_get(shop, "/orders", search.page(1, "entity_id,updated_at"), context);
  }
  if (mark->step == scan_step::name) {
    return make_get(shop, "/orders", changed_orders(scope, *mark).page(1, "entity_id"), context);
  }
  const auto work = decode_work(cursor.scratch);
  if (work.next != page_work::step::orders) {
    return make_page_step(shop, work, {&scope, true}, context);
  }
  if (mark->step == scan_step::single) {
    criteria search;
    search.also("entity_id", "eq", std::to_string(mark->broken));
    return make_get(shop, "/orders", search.page(1), context);
  }
  return make_get(shop, "/orders", changed_orders(scope, *mark).page(mark->size), context);
}

core::result<core::scan_page> parse_scan(const core::shop_connection& shop,
                                         const core::scan_scope& scope,
                                         const core::scan_cursor& cursor,
                                         const core::http_response& answer) {
  const auto mark = decode_mark(cursor.mark);
  if (!mark) {
    return mark.error();
  }
  switch (mark->step) {
    case scan_step::idle:
      return after_newest(*mark, answer);
    case scan_step::name:
      return after_name(*mark, answer);
    case scan_step::pages:
    case scan_step::single:
      return after_orders(shop, scope, *mark, decode_work(cursor.scratch), answer);
  }
  return core::fail(core::errc::internal, "scan step");
}

// Whatever failed, also an invoice call: the page is begun anew with fewer rows.
std::optional<core::scan_cursor> ask_less(const core::scan_cursor& cursor) {
  auto mark = decode_mark(cursor.mark);
  if (!mark || mark->step == scan_step::idle || mark->step == scan_step::name) {
    return std::nullopt;
  }
  if (mark->step == scan_step::single) {
    if (mark->failed.size() >= failed_max) {
      return std::nullopt;  // not one bad order: the shop itself is ill
    }
    mark->failed.push_back(std::to_string(mark->broken));
    mark->last = mark->broken;
    mark->broken = 0;
    mark->step = scan_step::pages;
  } else if (const int size = smaller(mark->size); size != 0) {
    mark->size = size;
  } else {
    mark->step = scan_step::name;
  }
  return core::scan_cursor{encode(*mark), {}};
}

}  // namespace boekbrug::adapters::magento_api
