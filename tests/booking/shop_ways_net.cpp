// Shops that keep nets: WooCommerce (VAT per line) and Magento (per piece, per row or on the total,
// after or before the discount).

#include "charging.hpp"

namespace boekbrug::test::charging {

using namespace core;

namespace {

/// Half down when prices include VAT, half up when they do not (woocommerce.md 4).
minor_units woo_rounded(minor_units fine, bool included) {
  const minor_units size = fine < 0 ? -fine : fine;
  const minor_units rounded = (size + (included ? 4'999 : 5'000)) / 10'000;
  return fine < 0 ? -rounded : rounded;
}

class woo_till {
public:
  woo_till(const basket& bought, bool at_subtotal)
      : bought_{bought}, at_subtotal_{at_subtotal}, made_{start(bought)} {}

  void ring(line_kind kind, const shop_rate& rate, minor_units amount, bool amount_includes,
            int quantity) {
    order_line row = make_line(kind, "Artikel", rate);
    row.quantity = quantity;
    const minor_units fine = fine_vat(amount, rate.hundredths, amount_includes);
    row.vat = woo_rounded(fine, bought_.included);
    row.net = round_div(amount * 10'000 - (amount_includes ? fine : 0), 10'000);
    rounded_ += row.vat;
    fine_[rate.percent] += fine;
    add(made_, std::move(row));
  }

  charged_order done(const chooser& choose) {
    if (at_subtotal_) {
      // Rounded once per rate: the total may differ from the rounded lines.
      minor_units once = 0;
      for (const auto& [percent, fine] : fine_) {
        once += woo_rounded(fine, bought_.included);
      }
      made_.remainder = once - rounded_;
    }
    finish(made_, choose, !at_subtotal_);
    return std::move(made_);
  }

private:
  const basket& bought_;
  bool at_subtotal_;
  charged_order made_;
  minor_units rounded_ = 0;
  std::map<std::string, minor_units> fine_;
};

enum class magento_way { unit, row, total };

class magento_till {
public:
  magento_till(const basket& bought, magento_way way)
      : bought_{bought}, way_{way}, made_{start(bought)} {}

  minor_units tax(std::size_t rate, minor_units amount, int quantity, bool included) {
    const int percent = bought_.rates[rate].hundredths;
    switch (way_) {
      case magento_way::unit:
        return quantity * round_div(amount * percent,
                                    (included ? 10'000 + percent : 10'000) * minor_units{quantity});
      case magento_way::row:
        return vat_of(amount, percent, included);
      case magento_way::total:
        break;
    }
    // The remainder of rounding is carried from line to line, per rate.
    carry& sum = carried_[rate];
    sum.fine += fine_vat(amount, percent, included);
    const minor_units rounded = round_div(sum.fine, 10'000);
    const minor_units mine = rounded - sum.given;
    sum.given = rounded;
    return mine;
  }

  void ring(const article& each, minor_units discount, bool before_discount) {
    const minor_units amount = each.price * each.quantity;
    const minor_units taxed = before_discount ? amount : amount - discount;
    order_line row = make_line(line_kind::product, "Artikel", bought_.rates[each.rate]);
    row.vat_country.clear();  // the API does not say
    row.quantity = each.quantity;
    row.vat = tax(each.rate, taxed, each.quantity, bought_.included);
    // Prices incl. VAT: row_total + tax + compensation - discount is the gross that was paid, with
    // the compensation the difference of the tax before and after the discount.
    row.net = taxed - (bought_.included ? row.vat : 0);
    add(made_, std::move(row));
    if (before_discount && discount != 0) {
      order_line off = make_line(line_kind::discount, "Korting", no_rate());
      off.net = -discount;
      add(made_, std::move(off));
    }
  }

  void ring_net(line_kind kind, std::size_t rate, minor_units net) {
    order_line row =
        make_line(kind, "Vast", rate < bought_.rates.size() ? bought_.rates[rate] : no_rate());
    row.vat_country.clear();
    row.net = net;
    row.vat = rate < bought_.rates.size() ? tax(rate, net, 1, false) : 0;
    add(made_, std::move(row));
  }

  charged_order done(const chooser& choose) {
    finish(made_, choose);
    return std::move(made_);
  }

private:
  struct carry {
    minor_units fine = 0;
    minor_units given = 0;
  };
  const basket& bought_;
  magento_way way_;
  charged_order made_;
  std::map<std::size_t, carry> carried_;
};

}  // namespace

charged_order woocommerce(const basket& bought, const chooser& choose) {
  woo_till till{bought, choose(0, 4) == 0};
  const auto discounts = row_discounts(bought);
  for (std::size_t at = 0; at < bought.articles.size(); ++at) {
    const article& each = bought.articles[at];
    till.ring(line_kind::product, bought.rates[each.rate],
              each.price * each.quantity - discounts[at], bought.included, each.quantity);
  }
  if (bought.shipping != 0) {  // takes one class, never split
    till.ring(line_kind::shipping, bought.rates[bought.shipping_rate], bought.shipping, false, 1);
  }
  if (bought.fee != 0) {
    till.ring(line_kind::fee, bought.rates[bought.fee_rate], bought.fee, false, 1);
  }
  if (bought.deposit != 0) {
    till.ring(line_kind::fee, no_rate(), bought.deposit, false, 1);
  }
  return till.done(choose);
}

charged_order magento(const basket& bought, const chooser& choose) {
  magento_till till{bought, static_cast<magento_way>(choose(0, 2))};
  const bool before_discount = choose(0, 9) == 0;
  const auto discounts = row_discounts(bought);
  for (std::size_t at = 0; at < bought.articles.size(); ++at) {
    till.ring(bought.articles[at], discounts[at], before_discount);
  }
  if (bought.shipping != 0) {
    till.ring_net(line_kind::shipping, bought.shipping_rate, bought.shipping);
  }
  if (bought.fee != 0) {
    till.ring_net(line_kind::fee, bought.fee_rate, bought.fee);
  }
  if (bought.deposit != 0) {
    till.ring_net(line_kind::product, bought.rates.size(), bought.deposit);
  }
  return till.done(choose);
}

}  // namespace boekbrug::test::charging
