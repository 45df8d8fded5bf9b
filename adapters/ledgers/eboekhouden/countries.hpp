#pragma once
// Relations have a country as free Dutch text.

#include <string>
#include <string_view>

namespace boekbrug::adapters::eboekhouden_api {

/// "NL" -> "Nederland"; the code itself for the rarer countries, "" for "".
std::string dutch_country(std::string_view code);

}  // namespace boekbrug::adapters::eboekhouden_api
