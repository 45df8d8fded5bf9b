// One bad shop never slows another, says what is wrong with it, and never leads the server to
// forbidden addresses.

#include "tests/app/server_fixture.hpp"
#include "tests/net/support/certificates.hpp"

#include <algorithm>
#include <mutex>

namespace boekbrug::app::test {
namespace {

using core::errc;

json::object always(json::object rule) {
  return {{"rules", json::array{std::move(rule)}}};
}

class sick_shops : public server_fixture {
protected:
  sick_shops() {
    settings_.net.request_timeout = std::chrono::seconds{1};
    settings_.net.ca_file = authority_.ca_file();
  }
  json::object tls_service(const std::string& name, const net::test::certificate_wish& wish) {
    const auto files = authority_.issue(wish);
    auto service = shop_service(name);
    service["certificate_file"] = files.certificate;
    service["private_key_file"] = files.private_key;
    return service;
  }
  core::integration_id install_shop(const std::string& name) {
    const auto id = installed(install_file(url_of(name), next_administration_++));
    EXPECT_TRUE(wait_until([&] { return schedule(id).first_scan_done; })) << name;
    return id;
  }
  void expect_error(core::integration_id id, errc code, const std::vector<std::string>& causes) {
    const auto cause_named = [&](const std::string& detail) {
      return std::any_of(causes.begin(), causes.end(),
                         [&](const auto& each) { return detail.find(each) != std::string::npos; });
    };
    EXPECT_TRUE(wait_until([&] {
      return schedule(id).last_error == code && schedule(id).failures >= 2;
    })) << "still "
        << core::code_name(schedule(id).last_error) << " " << schedule(id).last_error_detail;
    const auto now = schedule(id);
    EXPECT_EQ(core::code_name(now.last_error), core::code_name(code)) << now.last_error_detail;
    EXPECT_TRUE(cause_named(now.last_error_detail)) << now.last_error_detail;
    EXPECT_EQ(core::name(now.state), "active");
    EXPECT_EQ(items(id).size(), 0U);
  }

  net::test::test_authority authority_;
  std::size_t next_administration_ = 0;
};

TEST_F(sick_shops, leave_a_healthy_one_alone) {
  start_simulators({shop_service("Gezond", plain_orders(3)), shop_service("Html"),
                    shop_service("Afgebroken"), shop_service("Hangt"), shop_service("Onzin"),
                    shop_service("Overbelast"), shop_service("Weg"), tls_service("Certificaat", {}),
                    moneybird_service(8)});
  start_server();
  const auto healthy = install_shop("Gezond");
  const auto html = install_shop("Html");
  const auto truncated = install_shop("Afgebroken");
  const auto hanging = install_shop("Hangt");
  const auto garbage = install_shop("Onzin");
  const auto overloaded = install_shop("Overbelast");
  const auto gone = install_shop("Weg");
  const auto tls = install_shop("Certificaat");
  ASSERT_TRUE(wait_until_sent(healthy, 3)) << unsent(healthy);

  control("Html", "/_sim/faults", always({{"kind", "html"}}));
  control("Afgebroken", "/_sim/faults", always({{"kind", "truncate"}, {"bytes", 1}}));
  control("Hangt", "/_sim/faults", always({{"kind", "delay"}, {"delay_ms", 60'000}}));
  control("Onzin", "/_sim/faults", always({{"kind", "garbage"}}));
  control("Overbelast", "/_sim/faults", always({{"kind", "status"}, {"status", 503}}));
  control("Weg", "/_sim/faults", always({{"kind", "drop_before"}}));
  replace_simulator("Certificaat", tls_service("Certificaat", {.self_signed = true}));

  expect_error(html, errc::shop_answer_unreadable, {"a web page instead of data"});
  expect_error(truncated, errc::shop_unreachable, {"connection_broken"});
  expect_error(hanging, errc::shop_unreachable, {"timed_out"});
  expect_error(garbage, errc::shop_answer_unreadable, {"JSON"});
  expect_error(overloaded, errc::shop_unreachable, {"503"});
  expect_error(gone, errc::shop_unreachable, {"connection_broken"});
  expect_error(tls, errc::shop_unreachable, {"tls_failed"});

  control("Gezond", "/_sim/arrive",
          json::object{{"count", 20}, {"status", "completed"}, {"paid", true}});
  ASSERT_TRUE(wait_until_sent(healthy, 23)) << unsent(healthy);
  EXPECT_EQ(schedule(healthy).last_error, errc{});
  EXPECT_EQ(schedule(healthy).failures, 0U);
  expect_booked_exactly_once({healthy});
}

TEST_F(sick_shops, recover_by_themselves) {
  start_simulators({shop_service("Winkel", plain_orders(3)), moneybird_service()});
  start_server();
  const auto id = install_shop("Winkel");
  ASSERT_TRUE(wait_until_sent(id, 3)) << unsent(id);
  control("Winkel", "/_sim/faults", always({{"kind", "html"}}));
  control("Winkel", "/_sim/arrive",
          json::object{{"count", 3}, {"status", "completed"}, {"paid", true}});
  ASSERT_TRUE(wait_until([&] { return schedule(id).last_error == errc::shop_answer_unreadable; }));
  control("Winkel", "/_sim/faults", json::object{{"rules", json::array{}}});
  ASSERT_TRUE(wait_until_sent(id, 6)) << unsent(id);
  ASSERT_TRUE(wait_until([&] { return schedule(id).last_error == errc{}; }));
  expect_booked_exactly_once({id});
}

TEST_F(sick_shops, with_a_certificate_nobody_vouches_for_are_not_installed) {
  start_simulators({tls_service("Eigen", {.self_signed = true}),
                    tls_service("Ander", {.names = {"ander.test"}}), moneybird_service()});
  start_server();
  for (const auto* name : {"Eigen", "Ander"}) {
    const auto answer = install(install_file(url_of(name)));
    ASSERT_FALSE(answer) << name;
    EXPECT_EQ(core::code_name(answer.error().code), core::code_name(errc::shop_unreachable))
        << answer.error().detail;
    EXPECT_NE(answer.error().detail.find("the certificate of the shop is not valid"),
              std::string::npos)
        << answer.error().detail;
  }
  EXPECT_EQ(integrations(), 0U);
}

/// A server as in production: tenants may not name addresses of the inside.
class forbidden_addresses : public server_fixture {
protected:
  forbidden_addresses() { settings_.net.allow_private_hosts = false; }

  void start_guarded() {
    start_simulators({shop_service("Binnen", plain_orders(3)), moneybird_service()});
    wiring_options options;
    options.observe = [this](const std::string& address, std::uint16_t port) {
      const std::lock_guard lock{mutex_};
      connects_.push_back(address + " " + std::to_string(port));
    };
    options.resolve = [this](const std::string& host) {
      const auto found = names_.find(host);
      return found == names_.end() ? std::vector<std::string>{} : found->second;
    };
    start_server(std::move(options));
  }
  void expect_refused(const std::string& url) {
    const auto answer = install(install_file(url));
    ASSERT_FALSE(answer) << url;
    EXPECT_EQ(core::code_name(answer.error().code), core::code_name(errc::shop_unreachable)) << url;
    EXPECT_NE(answer.error().detail.find("may not be reached"), std::string::npos)
        << url << ": " << answer.error().detail;
    const std::lock_guard lock{mutex_};
    EXPECT_TRUE(connects_.empty()) << url << " made the server connect to " << connects_.front();
    EXPECT_EQ(integrations(), 0U) << url;
  }
  std::string port() const { return url_of("Binnen").substr(url_of("Binnen").rfind(':')); }

  std::map<std::string, std::vector<std::string>> names_;  // filled before start_guarded()
  std::mutex mutex_;
  std::vector<std::string> connects_;
};

TEST_F(forbidden_addresses, behind_a_name_are_never_connected_to) {
  names_ = {{"loopback.test", {"127.0.0.1"}},       {"private.test", {"10.0.0.1"}},
            {"metadata.test", {"169.254.169.254"}}, {"six.test", {"::1"}},
            {"mapped.test", {"::ffff:127.0.0.1"}},  {"both.test", {"8.8.8.8", "127.0.0.1"}}};
  start_guarded();
  for (const auto& [name, addresses] : names_) {
    expect_refused("http://" + name + port());
    expect_refused("https://" + name);
  }
}

TEST_F(forbidden_addresses, typed_as_they_are_are_never_connected_to) {
  start_guarded();
  for (const auto* host :
       {"127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:7f00:1]"}) {
    expect_refused("http://" + std::string(host) + port());
  }
}

// What was allowed at installation is not trusted afterwards: the name now leads inside (DNS
// rebinding).
TEST_F(forbidden_addresses, are_refused_when_a_name_moves_there_later) {
  settings_.net.allow_private_hosts = true;
  names_ = {{"winkel.test", {"127.0.0.1"}}};
  start_guarded();
  const auto id = installed(install_file("http://winkel.test" + port()));
  ASSERT_TRUE(wait_until_sent(id, 3)) << unsent(id);
  stop_server();
  settings_.net.allow_private_hosts = false;
  names_["winkel.test"] = {"169.254.169.254"};
  wiring_options options;
  options.resolve = [this](const std::string& host) { return names_.at(host); };
  options.observe = [this](const std::string& address, std::uint16_t) {
    const std::lock_guard lock{mutex_};
    connects_.push_back(address);
  };
  {
    const std::lock_guard lock{mutex_};
    connects_.clear();
  }
  start_server(std::move(options));
  ASSERT_TRUE(wait_until([&] { return schedule(id).last_error == errc::shop_unreachable; }));
  EXPECT_NE(schedule(id).last_error_detail.find("address_forbidden"), std::string::npos)
      << schedule(id).last_error_detail;
  const std::lock_guard lock{mutex_};
  EXPECT_EQ(std::count(connects_.begin(), connects_.end(), "169.254.169.254"), 0);
}

}  // namespace
}  // namespace boekbrug::app::test
