#pragma once
// A simulated CCV Shop on a clock that only the test moves.

#include "sim/ccvshop/ccvshop.hpp"
#include "sim/ccvshop/json_text.hpp"
#include "sim/ccvshop/signing.hpp"
#include "sim/json_options.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace boekbrug::sim::ccvshop::test {

namespace json = boost::json;
using core::http_method;

inline const std::string key = "kT3^demoPublic_9";
inline const std::string secret = "demoSecret-0123456789";
inline const std::string host = "https://voorbeeldshop.ccvshop.test";

inline std::string data_file(const std::string& name) {
  std::ifstream in{std::string{BOEKBRUG_TEST_DATA} + "/" + name, std::ios::binary};
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
  std::string code() const {
    const auto parsed = body();
    const auto* found = parsed.as_object().if_contains("code");
    return found == nullptr ? "" : json::value_to<std::string>(*found);
  }
  std::size_t count() const { return body().at("items").as_array().size(); }
  std::vector<std::int64_t> ids() const {
    std::vector<std::int64_t> out;
    const auto parsed = body();
    for (const auto& item : parsed.at("items").as_array()) {
      out.push_back(item.at("id").as_int64());
    }
    return out;
  }
  /// The items as members that keep their own text.
  std::vector<json_members> items() const {
    std::vector<json_members> out;
    for (const auto& item : split_array(*member(split_object(raw.body), "items"))) {
      out.push_back(split_object(item));
    }
    return out;
  }
};

class shop_test : public ::testing::Test {
protected:
  shop_test() { start("{}"); }

  /// Options as JSON, with the key and the address of the tests unless they say otherwise.
  void start(std::string_view options) {
    auto object = json::parse(options).as_object();
    if (!object.contains("keys") && !object.contains("api_public")) {
      object["api_public"] = key;
      object["api_secret"] = secret;
    }
    if (!object.contains("base_url")) {
      object["base_url"] = host;
    }
    shop_ = make_ccvshop(object, now_);
  }

  static net::server_request bare(const std::string& target,
                                  http_method method = http_method::get) {
    net::server_request request;
    request.method = method;
    request.target = target;
    request.tls = true;
    request.headers = {{"Host", "voorbeeldshop.ccvshop.test"},
                       {"Accept", "application/vnd.verto.webshop+json"}};
    return request;
  }
  void sign(net::server_request& request, const std::string& date, const std::string& name = key,
            const std::string& with = secret) const {
    request.headers.push_back({"x-public", name});
    request.headers.push_back({"x-date", date});
    request.headers.push_back({"x-hash", signature(with, {name, core::name(request.method),
                                                          request.target, request.body, date})});
  }
  shop_reply send(const net::server_request& request) { return {shop_->handle(request, now_)}; }
  /// A signed call of a path below /api/rest/v1/.
  shop_reply call(http_method method, const std::string& path, const std::string& body = "") {
    auto request = bare("/api/rest/v1/" + path, method);
    request.body = body;
    sign(request, utc_text(now_));
    return send(request);
  }
  shop_reply get(const std::string& path) { return call(http_method::get, path); }
  shop_reply control(const std::string& path, const std::string& body = "") {
    auto request = bare("/_sim/" + path, body.empty() ? http_method::get : http_method::post);
    request.body = body;
    return send(request);
  }
  /// Follows `next` to the end.
  std::vector<json_members> all(const std::string& path) {
    std::vector<json_members> out;
    std::string target = path;
    for (int pages = 0; pages < 1000; ++pages) {
      const auto reply = get(target);
      EXPECT_EQ(reply.status(), 200) << reply.raw.body;
      if (reply.status() != 200) {
        break;
      }
      for (auto& item : reply.items()) {
        out.push_back(std::move(item));
      }
      const auto next = reply.body().at("next");
      if (next.is_null()) {
        break;
      }
      const std::string url = json::value_to<std::string>(next);
      EXPECT_TRUE(url.starts_with(host + "/api/rest/v1/"));
      target = url.substr((host + "/api/rest/v1/").size());
      now_ += std::chrono::seconds{1};
    }
    return out;
  }
  /// The example order of the tests under another id, with members replaced.
  std::int64_t post_order(std::int64_t id,
                          const std::vector<std::pair<std::string, std::string>>& changes = {}) {
    auto members = split_object(data_file("example-order.json"));
    set_member(members, "id", std::to_string(id));
    set_member(members, "ordernumber", std::to_string(id % 100'000));
    for (const auto& [name, raw] : changes) {
      set_member(members, name, raw);
    }
    const auto reply = control("orders", join_object(members));
    EXPECT_EQ(reply.status(), 200) << reply.raw.body;
    return id;
  }

  core::time_point now_ = std::chrono::sys_days{std::chrono::year{2025} / 3 / 4} +
                          std::chrono::hours{10} + std::chrono::minutes{15} +
                          std::chrono::seconds{30};
  std::unique_ptr<simulator> shop_;
};

}  // namespace boekbrug::sim::ccvshop::test
