#include "adapters/shops/ccvshop/period.hpp"

#include "adapters/shops/ccvshop/orders.hpp"
#include "adapters/shops/ccvshop/scan_run.hpp"
#include "adapters/shops/ccvshop/signing.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::shop_adapter;

constexpr std::string_view list_resource = "/api/rest/v1/orders/?";
constexpr std::string_view idle_uri = "/api/rest/v1/webshops/";

// The filter knows days only, in UTC; `placed_in` does the rest.
std::string period_base(core::time_point from, core::time_point to) {
  const auto day = [](core::time_point when) {
    return core::to_text(core::date{std::chrono::floor<std::chrono::days>(when)});
  };
  std::string base(list_resource);
  base.append("is_completed=true&min_create_date=").append(day(from));
  base.append("&max_create_date=").append(day(to + std::chrono::days{1}));
  return base.append("&orderby=id&");
}

bool placed_in(const json::object& header, core::time_point from, core::time_point to) {
  fault problem;
  const auto created = fields{header, "", problem}.time("create_date");
  return problem.failed() || (created >= from && created < to);
}

core::result<shop_adapter::period_page> finish(scan_run& run, bool over) {
  shop_adapter::period_page out;
  out.orders = std::move(run.page.orders);
  out.unreadable = std::move(run.page.unreadable);
  out.next = over ? "" : encode(run.state).scratch;
  return out;
}

core::result<shop_adapter::period_page> take_headers(scan_run& run) {
  run.state.queue.clear();
  if (const auto taken = take_list(run); !taken) {
    return taken.error();
  }
  return finish(run, run.state.queue.empty() && run.state.listed);
}

}  // namespace

core::result<core::http_request> make_period(const core::shop_connection& shop,
                                             core::time_point from, core::time_point to,
                                             std::string_view page,
                                             const core::request_context& context) {
  const auto state = decode_state({"", std::string(page)});
  if (!state) {
    return state.error();
  }
  const auto wanted = std::find_if(state->queue.begin(), state->queue.end(), [&](const auto& each) {
    return placed_in(each.header, from, to);
  });
  if (wanted != state->queue.end()) {
    return make_get(shop, rows_uri(order_rows(wanted->id), state->rows_place), context);
  }
  return make_get(shop,
                  state->listed ? std::string(idle_uri)
                                : list_uri(period_base(from, to), state->place, page_size),
                  context);
}

core::result<shop_adapter::period_page> parse_period(const core::shop_connection& shop,
                                                     std::string_view page,
                                                     const core::http_response& answer) {
  auto state = decode_state({"", std::string(page)});
  if (!state) {
    return state.error();
  }
  const core::scan_scope scope;
  scan_run run{shop, scope, answer, std::move(*state), {}};
  auto& queue = run.state.queue;
  // The request knows the period and leaves out what lies beyond it; its address says what was
  // asked. Without an address: the front.
  const std::string uri = uri_of(answer.final_url);
  const auto asked = std::find_if(queue.begin(), queue.end(), [&uri](const auto& each) {
    return uri.empty() || uri.starts_with(order_rows(each.id));
  });
  if (asked == queue.end()) {
    if (!run.state.listed) {
      return take_headers(run);
    }
    if (const auto fine = read_object(shop, answer); !fine) {
      return fine.error();
    }
    return finish(run, true);
  }
  queue.erase(queue.begin(), asked);
  if (const auto taken = take_order_rows(run); !taken) {
    return taken.error();
  }
  return finish(run, queue.empty() && run.state.listed);
}

}  // namespace boekbrug::adapters::ccvshop_api
