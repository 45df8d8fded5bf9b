// The listings of the admin desk: what stands in the store, as tables.
#include "actors/admin/admin_desk.hpp"

#include "actors/admin/render.hpp"
#include "actors/errors.hpp"

#include <map>
#include <utility>

namespace boekbrug::actors {
namespace {

constexpr std::size_t rows_max = 2'000;  // of one listing; a filter narrows it

core::error unknown(core::integration_id id) {
  return core::fail(core::errc::not_found, "no integration " + std::to_string(core::number(id)));
}

core::result<item_counts> count_items(const storage::store& store, core::integration_id id) {
  item_counts counts;
  using core::item_state;
  for (const auto& [state, field] : {std::pair{item_state::waiting, &counts.waiting},
                                     {item_state::ready, &counts.ready},
                                     {item_state::sent, &counts.sent},
                                     {item_state::needs_action, &counts.needs_action},
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
    rows.push_back(
        {std::to_string(core::number(each.id)), std::to_string(counts[each.id]), each.name});
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
  std::vector<std::vector<std::string>> rows{
      {"ID", "STATE", "LAST RUN", "NEXT RUN", "SENT", "READY", "WAITING", "ACTION", "NAME"}};
  for (const auto& each : found) {
    const auto schedule = house_->store->schedule(each.id);
    if (!schedule || !schedule.value()) {
      continue;
    }
    const auto state = render_state(**schedule);
    if (!filter.empty() && each.name.find(filter) == std::string::npos &&
        state.find(filter) == std::string::npos) {
      continue;
    }
    const auto counts = count_items(*house_->store, each.id);
    if (!counts) {
      return to_caf(counts.error());
    }
    rows.push_back({std::to_string(core::number(each.id)), state,
                    render_when(schedule.value()->last_run_at, now),
                    render_when(schedule.value()->next_run_at, now), std::to_string(counts->sent),
                    std::to_string(counts->ready), std::to_string(counts->waiting),
                    std::to_string(counts->needs_action), each.name});
  }
  auto text = render_table(rows);
  return more > 0 ? text + "and " + std::to_string(more) + " more\n" : text;
}

// One line per integration: id, state, whether the shop was read to the end at least once, and the
// counts.
admin_desk_state::answer admin_desk_state::progress() {
  std::vector<std::pair<core::integration_id, core::integration_schedule>> all;
  const auto read = house_->store->each_schedule(
      [&](core::integration_id id, const core::integration_schedule& each) {
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
    for (const auto count :
         {counts->sent, counts->ready, counts->waiting, counts->needs_action, counts->skipped}) {
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
                     (each.local_address.empty() ? "" : " from " + each.local_address) +
                     (each.lost ? "  ACCESS LOST" : "");
  }
  return render_integration(**stored, **schedule, administration, *counts, *runs,
                            house_->clock->now());
}

admin_desk_state::answer admin_desk_state::items(core::integration_id id,
                                                 std::optional<core::item_state> state) {
  std::vector<std::vector<std::string>> rows{
      {"ITEM", "NUMBER", "PLACED", "CUSTOMER", "TOTAL", "STATE", "WHY / DOCUMENT"}};
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

admin_desk_state::answer admin_desk_state::item(core::integration_id id,
                                                const std::string& item_id) {
  for (const auto kind : {core::item_kind::order, core::item_kind::credit}) {
    const auto found = house_->store->item(id, {kind, item_id});
    if (found && found.value()) {
      const auto attempts = house_->store->attempts(id, {kind, item_id});
      return render_item(**found, attempts ? *attempts : std::vector<core::attempt>{});
    }
  }
  return to_caf(core::fail(core::errc::not_found, "no item " + item_id));
}

}  // namespace boekbrug::actors
