#pragma once
// The endpoints of one shop, as functions on its state.

#include "sim/mijnwebwinkel/shop_state.hpp"

namespace boekbrug::sim::mijnwebwinkel {

inline constexpr std::size_t page_default = 10;
inline constexpr std::size_t page_max = 100;

// orders_api.cpp
net::server_response list_orders(shop_state& shop, const shop_request& request);
net::server_response count_orders(shop_state& shop, const shop_request& request);
net::server_response get_order(shop_state& shop, const shop_request& request,
                               const std::string& number);
net::server_response get_payments(shop_state& shop, const shop_request& request,
                                  const std::string& number);

// shop_api.cpp
net::server_response order_statuses(shop_state& shop, const shop_request& request);
net::server_response store_details(shop_state& shop, const shop_request& request);
net::server_response tax_regions(shop_state& shop, const shop_request& request);
net::server_response tax_region(shop_state& shop, const shop_request& request,
                                const std::string& code);
net::server_response store_gateways(shop_state& shop, const shop_request& request);
net::server_response shipping_methods(shop_state& shop, const shop_request& request);

// articles_api.cpp
net::server_response list_articles(shop_state& shop, const shop_request& request);
net::server_response count_articles(shop_state& shop, const shop_request& request);
net::server_response get_article(shop_state& shop, const shop_request& request,
                                 const std::string& id);

// control_api.cpp, books.cpp: /_sim, without credentials; not part of any real shop
net::server_response control(shop_state& shop, const shop_request& request);
std::string books_of(const shop_state& shop);
std::string books_of(const shop_state& shop, const order_record& order);

/// Reads `limit` and `offset`; a refusal when they cannot be used.
struct page_request {
  std::size_t limit = page_default, offset = 0;
};
std::optional<net::server_response> read_page(const shop_state& shop, const url_query& query,
                                              page_request& out);
/// Counts the parameters that this endpoint does not know.
void note_unknown(shop_state& shop, const url_query& query,
                  std::initializer_list<std::string_view> known);
net::server_response refused_parameter(std::string_view name, std::string_view why);

}  // namespace boekbrug::sim::mijnwebwinkel
