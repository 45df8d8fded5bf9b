// A sanitizer preset that does not instrument finds nothing and looks like success.
#include <gtest/gtest.h>

#include <string>

namespace boekbrug::tidy {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr bool address_is_on = true;
#else
constexpr bool address_is_on = false;
#endif
#ifdef __SANITIZE_THREAD__
constexpr bool thread_is_on = true;
#else
constexpr bool thread_is_on = false;
#endif

const std::string wanted = BOEKBRUG_SANITIZE;

TEST(tidy_sanitizer, the_preset_asks_for_a_known_one) {
  EXPECT_TRUE(wanted.empty() || wanted == "address" || wanted == "thread") << wanted;
}

TEST(tidy_sanitizer, is_what_the_preset_asks_for) {
  EXPECT_EQ(address_is_on, wanted == "address");
  EXPECT_EQ(thread_is_on, wanted == "thread");
}

}  // namespace
}  // namespace boekbrug::tidy
