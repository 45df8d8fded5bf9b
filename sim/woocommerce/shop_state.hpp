#pragma once
// All that one simulated shop knows, and the few ways in which it changes.

#include "sim/woocommerce/auth.hpp"
#include "sim/woocommerce/generator.hpp"
#include "sim/woocommerce/order_edit.hpp"
#include "sim/woocommerce/order_store.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::sim::woocommerce {

struct shop_options {
  std::string name = "Simulatiewinkel";
  std::string
      base_url;  // "https://winkel.example/map"; "" = scheme and Host header of each request
  std::vector<api_key> keys;
  bool trust_http_basic =
      false;  // a proxy in front passes X-Forwarded-Proto: plain http counts as https
  bool drop_authorization = false;  // the host loses the header, as CGI set-ups do
  bool plain_permalinks = false;    // only ?rest_route= works
  int version_major = 10, version_minor = 0;
  std::string orders_dir;
  std::vector<std::string> custom_statuses{"verzonden"};
  generator_options generator;
  std::int64_t orders = 0;    // how many to generate at the start
  std::int64_t first_id = 0;  // 0 = behind the highest id known
  std::optional<seconds_utc> from,
      to;  // period of the generated orders; default: the 30 days before the start
  double arrivals_per_minute = 0;
  order_wish arrivals;  // what arriving orders are like
};

struct webhook {
  std::int64_t id = 0;
  std::string name, topic, delivery_url, status = "active";
  seconds_utc created{};
};

/// One request, routed and authenticated.
struct shop_request {
  core::http_method method = core::http_method::get;
  std::string route;  // "/wc/v3/orders/42"
  url_query query;
  std::string_view body;
  std::string base_url;          // of the shop, without a slash at the end
  std::string escaped_base_url;  // as JSON text
  seconds_utc now{};
  const api_key* key = nullptr;
};

class shop_state {
public:
  explicit shop_state(shop_options options);

  /// Loads, generates, and lets orders arrive that are due. Called with every request.
  void advance(seconds_utc now);
  std::vector<std::int64_t> arrive(std::int64_t count, seconds_utc when, const order_wish& wish);
  /// Orders made elsewhere take their own ids.
  bool add(stored_order order);
  core::result<std::int64_t> refund(std::int64_t order_id, const refund_request& request,
                                    seconds_utc now);
  std::int64_t take_id();
  bool knows_status(const std::string& slug) const;
  bool at_least(int major, int minor) const noexcept;
  shop_zone zone() const noexcept { return options.generator.zone; }

  const shop_options options;
  authenticator auth;
  order_store store;
  order_generator generator;
  std::vector<json_fields> products;                            // rows of GET /products
  std::map<std::int64_t, std::vector<json_fields>> variations;  // by product
  std::map<std::string, std::string> fixed_answers;             // route -> JSON from orders_dir
  std::map<std::int64_t, webhook> webhooks;
  std::map<std::string, std::uint64_t> requests;  // by kind
  std::uint64_t writes = 0;                       // orders or refunds changed through the REST API

private:
  void load_directory();
  void load_refunds(const std::string& text);
  void generate_history(seconds_utc now);
  void let_arrive(seconds_utc now);
  void place(generated_order made, seconds_utc latest);

  bool started_ = false;
  std::int64_t next_id_ = 1;
  seconds_utc arrivals_since_{};
  std::int64_t arrived_ = 0;
};

/// Every status slug the REST API of this shop accepts, in the order of its error message.
std::vector<std::string> known_statuses(const shop_options& options);
/// The products of the catalogue as wc/v3 rows.
std::vector<json_fields> catalogue_products(const tax_settings& taxes);
std::map<std::int64_t, std::vector<json_fields>> catalogue_variations(const tax_settings& taxes);

}  // namespace boekbrug::sim::woocommerce
