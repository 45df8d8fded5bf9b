#include "sim/magento/replies.hpp"

#include "sim/magento/json_text.hpp"

namespace boekbrug::sim::magento {

net::server_response json_reply(int status, std::string body) {
  net::server_response out;
  out.status = status;
  out.headers = {{"Content-Type", "application/json; charset=utf-8"},
                 {"X-Content-Type-Options", "nosniff"},
                 {"X-Frame-Options", "SAMEORIGIN"},
                 {"Pragma", "no-cache"},
                 {"Cache-Control", "max-age=0, must-revalidate, no-cache, no-store"}};
  out.body = std::move(body);
  return out;
}

net::server_response html_reply(int status, std::string_view title, std::string_view text) {
  net::server_response out;
  out.status = status;
  out.headers = {{"Content-Type", "text/html; charset=UTF-8"}};
  out.body = "<!doctype html>\n<html lang=\"nl\">\n<head><meta charset=\"utf-8\"><title>" +
             std::string{title} + "</title></head>\n<body><h1>" + std::string{title} + "</h1><p>" +
             std::string{text} + "</p></body>\n</html>\n";
  return out;
}

net::server_response error_reply(int status, std::string_view message) {
  return error_reply(status, message, {});
}

net::server_response error_reply(int status, std::string_view message,
                                 const named_parameters& parameters) {
  std::string body;
  json_writer json{body};
  json.begin_object().member("message", message);
  if (!parameters.empty()) {
    json.key("parameters").begin_object();
    for (const auto& [name, value] : parameters) {
      if (name.starts_with('#')) {
        json.key(name.substr(1)).raw(value);
      } else {
        json.member(name, value);
      }
    }
    json.end_object();
  }
  json.end_object();
  return json_reply(status, std::move(body));
}

net::server_response listed_error_reply(int status, std::string_view message,
                                        const std::vector<std::string>& parameters) {
  std::string body;
  json_writer json{body};
  json.begin_object().member("message", message).key("parameters").begin_array();
  for (const auto& value : parameters) {
    json.text(value);
  }
  json.end_array().end_object();
  return json_reply(status, std::move(body));
}

net::server_response no_route() {
  return error_reply(404, "Request does not match any route.");
}

net::server_response no_entity() {
  return error_reply(
      404, "The entity that was requested doesn't exist. Verify the entity and try again.");
}

net::server_response not_authorized(std::string_view resource) {
  return error_reply(401, "The consumer isn't authorized to access %resources.",
                     {{"resources", std::string{resource}}});
}

}  // namespace boekbrug::sim::magento
