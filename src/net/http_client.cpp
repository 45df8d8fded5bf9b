#include "net/http_client.hpp"

#include "net/impl/client_worker.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <utility>

namespace boekbrug::net {
namespace {

using impl::client_shared;
using impl::client_worker;

constexpr std::size_t crowded = 64;

/// Scheme, host and port of an address, unparsed.
std::string_view authority(std::string_view url) {
  const auto host = url.find("://");
  return host == std::string_view::npos ? url : url.substr(0, url.find_first_of("/?#", host + 3));
}

class client final : public http_client {
public:
  client(const client_options& options, connect_observer observe, resolver_override resolve)
      : shared_{options, std::move(observe), std::move(resolve)} {
    const auto count = std::max(1U, options.threads);
    for (unsigned i = 0; i < count; ++i) {
      workers_.push_back(std::make_unique<client_worker>(shared_));
    }
  }

  /// Completions may send again while we end, so all threads end before the first worker goes.
  ~client() override {
    shared_.names.stop();  // its callbacks go to the workers
    for (const auto& each : workers_) {
      each->finish();
    }
    ended_ = true;
    for (const auto& each : workers_) {
      each->cancel_leftovers();
    }
  }

  void send(core::http_request request, completion done) override {
    if (ended_) {
      return done(core::fail(core::errc::cancelled, "the client is stopping"));
    }
    shared_.requests.fetch_add(1, std::memory_order_relaxed);
    const auto deadline = impl::steady::now() + request.deadline;
    auto& worker = choose(request);
    worker.submit({std::move(request), std::move(done), deadline});
  }

  client_stats stats() const override {
    client_stats out;
    out.requests = shared_.requests.load(std::memory_order_relaxed);
    out.connections_opened = shared_.connections_opened.load(std::memory_order_relaxed);
    for (const auto& each : workers_) {
      out.connections_idle += each->idle_connections();
    }
    return out;
  }

private:
  /// A host lives on one thread, so that its connections are found again; a crowd spills over.
  client_worker& choose(const core::http_request& request) {
    if (workers_.size() == 1) {
      return *workers_.front();
    }
    const std::hash<std::string_view> hash;
    auto& home = *workers_[(hash(authority(request.url)) * 31 + hash(request.local_address)) %
                           workers_.size()];
    if (home.load() < crowded) {
      return home;
    }
    const auto least =
        std::min_element(workers_.begin(), workers_.end(),
                         [](const auto& a, const auto& b) { return a->load() < b->load(); });
    return (*least)->load() * 2 < home.load() ? **least : home;
  }

  std::atomic<bool> ended_{false};
  client_shared shared_;
  std::vector<std::unique_ptr<client_worker>> workers_;
};

}  // namespace

std::unique_ptr<http_client> http_client::create(const client_options& options,
                                                 connect_observer observe,
                                                 resolver_override resolve) {
  return std::make_unique<client>(options, std::move(observe), std::move(resolve));
}

}  // namespace boekbrug::net
