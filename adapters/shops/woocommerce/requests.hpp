#pragma once
// Requests to the shop: address, way of logging in, signature (woocommerce.md 1 and 2).

#include "adapters/shops/woocommerce/signing.hpp"
#include "core/ports/shop_adapter.hpp"

#include <string>
#include <string_view>

namespace boekbrug::adapters::woocommerce_api {

/// GET of a path below wc/v3 ("/orders"), with the credentials in the way that the probe found.
core::result<core::http_request> make_get(const core::shop_connection& shop, std::string_view path,
                                          parameters query, const core::request_context& context);
/// GET of any REST path ("/", "/wc/v3") without credentials.
core::http_request make_open_get(const core::shop_connection& shop, std::string_view rest_path,
                                 parameters query, const core::request_context& context);
/// GET of a page of the site itself, without credentials, following redirects.
core::http_request make_page_get(std::string_view url);

core::result<core::http_request> make_order(const core::shop_connection& shop,
                                            std::string_view order_id,
                                            const core::request_context& context);
core::result<core::http_request> make_credits(const core::shop_connection& shop,
                                              std::string_view order_id,
                                              const core::request_context& context);

struct period {
  core::time_point from;  // included
  core::time_point to;    // excluded
};
core::result<core::http_request> make_period(const core::shop_connection& shop, const period& span,
                                             std::string_view page,
                                             const core::request_context& context);

/// Parameters that go with every list: page, per_page and the order that paging needs.
parameters by_id(std::int64_t page, std::int64_t per_page);

}  // namespace boekbrug::adapters::woocommerce_api
