#include "sim/ccvshop/mix.hpp"

#include <array>

namespace boekbrug::sim::ccvshop {
namespace {

struct share {
  std::string_view name;
  double order_mix::*where;
};

constexpr std::array shares{
    share{"returning", &order_mix::returning},
    share{"domestic_company", &order_mix::domestic_company},
    share{"reverse_charge", &order_mix::reverse_charge},
    share{"oss", &order_mix::oss},
    share{"outside_eu", &order_mix::outside_eu},
    share{"excluding_vat", &order_mix::excluding_vat},
    share{"no_vat_shown", &order_mix::no_vat_shown},
    share{"platform_sale", &order_mix::platform_sale},
    share{"shipping_untaxed", &order_mix::shipping_untaxed},
    share{"coupon", &order_mix::coupon},
    share{"free_shipping", &order_mix::free_shipping},
    share{"row_discount", &order_mix::row_discount},
    share{"customer_discount", &order_mix::customer_discount},
    share{"credit_points", &order_mix::credit_points},
    share{"payment_fee", &order_mix::payment_fee},
    share{"payment_option", &order_mix::payment_option},
    share{"extra_costs", &order_mix::extra_costs},
    share{"extra_discount", &order_mix::extra_discount},
    share{"attributes", &order_mix::attributes},
    share{"deposit", &order_mix::deposit},
    share{"fraction", &order_mix::fraction},
    share{"zero_total", &order_mix::zero_total},
    share{"pickup", &order_mix::pickup},
    share{"basket", &order_mix::basket},
    share{"basket_later", &order_mix::basket_later},
    share{"unpaid", &order_mix::unpaid},
    share{"paid_later", &order_mix::paid_later},
    share{"cancelled", &order_mix::cancelled},
    share{"other_status", &order_mix::other_status},
    share{"invoice", &order_mix::invoice},
    share{"credit", &order_mix::credit},
    share{"edited", &order_mix::edited},
    share{"deleted", &order_mix::deleted},
    share{"foreign_currency", &order_mix::foreign_currency},
};

}  // namespace

order_mix read_mix(const boost::json::object& source) {
  order_mix mix;
  json_options given{source, "mix"};
  if (given.flag("only_plain", false)) {
    const double returning = mix.returning;
    for (const auto& one : shares) {
      mix.*one.where = 0;
    }
    mix.returning = returning;
  }
  for (const auto& one : shares) {
    mix.*one.where = given.real(one.name, mix.*one.where, 0.0, 1.0);
  }
  given.finish();
  return mix;
}

}  // namespace boekbrug::sim::ccvshop
