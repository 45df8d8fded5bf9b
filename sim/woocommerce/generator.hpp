#pragma once
// Makes orders as a Dutch shop gets them, from a seed: the same seed gives the same orders.

#include "sim/woocommerce/order_edit.hpp"
#include "sim/woocommerce/people.hpp"

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace boekbrug::sim::woocommerce {

/// Chances from 0 to 1, each drawn on its own where it applies.
struct order_mix {
  double returning = 0.4;  // the customer has ordered before
  double domestic_company = 0.12;
  double reverse_charge = 0.04;  // company elsewhere in the EU, no VAT
  double oss = 0.07;             // consumer in BE, DE or FR
  double outside_eu = 0.02;
  double coupon = 0.12;
  double fee = 0.06;
  double negative_fee = 0.04;
  double zero_total = 0.01;
  double download = 0.05;
  double refund = 0.06;  // of the completed and paid ones
  double bank_transfer_unpaid = 0.05;
  double cash_on_delivery = 0.03;
  double on_account = 0.02;  // completed without a payment date
  double pending = 0.02;
  double failed = 0.02;
  double cancelled = 0.03;
  double draft = 0.01;  // checkout-draft
  double custom_status = 0.03;
  double processing = 0.12;
};

struct generator_options {
  std::uint64_t seed = 1;
  tax_settings taxes;
  shop_zone zone = shop_zone::amsterdam;
  order_mix mix;
  std::uint64_t customers = 400;  // size of the pool that returning customers come from
  std::string number_prefix;      // "2026-" as numbering plugins do; the number stays text
  std::string custom_status = "verzonden";
  int lines_max = 8;
};

/// What a caller fixes instead of leaving it to chance.
struct order_wish {
  std::optional<std::string> status;
  std::optional<bool> paid;
  std::optional<market> customers;
  bool no_refund = false;
};

struct generated_order {
  stored_order order;
  /// When a refund of this kind is to follow.
  std::optional<refund_kind> refund;
};

class order_generator {
public:
  explicit order_generator(generator_options options);
  /// An order of that moment; none of its dates is later than `latest`.
  generated_order make(std::int64_t id, seconds_utc created, seconds_utc latest,
                       const order_wish& wish = {});
  /// An order with these lines, as the REST API makes it.
  stored_order make_plain(std::int64_t id, cart wanted, seconds_utc created,
                          const std::string& status, bool paid);
  row_ids& ids() noexcept { return ids_; }
  /// 0 .. below-1, the same on every platform.
  std::uint64_t random(std::uint64_t below) noexcept { return engine_() % below; }

private:
  bool chance(double probability) noexcept;
  market draw_market();
  customer draw_customer(market kind, order_head& head);
  cart draw_cart(market kind, const customer& buyer);
  void draw_lines(cart& out, bool downloads);
  void draw_shipping(cart& out, market kind);
  void draw_extras(cart& out);
  void draw_flow(order_head& head, const cart& wanted, micro total, seconds_utc latest,
                 const order_wish& wish);
  void settle(order_head& head, std::string status, bool paid, seconds_utc latest);
  std::string draw_text(std::string_view prefix, std::size_t length);
  std::optional<refund_kind> draw_refund(const order_head& head, micro total);

  generator_options options_;
  std::mt19937_64 engine_;
  row_ids ids_;
  std::uint64_t guests_ = 0;
};

}  // namespace boekbrug::sim::woocommerce
