#include "sim/woocommerce/replies.hpp"

#include "sim/woocommerce/json_text.hpp"

namespace boekbrug::sim::woocommerce {

net::server_response json_reply(int status, std::string body) {
  net::server_response out;
  out.status = status;
  out.headers = {{"Content-Type", "application/json; charset=UTF-8"},
                 {"X-Robots-Tag", "noindex"},
                 {"X-Content-Type-Options", "nosniff"},
                 {"Access-Control-Expose-Headers", "X-WP-Total, X-WP-TotalPages, Link"},
                 {"Expires", "Wed, 11 Jan 1984 05:00:00 GMT"},
                 {"Cache-Control", "no-cache, must-revalidate, max-age=0, no-store, private"}};
  out.body = std::move(body);
  return out;
}

net::server_response html_reply(int status, std::string_view title, std::string_view text) {
  net::server_response out;
  out.status = status;
  out.headers = {{"Content-Type", "text/html; charset=UTF-8"}};
  out.body = "<!DOCTYPE html>\n<html lang=\"nl-NL\">\n<head><meta charset=\"UTF-8\"><title>" +
             std::string{title} + "</title></head>\n<body><h1>" + std::string{title} + "</h1><p>" +
             std::string{text} + "</p></body>\n</html>\n";
  return out;
}

net::server_response error_reply(int status, std::string_view code, std::string_view message) {
  std::string body;
  json_writer json{body};
  json.begin_object().key("code").text(code).key("message").text(message);
  json.key("data").begin_object().key("status").number(status).end_object().end_object();
  return json_reply(status, std::move(body));
}

net::server_response bare_error_reply(int status, std::string_view code, std::string_view message) {
  std::string body;
  json_writer json{body};
  json.begin_object()
      .key("code")
      .text(code)
      .key("message")
      .text(message)
      .key("data")
      .number(status)
      .end_object();
  return json_reply(status, std::move(body));
}

net::server_response invalid_parameters(const std::vector<bad_parameter>& bad) {
  std::string names;
  for (const auto& parameter : bad) {
    names += (names.empty() ? "" : ", ") + parameter.name;
  }
  std::string body;
  json_writer json{body};
  json.begin_object()
      .key("code")
      .text("rest_invalid_param")
      .key("message")
      .text("Invalid parameter(s): " + names);
  json.key("data").begin_object().key("status").number(400).key("params").begin_object();
  for (const auto& parameter : bad) {
    json.key(parameter.name).text(parameter.message);
  }
  json.end_object().key("details").begin_object();
  for (const auto& parameter : bad) {
    json.key(parameter.name).begin_object().key("code").text(parameter.code);
    json.key("message").text(parameter.message).key("data").null().end_object();
  }
  json.end_object().end_object().end_object();
  return json_reply(400, std::move(body));
}

net::server_response no_route() {
  return error_reply(404, "rest_no_route",
                     "No route was found matching the URL and request method.");
}

net::server_response invalid_order_id() {
  return error_reply(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
}

}  // namespace boekbrug::sim::woocommerce
