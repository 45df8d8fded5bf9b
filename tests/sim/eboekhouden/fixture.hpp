#pragma once
// A simulated e-Boekhouden.nl on a clock that only the test moves.

#include "sim/eboekhouden/eboekhouden.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace boekbrug::sim::test {

namespace json = boost::json;
using core::http_method;

struct answered {
  int status = 0;
  json::value body;  // null when the body is not JSON
  std::string text;
  net::server_response raw;

  std::string header(std::string_view name) const {
    for (const auto& header : raw.headers) {
      if (header.name == name) {
        return header.value;
      }
    }
    return "";
  }
  const json::value& value(std::string_view pointer) const {
    static const json::value missing;
    boost::system::error_code failed;
    const auto* found = body.find_pointer(pointer, failed);
    return found != nullptr ? *found : missing;
  }
  /// A member as text; "" when it is absent, null or something else.
  std::string at(std::string_view pointer) const {
    const auto& found = value(pointer);
    return found.is_string() ? std::string(found.get_string()) : "";
  }
  std::int64_t number(std::string_view pointer) const {
    const auto& found = value(pointer);
    return found.is_int64() ? found.get_int64() : -1;
  }
  std::string code() const { return at("/code"); }
  std::size_t count() const {
    const auto& items = value("/items");
    return items.is_array() ? items.get_array().size() : 0;
  }
  /// All codes of an error answer, with a comma between.
  std::string codes() const {
    std::string out;
    if (value("/errors").is_array()) {
      for (const auto& one : value("/errors").get_array()) {
        out += (out.empty() ? "" : ",") + std::string(one.at("code").as_string());
      }
    }
    return out;
  }
};

class eboekhouden_test : public ::testing::Test {
protected:
  eboekhouden_test() { start("{}"); }

  void start(std::string_view options) {
    service_ = make_eboekhouden(json::parse(options).as_object(), now);
    token = relation_ = "";
  }
  answered raw(http_method method, const std::string& target, const std::string& body,
               const std::string& authorization) {
    net::server_request request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.peer_address = peer;
    request.headers = {{"Content-Type", "application/json"}, {"Host", "boeken.test"}};
    if (!authorization.empty()) {
      request.headers.push_back({"authorization", authorization});
    }
    return take(service_->handle(request, now));
  }
  answered session(const std::string& api_token = "demo-token",
                   const std::string& source = "Boekbrug") {
    return raw(http_method::post, "/v1/session",
               R"({"accessToken":")" + api_token + R"(","source":")" + source + "\"}", "");
  }
  std::string opened(const std::string& api_token = "demo-token") {
    const auto made = session(api_token);
    EXPECT_EQ(made.status, 200) << made.text;
    return made.at("/token");
  }
  answered send(http_method method, const std::string& path, const std::string& body = "") {
    if (token.empty()) {
      token = opened();
    }
    return raw(method, "/v1/" + path, body, token);
  }
  answered get(const std::string& path) { return send(http_method::get, path); }
  answered post(const std::string& path, const std::string& body) {
    return send(http_method::post, path, body);
  }
  answered patch(const std::string& path, const std::string& body) {
    return send(http_method::patch, path, body);
  }
  answered sim(const std::string& path) { return raw(http_method::get, "/_sim/" + path, "", ""); }
  answered intervene(const std::string& path, const std::string& body = "{}") {
    return raw(http_method::post, "/_sim/" + path, body, "");
  }
  /// The books of the only administration.
  answered books() { return sim("books?administration=demo"); }

  /// The id of the account with that code.
  std::string ledger(const std::string& code) {
    const auto found = get("ledger?code=" + code);
    EXPECT_EQ(found.count(), 1U) << code;
    return std::to_string(found.number("/items/0/id"));
  }
  std::string template_id() {
    return std::to_string(get("invoicetemplate?active=true").number("/items/0/id"));
  }
  std::string new_relation(const std::string& email = "jan@voorbeeld.nl",
                           const std::string& more = "") {
    const auto made = post("relation", R"({"type":"P","name":"Jan de Vries","emailAddress":")" +
                                           email + "\"" + more + "}");
    EXPECT_EQ(made.status, 201) << made.text;
    return std::to_string(made.number("/id"));
  }
  /// The relation that documents of a test are for.
  std::string relation() {
    if (relation_.empty()) {
      relation_ = new_relation();
    }
    return relation_;
  }
  std::string row(const std::string& amount, const std::string& code = "HOOG_VERK_21",
                  const std::string& account = "8000", const std::string& more = "") {
    return R"({"ledgerId":)" + ledger(account) + R"(,"vatCode":")" + code + R"(","amount":)" +
           amount + R"(,"description":"Fietsbel")" + more + "}";
  }
  /// Members that `more` repeats win: parsers take the last one.
  std::string sale_body(const std::string& number, const std::string& rows,
                        const std::string& more = "") {
    return R"({"type":2,"date":"2026-03-14","ledgerId":)" + ledger("1300") +
           R"(,"invoiceNumber":")" + number + R"(","relationId":)" + relation() +
           R"(,"termOfPayment":14,"inExVat":"IN","description":"Order","rows":[)" + rows + "]" +
           more + "}";
  }
  answered sale(const std::string& number, const std::string& rows, const std::string& more = "") {
    return post("mutation", sale_body(number, rows, more));
  }
  answered pay(const std::string& number, const std::string& amount, const std::string& more = "",
               const std::string& row_more = "") {
    return post("mutation", R"({"type":3,"date":"2026-03-15","ledgerId":)" + ledger("1100") +
                                R"(,"invoiceNumber":")" + number + R"(","relationId":)" +
                                relation() +
                                R"(,"inExVat":"EX","description":"Betaling","rows":[{"ledgerId":)" +
                                ledger("1300") + R"(,"vatCode":"GEEN","amount":)" + amount +
                                R"(,"invoiceNumber":")" + number + R"(","relationId":)" +
                                relation() + row_more + "}]" + more + "}");
  }
  std::string line(const std::string& quantity, const std::string& price,
                   const std::string& code = "HOOG_VERK_21", const std::string& more = "") {
    return R"({"quantity":)" + quantity + R"(,"description":"Fietsbel","pricePerUnit":)" + price +
           R"(,"vatCode":")" + code + R"(","ledgerId":)" + ledger("8000") + more + "}";
  }
  answered invoice(const std::string& number, const std::string& lines,
                   const std::string& more = "") {
    return post("invoice", R"({"invoiceNumber":")" + number + R"(","relationId":)" + relation() +
                               R"(,"date":"2026-03-14","termOfPayment":14,"inExVat":"IN",)" +
                               R"("templateId":)" + template_id() + R"(,"items":[)" + lines + "]" +
                               more + "}");
  }
  /// The `mutation` member that books an invoice at once.
  std::string booked(const std::string& more = "") {
    return R"(,"mutation":{"description":"Order","ledgerId":)" + ledger("1300") + more + "}";
  }

  core::time_point now =
      std::chrono::sys_days{std::chrono::year{2026} / 3 / 14} + std::chrono::hours{10};
  std::string peer = "127.0.0.1";
  std::string token;

private:
  static answered take(net::server_response raw) {
    answered out;
    out.status = raw.status;
    out.text = raw.body;
    boost::system::error_code failed;
    out.body = json::parse(raw.body, failed);
    out.raw = std::move(raw);
    return out;
  }
  std::unique_ptr<simulator> service_;
  std::string relation_;
};

/// Options of the demo administration with more members in it, and more beside it.
inline std::string demo_with(const std::string& more, const std::string& beside = "") {
  return R"({"administrations":[{"id":"demo","tokens":["demo-token"])" +
         (more.empty() ? "" : "," + more) + "}]" + (beside.empty() ? "" : "," + beside) + "}";
}
inline std::string doubtful(const std::string& members) {
  return demo_with("", R"("doubtful":{)" + members + "}");
}

}  // namespace boekbrug::sim::test
