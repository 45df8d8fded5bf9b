#pragma once
// Random cases that can be replayed: by RapidCheck (RC_PARAMS="seed=...", with shrinking) where it
// is installed, else by a seed of our own (BOEKBRUG_SEED).

#include <functional>
#include <string>

namespace boekbrug::test {

/// A whole number from `low` to `high`, both included.
using chooser = std::function<int(int low, int high)>;

/// BOEKBRUG_CASES, or `otherwise`.
int wanted_cases(int otherwise);

/// Runs `property`, which says what is wrong with the case that it makes of the choices ("" when
/// nothing is). `small_first` lets RapidCheck begin with small numbers; without it all numbers are
/// equally likely from the start, so that shares can be counted.
void check_property(const std::function<std::string(const chooser&)>& property, int cases,
                    bool small_first = true);

}  // namespace boekbrug::test
