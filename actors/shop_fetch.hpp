#pragma once
// One shop connection while it is in use: builds requests, has them sent, reads the answers. One
// call at a time per shop (woocommerce.md 8: be gentle).

#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/services.hpp"

#include <deque>
#include <functional>

namespace boekbrug::actors {

class shop_fetch_state {
public:
  static inline const char* name = "shop-fetch";
  explicit shop_fetch_state(shop_fetch_actor::pointer self) : self_{self} {}
  shop_fetch_actor::behavior_type make_behavior(const services* house, http_gateway_actor gateway,
                                                core::integration_id id);

private:
  using build_function =
      std::function<core::result<core::http_request>(const core::request_context&)>;
  using answer_function = std::function<void(core::result<response_ptr>)>;

  caf::result<page_ptr> page(const ask_ptr& ask);
  void fetch_page(const ask_ptr& ask, caf::typed_response_promise<page_ptr> promise);
  void page_failed(const ask_ptr& ask, const core::error& failure,
                   caf::typed_response_promise<page_ptr> promise);
  caf::result<credits_ptr> credits(const order_ptr& order);
  caf::result<shop_orders_ptr> orders(const shop_period_ptr& period);
  void call(build_function build, answer_function done);
  void next_call();
  void send_next();
  void load();
  void stay_awake();

  struct waiting_call {
    build_function build;
    answer_function done;
  };

  shop_fetch_actor::pointer self_;
  const services* house_ = nullptr;
  http_gateway_actor gateway_;
  core::integration_id id_{};
  const core::shop_adapter* adapter_ = nullptr;
  core::shop_connection shop_;
  std::deque<waiting_call> line_;
  bool busy_ = false;
  core::time_point not_before_{};  // of the next call, by the pace of the shop's API
  std::uint64_t idle_epoch_ = 0;
};
static_assert(!std::is_aggregate_v<shop_fetch_state>);

shop_fetch_actor::behavior_type shop_fetch(
    shop_fetch_actor::stateful_pointer<shop_fetch_state> self, const services* house,
    http_gateway_actor gateway, core::integration_id id);

/// Transport errors as a shop's errors: E-WINKEL with the cause in the detail.
core::error as_shop_error(core::error failure);

}  // namespace boekbrug::actors
