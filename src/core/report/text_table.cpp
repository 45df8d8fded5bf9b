#include "core/report/text_table.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

/// Characters, not bytes: UTF-8 followers do not count.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char each) {
    return (static_cast<unsigned char>(each) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

std::string text_table::text() const {
  std::vector<std::size_t> widths;
  for (const auto& cells : rows_) {
    widths.resize(std::max(widths.size(), cells.size()), 0);
    for (std::size_t at = 0; at < cells.size(); ++at) {
      widths[at] = std::max(widths[at], width_of(cells[at]));
    }
  }
  std::string text;
  for (const auto& cells : rows_) {
    std::string line;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      const std::string blanks(widths[at] - width_of(cells[at]), ' ');
      const bool left = at < columns_.size() && columns_[at] == 'l';
      line += "  " + (left ? cells[at] + blanks : blanks + cells[at]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string printable(std::string_view text) {
  std::string made{text};
  for (std::size_t at = 0; at < made.size(); ++at) {
    const auto byte = static_cast<unsigned char>(made[at]);
    if (byte < 0x20 || byte == 0x7F) {
      made[at] = '?';
    } else if (byte == 0xC2 && at + 1 < made.size()) {
      // U+0080..U+009F: control characters too, the C1 ones of old terminals.
      auto& next = made[at + 1];
      if (static_cast<unsigned char>(next) < 0xA0U) {
        made[at] = '?';
        next = '?';
      }
    }
  }
  return made;
}

}  // namespace boekbrug::core
