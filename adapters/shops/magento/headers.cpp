#include "adapters/shops/magento/headers.hpp"

#include "adapters/shops/magento/types.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::magento_api {

std::optional<core::time_point> shop_clock(const core::http_response& answer) {
  return parse_http_date(answer.header("Date"));
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

}  // namespace boekbrug::adapters::magento_api
