// The live checks of an installation. Storing is in installer_store.cpp.
#include "actors/installer.hpp"

#include "actors/shop_fetch.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {
namespace {

constexpr std::size_t line_max = 1'000;
constexpr unsigned probe_steps_max = 40;
constexpr std::chrono::minutes permit_patience{10};

}  // namespace

installer_actor::behavior_type installer_state::make_behavior(const services* house,
                                                              installer_neighbours neighbours) {
  house_ = house;
  near_ = std::move(neighbours);
  return {
      [this](install_atom, const std::string& text) { return install(text); },
      [this](next_atom) { next(); },
  };
}

caf::result<std::string> installer_state::install(const std::string& text) {
  auto wanted = config::parse_install(text);
  if (!wanted) {
    return to_caf(wanted.error());
  }
  if (line_.size() >= line_max) {
    return to_caf(
        core::fail(core::errc::throttled, "too many installations wait; try again later"));
  }
  auto job = std::make_unique<work>();
  job->wanted = std::move(*wanted);
  job->asker = self_->make_response_promise<std::string>();
  auto promise = job->asker;
  line_.push_back(std::move(job));
  self_->send(self_, next_atom_v);
  return promise;
}

void installer_state::next() {
  if (now_ || line_.empty()) {
    return;
  }
  now_ = std::move(line_.front());
  line_.pop_front();
  if (auto ready = prepare(); !ready) {
    refuse(ready.error());
    return;
  }
  probe_shop();
}

void installer_state::refuse(const core::error& why) {
  log::info("installation refused", {{"code", core::code_name(why.code)}, {"detail", why.detail}});
  now_->asker.deliver(to_caf(why));
  now_.reset();
  self_->send(self_, next_atom_v);
}

core::result<void> installer_state::prepare() {
  const auto& wanted = now_->wanted;
  now_->shop = house_->shop_adapter(wanted.shop.kind);
  if (now_->shop == nullptr) {
    return core::fail(core::errc::invalid_input,
                      "shop.kind: '" + wanted.shop.kind + "' is not offered");
  }
  now_->ledger = house_->ledger_adapter(wanted.ledger.kind);
  const auto* service = house_->ledger(wanted.ledger.kind);
  if (now_->ledger == nullptr || service == nullptr) {
    return core::fail(core::errc::invalid_input,
                      "ledger.kind: '" + wanted.ledger.kind + "' is not offered");
  }
  if (house_->offered && !wanted.update) {
    if (auto offered = house_->offered(wanted.shop.kind, wanted.ledger.kind); !offered) {
      return offered.error();
    }
  }
  if (auto known = prepare_shop(); !known) {
    return known;
  }
  auto& ledger = now_->connection;
  ledger.kind = wanted.ledger.kind;
  ledger.base_url = service->base_url;
  ledger.oauth_base_url = service->oauth_base_url;
  ledger.client_id = service->client_id;
  ledger.client_secret = service->client_secret;
  ledger.local_address = pick_address();
  return {};
}

core::result<void> installer_state::prepare_shop() {
  const auto& wanted = now_->wanted.shop;
  auto& shop = now_->probe.connection;
  shop.kind = wanted.kind;
  shop.base_url = wanted.url;
  shop.key = wanted.key;
  shop.key_secret = wanted.key_secret;
  shop.options = wanted.options;
  house_->add_options(shop);
  if (wanted.app_install.empty()) {
    return {};
  }
  const auto record = house_->store->app_install(wanted.app_install);
  if (!record) {
    return record.error();
  }
  if (!record.value() || record.value()->kind != wanted.kind) {
    return core::fail(core::errc::not_found,
                      "shop.app_install: no shop gave that key; the merchant must first install "
                      "the app in the shop's App Store");
  }
  shop.base_url = record.value()->api_root;
  shop.key = core::secret{record.value()->api_public};
  shop.key_secret = record.value()->api_secret;
  now_->from_app_store = true;
  return {};
}

void installer_state::call(core::result<core::http_request> request, bool with_permit,
                           std::function<void(core::result<response_ptr>)> done) {
  if (!request) {
    done(request.error());
    return;
  }
  auto message = std::make_shared<core::http_request>(std::move(*request));
  message->deadline = house_->request_deadline;
  message->body_limit = house_->body_limit;
  auto exchange = [this, message, done](std::uint64_t permit,
                                        std::optional<rate_limiter_actor> limiter) {
    self_
        ->request(near_.gateway, house_->request_deadline + std::chrono::seconds{10}, send_atom_v,
                  message)
        .then(
            [this, permit, limiter, done](const response_ptr& answer) {
              if (limiter) {
                auto signal = now_->ledger->read_limits(*answer, house_->clock->now());
                self_->send(*limiter, finish_atom_v, permit,
                            std::make_shared<const core::limit_signal>(std::move(signal)));
              }
              done(answer);
            },
            [this, permit, limiter, done](const caf::error& failure) {
              if (limiter) {
                self_->send(*limiter, finish_atom_v, permit, signal_ptr{});
              }
              done(from_caf(failure));
            });
  };
  const auto limiter =
      near_.limiters.find(limiter_name(now_->connection.kind, now_->connection.local_address));
  if (!with_permit || limiter == near_.limiters.end()) {
    exchange(0, std::nullopt);
    return;
  }
  auto handle = limiter->second;
  self_
      ->request(handle, permit_patience, acquire_atom_v,
                permit_request{core::integration_id{0}, core::call_class::live})
      .then([exchange, handle](std::uint64_t permit) { exchange(permit, handle); },
            [done](const caf::error& failure) { done(from_caf(failure)); });
}

void installer_state::probe_shop() {
  if (now_->probe.complete) {
    connect_ledger();
    return;
  }
  if (++now_->probe_steps > probe_steps_max) {
    refuse(core::fail(core::errc::internal, "the check of the shop does not come to an end"));
    return;
  }
  auto request = now_->shop->probe_request(now_->probe, {house_->clock->now(), house_->nonce()});
  call(std::move(request), false, [this](core::result<response_ptr> answer) {
    // The adapter decides what an error means: some of them only say "try the other way".
    auto read =
        answer ? now_->shop->probe_answer(now_->probe, core::result<core::http_response>{**answer})
               : now_->shop->probe_answer(now_->probe,
                                          core::result<core::http_response>{answer.error()});
    if (!read) {
      auto why = as_shop_error(read.error());
      why.detail = "shop: " + why.detail;
      refuse(why);
      return;
    }
    now_->probe = std::move(*read);
    probe_shop();
  });
}

void installer_state::connect_ledger() {
  auto& ledger = now_->connection;
  const auto& access = now_->wanted.ledger.access;
  if (const auto* token = std::get_if<config::ledger_token>(&access)) {
    now_->ledger->take_token(ledger, token->token);
  } else if (const auto* pair = std::get_if<config::ledger_token_pair>(&access)) {
    ledger.access_token = pair->access_token;
    ledger.refresh_token = pair->refresh_token;
  } else {
    const auto& grant = std::get<config::ledger_grant>(access);
    call(now_->ledger->grant_request(ledger, grant.code.reveal(), grant.redirect_uri), true,
         [this](core::result<response_ptr> answer) {
           use_tokens(answer ? now_->ledger->renew_answer(**answer, house_->clock->now())
                             : core::result<core::ledger_tokens>{answer.error()},
                      "ledger: the OAuth code was not accepted: ");
         });
    return;
  }
  ensure_access();
}

// Some tokens only open a session, and the session's token does the work.
void installer_state::ensure_access() {
  if (!now_->ledger->must_renew(now_->connection, house_->clock->now())) {
    choose_administration();
    return;
  }
  call(now_->ledger->renew_request(now_->connection), true,
       [this](core::result<response_ptr> answer) {
         use_tokens(answer ? now_->ledger->renew_answer(**answer, house_->clock->now())
                           : core::result<core::ledger_tokens>{answer.error()},
                    "ledger: ");
       });
}

void installer_state::use_tokens(const core::result<core::ledger_tokens>& tokens,
                                 const std::string& refusal) {
  if (!tokens) {
    refuse(core::fail(tokens.error().code, refusal + tokens.error().detail));
    return;
  }
  auto& ledger = now_->connection;
  ledger.access_token = tokens->access_token;
  if (!tokens->refresh_token.empty()) {
    ledger.refresh_token = tokens->refresh_token;
  }
  ledger.expires_at = tokens->expires_at;
  choose_administration();
}

void installer_state::choose_administration() {
  call(now_->ledger->administrations_request(now_->connection), true,
       [this](core::result<response_ptr> answer) {
         auto all = answer ? now_->ledger->administrations_answer(**answer)
                           : core::result<std::vector<core::administration>>{answer.error()};
         if (!all) {
           const bool refused = all.error().code == core::errc::access_expired;
           refuse(core::fail(refused ? core::errc::ledger_refused : all.error().code,
                             "ledger: " + all.error().detail));
           return;
         }
         const auto& wanted = now_->wanted.ledger.administration;
         if (now_->ledger->traits().one_administration && all->size() == 1) {
           auto only = all->front();
           if (!wanted.empty() && wanted != only.id) {
             only.name = wanted;  // the ledger does not tell the name
           }
           chosen(std::move(only));
           return;
         }
         std::vector<core::administration> fits;
         for (const auto& each : *all) {
           if (each.id == wanted || each.name == wanted || (wanted.empty() && all->size() == 1)) {
             fits.push_back(each);
           }
         }
         if (fits.size() != 1) {
           // An accountant's token sees many administrations: their names stay with the accountant
           // (moneybird.md 1.2).
           refuse(core::fail(core::errc::invalid_input,
                             "ledger.administration: '" + wanted + "' fits " +
                                 std::to_string(fits.size()) + " of the " +
                                 std::to_string(all->size()) +
                                 " administrations that this token sees; give the id"));
           return;
         }
         chosen(fits.front());
       });
}

void installer_state::chosen(core::administration administration) {
  if (administration.suspended) {
    refuse(core::fail(core::errc::administration_gone,
                      "ledger.administration: '" + administration.name + "' is suspended"));
    return;
  }
  now_->connection.administration_id = administration.id;
  now_->lists.admin = std::move(administration);
  if (auto known = find_known(); !known) {
    refuse(known.error());
    return;
  }
  read_list(0);
}

void installer_state::read_list(std::size_t index) {
  if (index == now_->ledger->list_count()) {
    conclude();
    return;
  }
  call(now_->ledger->list_request(now_->connection, index), true,
       [this, index](core::result<response_ptr> answer) {
         auto read = answer ? now_->ledger->list_answer(index, **answer, now_->lists)
                            : core::result<void>{answer.error()};
         if (!read) {
           refuse(core::fail(read.error().code, "ledger: " + read.error().detail));
           return;
         }
         read_list(index + 1);
       });
}

installer_actor::behavior_type installer(installer_actor::stateful_pointer<installer_state> self,
                                         const services* house, installer_neighbours neighbours) {
  return self->state.make_behavior(house, std::move(neighbours));
}

}  // namespace boekbrug::actors
