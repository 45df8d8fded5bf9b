#include "core/base/secret.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <type_traits>

namespace boekbrug::core {
namespace {

template <class T>
concept streamable = requires(std::ostream& out, const T& value) {
  out << value;
};

static_assert(!streamable<secret>);
static_assert(!std::is_convertible_v<secret, std::string>);
static_assert(!std::is_convertible_v<std::string, secret>,
              "a text does not become a secret by accident");
static_assert(!std::is_constructible_v<std::string, secret>);

TEST(secret, shows_its_text_only_when_told) {
  const secret token{"abc"};
  EXPECT_EQ(token.reveal(), "abc");
  EXPECT_FALSE(token.empty());
  EXPECT_TRUE(secret{}.empty());
  EXPECT_TRUE(token == secret{"abc"});
  EXPECT_FALSE(token == secret{});
}

}  // namespace
}  // namespace boekbrug::core
