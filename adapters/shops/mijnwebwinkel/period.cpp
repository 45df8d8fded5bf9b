#include "adapters/shops/mijnwebwinkel/answers.hpp"
#include "adapters/shops/mijnwebwinkel/dutch_time.hpp"
#include "adapters/shops/mijnwebwinkel/orders.hpp"
#include "adapters/shops/mijnwebwinkel/requests.hpp"
#include "adapters/shops/mijnwebwinkel/rows.hpp"
#include "adapters/shops/mijnwebwinkel/scan.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

constexpr std::int64_t period_rows = 100;

std::optional<std::int64_t> offset_of(std::string_view page) {
  return page.empty() ? std::optional<std::int64_t>{0} : read_count(page);
}

}  // namespace

core::result<core::http_request> make_period(const core::shop_connection& shop,
                                             core::time_point from, core::time_point to,
                                             std::string_view page) {
  const auto offset = offset_of(page);
  if (!offset) {
    return core::fail(core::errc::invalid_input, "not a page of orders");
  }
  return make_get(shop, "/orders",
                  {{"ordering", "asc"},
                   {"limit", std::to_string(period_rows)},
                   {"offset", std::to_string(*offset)},
                   {"start_date", dutch_day(from, -1)},
                   {"end_date", dutch_day(to, 1)}});
}

core::result<core::shop_adapter::period_page> parse_period(const core::shop_connection& shop,
                                                           std::string_view page,
                                                           const core::http_response& answer) {
  const auto offset = offset_of(page);
  if (!offset) {
    return core::fail(core::errc::invalid_input, "not a page of orders");
  }
  const auto rows = read_list(shop, answer, "orders");
  if (!rows) {
    return rows.error();
  }
  core::scan_scope scope;
  scope.knows_credit = [](std::string_view) { return true; };  // a report has its own for those
  scan_memory memory;
  core::scan_page read;
  if (const auto done = read_rows({shop, scope}, *rows, memory, read); !done) {
    return done.error();
  }
  core::shop_adapter::period_page out;
  out.orders = std::move(read.orders);
  out.unreadable = std::move(read.unreadable);
  const auto count = static_cast<std::int64_t>(rows->size());
  if (count >= period_rows) {
    out.next = std::to_string(*offset + count);
  }
  return out;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
