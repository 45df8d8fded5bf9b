#pragma once
// Articles for S5. The API has no VAT rate per article (mijnwebwinkel.md 5).

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::mijnwebwinkel_api {

core::result<core::http_request> make_products(const core::shop_connection& shop,
                                               std::string_view page);
core::result<core::product_page> parse_products(const core::shop_connection& shop,
                                                std::string_view page,
                                                const core::http_response& answer);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
