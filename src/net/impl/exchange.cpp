#include "net/impl/exchange.hpp"

#include "net/impl/redirect.hpp"
#include "net/impl/request_text.hpp"
#include "net/impl/response_reader.hpp"

#include <exception>
#include <utility>

namespace boekbrug::net::impl {
namespace http = boost::beast::http;
using core::errc;

exchange::exchange(client_worker& worker, core::http_request request,
                   core::transport::completion done)
    : worker_{worker},
      request_{std::move(request)},
      done_{std::move(done)},
      address_{request_.url} {}

core::error exchange::fail(errc code, const std::string& why) const {
  return core::fail(code, core::redacted(address_) + ": " + why);
}

/// An exchange that ran out of time before its request left has surely done nothing.
core::error exchange::stopped() const {
  if (*stop_ == errc::cancelled) {
    return fail(errc::cancelled, "the client is stopping");
  }
  const auto limit = std::to_string(request_.deadline.count()) + " ms";
  return sent_ ? fail(errc::timed_out, "no complete answer within " + limit)
               : fail(errc::connection_failed, "no connection within " + limit);
}

bool exchange::is_repeatable() const noexcept {
  return request_.method == core::http_method::get || request_.method == core::http_method::head;
}

void exchange::interrupt(errc why) {
  stop_ = why;
  if (current_ != nullptr) {
    current_->abort();
  }
  if (waiting_ != nullptr) {
    waiting_->cancel();
  }
}

task<> exchange::run() {
  outcome answer = core::fail(errc::internal);
  try {
    answer = co_await follow();
  } catch (const std::exception& thrown) {
    answer = fail(errc::internal, thrown.what());
  }
  deadline_entry::unlink();
  done_(std::move(answer));
}

task<exchange::outcome> exchange::follow() {
  if (auto bad = check_headers(request_); !bad) {
    co_return bad.error();
  }
  auto to = parse_url(address_);
  if (!to) {
    co_return to.error();
  }
  bool trusted = request_.trusted_host;
  for (unsigned hops = 0;; ++hops) {
    if (stop_) {
      co_return stopped();
    }
    outcome answer = co_await one_hop(*to, trusted || worker_.shared().options.allow_private_hosts);
    if (!answer) {
      if (stop_) {
        co_return stopped();
      }
      co_return answer;
    }
    answer->final_url = address_;
    const bool may_follow = request_.follow_redirects && request_.method == core::http_method::get;
    if (!may_follow || !is_redirect(answer->status) ||
        hops >= worker_.shared().options.redirects_max) {
      co_return answer;
    }
    auto next = resolve_location(*to, answer->header("Location"));
    if (!next) {
      co_return answer;
    }
    const auto next_to = parse_url(*next);  // cannot fail: resolve_location has tried
    if (!same_party(*to, *next_to)) {
      drop_credentials(request_.headers);
      trusted = false;
    }
    address_ = std::move(*next);
    to = parse_url(address_);
  }
}

task<exchange::outcome> exchange::one_hop(const url& to, bool trusted) {
  const auto key = pool_key(to, trusted);
  bool retried = false;
  while (true) {
    auto over = retried ? nullptr : worker_.pool().take(key, steady::now());
    const bool reused = over != nullptr;
    if (!reused) {
      auto opened = co_await open(to, trusted);
      if (!opened) {
        co_return opened.error();
      }
      over = std::move(*opened);
      over->key = key;
    }
    core::http_response answer;
    current_ = over.get();
    auto failed = co_await carry(*over, to, answer);
    current_ = nullptr;
    if (!failed) {
      if (reusable_) {
        if (over->tls() != nullptr && !std::exchange(over->session_kept, true)) {
          worker_.sessions().keep(*over->tls(), pool_key(to, true));
        }
        worker_.release(std::move(over));
      }
      co_return answer;
    }
    // The server may have closed an idle connection while our request was on its way. Only what
    // changes nothing is sent again: of a POST nobody knows whether it was carried out.
    const bool closed =
        failed->code == errc::connection_broken || failed->code == errc::connection_failed;
    if (!reused || !closed || answered_ || stop_ || !is_repeatable()) {
      co_return *std::move(failed);
    }
    retried = true;
  }
}

std::string exchange::pool_key(const url& to, bool trusted) const {
  // Connections to hosts of the operator must not serve tenants, so trust is part of the key.
  std::string key;
  key.reserve(request_.local_address.size() + to.host.size() + 10);
  key += to.tls ? 's' : 'p';
  key += trusted ? 't' : 'u';
  key += std::to_string(to.port);
  key += ' ';
  key += to.host;
  key += ' ';
  key += request_.local_address;
  return key;
}

}  // namespace boekbrug::net::impl
