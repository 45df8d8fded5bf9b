// The limiter's arithmetic: one permit granted and given back, one caller in and out of the line.

#include "core/limiter/fair_queue.hpp"
#include "core/limiter/rate_window.hpp"

#include <benchmark/benchmark.h>

namespace boekbrug::bench {
namespace {

using std::chrono::milliseconds;

// A window with all slots but one occupied, in steady state: each step is as long after the one
// before it as the limit allows, so one slot falls free and one is taken.
void grant_and_finish(benchmark::State& state) {
  core::rate_window_options options;
  options.limit = static_cast<std::uint32_t>(state.range(0));
  // Microseconds would be finer than the clock: with 100,000 slots the window is stretched instead.
  options.window = milliseconds{2000LL * state.range(0)};
  core::rate_window window{options};
  core::time_point now{std::chrono::hours{500'000}};
  const auto step = [&] {
    now += milliseconds{2000};
    if (!window.may_grant(now)) {
      return false;
    }
    window.finished(window.grant(now), now);
    return true;
  };
  for (std::int64_t i = 1; i < state.range(0); ++i) {
    if (!step()) {
      state.SkipWithError("the window filled too early");
      return;
    }
  }
  for (auto _ : state) {
    if (!step()) {
      state.SkipWithError("no slot fell free");
      break;
    }
  }
  state.counters["occupied"] = window.occupied(now);
}
BENCHMARK(grant_and_finish)->Arg(150)->Arg(100'000);

// range(0) integrations wait with one ticket each; each step serves one and puts it back at the
// end.
void push_and_pop(benchmark::State& state) {
  core::fair_queue_options options;
  options.waiting_max = static_cast<std::size_t>(state.range(0)) + 1;
  core::fair_queue line{options};
  std::uint64_t next = 1;
  const auto push = [&](core::integration_id who) {
    return line.push(core::fair_queue::ticket{next++}, who, core::call_class::live).has_value();
  };
  for (std::int64_t i = 1; i <= state.range(0); ++i) {
    if (!push(static_cast<core::integration_id>(i))) {
      state.SkipWithError("the line is full");
      return;
    }
  }
  for (auto _ : state) {
    const auto served = line.pop();
    if (!served || !push(served->who)) {
      state.SkipWithError("nobody was served");
      break;
    }
  }
}
BENCHMARK(push_and_pop)->Arg(100)->Arg(100'000);

}  // namespace
}  // namespace boekbrug::bench
