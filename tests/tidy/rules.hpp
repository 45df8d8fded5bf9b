#pragma once
// Rules about the text of one file.

#include "tests/tidy/levels.hpp"

namespace boekbrug::tidy {

inline constexpr std::size_t lines_max = 400;

std::vector<violation> check_length(const source_file& file);
std::vector<violation> check_pragma_once(const source_file& file);
std::vector<violation> check_tabs(const source_file& file);
/// A promise in a comment names its issue: TODO(#12).
std::vector<violation> check_todo(const source_file& file);
std::vector<violation> check_using_std(const source_file& file);

/// All of them, and the includes.
std::vector<violation> check_all(const source_file& file);

}  // namespace boekbrug::tidy
