#include "config/nearest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace boekbrug::config {
namespace {

TEST(nearest, counts_edits) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("threads", "treads"), 1U);
  EXPECT_EQ(edit_distance("threads", "thraeds"), 1U) << "neighbours swapped";
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(nearest, finds_what_was_meant) {
  const std::vector<std::string_view> known{"net.threads", "net.ca_file", "log.level"};
  EXPECT_EQ(nearest("net.treads", known), "net.threads");
  EXPECT_EQ(nearest("NET.CA_FILE", known), "net.ca_file");
  EXPECT_EQ(nearest("storage.compression", known), "");
  EXPECT_EQ(nearest("", known), "");
  EXPECT_EQ(nearest("x", {}), "");
  EXPECT_EQ(nearest(std::string(100'000, 'x'), known), "");
  EXPECT_EQ(suggestion("log.levl", known), "; did you mean \"log.level\"?");
  EXPECT_EQ(suggestion("zzzzzz", known), "");
}

/// The recursive definition, for short texts.
std::size_t model(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) {
    return a.size() + b.size();
  }
  std::size_t best = std::min({model(a.substr(1), b) + 1, model(a, b.substr(1)) + 1,
                               model(a.substr(1), b.substr(1)) + (a[0] == b[0] ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
    best = std::min(best, model(a.substr(2), b.substr(2)) + 1);
  }
  return best;
}

RC_GTEST_PROP(nearest_property, agrees_with_the_definition, ()) {
  const auto texts =
      rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')));
  const auto a = *texts;
  const auto b = *texts;
  RC_ASSERT(edit_distance(a, b) == model(a, b));
}

}  // namespace
}  // namespace boekbrug::config
