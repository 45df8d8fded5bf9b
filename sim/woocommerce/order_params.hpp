#pragma once
// The query parameters of lists, checked the way WordPress checks them.

#include "sim/woocommerce/order_store.hpp"
#include "sim/woocommerce/replies.hpp"
#include "sim/woocommerce/url_query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim::woocommerce {

/// Reads parameters and collects what is wrong with them; defaults stand in for bad ones.
class parameter_reader {
public:
  parameter_reader(const url_query& query, shop_zone zone) : query_{query}, zone_{zone} {}
  std::int64_t integer(std::string_view name, std::int64_t fallback,
                       std::optional<std::int64_t> lowest = {},
                       std::optional<std::int64_t> highest = {});
  std::optional<std::int64_t> optional_integer(std::string_view name);
  std::vector<std::int64_t> integers(std::string_view name);
  bool boolean(std::string_view name, bool fallback);
  std::string one_of(std::string_view name, const std::vector<std::string>& allowed,
                     const std::string& fallback);
  std::vector<std::string> some_of(std::string_view name, const std::vector<std::string>& allowed);
  std::optional<seconds_utc> time(std::string_view name, bool dates_are_gmt);
  const std::vector<bad_parameter>& bad() const noexcept { return bad_; }

private:
  void refuse(std::string_view name, std::string_view code, std::string message);
  const url_query& query_;
  shop_zone zone_;
  std::vector<bad_parameter> bad_;
};

struct page_request {
  std::int64_t page = 1;
  std::int64_t per_page = 10;
  std::optional<std::int64_t> offset;
  std::size_t first() const noexcept;
};
page_request read_page(parameter_reader& reader);

/// What the answer looks like.
struct view {
  int digits = 2;
  std::vector<std::string> fields;  // empty = all
  bool shows(std::string_view key) const noexcept;
};
view read_view(parameter_reader& reader, const url_query& query);

/// `with_modified`: the shop is 5.8 or later; `with_gmt`: 5.4 or later. An older one ignores those
/// parameters.
order_filter read_order_filter(parameter_reader& reader, const url_query& query,
                               const std::vector<std::string>& statuses, bool with_modified,
                               bool with_gmt);

/// X-WP-Total, X-WP-TotalPages and Link.
void add_page_headers(net::server_response& reply, std::size_t total, const page_request& page,
                      const url_query& query, const std::string& list_url, bool of_orders);

}  // namespace boekbrug::sim::woocommerce
