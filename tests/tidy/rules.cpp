#include "tests/tidy/rules.hpp"

#include <algorithm>
#include <iterator>
#include <regex>

namespace boekbrug::tidy {
namespace {

// One violation per line for which `bad` holds.
template <class Bad>
std::vector<violation> each_line(const source_file& file, const std::string& rule, Bad bad) {
  std::vector<violation> found;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    if (bad(file.lines[i])) {
      found.push_back({file.path, i + 1, rule});
    }
  }
  return found;
}

}  // namespace

std::vector<violation> check_length(const source_file& file) {
  if (file.lines.size() <= lines_max) {
    return {};
  }
  return {{file.path, file.lines.size(),
           std::to_string(file.lines.size()) + " lines; a file has at most " +
               std::to_string(lines_max)}};
}

std::vector<violation> check_pragma_once(const source_file& file) {
  if (!file.path.ends_with(".hpp")) {
    return {};
  }
  const bool guarded =
      std::any_of(file.lines.begin(), file.lines.end(),
                  [](const source_line& each) { return each.code.starts_with("#pragma once"); });
  return guarded ? std::vector<violation>{}
                 : std::vector<violation>{{file.path, 1, "a header needs #pragma once"}};
}

std::vector<violation> check_tabs(const source_file& file) {
  return each_line(file, "a tab", [](const source_line& each) {
    return each.raw.find('\t') != std::string::npos;
  });
}

std::vector<violation> check_todo(const source_file& file) {
  static const std::regex open_end{R"(\b(TODO|FIXME)\b(?!\(#[0-9]+\)))"};
  return each_line(file, "TODO without an issue number: write TODO(#12)",
                   [](const source_line& each) {
                     const bool may_be = each.comment.find("TODO") != std::string::npos ||
                                         each.comment.find("FIXME") != std::string::npos;
                     return may_be && std::regex_search(each.comment, open_end);
                   });
}

std::vector<violation> check_using_std(const source_file& file) {
  static const std::regex whole_std{R"(\busing\s+namespace\s+(::\s*)?std\s*;)"};
  return each_line(file, "no 'using namespace std'", [](const source_line& each) {
    return each.code.find("using") != std::string::npos && std::regex_search(each.code, whole_std);
  });
}

std::vector<violation> check_all(const source_file& file) {
  std::vector<violation> found;
  for (const auto check :
       {check_includes, check_length, check_pragma_once, check_tabs, check_todo, check_using_std}) {
    auto some = check(file);
    std::move(some.begin(), some.end(), std::back_inserter(found));
  }
  return found;
}

}  // namespace boekbrug::tidy
