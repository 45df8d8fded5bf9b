#pragma once
// Answers in WordPress's form.

#include "net/http_server.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim::woocommerce {

/// One parameter that WordPress refuses.
struct bad_parameter {
  std::string name;
  std::string code;  // "rest_out_of_bounds"
  std::string message;
};

net::server_response json_reply(int status, std::string body);
net::server_response html_reply(int status, std::string_view title, std::string_view text);
/// {"code":..., "message":..., "data":{"status":...}}
net::server_response error_reply(int status, std::string_view code, std::string_view message);
/// An error whose `data` is a bare number, as refunds give it.
net::server_response bare_error_reply(int status, std::string_view code, std::string_view message);
net::server_response invalid_parameters(const std::vector<bad_parameter>& bad);
net::server_response no_route();
net::server_response invalid_order_id();

}  // namespace boekbrug::sim::woocommerce
