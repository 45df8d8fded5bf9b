#include "tests/tidy/levels.hpp"

#include <gtest/gtest.h>

namespace boekbrug::tidy {
namespace {

/// "" when the include is allowed, else the rule.
std::string verdict(const std::string& file, const std::string& header) {
  const auto found = check_includes(read_source(file, "\n#include " + header + "\n"));
  if (found.empty()) {
    return {};
  }
  EXPECT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().path, file);
  EXPECT_EQ(found.front().line, 2U);
  return found.front().rule;
}

void allowed(const std::string& file, const std::string& header) {
  EXPECT_EQ(verdict(file, header), "") << file << " includes " << header;
}

void refused(const std::string& file, const std::string& header, const std::string& why) {
  EXPECT_NE(verdict(file, header).find(why), std::string::npos)
      << file << " includes " << header << ": '" << verdict(file, header) << "'";
}

TEST(tidy_levels, includes_point_down) {
  allowed("src/core/sync/judge.cpp", "\"core/base/money.hpp\"");
  allowed("config/server_settings.hpp", "\"log/log.hpp\"");
  allowed("storage/store.cpp", "\"log/log.hpp\"");
  allowed("src/net/http_client.cpp", "\"core/http/http_message.hpp\"");
  allowed("actors/house.cpp", "\"storage/store.hpp\"");
  allowed("actors/house.cpp", "\"config/install_file.hpp\"");
  allowed("web/pages.cpp", "\"actors/interfaces.hpp\"");
  allowed("src/app/wiring.cpp", "\"net/http_client.hpp\"");
  allowed("src/app/wiring.cpp", "\"adapters/registry.hpp\"");

  refused("src/core/sync/judge.cpp", "\"storage/store.hpp\"", "level 0 may not include level 1");
  refused("src/core/sync/judge.cpp", "\"log/log.hpp\"", "sideways");
  refused("src/log/log.cpp", "\"core/base/secret.hpp\"", "sideways");
  refused("storage/store.cpp", "\"actors/errors.hpp\"", "level 1 may not include level 2");
  refused("storage/store.cpp", "\"config/server_settings.hpp\"", "sideways");
  refused("src/net/http_client.cpp", "\"storage/store.hpp\"", "sideways");
  refused("actors/house.cpp", "\"web/pages.hpp\"", "level 2 may not include level 3");
  refused("actors/house.cpp", "\"sim/simulator.hpp\"", "sideways");
  refused("web/pages.cpp", "\"app/wiring.hpp\"", "level 3 may not include level 4");
  refused("src/app/main.cpp", "\"demo/world.hpp\"", "sideways");
}

TEST(tidy_levels, adapters_know_core_and_themselves) {
  allowed("adapters/shops/woocommerce/scan.cpp", "\"core/ports/shop_adapter.hpp\"");
  allowed("adapters/shops/woocommerce/scan.cpp", "\"adapters/shops/woocommerce/json.hpp\"");
  allowed("adapters/shops/woocommerce/scan.cpp", "<boost/json.hpp>");
  allowed("adapters/shops/woocommerce/text.hpp", "\"adapters/shared/html_text.hpp\"");
  allowed("adapters/registry.cpp", "\"adapters/ledgers/moneybird/moneybird.hpp\"");

  const std::string why = "core and its own folder only";
  refused("adapters/shops/woocommerce/scan.cpp", "\"adapters/shops/magento/json.hpp\"", why);
  refused("adapters/shops/woocommerce/scan.cpp", "\"adapters/registry.hpp\"", why);
  refused("adapters/ledgers/moneybird/lists.cpp", "\"adapters/shops/woocommerce/json.hpp\"", why);
  refused("adapters/ledgers/moneybird/lists.cpp", "\"log/log.hpp\"", why);
  refused("adapters/ledgers/moneybird/lists.cpp", "\"net/http_client.hpp\"", why);
}

TEST(tidy_levels, simulators_share_no_code_with_adapters) {
  allowed("sim/server.cpp", "\"net/http_server.hpp\"");
  allowed("sim/woocommerce/books.cpp", "\"core/base/money.hpp\"");
  allowed("sim/woocommerce/books.cpp", "\"sim/woocommerce/shop_state.hpp\"");
  refused("sim/woocommerce/books.cpp", "\"adapters/shops/woocommerce/json.hpp\"",
          "core and net only");
  refused("sim/server.cpp", "\"log/log.hpp\"", "core and net only");
  refused("sim/server.cpp", "\"storage/store.hpp\"", "core and net only");
  refused("sim/server.cpp", "\"actors/house.hpp\"", "core and net only");
}

TEST(tidy_levels, nobody_includes_tests) {
  refused("src/core/a.cpp", "\"tests/core/samples.hpp\"", "nobody includes tests/");
  refused("src/app/main.cpp", "\"bench/load.hpp\"", "nobody includes tests/");
  allowed("tests/net/url_test.cpp", "\"tests/net/support/raw_peer.hpp\"");
  refused("src/core/a.cpp", "\"../../storage/store.hpp\"", "without '..'");
  refused("tests/net/url_test.cpp", "\"../storage/samples.hpp\"", "without '..'");
}

TEST(tidy_levels, private_folders_are_private) {
  allowed("src/net/http_client.cpp", "\"net/impl/url.hpp\"");
  allowed("src/net/impl/url.cpp", "\"net/impl/url.hpp\"");
  allowed("tests/net/url_test.cpp", "\"net/impl/url.hpp\"");
  allowed("storage/records.cpp", "\"storage/impl/fields.hpp\"");
  allowed("config/cards_json.cpp", "\"config/detail/cards.hpp\"");
  refused("src/app/wiring.cpp", "\"net/impl/url.hpp\"", "impl/ is private to src/net/");
  refused("actors/house.cpp", "\"storage/impl/fields.hpp\"", "impl/ is private to storage/");
  refused("actors/installer.cpp", "\"config/detail/cards.hpp\"", "detail/ is private to config/");
  refused("tests/sim/server_test.cpp", "\"net/impl/url.hpp\"", "impl/ is private to src/net/");
}

TEST(tidy_levels, libraries_have_their_folder) {
  allowed("actors/messages.hpp", "<caf/all.hpp>");
  allowed("web/pages.cpp", "<caf/all.hpp>");
  allowed("src/app/wiring.cpp", "<caf/io/all.hpp>");
  allowed("src/demo/main.cpp", "<caf/all.hpp>");
  allowed("tests/actors/fixture.hpp", "<caf/all.hpp>");
  allowed("tests/app/wiring_test.cpp", "<caf/all.hpp>");
  allowed("tests/storage/lmdb_open_test.cpp", "<lmdb.h>");
  allowed("tests/net/support/raw_peer.cpp", "<boost/asio.hpp>");
  refused("storage/store.cpp", "<caf/all.hpp>", "<caf/> is for actors/");
  refused("src/core/a.hpp", "<caf/fwd.hpp>", "<caf/> is for actors/");
  refused("tests/core/a_test.cpp", "<caf/all.hpp>", "<caf/> is for actors/");
  refused("actors/house.cpp", "<lmdb.h>", "is for storage/ only");
  refused("actors/house.cpp", "\"lmdb.h\"", "is for storage/ only");
  refused("config/secrets.cpp", "<sodium.h>", "is for storage/ only");
  refused("actors/house.cpp", "<spdlog/spdlog.h>", "is for src/log/ only");
  refused("actors/http_gateway.cpp", "<boost/asio.hpp>", "is for src/net/ only");
  refused("sim/server.cpp", "<boost/beast/http.hpp>", "is for src/net/ only");
  refused("src/app/main.cpp", "<toml++/toml.h>", "is for config/ only");
  refused("src/core/time/time_zone.cpp", "<date/tz.h>", "is for config/ only");
}

TEST(tidy_levels, core_is_pure) {
  allowed("src/core/base/decimal.hpp", "<boost/multiprecision/cpp_dec_float.hpp>");
  allowed("src/core/base/result.hpp", "<boost/system/result.hpp>");
  allowed("src/core/sync/judge.cpp", "<algorithm>");
  for (const auto* header : {"<thread>", "<mutex>", "<fstream>", "<iostream>", "<random>",
                             "<unistd.h>", "<sys/socket.h>", "<boost/json.hpp>", "<ctime>"}) {
    refused("src/core/sync/judge.cpp", header, "core is pure");
    allowed("tests/core/judge_test.cpp", header);
  }
  allowed("storage/store.cpp", "<mutex>");
}

TEST(tidy_levels, knows_its_folders) {
  EXPECT_TRUE(has_level("src/core/a.cpp"));
  EXPECT_TRUE(has_level("tests/core/a.cpp"));
  EXPECT_TRUE(has_level("bench/a.cpp"));
  EXPECT_FALSE(has_level("src/util/a.cpp"));
  EXPECT_FALSE(has_level("helpers/a.cpp"));
}

TEST(tidy_levels, names_file_line_and_rule) {
  EXPECT_EQ(to_text({"a/b.cpp", 12, "a tab"}), "a/b.cpp:12: a tab");
}

}  // namespace
}  // namespace boekbrug::tidy
