#pragma once
// The endpoints of one shop, as functions on its state.

#include "sim/woocommerce/order_params.hpp"
#include "sim/woocommerce/replies.hpp"
#include "sim/woocommerce/shop_state.hpp"

namespace boekbrug::sim::woocommerce {

/// 401 when nobody, or a user without rights, asks; nothing when the key may go on.
std::optional<net::server_response> refuse_stranger(const shop_request& request, bool list);

// orders_api.cpp, refunds_api.cpp
net::server_response list_orders(shop_state& shop, const shop_request& request);
net::server_response get_order(shop_state& shop, const shop_request& request, std::int64_t id);
net::server_response create_order(shop_state& shop, const shop_request& request);
net::server_response change_order(shop_state& shop, const shop_request& request, std::int64_t id);
net::server_response delete_order(shop_state& shop, const shop_request& request, std::int64_t id);
net::server_response list_order_refunds(shop_state& shop, const shop_request& request,
                                        std::int64_t id);
net::server_response get_order_refund(shop_state& shop, const shop_request& request,
                                      std::int64_t id, std::int64_t refund_id);
net::server_response create_refund(shop_state& shop, const shop_request& request, std::int64_t id);
net::server_response list_refunds(shop_state& shop, const shop_request& request);

// settings_api.cpp, index_api.cpp
net::server_response site_index(const shop_state& shop, const shop_request& request);
net::server_response namespace_index(const shop_state& shop, const shop_request& request);
net::server_response taxes(const shop_state& shop, const shop_request& request);
net::server_response tax_classes(const shop_state& shop, const shop_request& request);
net::server_response settings_group(const shop_state& shop, const shop_request& request,
                                    const std::string& group);
net::server_response payment_gateways(const shop_state& shop, const shop_request& request);
net::server_response order_totals(const shop_state& shop, const shop_request& request);
net::server_response system_status(const shop_state& shop, const shop_request& request);

// products_api.cpp, webhooks_api.cpp
net::server_response list_products(shop_state& shop, const shop_request& request);
net::server_response get_product(shop_state& shop, const shop_request& request, std::int64_t id);
net::server_response list_variations(shop_state& shop, const shop_request& request,
                                     std::int64_t id);
net::server_response webhooks(shop_state& shop, const shop_request& request,
                              std::optional<std::int64_t> id);

// control_api.cpp: /_sim, without credentials; not part of any real shop
net::server_response control(shop_state& shop, const shop_request& request, std::string_view path);

/// The chosen members of a row, marks filled in.
void append_row(std::string& out, const json_fields& fields, const view& chosen,
                std::string_view escaped_base_url);
/// JSON made with a json_writer, its links filled in.
net::server_response written(int status, std::string_view stored, const shop_request& request);
/// A list of rows as one page of an answer.
net::server_response page_of_rows(const std::vector<const json_fields*>& rows,
                                  const page_request& page, const view& chosen,
                                  const shop_request& request);
/// Why the body of a request is not a JSON object.
core::result<boost::json::object> parse_body(std::string_view body);

}  // namespace boekbrug::sim::woocommerce
