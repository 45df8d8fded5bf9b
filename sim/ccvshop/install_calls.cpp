#include "sim/ccvshop/install_calls.hpp"

#include "sim/ccvshop/signing.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

std::string parameter(const query& parameters, std::string_view name, std::string fallback) {
  const auto* given = parameters.find(name);
  return given == nullptr || given->empty() ? std::move(fallback) : *given;
}

const api_key& key_of(const shop_state& shop, const query& parameters) {
  const auto& keys = shop.options.keys;
  const std::string name = parameter(parameters, "api_public", keys.front().name);
  const auto it =
      std::find_if(keys.begin(), keys.end(), [&](const api_key& key) { return key.name == name; });
  if (it == keys.end()) {
    throw bad_option("api_public: the shop has no such key");
  }
  return *it;
}

}  // namespace

net::server_response install_call(const shop_state& shop, std::string_view kind,
                                  const query& parameters) {
  const std::string url = parameter(parameters, "url", "");
  const std::string secret = parameter(parameters, "secret", "");
  if (url.empty() || secret.empty()) {
    throw bad_option("url and secret of the app expected");
  }
  const api_key& key = key_of(shop, parameters);
  std::string sent;
  std::string called = url;
  std::string hash;
  if (kind == "install") {
    hash = signature(secret, {url, key.name});
    called += "?api_public=" + percent_encoded(key.name) +
              "&language=" + percent_encoded(parameter(parameters, "language", "nl")) +
              "&x-hash=" + hash;
  } else {
    json_writer json{sent};
    json.open('{').key("api_public").text(key.name);
    if (kind == "handshake") {
      json.key("api_secret").text(key.secret).key("api_root").text(shop.base_url);
      json.key("return_url")
          .text(parameter(parameters, "return_url", shop.base_url + "/onderhoud/AppStore/"));
    }
    json.close('}');
    hash = signature(secret, {url, sent});
  }
  std::string body;
  json_writer json{body};
  json.open('{').key("method").text(kind == "install" ? "GET" : "POST").key("url").text(called);
  json.key("body").text(sent).key("x-hash").text(hash).close('}');
  return json_reply(200, std::move(body));
}

}  // namespace boekbrug::sim::ccvshop
