#include "actors/reporter.hpp"

#include "actors/errors.hpp"
#include "core/time/time_text.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {
namespace {

// Permits for the ledger may take long; whoever asked gives up before that.
constexpr std::chrono::minutes patience{12};
constexpr std::chrono::years period_max{3};
constexpr std::chrono::year first_year{2000};
constexpr std::chrono::year last_year{2099};

/// The same error, saying which side it came from.
caf::error from_side(const std::string& side, const caf::error& failure) {
  auto why = from_caf(failure);
  why.detail =
      side + ": " + (why.detail.empty() ? std::string(core::code_name(why.code)) : why.detail);
  return to_caf(why);
}

caf::error stuck(const std::string& side) {
  const auto code =
      side == "shop" ? core::errc::shop_answer_unreadable : core::errc::ledger_unreachable;
  return to_caf(core::fail(code, side + ": its pages do not come to an end"));
}

core::result<core::date> day_of(const std::string& option, const std::string& text,
                                core::date otherwise) {
  if (text.empty()) {
    return otherwise;
  }
  auto day = core::parse_date(text);
  if (!day) {
    return core::fail(core::errc::invalid_input, option + ": " + day.error().detail);
  }
  if (day->year() < first_year || day->year() > last_year) {
    return core::fail(core::errc::invalid_input,
                      option + ": " + text + " is not in the years 2000 to 2099");
  }
  return *day;
}

bool knows_all_rates(const core::ledger_lists& lists,
                     const std::vector<core::ledger_document>& documents) {
  const auto knows = [&lists](const core::ledger_document::rate_total& each) {
    return std::any_of(lists.rates.begin(), lists.rates.end(),
                       [&each](const core::ledger_rate& rate) { return rate.id == each.rate_id; });
  };
  return std::all_of(documents.begin(), documents.end(),
                     [&knows](const core::ledger_document& each) {
                       return std::all_of(each.vat.begin(), each.vat.end(), knows) &&
                              std::all_of(each.line_nets.begin(), each.line_nets.end(), knows);
                     });
}

}  // namespace

reporter_actor::behavior_type reporter_state::make_behavior(const services* house,
                                                            shop_supervisor_actor shops,
                                                            ledger_supervisor_actor ledgers) {
  house_ = house;
  shops_ = std::move(shops);
  ledgers_ = std::move(ledgers);
  self_->set_exit_handler([this](caf::exit_msg& message) {
    fail(to_caf(core::fail(core::errc::cancelled, "the report was broken off")));
    self_->quit(message.reason);
  });
  return {
      [this](report_atom, core::integration_id id, const std::string& from, const std::string& to,
             const std::string& format) { return begin(id, from, to, format); },
  };
}

caf::result<std::string> reporter_state::begin(core::integration_id id, const std::string& from,
                                               const std::string& to, const std::string& format) {
  auto promise = self_->make_response_promise<std::string>();
  if (busy_) {
    promise.deliver(to_caf(core::fail(core::errc::throttled, "this reporter makes one report")));
    return promise;
  }
  busy_ = true;
  asker_ = promise;
  id_ = id;
  format_ = format.empty() ? "text" : format;
  if (format_ != "text" && format_ != "json" && format_ != "csv") {
    fail(to_caf(core::fail(core::errc::invalid_input,
                           "--format: '" + format_ + "' is not text, json or csv")));
  } else if (const auto loaded = load(from, to); !loaded) {
    fail(to_caf(loaded.error()));
  } else {
    read_orders({});
  }
  return promise;
}

core::result<void> reporter_state::load(const std::string& from, const std::string& to) {
  const auto stored = house_->store->integration(id_);
  if (!stored) {
    return stored.error();
  }
  if (!stored.value()) {
    return core::fail(core::errc::not_found, "--integration: there is no integration " +
                                                 std::to_string(core::number(id_)));
  }
  const auto& settings = *stored.value();
  const auto connection = house_->store->connection(settings.ledger);
  if (!connection) {
    return connection.error();
  }
  const auto* adapter =
      connection.value() ? house_->ledger_adapter(connection.value()->kind) : nullptr;
  if (adapter == nullptr) {
    return core::fail(core::errc::not_found, "integration " + std::to_string(core::number(id_)) +
                                                 " has no administration");
  }
  connection_ = settings.ledger;
  zone_ = house_->time_zone(settings.shop_time_zone);
  input_.zone = zone_.get();
  input_.cards = settings.cards;
  input_.now = house_->clock->now();
  input_.integration = settings.name;
  input_.installed_at = settings.installed_at;
  input_.shop_country = settings.shop_country;
  input_.arithmetic = adapter->arithmetic();
  input_.traits = adapter->traits();
  const auto* shop = house_->shop_adapter(settings.shop.kind);
  input_.credits_by_order = shop == nullptr || shop->mentions_credits();
  const auto today = (zone_ ? *zone_ : core::time_zone{}).local_date(input_.now);
  const auto first = day_of("--from", from, today.year() / std::chrono::January / 1);
  const auto last = day_of("--to", to, today);
  if (!first || !last) {
    return first ? last.error() : first.error();
  }
  if (std::chrono::sys_days{*first} > std::chrono::sys_days{*last}) {
    return core::fail(
        core::errc::invalid_input,
        "--from: " + core::to_text(*first) + " is after --to (" + core::to_text(*last) + ")");
  }
  if (std::chrono::sys_days{*last} >= std::chrono::sys_days{*first + period_max}) {
    return core::fail(core::errc::invalid_input,
                      "--from, --to: a report covers at most three years");
  }
  input_.from = *first;
  input_.to = *last;
  return {};
}

void reporter_state::read_orders(const std::string& page) {
  const auto window = core::window_of(input_.from, input_.to, input_.zone);
  auto period = std::make_shared<const shop_period>(
      shop_period{window.created_from, window.created_to, page});
  self_->request(shops_, patience, period_atom_v, id_, shop_period_ptr{std::move(period)})
      .then(
          [this, page](const shop_orders_ptr& answer) {
            input_.orders.insert(input_.orders.end(), answer->orders.begin(), answer->orders.end());
            input_.unreadable.insert(input_.unreadable.end(), answer->unreadable.begin(),
                                     answer->unreadable.end());
            for (const auto& each : answer->credited) {
              for (const auto& credit : each.credits) {
                input_.credits.emplace_back(each.original.id, credit);
              }
            }
            if (answer->next.empty()) {
              read_credits(0);
            } else if (answer->next == page) {
              fail(stuck("shop"));
            } else {
              read_orders(answer->next);
            }
          },
          [this](const caf::error& failure) { fail(from_side("shop", failure)); });
}

void reporter_state::read_credits(std::size_t index) {
  while (index < input_.orders.size() && input_.orders[index].credits.empty()) {
    ++index;
  }
  if (index == input_.orders.size()) {
    input_.documents_read_at = house_->clock->now();
    read_documents({});
    return;
  }
  auto original = std::make_shared<const core::order>(input_.orders[index]);
  self_->request(shops_, patience, credits_atom_v, id_, order_ptr{original})
      .then(
          [this, index, original](const credits_ptr& answer) {
            for (const auto& each : *answer) {
              input_.credits.emplace_back(original->id, each);
            }
            read_credits(index + 1);
          },
          [this](const caf::error& failure) { fail(from_side("shop", failure)); });
}

void reporter_state::read_documents(const std::string& page) {
  const auto window = core::window_of(input_.from, input_.to, input_.zone);
  auto period = std::make_shared<const ledger_period>(
      ledger_period{window.dated_from, window.dated_to, page});
  self_
      ->request(ledgers_, patience, period_atom_v, connection_,
                ledger_period_ptr{std::move(period)})
      .then(
          [this, page](const documents_ptr& answer) {
            input_.documents.insert(input_.documents.end(), answer->documents.begin(),
                                    answer->documents.end());
            if (answer->next.empty()) {
              read_lists(false);
            } else if (answer->next == page) {
              fail(stuck("ledger"));
            } else {
              read_documents(answer->next);
            }
          },
          [this](const caf::error& failure) { fail(from_side("ledger", failure)); });
}

// The cached lists will do, unless a document bears a rate that they do not have.
void reporter_state::read_lists(bool fresh) {
  self_->request(ledgers_, patience, lists_atom_v, connection_, fresh)
      .then(
          [this, fresh](const lists_ptr& answer) {
            if (!fresh && !knows_all_rates(*answer, input_.documents)) {
              read_lists(true);
              return;
            }
            input_.lists = *answer;
            conclude();
          },
          [this](const caf::error& failure) { fail(from_side("ledger", failure)); });
}

// The items come last: what was booked meanwhile then has its item, and `documents_read_at` tells
// it apart.
void reporter_state::conclude() {
  const auto schedule = house_->store->schedule(id_);
  if (!schedule) {
    fail(to_caf(schedule.error()));
    return;
  }
  input_.first_scan_done = schedule.value() && schedule.value()->first_scan_done;
  const auto read = house_->store->each_item(id_, [this](const core::item& each) {
    input_.items.push_back(each);
    return true;
  });
  if (!read) {
    fail(to_caf(read.error()));
    return;
  }
  if (!input_.lists.admin.currency.empty()) {
    const auto unit = core::currency::parse(input_.lists.admin.currency);
    if (!unit) {
      fail(to_caf(core::fail(core::errc::ledger_unreachable, "ledger: " + unit.error().detail)));
      return;
    }
    input_.currency = *unit;
  }
  const auto made = core::make_report(input_);
  log::info("report made", {{"integration", id_},
                            {"from", core::to_text(made.from)},
                            {"to", core::to_text(made.to)},
                            {"orders", made.orders},
                            {"invoices", made.invoices},
                            {"open", made.open},
                            {"unexplained", made.unexplained}});
  asker_.deliver(format_ == "json"  ? core::to_json(made)
                 : format_ == "csv" ? core::to_csv(made)
                                    : core::to_text(made));
  busy_ = false;
  self_->quit();
}

void reporter_state::fail(const caf::error& why) {
  if (!busy_) {
    return;
  }
  busy_ = false;
  asker_.deliver(why);
  self_->quit();
}

reporter_actor::behavior_type reporter(reporter_actor::stateful_pointer<reporter_state> self,
                                       const services* house, shop_supervisor_actor shops,
                                       ledger_supervisor_actor ledgers) {
  return self->state.make_behavior(house, std::move(shops), std::move(ledgers));
}

}  // namespace boekbrug::actors
