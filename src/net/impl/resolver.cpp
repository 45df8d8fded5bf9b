#include "net/impl/resolver.hpp"

#include <netdb.h>

#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace boekbrug::net::impl {
namespace {

constexpr unsigned threads_max = 8;
constexpr std::size_t remembered_max = 8192;
constexpr std::chrono::seconds remember_for{30};

asio::ip::address to_address(const sockaddr& from) {
  if (from.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &from, sizeof v4);
    return asio::ip::address_v4{ntohl(v4.sin_addr.s_addr)};
  }
  sockaddr_in6 v6{};
  std::memcpy(&v6, &from, sizeof v6);
  asio::ip::address_v6::bytes_type bytes;
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return asio::ip::address_v6{bytes, v6.sin6_scope_id};
}

resolved ask_system(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  resolved out;
  if (const int failed = getaddrinfo(host.c_str(), nullptr, &hints, &list); failed != 0) {
    out.failure = std::string("the host name cannot be resolved: ") + gai_strerror(failed);
    return out;
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner{list, &freeaddrinfo};
  for (const auto* each = list; each != nullptr; each = each->ai_next) {
    if (each->ai_family == AF_INET || each->ai_family == AF_INET6) {
      out.addresses.push_back(to_address(*each->ai_addr));
    }
  }
  if (out.addresses.empty()) {
    out.failure = "the host name has no address";
  }
  return out;
}

resolved from_texts(const std::vector<std::string>& texts) {
  resolved out;
  for (const auto& text : texts) {
    error_code failed;
    const auto address = asio::ip::make_address(text, failed);
    if (!failed) {
      out.addresses.push_back(address);
    }
  }
  if (out.addresses.empty()) {
    out.failure = "the host name cannot be resolved";
  }
  return out;
}

struct remembered {
  resolved answer;
  steady::time_point until;
};

}  // namespace

/// Owned by the resolver and by its threads, whichever lives longer.
struct resolver::shared {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::string> queue;
  std::unordered_map<std::string, std::vector<callback>> waiting;
  std::unordered_map<std::string, remembered> memory;
  unsigned threads = 0;
  unsigned idle = 0;
  unsigned asking = 0;  // inside getaddrinfo
  bool stopped = false;

  void finish(const std::string& host, const resolved& answer) {
    if (!answer.addresses.empty()) {
      if (memory.size() >= remembered_max) {
        memory.clear();
      }
      memory.insert_or_assign(host, remembered{answer, steady::now() + remember_for});
    }
    if (auto found = waiting.extract(host)) {
      // Still under the lock: the destructor takes it too, so no callback outlives the resolver.
      for (const auto& done : found.mapped()) {
        done(answer);
      }
    }
  }

  void work() {
    std::unique_lock lock{mutex};
    while (true) {
      ++idle;
      changed.wait(lock, [this] { return stopped || !queue.empty(); });
      --idle;
      if (stopped) {
        break;
      }
      const auto host = std::move(queue.front());
      queue.pop_front();
      ++asking;
      lock.unlock();
      const auto answer = ask_system(host);
      lock.lock();
      --asking;
      finish(host, answer);
    }
    --threads;
    changed.notify_all();
  }
};

resolver::resolver(resolver_override instead)
    : instead_{std::move(instead)}, shared_{std::make_shared<shared>()} {}

void resolver::stop() {
  std::unique_lock lock{shared_->mutex};
  shared_->stopped = true;
  shared_->waiting.clear();
  shared_->changed.notify_all();
  shared_->changed.wait(lock, [this] { return shared_->threads <= shared_->asking; });
}

std::optional<resolved> resolver::at_once(const std::string& host) {
  error_code failed;
  const auto literal = asio::ip::make_address(host, failed);
  if (!failed) {
    return resolved{{literal}, {}};
  }
  if (instead_) {
    return from_texts(instead_(host));
  }
  const std::lock_guard lock{shared_->mutex};
  const auto found = shared_->memory.find(host);
  if (found == shared_->memory.end() || found->second.until <= steady::now()) {
    return std::nullopt;
  }
  return found->second.answer;
}

void resolver::look_up(const std::string& host, callback done) {
  const std::lock_guard lock{shared_->mutex};
  if (shared_->stopped) {
    return;
  }
  auto& waiting = shared_->waiting[host];
  waiting.push_back(std::move(done));
  if (waiting.size() > 1) {
    return;
  }
  shared_->queue.push_back(host);
  if (shared_->idle < shared_->queue.size() && shared_->threads < threads_max) {
    ++shared_->threads;
    std::thread{[state = shared_] { state->work(); }}.detach();
  }
  shared_->changed.notify_one();
}

}  // namespace boekbrug::net::impl
