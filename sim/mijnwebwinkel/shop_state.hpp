#pragma once
// All that one simulated shop knows, and the few ways in which it changes.

#include "sim/mijnwebwinkel/generator.hpp"
#include "sim/mijnwebwinkel/order_store.hpp"
#include "sim/mijnwebwinkel/wire.hpp"

#include <deque>

namespace boekbrug::sim::mijnwebwinkel {

/// A credit order to be made of an order.
struct credit_request {
  enum class kind : std::uint8_t { full, lines, amount };
  kind what = kind::full;
  std::vector<std::pair<std::size_t, std::int64_t>> lines;  // index and pieces; empty: one piece
  bool shipping = false;                                    // costs too (kind lines)
  cents amount = 0;
  bool refund_payment = false;
  std::int64_t status = 10;
};

/// A change from outside the API, as the shop's backend makes it.
struct order_patch {
  std::optional<std::int64_t> status;
  std::optional<bool> paid, archived, touch;
  std::optional<std::string> payment_status;
  std::optional<cents> total;
};

struct shop_request {
  core::http_method method = core::http_method::get;
  std::string path;  // behind "/v1", or behind "/_sim"
  url_query query;
  std::string_view body;
  seconds_utc now{};
};

class shop_state {
public:
  shop_state(shop_options given, seconds_utc now);
  /// Lets orders arrive that are due. Called with every request.
  void advance(seconds_utc now);
  std::vector<std::string> arrive(std::int64_t count, seconds_utc when, const order_wish& wish);
  core::result<std::string> credit(const std::string& id, const credit_request& request,
                                   seconds_utc now);
  core::result<void> patch(const std::string& id, const order_patch& change, seconds_utc now);
  std::string take_number(bool test);
  bool is_credit_status(std::int64_t status) const noexcept;
  const order_status* find_status(std::int64_t status) const noexcept;
  /// The statuses that product.md counts as finished: paid, sent, picked up.
  bool is_finished(std::int64_t status) const noexcept;
  bool is_paid(const order_facts& facts) const noexcept;
  std::string store_id() const { return make_uuid(7, options.seed); }

  const shop_options options;
  order_store store;
  order_generator generator;
  bool token_active = true;
  std::map<std::string, std::uint64_t> requests, unknown_parameters;
  std::uint64_t writes = 0;
  std::deque<seconds_utc> recent;  // requests inside the rate window

private:
  std::string place(const std::string& number, seconds_utc when, seconds_utc latest,
                    const order_wish& wish);
  void set_payment_status(const std::string& id, boost::json::object& order,
                          const std::string& state, seconds_utc now);
  std::int64_t next_ = 1, next_test_ = 1;
  seconds_utc arrivals_since_{};
  std::int64_t arrived_ = 0;
};

/// The credit order's JSON and its gross amount. Fails when nothing is left to credit.
core::result<boost::json::object> make_credit(const order_record& original,
                                              const credit_request& request,
                                              const shop_options& options, std::string number,
                                              std::string uuid, seconds_utc now);

}  // namespace boekbrug::sim::mijnwebwinkel
