#pragma once
// Products page by page (magento.md 6).

#include "core/ports/shop_adapter.hpp"

#include <string_view>

namespace boekbrug::adapters::magento_api {

core::result<core::http_request> make_products(const core::shop_connection& shop,
                                               std::string_view page,
                                               const core::request_context& context);
core::result<core::product_page> parse_products(const core::shop_connection& shop,
                                                std::string_view page,
                                                const core::http_response& answer);

}  // namespace boekbrug::adapters::magento_api
