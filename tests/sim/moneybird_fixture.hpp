#pragma once
// A simulated Moneybird on a clock that only the test moves.

#include "sim/moneybird/moneybird.hpp"

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
  /// A member as text; "" when it is absent, null or something else.
  std::string at(std::string_view pointer) const {
    boost::system::error_code failed;
    const auto* found = body.find_pointer(pointer, failed);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
  }
  const json::value& value(std::string_view pointer) const {
    static const json::value missing;
    boost::system::error_code failed;
    const auto* found = body.find_pointer(pointer, failed);
    return found != nullptr ? *found : missing;
  }
  std::size_t size() const { return body.is_array() ? body.get_array().size() : 0; }
};

class moneybird_test : public ::testing::Test {
protected:
  static constexpr const char* books = "178732006888903010";

  moneybird_test() { start("{}"); }

  void start(std::string_view options) {
    service_ = make_moneybird(json::parse(options).as_object());
    rate21_ = account_ = "";
  }

  answered send(http_method method, const std::string& target, const std::string& body = "",
                const std::string& token = "demo-token") {
    net::server_request request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.peer_address = peer;
    request.headers = {{"authorization", "Bearer " + token},
                       {"Content-Type", "application/json"},
                       {"Host", "moneybird.test"}};
    return take(service_->handle(request, now));
  }
  answered form(const std::string& target, const std::string& body) {
    net::server_request request;
    request.method = http_method::post;
    request.target = target;
    request.body = body;
    request.peer_address = peer;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    return take(service_->handle(request, now));
  }
  answered get(const std::string& path) { return send(http_method::get, api(path)); }
  answered post(const std::string& path, const std::string& body) {
    return send(http_method::post, api(path), body);
  }
  answered patch(const std::string& path, const std::string& body = "{}") {
    return send(http_method::patch, api(path), body);
  }
  answered remove(const std::string& path) { return send(http_method::del, api(path)); }
  answered sim(const std::string& path) { return send(http_method::get, "/_sim/" + path); }
  answered intervene(const std::string& path, const std::string& body) {
    return send(http_method::post, "/_sim/" + path, body);
  }
  static std::string api(const std::string& path) {
    return std::string("/api/v2/") + books + "/" + path;
  }

  /// The id of the list item with that name (and type, for rates).
  std::string id_named(const std::string& list, std::string_view name) {
    const auto answer = get(list);
    if (answer.body.is_array()) {
      for (const auto& item : answer.body.get_array()) {
        if (item.at("name").as_string() == name) {
          return std::string(item.at("id").as_string());
        }
      }
    }
    ADD_FAILURE() << "no " << name << " in " << list;
    return "";
  }
  std::string rate(std::string_view name) {
    return id_named("tax_rates?filter=tax_rate_type:sales_invoice", name);
  }
  std::string new_contact(const std::string& email = "jan@voorbeeld.nl") {
    const auto made = post("contacts", R"({"contact":{"firstname":"Jan","lastname":"de Vries",)"
                                       R"("send_invoices_to_email":")" +
                                           email + "\"}}");
    EXPECT_EQ(made.status, 201) << made.text;
    return made.at("/id");
  }
  std::string line(const std::string& price, const std::string& amount,
                   const std::string& rate_id) {
    return R"({"description":"Fietsbel","price":")" + price + R"(","amount":")" + amount +
           R"(","tax_rate_id":")" + rate_id + "\"}";
  }
  std::string rate21() {
    if (rate21_.empty()) {
      rate21_ = rate("21% btw");
    }
    return rate21_;
  }
  /// A draft; `extra` are more members, each followed by a comma.
  answered draft(const std::string& contact, const std::string& extra, const std::string& lines) {
    return post("sales_invoices", R"({"sales_invoice":{"contact_id":")" + contact + "\"," + extra +
                                      R"("details_attributes":[)" + lines + "]}}");
  }
  answered simple_draft(const std::string& reference, const std::string& date = "2026-03-14") {
    if (account_.empty()) {
      account_ = new_contact();
    }
    return draft(account_,
                 R"("reference":")" + reference + R"(","invoice_date":")" + date +
                     R"(","prices_are_incl_tax":true,)",
                 line("12.10", "2", rate21()));
  }
  answered send_manually(const std::string& id) {
    return patch("sales_invoices/" + id + "/send_invoice.json",
                 R"({"sales_invoice_sending":{"delivery_method":"Manual"}})");
  }
  answered pay(const std::string& id, const std::string& price) {
    return post("sales_invoices/" + id + "/payments.json",
                R"({"payment":{"payment_date":"2026-03-14","price":")" + price + "\"}}");
  }

  core::time_point now =
      std::chrono::sys_days{std::chrono::year{2026} / 3 / 14} + std::chrono::hours{10};
  std::string peer = "127.0.0.1";

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
  std::string rate21_;
  std::string account_;
};

/// Options of one administration with more members in it, and more beside it.
inline std::string one_administration(const std::string& more, const std::string& beside = "") {
  return R"({"administrations":[{"id":"178732006888903010","tokens":["demo-token"])" +
         (more.empty() ? "" : "," + more) + "}]" + (beside.empty() ? "" : "," + beside) + "}";
}

}  // namespace boekbrug::sim::test
