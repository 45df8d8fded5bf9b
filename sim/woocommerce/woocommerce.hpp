#pragma once
// The simulated WooCommerce shop: wc/v3 on orders in memory, as reference/woocommerce.md tells it.

#include "sim/simulator.hpp"
#include "sim/woocommerce/shop_state.hpp"

#include <boost/json/object.hpp>

#include <memory>

namespace boekbrug::sim {

class woocommerce_shop : public simulator {
public:
  explicit woocommerce_shop(woocommerce::shop_options options) : state_{std::move(options)} {}
  /// Generates the orders of the past now instead of with the first request.
  void prepare(core::time_point now);
  net::server_response handle(const net::server_request& request, core::time_point now) override;

private:
  net::server_response answer(const net::server_request& request, woocommerce::seconds_utc now);
  net::server_response route(const woocommerce::shop_request& request);
  net::server_response route_order(const woocommerce::shop_request& request, std::string_view rest);
  net::server_response route_product(const woocommerce::shop_request& request,
                                     std::string_view rest);

  woocommerce::shop_state state_;
};

/// The options are listed in sim/README.md; an empty object gives an empty shop with the default
/// key. Throws bad_option (a std::invalid_argument) that names the option.
std::unique_ptr<simulator> make_woocommerce(const boost::json::object& options);

}  // namespace boekbrug::sim
