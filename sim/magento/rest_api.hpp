#pragma once
// The V1 calls behind routing and authorization.

#include "sim/magento/shop_state.hpp"

#include <string_view>

namespace boekbrug::sim::magento {

struct rest_request {
  std::string_view path;   // "orders/42", decoded
  std::string_view query;  // encoded
  std::string origin;      // "https://winkel.example/map", for storeConfigs
};

/// The resource that a call needs; "" when there is no such route.
std::string_view resource_for(std::string_view path);
net::server_response answer(shop_state& shop, const rest_request& request);

/// Paths under /_sim.
net::server_response control(shop_state& shop, bool posting, std::string_view path,
                             std::string_view body, seconds_utc now);

}  // namespace boekbrug::sim::magento
