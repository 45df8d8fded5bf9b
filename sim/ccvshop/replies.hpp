#pragma once
// Answers of the API: errors, single resources and collections.

#include "sim/ccvshop/query.hpp"
#include "sim/ccvshop/shop_state.hpp"

#include "net/http_server.hpp"

#include <functional>

namespace boekbrug::sim::ccvshop {

/// A request that has passed the checks of who asks.
struct api_request {
  core::http_method method = core::http_method::get;
  std::string path;  // "/api/rest/v1/orders", without the slash at the end
  query parameters;
  std::string_view body;
  time_point now{};
  const api_key* key = nullptr;
};

net::server_response json_reply(int status, std::string body);
/// {"status","code","developermessage"}; without `code` when that is empty.
net::server_response error_reply(int status, std::string_view code, std::string_view message);
net::server_response no_content();
net::server_response not_found();
net::server_response wrong_method();

struct page_range {
  std::size_t start = 0;
  std::size_t size = 150;
};

/// `start` and `size` of the query; the size is clamped to 1..250.
page_range page_of(const api_request& request, const shop_state& shop);
/// A collection around the items that `write` adds.
net::server_response collection(const api_request& request, const shop_state& shop,
                                const page_range& page, bool more,
                                const std::function<void(json_writer&)>& write);
/// All texts as one collection, cut into pages.
net::server_response collection_of(const api_request& request, const shop_state& shop,
                                   const std::vector<std::string>& items);
std::optional<std::int64_t> whole_number(std::string_view text) noexcept;

}  // namespace boekbrug::sim::ccvshop
