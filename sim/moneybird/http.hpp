#pragma once
// A request taken apart, and the two error shapes of Moneybird's answers.

#include "net/http_server.hpp"
#include "sim/moneybird/model.hpp"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::moneybird {

namespace json = boost::json;
using core::http_method;
using reply = net::server_response;

using text_pairs = std::vector<std::pair<std::string, std::string>>;

struct call {
  const net::server_request* raw = nullptr;
  http_method method = http_method::get;
  time_point now;
  std::vector<std::string> path;  // decoded segments, the last one without ".json"
  text_pairs query;

  bool is(http_method wanted, std::size_t segments) const {
    return method == wanted && path.size() == segments;
  }
  /// The first value of a query parameter; "" when absent.
  std::string_view param(std::string_view name) const;
  bool has_param(std::string_view name) const;
  bool wants_archived() const { return param("include_archived") == "true"; }
};

call take_apart(const net::server_request& request, time_point now);
std::string percent_decoded(std::string_view text, bool plus_is_space);
std::string percent_encoded(std::string_view text);
/// "a=b&c=d", decoded.
text_pairs parse_form(std::string_view text);
std::string_view find_in(const text_pairs& pairs, std::string_view name);
std::string_view header_of(const net::server_request& request, std::string_view name);

reply answer(int status, const json::value& body);
reply no_content();
/// `{"error":"text","symbolic":{...}}`; symbolic is left out when empty.
reply refuse(int status, std::string_view text, json::object symbolic = {});
/// `{"error":"record not found","symbolic":{"id":"not_found"}}`.
reply record_not_found(std::string_view field = "id");
/// `{"error":"Record not found for model name: X"}`.
reply model_not_found(std::string_view model);
reply wrong_method();

/// Collects `{"error":{"field":["msg"]},"details":{"field":[{"error":"code"}]}}`.
class violations {
public:
  void add(std::string_view field, std::string_view message, std::string_view code);
  bool empty() const { return error_.empty(); }
  reply answer() const;

private:
  json::object error_;
  json::object details_;
};

/// What an endpoint hands back when the request cannot be served.
using refusal = std::optional<reply>;

/// The body as an object; refuses what is not JSON. An empty body is an empty object.
refusal read_body(const call& from, json::object& out);
/// Refuses a body member that the API does not know ("unevaluatedProperties: false").
reply not_allowed(std::string_view holder, std::string_view key);
reply invalid_shape(std::string_view holder, std::string_view key);

std::optional<record_id> id_of(std::string_view text);
/// A string of digits or an integer.
std::optional<record_id> id_of(const json::value& value);
/// true, false, "true", "false".
std::optional<bool> flag_of(const json::value& value);
/// A number or a text with dot or comma.
std::optional<amount> amount_of(const json::value& value);
/// An array, or an object keyed "0", "1", ..; nullopt for anything else.
std::optional<std::vector<const json::object*>> rows_of(const json::value& value);

json::value id_json(record_id id);  // null for 0
json::value text_or_null(const std::string& text);
template <class Optional>
json::value optional_text(const Optional& value) {
  return value ? json::value(text(*value)) : json::value(nullptr);
}

}  // namespace boekbrug::sim::moneybird
