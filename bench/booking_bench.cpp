// What one order costs on its way to a plan, without any input or output.

#include "bench/samples.hpp"
#include "core/sync/judge.hpp"
#include "core/time/time_text.hpp"

#include <benchmark/benchmark.h>

namespace boekbrug::bench {
namespace {

void make_plan_of_five_lines(benchmark::State& state) {
  const world here;
  const auto source = five_lines();
  const auto context = here.context();
  for (auto _ : state) {
    auto plan = core::make_plan(source, context);
    if (!plan) {
      state.SkipWithError(plan.error().detail.c_str());
      break;
    }
    benchmark::DoNotOptimize(plan);
  }
}
BENCHMARK(make_plan_of_five_lines);

void check_plan_of_five_lines(benchmark::State& state) {
  const world here;
  const auto plan = core::make_plan(five_lines(), here.context()).value();
  for (auto _ : state) {
    auto proven = core::check_plan(plan, core::ledger_arithmetic::per_rate);
    if (!proven) {
      state.SkipWithError(proven.error().detail.c_str());
      break;
    }
    benchmark::DoNotOptimize(proven);
  }
}
BENCHMARK(check_plan_of_five_lines);

void content_hash_of_five_lines(benchmark::State& state) {
  const auto source = five_lines();
  for (auto _ : state) {
    benchmark::DoNotOptimize(core::content_hash(source));
  }
}
BENCHMARK(content_hash_of_five_lines);

void judge_one_order(benchmark::State& state) {
  const world here;
  const auto source = five_lines();
  core::judge_context context;
  context.cards = &here.cards;
  context.zone = &here.zone;
  context.now = core::parse_time("2026-05-20T10:00:00").value();
  context.installed_at = core::parse_time("2026-04-01T10:00:00").value();
  if (core::judge(source, context).state != core::item_state::ready) {
    state.SkipWithError("the order is not ready: another way would be measured");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(core::judge(source, context));
  }
}
BENCHMARK(judge_one_order);

void parse_an_amount(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(core::parse_decimal("1234.567891"));
  }
}
BENCHMARK(parse_an_amount);

void round_an_amount(benchmark::State& state) {
  const auto value = core::parse_decimal("1234.565").value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(core::round_half_away(value, 2));
  }
}
BENCHMARK(round_an_amount);

}  // namespace
}  // namespace boekbrug::bench
