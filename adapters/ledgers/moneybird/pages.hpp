#pragma once
// Walking through lists page by page (README.md, "Pagination").

#include "core/http/http_message.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace boekbrug::adapters::moneybird_api {

/// 1 for "" and for what is no number.
unsigned page_number(std::string_view page);

/// A full last page sends us to one that does not exist; some lists answer that with 400.
bool is_beyond_the_end(unsigned page, const core::http_response& answer);

std::size_t row_count(const boost::json::value& parsed);

/// "" after a page that is not full.
std::string next_page(unsigned page, const boost::json::value& parsed);

}  // namespace boekbrug::adapters::moneybird_api
