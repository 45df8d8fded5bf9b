// The last part of an installation: cards against the lists, prefix, egress address, and one
// commit.
#include "actors/installer.hpp"

#include "actors/integration_supervisor.hpp"
#include "core/sync/resolve_cards.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace boekbrug::actors {
namespace {

constexpr std::chrono::minutes settle_patience{5};

std::string host_of(const std::string& url) {
  const auto start = url.find("://");
  const auto host = start == std::string::npos ? url : url.substr(start + 3);
  return host.substr(0, host.find('/'));
}

}  // namespace

// The address with the fewest administrations: each is pinned to one for its lifetime (DESIGN 3).
std::string installer_state::pick_address() const {
  if (house_->egress_addresses.empty()) {
    return {};
  }
  std::map<std::string, std::size_t> load;
  if (const auto all = house_->store->connections()) {
    for (const auto& each : *all) {
      ++load[each.local_address];
    }
  }
  return *std::min_element(house_->egress_addresses.begin(), house_->egress_addresses.end(),
                           [&load](const auto& a, const auto& b) { return load[a] < load[b]; });
}

core::result<void> installer_state::find_known() {
  const auto all = house_->store->connections();
  if (!all) {
    return all.error();
  }
  const auto accounts = house_->store->accounts();
  if (!accounts) {
    return accounts.error();
  }
  const auto account = std::find_if(accounts->begin(), accounts->end(), [this](const auto& each) {
    return each.name == now_->wanted.account;
  });
  for (const auto& each : *all) {
    const bool same =
        each.kind == now_->connection.kind && each.admin.id == now_->connection.administration_id;
    if (same && account != accounts->end() && each.account == account->id) {
      now_->known = each;
      now_->connection.local_address = each.local_address;
    }
  }
  return {};
}

// A reference must find one document only, so a second shop on one administration gets its own
// prefix (DESIGN 2).
core::result<std::string> installer_state::prefix_for(const core::card_settings& cards) {
  std::vector<std::string> taken;
  std::optional<core::error> duplicate;
  const auto all = house_->store->connections();
  if (!all) {
    return all.error();
  }
  const auto is_removed = [this](core::integration_id id) {
    const auto schedule = house_->store->schedule(id);
    return schedule && schedule.value() &&
           schedule.value()->state == core::integration_state::removed;
  };
  const auto read = house_->store->each_integration([&](const core::integration& each) {
    const auto record = std::find_if(all->begin(), all->end(),
                                     [&](const auto& known) { return known.id == each.ledger; });
    if (record == all->end() || record->kind != now_->connection.kind ||
        record->admin.id != now_->connection.administration_id) {
      return true;
    }
    if (each.shop.kind == now_->probe.connection.kind &&
        each.shop.base_url == now_->probe.connection.base_url) {
      if (is_removed(each.id)) {
        // Its place is free, its prefix too: what it booked is known by the sent register (R4).
        return true;
      }
      if (now_->wanted.update && now_->known && each.ledger == now_->known->id) {
        now_->replaced = each;
        return true;
      }
      duplicate =
          core::fail(core::errc::already_exists,
                     "this shop is connected to this administration already, by integration " +
                         std::to_string(core::number(each.id)) + " ('" + each.name +
                         "'); \"update\": true replaces its keys, access and cards");
      return false;
    }
    taken.push_back(each.cards.reference_prefix);
    return true;
  });
  if (!read) {
    return read.error();
  }
  if (duplicate) {
    return *duplicate;
  }
  if (now_->wanted.update && !now_->replaced) {
    return core::fail(core::errc::not_found,
                      "update: this shop is not connected to this administration by this account");
  }
  if (now_->replaced && cards.reference_prefix.empty()) {
    return now_->replaced->cards.reference_prefix;
  }
  const auto is_taken = [&taken](const std::string& prefix) {
    return std::find(taken.begin(), taken.end(), prefix) != taken.end();
  };
  if (!is_taken(cards.reference_prefix)) {
    return cards.reference_prefix;
  }
  if (!cards.reference_prefix.empty()) {
    return core::fail(core::errc::invalid_input,
                      "cards.reference_prefix: '" + cards.reference_prefix +
                          "' is used by another shop on this administration");
  }
  for (int number = 2;; ++number) {
    const auto prefix = "W" + std::to_string(number) + "-";
    if (!is_taken(prefix)) {
      now_->remarks.push_back("references begin with '" + prefix +
                              "', because another shop books in this administration too and order "
                              "numbers may be alike");
      return prefix;
    }
  }
}

void installer_state::conclude() {
  now_->remarks.clear();
  auto resolved = core::resolve_cards(now_->wanted.cards, now_->wanted.propose_vat_rows,
                                      now_->probe.profile, now_->lists, now_->ledger->traits());
  if (!resolved) {
    refuse(resolved.error());
    return;
  }
  auto prefix = prefix_for(resolved->cards);
  if (!prefix) {
    refuse(prefix.error());
    return;
  }
  resolved->cards.reference_prefix = *prefix;
  now_->remarks.insert(now_->remarks.end(), resolved->remarks.begin(), resolved->remarks.end());
  const auto& shop_currency = now_->probe.profile.currency;
  if (!shop_currency.empty() && shop_currency != now_->lists.admin.currency &&
      !resolved->cards.multi_currency) {
    now_->remarks.push_back("the shop sells in " + shop_currency + ", the administration keeps " +
                            now_->lists.admin.currency +
                            ": orders will wait with E-VALUTA unless S9 is switched on");
  }
  store(resolved->cards);
}

core::ledger_account_connection installer_state::make_record(core::account_id account,
                                                             storage::id_counters& next) {
  auto record = now_->known.value_or(core::ledger_account_connection{});
  if (!now_->known) {
    record.id = core::connection_id{next.connection++};
  }
  record.account = account;
  record.kind = now_->connection.kind;
  record.admin = now_->lists.admin;
  record.access_token = now_->connection.access_token;
  record.refresh_token = now_->connection.refresh_token;
  record.expires_at = now_->connection.expires_at;
  record.local_address = now_->connection.local_address;
  record.lost = false;
  return record;
}

core::integration installer_state::make_integration(const core::ledger_account_connection& record,
                                                    core::account_id account,
                                                    core::card_settings cards,
                                                    storage::id_counters& next) {
  auto made = now_->replaced.value_or(core::integration{});
  if (!now_->replaced) {
    made.id = core::integration_id{next.integration++};
    made.installed_at = house_->clock->now();
  }
  made.account = account;
  made.shop = now_->probe.connection;
  house_->drop_options(made.shop);
  if (now_->replaced) {
    for (const auto& [key, value] : now_->replaced->shop.options) {
      if (key.starts_with("hook.")) {
        made.shop.options.emplace(key, value);  // its webhooks stay registered
      }
    }
  }
  made.shop_time_zone =
      now_->probe.profile.time_zone.empty() ? "Europe/Amsterdam" : now_->probe.profile.time_zone;
  made.shop_country = now_->probe.profile.country;
  made.ledger = record.id;
  made.cards = std::move(cards);
  if (!now_->wanted.name.empty()) {
    made.name = now_->wanted.name;
  } else if (made.name.empty()) {
    made.name = host_of(made.shop.base_url) + " -> " + record.admin.name;
  }
  now_->wanted.name = made.name;
  return made;
}

void installer_state::store(core::card_settings cards) {
  const auto ids = house_->store->next_ids();
  const auto accounts = house_->store->accounts();
  if (!ids || !accounts) {
    refuse(core::fail(core::errc::storage_failed, "the store cannot be read"));
    return;
  }
  auto next = *ids;
  auto batch = std::make_shared<storage::write_batch>(house_->store->batch());
  const auto known = std::find_if(accounts->begin(), accounts->end(), [this](const auto& each) {
    return each.name == now_->wanted.account;
  });
  core::account account;
  if (known != accounts->end()) {
    account = *known;
  } else {
    account = {core::account_id{next.account++}, now_->wanted.account};
    batch->put(account);
  }
  const auto record = make_record(account.id, next);
  const auto made = make_integration(record, account.id, std::move(cards), next);
  batch->put(record);
  batch->put_lists(record.id, now_->lists, house_->clock->now());
  batch->put(made);
  // The schedule of an integration that runs is its own; it is told below.
  if (!now_->replaced || near_.shards.empty()) {
    core::integration_schedule schedule;
    if (const auto stored = house_->store->schedule(made.id); stored && stored.value()) {
      schedule.first_scan_done = stored.value()->first_scan_done;
    }
    schedule.next_run_at = house_->clock->now();  // the first sync starts at once (product.md 2.4)
    batch->put(made.id, schedule);
  }
  if (now_->from_app_store) {
    auto app = house_->store->app_install(made.shop.key.reveal());
    if (app && app.value()) {
      app.value()->integration = made.id;
      batch->put(**app);
    }
  }
  batch->next_ids(next.account, next.integration, next.connection);
  batch->add(storage::audit_entry{
      house_->clock->now(), now_->replaced ? "update" : "install",
      "integration " + std::to_string(core::number(made.id)) + " " + made.name});
  self_->request(near_.writer, std::chrono::minutes(2), commit_atom_v, batch)
      .then([this, id = made.id, connection = record.id](bool) { stored(id, connection); },
            [this](const caf::error& failure) { refuse(from_caf(failure)); });
}

void installer_state::stored(core::integration_id id, core::connection_id connection) {
  if (near_.ledgers && now_->known) {
    self_->send(near_.ledgers, reload_atom_v, connection);
  }
  if (!near_.shards.empty()) {
    tell_shard(id);
  }
  log::info(now_->replaced ? "integration updated" : "integration installed",
            {{"integration", id}, {"name", now_->wanted.name}});
  settle(id);
}

// Installed it is; what the shop must still be told is told, and said when it failed.
void installer_state::settle(core::integration_id id) {
  if (!near_.app_store || now_->probe.connection.kind != "ccvshop") {
    finish(id);
    return;
  }
  self_->request(near_.app_store, settle_patience, settle_atom_v, id)
      .then(
          [this, id](const std::string& told) {
            for (std::size_t from = 0, to = 0; (to = told.find('\n', from)) != std::string::npos;
                 from = to + 1) {
              now_->remarks.push_back(told.substr(from, to - from));
            }
            finish(id);
          },
          [this, id](const caf::error& failure) {
            now_->remarks.push_back("the shop could not be told: " + from_caf(failure).detail +
                                    "; it is tried again at the next start of the server");
            finish(id);
          });
}

void installer_state::finish(core::integration_id id) {
  now_->asker.deliver(summary(id));
  now_.reset();
  self_->send(self_, next_atom_v);
}

void installer_state::tell_shard(core::integration_id id) {
  const auto& shard = near_.shards[shard_of(id, near_.shards.size())];
  const auto failed = [id](const caf::error& failure) {
    log::error("an installed integration was not told",
               {{"integration", id}, {"why", from_caf(failure).detail}});
  };
  if (!now_->replaced) {
    self_->request(shard, std::chrono::minutes(1), adopt_atom_v, id).then([](bool) {}, failed);
    return;
  }
  for (const auto verb : {integration_command::verb::changed, integration_command::verb::resume}) {
    self_
        ->request(shard, std::chrono::minutes(2), command_atom_v, id,
                  std::make_shared<const integration_command>(integration_command{verb, {}}))
        .then([](const std::string&) {}, failed);
  }
}

std::string installer_state::summary(core::integration_id id) const {
  const auto& shop = now_->probe;
  std::string text = (now_->replaced ? "updated: integration " : "installed: integration ") +
                     std::to_string(core::number(id)) + "  " + now_->wanted.name + "\n";
  text += "  shop            " + shop.connection.base_url +
          (shop.profile.name.empty() ? "" : "  (" + shop.profile.name + ")") + "\n";
  text += "  administration  " + now_->lists.admin.name + "  (" + now_->lists.admin.id + ", " +
          now_->lists.admin.currency + ")\n";
  if (!now_->connection.local_address.empty()) {
    text += "  egress address  " + now_->connection.local_address + "\n";
  }
  for (const auto& each : now_->remarks) {
    text += "  - " + each + "\n";
  }
  return text;
}

}  // namespace boekbrug::actors
