#pragma once
// The rows of an order as JSON text.

#include "sim/magento/json_text.hpp"
#include "sim/magento/order_writer.hpp"

namespace boekbrug::sim::magento {

/// Amounts with their base_ twins; in another currency the twins are computed.
class amount_writer {
public:
  amount_writer(json_writer& json, money rate) : json_{json}, rate_{rate} {}
  void operator()(std::string_view name, money value) const;
  void when_set(std::string_view name, money value) const {
    if (value != 0) {
      (*this)(name, value);
    }
  }

private:
  json_writer& json_;
  money rate_;
};

/// Percent with up to four decimals.
inline money percent_amount(const tax_rate* rate) noexcept {
  return rate == nullptr ? 0 : rate->percent * 100;
}
void write_items(json_writer& json, const order_draft& order, std::int64_t first_item_id);

}  // namespace boekbrug::sim::magento
