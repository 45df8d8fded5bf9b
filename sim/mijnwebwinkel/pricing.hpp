#pragma once
// What the platform makes of a cart: lines with gross cents and net millionths per VAT rate.
// Written from sections 3 and 4 of the reference.

#include "sim/mijnwebwinkel/catalogue.hpp"

#include <map>
#include <string>
#include <vector>

namespace boekbrug::sim::mijnwebwinkel {

struct price_part {
  rate_bp rate = 0;
  cents gross = 0;
  micros net = 0;
};
struct line_option {
  std::string description;
  micros unit_net = 0;
  std::int64_t list_option_id = 0;  // 0: none, as an action price has
};
struct line_article {
  const article* item = nullptr;
  rate_bp rate = 0;
  micros unit_net = 0;
  std::vector<line_option> options;
};
struct order_line {
  std::string type, description;
  std::int64_t quantity = 1;
  std::int64_t grams = 0;
  std::vector<price_part> parts;
  bool always_array = false;  // discounts
  std::vector<line_article> articles;
};

struct tax_context {
  std::string country = "NL";  // whose VAT
  bool taxed = true;           // false: export, reverse charge
  bool prices_include_tax = true;
  bool vat_free_shop = false;
};

/// Gross per rate.
using rate_sums = std::map<rate_bp, cents>;

/// `quantity` pieces that cost `unit_gross` with Dutch VAT, or `unit_net` without.
price_part make_part(cents unit_gross, cents unit_net, std::int64_t quantity, vat_kind kind,
                     const tax_context& taxes);
/// The part of one rate whose gross amount is known.
price_part part_of_gross(cents gross, rate_bp rate);
rate_sums sums_of(const std::vector<order_line>& lines);
cents total_of(const std::vector<order_line>& lines);
/// Spreads an amount over rates by their sums; the parts add up to it.
std::vector<price_part> spread(cents amount, const rate_sums& weights);
/// A discount of so many percent: rounded per rate, as the platform does.
std::vector<price_part> percent_off(std::int64_t percent, const rate_sums& goods);

}  // namespace boekbrug::sim::mijnwebwinkel
