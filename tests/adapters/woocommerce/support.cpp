#include "support.hpp"

#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "core/time/time_text.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace boekbrug::test {

std::string load(std::string_view name) {
  std::ifstream file(std::string(BOEKBRUG_TEST_DATA) + '/' + std::string(name), std::ios::binary);
  if (!file) {
    throw std::runtime_error("no test data " + std::string(name));
  }
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

json::value load_json(std::string_view name) {
  return json::parse(load(name));
}

core::http_response answer(int status, std::string body, std::vector<core::http_header> headers) {
  core::http_response out;
  out.status = status;
  out.body = std::move(body);
  out.headers = std::move(headers);
  return out;
}

core::http_response answer(const json::value& body, std::vector<core::http_header> headers) {
  headers.push_back({"Content-Type", "application/json; charset=UTF-8"});
  return answer(200, json::serialize(body), std::move(headers));
}

core::http_response page_answer(int status, std::string_view title) {
  return answer(status,
                "<!DOCTYPE html><html><head><title>" + std::string(title) +
                    "</title></head><body>[]</body></html>",
                {{"Content-Type", "text/html; charset=UTF-8"}});
}

core::shop_connection shop() {
  core::shop_connection out;
  out.kind = "woocommerce";
  out.base_url = "https://winkel.example";
  out.key = core::secret{"ck_0000000000000000000000000000000000000001"};
  out.key_secret = core::secret{"cs_0000000000000000000000000000000000000002"};
  out.options = {{"auth", "basic"},
                 {"route", "pretty"},
                 {"scheme_seen", "https"},
                 {"modified_after", "yes"},
                 {"prices_include_tax", "yes"},
                 {"country", "NL"},
                 {"home", "https://winkel.example"}};
  return out;
}

core::time_point at(std::string_view text) {
  return core::parse_time(text).value();
}

core::request_context context() {
  return {at("2026-11-21T10:26:00"), "n1n2n3n4n5n6n7n8"};
}

namespace {

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out.push_back(static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16)));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

}  // namespace

std::map<std::string, std::string> query_of(std::string_view url) {
  std::map<std::string, std::string> out;
  const auto start = url.find('?');
  if (start == std::string_view::npos) {
    return out;
  }
  std::istringstream parts{std::string(url.substr(start + 1))};
  for (std::string part; std::getline(parts, part, '&');) {
    const auto equals = part.find('=');
    out[decoded(part.substr(0, equals))] =
        equals == std::string::npos ? "" : decoded(part.substr(equals + 1));
  }
  return out;
}

std::string path_of(std::string_view url) {
  const auto start = url.find('/', url.find("://") + 3);
  return start == std::string_view::npos ? ""
                                         : std::string(url.substr(start, url.find('?') - start));
}

std::string header_of(const core::http_request& request, std::string_view name) {
  for (const auto& header : request.headers) {
    if (header.name == name) {
      return header.value;
    }
  }
  return {};
}

json::object order_json(int id) {
  static const json::value orders = load_json("orders-page-1.json");
  for (const auto& order : orders.as_array()) {
    if (order.at("id").as_int64() == id) {
      return order.as_object();
    }
  }
  throw std::runtime_error("no such order");
}

core::result<core::order> read(const json::object& order) {
  return adapters::woocommerce().order_answer(shop(), answer(json::value(order)));
}

core::order order_of(int id) {
  return read(order_json(id)).value();
}

}  // namespace boekbrug::test
