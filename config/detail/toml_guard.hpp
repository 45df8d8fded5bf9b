#pragma once
// Keeps away from toml++ what toml++ 3.3 cannot take.

#include <cstddef>
#include <optional>
#include <string_view>

namespace boekbrug::config::detail {

/// The line (from 1) of the first letter beyond ASCII that stands outside comments and one-line
/// strings (anywhere, after the first string over several lines). TOML has no use for one there,
/// and toml++ 3.3 runs into undefined behaviour when it asks whether it is white space.
std::optional<std::size_t> line_of_bare_letter(std::string_view text) noexcept;

}  // namespace boekbrug::config::detail
