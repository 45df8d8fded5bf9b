#include "sim/woocommerce/pricing.hpp"

#include <algorithm>

namespace boekbrug::sim::woocommerce {
namespace {

constexpr std::int64_t whole = 100'000;  // a rate of 100%

/// The net and the VAT inside or on top of an entered amount.
struct parts {
  micro net = 0;
  micro tax = 0;
};

/// A product line while it is being computed: entered amounts, and the rate that applies.
struct working_line {
  micro entered = 0;     // price x quantity before discount
  micro discounted = 0;  // after the coupons so far
  const tax_rate* rate = nullptr;
  std::vector<micro> discounts;  // per coupon, as entered
};

class calculator {
public:
  calculator(const cart& wanted, const tax_settings& settings)
      : cart_{wanted}, settings_{settings} {}

  priced_cart run() {
    enter_lines();
    for (const auto& coupon : cart_.coupons) {
      apply(coupon);
    }
    add_lines();
    add_shipping();
    add_fees();
    add_totals();
    return std::move(out_);
  }

private:
  half tax_half() const { return settings_.prices_include_tax ? half::down : half::up; }

  const tax_rate* rate_of(tax_class cls) const {
    return cart_.vat_exempt || cls == tax_class::none ? nullptr : find_rate(cart_.tax_country, cls);
  }

  /// The price per piece as this customer sees it. With prices including VAT, a customer outside
  /// the base country gets the base VAT taken out and their own put on, in whole cents.
  micro entered_price(const product& item, const tax_rate* rate) const {
    if (!settings_.prices_include_tax) {
      return item.net_price;
    }
    const tax_rate* base =
        item.cls == tax_class::none ? nullptr : find_rate(settings_.base_country, item.cls);
    if (base == nullptr || base == rate) {
      return item.price;
    }
    const micro net = multiply_divide(item.price, whole, whole + base->per_mille_percent);
    const micro tax = rate == nullptr ? 0 : multiply_divide(net, rate->per_mille_percent, whole);
    return round_to_cents(net + tax);
  }

  parts split(micro entered, const tax_rate* rate) const {
    const std::int64_t percent = rate == nullptr ? 0 : rate->per_mille_percent;
    if (settings_.prices_include_tax) {
      const micro net = multiply_divide(entered, whole, whole + percent);
      return {net, entered - net};
    }
    return {entered, multiply_divide(entered, percent, whole)};
  }

  /// VAT of one line and rate as it is stored with the line.
  micro stored_tax(micro unrounded) const {
    return settings_.round_at_subtotal ? unrounded : round_to_cents(unrounded, tax_half());
  }

  void enter_lines() {
    for (const auto& line : cart_.lines) {
      const tax_rate* rate = rate_of(line.item->cls);
      const micro entered = entered_price(*line.item, rate) * line.quantity;
      work_.push_back({entered, entered, rate, {}});
    }
  }

  void apply(const cart_coupon& coupon) {
    std::vector<micro> discounts(work_.size(), 0);
    if (coupon.percent) {
      for (std::size_t i = 0; i < work_.size(); ++i) {
        discounts[i] = round_to_cents(
            multiply_divide(work_[i].discounted, coupon.amount, 100 * micro_per_unit), tax_half());
      }
    } else {
      spread(coupon.amount, discounts);
    }
    for (std::size_t i = 0; i < work_.size(); ++i) {
      const micro discount = std::min(discounts[i], work_[i].discounted);
      work_[i].discounted -= discount;
      work_[i].discounts.push_back(discount);
    }
  }

  /// Fixed amounts go over the lines by their price, in whole cents; left-over cents go to the
  /// first lines.
  void spread(micro amount, std::vector<micro>& discounts) const {
    micro sum = 0;
    for (const auto& line : work_) {
      sum += line.discounted;
    }
    if (sum <= 0) {
      return;
    }
    amount = std::min(amount, sum);
    micro left = amount;
    for (std::size_t i = 0; i < work_.size(); ++i) {
      const micro share = multiply_divide(work_[i].discounted, amount, sum, half::down);
      discounts[i] = std::min(share / micro_per_cent * micro_per_cent, left);
      left -= discounts[i];
    }
    for (std::size_t i = 0; i < work_.size() && left > 0; ++i) {
      const micro more = std::min({left, micro_per_cent, work_[i].discounted - discounts[i]});
      discounts[i] += more;
      left -= more;
    }
  }

  void add_lines() {
    out_.coupons.resize(cart_.coupons.size());
    for (const auto& line : work_) {
      const parts before = split(line.entered, line.rate);
      const parts after = split(line.discounted, line.rate);
      priced_line priced{before.net, stored_tax(before.tax), after.net, stored_tax(after.tax), {}};
      if (line.rate != nullptr) {
        priced.taxes.push_back({line.rate, after.tax, before.tax});
        rate_row(line.rate).tax_total += priced.total_tax;
      }
      out_.discount_total += before.net - after.net;
      out_.discount_tax += before.tax - after.tax;
      for (std::size_t i = 0; i < line.discounts.size(); ++i) {
        const parts part = split(line.discounts[i], line.rate);
        out_.coupons[i].discount += part.net;
        out_.coupons[i].discount_tax += part.tax;
      }
      out_.lines.push_back(std::move(priced));
    }
  }

  /// Shipping follows the cart: standard if any taxed line has it, else the first class in the
  /// list; no taxed line, no VAT.
  const tax_rate* inherited_rate() const {
    for (const tax_class cls : {tax_class::standard, tax_class::reduced, tax_class::zero}) {
      const bool present =
          std::any_of(cart_.lines.begin(), cart_.lines.end(),
                      [&](const cart_line& line) { return line.item->cls == cls; });
      if (present) {
        return rate_of(cls);
      }
    }
    return nullptr;
  }

  priced_line plain_line(micro net, const tax_rate* rate) const {
    priced_line priced;
    priced.total = net;
    if (rate != nullptr) {
      const micro tax = multiply_divide(net, rate->per_mille_percent, whole);
      priced.total_tax = stored_tax(tax);
      priced.taxes.push_back({rate, tax, 0});
    }
    return priced;
  }

  void add_shipping() {
    if (!cart_.shipping) {
      return;
    }
    out_.shipping = plain_line(cart_.shipping->net, inherited_rate());
    if (!out_.shipping->taxes.empty()) {
      rate_row(out_.shipping->taxes.front().rate).shipping_tax_total += out_.shipping->total_tax;
    }
  }

  void add_fees() {
    for (const auto& fee : cart_.fees) {
      const bool taxed = fee.taxable && fee.net > 0;
      out_.fees.push_back(plain_line(fee.net, taxed ? rate_of(tax_class::standard) : nullptr));
      if (!out_.fees.back().taxes.empty()) {
        rate_row(out_.fees.back().taxes.front().rate).tax_total += out_.fees.back().total_tax;
      }
    }
  }

  void add_totals() {
    micro net = 0;
    const auto add = [&](const priced_line& line) {
      net += settings_.round_at_subtotal ? line.total : round_to_cents(line.total);
    };
    std::for_each(out_.lines.begin(), out_.lines.end(), add);
    std::for_each(out_.fees.begin(), out_.fees.end(), add);
    if (out_.shipping) {
      add(*out_.shipping);
      out_.shipping_total = out_.shipping->total;
    }
    for (auto& rate : out_.rates) {
      // Rounded per rate and once per order when the shop rounds at the subtotal; else these are
      // whole cents already.
      rate.tax_total = round_to_cents(rate.tax_total, tax_half());
      rate.shipping_tax_total = round_to_cents(rate.shipping_tax_total, tax_half());
      out_.cart_tax += rate.tax_total;
      out_.shipping_tax += rate.shipping_tax_total;
    }
    out_.discount_total = round_to_cents(out_.discount_total);
    out_.discount_tax = round_to_cents(out_.discount_tax);
    out_.total_tax = out_.cart_tax + out_.shipping_tax;
    out_.total = round_to_cents(net + out_.total_tax);
  }

  priced_rate& rate_row(const tax_rate* rate) {
    for (auto& row : out_.rates) {
      if (row.rate == rate) {
        return row;
      }
    }
    return out_.rates.emplace_back(priced_rate{rate, 0, 0});
  }

  const cart& cart_;
  const tax_settings& settings_;
  std::vector<working_line> work_;
  priced_cart out_;
};

}  // namespace

priced_cart price(const cart& wanted, const tax_settings& settings) {
  return calculator{wanted, settings}.run();
}

}  // namespace boekbrug::sim::woocommerce
