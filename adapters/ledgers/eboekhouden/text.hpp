#pragma once
// Texts as e-Boekhouden.nl counts and compares them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::eboekhouden_api {

/// At most so many characters (not bytes) of UTF-8; the blanks around are dropped.
std::string first_chars(std::string_view text, std::size_t count);
std::size_t count_chars(std::string_view text) noexcept;
/// Trimmed and, for ASCII, case-blind.
bool same_text(std::string_view left, std::string_view right);
/// The parts between the commas; none of "".
std::vector<std::string> split_commas(std::string_view text);
std::string join_commas(const std::vector<std::string>& parts);
/// One to 18 digits and no zero in front: what the API's ids look like, safe as a JSON number.
bool is_id(std::string_view text) noexcept;
/// Whether the id is the smaller number: ids rise with time.
bool is_older(std::string_view left, std::string_view right) noexcept;

}  // namespace boekbrug::adapters::eboekhouden_api
