#pragma once
// What a shop adapter is: pure functions that build requests and read answers. Sockets, permits,
// retries and clocks stay with the actors (STYLE 6).

#include "core/http/http_message.hpp"
#include "core/order/order.hpp"
#include "core/ports/remote.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::core {

/// One connected shop. `options` holds what the adapter learned while connecting (auth way, API
/// route, features) as plain text; the store keeps it with the secrets sealed.
struct shop_connection {
  std::string kind;      // "woocommerce"
  std::string base_url;  // canonical: scheme, host, folder, no trailing slash
  secret key;            // consumer key, token
  secret key_secret;     // consumer secret; empty when the shop has only a token
  std::map<std::string, std::string> options;
};

/// Where a scan stands. `mark` is stored after each page; `scratch` lives only in memory: when it
/// is lost the scan goes on from `mark`, which at worst repeats a page.
struct scan_cursor {
  std::string mark;  // "" = never scanned
  std::string scratch;
};

/// What to scan, beside what changed since the mark.
struct scan_scope {
  std::optional<date> history_from;  // first scan only: orders placed on or after this day
};

struct scan_page {
  std::vector<order> orders;
  /// Orders that could not be read: id and what was wrong. They become items in need of action.
  struct unreadable_order {
    std::string id;
    std::string detail;
  };
  std::vector<unreadable_order> unreadable;
  scan_cursor next;
  bool complete = false;  // the run is over: everything until now was seen
};

/// What connecting taught us about the shop.
struct shop_profile {
  std::string name;
  std::string home_url;
  std::string version;
  std::string currency;   // ISO 4217; "" unknown
  std::string time_zone;  // IANA name; "" unknown
  std::string country;    // base country; "" unknown
  struct choice {
    std::string id;
    std::string title;
  };
  std::vector<choice> statuses;
  std::vector<choice> payment_methods;
};

/// A conversation that finds out how to talk to the shop and whether the credentials hold. The
/// caller starts with an empty stage and goes on until `complete`; a failed step is returned as
/// error.
struct probe_state {
  shop_connection connection;  // grows on the way
  std::string stage;           // the adapter's; "" = start
  shop_profile profile;
  bool complete = false;
};

struct shop_product {
  std::string id;
  std::string sku;
  std::string name;
  decimal price;  // as the shop keeps it
  bool price_includes_vat = true;
  std::optional<decimal> vat_percent;
};

struct product_page {
  std::vector<shop_product> products;
  std::string next;  // "" = last page
};

class shop_adapter {
public:
  virtual ~shop_adapter() = default;
  virtual std::string_view kind() const noexcept = 0;

  /// The next request of the probe.
  virtual result<http_request> probe_request(const probe_state& state,
                                             const request_context& context) const = 0;
  /// Reads the answer (or the transport's error) of that request; the error names what the merchant
  /// must do.
  virtual result<probe_state> probe_answer(const probe_state& state,
                                           const result<http_response>& answer) const = 0;

  virtual result<http_request> scan_request(const shop_connection& shop, const scan_scope& scope,
                                            const scan_cursor& cursor,
                                            const request_context& context) const = 0;
  virtual result<scan_page> scan_answer(const shop_connection& shop, const scan_scope& scope,
                                        const scan_cursor& cursor,
                                        const http_response& answer) const = 0;
  /// After a failed page: a cursor that asks for less (smaller pages), or nothing when there is no
  /// way left.
  virtual std::optional<scan_cursor> scan_smaller(const scan_cursor& cursor) const = 0;

  virtual result<http_request> order_request(const shop_connection& shop, std::string_view order_id,
                                             const request_context& context) const = 0;
  virtual result<order> order_answer(const shop_connection& shop,
                                     const http_response& answer) const = 0;

  virtual result<http_request> credits_request(const shop_connection& shop, const order& original,
                                               const request_context& context) const = 0;
  virtual result<std::vector<credit>> credits_answer(const shop_connection& shop,
                                                     const order& original,
                                                     const http_response& answer) const = 0;

  /// `page` is "" for the first one, else `product_page::next`.
  virtual result<http_request> products_request(const shop_connection& shop, std::string_view page,
                                                const request_context& context) const = 0;
  virtual result<product_page> products_answer(const shop_connection& shop, std::string_view page,
                                               const http_response& answer) const = 0;

  /// Orders placed in [from, to) by creation time, for reports; `page` as above. Not a scan: no
  /// marks.
  virtual result<http_request> period_request(const shop_connection& shop, time_point from,
                                              time_point to, std::string_view page,
                                              const request_context& context) const = 0;
  struct period_page {
    std::vector<order> orders;
    std::vector<scan_page::unreadable_order> unreadable;
    std::string next;  // "" = last page
  };
  virtual result<period_page> period_answer(const shop_connection& shop, std::string_view page,
                                            const http_response& answer) const = 0;
};

}  // namespace boekbrug::core
