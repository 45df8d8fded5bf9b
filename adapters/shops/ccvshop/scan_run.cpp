#include "adapters/shops/ccvshop/scan_run.hpp"

#include "adapters/shops/ccvshop/credits.hpp"
#include "adapters/shops/ccvshop/orders.hpp"
#include "adapters/shops/ccvshop/types.hpp"

#include <algorithm>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::errc;

bool is_known(const scan_run& run, const order_head& head) {
  const auto stored = run.scope.stored_revision ? run.scope.stored_revision(head.id) : std::nullopt;
  return stored && *stored == head.revision;
}

void see(scan_run& run, const std::string& id) {
  const auto& waiting = run.scope.waiting;
  if (std::find(waiting.begin(), waiting.end(), id) != waiting.end()) {
    run.state.seen.push_back(id);
  }
}

/// A record without a readable id is named after the one before it.
std::string nameless(const scan_run& run) {
  return "after-" + (run.state.last_id.empty() ? "start" : run.state.last_id);
}

void take_item(scan_run& run, const json::value& item) {
  const auto head = read_head(item);
  if (!head) {
    run.page.unreadable.push_back(
        report_on(run.state, nameless(run), head.error().detail, head.error().code));
    return;
  }
  run.state.last_id = head->id;
  see(run, head->id);
  if (!is_known(run, *head)) {
    run.state.queue.push_back({head->id, item.get_object()});
  }
}

void take_invoice(scan_run& run, const json::value& item) {
  const auto head = read_invoice_head(item);
  if (!head) {
    run.page.unreadable.push_back(
        report_on(run.state, nameless(run), head.error().detail, head.error().code));
    return;
  }
  run.state.last_id = head->id;
  if (!head->credit || (run.scope.knows_credit && run.scope.knows_credit(head->id))) {
    return;
  }
  if (head->order_id.empty() && head->order_number.empty()) {
    run.page.unreadable.push_back(report_on(run.state, head->id,
                                            "credit invoice " + head->id + " names no order",
                                            errc::credit_without_original));
    return;
  }
  const bool first = run.state.queue.empty();
  run.state.queue.push_back({head->id, item.get_object()});
  if (first) {
    run.state.original_id = head->order_id;
  }
}

/// One record in this stretch of the list is broken: smaller pages, and at last around it.
core::result<void> go_around(scan_run& run, const core::error& failure) {
  auto& state = run.state;
  if (++state.tries < tries_max) {
    return {};
  }
  state.place.path.clear();
  if (const int less = smaller(state.mark.size); less > 0) {
    state.mark.size = less;
    state.tries = tries_max - 1;  // the record stays broken: no more patience with it
    return {};
  }
  if (++state.misses > broken_max) {
    return failure;
  }
  run.page.unreadable.push_back(report_on(run.state, nameless(run), failure.detail, failure.code));
  state.last_id += "+";  // the next one must not take the place of this report
  ++state.place.start;
  state.tries = 0;
  return {};
}

}  // namespace

bool stops_run(const core::error& failure) {
  return failure.code == errc::shop_refused || failure.code == errc::shop_plan ||
         (failure.code == errc::shop_unreachable && failure.retry_after);
}

core::scan_page::unreadable_order report_on(const scan_state& state, std::string id,
                                            std::string detail, errc code) {
  return {std::move(id), std::move(detail), code, state.stage == scan_stage::invoices,
          state.original_id};
}

void pop(scan_state& state) {
  state.queue.erase(state.queue.begin());
  state.rows.clear();
  state.rows_place = {};
  state.tries = 0;
  state.original_id.clear();
  state.original.reset();
  state.original_rows.reset();
  if (state.stage == scan_stage::invoices && !state.queue.empty()) {
    const auto head = read_invoice_head(json::value(state.queue.front().header));
    state.original_id = head ? head->order_id : std::string{};
  }
}

core::result<void> set_back(scan_run& run, const core::error& failure) {
  auto& state = run.state;
  if (stops_run(failure) || state.misses >= misses_max) {
    return failure;
  }
  if (is_broken_record(run.answer) && ++state.tries < tries_max) {
    return {};
  }
  auto entry = state.queue.front();
  // A shop that names a broken record is not down.
  const bool broken = is_broken_record(run.answer);
  state.misses += broken ? 0 : 1;
  if (entry.later || broken) {
    run.page.unreadable.push_back(report_on(
        state, entry.id, failure.detail,
        failure.code == errc::shop_unreachable ? errc::shop_answer_unreadable : failure.code));
  } else {
    entry.later = true;
    state.queue.push_back(entry);
  }
  pop(state);
  return {};
}

core::result<bool> take_rows(scan_run& run, std::string_view base) {
  auto page = read_collection(run.shop, run.answer);
  if (!page) {
    return page.error();
  }
  auto& state = run.state;
  if (state.rows.size() + page->items.size() > lines_max) {
    return core::fail(errc::line_count, "more than " + std::to_string(lines_max) + " rows");
  }
  for (auto& item : page->items) {
    state.rows.push_back(std::move(item));
  }
  const bool short_page =
      !page->has_next_member && page->items.size() < static_cast<std::size_t>(page_size);
  // `items` were moved from, but their number still counts.
  const auto next = short_page ? std::nullopt
                               : place_after(run.shop, std::string(base) + '?', state.rows_place,
                                             page_size, *page);
  if (next) {
    state.rows_place = *next;
  }
  return !next;
}

core::result<void> take_list(scan_run& run) {
  auto& state = run.state;
  const auto page = read_collection(run.shop, run.answer);
  if (!page) {
    const auto code = page.error().code;
    if (state.stage == scan_stage::invoices &&
        (code == errc::shop_refused || code == errc::shop_plan || code == errc::shop_api_missing)) {
      // The orders were read with the same key: it only lacks this right.
      run.page.unreadable.push_back(
          {"credit-list", "credit invoices cannot be read. " + page.error().detail, code});
      state.listed = true;
      return {};
    }
    return is_broken_record(run.answer) ? go_around(run, page.error())
                                        : core::result<void>{page.error()};
  }
  const std::string before = state.last_id;
  for (const auto& item : page->items) {
    state.stage == scan_stage::invoices ? take_invoice(run, item) : take_item(run, item);
  }
  const std::string_view base =
      state.stage == scan_stage::invoices ? "/api/rest/v1/invoices/?" : "/api/rest/v1/orders/?";
  if (!page->items.empty() && !before.empty() && state.last_id == before &&
      run.page.unreadable.empty()) {
    // A shop that does not heed `start` would be read for ever.
    return core::fail(errc::shop_answer_unreadable, "the list repeats itself after " + before);
  }
  const auto next = place_after(run.shop, base, state.place, state.mark.size, *page);
  state.listed = !next;
  state.place = next.value_or(list_place{});
  state.mark.size = larger(state.mark.size);
  state.tries = 0;
  state.misses = 0;
  return {};
}

core::result<void> take_waiting(scan_run& run) {
  auto& state = run.state;
  const std::string id = run.scope.waiting.at(static_cast<std::size_t>(state.at));
  auto object = read_object(run.shop, run.answer);
  if (!object) {
    const auto& failure = object.error();
    if (stops_run(failure) || state.misses >= misses_max) {
      return failure;
    }
    const bool gone = failure.code == errc::not_found;
    if (is_broken_record(run.answer) && ++state.tries < tries_max) {
      return {};
    }
    if (gone) {
      run.page.unreadable.push_back({id, "the shop has no such order any more", errc::order_gone});
    } else if (failure.code != errc::shop_unreachable) {
      run.page.unreadable.push_back({id, failure.detail, failure.code});
    }
    // Not reached: it stays as it is, and the next run asks again.
    state.misses = gone ? 0 : state.misses + 1;
    state.tries = 0;
    ++state.at;
    return {};
  }
  ++state.at;
  state.tries = 0;
  state.misses = 0;
  const json::value header(std::move(*object));
  const auto head = read_head(header);
  if (!head || head->id != id) {
    run.page.unreadable.push_back(
        {id, head ? "another order was answered: " + head->id : head.error().detail,
         errc::shop_answer_unreadable});
  } else if (!is_known(run, *head)) {
    state.queue.push_back({head->id, header.get_object()});
  }
  return {};
}

core::result<void> take_order_rows(scan_run& run) {
  auto& state = run.state;
  const auto whole = take_rows(run, order_rows(state.queue.front().id));
  if (!whole) {
    if (whole.error().code == errc::not_found) {
      run.page.unreadable.push_back(
          {state.queue.front().id, "the shop has no such order any more", errc::order_gone});
      pop(state);
      return {};
    }
    return set_back(run, whole.error());
  }
  state.misses = 0;
  if (!*whole) {
    return {};
  }
  auto order = read_order(run.shop, state.queue.front().header, state.rows);
  if (order) {
    run.page.orders.push_back(std::move(*order));
  } else {
    run.page.unreadable.push_back(
        {state.queue.front().id, order.error().detail, order.error().code});
  }
  pop(state);
  return {};
}

}  // namespace boekbrug::adapters::ccvshop_api
