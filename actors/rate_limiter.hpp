#pragma once
// Hands out call permits for one accounting API and one egress address (DESIGN 3). The arithmetic
// is core/limiter; this actor keeps the line, the timer and the stored budget.

#include "actors/interfaces.hpp"
#include "actors/services.hpp"
#include "core/limiter/fair_queue.hpp"
#include "core/limiter/rate_window.hpp"

#include <string>
#include <unordered_map>

namespace boekbrug::actors {

struct rate_limiter_options {
  std::string name;                         // "moneybird@127.0.0.1": key of the stored budget
  std::uint32_t requests_per_window = 150;  // 0 = no limit (test benches)
  std::chrono::milliseconds window{300'000};
  std::chrono::milliseconds deadline_max{31'000};
};

class rate_limiter_state {
public:
  static inline const char* name = "rate-limiter";
  explicit rate_limiter_state(rate_limiter_actor::pointer self) : self_{self} {}
  rate_limiter_actor::behavior_type make_behavior(const services* house,
                                                  storage_writer_actor writer,
                                                  rate_limiter_options options);

private:
  caf::result<std::uint64_t> acquire(const permit_request& request);
  void finished(std::uint64_t permit, const signal_ptr& signal);
  void serve();
  void store_budget();
  void wake_at(core::time_point when);
  std::string show();

  rate_limiter_actor::pointer self_;
  const services* house_ = nullptr;
  storage_writer_actor writer_;
  rate_limiter_options options_;
  std::unique_ptr<core::rate_window> window_;
  core::fair_queue line_{core::fair_queue_options{100'000, 10'000}};
  core::grant_lease lease_;
  std::uint32_t lease_size_ = 0;
  core::time_point leased_at_{};
  std::unordered_map<std::uint64_t, caf::typed_response_promise<std::uint64_t>> waiting_;
  std::unordered_map<std::uint64_t, core::rate_window::token> granted_;
  std::uint64_t next_ticket_ = 1;
  std::uint64_t epoch_ = 0;  // of the timer; older ones are dropped
  std::uint64_t calls_ = 0;
  bool storing_ = false;
};
static_assert(!std::is_aggregate_v<rate_limiter_state>);

rate_limiter_actor::behavior_type rate_limiter(
    rate_limiter_actor::stateful_pointer<rate_limiter_state> self, const services* house,
    storage_writer_actor writer, rate_limiter_options options);

}  // namespace boekbrug::actors
