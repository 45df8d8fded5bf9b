#pragma once
// Requests to the shop: address, way of logging in, search criteria (magento.md 1 and 2).

#include "adapters/shops/magento/signing.hpp"
#include "core/ports/shop_adapter.hpp"

#include <string>
#include <string_view>

namespace boekbrug::adapters::magento_api {

/// Search criteria as a query. Groups are ANDed, the filters of one group are ORed.
class criteria {
public:
  criteria& also(std::string_view field, std::string_view condition, std::string_view value);
  /// Another filter in the group of the last `also`.
  criteria& either(std::string_view field, std::string_view condition, std::string_view value);
  criteria& sorted(std::string_view field, bool ascending);
  /// Always the first page: a page past the end repeats the last one in old shops.
  parameters page(int size, std::string_view only = {}) const;

private:
  void add(std::string_view field, std::string_view condition, std::string_view value);
  parameters query_;
  int groups_ = 0;
  int filters_ = 0;
};

/// Whether all four secrets for signing are there.
bool can_sign(const core::shop_connection& shop);

/// GET of a path below V1 ("/orders"), with the credentials in the way that the probe found.
core::result<core::http_request> make_get(const core::shop_connection& shop, std::string_view path,
                                          const parameters& query,
                                          const core::request_context& context);
/// GET of any address of the site, without credentials, following redirects.
core::http_request make_open_get(std::string_view url);

}  // namespace boekbrug::adapters::magento_api
