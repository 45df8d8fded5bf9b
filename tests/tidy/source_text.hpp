#pragma once
// A source file cut into code and comments, so that a rule about code does not trip over a text
// that speaks of it.

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::tidy {

struct source_line {
  std::string raw;
  std::string code;     // as written, but comments and the contents of literals are blanks
  std::string comment;  // what stands in a comment; blanks elsewhere
};

struct source_file {
  std::string path;  // relative to the project, with '/'
  std::vector<source_line> lines;
};

/// Knows //, /* */, "..", '..', digit separators and raw strings; needs no compiler.
source_file read_source(std::string path, std::string_view text);

/// All .cpp and .hpp below the folder, without hidden folders and build/; sorted by path.
std::vector<source_file> read_tree(const std::string& folder);

/// How a header is named in an #include.
struct include_line {
  std::size_t line = 0;  // from 1
  std::string path;
  bool angled = false;
};
std::vector<include_line> includes_of(const source_file& file);

}  // namespace boekbrug::tidy
