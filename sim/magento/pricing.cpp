#include "sim/magento/pricing.hpp"

#include <algorithm>
#include <map>

namespace boekbrug::sim::magento {
namespace {

constexpr std::int64_t whole = 10'000;  // hundredths of a percent in 100%
constexpr std::int64_t fine = 10'000;   // exact taxes are kept in 1e-8 of a unit

/// The tax on an amount, exact to 1e-8.
std::int64_t exact_tax(money amount, std::int64_t percent, bool included) noexcept {
  return mul_div(amount * fine, percent, included ? whole + percent : whole);
}

money fine_to_cents(std::int64_t value) noexcept {
  return mul_div(value, 1, fine * cent) * cent;
}

/// Carries what rounding took or gave from line to line, per rate and kind, as Magento does.
class delta_rounding {
public:
  money round(std::int64_t exact, std::int64_t percent, bool after_discount) {
    auto& delta = deltas_.try_emplace({percent, after_discount}, 100).first->second;
    exact += delta;
    const money rounded = fine_to_cents(exact);
    delta = exact - rounded * fine;
    return rounded;
  }

private:
  std::map<std::pair<std::int64_t, bool>, std::int64_t> deltas_;
};

class cart_pricer {
public:
  cart_pricer(const cart& wanted, const tax_settings& settings)
      : cart_{wanted}, settings_{settings} {}

  priced_cart run() {
    priced_cart out;
    for (const auto& line : cart_.lines) {
      priced_line priced;
      if (line.priced) {
        priced.rate = cart_.vat_exempt ? nullptr : rate_for(cart_.tax_country, line.item->tax);
        set_price(priced, line.item->price, line.quantity, line.item->tax);
      }
      out.lines.push_back(priced);
    }
    if (cart_.has_shipping) {
      out.shipping.rate = cart_.vat_exempt ? nullptr : rate_for(cart_.tax_country, tax_class::high);
      set_price(out.shipping, cart_.shipping, one, tax_class::high);
    }
    spread_discount(out);
    // Tax comes last, in the order of the rows and then shipping: the remainders run through.
    for (std::size_t i = 0; i < cart_.lines.size(); ++i) {
      if (cart_.lines[i].priced) {
        set_tax(out.lines[i], cart_.lines[i].quantity);
        set_weee(out.lines[i], cart_.lines[i]);
      }
    }
    if (cart_.has_shipping) {
      set_tax(out.shipping, one);
    }
    add_up(out);
    return out;
  }

private:
  static std::int64_t percent_of(const priced_line& line) noexcept {
    return line.rate == nullptr ? 0 : line.rate->percent;
  }

  /// Fills price_incl and row_incl (prices with VAT) or price and row_total (without).
  void set_price(priced_line& out, money typed, money quantity, tax_class tax) const {
    if (!settings_.prices_include_tax) {
      out.price = typed;
      out.row_total = part_of(typed, quantity, one);
      return;
    }
    const tax_rate* own = rate_for(settings_.store_country, tax);
    const std::int64_t store_percent = own == nullptr ? 0 : own->percent;
    const std::int64_t percent = percent_of(out);
    out.price_incl = round_cents(typed);
    if (store_percent != percent) {
      // Another country's rate: out goes ours, in comes theirs.
      const std::int64_t net =
          out.price_incl * fine - exact_tax(out.price_incl, store_percent, true);
      const money rounded_net = mul_div(net, 1, fine);
      out.price_incl = fine_to_cents(net + exact_tax(rounded_net, percent, false));
    }
    out.row_incl = part_of(out.price_incl, quantity, one);
  }

  money discount_base(const priced_line& line) const noexcept {
    return settings_.prices_include_tax ? line.row_incl : line.row_total;
  }

  void spread_discount(priced_cart& out) const {
    std::vector<priced_line*> lines;
    for (std::size_t i = 0; i < cart_.lines.size(); ++i) {
      if (cart_.lines[i].priced && cart_.lines[i].item->type != product_type::giftcard) {
        lines.push_back(&out.lines[i]);
      }
    }
    if (cart_.discounts_shipping && cart_.has_shipping) {
      lines.push_back(&out.shipping);
    }
    money base = 0;
    for (const auto* line : lines) {
      base += discount_base(*line);
    }
    money left = std::min(round_cents(cart_.discount_fixed), base);
    std::int64_t delta = 0;
    for (auto* line : lines) {
      const money own = discount_base(*line);
      if (cart_.discount_percent != 0) {
        const std::int64_t exact = mul_div(own * fine, cart_.discount_percent, 100 * one) + delta;
        line->discount = std::min(fine_to_cents(exact), own);
        delta = exact - line->discount * fine;
      } else if (left > 0 && base > 0) {
        // What the earlier lines left is shared out over the rest; the last takes all of it.
        line->discount = std::min(part_of(left, own, base), own);
        left -= line->discount;
        base -= own;
      }
    }
  }

  void set_tax(priced_line& line, money quantity) {
    const std::int64_t percent = percent_of(line);
    const bool included = settings_.prices_include_tax;
    const money amount = included ? line.row_incl : line.row_total;
    const money before = rounding_.round(exact_tax(amount, percent, included), percent, false);
    line.tax = before;
    if (settings_.tax_after_discount) {
      const money taxable = std::max<money>(amount - line.discount, 0);
      line.tax = rounding_.round(exact_tax(taxable, percent, included), percent, true);
    }
    if (included) {
      line.row_total = line.row_incl - before;
      line.price = part_of(line.row_total, one, quantity);
      line.compensation = before - line.tax;
    } else {
      line.row_incl = line.row_total + before;
      line.price_incl = part_of(line.row_incl, one, quantity);
    }
  }

  static void set_weee(priced_line& line, const cart_line& from) {
    if (from.item->weee != 0) {
      line.weee_row = part_of(from.item->weee, from.quantity, one);
      line.weee_row_incl = line.weee_row + part_of(line.weee_row, percent_of(line), whole);
    }
  }

  void add_up(priced_cart& out) const {
    for (std::size_t i = 0; i < out.lines.size(); ++i) {
      const priced_line line = out.lines[i];
      if (!cart_.lines[i].priced) {
        continue;
      }
      out.subtotal += line.row_total;
      out.subtotal_incl += line.row_incl;
      out.discount += line.discount;
      out.compensation += line.compensation;
      out.tax += line.tax + line.weee_row_incl - line.weee_row;
      out.weee += line.weee_row;
      if (cart_.lines[i].parent >= 0) {
        priced_line& parent = out.lines[static_cast<std::size_t>(cart_.lines[i].parent)];
        parent.row_total += line.row_total;
        parent.row_incl += line.row_incl;
        parent.tax += line.tax;
      }
    }
    for (std::size_t i = 0; i < out.lines.size(); ++i) {
      if (!cart_.lines[i].priced && cart_.lines[i].parent < 0) {
        priced_line& parent = out.lines[i];
        parent.price = part_of(parent.row_total, one, cart_.lines[i].quantity);
        parent.price_incl = part_of(parent.row_incl, one, cart_.lines[i].quantity);
      }
    }
    out.discount += out.shipping.discount;
    out.tax += out.shipping.tax;
    out.total = out.subtotal + out.weee + out.shipping.row_total + out.tax + out.compensation +
                out.shipping.compensation - out.discount;
  }

  const cart& cart_;
  const tax_settings& settings_;
  delta_rounding rounding_;
};

}  // namespace

priced_cart price(const cart& wanted, const tax_settings& settings) {
  return cart_pricer{wanted, settings}.run();
}

}  // namespace boekbrug::sim::magento
