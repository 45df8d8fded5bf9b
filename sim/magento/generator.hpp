#pragma once
// Makes orders as a Dutch Magento shop gets them, from a seed: the same seed gives the same orders.

#include "sim/magento/order_writer.hpp"

#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace boekbrug::sim::magento {

/// Chances from 0 to 1, each drawn on its own where it applies.
struct order_mix {
  double returning = 0.4;  // the customer has ordered before
  double guest = 0.45;     // else registered
  // whose order
  double domestic_company = 0.12, reverse_charge = 0.04, oss = 0.07, outside_eu = 0.02;
  // what is in it
  double configurable = 0.3, bundle = 0.12, fixed_bundle = 0.05, grouped = 0.05;
  double virtual_only = 0.06, exempt = 0.03, gift_card_product = 0.01, weee = 0.05;
  double fraction = 0.03, coupon = 0.14, fixed_coupon = 0.06, shipping_discount = 0.03;
  double free_shipping = 0.15, zero_total = 0.01;
  // how it is paid
  double gift_card = 0.03, store_credit = 0.02, reward_points = 0.01, all_by_gift_card = 0.005;
  double known_fee = 0.04, unexplained_fee = 0.02;
  // what became of it
  double pending = 0.04, pending_payment = 0.02, payment_review = 0.01, canceled = 0.05;
  double holded = 0.01, processing = 0.1, custom_status = 0.04, paid_without_invoice = 0.02;
  double complete_unpaid = 0.02, open_invoice = 0.01, part_invoiced = 0.01, part_canceled = 0.01;
  double edited = 0.01;
  double refund = 0.05;  // of the complete and paid ones
  // oddities
  double no_rates_listed = 0.03, foreign_currency = 0;
};

/// The chances by name, for reading them from options.
std::vector<std::pair<std::string_view, double*>> chances_of(order_mix& mix);

struct store_view {
  std::int64_t id = 1;
  std::string code, name, prefix;
};

struct generator_options {
  std::uint64_t seed = 1, customers = 400;
  tax_settings taxes;
  order_mix mix;
  std::vector<store_view> stores;
  std::vector<std::string> custom_statuses{"picking", "verzonden"};
  int lines_max = 6;
};

/// What a caller fixes instead of leaving it to chance.
struct order_wish {
  std::optional<std::string> status;  // pending, processing, complete or canceled
  std::optional<market> customers;
  bool no_refund = false;
};

enum class after_course : std::uint8_t { nothing, part_invoiced, part_canceled, open_invoice };
enum class refund_kind : std::uint8_t { none, full, lines, lines_with_adjustment, amount };

struct generated_order {
  order_draft draft;
  after_course after = after_course::nothing;
  refund_kind refund = refund_kind::none;
  bool edited = false;  // to be cancelled and followed by a second order "-1"
};

class order_generator {
public:
  explicit order_generator(generator_options options);
  /// The number is the store's prefix and a counter that the caller keeps.
  generated_order make(std::int64_t id, seconds_utc created, seconds_utc latest,
                       const order_wish& wish = {});
  const store_view& draw_store();
  /// 0 .. below-1, the same on every platform.
  std::uint64_t random(std::uint64_t below) noexcept { return engine_() % below; }
  bool chance(double probability) noexcept;

private:
  market draw_market();
  void draw_customer(order_draft& out, market kind);
  void add_product(cart& out, const product& item, money quantity);
  void draw_lines(cart& out);
  void draw_special_lines(cart& out);
  void draw_discount(order_draft& out);
  void draw_shipping(order_draft& out, market kind);
  void draw_payments(order_draft& out);
  bool draw_unfinished(order_draft& draft, double& luck);
  void draw_course(generated_order& out, seconds_utc latest, const order_wish& wish);
  void settle(order_draft& out, std::string_view state, std::string_view status);
  void pay_with(order_draft& out, std::string_view method, std::string_view title);
  refund_kind draw_refund();

  generator_options options_;
  std::mt19937_64 engine_;
  std::uint64_t strangers_ = 0;
};

}  // namespace boekbrug::sim::magento
