#pragma once
// What a shop adapter is: pure functions that build requests and read answers. Sockets, permits,
// retries and clocks stay with the actors (STYLE 6).

#include "core/http/http_message.hpp"
#include "core/order/order.hpp"
#include "core/ports/remote.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
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
/// is lost the scan goes on from `mark`, which at worst repeats a page. A step may give no orders
/// at all: then its answer is kept in `scratch` until the other calls that it needs are made.
struct scan_cursor {
  std::string mark;  // "" = never scanned
  std::string scratch;
};

/// What to scan, beside what changed since the mark. The same for all pages of one run.
struct scan_scope {
  std::optional<date> history_from;  // first scan only: orders placed on or after this day
  /// The revision (order::revision) under which an order is stored; nothing for an unknown order.
  /// An empty function: everything is to be read anew.
  std::function<std::optional<std::uint64_t>(std::string_view order_id)> stored_revision;
  /// Whether a credit is stored already: its original and lines need not be read again. May be
  /// empty.
  std::function<bool(std::string_view credit_id)> knows_credit;
  /// Orders to read again by id in this run (R2), only for shops that say `rereads_waiting`.
  std::vector<std::string> waiting;
};

struct scan_page {
  std::vector<order> orders;
  /// Orders that could not be read: id and what was wrong. They become items in need of action.
  struct unreadable_order {
    std::string id;
    std::string detail;
    errc code = errc::shop_answer_unreadable;  // or order_gone, totals_differ, ...
    bool is_credit = false;  // `id` is that of a credit, whose original may well be readable
    std::string order_id{};  // of the credit's original; "" when unknown
  };
  std::vector<unreadable_order> unreadable;
  /// Credits that the scan itself came across, with their original: for shops whose credits are
  /// documents of their own. Such orders carry no `order::credits`.
  struct credited_order {
    order original;
    std::vector<credit> credits;
  };
  std::vector<credited_order> credited;
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
  /// Card S1 when the merchant chose nothing (product.md 3.1); ids out of `statuses`.
  std::vector<std::string> default_statuses;
  /// What the merchant should know or confirm, one sentence each.
  std::vector<std::string> remarks;
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
  /// What people call it: "WooCommerce".
  virtual std::string_view title() const noexcept = 0;
  /// Whether its orders mention their credits (`order::credits`), which are then asked for by
  /// order.
  virtual bool mentions_credits() const noexcept { return false; }
  /// The least time between two calls to one shop, where its API counts them.
  virtual std::chrono::milliseconds pace() const noexcept { return {}; }
  /// Whether changes of known orders can stay unseen by the scan, so that those which wait are to
  /// be named in `scan_scope::waiting`.
  virtual bool rereads_waiting() const noexcept { return false; }

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

  /// Reads one order on its own, where that takes one call.
  virtual result<http_request> order_request(const shop_connection& shop, std::string_view order_id,
                                             const request_context& context) const;
  virtual result<order> order_answer(const shop_connection& shop,
                                     const http_response& answer) const;

  /// All credits of one order. Only asked for orders with `order::credits`, that is of shops whose
  /// orders mention their refunds; the others give credits with the scan.
  virtual result<http_request> credits_request(const shop_connection& shop, const order& original,
                                               const request_context& context) const;
  virtual result<std::vector<credit>> credits_answer(const shop_connection& shop,
                                                     const order& original,
                                                     const http_response& answer) const;

  /// `page` is "" for the first one, else `product_page::next`. Errors: not_found when the shop's
  /// products are not offered for copying (S5).
  virtual result<http_request> products_request(const shop_connection& shop, std::string_view page,
                                                const request_context& context) const;
  virtual result<product_page> products_answer(const shop_connection& shop, std::string_view page,
                                               const http_response& answer) const;

  /// Orders placed in [from, to) by creation time, for reports; `page` as above. Not a scan: no
  /// marks. A page may be empty and have a next one: some shops need several calls per order.
  virtual result<http_request> period_request(const shop_connection& shop, time_point from,
                                              time_point to, std::string_view page,
                                              const request_context& context) const = 0;
  struct period_page {
    std::vector<order> orders;
    std::vector<scan_page::unreadable_order> unreadable;
    std::vector<scan_page::credited_order> credited;  // as in a scan, by the credit's own date
    std::string next;                                 // "" = last page
  };
  virtual result<period_page> period_answer(const shop_connection& shop, std::string_view page,
                                            const http_response& answer) const = 0;
};

}  // namespace boekbrug::core
