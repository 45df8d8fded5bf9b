#pragma once
// The admin shell's password lives in a file of its own, made at the first start.

#include "core/base/result.hpp"

#include <string>

namespace boekbrug::app {

/// The password in the file; a missing file is created with a random one, mode 0600.
/// errc::invalid_input for an empty file or one that others can read.
core::result<std::string> ensure_password(const std::string& file);
/// The password in an existing file.
core::result<std::string> read_password(const std::string& file);

}  // namespace boekbrug::app
