// The project itself against the rules.
#include "tests/tidy/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace boekbrug::tidy {
namespace {

const std::vector<source_file>& project() {
  static const auto files = read_tree(BOEKBRUG_SOURCE_DIR);
  return files;
}

std::string listed(const std::vector<violation>& found) {
  std::string text = std::to_string(found.size()) + " violations\n";
  for (const auto& each : found) {
    text += to_text(each) + "\n";
  }
  return text;
}

std::vector<violation> all_of(std::vector<violation> (*check)(const source_file&)) {
  std::vector<violation> found;
  for (const auto& each : project()) {
    auto some = check(each);
    found.insert(found.end(), some.begin(), some.end());
  }
  return found;
}

// A walk that finds nothing would please every rule.
TEST(tidy_tree, is_found) {
  std::set<std::string> seen;
  std::size_t includes = 0;
  for (const auto& each : project()) {
    seen.insert(each.path.substr(0, each.path.find('/')));
    includes += includes_of(each).size();
  }
  for (const auto* folder : {"src", "config", "storage", "adapters", "actors", "sim", "tests"}) {
    EXPECT_EQ(seen.count(folder), 1U) << folder;
  }
  EXPECT_GT(project().size(), 200U);
  EXPECT_GT(includes, 1'000U);
}

TEST(tidy_tree, every_folder_has_a_level) {
  for (const auto& each : project()) {
    EXPECT_TRUE(has_level(each.path))
        << each.path << ":1: give its folder a level in tests/tidy/levels.cpp";
  }
}

TEST(tidy_tree, includes) {
  const auto found = all_of(check_includes);
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(tidy_tree, length) {
  const auto found = all_of(check_length);
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(tidy_tree, pragma_once) {
  const auto found = all_of(check_pragma_once);
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(tidy_tree, tabs) {
  const auto found = all_of(check_tabs);
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(tidy_tree, todo) {
  const auto found = all_of(check_todo);
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(tidy_tree, using_std) {
  const auto found = all_of(check_using_std);
  EXPECT_TRUE(found.empty()) << listed(found);
}

}  // namespace
}  // namespace boekbrug::tidy
