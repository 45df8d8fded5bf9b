#pragma once
// Lines of the log as text and JSON: pure functions behind log.cpp.

#include "log/log.hpp"

#include <string>
#include <string_view>

namespace boekbrug::log {

/// message key=value key="two words": control characters, quotes and backslashes in values are
/// escaped.
std::string render_text(std::string_view message, fields values);
/// "message":"..","key":..: the inside of a JSON object, without braces. Bytes that are no UTF-8
/// become U+FFFD.
std::string render_json(std::string_view message, fields values);

}  // namespace boekbrug::log
