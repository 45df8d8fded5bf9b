#include "sim/magento/magento.hpp"

#include "sim/magento/options.hpp"
#include "sim/magento/rest_api.hpp"

#include <algorithm>

namespace boekbrug::sim {
namespace {

using namespace magento;
using core::http_method;

std::string_view method_name(http_method method) noexcept {
  switch (method) {
    case http_method::get:
      return "GET";
    case http_method::post:
      return "POST";
    case http_method::put:
      return "PUT";
    case http_method::patch:
      return "PATCH";
    case http_method::del:
      return "DELETE";
    case http_method::head:
      return "HEAD";
  }
  return "GET";
}

net::server_response page_not_found() {
  return html_reply(404, "404 Not Found", "De pagina die u zoekt bestaat niet.");
}

/// "orders/42" counts as "orders/#".
std::string kind_of(std::string_view path) {
  std::string out;
  for (const char c : path) {
    if (c < '0' || c > '9') {
      out += c;
    } else if (!out.ends_with('#')) {
      out += '#';
    }
  }
  return out;
}

bool accepts_json(std::string_view accept) noexcept {
  return accept.empty() || accept.find("application/json") != std::string_view::npos ||
         accept.find("*/*") != std::string_view::npos ||
         accept.find("application/*") != std::string_view::npos;
}

net::server_response not_acceptable() {
  return json_reply(406,
                    R"({"messages":{"error":[{"code":406,"message":"Server cannot match any of )"
                    R"(the given Accept HTTP header media type(s) from the request with media )"
                    R"(types from the config of response renderer."}]}})");
}

class magento_shop : public simulator {
public:
  explicit magento_shop(shop_options options) : state_{std::move(options)} {}
  void prepare(core::time_point now) {
    state_.advance(std::chrono::floor<std::chrono::seconds>(now));
  }
  net::server_response handle(const net::server_request& request, core::time_point now) override;

private:
  net::server_response route(const net::server_request& request, seconds_utc now);
  net::server_response rest(const net::server_request& request, std::string_view below,
                            seconds_utc now);
  bool is_store_code(std::string_view code) const;
  std::string origin_of(const net::server_request& request) const;

  shop_state state_;
};

net::server_response magento_shop::handle(const net::server_request& request,
                                          core::time_point now) {
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  state_.advance(second);
  net::server_response reply = route(request, second);
  reply.headers.push_back({"Date", to_http_date(second)});
  reply.headers.push_back({"Server", "nginx/1.22.1"});
  if (request.method == http_method::head) {
    reply.body.clear();
  }
  return reply;
}

bool magento_shop::is_store_code(std::string_view code) const {
  const auto& stores = state_.options.generator.stores;
  return code == "all" || std::any_of(stores.begin(), stores.end(),
                                      [&](const store_view& store) { return store.code == code; });
}

std::string magento_shop::origin_of(const net::server_request& request) const {
  if (!state_.options.base_url.empty()) {
    return state_.options.base_url;
  }
  return (request.tls ? "https://" : "http://") + std::string{request.header("host")};
}

net::server_response magento_shop::route(const net::server_request& request, seconds_utc now) {
  const std::string_view target = request.target;
  std::string_view path = target.substr(0, target.find('?'));
  if (path.starts_with("/_sim/")) {
    return control(state_, request.method == http_method::post, path.substr(5), request.body, now);
  }
  if (const std::string& base = state_.options.base_url; !base.empty()) {
    const std::size_t slash = base.find('/', base.find("//") + 2);
    const std::string_view folder =
        slash == std::string::npos ? std::string_view{} : std::string_view{base}.substr(slash);
    if (!path.starts_with(folder)) {
      return page_not_found();
    }
    path.remove_prefix(folder.size());
  }
  const bool by_index = path.starts_with("/index.php/");
  if (by_index) {
    path.remove_prefix(10);
  } else if (path.empty() || path == "/" || path == "/index.php") {
    return html_reply(200, "Home Page", "Welkom bij " + state_.options.name + ".");
  }
  if (!by_index && !state_.options.rewrites) {
    return page_not_found();
  }
  if (path == "/magento_version" && state_.options.shows_version) {
    auto reply = html_reply(200, "", "");
    reply.body = "Magento/" + state_.options.version + " (Community)";
    return reply;
  }
  return path == "/rest" || path.starts_with("/rest/")
             ? rest(request, path.substr(std::min<std::size_t>(6, path.size())), now)
             : page_not_found();
}

net::server_response magento_shop::rest(const net::server_request& request, std::string_view below,
                                        seconds_utc now) {
  if (!below.starts_with("V1/")) {
    const std::size_t slash = std::min(below.find('/'), below.size());
    if (!is_store_code(below.substr(0, slash))) {
      return no_route();
    }
    below.remove_prefix(std::min(slash + 1, below.size()));
  }
  if (!below.starts_with("V1/")) {
    return no_route();
  }
  below.remove_prefix(3);
  const std::string path = url_decode(below, false);
  const std::string_view method = method_name(request.method);
  const std::string_view resource = resource_for(path);
  ++state_.requests[std::string{method} + " " + (resource.empty() ? "other" : kind_of(path))];
  if (!accepts_json(request.header("accept"))) {
    return not_acceptable();
  }
  if (request.method == http_method::head || request.method == http_method::patch) {
    return error_reply(405, "Request method is invalid.");
  }
  if (resource.empty()) {
    return no_route();
  }
  const std::string_view target = request.target;
  const std::size_t mark = std::min(target.find('?'), target.size());
  const std::string_view query = target.substr(std::min(mark + 1, target.size()));
  if (auto refusal =
          state_.auth.check({method, target.substr(0, mark), query, request.header("authorization"),
                             request.header("host"), request.tls, now},
                            resource)) {
    return std::move(*refusal);
  }
  if (request.method != http_method::get) {
    return not_authorized("Magento_Sales::create");  // the integration may only read
  }
  return answer(state_, {path, query, origin_of(request)});
}

}  // namespace

std::unique_ptr<simulator> make_magento(const boost::json::object& options, core::time_point now) {
  auto made = std::make_unique<magento_shop>(read_options(options));
  made->prepare(now);
  return made;
}

}  // namespace boekbrug::sim
