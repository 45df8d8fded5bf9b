#include "config/key_table.hpp"
#include "config/server_settings.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <unistd.h>

namespace boekbrug::config {
namespace {

using namespace std::chrono_literals;

const std::string file = "boekbrug.toml";

server_settings loaded(std::string_view text) {
  return load_text(text, file).value();
}

std::string problem(std::string_view text) {
  const auto settings = load_text(text, file);
  if (settings) {
    return "accepted";
  }
  EXPECT_EQ(settings.error().code, core::errc::invalid_input);
  return settings.error().detail;
}

bool same(const server_settings& a, const server_settings& b) {
  return std::all_of(key_table().begin(), key_table().end(),
                     [&](const key_row& row) { return row.get(a) == row.get(b); });
}

std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(server_settings, an_empty_file_gives_the_defaults) {
  const auto settings = loaded("");
  EXPECT_TRUE(same(settings, server_settings{}));
  EXPECT_EQ(settings.moneybird.requests_per_window, 150U);
  EXPECT_EQ(settings.moneybird.window, 5min);
  EXPECT_EQ(settings.schedule.poll_interval, 15min);
  EXPECT_FALSE(settings.net.allow_private_hosts);
}

TEST(server_settings, reads_every_kind) {
  const auto settings = loaded(R"(
data_directory = "/srv/boekbrug"
[net]
allow_private_hosts = true
threads = 8
request_timeout = 45
body_limit = "8MiB"
[egress]
addresses = ["192.0.2.1", "2001:db8::1"]
[schedule]
poll_interval = "1h"
[ledgers.moneybird]
client_secret = "geheim"
[storage]
map_size = 1073741824
[admin_shell]
port = 0
[log]
level = "debug"
format = "json"
)");
  EXPECT_EQ(settings.data_directory, "/srv/boekbrug");
  EXPECT_TRUE(settings.net.allow_private_hosts);
  EXPECT_EQ(settings.net.threads, 8U);
  EXPECT_EQ(settings.net.request_timeout, 45s);
  EXPECT_EQ(settings.net.body_limit, 8U << 20U);
  EXPECT_EQ(settings.egress.addresses, (std::vector<std::string>{"192.0.2.1", "2001:db8::1"}));
  EXPECT_EQ(settings.schedule.poll_interval, 1h);
  EXPECT_EQ(settings.moneybird.client_secret.reveal(), "geheim");
  EXPECT_EQ(settings.storage.map_size, 1ULL << 30U);
  EXPECT_EQ(settings.admin_shell.port, 0);
  EXPECT_EQ(settings.log.level, log::level::debug);
  EXPECT_EQ(settings.log.format, log::format::json);
}

TEST(server_settings, names_unknown_keys_and_the_nearest_ones) {
  EXPECT_EQ(problem("\n[net]\ntreads = 4\n"),
            "boekbrug.toml:3: unknown key \"net.treads\"; did you mean \"net.threads\"?");
  EXPECT_EQ(problem("data_dir = \"x\""), "boekbrug.toml:1: unknown key \"data_dir\"");
  EXPECT_EQ(problem("[nett]\n"), "boekbrug.toml:1: unknown section [nett]; did you mean \"net\"?");
  EXPECT_EQ(
      problem("[ledgers.moneybrid]\nclient_id = \"x\"\n"),
      "boekbrug.toml:1: unknown section [ledgers.moneybrid]; did you mean \"ledgers.moneybird\"?");
  EXPECT_EQ(problem("[net]\npoll_interval = 5\n"),
            "boekbrug.toml:2: unknown key \"net.poll_interval\"; did you mean "
            "\"schedule.poll_interval\"?");
  EXPECT_EQ(problem("\"net.threads\" = 3"),
            "boekbrug.toml:1: unknown key \"net.threads\"; did you mean \"net.threads\"?");
}

TEST(server_settings, tells_all_problems_in_the_order_of_the_file) {
  EXPECT_EQ(problem("[schedule]\npoll_interval = \"soon\"\n[net]\nthreads = 0\nfoo = 1\n"),
            "boekbrug.toml:2: schedule.poll_interval: expected a duration such as \"15m\" or a "
            "number of seconds, 5s .. 1d, not \"soon\"\n"
            "boekbrug.toml:4: net.threads: expected a whole number, 1 .. 64 threads, not 0\n"
            "boekbrug.toml:5: unknown key \"net.foo\"");
}

TEST(server_settings, refuses_bad_values) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"data_directory = \"\"", "data_directory: expected a text that is not empty"},
      {"data_directory = 5", "not 5"},
      {"net = 5", "unknown key \"net\""},
      {"[net]\nthreads = \"4\"", "net.threads: expected a whole number"},
      {"[net]\nthreads = 4.5", "net.threads"},
      {"[net]\nthreads = -1", "net.threads"},
      {"[net]\nallow_private_hosts = \"yes\"", "expected true or false, not \"yes\""},
      {"[net]\nbody_limit = \"1KiB\"", "net.body_limit"},
      {"[net]\nbody_limit = \"32MB\"", "net.body_limit"},
      {"[net]\nbody_limit = \"99999999999999999999MiB\"", "net.body_limit"},
      {"[net]\nconnect_timeout = \"2m\"", "net.connect_timeout: at most net.request_timeout (30s)"},
      {"[egress]\naddresses = \"192.0.2.1\"", "expected a list of different IP addresses"},
      {"[egress]\naddresses = [\"192.0.2.256\"]", "expected a list of different IP addresses"},
      {"[egress]\naddresses = [\"2001:db8::1\", \"2001:DB8:0::1\"]",
       "expected a list of different IP addresses"},
      {"[egress]\naddresses = [1]", "expected a list of different IP addresses"},
      {"[schedule]\npoll_interval = \"-5m\"", "schedule.poll_interval"},
      {"[schedule]\npoll_interval = \"5 m\"", "schedule.poll_interval"},
      {"[schedule]\npoll_interval = \"5M\"", "schedule.poll_interval"},
      {"[schedule]\npoll_interval = \"5m\"\njitter = \"6m\"",
       "schedule.jitter: at most schedule.poll_interval (5m)"},
      {"[ledgers.moneybird]\nmargin = 150",
       "ledgers.moneybird.margin: less than requests_per_window (150)"},
      {"[ledgers.moneybird]\nbase_url = \"moneybird.com\"",
       "ledgers.moneybird.base_url: expected an address"},
      {"[ledgers.moneybird]\nbase_url = \"https://moneybird.com/\"", "without a slash at the end"},
      {"[ledgers.moneybird]\noauth_base_url = \"https://\"", "ledgers.moneybird.oauth_base_url"},
      {"[ledgers.moneybird]\nclient_secret = \"a\"\nclient_secret_file = \"b\"",
       "leave one of them out"},
      {"[ledgers.moneybird]\nclient_secret_file = \"/no/such/file\"", "cannot be read or is empty"},
      {"[storage]\nmap_size = \"2TiB\"\nmap_size_max = \"1TiB\"",
       "storage.map_size: at most storage.map_size_max (1TiB)"},
      {"[admin_shell]\nport = 65536", "admin_shell.port"},
      {"[log]\nlevel = \"loud\"",
       "expected one of trace | debug | info | warning | error | off, not \"loud\""},
      {"[log]\nlevel = [\"info\"]", "not this list"},
      {"[log]\nlevel = \"info\"\nlevel = \"debug\"", "boekbrug.toml:3"},
      {"[net\n", "boekbrug.toml:1"},
      {"= 5", "boekbrug.toml:1"},
  };
  for (const auto& [text, expected] : table) {
    EXPECT_NE(problem(text).find(expected), std::string::npos) << text << "\n-> " << problem(text);
  }
}

TEST(server_settings, letters_beyond_ascii_only_in_texts_and_comments) {
  EXPECT_EQ(
      loaded("\xEF\xBB\xBF# caf\xC3\xA9 \"\ndata_directory = \"/srv/caf\xC3\xA9\" # \xC3\xA9\n")
          .data_directory,
      "/srv/caf\xC3\xA9");
  EXPECT_EQ(loaded("data_directory = '/srv/\\' # '\xC3\xA9\n").data_directory, "/srv/\\");
  const std::string told = ": a letter beyond ASCII outside a text in quotes";
  EXPECT_EQ(problem("\n\xC2\xA1 = 1"), "boekbrug.toml:2" + told);
  EXPECT_EQ(problem("[net]\nthreads = 4\xC2\xA0"), "boekbrug.toml:2" + told);
  EXPECT_EQ(problem("data_directory = \"\\\"\" \xC2\xA1"), "boekbrug.toml:1" + told);
  EXPECT_EQ(problem("data_directory = \"\"\"a\"\\\n \xC2\xA1\"\"\""), "boekbrug.toml:2" + told);
  EXPECT_EQ(problem("data_directory = \"\"\"\\\n \xC2\xA1\"\"\""), "boekbrug.toml:2" + told);
}

TEST(server_settings, a_wrong_secret_is_not_shown) {
  EXPECT_EQ(problem("[ledgers.moneybird]\nclient_secret = 12345678\n").find("1234"),
            std::string::npos);
}

TEST(server_settings, the_spread_follows_a_shorter_interval) {
  EXPECT_EQ(loaded("[schedule]\npoll_interval = \"1m\"\n").schedule.jitter, 60s);
}

TEST(server_settings, reads_the_secret_from_its_file) {
  const auto path =
      std::filesystem::temp_directory_path() / ("boekbrug_secret_" + std::to_string(getpid()));
  std::ofstream{path} << "s3cret \nsecond line\n";
  const auto settings =
      loaded("[ledgers.moneybird]\nclient_secret_file = \"" + path.string() + "\"\n");
  EXPECT_EQ(settings.moneybird.client_secret.reveal(), "s3cret");
  std::filesystem::remove(path);
}

TEST(server_settings, loads_files) {
  const auto missing = load("/no/such/file.toml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().detail, "/no/such/file.toml: cannot be opened");
  EXPECT_FALSE(load(std::filesystem::temp_directory_path().string())) << "a folder";
  EXPECT_TRUE(
      same(load(BOEKBRUG_SOURCE_DIR "/config/boekbrug.example.toml").value(), server_settings{}));
}

TEST(server_settings, the_shipped_file_is_what_the_table_says) {
  const std::string path = BOEKBRUG_SOURCE_DIR "/config/boekbrug.example.toml";
  if (std::getenv("BOEKBRUG_WRITE_EXAMPLE") != nullptr) {
    std::ofstream{path, std::ios::binary} << render_example();
  }
  EXPECT_EQ(read_file(path), render_example());
}

TEST(server_settings, reads_the_web_side) {
  const auto settings = loaded(
      "[web]\nport = 8080\npublic_url = \"https://sync.example.nl\"\n"
      "[shops.ccvshop]\napp_id = \"12\"\napp_secret = \"s3cret\"\n");
  EXPECT_EQ(settings.web.address, "127.0.0.1");
  EXPECT_EQ(settings.web.port, 8080);
  EXPECT_EQ(settings.web.public_url, "https://sync.example.nl");
  EXPECT_EQ(settings.ccvshop.app_id, "12");
  EXPECT_EQ(settings.ccvshop.app_secret.reveal(), "s3cret");
  EXPECT_EQ(render_settings(settings).find("s3cret"), std::string::npos);
  EXPECT_EQ(loaded("").web.port, 0) << "off unless it is asked for";
  EXPECT_NE(problem("[web]\npublic_url = \"https://sync.example.nl/\"\n").find("web.public_url"),
            std::string::npos);
  EXPECT_NE(problem("[web]\naddress = \"localhost\"\n").find("web.address"), std::string::npos);
}

TEST(server_settings, shows_no_secret) {
  auto settings = loaded("[ledgers.moneybird]\nclient_secret = \"s3cret\"\n");
  const auto shown = render_settings(settings);
  EXPECT_EQ(shown.find("s3cret"), std::string::npos);
  EXPECT_NE(shown.find("ledgers.moneybird.client_secret = (set)\n"), std::string::npos);
  EXPECT_NE(render_settings({}).find("ledgers.moneybird.client_secret = (not set)\n"),
            std::string::npos);
  EXPECT_NE(shown.find("net.body_limit = \"32MiB\"\n"), std::string::npos);
  EXPECT_NE(shown.find("schedule.poll_interval = \"15m\"\n"), std::string::npos);
}

TEST(server_settings, explains_every_key) {
  const auto keys = render_keys();
  std::set<std::string> names;
  for (const auto& row : key_table()) {
    EXPECT_TRUE(names.insert(row.full_name()).second) << row.full_name() << " twice";
    EXPECT_NE(keys.find(row.full_name() + " = "), std::string::npos);
    EXPECT_FALSE(row.description.empty());
    const auto value = row.get({});
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      EXPECT_GE(*number, row.min) << row.full_name();
      EXPECT_LE(*number, row.max) << row.full_name();
    }
    EXPECT_TRUE(
        std::any_of(section_table().begin(), section_table().end(),
                    [&](const section_row& section) { return section.name == row.section; }));
  }
}

TEST(units, durations_and_sizes) {
  EXPECT_EQ(parse_seconds("15m"), 900);
  EXPECT_EQ(parse_seconds("0s"), 0);
  EXPECT_EQ(parse_seconds("7d"), 604'800);
  EXPECT_EQ(render_seconds(900), "15m");
  EXPECT_EQ(render_seconds(901), "901s");
  EXPECT_EQ(render_seconds(0), "0s");
  EXPECT_EQ(render_bytes(32 << 20), "32MiB");
  EXPECT_EQ(render_bytes(33), "33B");
  for (const std::string_view text :
       {"", "m", "15", "15min", "1.5h", "9999999999999999999d", "106751991167301d", "+5m"}) {
    EXPECT_EQ(parse_seconds(text), std::nullopt) << text;
    EXPECT_EQ(parse_bytes(text), std::nullopt) << text;
  }
}

RC_GTEST_PROP(units_property, parse_of_render_is_the_value, ()) {
  const auto value = *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 50U);
  RC_ASSERT(parse_seconds(render_seconds(value)) == value);
  RC_ASSERT(parse_bytes(render_bytes(value)) == value);
}

RC_GTEST_PROP(server_settings_property, parse_of_the_rendered_settings, ()) {
  // Any settings within their ranges, written as the table writes them, are read back unchanged.
  server_settings settings;
  for (const auto& row : key_table()) {
    auto value = row.get(settings);
    if (auto* number = std::get_if<std::int64_t>(&value)) {
      *number = *rc::gen::inRange(row.min, row.max);
    } else if (auto* flag = std::get_if<bool>(&value)) {
      *flag = *rc::gen::arbitrary<bool>();
    } else if (row.kind == key_kind::choice) {
      value = std::string{*rc::gen::elementOf(row.choices)};
    } else if (row.name == "client_secret" || row.name == "ca_file") {
      value = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    }
    row.set(settings, value);
  }
  // What the keys say of each other.
  settings.schedule.jitter = std::min(settings.schedule.jitter, settings.schedule.poll_interval);
  settings.net.connect_timeout =
      std::min(settings.net.connect_timeout, settings.net.request_timeout);
  settings.moneybird.margin %= settings.moneybird.requests_per_window;
  settings.storage.map_size = std::min(settings.storage.map_size, settings.storage.map_size_max);
  std::string text;
  std::string_view section;
  for (const auto& row : key_table()) {
    if (row.section != section) {
      section = row.section;
      text += '[' + std::string{section} + "]\n";
    }
    text += std::string{row.name} + " = " + render_value(row, row.get(settings)) + '\n';
  }
  const auto read = load_text(text, file);
  RC_ASSERT(read.has_value());
  RC_ASSERT(same(*read, settings));
}

RC_GTEST_PROP(server_settings_property, survives_any_text, (std::string text)) {
  static_cast<void>(load_text(text, file));
  static_cast<void>(load_text("[net]\nthreads = " + text, file));
  static_cast<void>(load_text("data_directory = \"" + text, file));
  static_cast<void>(load_text("data_directory = \"\"\"" + text, file));
  RC_SUCCEED("no crash");
}

}  // namespace
}  // namespace boekbrug::config
