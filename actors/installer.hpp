#pragma once
// Installs an integration from an install file: live checks first, and only when all of them hold
// one commit (issue of `boekbrug install`; docs/install-file.md). One installation at a time.

#include "actors/connection_supervisor.hpp"
#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/services.hpp"
#include "config/install_file.hpp"

#include <deque>
#include <memory>
#include <vector>

namespace boekbrug::actors {

struct installer_neighbours {
  storage_writer_actor writer;
  http_gateway_actor gateway;
  limiter_map limiters;
  event_hub_actor events;
  std::vector<integration_supervisor_actor> shards;  // empty: an idle store, nothing to start
  ledger_supervisor_actor ledgers;                   // told of new credentials
  app_store_actor app_store;                         // tells the shop afterwards
};

class installer_state {
public:
  static inline const char* name = "installer";
  explicit installer_state(installer_actor::pointer self) : self_{self} {}
  installer_actor::behavior_type make_behavior(const services* house,
                                               installer_neighbours neighbours);

private:
  struct work {
    config::install_request wanted;
    caf::typed_response_promise<std::string> asker;
    const core::shop_adapter* shop = nullptr;
    const core::ledger_adapter* ledger = nullptr;
    core::probe_state probe;
    unsigned probe_steps = 0;
    core::ledger_connection connection;
    core::ledger_lists lists;
    std::optional<core::ledger_account_connection>
        known;                                  // the administration was connected before
    std::optional<core::integration> replaced;  // the pair is installed: `update` of the file
    bool from_app_store = false;                // address and keys came with a handshake
    std::vector<std::string> remarks;
  };

  caf::result<std::string> install(const std::string& text);
  void next();
  void probe_shop();
  void connect_ledger();
  void ensure_access();
  void use_tokens(const core::result<core::ledger_tokens>& tokens, const std::string& refusal);
  void choose_administration();
  void chosen(core::administration administration);
  void read_list(std::size_t index);
  void conclude();
  void store(core::card_settings cards);
  core::ledger_account_connection make_record(core::account_id account, storage::id_counters& next);
  core::integration make_integration(const core::ledger_account_connection& record,
                                     core::account_id account, core::card_settings cards,
                                     storage::id_counters& next);
  void tell_shard(core::integration_id id);
  void stored(core::integration_id id, core::connection_id connection);
  void settle(core::integration_id id);
  void finish(core::integration_id id);
  void refuse(const core::error& why);

  core::result<void> prepare();
  core::result<void> prepare_shop();
  core::result<void> find_known();
  core::result<std::string> prefix_for(const core::card_settings& cards);
  std::string pick_address() const;
  std::string summary(core::integration_id id) const;

  /// One call with a permit (ledger) or without (shop).
  void call(core::result<core::http_request> request, bool with_permit,
            std::function<void(core::result<response_ptr>)> done);

  installer_actor::pointer self_;
  const services* house_ = nullptr;
  installer_neighbours near_;
  std::deque<std::unique_ptr<work>> line_;
  std::unique_ptr<work> now_;
};
static_assert(!std::is_aggregate_v<installer_state>);

installer_actor::behavior_type installer(installer_actor::stateful_pointer<installer_state> self,
                                         const services* house, installer_neighbours neighbours);

}  // namespace boekbrug::actors
