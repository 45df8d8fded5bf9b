#pragma once
// What the tests of the WooCommerce adapter share.

#include "core/http/http_message.hpp"
#include "core/ports/shop_adapter.hpp"

#include <boost/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::test {

namespace json = boost::json;

/// A file from data/, as text and as JSON.
std::string load(std::string_view name);
json::value load_json(std::string_view name);

core::http_response answer(int status, std::string body,
                           std::vector<core::http_header> headers = {});
core::http_response answer(const json::value& body, std::vector<core::http_header> headers = {});
core::http_response page_answer(int status, std::string_view title = "Onderhoud");

/// winkel.example over https with Basic.
core::shop_connection shop();
core::request_context context();
core::time_point at(std::string_view text);

/// The query of a URL, decoded.
std::map<std::string, std::string> query_of(std::string_view url);
std::string path_of(std::string_view url);
std::string header_of(const core::http_request& request, std::string_view name);

/// The order of data/orders-page-1.json with this id, to change and to read.
json::object order_json(int id);
core::result<core::order> read(const json::object& order);
core::order order_of(int id);

}  // namespace boekbrug::test
