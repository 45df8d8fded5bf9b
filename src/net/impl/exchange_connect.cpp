// The part of an exchange that finds, checks and reaches the host.

#include "net/impl/address_guard.hpp"
#include "net/impl/exchange.hpp"

#include <boost/asio/post.hpp>

#include <netinet/in.h>

#include <algorithm>

namespace boekbrug::net::impl {
namespace {

using core::errc;

/// An answer of the resolver on its way to a waiting exchange.
struct lookup {
  explicit lookup(asio::io_context& io) : arrived{io, steady::time_point::max()} {}
  steady_timer arrived;
  resolved answer;
};

/// Gives up on one of several addresses, so that a dead one leaves time for the next.
struct attempt_limit final : deadline_entry {
  explicit attempt_limit(connection& tried) : over{tried} {}
  void on_deadline() override {
    expired = true;
    over.abort();
  }
  connection& over;
  bool expired = false;
};

/// Leaves the choice of the port to connect(): a bind that picks one could use each only once per
/// egress address instead of once per remote.
void bind_without_port(tcp_socket& socket, const asio::ip::address& from, error_code& failed) {
  const int on = 1;
  ::setsockopt(socket.native_handle(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  socket.bind({from, 0}, failed);
}

bool is_end_of_connection(const error_code& failed) {
  return failed == asio::error::eof || failed == asio::error::connection_reset ||
         failed == asio::error::broken_pipe || failed == asio::ssl::error::stream_truncated;
}

}  // namespace

task<resolved> exchange::look_up(const std::string& host) {
  auto& names = worker_.shared().names;
  if (auto known = names.at_once(host)) {
    co_return *std::move(known);
  }
  const auto waiting = std::make_shared<lookup>(worker_.io());
  // The resolver keeps a weak pointer: the timer must not outlive the io_context.
  names.look_up(host,
                [to = std::weak_ptr<lookup>(waiting), &io = worker_.io()](const resolved& answer) {
                  asio::post(io, [to, answer] {
                    if (const auto still_there = to.lock()) {
                      still_there->answer = answer;
                      still_there->arrived.cancel();
                    }
                  });
                });
  if (stop_) {
    co_return resolved{};
  }
  waiting_ = &waiting->arrived;
  co_await waiting->arrived.async_wait(as_values);
  waiting_ = nullptr;
  co_return std::move(waiting->answer);
}

task<core::result<std::unique_ptr<connection>>> exchange::open(const url& to, bool trusted) {
  auto found = co_await look_up(to.host);
  if (stop_) {
    co_return stopped();
  }
  auto& addresses = found.addresses;
  if (addresses.empty()) {
    co_return fail(errc::connection_failed, found.failure);
  }
  // One forbidden address condemns the host: a name with a good and a bad one is an attack.
  if (!trusted && std::any_of(addresses.begin(), addresses.end(), is_forbidden)) {
    co_return fail(errc::address_forbidden,
                   "the host has an address in a range that may not be reached");
  }
  std::optional<asio::ip::address> from;
  if (!request_.local_address.empty()) {
    error_code failed;
    from = asio::ip::make_address(request_.local_address, failed);
    if (failed) {
      co_return fail(errc::connection_failed,
                     "the egress address " + request_.local_address + " is not an address");
    }
    std::erase_if(addresses, [&](const auto& each) { return each.is_v4() != from->is_v4(); });
  }
  core::error last =
      fail(errc::connection_failed, "the host has no address of the kind of the egress address");
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    auto over = std::make_unique<connection>(worker_.io());
    current_ = over.get();
    auto failed = co_await connect(*over, {addresses[i], to.port}, from, addresses.size() - i);
    if (!failed && to.tls) {
      failed = co_await handshake(*over, to);
    }
    current_ = nullptr;
    if (stop_) {
      co_return stopped();
    }
    if (!failed) {
      co_return std::move(over);
    }
    last = *std::move(failed);
    if (last.code == errc::tls_failed) {
      break;
    }
  }
  co_return last;
}

task<exchange::problem> exchange::connect(connection& over, const tcp::endpoint& to,
                                          const std::optional<asio::ip::address>& from,
                                          std::size_t addresses_left) {
  auto& socket = over.socket();
  error_code failed;
  socket.open(to.protocol(), failed);
  if (failed) {
    co_return fail(errc::connection_failed, "no socket: " + failed.message());
  }
  if (from) {
    bind_without_port(socket, *from, failed);
    if (failed) {
      co_return fail(errc::connection_failed, "the egress address " + request_.local_address +
                                                  " cannot be used: " + failed.message());
    }
  }
  if (worker_.shared().observe) {
    worker_.shared().observe(to.address().to_string(), to.port());
  }
  attempt_limit limit{over};
  const auto now = steady::now();
  const auto share = now + (at() - now) / static_cast<int>(addresses_left);
  const auto patience = now + worker_.shared().options.connect_timeout;
  if (std::min(share, patience) < at()) {
    worker_.deadlines().add(limit, std::min(share, patience));
  }
  std::tie(failed) = co_await socket.async_connect(to, as_values);
  if (failed) {
    co_return fail(errc::connection_failed,
                   "cannot connect: " + (limit.expired ? "no answer in time" : failed.message()));
  }
  limit.unlink();
  worker_.shared().connections_opened.fetch_add(1, std::memory_order_relaxed);
  if (socket.local_endpoint(failed) == to) {
    // On one machine a socket can be given the port it wants to reach, and connects to itself.
    co_return fail(errc::connection_failed, "cannot connect: nobody listens");
  }
  socket.set_option(tcp::no_delay{true}, failed);
  socket.non_blocking(true, failed);
  if (failed) {
    co_return fail(errc::connection_failed, "cannot connect: " + failed.message());
  }
  co_return problem{};
}

task<exchange::problem> exchange::handshake(connection& over, const url& to) {
  auto& tls = worker_.shared().tls;
  if (!tls) {
    co_return fail(tls.error().code, tls.error().detail);
  }
  auto& stream = over.begin_tls(**tls);
  if (!expect_host(stream, to.host)) {
    co_return fail(errc::tls_failed, "the host name cannot be used for TLS");
  }
  worker_.sessions().offer(stream, pool_key(to, true));
  const auto [failed] = co_await stream.async_handshake(asio::ssl::stream_base::client, as_values);
  if (!failed) {
    co_return problem{};
  }
  if (is_end_of_connection(failed)) {
    co_return fail(errc::connection_failed, "the connection ended within the TLS handshake");
  }
  co_return fail(errc::tls_failed, explain_tls(stream, failed));
}

}  // namespace boekbrug::net::impl
