#include "adapters/shops/woocommerce/headers.hpp"

#include "adapters/shops/woocommerce/types.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::woocommerce_api {

std::optional<core::time_point> shop_clock(const core::http_response& answer) {
  return parse_http_date(answer.header("Date"));
}

std::optional<std::int64_t> counted(const core::http_response& answer, std::string_view name) {
  return read_count(trim(answer.header(name)));
}

std::optional<std::chrono::seconds> wait_asked(const core::http_response& answer) {
  constexpr std::chrono::seconds longest = std::chrono::hours{24};
  const auto text = trim(answer.header("Retry-After"));
  if (const auto seconds = read_count(text)) {
    return std::chrono::seconds{std::min<std::int64_t>(*seconds, longest.count())};
  }
  const auto until = parse_http_date(text);
  const auto now = shop_clock(answer);
  if (!until || !now || *until < *now) {
    return std::nullopt;
  }
  return std::min(longest, std::chrono::duration_cast<std::chrono::seconds>(*until - *now));
}

std::string api_root_link(const core::http_response& answer) {
  // WordPress sends several Link headers; `header()` gives only the first one.
  for (const auto& header : answer.headers) {
    if (lower(header.name) != "link") {
      continue;
    }
    for (const auto part : split(header.value, ',')) {
      const auto open = part.find('<');
      const auto close = part.find('>');
      if (part.find("https://api.w.org/") != std::string_view::npos &&
          open != std::string_view::npos && close != std::string_view::npos && close > open &&
          part.find("https://api.w.org/", close) != std::string_view::npos) {
        return std::string(part.substr(open + 1, close - open - 1));
      }
    }
  }
  return {};
}

}  // namespace boekbrug::adapters::woocommerce_api
