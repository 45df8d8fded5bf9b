#include "adapters/registry.hpp"

#include "adapters/ledgers/eboekhouden/eboekhouden.hpp"
#include "adapters/ledgers/moneybird/moneybird.hpp"
#include "adapters/shops/ccvshop/ccvshop.hpp"
#include "adapters/shops/magento/magento.hpp"
#include "adapters/shops/mijnwebwinkel/mijnwebwinkel.hpp"
#include "adapters/shops/woocommerce/woocommerce.hpp"

#include <array>

namespace boekbrug::adapters {

const core::shop_adapter* find_shop(std::string_view kind) noexcept {
  static const std::array<const core::shop_adapter*, 4> all{
      &woocommerce(),
      &magento(),
      &mijnwebwinkel(),
      &ccvshop(),
  };
  for (const auto* each : all) {
    if (each->kind() == kind) {
      return each;
    }
  }
  return nullptr;
}

const core::ledger_adapter* find_ledger(std::string_view kind) noexcept {
  static const std::array<const core::ledger_adapter*, 2> all{
      &moneybird(),
      &eboekhouden(),
  };
  for (const auto* each : all) {
    if (each->kind() == kind) {
      return each;
    }
  }
  return nullptr;
}

}  // namespace boekbrug::adapters
