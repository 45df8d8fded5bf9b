// The store: records to bytes and back, durable commits, and the scan of all schedules at start-up.

#include "storage/records.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace boekbrug::bench {
namespace {

constexpr core::time_point start{std::chrono::hours{500'000}};

core::item sample_item(std::uint64_t number) {
  core::item made;
  made.key.id = made.order_id = std::to_string(number);
  made.number = "WC-" + made.order_id;
  made.customer = "Noor de Wit";
  made.placed = made.changed_at = made.next_attempt_at = start;
  made.currency = core::currency::eur();
  made.total = 7705;
  made.vat_totals = {{core::decimal{21}, "NL", 5128, 1077}, {core::decimal{9}, "NL", 1376, 124}};
  made.state = core::item_state::ready;
  made.reference = made.number;
  return made;
}

// In the folder for temporary files (TMPDIR): choose a real disk when commits are what matters.
class scratch_store {
public:
  scratch_store() {
    folder_ = (std::filesystem::temp_directory_path() / "boekbrug-bench-XXXXXX").string();
    if (::mkdtemp(folder_.data()) == nullptr) {
      return;
    }
    storage::lmdb_options options;
    options.folder = folder_ + "/store";
    if (auto opened = storage::open_lmdb(options)) {
      store_.emplace(std::move(*opened), storage::sealer{storage::sealer::key{}});
    }
  }
  scratch_store(const scratch_store&) = delete;
  scratch_store& operator=(const scratch_store&) = delete;
  ~scratch_store() {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  storage::store* get() { return store_ ? &*store_ : nullptr; }

private:
  std::string folder_;
  std::optional<storage::store> store_;
};

void encode_an_item(benchmark::State& state) {
  const auto item = sample_item(4711);
  for (auto _ : state) {
    benchmark::DoNotOptimize(storage::encode(item));
  }
  state.counters["bytes"] = static_cast<double>(storage::encode(item).size());
}
BENCHMARK(encode_an_item);

void decode_an_item(benchmark::State& state) {
  const auto bytes = storage::encode(sample_item(4711));
  for (auto _ : state) {
    auto item = storage::decode<core::item>(bytes);
    if (!item) {
      state.SkipWithError(item.error().detail.c_str());
      break;
    }
    benchmark::DoNotOptimize(item);
  }
}
BENCHMARK(decode_an_item);

// range(0) new items with one commit; real time, because the writer has a thread of its own.
void commit_items(benchmark::State& state) {
  scratch_store scratch;
  if (scratch.get() == nullptr) {
    state.SkipWithError("no store");
    return;
  }
  std::uint64_t number = 0;
  for (auto _ : state) {
    auto batch = scratch.get()->batch();
    for (std::int64_t i = 0; i < state.range(0); ++i) {
      batch.put(core::integration_id{1}, nullptr, sample_item(++number));
    }
    if (const auto stored = scratch.get()->commit_now(std::move(batch)); !stored) {
      state.SkipWithError(stored.error().detail.c_str());
      break;
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(commit_items)->Arg(1)->Arg(100)->UseRealTime();

void each_schedule(benchmark::State& state) {
  scratch_store scratch;
  if (scratch.get() == nullptr) {
    state.SkipWithError("no store");
    return;
  }
  core::integration_schedule schedule;
  schedule.next_run_at = schedule.last_run_at = schedule.last_success_at = start;
  schedule.first_scan_done = true;
  schedule.mark = "2026-05-20T10:00:00|4711";
  auto batch = scratch.get()->batch();
  for (std::int64_t i = 1; i <= state.range(0); ++i) {
    batch.put(static_cast<core::integration_id>(i), schedule);
  }
  if (!scratch.get()->commit_now(std::move(batch))) {
    state.SkipWithError("not stored");
    return;
  }
  for (auto _ : state) {
    std::int64_t seen = 0;
    const auto read = scratch.get()->each_schedule(
        [&seen](core::integration_id, const core::integration_schedule&) { return ++seen > 0; });
    if (!read || seen != state.range(0)) {
      state.SkipWithError("not all schedules were read");
      break;
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(each_schedule)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace boekbrug::bench
