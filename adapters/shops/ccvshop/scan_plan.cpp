#include "adapters/shops/ccvshop/scan_plan.hpp"

#include "adapters/shops/ccvshop/credits.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>

namespace boekbrug::adapters::ccvshop_api {

namespace {

core::date back(core::date day, int days) {
  return core::date{std::chrono::sys_days{day} - std::chrono::days{days}};
}

core::date earlier(core::date a, core::date b) {
  return std::chrono::sys_days{a} < std::chrono::sys_days{b} ? a : b;
}

core::date later(core::date a, core::date b) {
  return std::chrono::sys_days{a} < std::chrono::sys_days{b} ? b : a;
}

core::date first_day(const core::scan_scope& scope, core::date today) {
  const core::date usual = back(today, paid_days);
  return scope.history_from ? earlier(*scope.history_from, usual) : usual;
}

/// A window of `days` that also covers the time since the last complete run.
core::date window(const scan_mark& mark, core::date today, int days) {
  return back(mark.done ? earlier(today, *mark.done) : today, days);
}

core::date since(const scan_state& state, const core::scan_scope& scope, core::date today) {
  if (is_first(state.mark, scope)) {
    return first_day(scope, today);
  }
  const bool deep = is_deep(state.mark, today);
  switch (state.stage) {
    case scan_stage::recent:
      return window(state.mark, today, recent_days);
    case scan_stage::paid: {
      // Older orders were never listed: they would pass for new ones.
      const core::date day = window(state.mark, today, deep ? deep_days : paid_days);
      return state.mark.from ? later(day, *state.mark.from) : day;
    }
    default:
      return window(state.mark, today, deep ? paid_days : recent_days);
  }
}

const std::string* next_waiting(scan_state& state, const core::scan_scope& scope) {
  for (; state.at < static_cast<std::int64_t>(scope.waiting.size()); ++state.at) {
    const auto& id = scope.waiting[static_cast<std::size_t>(state.at)];
    if (!read_count(id)) {
      state.report.push_back({id, "not an order number of CCV Shop", core::errc::order_gone});
    } else if (std::find(state.seen.begin(), state.seen.end(), id) == state.seen.end()) {
      return &id;
    }
  }
  return nullptr;
}

std::string root(std::string_view rest) {
  return std::string(api_root) + std::string(rest);
}

std::string credit_uri(const scan_state& state) {
  const auto& front = state.queue.front();
  switch (next_credit_step(state)) {
    case credit_step::seek: {
      const auto head = read_invoice_head(json::value(front.header));
      return root("/orders/?is_completed=true&ordernumber=") + (head ? head->order_number : "0") +
             "&start=0&size=100";
    }
    case credit_step::original:
      return root("/orders/") + state.original_id + "/";
    case credit_step::original_rows:
      return rows_uri(order_rows(state.original_id), state.rows_place);
    case credit_step::rows:
      break;
  }
  return rows_uri(invoice_rows(front.id), state.rows_place);
}

}  // namespace

bool is_first(const scan_mark& mark, const core::scan_scope& scope) {
  return !mark.from || (scope.history_from && std::chrono::sys_days{*scope.history_from} <
                                                  std::chrono::sys_days{*mark.from});
}

bool is_deep(const scan_mark& mark, core::date today) {
  return !mark.deep || *mark.deep != today;
}

std::string order_rows(std::string_view id) {
  return root("/orders/") + std::string(id) + "/orderrows/";
}

std::string invoice_rows(std::string_view id) {
  return root("/invoices/") + std::string(id) + "/invoicerows/";
}

std::string rows_uri(std::string_view base, const list_place& place) {
  if (place.path.empty() && place.start == 0) {
    return std::string(base);
  }
  return list_uri(std::string(base) + '?', place, page_size);
}

std::string list_base(const scan_state& state, const core::scan_scope& scope, core::date today) {
  // A day earlier: the filter counts in UTC, the merchant does not.
  const std::string day = core::to_text(back(since(state, scope, today), 1));
  if (state.stage == scan_stage::invoices) {
    return root("/invoices/?min_create_date=") + day + "&orderby=create_date&";
  }
  const std::string_view paid = state.stage == scan_stage::paid ? "is_paid=true&" : "";
  return root("/orders/?") + std::string(paid) + "is_completed=true&min_create_date=" + day +
         "&orderby=id&";
}

std::string next_uri(const scan_state& state, const core::scan_scope& scope, core::date today) {
  if (!state.queue.empty()) {
    return state.stage == scan_stage::invoices
               ? credit_uri(state)
               : rows_uri(order_rows(state.queue.front().id), state.rows_place);
  }
  if (state.stage == scan_stage::waiting) {
    const auto at = static_cast<std::size_t>(state.at);
    return at < scope.waiting.size() ? root("/orders/") + scope.waiting[at] + "/" : std::string{};
  }
  return list_uri(list_base(state, scope, today), state.place, state.mark.size);
}

bool advance(scan_state& state, const core::shop_connection& shop, const core::scan_scope& scope) {
  while (state.queue.empty()) {
    if (state.stage == scan_stage::waiting ? next_waiting(state, scope) != nullptr
                                           : !state.listed) {
      return true;
    }
    switch (state.stage) {
      case scan_stage::recent:
        state.stage = is_first(state.mark, scope) ? scan_stage::waiting : scan_stage::paid;
        break;
      case scan_stage::paid:
        state.stage = scan_stage::waiting;
        break;
      case scan_stage::waiting:
        if (option_of(shop, option::invoices) == "no") {
          return false;
        }
        state.stage = scan_stage::invoices;
        break;
      case scan_stage::invoices:
        return false;
    }
    state.listed = false;
    state.place = {};
    state.last_id.clear();
  }
  return true;
}

scan_mark finished(const scan_state& state, const core::scan_scope& scope) {
  scan_mark mark = state.mark;
  mark.size = page_size;
  mark.setbacks = 0;
  if (!state.day) {
    return mark;  // a shop without a clock: the next run looks as far back as this one
  }
  if (is_first(mark, scope)) {
    mark.from = first_day(scope, *state.day);
  }
  mark.deep = *state.day;
  mark.done = *state.day;
  return mark;
}

credit_step next_credit_step(const scan_state& state) {
  if (state.original_id.empty()) {
    return credit_step::seek;
  }
  if (!state.original) {
    return credit_step::original;
  }
  return state.original_rows ? credit_step::rows : credit_step::original_rows;
}

}  // namespace boekbrug::adapters::ccvshop_api
