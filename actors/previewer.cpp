#include "actors/previewer.hpp"

#include "actors/errors.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::actors {
namespace {

using std::chrono::days;

// Permits for the ledger may take long; whoever asked gives up before that.
constexpr std::chrono::minutes patience{12};
// The shop is read backwards in pieces, whatever the order in which it gives them: mostly the first
// piece will do. One order by its number is looked for further back.
constexpr std::array pieces{days{7}, days{28}, days{60}};
constexpr std::array further_pieces{days{180}, days{365}};
constexpr std::size_t one_piece_from = 100;  // so many orders are rarely in less than all of it
constexpr days clocks_differ{1};
constexpr days around_stored{2};

/// The same error, saying which side it came from.
caf::error from_side(const std::string& side, const caf::error& failure) {
  auto why = from_caf(failure);
  why.detail =
      side + ": " + (why.detail.empty() ? std::string(core::code_name(why.code)) : why.detail);
  return to_caf(why);
}

bool newer(const core::order& a, const core::order& b) {
  return a.created > b.created;
}

}  // namespace

previewer_actor::behavior_type previewer_state::make_behavior(const services* house,
                                                              shop_supervisor_actor shops,
                                                              ledger_supervisor_actor ledgers,
                                                              progress_function progress) {
  house_ = house;
  shops_ = std::move(shops);
  ledgers_ = std::move(ledgers);
  progress_ = std::move(progress);
  self_->set_exit_handler([this](caf::exit_msg& message) {
    fail(to_caf(core::fail(core::errc::cancelled, "the preview was broken off")));
    self_->quit(message.reason);
  });
  return {
      [this](preview_atom, core::integration_id id, std::uint64_t last, const std::string& order,
             const std::string& format) { return begin(id, last, order, format); },
  };
}

caf::result<std::string> previewer_state::begin(core::integration_id id, std::uint64_t last,
                                                const std::string& order,
                                                const std::string& format) {
  auto promise = self_->make_response_promise<std::string>();
  if (busy_) {
    promise.deliver(to_caf(core::fail(core::errc::throttled, "this previewer makes one preview")));
    return promise;
  }
  busy_ = true;
  asker_ = promise;
  id_ = id;
  if (const auto loaded = load(last, order, format); !loaded) {
    fail(to_caf(loaded.error()));
  } else {
    read_orders({});
  }
  return promise;
}

core::result<void> previewer_state::load(std::uint64_t last, const std::string& order,
                                         const std::string& format) {
  format_ = format.empty() ? "text" : format;
  if (format_ != "text" && format_ != "json") {
    return core::fail(core::errc::invalid_input,
                      "--format: '" + format_ + "' is neither text nor json");
  }
  if (last > preview_last_max) {
    return core::fail(
        core::errc::invalid_input,
        "--last: " + std::to_string(last) + " is more than " + std::to_string(preview_last_max));
  }
  last_ = static_cast<std::size_t>(last == 0 ? preview_last_default : last);
  order_ = order;
  auto stored = house_->store->integration(id_);
  if (!stored) {
    return stored.error();
  }
  if (!stored.value()) {
    return core::fail(core::errc::not_found, "--integration: there is no integration " +
                                                 std::to_string(core::number(id_)));
  }
  settings_ = std::move(**stored);
  auto connection = house_->store->connection(settings_.ledger);
  if (!connection) {
    return connection.error();
  }
  const auto* ledger =
      connection.value() ? house_->ledger_adapter(connection.value()->kind) : nullptr;
  if (ledger == nullptr) {
    return core::fail(core::errc::not_found, "integration " + std::to_string(core::number(id_)) +
                                                 " has no administration");
  }
  connection_ = std::move(**connection);
  return fill_input(*ledger);
}

core::result<void> previewer_state::fill_input(const core::ledger_adapter& ledger) {
  const auto schedule = house_->store->schedule(id_);
  if (!schedule) {
    return schedule.error();
  }
  zone_ = house_->time_zone(settings_.shop_time_zone);
  input_.number = core::number(id_);
  input_.integration = settings_.name;
  input_.ledger = std::string(ledger.title());
  input_.cards = settings_.cards;
  input_.zone = zone_.get();
  input_.now = house_->clock->now();
  input_.installed_at = settings_.installed_at;
  input_.state = schedule.value() ? schedule.value()->state : core::integration_state::active;
  input_.first_scan_done = schedule.value() && schedule.value()->first_scan_done;
  input_.shop_country = settings_.shop_country;
  input_.arithmetic = ledger.arithmetic();
  input_.traits = ledger.traits();
  const auto* shop = house_->shop_adapter(settings_.shop.kind);
  return choose_windows(shop != nullptr && shop->mentions_credits());
}

core::result<void> previewer_state::choose_windows(bool credits_by_order) {
  const auto end = input_.now + clocks_differ;
  auto until = end;
  const auto add = [this, &until](days back) {
    windows_.emplace_back(input_.now - back, until);
    until = input_.now - back;
  };
  if (order_.empty()) {
    input_.asked = (last_ == 1 ? std::string("the newest order")
                               : "the newest " + std::to_string(last_) + " orders") +
                   " of the last " + std::to_string(pieces.back().count()) + " days";
    if (last_ >= one_piece_from) {
      add(pieces.back());
    } else {
      std::for_each(pieces.begin(), pieces.end(), add);
    }
    return {};
  }
  input_.asked = "order " + order_;
  // Where it is stored we know when it was placed. Credits with a date of their own may be newer:
  // then everything since is read.
  if (credits_by_order) {
    const auto read = house_->store->each_item(id_, [this](const core::item& each) {
      const bool same = each.key.kind == core::item_kind::order &&
                        each.placed.time_since_epoch().count() != 0 &&
                        (each.number == order_ || each.key.id == order_);
      if (same) {
        windows_.emplace_back(each.placed - around_stored, each.placed + around_stored);
      }
      return !same;
    });
    if (!read) {
      return read.error();
    }
  }
  std::for_each(pieces.begin(), pieces.end(), add);
  std::for_each(further_pieces.begin(), further_pieces.end(), add);
  return {};
}

void previewer_state::read_orders(const std::string& page) {
  const auto& [from, to] = windows_[window_];
  auto period = std::make_shared<const shop_period>(shop_period{from, to, page});
  self_->request(shops_, patience, period_atom_v, id_, shop_period_ptr{std::move(period)})
      .then(
          [this, page](const shop_orders_ptr& answer) {
            take(*answer);
            tell(std::to_string(seen_) + " orders read");
            if (answer->next.empty()) {
              window_done();
            } else if (answer->next == page) {
              fail(to_caf(core::fail(core::errc::shop_answer_unreadable,
                                     "shop: its pages do not come to an end")));
            } else {
              read_orders(answer->next);
            }
          },
          [this](const caf::error& failure) { fail(from_side("shop", failure)); });
}

bool previewer_state::is_wanted(const core::order& candidate) const {
  return order_.empty() || candidate.number == order_ || candidate.id == order_;
}

// Only the newest ones are kept: a busy shop has more in a week than anybody looks at.
void previewer_state::take(const core::shop_adapter::period_page& page) {
  seen_ += page.orders.size();
  auto& kept = input_.orders;
  for (const auto& each : page.orders) {
    const auto same = [&each](const core::order& other) { return other.id == each.id; };
    if (is_wanted(each) && std::none_of(kept.begin(), kept.end(), same)) {
      kept.push_back(each);
    }
  }
  std::stable_sort(kept.begin(), kept.end(), newer);
  if (kept.size() > last_) {
    kept.resize(last_);
  }
  for (const auto& each : page.credited) {
    for (const auto& credit : each.credits) {
      const auto same = [&credit](const core::preview_credit& other) {
        return other.given.id == credit.id;
      };
      if (is_wanted(each.original) &&
          std::none_of(input_.credits.begin(), input_.credits.end(), same)) {
        input_.credits.push_back({each.original, credit});
      }
    }
  }
  for (const auto& each : page.unreadable) {
    const auto& of = each.is_credit ? each.order_id : each.id;
    if ((order_.empty() || of == order_) && input_.unreadable.size() < last_) {
      input_.unreadable.push_back(each);
    }
  }
}

void previewer_state::window_done() {
  const bool enough = order_.empty() ? input_.orders.size() >= last_
                                     : !input_.orders.empty() || !input_.unreadable.empty();
  if (!enough && window_ + 1 < windows_.size()) {
    ++window_;
    read_orders({});
    return;
  }
  if (!order_.empty() && !enough) {
    fail(to_caf(core::fail(core::errc::not_found,
                           "--order: the shop has no order " + order_ + " of the last " +
                               std::to_string(further_pieces.back().count()) + " days")));
    return;
  }
  orders_done();
}

void previewer_state::orders_done() {
  // Credits of older orders belong to the preview as far as the orders in it go back.
  if (input_.orders.size() >= last_) {
    const auto oldest = input_.orders.back().created;
    std::erase_if(input_.credits, [this, oldest](const core::preview_credit& each) {
      const auto same = [&each](const core::order& other) { return other.id == each.original.id; };
      return each.given.created < oldest &&
             std::none_of(input_.orders.begin(), input_.orders.end(), same);
    });
  }
  read_credits(0);
}

void previewer_state::read_credits(std::size_t index) {
  while (index < input_.orders.size() && input_.orders[index].credits.empty()) {
    ++index;
  }
  if (index == input_.orders.size()) {
    if (const auto read = read_store(); !read) {
      fail(to_caf(read.error()));
      return;
    }
    read_lists(false);
    return;
  }
  auto original = std::make_shared<const core::order>(input_.orders[index]);
  self_->request(shops_, patience, credits_atom_v, id_, order_ptr{original})
      .then(
          [this, index, original](const credits_ptr& answer) {
            for (const auto& each : *answer) {
              input_.credits.push_back({*original, each});
            }
            tell(std::to_string(seen_) + " orders read, their credits too");
            read_credits(index + 1);
          },
          [this](const caf::error& failure) { fail(from_side("shop", failure)); });
}

core::result<void> previewer_state::read_store() {
  std::vector<core::item_key> keys;
  for (const auto& each : input_.orders) {
    keys.push_back({core::item_kind::order, each.id});
  }
  for (const auto& each : input_.credits) {
    keys.push_back({core::item_kind::order, each.original.id});
    keys.push_back({core::item_kind::credit, each.given.id});
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const auto& key : keys) {
    if (auto read = look_up(key); !read) {
      return read;
    }
  }
  return {};
}

core::result<void> previewer_state::look_up(const core::item_key& key) {
  auto item = house_->store->item(id_, key);
  if (!item) {
    return item.error();
  }
  if (item.value()) {
    input_.items.push_back(std::move(**item));
  }
  const auto entry = house_->store->sent({settings_.shop.kind + "|" + settings_.shop.base_url,
                                          connection_.kind + "|" + connection_.admin.id, key});
  if (!entry) {
    return entry.error();
  }
  if (entry.value() && entry.value()->integration != id_) {
    input_.elsewhere.push_back({key, entry.value()->document_id, entry.value()->reference});
  }
  return {};
}

void previewer_state::read_lists(bool fresh) {
  tell("asking for the ledger's lists");
  self_->request(ledgers_, patience, peek_atom_v, settings_.ledger, fresh)
      .then(
          [this, fresh](const lists_ptr& answer) {
            input_.lists = *answer;
            conclude(fresh);
          },
          [this](const caf::error& failure) { fail(from_side("ledger", failure)); });
}

// Bookings use the cached lists too, and read them anew when a booking blames them.
void previewer_state::conclude(bool fresh) {
  const auto made = core::make_preview(input_);
  if (!fresh && core::blames_lists(made)) {
    read_lists(true);
    return;
  }
  log::info(
      "preview made",
      {{"integration", id_}, {"orders", input_.orders.size()}, {"credits", input_.credits.size()}});
  asker_.deliver(format_ == "json" ? core::to_json(made) : core::to_text(made));
  busy_ = false;
  self_->quit();
}

void previewer_state::tell(const std::string& what) const {
  if (progress_) {
    progress_(what);
  }
}

void previewer_state::fail(const caf::error& why) {
  if (!busy_) {
    return;
  }
  busy_ = false;
  asker_.deliver(why);
  self_->quit();
}

previewer_actor::behavior_type previewer(previewer_actor::stateful_pointer<previewer_state> self,
                                         const services* house, shop_supervisor_actor shops,
                                         ledger_supervisor_actor ledgers,
                                         progress_function progress) {
  return self->state.make_behavior(house, std::move(shops), std::move(ledgers),
                                   std::move(progress));
}

}  // namespace boekbrug::actors
