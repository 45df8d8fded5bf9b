#pragma once
// The files of config/catalogue, compiled in (config/CMakeLists.txt writes the source).

#include <map>
#include <string>

namespace boekbrug::config::detail {

/// Key of the page -> its TOML text.
std::map<std::string, std::string> built_in_pages();

}  // namespace boekbrug::config::detail
