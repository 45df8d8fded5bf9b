#pragma once
// A request taken apart, and plain answers.

#include "net/http_server.hpp"
#include "sim/eboekhouden/dates.hpp"
#include "sim/eboekhouden/json_text.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::eboekhouden {

namespace json = boost::json;
using core::http_method;
using reply = net::server_response;

struct call {
  const net::server_request* raw = nullptr;
  http_method method = http_method::get;
  time_point now;
  std::vector<std::string> path;  // decoded segments
  std::vector<std::pair<std::string, std::string>> query;

  bool is(http_method wanted, std::size_t segments) const {
    return method == wanted && path.size() == segments;
  }
  /// The first value of a query parameter; "" when absent.
  std::string_view param(std::string_view name) const;
};

call take_apart(const net::server_request& request, time_point now);
std::string_view header_of(const net::server_request& request, std::string_view name);
std::string lower(std::string_view text);
/// At most 40 characters; what is not ASCII becomes "?": counters must stay readable.
std::string printable(std::string_view text);
/// Characters of a UTF-8 text.
std::size_t length(std::string_view text);
/// A positive whole number; nullopt for anything else.
std::optional<std::int64_t> id_of(std::string_view text);

reply answer(int status, std::string body);
/// Only a status, as the document gives for 401.
reply empty(int status);
reply wrong_method(std::string_view allowed);

}  // namespace boekbrug::sim::eboekhouden
