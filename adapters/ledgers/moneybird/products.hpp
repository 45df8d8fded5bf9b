#pragma once
// Products: finding one by SKU, creating one, listing them (scope `settings`). No caller yet.

#include "core/ports/ledger_adapter.hpp"

#include <optional>
#include <string_view>

namespace boekbrug::adapters::moneybird_api {

/// Also product_not_copied for a SKU that cannot be looked up.
core::result<core::http_request> make_find_product(const core::ledger_connection& ledger,
                                                   std::string_view identifier);
/// Also product_not_copied when the answer holds another SKU: whose product it is, nobody can tell.
core::result<std::optional<core::ledger_product>> parse_found_product(
    std::string_view identifier, const core::http_response& answer);

/// Also product_not_copied: no usable SKU, no title, no ledger account, a rate that is no id.
core::result<core::http_request> make_create_product(const core::ledger_connection& ledger,
                                                     const core::ledger_product& wanted);
core::result<core::ledger_product> parse_product(const core::http_response& answer);

core::result<core::http_request> make_list_products(const core::ledger_connection& ledger,
                                                    std::string_view page);
core::result<core::ledger_product_page> parse_product_page(std::string_view page,
                                                           const core::http_response& answer);

}  // namespace boekbrug::adapters::moneybird_api
