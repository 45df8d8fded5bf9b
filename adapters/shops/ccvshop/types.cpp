#include "adapters/shops/ccvshop/types.hpp"

#include "core/booking/text.hpp"

#include <charconv>

namespace boekbrug::adapters::ccvshop_api {

std::string_view option_of(const core::shop_connection& shop, std::string_view key) {
  const auto found = shop.options.find(std::string(key));
  return found == shop.options.end() ? std::string_view{} : std::string_view{found->second};
}

void set_option(core::shop_connection& shop, std::string_view key, std::string_view value) {
  shop.options[std::string(key)] = std::string(value);
}

std::string uri_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) {
    return {};
  }
  const auto path = url.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string{} : std::string(url.substr(path));
}

std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) {
    return {};
  }
  url.remove_prefix(scheme + 3);
  return core::lower(url.substr(0, url.find_first_of("/?#")));
}

std::string id_in_link(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  while (!url.empty() && url.back() == '/') {
    url.remove_suffix(1);
  }
  const auto slash = url.rfind('/');
  const auto last = slash == std::string_view::npos ? std::string_view{} : url.substr(slash + 1);
  const auto id = read_count(last);
  return id && *id > 0 ? std::string(last) : std::string{};
}

}  // namespace boekbrug::adapters::ccvshop_api
