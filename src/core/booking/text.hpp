#pragma once
// Small text helpers of the booking rules. ASCII only: other bytes pass through unchanged.

#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::core {

std::string_view trim(std::string_view text) noexcept;
std::string lower(std::string_view text);
std::string upper(std::string_view text);
/// Whether `text`, in lower case, holds `part` (given in lower case).
bool mentions(std::string_view lower_text, std::string_view part) noexcept;
/// At most `bytes` bytes, never cutting a UTF-8 character in two.
std::string shorten(std::string_view text, std::size_t bytes);
/// 16 hexadecimal digits.
std::string hex(std::uint64_t value);

/// FNV-1a, 64 bits. Each part is followed by its length, so that moving a border changes the value.
class fingerprint {
public:
  void add(std::string_view text) noexcept;
  void add(std::int64_t value) noexcept;
  std::uint64_t value() const noexcept { return state_; }

private:
  void byte(unsigned char value) noexcept;
  std::uint64_t state_ = 14695981039346656037ULL;
};

}  // namespace boekbrug::core
