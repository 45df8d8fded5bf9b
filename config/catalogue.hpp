#pragma once
// The catalogue: one page of data per integration that can be offered (product.md 1). What is
// switched off there cannot be installed.

#include "core/base/money.hpp"
#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::config {

struct catalogue_page {
  std::string key;  // "woocommerce-moneybird": shop and ledger, and the name of its file
  std::string shop;
  std::string ledger;
  bool offered = false;
  bool from_app_store = false;        // CCV Shop's own store starts the installation
  core::minor_units price_month = 0;  // euro cents, excl. VAT, per administration
  core::minor_units price_year = 0;   // never computed from the other
  std::uint32_t trial_days = 0;
};

class catalogue {
public:
  /// All `*.toml` of a folder; "" gives the pages that were built in (config/catalogue). Errors:
  /// invalid_input with file and line of all problems.
  static core::result<catalogue> load(const std::string& folder);

  const std::vector<catalogue_page>& pages() const noexcept { return pages_; }
  /// nullptr when there is no page for the pair.
  const catalogue_page* find(std::string_view shop, std::string_view ledger) const noexcept;
  /// errc::invalid_input that says which page to change.
  core::result<void> check_offered(std::string_view shop, std::string_view ledger) const;

private:
  std::vector<catalogue_page> pages_;
};

}  // namespace boekbrug::config
