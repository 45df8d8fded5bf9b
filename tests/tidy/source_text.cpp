#include "tests/tidy/source_text.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace boekbrug::tidy {
namespace {

class cutter {
public:
  explicit cutter(std::string_view text) : text_{text} {}

  std::vector<source_line> cut() {
    while (at_ < text_.size()) {
      step();
    }
    if (!line_.raw.empty()) {
      end_line();
    }
    return std::move(lines_);
  }

private:
  enum class inside { code, line_comment, block_comment, text, character, raw_text };

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      if (where_ == inside::line_comment) {
        where_ = inside::code;
      }
      end_line();
      ++at_;
      return;
    }
    switch (where_) {
      case inside::code:
        in_code(c);
        break;
      case inside::line_comment:
        take(1, ' ', c);
        break;
      case inside::block_comment:
        if (text_.substr(at_, 2) == "*/") {
          take(2, ' ', ' ');
          where_ = inside::code;
        } else {
          take(1, ' ', c);
        }
        break;
      case inside::text:
        in_literal(c, '"');
        break;
      case inside::character:
        in_literal(c, '\'');
        break;
      case inside::raw_text:
        if (text_.substr(at_, raw_end_.size()) == raw_end_) {
          take(raw_end_.size(), ' ', ' ');
          line_.code.back() = '"';
          where_ = inside::code;
        } else {
          take(1, ' ', ' ');
        }
        break;
    }
  }

  void in_code(char c) {
    const auto two = text_.substr(at_, 2);
    const char before = at_ > 0 ? text_[at_ - 1] : ' ';
    if (two == "//") {
      take(2, ' ', ' ');
      where_ = inside::line_comment;
    } else if (two == "/*") {
      take(2, ' ', ' ');
      where_ = inside::block_comment;
    } else if (c == '"' && before == 'R') {
      const auto open = text_.find('(', at_);
      raw_end_ =
          ")" +
          std::string(text_.substr(at_ + 1, open == std::string_view::npos ? 0 : open - at_ - 1)) +
          "\"";
      take(1, c, ' ');
      where_ = inside::raw_text;
    } else if (c == '"') {
      take(1, c, ' ');
      where_ = inside::text;
    } else if (c == '\'' && std::isalnum(static_cast<unsigned char>(before)) == 0) {
      take(1, c, ' ');  // after a letter or digit it separates digits: 1'000
      where_ = inside::character;
    } else {
      take(1, c, ' ');
    }
  }

  void in_literal(char c, char end) {
    if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') {
      take(2, ' ', ' ');
      return;
    }
    take(1, c == end ? c : ' ', ' ');
    if (c == end) {
      where_ = inside::code;
    }
  }

  // `count` characters are done; each becomes one of `code` and one of `comment`.
  void take(std::size_t count, char code, char comment) {
    line_.raw += text_.substr(at_, count);
    line_.code.append(count, code);
    line_.comment.append(count, comment);
    at_ += count;
  }

  void end_line() {
    lines_.push_back(std::move(line_));
    line_ = {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  inside where_ = inside::code;
  std::string raw_end_;
  source_line line_;
  std::vector<source_line> lines_;
};

}  // namespace

source_file read_source(std::string path, std::string_view text) {
  return {std::move(path), cutter{text}.cut()};
}

std::vector<source_file> read_tree(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<source_file> files;
  for (auto each = fs::recursive_directory_iterator{folder};
       each != fs::recursive_directory_iterator{}; ++each) {
    const auto name = each->path().filename().string();
    if (each->is_directory()) {
      if (name.starts_with(".") || (each.depth() == 0 && name == "build")) {
        each.disable_recursion_pending();
      }
      continue;
    }
    if (name.ends_with(".cpp") || name.ends_with(".hpp")) {
      std::ifstream in{each->path(), std::ios::binary};
      const std::string text{std::istreambuf_iterator<char>{in}, {}};
      files.push_back(read_source(fs::relative(each->path(), folder).generic_string(), text));
    }
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::vector<include_line> includes_of(const source_file& file) {
  std::vector<include_line> found;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const auto& each = file.lines[i];
    std::string squeezed;
    std::copy_if(each.code.begin(), each.code.end(), std::back_inserter(squeezed),
                 [](char c) { return c != ' '; });
    if (!squeezed.starts_with("#include")) {
      continue;
    }
    // The path of a quoted include counts as a literal, so it is read from the line as written.
    const auto open = each.raw.find_first_of("\"<");
    if (open == std::string::npos) {
      continue;
    }
    const bool angled = each.raw[open] == '<';
    const auto close = each.raw.find(angled ? '>' : '"', open + 1);
    if (close != std::string::npos) {
      found.push_back({i + 1, each.raw.substr(open + 1, close - open - 1), angled});
    }
  }
  return found;
}

}  // namespace boekbrug::tidy
