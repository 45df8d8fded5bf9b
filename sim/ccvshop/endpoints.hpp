#pragma once
// The resources of the API. `rest` is what follows the first part of the path: {"340400123",
// "orderrows"}.

#include "sim/ccvshop/replies.hpp"

#include <span>

namespace boekbrug::sim::ccvshop {

using path_parts = std::span<const std::string>;

net::server_response orders_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response invoices_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response returns_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response webshops_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response paymethods_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response products_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response apps_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response webhooks_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response status_api(shop_state& shop, const api_request& request, path_parts rest);
net::server_response root_api(const shop_state& shop, const api_request& request);

struct endpoint {
  std::string_view name;
  net::server_response (*answer)(shop_state&, const api_request&, path_parts);
};
std::span<const endpoint> endpoints() noexcept;

/// Everything below /_sim: no credentials, no limits.
net::server_response control_api(shop_state& shop, core::http_method method, std::string_view path,
                                 const query& parameters, std::string_view body, time_point now);

}  // namespace boekbrug::sim::ccvshop
