#pragma once
// Makes orders as a Dutch shop on this platform gets them; the same seed gives the same orders.

#include "sim/mijnwebwinkel/options.hpp"
#include "sim/mijnwebwinkel/order_json.hpp"

#include <random>

namespace boekbrug::sim::mijnwebwinkel {

struct generated_order {
  order_draft draft;
  std::vector<payment> payments;
  bool credit = false;  // a credit order is to follow
};

class order_generator {
public:
  explicit order_generator(const shop_options& options)
      : options_{options}, engine_{options.seed} {}
  generated_order make(std::string number, seconds_utc created, seconds_utc latest,
                       const order_wish& wish);
  /// 0 .. below-1, the same on every machine.
  std::uint64_t random(std::uint64_t below) noexcept { return engine_() % below; }
  bool chance(double probability) noexcept {
    return static_cast<double>(random(1'000'000)) < probability * 1e6;
  }
  std::string draw_uuid() { return make_uuid(engine_(), engine_()); }

private:
  market draw_market();
  void draw_buyer(order_draft& order, market kind);
  void draw_lines(order_draft& order);
  order_line draw_article_line(const order_draft& order);
  order_line draw_bundle(const order_draft& order);
  void draw_discount(order_draft& order, bool all);
  void draw_costs(order_draft& order, bool free);
  void draw_way_of_paying(order_draft& order, const order_wish& wish);
  void draw_flow(generated_order& made, const order_wish& wish);
  void draw_odd_flow(generated_order& made);
  void settle(generated_order& made, std::int64_t status, std::string_view payment_status);
  void pay_with(order_draft& order, std::string_view gateway, std::string_view method);
  void draw_times(generated_order& made, seconds_utc latest);
  void draw_quirks(order_draft& order);

  const shop_options& options_;
  std::mt19937_64 engine_;
  std::uint64_t guests_ = 0;
};

}  // namespace boekbrug::sim::mijnwebwinkel
