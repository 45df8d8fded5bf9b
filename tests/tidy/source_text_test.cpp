#include "tests/tidy/source_text.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace boekbrug::tidy {
namespace {

source_line only(std::string_view text) {
  return read_source("x.cpp", text).lines.at(0);
}

TEST(tidy_source_text, keeps_lines_and_their_numbers) {
  const auto file = read_source("x.cpp", "a\n\nb");
  ASSERT_EQ(file.lines.size(), 3U);
  EXPECT_EQ(file.lines[0].raw, "a");
  EXPECT_EQ(file.lines[1].raw, "");
  EXPECT_EQ(file.lines[2].code, "b");
  EXPECT_EQ(read_source("x.cpp", "a\n").lines.size(), 1U);
  EXPECT_TRUE(read_source("x.cpp", "").lines.empty());
}

TEST(tidy_source_text, tells_code_from_comments) {
  EXPECT_EQ(only("int a; // why").code, "int a;       ");
  EXPECT_EQ(only("int a; // why").comment, "          why");
  EXPECT_EQ(only("a /* b */ c").code, "a         c");
  EXPECT_EQ(only("a /* b */ c").comment, "     b     ");
  const auto file = read_source("x.cpp", "a /* b\nc */ d\n// e\nf");
  EXPECT_EQ(file.lines[0].code, "a     ");
  EXPECT_EQ(file.lines[1].code, "     d");
  EXPECT_EQ(file.lines[1].comment, "c     ");
  EXPECT_EQ(file.lines[3].code, "f");
}

TEST(tidy_source_text, blanks_literals) {
  EXPECT_EQ(only(R"(f("// no comment");)").code, R"(f("             ");)");
  EXPECT_EQ(only(R"(f("a\"b"); // c)").comment, "              c");
  EXPECT_EQ(only(R"(f('"'); g("x");)").code, R"(f(' '); g(" ");)");
  EXPECT_EQ(only(R"(f('\''); g();)").code, R"(f('  '); g();)");
  EXPECT_EQ(only("n = 1'000'000; // c").comment, "                  c")
      << "separates digits, opens no literal";
}

TEST(tidy_source_text, blanks_raw_strings_over_lines) {
  const auto file = read_source("x.cpp", "f(R\"x(// a \"\nusing \")\" )x\"); b // c");
  ASSERT_EQ(file.lines.size(), 2U);
  EXPECT_EQ(file.lines[0].code, "f(R\"        ");
  EXPECT_EQ(file.lines[0].comment.find_first_not_of(' '), std::string::npos);
  EXPECT_EQ(file.lines[1].code.find("using"), std::string::npos);
  EXPECT_NE(file.lines[1].code.find("\"); b"), std::string::npos);
  EXPECT_NE(file.lines[1].comment.find('c'), std::string::npos);
}

TEST(tidy_source_text, finds_includes) {
  const auto file =
      read_source("x.cpp",
                  "#include \"core/a.hpp\"\n  #  include <vector> // \"b\"\n// #include \"c.hpp\"\n"
                  "const char* text = \"#include <d>\";\n/*\n#include <e>\n*/\n");
  const auto found = includes_of(file);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].path, "core/a.hpp");
  EXPECT_FALSE(found[0].angled);
  EXPECT_EQ(found[0].line, 1U);
  EXPECT_EQ(found[1].path, "vector");
  EXPECT_TRUE(found[1].angled);
  EXPECT_EQ(found[1].line, 2U);
}

TEST(tidy_source_text, reads_a_tree_without_builds) {
  const auto files = read_tree(BOEKBRUG_SOURCE_DIR "/tests/tidy");
  std::vector<std::string> paths;
  for (const auto& each : files) {
    paths.push_back(each.path);
  }
  EXPECT_TRUE(std::is_sorted(paths.begin(), paths.end()));
  EXPECT_NE(std::find(paths.begin(), paths.end(), "source_text_test.cpp"), paths.end());
  EXPECT_EQ(std::find(paths.begin(), paths.end(), "CMakeLists.txt"), paths.end());
}

}  // namespace
}  // namespace boekbrug::tidy
