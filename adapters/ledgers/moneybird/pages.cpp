#include "adapters/ledgers/moneybird/pages.hpp"

#include "adapters/ledgers/moneybird/error_body.hpp"
#include "adapters/ledgers/moneybird/types.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <charconv>

namespace boekbrug::adapters::moneybird_api {

unsigned page_number(std::string_view page) {
  unsigned number = 0;
  std::from_chars(page.data(), page.data() + page.size(), number);
  return std::max(number, 1U);
}

bool is_beyond_the_end(unsigned page, const core::http_response& answer) {
  if (page < 2 || answer.status != 400) {
    return false;
  }
  const auto body = read_error_body(answer);
  return body.mentions("page") && !body.mentions("per_page");
}

std::size_t row_count(const boost::json::value& parsed) {
  const auto* rows = parsed.if_array();
  return rows == nullptr ? 0 : rows->size();
}

std::string next_page(unsigned page, const boost::json::value& parsed) {
  return row_count(parsed) < page_size ? std::string{} : std::to_string(page + 1);
}

}  // namespace boekbrug::adapters::moneybird_api
