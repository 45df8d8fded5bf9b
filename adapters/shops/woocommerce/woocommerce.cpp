#include "adapters/shops/woocommerce/woocommerce.hpp"

#include "adapters/shops/woocommerce/probe.hpp"
#include "adapters/shops/woocommerce/products.hpp"
#include "adapters/shops/woocommerce/requests.hpp"
#include "adapters/shops/woocommerce/responses.hpp"
#include "adapters/shops/woocommerce/scan.hpp"
#include "adapters/shops/woocommerce/types.hpp"

namespace boekbrug::adapters {

namespace {

namespace api = woocommerce_api;
using core::result;

class woocommerce_adapter final : public core::shop_adapter {
public:
  std::string_view kind() const noexcept override { return api::kind_name; }
  std::string_view title() const noexcept override { return "WooCommerce"; }
  bool mentions_credits() const noexcept override { return true; }

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
    const auto mark = api::decode_mark(cursor.mark);
    if (!mark) {
      return mark.error();
    }
    return api::make_scan(shop, scope, *mark, context);
  }
  result<core::scan_page> scan_answer(const core::shop_connection& shop,
                                      const core::scan_scope& scope,
                                      const core::scan_cursor& cursor,
                                      const core::http_response& answer) const override {
    const auto mark = api::decode_mark(cursor.mark);
    if (!mark) {
      return mark.error();
    }
    return api::parse_scan(shop, scope, *mark, answer);
  }
  std::optional<core::scan_cursor> scan_smaller(const core::scan_cursor& cursor) const override {
    const auto mark = api::decode_mark(cursor.mark);
    const auto less = mark ? api::ask_less(*mark) : std::nullopt;
    if (!less) {
      return std::nullopt;
    }
    return core::scan_cursor{api::encode(*less), {}};
  }

  result<core::http_request> order_request(const core::shop_connection& shop,
                                           std::string_view order_id,
                                           const core::request_context& context) const override {
    return api::make_order(shop, order_id, context);
  }
  result<core::order> order_answer(const core::shop_connection& shop,
                                   const core::http_response& answer) const override {
    return api::parse_order(shop, answer);
  }

  result<core::http_request> credits_request(const core::shop_connection& shop,
                                             const core::order& original,
                                             const core::request_context& context) const override {
    return api::make_credits(shop, original.id, context);
  }
  result<std::vector<core::credit>> credits_answer(
      const core::shop_connection& shop, const core::order& original,
      const core::http_response& answer) const override {
    return api::parse_credits(shop, original, answer);
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
    return api::make_period(shop, {from, to}, page, context);
  }
  result<period_page> period_answer(const core::shop_connection& shop, std::string_view page,
                                    const core::http_response& answer) const override {
    return api::parse_period(shop, page, answer);
  }
};

}  // namespace

const core::shop_adapter& woocommerce() {
  static const woocommerce_adapter adapter;
  return adapter;
}

}  // namespace boekbrug::adapters
