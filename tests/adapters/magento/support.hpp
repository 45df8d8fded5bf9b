#pragma once
// What the tests of the Magento adapter share: short ways to write orders, and to read them.

#include "tests/booking/fixtures.hpp"
#include "core/http/http_message.hpp"
#include "core/ports/shop_adapter.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::test {

/// A file from data/.
std::string load(std::string_view name);

core::http_response answer(int status, std::string body,
                           std::vector<core::http_header> headers = {});
core::http_response page_answer(int status, std::string_view title = "Onderhoud");
/// {"items":[...],"total_count":n}
std::string found(const std::vector<std::string>& rows);

/// winkel.example over https with a bearer token.
core::shop_connection magento_shop();
core::request_context context();

std::multimap<std::string, std::string> query_of(std::string_view url);
std::string path_of(std::string_view url);
std::string header_of(const core::http_request& request, std::string_view name);

/// Names and JSON values of an object: {{"qty_ordered", "2"}, {"sku", "\"A\""}}.
using members = std::map<std::string, std::string>;
std::string object(const members& values);
members with(members base, const members& changes);
std::string json_text(std::string_view text);
std::string list(const std::vector<std::string>& values);

/// A plain item: one piece, simple. Amounts as JSON numbers.
members item(int id, std::string_view row_total, std::string_view tax, std::string_view percent);
/// A paid, complete order to Utrecht; grand_total and so on are to be given.
members order(const std::vector<members>& items, std::string_view grand_total,
              std::string_view tax_amount, const members& changes = {});
std::string address(std::string_view country, const members& changes = {});
/// extension_attributes with a delivery address there.
std::string extension(std::string_view country, const members& changes = {});

struct read_result {
  core::order order;
  std::optional<core::error> failure;
};
/// Reads one order as a report does: the order, then no invoices.
read_result read(const std::string& order_json, const core::shop_connection& shop = magento_shop());

/// "product 59.43 12.48 21": kind, net, VAT and rate ("-" for none) of each line.
std::vector<std::string> lines_of(const std::vector<core::order_line>& lines);

}  // namespace boekbrug::test
