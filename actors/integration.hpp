#pragma once
// One installed integration: owns its schedule, cursor and items (DESIGN 2). Holds almost nothing
// while idle; what is due is decided from the store.

#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/services.hpp"
#include "core/sync/judge.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::actors {

/// The actors that all integrations talk to; one shared copy.
struct integration_neighbours {
  storage_writer_actor writer;
  shop_supervisor_actor shops;
  ledger_supervisor_actor ledgers;
  event_hub_actor events;
  integration_supervisor_actor shard;
};

class integration_state {
public:
  static inline const char* name = "integration";
  explicit integration_state(integration_actor::pointer self) : self_{self} {}
  integration_actor::behavior_type make_behavior(const services* house,
                                                 shared<integration_neighbours> neighbours,
                                                 core::integration_id id);

private:
  /// A poll under way.
  struct run {
    core::integration settings;
    std::shared_ptr<const core::time_zone> zone;
    core::integration_schedule schedule;  // as stored
    core::run_record record;
    core::scan_cursor cursor;
    shared<core::scan_scope> scope;
    page_ptr page;
    std::vector<const core::order*> ask_credits;  // orders of `page` whose refunds must be read
    std::vector<credits_ptr> credits;             // what was read, in the same order
  };
  /// A booking under way.
  struct posting {
    core::item_key key;
    std::string number;
    std::vector<std::string> credits;  // to be judged again once the order is sent
  };

  void wake();
  std::optional<core::integration_schedule> load_schedule();
  void plan_next(const core::integration_schedule& schedule);

  void start_run(core::integration_schedule schedule);
  shared<core::scan_scope> make_scope(bool everything) const;
  bool start_date_arrived() const;
  void fetch_page();
  void got_page(const page_ptr& page);
  void fetch_credits();
  void store_page();
  void run_failed(const core::error& failure);
  void end_run(core::integration_schedule schedule);
  void break_off(storage::write_batch batch);
  core::time_point after_failure(const core::integration_schedule& schedule) const;

  void judge_order(const core::order& order, storage::write_batch& batch);
  void judge_credits(const core::order& order, const std::vector<core::credit>& credits,
                     storage::write_batch& batch);
  /// Notes that the order was seen as it is now, when nothing else about its item changes.
  void keep_revision(const core::item* before, const core::order& order,
                     storage::write_batch& batch);
  /// Credits whose original was sent meanwhile (R9).
  void release_credits(storage::write_batch& batch);
  /// One of them; true when it waited for that and is ready now.
  bool release_credit(const core::item_key& key, storage::write_batch& batch);
  void keep_unreadable(const core::scan_page::unreadable_order& order, storage::write_batch& batch);
  void apply(core::item& item, const core::verdict& verdict);
  core::judge_context judge_context(const core::item* known) const;

  void pump();
  void post(const core::item& item);
  void posted(const outcome_ptr& outcome);
  void post_failed(const core::error& failure);
  void take_deferred(const core::order& order);
  void rejudge_credits(const std::vector<std::string>& ids);
  void lose_connection(const core::error& why);

  caf::result<std::string> command(const command_ptr& what);
  caf::result<std::string> run_now();
  caf::result<std::string> take_hook();
  caf::result<std::string> remove();
  caf::result<std::string> set_state(core::integration_state state, const std::string& answer);
  caf::result<std::string> retry(const std::string& item_id);
  caf::result<std::string> ignore(const std::string& item_id);
  std::optional<core::item> find_item(const std::string& id);

  void commit(storage::write_batch batch, std::function<void()> then,
              std::function<void(const core::error&)> failed);
  void tell(std::string kind, std::string subject, std::string text);
  core::time_point now() const { return house_->clock->now(); }

  integration_actor::pointer self_;
  const services* house_ = nullptr;
  shared<integration_neighbours> near_;
  core::integration_id id_{};
  std::unique_ptr<run> run_;
  std::unique_ptr<posting> posting_;
  std::unique_ptr<core::order> deferred_;  // changed in the shop while its booking is under way
  core::time_point hold_until_{};          // no bookings before: the ledger is unreachable or full
  core::time_point asked_at_{};            // last 'run now'
  core::time_point hooked_at_{};           // last poll that a webhook asked for
  std::optional<core::time_point> hook_due_;  // a webhook came too soon after another: poll then
  std::uint32_t unreachable_ = 0;             // bookings in a row that did not reach the ledger
  std::uint32_t sent_ = 0;                    // since the last stored run record
  std::uint32_t failed_ = 0;
  static constexpr std::size_t waiting_max = 100'000;  // waiting items looked at in one run

  /// Credits that wait for their original: order id, credit id. Lost with the actor; the end of a
  /// run looks for all of them.
  std::vector<std::pair<std::string, std::string>> waiting_credits_;
  bool forced_ = false;
  bool rescan_ = false;  // the cards changed: the next run reads the whole shop again
};
static_assert(!std::is_aggregate_v<integration_state>);

integration_actor::behavior_type integration(
    integration_actor::stateful_pointer<integration_state> self, const services* house,
    shared<integration_neighbours> neighbours, core::integration_id id);

/// The class of urgency is kept in the index: fresh items sort live, credits, history (times just
/// after the epoch).
core::time_point fresh_attempt_time(const core::item& item) noexcept;
core::call_class class_of(const core::item& item) noexcept;

/// What the shop charged per rate, from the lines; `sign` -1 for credits.
std::vector<core::vat_total> vat_totals_of(const std::vector<core::order_line>& lines);

}  // namespace boekbrug::actors
