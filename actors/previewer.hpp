#pragma once
// Gathers one preview: the newest orders of the shop, what is stored of them, the ledger's lists;
// what would become of them is core/preview. Nothing is written, here or in the ledger.

#include "actors/interfaces.hpp"
#include "actors/services.hpp"
#include "core/preview/preview.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace boekbrug::actors {

/// Is told in a few words how far the reading is, from the actor's thread. May be empty.
using progress_function = std::function<void(const std::string&)>;

inline constexpr std::uint64_t preview_last_default = 10;
inline constexpr std::uint64_t preview_last_max = 500;

class previewer_state {
public:
  static inline const char* name = "previewer";
  explicit previewer_state(previewer_actor::pointer self) : self_{self} {}
  previewer_actor::behavior_type make_behavior(const services* house, shop_supervisor_actor shops,
                                               ledger_supervisor_actor ledgers,
                                               progress_function progress);

private:
  using window = std::pair<core::time_point, core::time_point>;  // [first, second)

  caf::result<std::string> begin(core::integration_id id, std::uint64_t last,
                                 const std::string& order, const std::string& format);
  core::result<void> load(std::uint64_t last, const std::string& order, const std::string& format);
  core::result<void> fill_input(const core::ledger_adapter& ledger);
  core::result<void> choose_windows(bool credits_by_order);
  void read_orders(const std::string& page);
  void take(const core::shop_adapter::period_page& page);
  void window_done();
  void orders_done();
  void read_credits(std::size_t index);
  core::result<void> read_store();
  core::result<void> look_up(const core::item_key& key);
  void read_lists(bool fresh);
  void conclude(bool fresh);
  void fail(const caf::error& why);
  bool is_wanted(const core::order& candidate) const;
  void tell(const std::string& what) const;

  previewer_actor::pointer self_;
  const services* house_ = nullptr;
  shop_supervisor_actor shops_;
  ledger_supervisor_actor ledgers_;
  progress_function progress_;
  core::integration_id id_{};
  core::integration settings_;
  core::ledger_account_connection connection_;
  std::string format_;
  std::string order_;  // its number; "" = the newest ones
  std::size_t last_ = preview_last_default;
  std::vector<window> windows_;  // the newest first
  std::size_t window_ = 0;
  std::size_t seen_ = 0;  // orders read so far
  core::preview_input input_;
  std::shared_ptr<const core::time_zone> zone_;
  caf::typed_response_promise<std::string> asker_;
  bool busy_ = false;  // asker_ waits for its answer
};
static_assert(!std::is_aggregate_v<previewer_state>);

previewer_actor::behavior_type previewer(previewer_actor::stateful_pointer<previewer_state> self,
                                         const services* house, shop_supervisor_actor shops,
                                         ledger_supervisor_actor ledgers,
                                         progress_function progress);

}  // namespace boekbrug::actors
