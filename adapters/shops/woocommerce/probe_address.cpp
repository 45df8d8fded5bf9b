#include "adapters/shops/woocommerce/probe_address.hpp"

#include <array>

namespace boekbrug::adapters::woocommerce_api {

namespace {

// Where people are when they copy the address of their shop.
constexpr std::array<std::string_view, 14> page_names{
    "shop", "winkel",     "wp-admin", "wp-login.php", "wp-json", "my-account", "mijn-account",
    "cart", "winkelmand", "checkout", "afrekenen",    "product", "index.php",  "wc-auth"};

}  // namespace

core::result<std::string> canonical_base(std::string_view text) {
  return shared::canonical_base(text, page_names);
}

}  // namespace boekbrug::adapters::woocommerce_api
