#include "adapters/shops/woocommerce/scan.hpp"

#include "adapters/shops/woocommerce/errors.hpp"
#include "adapters/shops/woocommerce/headers.hpp"
#include "adapters/shops/woocommerce/lines.hpp"
#include "adapters/shops/woocommerce/requests.hpp"
#include "adapters/shops/woocommerce/responses.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>

namespace boekbrug::adapters::woocommerce_api {

namespace {

// Also covers the hour that a bare time inside the spring gap may be moved by.
constexpr std::chrono::hours overlap{2};
// Shops before 5.8: how far back changed orders are looked for (product.md R2).
constexpr std::chrono::days list_depth{60};

bool knows_modified_after(const core::shop_connection& shop) {
  return option_of(shop, option::modified_after) != "no";
}

int list_size(int size) {
  return size == 50 ? 100 : size;
}

std::string join(const std::vector<std::string>& ids, std::size_t count) {
  std::string text;
  for (std::size_t at = 0; at < std::min(count, ids.size()); ++at) {
    text += (at == 0 ? "" : ",") + ids[at];
  }
  return text;
}

void add_filter(const core::shop_connection& shop, const core::scan_scope& scope,
                const scan_mark& mark, parameters& query) {
  if (mark.watermark && knows_modified_after(shop)) {
    query.push_back({"modified_after", core::to_bare_text(*mark.watermark - overlap)});
    query.push_back({"dates_are_gmt", "true"});
  } else if (!mark.watermark && scope.history_from) {
    // A day early: the date is one of the shop's zone, and the rules in core decide exactly.
    const core::time_point from{std::chrono::sys_days{*scope.history_from} - std::chrono::days{1}};
    query.push_back({"after", core::to_bare_text(from)});
    query.push_back({"dates_are_gmt", "true"});
  }
  if (!mark.excluded.empty()) {
    query.push_back({"exclude", join(mark.excluded, mark.excluded.size())});
  }
}

core::scan_page make_page(const scan_mark& current, scan_mark next, order_rows rows) {
  core::scan_page page;
  page.orders = std::move(rows.orders);
  page.unreadable = std::move(rows.unreadable);
  for (const auto& id : current.failed) {
    page.unreadable.push_back({id, "the shop cannot deliver this order (error or time-out)"});
  }
  next.failed.clear();
  page.next.mark = encode(next);
  return page;
}

core::scan_page finish(const scan_mark& current, order_rows rows) {
  scan_mark next;
  next.watermark = current.pending ? current.pending : current.watermark;
  next.size = larger(current.size);
  auto page = make_page(current, std::move(next), std::move(rows));
  page.complete = true;
  return page;
}

// Rows left the list while it was read (bin, deleted): what followed them moved to pages already
// read.
std::int64_t pages_to_step_back(const scan_mark& mark, const core::http_response& answer,
                                int size) {
  const auto count = counted(answer, "X-WP-Total");
  if (!count || !mark.count || *count >= *mark.count || mark.page <= 1) {
    return 0;
  }
  const auto lost = *mark.count - *count;
  return std::min((lost + size - 1) / size, mark.page - 1);
}

// After a small page went well: larger ones again where the position allows it. Never back to 50
// within a run: that is what failed.
void grow(scan_mark& next) {
  const auto position = (next.page - 1) * next.size;
  const int wider = std::min(larger(next.size), 25);
  if (wider > next.size && position % wider == 0) {
    next.page = position / wider + 1;
    next.size = wider;
  }
}

struct id_row {
  std::string id;
  std::string status;
  std::optional<core::time_point> modified;
  std::optional<core::time_point> created;
};

core::result<std::vector<id_row>> read_ids(const core::http_response& answer) {
  const auto list = read_list(answer);
  if (!list) {
    return list.error();
  }
  std::vector<id_row> rows;
  fault problem;
  const json::object none;
  for_each_object(fields{none, "", problem}, "orders", list->get_array(),
                  [&rows](const fields& row) {
                    rows.push_back({std::to_string(row.id("id")), row.loose_text("status"),
                                    row.time_or_none("date_modified_gmt"),
                                    row.time_or_none("date_created_gmt")});
                  });
  if (problem.failed()) {
    return problem.error();
  }
  return rows;
}

// T0: the newest modification, but never later than the shop's clock: imports leave dates in the
// future.
std::optional<core::time_point> start_time(const std::vector<id_row>& rows,
                                           const core::http_response& answer) {
  std::optional<core::time_point> newest;
  for (const auto& row : rows) {
    if (row.modified && (!newest || *row.modified > *newest)) {
      newest = row.modified;
    }
  }
  const auto now = shop_clock(answer);
  return newest && now && *now < *newest ? now : newest;
}

core::result<core::scan_page> after_newest(const core::shop_connection& shop, const scan_mark& mark,
                                           const core::http_response& answer) {
  const auto rows = read_ids(answer);
  if (!rows) {
    return rows.error();
  }
  scan_mark next = mark;
  if (rows->empty()) {
    auto page = make_page(mark, std::move(next), {});
    page.complete = true;
    return page;
  }
  next.page = 1;
  next.count.reset();
  next.pending = start_time(*rows, answer);
  next.step = scan_step::pages;
  if (!knows_modified_after(shop)) {
    // Such a shop may not sort by modification either; its clock is as good a start, being the same
    // machine's.
    next.pending = shop_clock(answer) ? shop_clock(answer) : next.pending;
    next.step = mark.watermark ? scan_step::list : scan_step::pages;
  }
  if (!next.pending) {
    return core::fail(core::errc::shop_answer_unreadable, "orders[0].date_modified_gmt: missing");
  }
  return make_page(mark, std::move(next), {});
}

core::result<core::scan_page> after_page(const core::shop_connection& shop, const scan_mark& mark,
                                         const core::http_response& answer) {
  auto rows = parse_orders(shop, answer);
  if (!rows) {
    return rows.error();
  }
  scan_mark next = mark;
  next.count = counted(answer, "X-WP-Total");
  if (const auto back = pages_to_step_back(mark, answer, mark.size); back > 0) {
    next.page = mark.page - back;
    return make_page(mark, std::move(next), std::move(*rows));
  }
  if (is_last_page(answer, mark.page, rows->rows, mark.size)) {
    return finish(mark, std::move(*rows));
  }
  next.page = mark.page + 1;
  grow(next);
  return make_page(mark, std::move(next), std::move(*rows));
}

core::result<core::scan_page> after_name(const scan_mark& mark, const core::http_response& answer) {
  const auto rows = read_ids(answer);
  if (!rows) {
    return rows.error();
  }
  if (rows->empty()) {
    return finish(mark, {});
  }
  scan_mark next = mark;
  next.step = scan_step::pages;
  next.count.reset();  // the total shrinks by our own exclusion
  next.excluded.push_back(rows->front().id);
  scan_mark current = mark;
  current.failed.push_back(rows->front().id);
  return make_page(current, std::move(next), {});
}

core::result<core::scan_page> after_list(const scan_mark& mark, const core::http_response& answer) {
  const auto rows = read_ids(answer);
  if (!rows) {
    return rows.error();
  }
  scan_mark next = mark;
  next.count = counted(answer, "X-WP-Total");
  const int size = list_size(mark.size);
  const auto back = pages_to_step_back(mark, answer, size);
  const core::time_point since = *mark.watermark - overlap;
  const core::time_point depth = *mark.watermark - list_depth;
  const bool deep =
      !rows->empty() && std::all_of(rows->begin(), rows->end(), [depth](const id_row& row) {
        return row.created && *row.created < depth;
      });
  const bool last = back == 0 && (deep || is_last_page(answer, mark.page, rows->size(), size));
  next.page = last ? 0 : back > 0 ? mark.page - back : mark.page + 1;
  for (const auto& row : *rows) {
    const bool changed = !row.modified || *row.modified > since;
    const bool undeliverable =
        std::find(mark.excluded.begin(), mark.excluded.end(), row.id) != mark.excluded.end();
    if (changed && !undeliverable && !is_ignored_status(row.status)) {
      next.wanted.push_back(row.id);
    }
  }
  if (!next.wanted.empty()) {
    next.step = scan_step::fetch;
  } else if (last) {
    return finish(mark, {});
  }
  return make_page(mark, std::move(next), {});
}

core::result<core::scan_page> after_fetch(const core::shop_connection& shop, const scan_mark& mark,
                                          const core::http_response& answer) {
  auto rows = parse_orders(shop, answer);
  if (!rows) {
    return rows.error();
  }
  scan_mark next = mark;
  const auto asked = std::min(static_cast<std::size_t>(mark.size), mark.wanted.size());
  next.wanted.erase(next.wanted.begin(), next.wanted.begin() + static_cast<std::ptrdiff_t>(asked));
  if (next.wanted.empty()) {
    if (mark.page == 0) {
      return finish(mark, std::move(*rows));
    }
    next.step = scan_step::list;
  }
  return make_page(mark, std::move(next), std::move(*rows));
}

// The order that cannot be fetched is left out of this run and reported with the next answer. When
// it was the last one of a finished list, the list is read once more: that costs a request and
// cannot go round in circles, because the order is now known to be undeliverable.
scan_mark without_first(scan_mark mark) {
  mark.failed.push_back(mark.wanted.front());
  mark.excluded.push_back(mark.wanted.front());
  mark.wanted.erase(mark.wanted.begin());
  if (mark.wanted.empty()) {
    mark.step = scan_step::list;
    mark.page = std::max<std::int64_t>(mark.page, 1);
    mark.count.reset();
  }
  return mark;
}

}  // namespace

core::result<core::http_request> make_scan(const core::shop_connection& shop,
                                           const core::scan_scope& scope, const scan_mark& mark,
                                           const core::request_context& context) {
  parameters query;
  switch (mark.step) {
    case scan_step::idle:
      query = {{"orderby", knows_modified_after(shop) ? "modified" : "id"},
               {"order", "desc"},
               {"per_page", "1"},
               {"_fields", "id,date_modified_gmt"}};
      break;
    case scan_step::pages:
      query = by_id(mark.page, mark.size);
      query.push_back({"dp", "6"});
      add_filter(shop, scope, mark, query);
      break;
    case scan_step::name:
      query = by_id(mark.page, 1);
      query.push_back({"_fields", "id"});
      add_filter(shop, scope, mark, query);
      break;
    case scan_step::list:
      query = by_id(mark.page, list_size(mark.size));
      query[1].value = "desc";
      query.push_back({"_fields", "id,status,date_created_gmt,date_modified_gmt"});
      break;
    case scan_step::fetch:
      query = by_id(1, 100);
      query.push_back({"include", join(mark.wanted, static_cast<std::size_t>(mark.size))});
      query.push_back({"dp", "6"});
      break;
  }
  return make_get(shop, "/orders", std::move(query), context);
}

core::result<core::scan_page> parse_scan(const core::shop_connection& shop,
                                         const core::scan_scope& /*scope*/, const scan_mark& mark,
                                         const core::http_response& answer) {
  switch (mark.step) {
    case scan_step::idle:
      return after_newest(shop, mark, answer);
    case scan_step::pages:
      return after_page(shop, mark, answer);
    case scan_step::name:
      return after_name(mark, answer);
    case scan_step::list:
      return after_list(mark, answer);
    case scan_step::fetch:
      return after_fetch(shop, mark, answer);
  }
  return core::fail(core::errc::internal, "scan step");
}

std::optional<scan_mark> ask_less(const scan_mark& mark) {
  if (mark.step == scan_step::idle || mark.step == scan_step::name) {
    return std::nullopt;
  }
  scan_mark next = mark;
  const int size = smaller(mark.size);
  if (size == 0) {
    if (mark.step == scan_step::pages && mark.excluded.size() < excluded_max) {
      next.step = scan_step::name;
      return next;
    }
    if (mark.step == scan_step::fetch && mark.excluded.size() < excluded_max) {
      return without_first(std::move(next));
    }
    return std::nullopt;
  }
  // The same place in the list; a few rows may come twice.
  const auto width = [&mark](int rows) {
    return mark.step == scan_step::list ? list_size(rows) : rows;
  };
  if (mark.step != scan_step::fetch) {
    next.page = (mark.page - 1) * width(mark.size) / width(size) + 1;
  }
  next.size = size;
  return next;
}

}  // namespace boekbrug::adapters::woocommerce_api
