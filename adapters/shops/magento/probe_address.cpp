#include "adapters/shops/magento/probe_address.hpp"

#include <array>

namespace boekbrug::adapters::magento_api {

namespace {

// Where people are when they copy the address of their shop.
constexpr std::array<std::string_view, 14> page_names{
    "rest",  "index.php", "admin",   "backend",       "customer", "checkout",   "catalog",
    "sales", "soap",      "graphql", "catalogsearch", "contact",  "index.html", "onepage"};

}  // namespace

core::result<std::string> canonical_base(std::string_view text) {
  return shared::canonical_base(text, page_names);
}

}  // namespace boekbrug::adapters::magento_api
