#pragma once
// Puts simulators behind real sockets, and starts a set of them from one JSON text.

#include "sim/faults.hpp"
#include "sim/simulator.hpp"

#include "net/http_server.hpp"

#include <boost/json/object.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim {

/// One simulated service that listens. The clock on the wall drives it; requests are served one at
/// a time.
class service {
public:
  static core::result<std::unique_ptr<service>> start(std::string kind, std::string name,
                                                      std::unique_ptr<simulator> front,
                                                      const net::server_options& options);
  ~service();
  service(const service&) = delete;
  service& operator=(const service&) = delete;
  /// "https://127.0.0.1:8443"
  const std::string& url() const noexcept { return url_; }
  const std::string& kind() const noexcept { return kind_; }
  const std::string& name() const noexcept { return name_; }
  boost::json::object description() const;

private:
  struct shared_front;
  service(std::string kind, std::string name, std::unique_ptr<shared_front> front);
  std::string kind_, name_, url_;
  std::unique_ptr<shared_front> front_;
  std::unique_ptr<net::http_server> server_;  // last: stops before the front goes
};

/// `kind` is woocommerce or moneybird. errc::invalid_input names the option that cannot be used.
core::result<std::unique_ptr<simulator>> make_simulator(std::string_view kind,
                                                        const boost::json::object& options,
                                                        core::time_point now);

/// Starts every service of {"services": [...]}, or none: the first one that cannot start is named.
core::result<std::vector<std::unique_ptr<service>>> start_services(std::string_view config_text);

core::time_point wall_clock_now() noexcept;

}  // namespace boekbrug::sim
