#include "actors/admin/admin_shell.hpp"

#include "actors/admin/session.hpp"
#include "actors/errors.hpp"
#include "core/time/time_text.hpp"
#include "log/log.hpp"

#include <map>
#include <memory>
#include <utility>

namespace boekbrug::actors {
namespace {

using caf::io::connection_handle;

struct client {
  session talk;
  std::chrono::steady_clock::time_point last_heard;
  std::uint64_t tail_id = 0;  // 0 = all
};

class shell_state {
public:
  static inline const char* name = "admin-shell";
  explicit shell_state(caf::io::broker* self) : self_{self} {}
  caf::behavior make_behavior(admin_shell_options options, admin_desk_actor desk,
                              event_hub_actor events);

private:
  void welcome(connection_handle who);
  void heard(connection_handle who, std::string_view bytes);
  void act(connection_handle who, const std::vector<session_action>& actions);
  void run(connection_handle who, const std::string& line);
  void answered(connection_handle who, const std::string& text, bool ok);
  void pass_on(const event_ptr& news);
  void close(connection_handle who);
  void close_idle();
  void send(connection_handle who, std::string_view text);

  caf::io::broker* self_;
  admin_shell_options options_;
  admin_desk_actor desk_;
  event_hub_actor events_;
  std::map<connection_handle, client> clients_;
  bool listening_ = false;
};
static_assert(!std::is_aggregate_v<shell_state>);

caf::behavior shell_state::make_behavior(admin_shell_options options, admin_desk_actor desk,
                                         event_hub_actor events) {
  options_ = std::move(options);
  desk_ = std::move(desk);
  events_ = std::move(events);
  self_->delayed_send(self_, std::chrono::seconds{5}, idle_atom_v);
  return {
      [this](const caf::io::new_connection_msg& message) { welcome(message.handle); },
      [this](const caf::io::new_data_msg& message) {
        heard(message.handle, {message.buf.data(), message.buf.size()});
      },
      [this](const caf::io::connection_closed_msg& message) { clients_.erase(message.handle); },
      [this](publish_atom, const event_ptr& news) { pass_on(news); },
      [this](idle_atom) { close_idle(); },
  };
}

void shell_state::send(connection_handle who, std::string_view text) {
  self_->write(who, text.size(), text.data());
  self_->flush(who);
}

void shell_state::welcome(connection_handle who) {
  if (clients_.size() >= options_.connections_max) {
    send(who, "too many sessions\r\n");
    self_->close(who);
    return;
  }
  self_->configure_read(who, caf::io::receive_policy::at_most(16'384));
  const session_limits limits{options_.line_max, options_.machine_line_max, options_.page_lines, 3};
  const auto made = clients_.emplace(
      who, client{session{options_.password, limits}, std::chrono::steady_clock::now(), 0});
  send(who, made.first->second.talk.greeting());
}

void shell_state::heard(connection_handle who, std::string_view bytes) {
  const auto found = clients_.find(who);
  if (found == clients_.end()) {
    return;
  }
  found->second.last_heard = std::chrono::steady_clock::now();
  act(who, found->second.talk.feed(bytes));
}

void shell_state::act(connection_handle who, const std::vector<session_action>& actions) {
  for (const auto& each : actions) {
    switch (each.what) {
      case session_action::kind::send:
        send(who, each.text);
        break;
      case session_action::kind::run:
        run(who, each.text);
        break;
      case session_action::kind::close:
        close(who);
        return;
      case session_action::kind::tail:
        clients_.at(who).tail_id =
            each.text.empty() ? 0 : std::stoull("0" + each.text.substr(0, 18));
        if (!listening_) {
          listening_ = true;
          self_->send(events_, listen_atom_v, caf::actor_cast<caf::actor>(self_));
        }
        break;
    }
  }
}

void shell_state::run(connection_handle who, const std::string& line) {
  self_->request(desk_, std::chrono::minutes(15), command_atom_v, line)
      .then([this, who](const std::string& text) { answered(who, text, true); },
            [this, who](const caf::error& failure) {
              const auto why = from_caf(failure);
              answered(who, std::string(core::code_name(why.code)) + ": " + why.detail + "\n",
                       false);
            });
}

void shell_state::answered(connection_handle who, const std::string& text, bool ok) {
  const auto found = clients_.find(who);
  if (found != clients_.end()) {
    found->second.last_heard = std::chrono::steady_clock::now();
    act(who, found->second.talk.answered(text, ok));
  }
}

void shell_state::pass_on(const event_ptr& news) {
  const auto line = core::to_text(news->when).substr(11, 8) + "  " +
                    std::to_string(core::number(news->integration)) + "  " + news->kind + "  " +
                    news->subject + (news->subject.empty() ? "" : "  ") + news->text;
  for (auto& [who, each] : clients_) {
    const bool wanted = each.tail_id == 0 || each.tail_id == core::number(news->integration);
    if (const auto text = wanted ? each.talk.event(line) : std::nullopt) {
      each.last_heard = std::chrono::steady_clock::now();
      send(who, *text);
    }
  }
}

void shell_state::close(connection_handle who) {
  self_->flush(who);
  self_->close(who);
  clients_.erase(who);
}

// Whoever has not said the password within half a minute, or nothing for long, goes.
void shell_state::close_idle() {
  const auto now = std::chrono::steady_clock::now();
  std::vector<connection_handle> gone;
  for (const auto& [who, each] : clients_) {
    const auto patience = each.talk.known()
                              ? options_.idle_timeout
                              : std::min(options_.idle_timeout, std::chrono::seconds{30});
    if (now - each.last_heard > patience) {
      gone.push_back(who);
    }
  }
  for (const auto& who : gone) {
    send(who, "\r\nidle for too long; bye\r\n");
    close(who);
  }
  self_->delayed_send(self_, std::chrono::seconds{5}, idle_atom_v);
}

caf::behavior shell(caf::io::stateful_broker<shell_state>* self, admin_shell_options options,
                    const caf::io::doorman_ptr& door, admin_desk_actor desk,
                    event_hub_actor events) {
  self->add_doorman(door);
  return self->state.make_behavior(std::move(options), std::move(desk), std::move(events));
}

}  // namespace

core::result<admin_shell_handle> start_admin_shell(caf::actor_system& system,
                                                   admin_shell_options options,
                                                   admin_desk_actor desk, event_hub_actor events) {
  // A broker starts later, on the network thread; the door is opened here, so that a taken port is
  // known at once.
  auto door = system.middleman().backend().new_tcp_doorman(options.port, "127.0.0.1", true);
  if (!door) {
    return core::fail(core::errc::connection_failed,
                      "the admin shell cannot listen on 127.0.0.1:" + std::to_string(options.port) +
                          "; is the port taken?");
  }
  const auto port = (*door)->port();
  auto broker = system.middleman().spawn_broker(shell, std::move(options), *door, std::move(desk),
                                                std::move(events));
  return admin_shell_handle{broker, port};
}

}  // namespace boekbrug::actors
