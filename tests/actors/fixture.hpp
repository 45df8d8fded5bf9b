#pragma once
// The whole server on one thread and on virtual time: CAF's test scheduler, a store in memory, and
// simulated remotes that are called without sockets (DESIGN 9, STYLE 10.2).

#include "actors/errors.hpp"
#include "actors/house.hpp"
#include "actors/services.hpp"
#include "sim/simulator.hpp"
#include "storage/memory_engine.hpp"

#include <caf/scheduler/test_coordinator.hpp>

#include <boost/json.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::actors::test {

class manual_clock final : public core::clock {
public:
  core::time_point now() const override { return now_; }
  void move(std::chrono::milliseconds by) { now_ += by; }

private:
  core::time_point now_ =
      std::chrono::sys_days{std::chrono::year{2026} / 3 / 14} + std::chrono::hours{10};
};

/// What becomes of one call.
enum class fate {
  normal,
  lose_request,  // the remote never sees it; the caller sees a broken connection
  lose_answer,   // the remote did it; the caller sees a broken connection
  server_error,  // the remote did nothing and answers 500
};

struct made_call {
  core::time_point when;
  core::http_method method{};
  std::string host;
  std::string path;  // with its query
  std::string body;
  int status = 0;  // 0 = no answer
};

/// The internet of a test: answers come from simulators, by host name, before `send` returns.
class fake_internet final : public core::transport {
public:
  explicit fake_internet(const core::clock& clock) : clock_{&clock} {}
  void add(const std::string& host, sim::simulator& remote) { remotes_[host] = &remote; }
  void send(core::http_request request, completion done) override;

  /// Asked before each call; empty = all normal.
  std::function<fate(const made_call&)> decide;
  /// Told after each call, when the remote has done what it does and the caller does not know it
  /// yet.
  std::function<void(const made_call&)> observe;
  std::vector<made_call> calls;

  /// The `/_sim` side of a simulator.
  boost::json::value control(const std::string& host, const std::string& path,
                             const std::string& body = {});

private:
  const core::clock* clock_;
  std::map<std::string, sim::simulator*> remotes_;
};

inline const std::string shop_host = "winkel.test";
inline const std::string ledger_host = "boekhouding.test";
inline const std::string administration_id = "178732006888903010";
inline const std::string ledger_token_text = "demo-token";

/// Outlives restarts of the server: time, the internet, and the remotes with their books. Both
/// remotes take a plan of faults (sim/faults.hpp).
struct outside_world {
  explicit outside_world(std::string of_shop = "woocommerce", std::string of_ledger = "moneybird");
  /// A shop whose orders lie before now; `options` are more of the simulator's.
  void open_shop(boost::json::object options);
  void open_ledger(boost::json::object options = {});

  std::string shop_kind;
  std::string ledger_kind;
  std::string ledger_token = ledger_token_text;  // that the next installation brings
  boost::json::object cards{{"S3", "2025-01-01"}, {"S4", "existing_too"}};
  unsigned nonces = 0;  // shops remember them longer than a server lives
  manual_clock clock;
  fake_internet internet{clock};
  std::unique_ptr<sim::simulator> shop;
  std::unique_ptr<sim::simulator> ledger;
};

/// The engine in memory, and somebody who is told after each commit, before whoever asked for it.
class watched_engine final : public storage::engine {
public:
  core::result<std::optional<std::string>> get(storage::table where,
                                               std::string_view key) const override {
    return memory.get(where, key);
  }
  core::result<void> scan(storage::table where, std::string_view prefix, std::string_view from,
                          const visitor& visit) const override {
    return memory.scan(where, prefix, from, visit);
  }
  void commit(std::vector<storage::operation> batch, completion done) override;
  core::result<void> backup(const std::string& folder) const override {
    return memory.backup(folder);
  }
  storage::engine_stats stats() const override { return memory.stats(); }

  storage::memory_engine memory;
  std::function<void()> committed;
};

/// One life of the server process. Everything it spawned is ended by the destructor.
class server_life {
public:
  using saved = storage::memory_engine::state;
  template <class T>
  using answer = std::shared_ptr<std::optional<core::result<T>>>;

  explicit server_life(outside_world& outside, const saved* from = nullptr);
  ~server_life();
  server_life(const server_life&) = delete;
  server_life& operator=(const server_life&) = delete;

  void start_house();
  house& tree() { return *house_; }
  caf::actor_system& system() { return *system_; }
  storage::store& store() { return *store_; }
  storage::memory_engine& engine() { return engine_->memory; }
  /// Told after each commit.
  void watch_commits(std::function<void()> told) { engine_->committed = std::move(told); }
  services& with() { return services_; }
  outside_world& outside() { return *outside_; }

  /// Runs every message that is due now.
  void run();
  /// Moves both clocks, in small quanta so that repeated timers fire each time. Long quanta are for
  /// days in which nothing but polls happens.
  void advance(std::chrono::milliseconds by, std::chrono::milliseconds quantum = fine);
  /// Moves on until `done` holds; false when `patience` is over first.
  bool advance_until(const std::function<bool()>& done, std::chrono::milliseconds patience,
                     std::chrono::milliseconds quantum = fine);
  static constexpr std::chrono::milliseconds fine{250};

  /// Asks an actor; the answer is there once `run` or `advance` got so far.
  template <class T, class Handle, class... Arguments>
  answer<T> ask(const Handle& whom, Arguments... arguments) {
    auto out = std::make_shared<std::optional<core::result<T>>>();
    auto asker = [out, whom, arguments...](caf::event_based_actor* self) {
      self->request(whom, caf::infinite, arguments...)
          .then([out](const T& value) { *out = value; },
                [out](const caf::error& failure) { *out = from_caf(failure); });
    };
    helpers_.push_back(system_->spawn(asker));
    run();
    return out;
  }

private:
  caf::scheduler::test_coordinator& scheduler();

  outside_world* outside_;
  watched_engine* engine_ = nullptr;  // owned by the store
  std::unique_ptr<storage::store> store_;
  services services_;
  caf::actor_system_config config_;
  std::unique_ptr<caf::actor_system> system_;
  std::unique_ptr<house> house_;
  std::vector<caf::actor> helpers_;
};

/// An install file for the shop and the administration of an outside_world, with all orders since
/// 2025; `update` for a pair that is installed already.
std::string install_text(const outside_world& outside, bool update = false);

/// Installs, and expects that it worked.
void install(server_life& server, bool update = false);

/// Tells the integration something, and expects that it has an answer.
void tell(server_life& server, integration_command::verb verb);

/// One document of the simulated ledger, as a person would find it.
struct booked {
  std::string state;
  std::string total;
  std::string paid;
  std::size_t payments = 0;
  std::string contact;
};
std::multimap<std::string, booked> documents(outside_world& outside);  // by reference

/// Every order of the shop is booked once, to the cent, and paid once; no customer was made twice.
void expect_exact_books(outside_world& outside, server_life& server, std::size_t orders);

}  // namespace boekbrug::actors::test
