#pragma once
// Shops that install us from their app store (ccvshop.md 1c, 6): takes handshakes and farewells,
// tells the shop that we are installed, and asks it for webhooks. What came in was verified by
// `web`.

#include "actors/errors.hpp"
#include "actors/hook_calls.hpp"
#include "actors/interfaces.hpp"
#include "actors/services.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace boekbrug::actors {

struct app_store_neighbours {
  storage_writer_actor writer;
  http_gateway_actor gateway;
  shop_supervisor_actor shops;
  event_hub_actor events;
  std::vector<integration_supervisor_actor> shards;  // empty: an idle store
};

class app_store_state {
public:
  static inline const char* name = "app-store";
  explicit app_store_state(app_store_actor::pointer self) : self_{self} {}
  app_store_actor::behavior_type make_behavior(const services* house,
                                               app_store_neighbours neighbours);

private:
  /// One integration whose shop is to be told.
  struct work {
    core::integration_id id{};
    std::vector<caf::typed_response_promise<std::string>> askers;  // none: nobody waits
    core::shop_connection shop;
    std::vector<std::string> remarks;
    std::string hook_path;
    std::vector<shop_hook> listed;
    unsigned pages = 0;
    std::vector<hook_step> steps;
    std::map<std::string, core::secret> keys;  // event -> key of what is registered
  };
  /// Builds a batch from what is stored now.
  using change = std::function<core::result<storage::write_batch>()>;
  using ended = std::function<void(const core::result<void>&)>;

  caf::result<std::string> take_handshake(const app_install_ptr& install);
  core::result<storage::write_batch> adopt(const storage::app_install& install,
                                           std::vector<core::integration_id>& renewed);
  void take_up(core::integration_id id);
  caf::result<std::string> uninstall(const std::string& api_public);
  void forget(const std::string& api_public, caf::typed_response_promise<std::string> promise);
  core::result<std::vector<core::integration>> installed(
      const std::function<bool(const core::integration&)>& fits) const;

  caf::result<std::string> settle(core::integration_id id);
  void enqueue(core::integration_id id, bool first);
  void next();
  void mark_installed();
  void find_app(const storage::app_install& record);
  void mark(const storage::app_install& record, const std::string& app);
  void list_hooks(const std::string& page);
  void take_step(std::size_t index);
  void store_hooks();
  void finish();
  void greet_all();

  void call(core::result<core::http_request> request,
            std::function<void(core::result<response_ptr>)> done);
  /// Changes happen one after the other, so that each sees what the one before stored.
  void commit(change make, ended done);
  void commit_next();
  void tell(core::integration_id id, std::string text);
  core::request_context context() const { return {house_->clock->now(), house_->nonce()}; }

  app_store_actor::pointer self_;
  const services* house_ = nullptr;
  app_store_neighbours near_;
  std::deque<std::unique_ptr<work>> line_;
  std::unique_ptr<work> now_;
  std::set<core::integration_id> gone_;  // removed while their settling may be under way
  std::deque<std::pair<change, ended>> changes_;
  bool committing_ = false;
};
static_assert(!std::is_aggregate_v<app_store_state>);

app_store_actor::behavior_type app_store(app_store_actor::stateful_pointer<app_store_state> self,
                                         const services* house, app_store_neighbours neighbours);

}  // namespace boekbrug::actors
