// The shop's clock, as the headers of an answer say it.

#include "adapters/shops/ccvshop/errors.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::ccvshop_api {

std::optional<core::time_point> shop_clock(const core::http_response& answer) {
  const auto own = core::parse_time(core::trim(answer.header("x-date")).substr(0, 19));
  if (own) {
    return *own;
  }
  return parse_http_date(answer.header("Date"));
}

}  // namespace boekbrug::adapters::ccvshop_api
