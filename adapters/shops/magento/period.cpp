// Reports ask for the orders of a period; `page` carries the highest id so far and the work on the
// page under way: "<id>;<work>".
#include "adapters/shops/magento/errors.hpp"
#include "adapters/shops/magento/scan.hpp"
#include "adapters/shops/magento/types.hpp"

namespace boekbrug::adapters::magento_api {

namespace {

constexpr int period_size = 50;

struct place {
  std::int64_t last = 0;
  page_work work;
};

std::optional<place> decode(std::string_view page) {
  place out;
  if (page.empty()) {
    return out;
  }
  const auto end = page.find(';');
  const auto last = read_count(page.substr(0, end));
  if (!last || end == std::string_view::npos) {
    return std::nullopt;
  }
  out.last = *last;
  out.work = decode_work(page.substr(end + 1));
  return out;
}

}  // namespace

core::result<core::http_request> make_period(const core::shop_connection& shop,
                                             core::time_point from, core::time_point to,
                                             std::string_view page,
                                             const core::request_context& context) {
  const auto where = decode(page);
  if (!where) {
    return core::fail(core::errc::invalid_input, "not a page of orders");
  }
  if (where->work.next != page_work::step::orders) {
    return make_page_step(shop, where->work, {nullptr, false}, context);
  }
  // The shop keeps whole seconds.
  criteria search;
  search.also("created_at", "gteq", filter_time(std::chrono::ceil<std::chrono::seconds>(from)))
      .also("created_at", "lt", filter_time(std::chrono::ceil<std::chrono::seconds>(to)))
      .also("entity_id", "gt", std::to_string(where->last))
      .sorted("entity_id", true);
  return make_get(shop, "/orders", search.page(period_size), context);
}

core::result<core::shop_adapter::period_page> parse_period(const core::shop_connection& shop,
                                                           std::string_view page,
                                                           const core::http_response& answer) {
  const auto where = decode(page);
  if (!where) {
    return core::fail(core::errc::invalid_input, "not a page of orders");
  }
  auto progress =
      take_page_step(shop, where->work, {nullptr, false}, where->last, period_size, answer);
  if (!progress) {
    return progress.error();
  }
  core::shop_adapter::period_page out;
  if (!progress->complete) {
    out.next = std::to_string(where->last) + ';' + encode(progress->work);
    return out;
  }
  for (auto& row : progress->rows) {
    out.orders.push_back(std::move(row.order));
  }
  out.unreadable = std::move(progress->unreadable);
  if (!progress->last_page) {
    out.next = std::to_string(progress->highest) + ";";
  }
  return out;
}

}  // namespace boekbrug::adapters::magento_api
