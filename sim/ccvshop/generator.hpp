#pragma once
// Makes orders as a Dutch CCV Shop gets them: the same seed gives the same orders.

#include "sim/ccvshop/catalogue.hpp"
#include "sim/ccvshop/pricing.hpp"

#include <random>

namespace boekbrug::sim::ccvshop {

/// Chances from 0 to 1, each drawn on its own where it applies.
struct order_mix {
  double returning = 0.4;
  double domestic_company = 0.12;
  double reverse_charge = 0.04;
  double oss = 0.07;
  double outside_eu = 0.02;
  double excluding_vat = 0.1;   // row prices without VAT
  double no_vat_shown = 0.01;   // taxes_included false
  double platform_sale = 0.02;  // all rows at 0 %
  double shipping_untaxed = 0.02;
  double coupon = 0.12;
  double free_shipping = 0.03;
  double row_discount = 0.1;
  double customer_discount = 0.03;  // user.discount_percentage, already in the prices
  double credit_points = 0.03;
  double payment_fee = 0.08;
  double payment_option = 0.03;
  double extra_costs = 0.03;
  double extra_discount = 0.03;  // negative extra_costs
  double attributes = 0.5;       // of products that have options
  double deposit = 1;            // of products with a deposit
  double fraction = 0.6;         // of products sold by metre or kilo
  double zero_total = 0.01;
  double pickup = 0.08;
  double basket = 0.04;        // never completed
  double basket_later = 0.03;  // completed an hour to a day after the basket was made
  double unpaid = 0.05;
  double paid_later = 0.05;  // days after it was completed
  double cancelled = 0.03;
  double other_status = 0.15;  // neither 7 nor 8
  double invoice = 0.7;
  double credit = 0.05;  // of paid orders
  double edited = 0.02;  // a row added after payment
  double deleted = 0.01;
  double foreign_currency = 0;
};

struct generator_options {
  std::uint64_t seed = 1;
  order_mix mix;
  price_rules rules;
  std::uint64_t customers = 400;
  std::string number_prefix;  // "" = the year
  bool free_shipping_as_discount = false;
  int lines_max = 6;
};

struct order_wish {
  std::optional<int> status;
  std::optional<bool> paid;
  std::optional<market> customers;
  bool basket = false;
  bool no_aftermath = false;  // no credit, edit or deletion
  bool at_once = false;       // nothing is left for later
};

enum class event_kind : std::uint8_t { complete, pay, status, credit, edit, remove };

struct planned_event {
  time_point when;
  event_kind kind = event_kind::complete;
  std::int64_t order_id = 0;
  int status = 0;
  std::string credit_kind;
  std::uint64_t place = 0;  // keeps what is due at the same moment in its order
};

struct generated_order {
  stored_order order;  // still a basket
  std::vector<planned_event> events;
};

class order_generator {
public:
  explicit order_generator(generator_options options);
  /// A basket of that moment and what becomes of it. What is not meant to be late happens no later
  /// than `latest`.
  generated_order make(std::int64_t id, time_point created, time_point latest,
                       const order_wish& wish);
  /// A row of some product, priced like the other rows of that order.
  order_row draw_row(const stored_order& order);
  std::uint64_t random(std::uint64_t below) noexcept { return engine_() % below; }
  const generator_options& options() const noexcept { return options_; }
  std::int64_t take_row_id() noexcept { return next_row_id_++; }

private:
  bool chance(double probability) noexcept;
  market draw_market();
  void draw_flags(stored_order& order);
  void draw_rows(stored_order& order);
  order_row make_row(const stored_order& order, const product& item);
  void add_deposit(stored_order& order, const product& item, micro count);
  void draw_shipping(stored_order& order);
  void draw_discounts(stored_order& order);
  void draw_fees(stored_order& order);
  void draw_payment(stored_order& order);
  void draw_life(generated_order& out, time_point latest, const order_wish& wish);
  void draw_aftermath(generated_order& out, time_point settled);

  generator_options options_;
  std::mt19937_64 engine_;
  std::uint64_t guests_ = 0;
  std::int64_t next_row_id_ = 648'300'001;
};

}  // namespace boekbrug::sim::ccvshop
