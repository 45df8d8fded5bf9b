#pragma once
// Gathers one report: the shop's orders, the ledger's documents, our items; the comparison is
// core/report.

#include "actors/interfaces.hpp"
#include "actors/services.hpp"
#include "core/report/report.hpp"

#include <memory>

namespace boekbrug::actors {

class reporter_state {
public:
  static inline const char* name = "reporter";
  explicit reporter_state(reporter_actor::pointer self) : self_{self} {}
  reporter_actor::behavior_type make_behavior(const services* house, shop_supervisor_actor shops,
                                              ledger_supervisor_actor ledgers);

private:
  caf::result<std::string> begin(core::integration_id id, const std::string& from,
                                 const std::string& to, const std::string& format);
  core::result<void> load(const std::string& from, const std::string& to);
  void read_orders(const std::string& page);
  void read_credits(std::size_t index);
  void read_documents(const std::string& page);
  void read_lists(bool fresh);
  void conclude();
  void fail(const caf::error& why);

  reporter_actor::pointer self_;
  const services* house_ = nullptr;
  shop_supervisor_actor shops_;
  ledger_supervisor_actor ledgers_;
  core::integration_id id_{};
  core::connection_id connection_{};
  std::string format_;
  core::report_input input_;
  std::shared_ptr<const core::time_zone> zone_;
  caf::typed_response_promise<std::string> asker_;
  bool busy_ = false;  // asker_ waits for its answer
};
static_assert(!std::is_aggregate_v<reporter_state>);

reporter_actor::behavior_type reporter(reporter_actor::stateful_pointer<reporter_state> self,
                                       const services* house, shop_supervisor_actor shops,
                                       ledger_supervisor_actor ledgers);

}  // namespace boekbrug::actors
