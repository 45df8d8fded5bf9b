#include "config/detail/toml_guard.hpp"

namespace boekbrug::config::detail {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Behind the one-line string that begins at `at`, or at the end of its line when it is not closed
/// there.
std::size_t end_of_string(std::string_view text, std::size_t at) noexcept {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    } else if (text[i] == '\n') {
      return i;
    }
  }
  return text.size();
}

}  // namespace

std::optional<std::size_t> line_of_bare_letter(std::string_view text) noexcept {
  std::size_t line = 1;
  std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  bool skipping = true;
  while (at < text.size()) {
    const char letter = text[at];
    if (static_cast<unsigned char>(letter) >= 0x80U) {
      return line;
    }
    const bool is_quote = letter == '"' || letter == '\'';
    const bool is_triple =
        is_quote && text.substr(at, 3) == std::string_view{letter == '"' ? "\"\"\"" : "'''"};
    if (is_triple) {
      // No setting of ours needs a text over several lines: from here on every letter is looked at.
      skipping = false;
    }
    if (skipping && letter == '#') {
      const auto end = text.find('\n', at);
      at = end == std::string_view::npos ? text.size() : end;
    } else if (skipping && is_quote) {
      at = end_of_string(text, at);
    } else {
      line += letter == '\n' ? 1 : 0;
      ++at;
    }
  }
  return std::nullopt;
}

}  // namespace boekbrug::config::detail
