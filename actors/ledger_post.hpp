#pragma once
// One connected administration while it has work: serialises what must not race, such as two orders
// of one new customer (DESIGN 2.5).

#include "actors/interfaces.hpp"
#include "actors/ledger_caller.hpp"
#include "actors/posting_run.hpp"
#include "actors/services.hpp"

#include <deque>
#include <map>
#include <memory>

namespace boekbrug::actors {

class ledger_post_state {
public:
  static inline const char* name = "ledger-post";
  explicit ledger_post_state(ledger_post_actor::pointer self) : self_{self} {}
  ledger_post_actor::behavior_type make_behavior(const services* house,
                                                 ledger_neighbours neighbours,
                                                 core::connection_id id);

private:
  struct job {
    post_order order;
    std::vector<caf::typed_response_promise<outcome_ptr>> askers;
  };

  caf::result<outcome_ptr> post(const post_ptr& order);
  caf::result<lists_ptr> lists(bool fresh);
  caf::result<lists_ptr> peek(bool fresh);
  caf::result<documents_ptr> documents(const ledger_period_ptr& period);
  void next();
  void run_job();
  void job_done(const post_outcome& outcome);
  void ensure_lists(bool fresh, std::function<void(core::result<void>)> then);
  void keep_lists(const std::shared_ptr<core::ledger_lists>& filled);
  void read_list(std::size_t index, std::shared_ptr<core::ledger_lists> filling,
                 std::function<void(core::result<void>)> done);
  void lists_done(core::result<void> outcome);
  void mark_lost(const core::error& why);
  void load();
  void load_when_quiet();
  void stay_awake();

  ledger_post_actor::pointer self_;
  const services* house_ = nullptr;
  core::connection_id id_{};
  ledger_neighbours neighbours_;
  std::unique_ptr<ledger_caller> caller_;
  bool reload_ = false;          // the stored record changed; read it when no call is under way
  std::uint32_t questions_ = 0;  // report calls under way
  // Jobs by class of urgency, first come first served within one.
  std::map<core::call_class, std::deque<job>> line_;
  std::unique_ptr<job> current_;
  shared<core::ledger_lists> lists_;
  core::time_point lists_read_at_{};
  std::vector<std::function<void(core::result<void>)>> list_waiters_;
  std::uint64_t idle_epoch_ = 0;
};
static_assert(!std::is_aggregate_v<ledger_post_state>);

ledger_post_actor::behavior_type ledger_post(
    ledger_post_actor::stateful_pointer<ledger_post_state> self, const services* house,
    ledger_neighbours neighbours, core::connection_id id);

}  // namespace boekbrug::actors
