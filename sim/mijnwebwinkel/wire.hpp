#pragma once
// Query strings as PHP reads them, and answers in the forms of this platform.

#include "net/http_server.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::mijnwebwinkel {

class url_query {
public:
  url_query() = default;
  explicit url_query(std::string_view encoded);
  const std::vector<std::pair<std::string, std::string>>& pairs() const noexcept { return pairs_; }
  /// The last value of that name; nullptr when absent.
  const std::string* find(std::string_view name) const noexcept;
  std::string get(std::string_view name) const;
  /// Values of `name[]` and `name[0]`, and of `name` itself.
  std::vector<std::string> list(std::string_view name) const;

private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

net::server_response json_reply(int status, std::string body);
net::server_response html_reply(int status, std::string_view title);
/// {"code", "message", "description"}: orders, articles, store.
net::server_response error_reply(int status, std::string_view message, std::string_view why);
/// {"type", "title", "detail", "status"}: payments, customers.
net::server_response problem_reply(int status, std::string_view title, std::string_view why);
/// What an answer outside the platform's own paths looks like.
net::server_response control_refusal(int status, std::string_view why);

}  // namespace boekbrug::sim::mijnwebwinkel
