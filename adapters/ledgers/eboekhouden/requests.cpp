#include "adapters/ledgers/eboekhouden/requests.hpp"

#include <algorithm>

namespace boekbrug::adapters::eboekhouden_api {

using core::errc;

bool is_usable_token(std::string_view token) noexcept {
  return !token.empty() && std::all_of(token.begin(), token.end(),
                                       [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

core::result<core::http_request> make_open_call(const core::ledger_connection& ledger,
                                                core::http_method method, std::string_view path) {
  std::string_view base = ledger.base_url;
  const auto drop_slashes = [&base] {
    while (base.ends_with('/')) {
      base.remove_suffix(1);
    }
  };
  drop_slashes();
  if (base.ends_with("/v1")) {
    base.remove_suffix(3);  // the paths below bring it
    drop_slashes();
  }
  if (base.empty()) {
    return core::fail(errc::invalid_input, "eboekhouden: no address of the API configured");
  }
  core::http_request request;
  request.method = method;
  request.url = std::string(base) + std::string(path);
  request.headers = {{"Accept", "application/json"}};
  request.local_address = ledger.local_address;
  request.trusted_host = true;  // base_url comes from the operator's configuration
  return request;
}

namespace {

core::result<core::http_request> make_call(const core::ledger_connection& ledger,
                                           core::http_method method, std::string_view path) {
  auto request = make_open_call(ledger, method, path);
  if (!request) {
    return request;
  }
  const auto& token = ledger.access_token.reveal();
  if (token.empty()) {
    return core::fail(errc::access_expired, "eboekhouden: no session yet");
  }
  if (!is_usable_token(token)) {
    return core::fail(errc::ledger_refused, "eboekhouden: the session's token is not usable");
  }
  // Without a scheme word: the form of the API's own description.
  request->headers.insert(request->headers.begin(), {"Authorization", token});
  return request;
}

}  // namespace

core::result<core::http_request> make_get(const core::ledger_connection& ledger,
                                          std::string_view path) {
  return make_call(ledger, core::http_method::get, path);
}

core::result<core::http_request> make_post(const core::ledger_connection& ledger,
                                           std::string_view path, const json_object& body) {
  auto request = make_call(ledger, core::http_method::post, path);
  if (request) {
    request->headers.push_back({"Content-Type", "application/json"});
    request->body = body.str();
  }
  return request;
}

std::string filter(std::string_view name, std::string_view value) {
  return std::string(name) + "=" + core::percent_encode(value);
}

std::string paging(std::size_t limit, std::size_t offset) {
  return "limit=" + std::to_string(limit) +
         (offset == 0 ? std::string{} : "&offset=" + std::to_string(offset));
}

}  // namespace boekbrug::adapters::eboekhouden_api
