#pragma once
// A simulated shop on a clock that only the test moves.

#include "sim/woocommerce/json_text.hpp"
#include "sim/woocommerce/oauth.hpp"
#include "sim/woocommerce/url_query.hpp"
#include "sim/woocommerce/woocommerce.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace boekbrug::sim::woocommerce::test {

namespace json = boost::json;
using core::http_method;

inline const std::string key = "ck_0000000000000000000000000000000000000001";
inline const std::string secret = "cs_0000000000000000000000000000000000000002";

inline std::string data_file(const std::string& name) {
  std::ifstream in{std::string{BOEKBRUG_TEST_DATA} + "/woocommerce/" + name, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

struct shop_reply {
  net::server_response raw;
  int status() const { return raw.status; }
  json::value body() const { return json::parse(raw.body); }
  std::string header(std::string_view name) const {
    for (const auto& entry : raw.headers) {
      if (entry.name == name) {
        return entry.value;
      }
    }
    return "";
  }
  std::string code() const { return json::value_to<std::string>(body().at("code")); }
  std::string message() const { return json::value_to<std::string>(body().at("message")); }
  std::vector<std::int64_t> ids() const {
    std::vector<std::int64_t> out;
    const auto rows = body();
    for (const auto& row : rows.as_array()) {
      out.push_back(row.at("id").as_int64());
    }
    return out;
  }
};

class shop_test : public ::testing::Test {
protected:
  shop_test() { start("{}"); }

  /// Options as JSON; the address is https://winkel.example unless they say otherwise.
  void start(std::string_view options) {
    auto object = json::parse(options).as_object();
    if (!object.contains("base_url")) {
      object["base_url"] = "https://winkel.example";
    }
    shop_ = make_woocommerce(object);
  }
  void start_with_files() {
    start(R"({"orders_dir":")" + std::string{BOEKBRUG_TEST_DATA} + R"(/woocommerce"})");
  }

  shop_reply send(net::server_request request) { return {shop_->handle(request, now_)}; }

  static net::server_request bare(const std::string& target, http_method method = http_method::get,
                                  bool tls = true) {
    net::server_request request;
    request.method = method;
    request.target = target;
    request.tls = tls;
    request.headers = {{"Host", "winkel.example"}};
    return request;
  }
  static net::server_request with_basic(net::server_request request, const std::string& user = key,
                                        const std::string& password = secret) {
    request.headers.push_back({"authorization", "Basic " + base64(user + ":" + password)});
    return request;
  }
  /// GET of a wc/v3 path, signed in.
  shop_reply get(const std::string& path) {
    return send(with_basic(bare("/wp-json/wc/v3/" + path)));
  }
  shop_reply post(const std::string& path, const std::string& body) {
    auto request = with_basic(bare("/wp-json/wc/v3/" + path, http_method::post));
    request.body = body;
    return send(request);
  }
  shop_reply control(const std::string& path, const std::string& body = "") {
    auto request = bare("/_sim/" + path, body.empty() ? http_method::get : http_method::post);
    request.body = body;
    return send(request);
  }
  /// Adds one order with these dates (UTC) to the shop.
  void add_order(std::int64_t id, const std::string& created, const std::string& modified,
                 const std::string& status = "completed") {
    const std::string text =
        R"({"id":)" + std::to_string(id) + R"(,"parent_id":0,"status":")" + status +
        R"(","total":"12.10","number":"N)" + std::to_string(id) + R"(","date_created_gmt":")" +
        created + R"(","date_modified_gmt":")" + modified +
        R"(","date_paid_gmt":null,"customer_id":7,"order_key":"k","billing":{"first_name":"Zo\u00eb","email":"zoe@voorbeeld.test"},)" +
        R"("shipping":{},"refunds":[],"tax_lines":[{"rate_id":1,"rate_code":"NL-BTW 21%-1","label":"BTW 21%","compound":false,"rate_percent":21}],)" +
        R"("line_items":[{"id":5,"name":"Mok","product_id":14,"variation_id":0,"quantity":1,"total":"10.00","total_tax":"2.10","taxes":[{"id":1,"total":"2.10","subtotal":"2.10"}]}]})";
    ASSERT_EQ(control("orders", text).status(), 200);
  }

  void set_time(const std::string& utc) {
    now_ = parse_wall_time(utc)->time_since_epoch() + core::time_point{};
  }

  std::unique_ptr<simulator> shop_;
  core::time_point now_ =
      std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + std::chrono::hours{10};
};

}  // namespace boekbrug::sim::woocommerce::test
