#include "actors/admin/admin_desk.hpp"

#include "actors/admin/render.hpp"
#include "actors/errors.hpp"
#include "actors/integration_supervisor.hpp"
#include "actors/reporter.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>

namespace boekbrug::actors {
namespace {

constexpr std::size_t rows_max = 2'000;  // of one listing; a filter narrows it
constexpr std::chrono::seconds line_patience{5};

core::error unknown(core::integration_id id) {
  return core::fail(core::errc::not_found, "no integration " + std::to_string(core::number(id)));
}

core::result<item_counts> count_items(const storage::store& store, core::integration_id id) {
  item_counts counts;
  using core::item_state;
  for (const auto& [state, field] : {std::pair{item_state::waiting, &counts.waiting}, {item_state::ready, &counts.ready},
                                     {item_state::sent, &counts.sent}, {item_state::needs_action, &counts.needs_action},
                                     {item_state::skipped, &counts.skipped}}) {
    auto count = store.count_in(id, state);
    if (!count) {
      return count.error();
    }
    *field = *count;
  }
  return counts;
}

}  // namespace

admin_desk_actor::behavior_type admin_desk_state::make_behavior(const services* house, house_parts parts,
                                                                admin_options options) {
  house_ = house;
  parts_ = std::move(parts);
  options_ = std::move(options);
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
    case shell_verb::help: return shell_help();
    case shell_verb::status: return status();
    case shell_verb::tenants: return tenants();
    case shell_verb::integrations: return integrations(word);
    case shell_verb::show: return show(command->id);
    case shell_verb::items: return items(command->id, command->state);
    case shell_verb::item: return item(command->id, word);
    case shell_verb::run: return order(command->id, verb::run, {});
    case shell_verb::pause: return order(command->id, verb::pause, {});
    case shell_verb::resume: return order(command->id, verb::resume, {});
    case shell_verb::retry: return order(command->id, verb::retry, word);
    case shell_verb::ignore: return order(command->id, verb::ignore, word);
    case shell_verb::limits: return limits();
    case shell_verb::actors: return list_actors();
    case shell_verb::log: return set_log(word);
    case shell_verb::backup: return backup(word);
    case shell_verb::install: return install(command->rest);
    case shell_verb::report: return report(*command);
    case shell_verb::progress: return progress();
    case shell_verb::stop: return stop();
    case shell_verb::tail:
    case shell_verb::quit: break;  // the session's own
  }
  return to_caf(core::fail(core::errc::invalid_input, "not possible here"));
}

admin_desk_state::answer admin_desk_state::status() {
  const auto now = house_->clock->now();
  std::map<core::integration_state, std::size_t> states;
  std::size_t failing = 0;
  core::time_point oldest_due = now;
  const auto read = house_->store->each_schedule([&](core::integration_id, const core::integration_schedule& each) {
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
    counts += (counts.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(core::name(state));
  }
  const auto store = house_->store->stats();
  return render_table({
    {"version", options_.version},
    {"running since", render_when(options_.started, now)},
    {"integrations", counts.empty() ? "none" : counts},
    {"with an error", std::to_string(failing)},
    {"latest poll is", now == oldest_due ? "on time" : std::to_string((now - oldest_due).count() / 1000) + " s late"},
    {"calls under way", std::to_string(house_->calls_under_way->load())},
    {"store", std::to_string(store.used_bytes / 1024) + " KiB used of " + std::to_string(store.map_bytes / 1'048'576) +
                " MiB mapped, " + std::to_string(store.commits) + " commits for " + std::to_string(store.batches) + " writes"},
    {"log level", std::string(log::name(log::current_level()))},
  });
}

admin_desk_state::answer admin_desk_state::tenants() {
  const auto accounts = house_->store->accounts();
  if (!accounts) {
    return to_caf(accounts.error());
  }
  std::map<core::account_id, std::size_t> counts;
  const auto read = house_->store->each_integration([&](const core::integration& each) {
    ++counts[each.account];
    return true;
  });
  if (!read) {
    return to_caf(read.error());
  }
  std::vector<std::vector<std::string>> rows{{"ID", "INTEGRATIONS", "NAME"}};
  for (const auto& each : *accounts) {
    rows.push_back({std::to_string(core::number(each.id)), std::to_string(counts[each.id]), each.name});
  }
  return render_table(rows);
}

admin_desk_state::answer admin_desk_state::integrations(const std::string& filter) {
  std::vector<core::integration> found;
  std::size_t more = 0;
  const auto read = house_->store->each_integration([&](const core::integration& each) {
    if (found.size() < rows_max) {
      found.push_back(each);
    } else {
      ++more;
    }
    return true;
  });
  if (!read) {
    return to_caf(read.error());
  }
  const auto now = house_->clock->now();
  std::vector<std::vector<std::string>> rows{{"ID", "STATE", "LAST RUN", "NEXT RUN", "SENT", "READY", "WAITING", "ACTION", "NAME"}};
  for (const auto& each : found) {
    const auto schedule = house_->store->schedule(each.id);
    if (!schedule || !schedule.value()) {
      continue;
    }
    const auto state = render_state(**schedule);
    if (!filter.empty() && each.name.find(filter) == std::string::npos && state.find(filter) == std::string::npos) {
      continue;
    }
    const auto counts = count_items(*house_->store, each.id);
    if (!counts) {
      return to_caf(counts.error());
    }
    rows.push_back({std::to_string(core::number(each.id)), state, render_when(schedule.value()->last_run_at, now),
                    render_when(schedule.value()->next_run_at, now), std::to_string(counts->sent),
                    std::to_string(counts->ready), std::to_string(counts->waiting), std::to_string(counts->needs_action),
                    each.name});
  }
  auto text = render_table(rows);
  return more > 0 ? text + "and " + std::to_string(more) + " more\n" : text;
}

// One line per integration: id, state, whether the shop was read to the end at least once, and the counts.
admin_desk_state::answer admin_desk_state::progress() {
  std::vector<std::pair<core::integration_id, core::integration_schedule>> all;
  const auto read = house_->store->each_schedule([&](core::integration_id id, const core::integration_schedule& each) {
    all.emplace_back(id, each);
    return true;
  });
  if (!read) {
    return to_caf(read.error());
  }
  std::string text;
  for (const auto& [id, schedule] : all) {
    const auto counts = count_items(*house_->store, id);
    if (!counts) {
      return to_caf(counts.error());
    }
    text += std::to_string(core::number(id)) + " " + std::string(core::name(schedule.state)) + " " +
            (schedule.first_scan_done ? "1" : "0");
    for (const auto count : {counts->sent, counts->ready, counts->waiting, counts->needs_action, counts->skipped}) {
      text += " " + std::to_string(count);
    }
    text += "\n";
  }
  return text;
}

admin_desk_state::answer admin_desk_state::show(core::integration_id id) {
  const auto stored = house_->store->integration(id);
  const auto schedule = house_->store->schedule(id);
  if (!stored || !stored.value() || !schedule || !schedule.value()) {
    return to_caf(unknown(id));
  }
  const auto counts = count_items(*house_->store, id);
  const auto runs = house_->store->runs(id, 8);
  const auto record = house_->store->connection(stored.value()->ledger);
  if (!counts || !runs) {
    return to_caf(core::fail(core::errc::storage_failed, "the items cannot be read"));
  }
  std::string administration = "unknown";
  if (record && record.value()) {
    const auto& each = **record;
    administration = each.kind + "  " + each.admin.name + " (" + each.admin.id + ")" +
                     (each.local_address.empty() ? "" : " from " + each.local_address) + (each.lost ? "  ACCESS LOST" : "");
  }
  return render_integration(**stored, **schedule, administration, *counts, *runs, house_->clock->now());
}

admin_desk_state::answer admin_desk_state::items(core::integration_id id, std::optional<core::item_state> state) {
  std::vector<std::vector<std::string>> rows{{"ITEM", "NUMBER", "PLACED", "CUSTOMER", "TOTAL", "STATE", "WHY / DOCUMENT"}};
  std::size_t more = 0;
  const auto read = house_->store->each_item(id, [&](const core::item& each) {
    if (state && each.state != *state) {
      return true;
    }
    if (rows.size() <= rows_max) {
      rows.push_back(item_cells(each));
    } else {
      ++more;
    }
    return true;
  });
  if (!read) {
    return to_caf(read.error());
  }
  if (rows.size() == 1) {
    return std::string("no items\n");
  }
  auto text = render_table(rows);
  return more > 0 ? text + "and " + std::to_string(more) + " more\n" : text;
}

admin_desk_state::answer admin_desk_state::item(core::integration_id id, const std::string& item_id) {
  for (const auto kind : {core::item_kind::order, core::item_kind::credit}) {
    const auto found = house_->store->item(id, {kind, item_id});
    if (found && found.value()) {
      const auto attempts = house_->store->attempts(id, {kind, item_id});
      return render_item(**found, attempts ? *attempts : std::vector<core::attempt>{});
    }
  }
  return to_caf(core::fail(core::errc::not_found, "no item " + item_id));
}

admin_desk_state::answer admin_desk_state::order(core::integration_id id, integration_command::verb verb,
                                                 const std::string& item) {
  if (parts_.shards.empty()) {
    return to_caf(core::fail(core::errc::invalid_input, "no integrations run here"));
  }
  auto promise = self_->make_response_promise<std::string>();
  auto what = std::make_shared<const integration_command>(integration_command{verb, item});
  self_->request(parts_.shards[shard_of(id, parts_.shards.size())], std::chrono::minutes(2), command_atom_v, id, what)
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
          [arrived](const caf::error& failure) { arrived("no answer: " + from_caf(failure).detail); });
}

admin_desk_state::answer admin_desk_state::limits() {
  auto all = std::make_shared<gathering>();
  all->promise = self_->make_response_promise<std::string>();
  if (parts_.limiters.empty()) {
    return std::string("no rate limiters\n");
  }
  for (const auto& [name, limiter] : parts_.limiters) {
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
    return to_caf(core::fail(core::errc::invalid_input, "'" + level.substr(0, 20) + "' is no level: trace, debug, info, warning, error, off"));
  }
  log::set_level(*wanted);
  return "log level is now " + level + " (until the next start)\n";
}

// Copying blocks, so it has a thread of its own; the desk answers when it is told of the end.
admin_desk_state::answer admin_desk_state::backup(const std::string& folder) {
  if (!folder.starts_with("/")) {
    return to_caf(core::fail(core::errc::invalid_input, "give an absolute path of a folder that does not exist yet"));
  }
  auto promise = self_->make_response_promise<std::string>();
  struct outcome {
    std::optional<core::error> failure;
  };
  auto helper = self_->system().spawn([promise](caf::event_based_actor* self) -> caf::behavior {
    return {[self, promise](const std::string& failure) mutable {
      self->quit();
      if (failure.empty()) {
        promise.deliver(std::string("backup written; keep the master key file with it, apart from it\n"));
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
  self_->request(worker, std::chrono::minutes(14), report_atom_v, command.id, words[0], words[1], format)
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

admin_desk_actor::behavior_type admin_desk(admin_desk_actor::stateful_pointer<admin_desk_state> self, const services* house,
                                           house_parts parts, admin_options options) {
  return self->state.make_behavior(house, std::move(parts), std::move(options));
}

}  // namespace boekbrug::actors
