#pragma once
// A simulated shop on a clock of its own, asked without sockets.

#include "sim/magento/json_text.hpp"
#include "sim/magento/magento.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace boekbrug::sim::magento::test {

namespace json = boost::json;

inline std::string data_file(const std::string& name) {
  std::ifstream file{std::string{BOEKBRUG_TEST_DATA} + "/" + name};
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

struct shop_reply {
  net::server_response raw;
  int status() const { return raw.status; }
  json::value body() const { return json::parse(raw.body); }
  std::string message() const { return std::string{body().at("message").as_string()}; }
  std::string header(std::string_view name) const {
    for (const auto& entry : raw.headers) {
      if (entry.name == name) {
        return entry.value;
      }
    }
    return {};
  }
  std::vector<std::int64_t> ids() const {
    std::vector<std::int64_t> out;
    const json::value list = body();
    for (const auto& item : list.at("items").as_array()) {
      out.push_back(item.at("entity_id").as_int64());
    }
    return out;
  }
};

class shop_test : public ::testing::Test {
protected:
  void start(const std::string& options = "{}") {
    shop_ = make_magento(json::parse(options).as_object(), now_);
  }
  shop_reply send(core::http_method method, const std::string& target, const std::string& body = {},
                  const std::string& authorization = "Bearer token0000000000000000000000000001") {
    if (!shop_) {
      start();
    }
    net::server_request request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.headers = {{"Host", "winkel.example"}, {"Accept", "application/json"}};
    if (!authorization.empty()) {
      request.headers.push_back({"Authorization", authorization});
    }
    request.tls = true;
    return {shop_->handle(request, now_)};
  }
  shop_reply get(const std::string& target) { return send(core::http_method::get, target); }
  shop_reply v1(const std::string& path) { return get("/rest/V1/" + path); }
  shop_reply sim(const std::string& path) {
    return send(core::http_method::get, "/_sim/" + path, {}, "");
  }
  shop_reply sim(const std::string& path, const std::string& body) {
    return send(core::http_method::post, "/_sim/" + path, body, "");
  }
  /// One filter group with one filter, percent-encoded.
  static std::string filter(int group, const std::string& field, const std::string& condition,
                            const std::string& value) {
    const std::string start =
        "searchCriteria[filter_groups][" + std::to_string(group) + "][filters][0]";
    return "&" + url_encode(start + "[field]") + "=" + url_encode(field) + "&" +
           url_encode(start + "[condition_type]") + "=" + url_encode(condition) + "&" +
           url_encode(start + "[value]") + "=" + url_encode(value);
  }
  static std::string sorted(const std::string& field, const std::string& direction) {
    return "&searchCriteria[sortOrders][0][field]=" + field +
           "&searchCriteria[sortOrders][0][direction]=" + direction;
  }
  void later(std::int64_t seconds) { now_ += std::chrono::seconds{seconds}; }

  core::time_point now_ =
      std::chrono::sys_days{std::chrono::year{2026} / 5 / 10} + std::chrono::hours{12};
  std::unique_ptr<simulator> shop_;
};

}  // namespace boekbrug::sim::magento::test
