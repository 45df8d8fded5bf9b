#include "tests/tidy/rules.hpp"

#include <gtest/gtest.h>

namespace boekbrug::tidy {
namespace {

using check = std::vector<violation> (*)(const source_file&);

/// The lines that are blamed.
std::vector<std::size_t> blamed(check what, std::string_view text,
                                const std::string& path = "src/core/x.cpp") {
  std::vector<std::size_t> lines;
  for (const auto& each : what(read_source(path, text))) {
    EXPECT_EQ(each.path, path);
    EXPECT_FALSE(each.rule.empty());
    lines.push_back(each.line);
  }
  return lines;
}

using lines = std::vector<std::size_t>;

std::string text_of(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += "int a;\n";
  }
  return text;
}

TEST(tidy_rules, length) {
  EXPECT_EQ(blamed(check_length, text_of(lines_max)), lines{});
  EXPECT_EQ(blamed(check_length, text_of(lines_max + 1)), lines{lines_max + 1});
}

TEST(tidy_rules, pragma_once) {
  EXPECT_EQ(blamed(check_pragma_once, "#pragma once\nint a;\n", "src/core/x.hpp"), lines{});
  EXPECT_EQ(blamed(check_pragma_once, "int a;\n", "src/core/x.hpp"), lines{1});
  EXPECT_EQ(blamed(check_pragma_once, "// #pragma once\nint a;\n", "src/core/x.hpp"), lines{1});
  EXPECT_EQ(blamed(check_pragma_once, "", "src/core/x.hpp"), lines{1});
  EXPECT_EQ(blamed(check_pragma_once, "int a;\n", "src/core/x.cpp"), lines{});
}

TEST(tidy_rules, tabs) {
  EXPECT_EQ(blamed(check_tabs, "int a;\n\tint b;\nint c; //\td\n"), (lines{2, 3}));
  EXPECT_EQ(blamed(check_tabs, "const char* a = \"\\t\";\n"), lines{}) << "an escape is no tab";
}

TEST(tidy_rules, todo) {
  EXPECT_EQ(blamed(check_todo, "int a;  // TODO: later\n"), lines{1});
  EXPECT_EQ(blamed(check_todo, "int a;\n/* FIXME */\n"), lines{2});
  EXPECT_EQ(blamed(check_todo, "int a;  // TODO(me): later\n"), lines{1});
  EXPECT_EQ(blamed(check_todo, "int a;  // TODO(#): later\n"), lines{1});
  EXPECT_EQ(blamed(check_todo, "int a;  // TODO(#12): later\n"), lines{});
  EXPECT_EQ(blamed(check_todo, "f(\"TODO\"); int TODO;\n"), lines{})
      << "only comments promise something";
}

TEST(tidy_rules, using_std) {
  EXPECT_EQ(blamed(check_using_std, "using namespace std;\n"), lines{1});
  EXPECT_EQ(blamed(check_using_std, "void f() {\n  using  namespace ::std ;\n}\n"), lines{2});
  EXPECT_EQ(
      blamed(check_using_std, "using namespace std::chrono_literals;\nusing namespace standard;\n"),
      lines{});
  EXPECT_EQ(blamed(check_using_std, "// using namespace std;\n"), lines{});
}

TEST(tidy_rules, all_at_once) {
  EXPECT_EQ(blamed(check_all, "#pragma once\n#include <vector>\nint a;\n", "src/core/x.hpp"),
            lines{});
  const auto found = blamed(
      check_all,
      "#include <caf/all.hpp>\n\tint a;\n// TODO\nusing namespace std;\n" + text_of(lines_max),
      "src/core/x.hpp");
  EXPECT_EQ(found, (lines{1, lines_max + 4, 1, 2, 3, 4}))
      << "includes, length, pragma, tab, TODO, using";
}

}  // namespace
}  // namespace boekbrug::tidy
