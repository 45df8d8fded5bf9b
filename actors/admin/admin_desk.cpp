#include "actors/admin/admin_desk.hpp"

#include "actors/admin/render.hpp"
#include "actors/errors.hpp"
#include "actors/integration_supervisor.hpp"
#include "actors/previewer.hpp"
#include "actors/reporter.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>

namespace boekbrug::actors {
namespace {

constexpr std::chrono::seconds line_patience{5};

}  // namespace

admin_desk_actor::behavior_type admin_desk_state::make_behavior(const services* house,
                                                                house_parts parts,
                                                                admin_options options) {
  house_ = house;
  parts_ = std::move(parts);
  options_ = std::move(options);
  // A request that was answered still holds its asker until its time limit is over, so the desk
  // must end itself with the house: or the process would wait for it.
  self_->monitor(parts_.events);
  self_->set_down_handler([this](caf::down_msg&) { self_->quit(); });
  return {[this](command_atom, const std::string& line) { return carry_out(line); }};
}

admin_desk_state::answer admin_desk_state::carry_out(const std::string& line) {
  const auto command = parse_command(line);
  if (!command) {
    return to_caf(command.error());
  }
  const auto word = command->words.empty() ? std::string{} : command->words.front();
  using verb = integration_command::verb;
  switch (command->verb) {
    case shell_verb::help:
      return shell_help();
    case shell_verb::status:
      return status();
    case shell_verb::tenants:
      return tenants();
    case shell_verb::integrations:
      return integrations(word);
    case shell_verb::show:
      return show(command->id);
    case shell_verb::items:
      return items(command->id, command->state);
    case shell_verb::item:
      return item(command->id, word);
    case shell_verb::run:
      return order(command->id, verb::run, {});
    case shell_verb::pause:
      return order(command->id, verb::pause, {});
    case shell_verb::resume:
      return order(command->id, verb::resume, {});
    case shell_verb::retry:
      return order(command->id, verb::retry, word);
    case shell_verb::ignore:
      return order(command->id, verb::ignore, word);
    case shell_verb::limits:
      return limits();
    case shell_verb::actors:
      return list_actors();
    case shell_verb::log:
      return set_log(word);
    case shell_verb::backup:
      return backup(word);
    case shell_verb::install:
      return install(command->rest);
    case shell_verb::report:
      return report(*command);
    case shell_verb::preview:
      return preview(*command);
    case shell_verb::progress:
      return progress();
    case shell_verb::stop:
      return stop();
    case shell_verb::tail:
    case shell_verb::quit:
      break;  // the session's own
  }
  return to_caf(core::fail(core::errc::invalid_input, "not possible here"));
}

admin_desk_state::answer admin_desk_state::status() {
  const auto now = house_->clock->now();
  std::map<core::integration_state, std::size_t> states;
  std::size_t failing = 0;
  core::time_point oldest_due = now;
  const auto read = house_->store->each_schedule(
      [&](core::integration_id, const core::integration_schedule& each) {
        ++states[each.state];
        failing += each.last_error != core::errc{} ? 1 : 0;
        if (each.state == core::integration_state::active) {
          oldest_due = std::min(oldest_due, each.next_run_at);
        }
        return true;
      });
  if (!read) {
    return to_caf(read.error());
  }
  std::string counts;
  for (const auto& [state, count] : states) {
    counts +=
        (counts.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(core::name(state));
  }
  const auto store = house_->store->stats();
  return render_table({
      {"version", options_.version},
      {"running since", render_when(options_.started, now)},
      {"integrations", counts.empty() ? "none" : counts},
      {"with an error", std::to_string(failing)},
      {"latest poll is", now == oldest_due
                             ? "on time"
                             : std::to_string((now - oldest_due).count() / 1000) + " s late"},
      {"calls under way", std::to_string(house_->calls_under_way->load())},
      {"store", std::to_string(store.used_bytes / 1024) + " KiB used of " +
                    std::to_string(store.map_bytes / 1'048'576) + " MiB mapped, " +
                    std::to_string(store.commits) + " commits for " +
                    std::to_string(store.batches) + " writes"},
      {"log level", std::string(log::name(log::current_level()))},
  });
}

admin_desk_state::answer admin_desk_state::order(core::integration_id id,
                                                 integration_command::verb verb,
                                                 const std::string& item) {
  if (parts_.shards.empty()) {
    return to_caf(core::fail(core::errc::invalid_input, "no integrations run here"));
  }
  auto promise = self_->make_response_promise<std::string>();
  auto what = std::make_shared<const integration_command>(integration_command{verb, item});
  self_
      ->request(parts_.shards[shard_of(id, parts_.shards.size())], std::chrono::minutes(2),
                command_atom_v, id, what)
      .then([promise](const std::string& text) mutable { promise.deliver(text + "\n"); },
            [promise](const caf::error& failure) mutable { promise.deliver(failure); });
  return promise;
}

template <class Actor>
void admin_desk_state::ask_line(const Actor& whom, const std::shared_ptr<gathering>& into) {
  const auto place = into->lines.size();
  into->lines.emplace_back();
  ++into->missing;
  auto arrived = [into, place](std::string line) {
    into->lines[place] = std::move(line);
    if (--into->missing == 0) {
      std::string text = into->head;
      for (const auto& each : into->lines) {
        text += each + "\n";
      }
      into->promise.deliver(text);
    }
  };
  self_->request(whom, line_patience, show_atom_v)
      .then([arrived](const std::string& line) { arrived(line); },
            [arrived](const caf::error& failure) {
              arrived("no answer: " + from_caf(failure).detail);
            });
}

admin_desk_state::answer admin_desk_state::limits() {
  auto all = std::make_shared<gathering>();
  all->promise = self_->make_response_promise<std::string>();
  if (parts_.limiters.empty()) {
    return std::string("no rate limiters\n");
  }
  for (const auto& [key, limiter] : parts_.limiters) {
    ask_line(limiter, all);
  }
  return all->promise;
}

admin_desk_state::answer admin_desk_state::list_actors() {
  auto all = std::make_shared<gathering>();
  all->promise = self_->make_response_promise<std::string>();
  all->head = std::to_string(self_->system().registry().running()) + " actors run\n";
  ask_line(parts_.shops, all);
  ask_line(parts_.ledgers, all);
  for (const auto& shard : parts_.shards) {
    ask_line(shard, all);
  }
  return all->promise;
}

admin_desk_state::answer admin_desk_state::set_log(const std::string& level) {
  const auto wanted = log::level_from_name(level);
  if (!wanted) {
    return to_caf(core::fail(
        core::errc::invalid_input,
        "'" + level.substr(0, 20) + "' is no level: trace, debug, info, warning, error, off"));
  }
  log::set_level(*wanted);
  return "log level is now " + level + " (until the next start)\n";
}

// Copying blocks, so it has a thread of its own; the desk answers when it is told of the end.
admin_desk_state::answer admin_desk_state::backup(const std::string& folder) {
  if (!folder.starts_with("/")) {
    return to_caf(core::fail(core::errc::invalid_input,
                             "give an absolute path of a folder that does not exist yet"));
  }
  auto promise = self_->make_response_promise<std::string>();
  struct outcome {
    std::optional<core::error> failure;
  };
  auto helper = self_->system().spawn([promise](caf::event_based_actor* self) -> caf::behavior {
    return {[self, promise](const std::string& failure) mutable {
      self->quit();
      if (failure.empty()) {
        promise.deliver(
            std::string("backup written; keep the master key file with it, apart from it\n"));
      } else {
        promise.deliver(to_caf(core::fail(core::errc::storage_failed, failure)));
      }
    }};
  });
  const auto* store = house_->store;
  std::thread{[store, folder, helper] {
    const auto done = store->backup(folder);
    caf::anon_send(helper, done ? std::string{} : done.error().detail + " ");
  }}.detach();
  return promise;
}

admin_desk_state::answer admin_desk_state::install(const std::string& json) {
  auto promise = self_->make_response_promise<std::string>();
  self_->request(parts_.installer, std::chrono::minutes(14), install_atom_v, json)
      .then([promise](const std::string& text) mutable { promise.deliver(text); },
            [promise](const caf::error& failure) mutable { promise.deliver(failure); });
  return promise;
}

// report ID [FROM TO] [FORMAT]
admin_desk_state::answer admin_desk_state::report(const shell_command& command) {
  auto words = command.words;
  std::string format = "text";
  if (words.size() % 2 == 1) {
    format = words.back();
    words.pop_back();
  }
  words.resize(2);
  auto worker = self_->system().spawn(reporter, house_, parts_.shops, parts_.ledgers);
  auto promise = self_->make_response_promise<std::string>();
  self_
      ->request(worker, std::chrono::minutes(14), report_atom_v, command.id, words[0], words[1],
                format)
      .then([promise](const std::string& text) mutable { promise.deliver(text); },
            [promise](const caf::error& failure) mutable { promise.deliver(failure); });
  return promise;
}

// preview ID [N] [FORMAT] [order NUMBER]
admin_desk_state::answer admin_desk_state::preview(const shell_command& command) {
  const auto asked = parse_preview_words(command.words);
  if (!asked) {
    return to_caf(asked.error());
  }
  auto worker =
      self_->system().spawn(previewer, house_, parts_.shops, parts_.ledgers, progress_function{});
  auto promise = self_->make_response_promise<std::string>();
  self_
      ->request(worker, std::chrono::minutes(14), preview_atom_v, command.id, asked->last,
                asked->order, asked->format)
      .then([promise](const std::string& text) mutable { promise.deliver(text); },
            [promise](const caf::error& failure) mutable { promise.deliver(failure); });
  return promise;
}

admin_desk_state::answer admin_desk_state::stop() {
  if (options_.stop) {
    options_.stop();
  }
  return std::string("stopping\n");
}

admin_desk_actor::behavior_type admin_desk(
    admin_desk_actor::stateful_pointer<admin_desk_state> self, const services* house,
    house_parts parts, admin_options options) {
  return self->state.make_behavior(house, std::move(parts), std::move(options));
}

}  // namespace boekbrug::actors
