#pragma once
// A simulated shop on a clock that only the test moves.

#include "sim/mijnwebwinkel/amount.hpp"
#include "sim/mijnwebwinkel/mijnwebwinkel.hpp"
#include "sim/mijnwebwinkel/wall_time.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace boekbrug::sim::mijnwebwinkel::test {

namespace json = boost::json;
using core::http_method;

struct shop_reply {
  net::server_response raw;
  int status() const { return raw.status; }
  json::value body() const { return json::parse(raw.body); }
  std::size_t rows() const { return body().as_array().size(); }
  std::string header(std::string_view name) const {
    for (const auto& entry : raw.headers) {
      if (entry.name == name) {
        return entry.value;
      }
    }
    return "";
  }
  std::vector<std::string> numbers() const {
    std::vector<std::string> out;
    const auto list = body();
    for (const auto& row : list.as_array()) {
      out.emplace_back(row.at("number").as_string());
    }
    return out;
  }
  std::string first_id() const { return std::string{body().at("ids").at(0).as_string()}; }
};

inline std::string text(const json::value& value) {
  return std::string{value.as_string()};
}

class shop_test : public ::testing::Test {
protected:
  shop_test() { start("{}"); }
  void start(std::string_view options) {
    shop_ = make_mijnwebwinkel(json::parse({options.data(), options.size()}).as_object(), now_);
  }
  shop_reply send(http_method method, const std::string& target, const std::string& body = "") {
    net::server_request request;
    request.method = method;
    request.target = target;
    request.body = body;
    return {shop_->handle(request, now_)};
  }
  /// With both tokens.
  shop_reply get(const std::string& path, const std::string& query = "") {
    return send(http_method::get, "/v1" + path + "?token=sim-token&partner_token=sim-partner" +
                                      (query.empty() ? "" : "&" + query));
  }
  shop_reply post(const std::string& path, const std::string& body = "{}") {
    return send(http_method::post, "/_sim" + path, body);
  }
  json::value books() { return send(http_method::get, "/_sim/books").body(); }
  /// Local digits, as the shop prints them.
  void set_clock(std::string_view utc) {
    now_ = seconds_utc{parse_date_time(utc)->time_since_epoch()};
  }

  core::time_point now_ =
      std::chrono::sys_days{std::chrono::year{2026} / 6 / 15} + std::chrono::hours{10};
  std::unique_ptr<simulator> shop_;
};

/// An order with one line of 12.10 at 21%.
inline json::object small_order(const std::string& number, const std::string& date,
                                const std::string& changed, int status = 3) {
  json::object out{
      {"number", number},
      {"uuid", "uuid-" + number},
      {"date", date},
      {"time", "10:00:00"},
      {"status", status},
      {"archived", false},
      {"currency", "EUR"},
      {"credited_order_number", nullptr},
      {"credit_order_numbers", json::array{}},
      {"payment_status", "captured"},
      {"payment", json::object{{"gateway_name", "mollie"}, {"method_name", "ideal"}}},
      {"debtor", json::object{{"id", "d-" + number}, {"email", number + "@x.test"}}},
      {"price", json::object{{"tax", json::object{{"amount", "2.10"}, {"rate", "21.00"}}},
                             {"total", "12.10"}}},
      {"orderlines",
       json::array{json::object{{"type", "article"},
                                {"quantity", 1},
                                {"description", "Mok"},
                                {"price", json::object{{"amount", "10.000000"},
                                                       {"amount_including_tax", "12.10"},
                                                       {"rate", "21.00"}}}}}}};
  out["status_changed_date"] = changed.empty() ? json::value() : json::value(changed.substr(0, 10));
  out["status_changed_time"] = changed.empty() ? json::value() : json::value(changed.substr(11));
  return out;
}

}  // namespace boekbrug::sim::mijnwebwinkel::test
