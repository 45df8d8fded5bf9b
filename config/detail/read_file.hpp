#pragma once
// A whole file as text.

#include "core/base/result.hpp"

#include <fstream>
#include <iterator>
#include <string>

namespace boekbrug::config::detail {

/// errc::invalid_input, "path: cannot be opened" or "cannot be read".
inline core::result<std::string> read_file(const std::string& path) {
  try {
    std::ifstream in{path, std::ios::binary};
    if (!in) {
      return core::fail(core::errc::invalid_input, path + ": cannot be opened");
    }
    std::string text{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    if (!in.bad()) {
      return text;
    }
  } catch (const std::exception&) {  // libstdc++ throws when the path is a folder
  }
  return core::fail(core::errc::invalid_input, path + ": cannot be read");
}

}  // namespace boekbrug::config::detail
