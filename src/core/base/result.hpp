#pragma once
// Whatever can fail returns result<T>: a value or a core::error.

#include "core/base/error.hpp"

#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <utility>

namespace boekbrug::core {

/// Found by Boost.System when `.value()` is called on an error; only tests do that (STYLE 2.3).
[[noreturn]] inline void throw_exception_from_error(const error& failure,
                                                    const boost::source_location&) {
  throw std::runtime_error(std::string(code_name(failure.code)) + ": " + failure.detail);
}

template <class T>
using result = boost::system::result<T, error>;

inline error fail(errc code, std::string detail = {}) {
  return error{code, std::move(detail), std::nullopt};
}

}  // namespace boekbrug::core
