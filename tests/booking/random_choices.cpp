#include "random_choices.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <sstream>

#ifdef BOEKBRUG_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

namespace boekbrug::test {

int wanted_cases(int otherwise) {
  const char* text = std::getenv("BOEKBRUG_CASES");
  const int wanted = text == nullptr ? 0 : std::atoi(text);
  return wanted > 0 ? wanted : otherwise;
}

#ifdef BOEKBRUG_HAS_RAPIDCHECK

void check_property(const std::function<std::string(const chooser&)>& property, int cases,
                    bool small_first) {
  rc::detail::TestMetadata metadata;
  metadata.id = testing::UnitTest::GetInstance()->current_test_info()->name();
  metadata.description = metadata.id;
  auto parameters = rc::detail::configuration().testParams;
  parameters.maxSuccess = cases;
  parameters.disableShrinking = false;
  const chooser choose = [small_first](int low, int high) {
    const auto range = rc::gen::inRange(low, high + 1);
    return small_first ? *range : *rc::gen::resize(rc::kNominalSize, range);
  };
  const auto testable = [&] {
    const std::string fault = property(choose);
    RC_ASSERT(fault == std::string());
  };
  const auto outcome = rc::detail::checkTestable(testable, metadata, parameters);
  if (!outcome.is<rc::detail::SuccessResult>()) {
    std::ostringstream text;
    // The choices themselves say little: the property's own words come first.
    if (outcome.is<rc::detail::FailureResult>()) {
      text << outcome.get<rc::detail::FailureResult>().description << "\n";
    }
    rc::detail::printResultMessage(outcome, text);
    FAIL() << text.str();
  }
}

#else

void check_property(const std::function<std::string(const chooser&)>& property, int cases, bool) {
  const char* text = std::getenv("BOEKBRUG_SEED");
  const auto seed =
      text == nullptr ? std::random_device{}() : static_cast<unsigned>(std::atoi(text));
  std::mt19937 random{seed};
  const chooser choose = [&random](int low, int high) {
    return std::uniform_int_distribution<int>{low, high}(random);
  };
  for (int count = 0; count < cases; ++count) {
    ASSERT_EQ(property(choose), "") << "BOEKBRUG_SEED=" << seed << ", case " << count;
  }
}

#endif

}  // namespace boekbrug::test
