#pragma once
// Makes one call to a ledger: fresh token, permit, exchange, and one renewal when the ledger says
// that the token has expired. Lives inside a ledger_post actor.

#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/services.hpp"

#include <functional>
#include <memory>

namespace boekbrug::actors {

/// The actors that a connection talks to.
struct ledger_neighbours {
  storage_writer_actor writer;
  http_gateway_actor gateway;
  rate_limiter_actor limiter;
  event_hub_actor events;
};

class ledger_caller {
public:
  using build_function =
      std::function<core::result<core::http_request>(const core::ledger_connection&)>;

  ledger_caller(ledger_post_actor::pointer self, const services* house,
                ledger_neighbours neighbours, core::ledger_account_connection record,
                const core::ledger_adapter* adapter);

  /// Calls `done` once, inside the actor. Transport errors arrive as ledger_unreachable.
  template <class T>
  void call(permit_request permit, build_function build,
            std::function<core::result<T>(const core::http_response&)> read,
            std::function<void(core::result<T>)> done) {
    renew_if_due(permit, [this, permit, build, read, done](core::result<void> renewed) {
      if (!renewed) {
        done(renewed.error());
        return;
      }
      exchange(permit, build, [this, permit, build, read, done](core::result<response_ptr> answer) {
        finish<T>(permit, build, read, done, answer);
      });
    });
  }

  const core::ledger_connection& connection() const noexcept { return connection_; }
  const core::ledger_account_connection& record() const noexcept { return record_; }
  const core::ledger_adapter& adapter() const noexcept { return *adapter_; }
  const ledger_neighbours& neighbours() const noexcept { return neighbours_; }

private:
  using answer_function = std::function<void(core::result<response_ptr>)>;
  using renewed_function = std::function<void(core::result<void>)>;

  template <class T>
  void finish(permit_request permit, const build_function& build,
              const std::function<core::result<T>(const core::http_response&)>& read,
              const std::function<void(core::result<T>)>& done,
              const core::result<response_ptr>& answer) {
    if (!answer) {
      done(answer.error());
      return;
    }
    auto value = read(**answer);
    if (value || value.error().code != core::errc::access_expired) {
      done(std::move(value));
      return;
    }
    const auto refusal = value.error().detail;
    renew(permit, [this, permit, build, read, done, refusal](core::result<void> renewed) {
      if (!renewed) {
        done(renewed.error());
        return;
      }
      exchange(permit, build, [read, done](core::result<response_ptr> again) {
        if (!again) {
          done(again.error());
          return;
        }
        auto second = read(**again);
        if (!second && second.error().code == core::errc::access_expired) {
          done(core::fail(core::errc::ledger_refused, second.error().detail));
          return;
        }
        done(std::move(second));
      });
    });
  }

  void exchange(permit_request permit, const build_function& build, answer_function done);
  void renew_if_due(permit_request permit, renewed_function done);
  void renew(permit_request permit, renewed_function done);
  void store_tokens(const core::ledger_tokens& tokens, renewed_function done);

  ledger_post_actor::pointer self_;
  const services* house_;
  ledger_neighbours neighbours_;
  core::ledger_account_connection record_;
  const core::ledger_adapter* adapter_;
  core::ledger_connection connection_;
};

/// Whether a failed write may nevertheless have happened.
bool is_unclear(core::errc code) noexcept;

}  // namespace boekbrug::actors
