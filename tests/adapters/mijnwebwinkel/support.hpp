#pragma once
// What the tests of the Mijnwebwinkel adapter share.

#include "adapters/shops/mijnwebwinkel/mijnwebwinkel.hpp"
#include "tests/booking/fixtures.hpp"

#include <boost/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::test {

namespace json = boost::json;

inline constexpr std::string_view store_uuid = "940bbdce-6be1-11e9-a722-44a8421b9960";

json::value parse(std::string_view text);
core::http_response answer(int status, std::string body,
                           std::vector<core::http_header> headers = {});
core::http_response answer(const json::value& body);
/// A connected shop with statuses 1, 2, 3, 6, 7 (cancelled) and 10 (credit).
core::shop_connection shop();
std::map<std::string, std::string> query_of(std::string_view url);
std::string path_of(std::string_view url);

/// A price part; "" leaves a member out.
json::object part(std::string_view gross, std::string_view net, std::string_view rate);
json::object line_json(std::string_view type, json::value price, std::string_view text = "Ding");
/// An order from NL, paid by iDEAL, with these lines.
json::object order_json(std::string_view number, std::string_view total, json::array lines);
/// The order of the reference, section 3.
json::object sample();
void deliver_to(json::object& order, std::string_view country);
core::result<core::order> read(const json::object& order);
core::booking_plan plan_of(const json::object& order);

}  // namespace boekbrug::test
