#include "adapters/shops/mijnwebwinkel/mijnwebwinkel.hpp"

#include "adapters/shops/mijnwebwinkel/answers.hpp"
#include "adapters/shops/mijnwebwinkel/orders.hpp"
#include "adapters/shops/mijnwebwinkel/probe.hpp"
#include "adapters/shops/mijnwebwinkel/products.hpp"
#include "adapters/shops/mijnwebwinkel/requests.hpp"
#include "adapters/shops/mijnwebwinkel/scan.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"

namespace boekbrug::adapters {

namespace {

namespace api = mijnwebwinkel_api;
using core::result;

class mijnwebwinkel_adapter final : public core::shop_adapter {
public:
  std::string_view kind() const noexcept override { return api::kind_name; }
  std::string_view title() const noexcept override { return "Mijnwebwinkel"; }
  // A payment may be captured without a change of status.
  // Its limit is not published; one call per second is the plan of mijnwebwinkel.md 7.
  std::chrono::milliseconds pace() const noexcept override { return std::chrono::seconds{1}; }
  bool rereads_waiting() const noexcept override { return true; }

  result<core::http_request> probe_request(const core::probe_state& state,
                                           const core::request_context&) const override {
    return api::make_probe(state);
  }
  result<core::probe_state> probe_answer(const core::probe_state& state,
                                         const result<core::http_response>& answer) const override {
    return api::parse_probe(state, answer);
  }

  result<core::http_request> scan_request(const core::shop_connection& shop,
                                          const core::scan_scope& scope,
                                          const core::scan_cursor& cursor,
                                          const core::request_context&) const override {
    return api::make_scan(shop, scope, cursor);
  }
  result<core::scan_page> scan_answer(const core::shop_connection& shop,
                                      const core::scan_scope& scope,
                                      const core::scan_cursor& cursor,
                                      const core::http_response& answer) const override {
    return api::parse_scan(shop, scope, cursor, answer);
  }
  std::optional<core::scan_cursor> scan_smaller(const core::scan_cursor& cursor) const override {
    return api::smaller_scan(cursor);
  }

  result<core::http_request> order_request(const core::shop_connection& shop,
                                           std::string_view order_id,
                                           const core::request_context&) const override {
    return api::make_order(shop, order_id);
  }
  result<core::order> order_answer(const core::shop_connection& shop,
                                   const core::http_response& answer) const override {
    const auto row = api::read_json(shop, answer, true);
    if (!row) {
      return row.error();
    }
    if (api::is_credit_order(shop, *row)) {
      return core::fail(core::errc::order_gone,
                        "order " + api::number_of(*row) + " is a credit order");
    }
    return api::read_order(shop, *row);
  }

  result<core::http_request> products_request(const core::shop_connection& shop,
                                              std::string_view page,
                                              const core::request_context&) const override {
    return api::make_products(shop, page);
  }
  result<core::product_page> products_answer(const core::shop_connection& shop,
                                             std::string_view page,
                                             const core::http_response& answer) const override {
    return api::parse_products(shop, page, answer);
  }

  result<core::http_request> period_request(const core::shop_connection& shop,
                                            core::time_point from, core::time_point to,
                                            std::string_view page,
                                            const core::request_context&) const override {
    return api::make_period(shop, from, to, page);
  }
  result<period_page> period_answer(const core::shop_connection& shop, std::string_view page,
                                    const core::http_response& answer) const override {
    return api::parse_period(shop, page, answer);
  }
};

}  // namespace

const core::shop_adapter& mijnwebwinkel() {
  static const mijnwebwinkel_adapter adapter;
  return adapter;
}

}  // namespace boekbrug::adapters
