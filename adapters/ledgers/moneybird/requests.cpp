#include "adapters/ledgers/moneybird/requests.hpp"

#include "adapters/ledgers/moneybird/json_reader.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;

core::result<core::http_request> make_plain(const core::ledger_connection& ledger,
                                            core::http_method method, std::string_view path) {
  std::string_view base = ledger.base_url;
  while (base.ends_with('/')) {
    base.remove_suffix(1);
  }
  if (base.empty()) {
    return core::fail(errc::invalid_input, "moneybird: no address of the API configured");
  }
  const auto& token = ledger.access_token.reveal();
  // A token with a line break in it could add headers of its own.
  const bool printable =
      std::all_of(token.begin(), token.end(), [](unsigned char c) { return c > 0x20 && c < 0x7F; });
  if (token.empty() || !printable) {
    return core::fail(errc::ledger_refused,
                      "moneybird: this connection has no usable access token");
  }
  core::http_request request;
  request.method = method;
  request.url = std::string(base) + std::string(path);
  request.headers = {{"Authorization", "Bearer " + token}, {"Accept", "application/json"}};
  request.local_address = ledger.local_address;
  request.trusted_host = true;  // base_url comes from the operator's configuration
  return request;
}

}  // namespace

core::result<core::http_request> make_call(const core::ledger_connection& ledger,
                                           core::http_method method, std::string_view path) {
  if (!is_id(ledger.administration_id)) {
    return core::fail(errc::invalid_input, "moneybird: no administration chosen");
  }
  return make_plain(ledger, method, "/" + ledger.administration_id + std::string(path));
}

core::result<core::http_request> make_call(const core::ledger_connection& ledger,
                                           core::http_method method, std::string_view path,
                                           const boost::json::value& body) {
  auto request = make_call(ledger, method, path);
  if (request) {
    request->headers.push_back({"Content-Type", "application/json"});
    request->body = boost::json::serialize(body);
  }
  return request;
}

core::result<core::http_request> make_administrations(const core::ledger_connection& ledger) {
  return make_plain(ledger, core::http_method::get, "/administrations.json");
}

}  // namespace boekbrug::adapters::moneybird_api
