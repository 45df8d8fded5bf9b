#include "adapters/shops/magento/magento.hpp"

#include "adapters/shops/magento/probe.hpp"
#include "adapters/shops/magento/products.hpp"
#include "adapters/shops/magento/scan.hpp"
#include "adapters/shops/magento/types.hpp"

namespace boekbrug::adapters {

namespace {

namespace api = magento_api;
using core::result;

class magento_adapter final : public core::shop_adapter {
public:
  std::string_view kind() const noexcept override { return api::kind_name; }
  std::string_view title() const noexcept override { return "Magento"; }

  result<core::http_request> probe_request(const core::probe_state& state,
                                           const core::request_context& context) const override {
    return api::make_probe(state, context);
  }
  result<core::probe_state> probe_answer(const core::probe_state& state,
                                         const result<core::http_response>& answer) const override {
    return api::parse_probe(state, answer);
  }

  result<core::http_request> scan_request(const core::shop_connection& shop,
                                          const core::scan_scope& scope,
                                          const core::scan_cursor& cursor,
                                          const core::request_context& context) const override {
    return api::make_scan(shop, scope, cursor, context);
  }
  result<core::scan_page> scan_answer(const core::shop_connection& shop,
                                      const core::scan_scope& scope,
                                      const core::scan_cursor& cursor,
                                      const core::http_response& answer) const override {
    return api::parse_scan(shop, scope, cursor, answer);
  }
  std::optional<core::scan_cursor> scan_smaller(const core::scan_cursor& cursor) const override {
    return api::ask_less(cursor);
  }

  result<core::http_request> products_request(const core::shop_connection& shop,
                                              std::string_view page,
                                              const core::request_context& context) const override {
    return api::make_products(shop, page, context);
  }
  result<core::product_page> products_answer(const core::shop_connection& shop,
                                             std::string_view page,
                                             const core::http_response& answer) const override {
    return api::parse_products(shop, page, answer);
  }

  result<core::http_request> period_request(const core::shop_connection& shop,
                                            core::time_point from, core::time_point to,
                                            std::string_view page,
                                            const core::request_context& context) const override {
    return api::make_period(shop, from, to, page, context);
  }
  result<period_page> period_answer(const core::shop_connection& shop, std::string_view page,
                                    const core::http_response& answer) const override {
    return api::parse_period(shop, page, answer);
  }
};

}  // namespace

const core::shop_adapter& magento() {
  static const magento_adapter adapter;
  return adapter;
}

}  // namespace boekbrug::adapters
