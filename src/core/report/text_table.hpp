#pragma once
// Columns for a terminal: words to the left, amounts to the right.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::core {

class text_table {
public:
  /// One letter per column, 'l' or 'r'; further columns are aligned to the right.
  explicit text_table(std::string columns) : columns_{std::move(columns)} {}
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// Each line indented by two blanks and ended by a newline; "" when there are no rows.
  std::string text() const;

private:
  std::string columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// What a shop sent must not steer a terminal: control characters become '?'.
std::string printable(std::string_view text);

}  // namespace boekbrug::core
