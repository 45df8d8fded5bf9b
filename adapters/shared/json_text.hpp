#pragma once
// JSON in and out without binary floating point.

#include "core/base/result.hpp"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace boekbrug::adapters::shared {

/// Reads a document. Every number becomes a string of its own characters: ids of 18 digits and
/// amounts must never pass through a double. errc::invalid_input when it is not JSON, nested deeper
/// than 32 or longer than `body_bytes_max`.
core::result<boost::json::value> parse_json(std::string_view text);

}  // namespace boekbrug::adapters::shared
