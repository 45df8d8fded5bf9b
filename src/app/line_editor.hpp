#pragma once
// Line editing, history and paging for `boekbrug shell`, by libedit.

#include <memory>
#include <optional>
#include <string>

namespace boekbrug::app {

class line_editor {
public:
  explicit line_editor(std::string prompt);
  ~line_editor();
  line_editor(const line_editor&) = delete;
  line_editor& operator=(const line_editor&) = delete;
  /// The next line without its newline; nothing at the end of input.
  std::optional<std::string> read();
  /// Prints an answer, a screenful at a time when both ends are a terminal.
  void show(const std::string& text);

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace boekbrug::app
