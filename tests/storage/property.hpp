#pragma once
// Properties over seeds: with RapidCheck when it is there (RC_PARAMS="seed=..." replays a failure),
// else over a fixed row of seeds.

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#ifdef BOEKBRUG_RAPIDCHECK
#include <rapidcheck.h>
#endif

namespace boekbrug::storage::testing {

using random_source = std::mt19937_64;

inline std::uint64_t below(random_source& random, std::uint64_t limit) {
  return random() % limit;
}

/// Thrown by a property that does not hold.
class broken : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};
inline void demand(bool holds, const std::string& what) {
  if (!holds) {
    throw broken{what};
  }
}

template <class Property>
void for_all_seeds(const std::string& name, Property property) {
#ifdef BOEKBRUG_RAPIDCHECK
  const bool held = rc::check(name, [&] {
    random_source random{*rc::gen::arbitrary<std::uint64_t>()};
    property(random);
  });
  EXPECT_TRUE(held) << name;
#else
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    random_source random{seed};
    EXPECT_NO_THROW(property(random)) << name << ", seed " << seed;
  }
#endif
}

}  // namespace boekbrug::storage::testing
