#include "adapters/shops/ccvshop/ccvshop.hpp"

#include "adapters/shops/ccvshop/period.hpp"
#include "adapters/shops/ccvshop/probe.hpp"
#include "adapters/shops/ccvshop/scan.hpp"
#include "adapters/shops/ccvshop/types.hpp"

namespace boekbrug::adapters {

namespace {

namespace api = ccvshop_api;
using core::result;

class ccvshop_adapter final : public core::shop_adapter {
public:
  std::string_view kind() const noexcept override { return api::kind_name; }
  std::string_view title() const noexcept override { return "CCV Shop"; }
  // 150 GETs per minute and resource, and a total that is not published (ccvshop.md 7).
  std::chrono::milliseconds pace() const noexcept override {
    return std::chrono::milliseconds{500};
  }
  bool rereads_waiting() const noexcept override { return true; }

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
    return api::scan_less(cursor);
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

const core::shop_adapter& ccvshop() {
  static const ccvshop_adapter adapter;
  return adapter;
}

}  // namespace boekbrug::adapters
