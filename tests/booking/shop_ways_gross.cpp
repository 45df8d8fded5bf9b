// Shops that keep amounts with a rate: Mijnwebwinkel (gross, VAT per rate over the sum) and CCV
// Shop (gross or net, VAT per rate or per line).

#include "charging.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::test::charging {

using namespace core;

namespace {

/// Lines of amounts that include VAT or not, of which the VAT is still to be settled.
class sheet {
public:
  sheet(const basket& bought, bool included)
      : bought_{bought}, included_{included}, made_{start(bought)} {
    made_.value.prices_include_vat = included;
  }

  void note(line_kind kind, const char* name, const shop_rate& rate, minor_units amount,
            int quantity = 1) {
    if (amount == 0) {
      return;
    }
    order_line row = make_line(kind, name, rate);
    row.quantity = quantity;
    row.vat = vat_of(amount, rate.hundredths, included_);
    row.net = included_ ? amount - row.vat : amount;
    rates_.push_back(&rate);
    add(made_, std::move(row));
  }

  /// An amount in proportion to what was bought at each rate: a part per rate.
  void note_spread(line_kind kind, const char* name, minor_units amount) {
    const auto shares = spread_over(amount, rows_per_rate(bought_));
    for (std::size_t at = 0; at < shares.size(); ++at) {
      note(kind, name, bought_.rates[at], shares[at]);
    }
  }

  /// Moves cents so that each rate's VAT is the one of its sum: on the largest line of the rate, or
  /// one cent on each line in turn.
  void settle(bool on_largest) {
    for (const shop_rate& rate : bought_.rates) {
      std::vector<order_line*> rows;
      minor_units base = 0;
      minor_units given = 0;
      for (std::size_t at = 0; at < rates_.size(); ++at) {
        order_line& row = made_.value.lines[at];
        if (rates_[at] == &rate) {
          rows.push_back(&row);
          base += row.net + (included_ ? row.vat : 0);
          given += row.vat;
        }
      }
      std::stable_sort(rows.begin(), rows.end(), [](const order_line* a, const order_line* b) {
        return std::llabs(a->vat) > std::llabs(b->vat);
      });
      minor_units left = vat_of(base, rate.hundredths, included_) - given;
      for (std::size_t at = 0; left != 0; at = on_largest ? 0 : (at + 1) % rows.size()) {
        const minor_units step = left < 0 ? -1 : 1;
        rows[at]->vat += step;
        rows[at]->net -= included_ ? step : 0;
        left -= step;
      }
    }
  }

  charged_order done(const chooser& choose) {
    finish(made_, choose);
    return std::move(made_);
  }

private:
  const basket& bought_;
  bool included_;
  charged_order made_;
  std::vector<const shop_rate*> rates_;  // of each line
};

}  // namespace

charged_order mijnwebwinkel(const basket& bought, const chooser& choose) {
  sheet made{bought, true};
  const auto gross = [&bought](std::size_t rate, minor_units amount) {
    return bought.included ? amount : amount + vat_of(amount, bought.rates[rate].hundredths, false);
  };
  for (const article& each : bought.articles) {  // action prices are inside the line
    made.note(line_kind::product, "Artikel", bought.rates[each.rate],
              gross(each.rate, each.price * each.quantity - each.discount), each.quantity);
  }
  made.note_spread(line_kind::discount, "Korting", -bought.coupon);
  for (const rated_amount& part : shipping_parts(bought)) {
    made.note(line_kind::shipping, "Pakketpost", bought.rates[part.rate], part.amount);
  }
  if (choose(0, 1) == 0) {
    made.note_spread(line_kind::fee, "Betaalkosten", bought.fee);
  } else {
    made.note(line_kind::fee, "Betaalkosten", bought.rates[bought.fee_rate], bought.fee);
  }
  made.note(line_kind::product, "Statiegeld", no_rate(), bought.deposit);
  made.settle(true);
  return made.done(choose);
}

charged_order ccvshop(const basket& bought, const chooser& choose) {
  sheet made{bought, bought.included};
  for (const article& each : bought.articles) {
    made.note(line_kind::product, "Artikel", bought.rates[each.rate],
              each.price * each.quantity - each.discount, each.quantity);
  }
  made.note(line_kind::shipping, "Verzending", bought.rates[bought.shipping_rate], bought.shipping);
  made.note(line_kind::fee, "Betaalkosten", bought.rates[bought.shipping_rate], bought.fee);
  made.note_spread(line_kind::discount, "Korting", -bought.coupon);
  made.note(line_kind::product, "Statiegeld", no_rate(), bought.deposit);
  if (choose(0, 1) == 0) {
    made.settle(false);  // per rate; else per line
  }
  return made.done(choose);
}

}  // namespace boekbrug::test::charging
