#include "actors/ledger_caller.hpp"

#include "log/log.hpp"

#include <utility>

namespace boekbrug::actors {
namespace {

// A backlog of many tenants can hold a caller for hours; the limiter answers everyone in the end.
constexpr std::chrono::minutes permit_patience{12 * 60};

core::error as_ledger_error(core::error failure) {
  using core::errc;
  switch (failure.code) {
    case errc::timed_out:
    case errc::connection_failed:
    case errc::connection_broken:
    case errc::tls_failed:
    case errc::body_too_large:
    case errc::not_http:
      failure.detail = std::string(code_name(failure.code)) + ": " + failure.detail;
      failure.code = errc::ledger_unreachable;
      break;
    default:
      break;
  }
  return failure;
}

}  // namespace

bool is_unclear(core::errc code) noexcept {
  using core::errc;
  return code == errc::ledger_unreachable || code == errc::timed_out ||
         code == errc::connection_broken || code == errc::cancelled || code == errc::internal;
}

ledger_caller::ledger_caller(ledger_post_actor::pointer self, const services* house,
                             ledger_neighbours neighbours, core::ledger_account_connection record,
                             const core::ledger_adapter* adapter)
    : self_{self},
      house_{house},
      neighbours_{std::move(neighbours)},
      record_{std::move(record)},
      adapter_{adapter} {
  connection_.kind = record_.kind;
  connection_.administration_id = record_.admin.id;
  connection_.access_token = record_.access_token;
  connection_.refresh_token = record_.refresh_token;
  connection_.expires_at = record_.expires_at;
  connection_.local_address = record_.local_address;
  if (const auto* service = house_->ledger(record_.kind)) {
    connection_.base_url = service->base_url;
    connection_.oauth_base_url = service->oauth_base_url;
    connection_.client_id = service->client_id;
    connection_.client_secret = service->client_secret;
  }
}

void ledger_caller::exchange(permit_request permit, const build_function& build,
                             answer_function done) {
  auto request = build(connection_);
  if (!request) {
    done(request.error());
    return;
  }
  auto message = std::make_shared<core::http_request>(std::move(*request));
  message->deadline = house_->request_deadline;
  message->body_limit = house_->body_limit;
  auto failed = [done](const caf::error& failure) { done(as_ledger_error(from_caf(failure))); };
  self_->request(neighbours_.limiter, permit_patience, acquire_atom_v, permit)
      .then(
          [this, message, done](std::uint64_t number) {
            self_
                ->request(neighbours_.gateway, house_->request_deadline + std::chrono::seconds{10},
                          send_atom_v, message)
                .then(
                    [this, number, done](const response_ptr& answer) {
                      auto signal = adapter_->read_limits(*answer, house_->clock->now());
                      self_->send(neighbours_.limiter, finish_atom_v, number,
                                  std::make_shared<const core::limit_signal>(std::move(signal)));
                      done(answer);
                    },
                    [this, number, done](const caf::error& failure) {
                      self_->send(neighbours_.limiter, finish_atom_v, number, signal_ptr{});
                      done(as_ledger_error(from_caf(failure)));
                    });
          },
          failed);
}

void ledger_caller::renew_if_due(permit_request permit, renewed_function done) {
  if (record_.lost) {
    done(core::fail(core::errc::ledger_refused, "the connection waits to be reconnected"));
    return;
  }
  if (adapter_->must_renew(connection_, house_->clock->now())) {
    renew(permit, std::move(done));
    return;
  }
  done(core::result<void>{});
}

void ledger_caller::renew(permit_request permit, renewed_function done) {
  if (connection_.refresh_token.empty()) {
    done(core::fail(core::errc::ledger_refused,
                    "the access token is refused and there is no refresh token"));
    return;
  }
  const auto* adapter = adapter_;
  exchange(
      permit,
      [adapter](const core::ledger_connection& ledger) { return adapter->renew_request(ledger); },
      [this, done](core::result<response_ptr> answer) {
        if (!answer) {
          done(answer.error());
          return;
        }
        auto tokens = adapter_->renew_answer(**answer, house_->clock->now());
        if (!tokens) {
          done(tokens.error());
          return;
        }
        store_tokens(*tokens, done);
      });
}

void ledger_caller::store_tokens(const core::ledger_tokens& tokens, renewed_function done) {
  auto record = record_;
  record.access_token = tokens.access_token;
  if (!tokens.refresh_token.empty()) {
    record.refresh_token = tokens.refresh_token;
  }
  record.expires_at = tokens.expires_at;
  auto batch = std::make_shared<storage::write_batch>(house_->store->batch());
  batch->put(record);
  // A new refresh token must be durable before the access token is used: the old one may be dead
  // already.
  self_->request(neighbours_.writer, std::chrono::minutes(2), commit_atom_v, batch)
      .then(
          [this, record, done](bool) {
            record_ = record;
            connection_.access_token = record.access_token;
            connection_.refresh_token = record.refresh_token;
            connection_.expires_at = record.expires_at;
            log::info("access token renewed",
                      {{"ledger", record_.kind}, {"administration", record_.admin.id}});
            done(core::result<void>{});
          },
          [done](const caf::error& failure) { done(from_caf(failure)); });
}

}  // namespace boekbrug::actors
