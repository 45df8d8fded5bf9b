#pragma once
// Carries out the commands of the admin shell: asks the actors, reads the store, answers text.

#include "actors/admin/command.hpp"
#include "actors/house.hpp"
#include "actors/interfaces.hpp"
#include "actors/services.hpp"

#include <functional>

namespace boekbrug::actors {

struct admin_options {
  std::function<void()> stop;  // asks the process to stop
  core::time_point started;
  std::string version;
};

class admin_desk_state {
public:
  static inline const char* name = "admin-desk";
  explicit admin_desk_state(admin_desk_actor::pointer self) : self_{self} {}
  admin_desk_actor::behavior_type make_behavior(const services* house, house_parts parts,
                                                admin_options options);

private:
  using answer = caf::result<std::string>;
  answer carry_out(const std::string& line);
  answer status();
  answer tenants();
  answer integrations(const std::string& filter);
  answer show(core::integration_id id);
  answer items(core::integration_id id, std::optional<core::item_state> state);
  answer item(core::integration_id id, const std::string& item_id);
  answer order(core::integration_id id, integration_command::verb verb, const std::string& item);
  answer progress();
  answer limits();
  answer list_actors();
  answer set_log(const std::string& level);
  answer backup(const std::string& folder);
  answer install(const std::string& json);
  answer report(const shell_command& command);
  answer preview(const shell_command& command);
  answer stop();

  /// Asks all of them for their line and answers the lines in order.
  struct gathering {
    std::vector<std::string> lines;
    std::size_t missing = 0;
    caf::typed_response_promise<std::string> promise;
    std::string head;
  };
  template <class Actor>
  void ask_line(const Actor& whom, const std::shared_ptr<gathering>& into);

  admin_desk_actor::pointer self_;
  const services* house_ = nullptr;
  house_parts parts_;
  admin_options options_;
};
static_assert(!std::is_aggregate_v<admin_desk_state>);

admin_desk_actor::behavior_type admin_desk(
    admin_desk_actor::stateful_pointer<admin_desk_state> self, const services* house,
    house_parts parts, admin_options options);

}  // namespace boekbrug::actors
