#pragma once
// The real parts of the server in one process, with simulators on sockets of the loopback.

#include "app/wiring.hpp"
#include "sim/server.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace boekbrug::app::test {

namespace json = boost::json;

/// A woocommerce service for start_simulators().
json::object shop_service(const std::string& name, json::object options = {});
/// So many generated orders that all can be booked; `customers` is the pool of returning ones.
json::object plain_orders(unsigned count, unsigned seed = 1, unsigned customers = 10);
/// A moneybird service with so many administrations; `options` are added to it.
json::object moneybird_service(std::size_t administrations = 1, json::object options = {});
std::string administration_id(std::size_t index);
std::string token_of(std::size_t index);
json::object default_cards();

/// A small install file, to be changed by the test.
json::object install_file(const std::string& shop_url, std::size_t administration = 0,
                          json::object cards = default_cards());

class server_fixture : public testing::Test {
protected:
  server_fixture();
  ~server_fixture() override;

  /// Throws when one does not start. The first moneybird of them is the server's.
  void start_simulators(const json::array& services);
  /// Ends one and starts another in its place, on the same port.
  void replace_simulator(const std::string& name, json::object service);
  const std::string& url_of(const std::string& service) const;
  /// Builds the server on the fixture's folder, or throws.
  void start_server(wiring_options options = {});
  void stop_server();

  core::result<std::string> install(const json::object& file);
  core::result<std::string> install_text(const std::string& text);
  /// Installs and returns the id; throws when it is refused.
  core::integration_id installed(const json::object& file);
  core::result<std::string> command(core::integration_id id, actors::integration_command what);
  /// `boekbrug preview` in JSON; 0 and "" are its defaults.
  core::result<std::string> preview(core::integration_id id, std::uint64_t last = 0,
                                    const std::string& order = {},
                                    const std::string& format = "json");
  /// One line of the admin shell.
  core::result<std::string> shell(const std::string& line);

  /// Looks again and again until it holds; false when it does not in time.
  static bool wait_until(const std::function<bool()>& holds,
                         std::chrono::seconds patience = std::chrono::seconds{30});
  bool wait_until_sent(core::integration_id id, std::size_t count,
                       std::chrono::seconds patience = std::chrono::seconds{30});

  storage::store& store() { return server_->store(); }
  std::size_t count_in(core::integration_id id, core::item_state state);
  std::vector<core::item> items(core::integration_id id);
  std::map<std::string, core::item> items_by_id(core::integration_id id,
                                                core::item_kind kind = core::item_kind::order);
  core::integration_schedule schedule(core::integration_id id);
  std::size_t integrations();
  /// "order 12: needs_action E-BTW ...", one line for each item that is not sent.
  std::string unsent(core::integration_id id);

  /// A question to a simulator's control paths; a body makes it a POST. Throws unless the answer is
  /// 200.
  json::value control(const std::string& service, const std::string& path,
                      const json::value& body = nullptr);
  json::object books(std::size_t administration = 0);
  json::object counters();
  std::map<std::string, json::object> invoices_by_reference(std::size_t administration = 0);
  /// Every item that is sent has one paid invoice of its total, and there is no other invoice.
  void expect_booked_exactly_once(const std::vector<core::integration_id>& ids,
                                  std::size_t administration = 0);

  std::string folder_;
  config::server_settings settings_;  // changed by the test before start_server()

private:
  void write_log_to_folder();

  std::vector<std::unique_ptr<sim::service>> services_;
  std::unique_ptr<net::http_client> client_;
  std::unique_ptr<wiring> server_;
};

/// "-12.5" -> -1250.
core::minor_units cents(const json::value& text);

}  // namespace boekbrug::app::test
