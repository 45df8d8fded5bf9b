// Secrets of records: sealed in the files, bound to their place and their key.
#include "storage/keys.hpp"
#include "storage/records.hpp"
#include "tests/storage/samples.hpp"
#include "tests/storage/store_folder.hpp"

namespace boekbrug::storage {
namespace {

using core::errc;
using testing::demand;
using testing::random_source;
using testing::sample;

sealer sealer_of(std::uint8_t filler) {
  sealer::key key;
  key.fill(filler);
  return sealer{key};
}

TEST(secrets, records_with_secrets_give_back_every_field) {
  testing::for_all_seeds("sealed round trip", [](random_source& random) {
    const sealer seal = sealer_of(1);
    const auto installed = sample<core::integration>(random);
    const auto key = keys::of(installed.id);
    const auto back = decode_integration(encode_sealed(installed, seal, key), seal, key);
    demand(back && testing::same(installed, *back), "integration differs");
    const auto connected = sample<core::ledger_account_connection>(random);
    const auto connection_key = keys::of(connected.id);
    const auto connection =
        decode_connection(encode_sealed(connected, seal, connection_key), seal, connection_key);
    demand(connection && testing::same(connected, *connection), "connection differs");
    const auto app = sample<app_install>(random);
    const auto app_key = keys::app_install(app.api_public);
    const auto install = decode_app_install(encode_sealed(app, seal, app_key), seal, app_key);
    demand(install && testing::same(app, *install), "app install differs");
  });
}

TEST(secrets, sealed_records_refuse_truncation_and_changes) {
  testing::for_all_seeds("sealed hostile", [](random_source& random) {
    const sealer seal = sealer_of(1);
    const std::string good = encode_sealed(sample<core::integration>(random), seal, "k");
    const auto cut = decode_integration(
        std::string_view{good}.substr(0, testing::below(random, good.size())), seal, "k");
    demand(!cut && cut.error().code == errc::storage_corrupt, "a cut record was read");
    std::string changed = good;
    changed[testing::below(random, changed.size())] ^=
        static_cast<char>(1 + testing::below(random, 255));
    const auto read = decode_integration(changed, seal, "k");
    demand(read || read.error().code == errc::storage_corrupt, "wrong code");
  });
}

class secrets_in_store : public ::testing::Test {
protected:
  std::unique_ptr<store> open(std::uint8_t master) {
    return std::make_unique<store>(testing::open_or_fail(testing::small_store(folder_ / "store")),
                                   sealer_of(master));
  }
  static core::integration installed(std::uint64_t id) {
    core::integration value;
    value.id = core::integration_id{id};
    value.name = "open text of the integration";
    value.shop.kind = "woocommerce";
    value.shop.key = core::secret{"ck_very_secret_consumer_key"};
    value.shop.key_secret = core::secret{"cs_very_secret_consumer_secret"};
    value.shop.options["token"] = "option_that_may_be_secret";
    return value;
  }
  static core::ledger_account_connection connected(std::uint64_t id) {
    core::ledger_account_connection value;
    value.id = core::connection_id{id};
    value.kind = "moneybird";
    value.access_token = core::secret{"access_token_very_secret"};
    value.refresh_token = core::secret{"refresh_token_very_secret"};
    return value;
  }
  bool on_disk(const std::string& text) const {
    bool found = false;
    for (const auto& file : std::filesystem::recursive_directory_iterator{folder_.path()}) {
      found = found || (file.is_regular_file() &&
                        testing::read_whole(file.path().string()).find(text) != std::string::npos);
    }
    return found;
  }
  testing::scratch_folder folder_;
};

TEST_F(secrets_in_store, never_reach_the_files) {
  auto kept = open(1);
  for (std::uint64_t id = 1; id <= 20; ++id) {
    auto batch = kept->batch();
    batch.put(installed(id));
    batch.put(connected(id));
    ASSERT_TRUE(kept->commit_now(std::move(batch)));
  }
  ASSERT_TRUE(kept->backup(folder_ / "copy"));
  kept.reset();
  EXPECT_TRUE(on_disk("open text of the integration")) << "the search itself works";
  for (const char* text : {"ck_very_secret", "cs_very_secret", "option_that_may",
                           "access_token_very", "refresh_token_very"}) {
    EXPECT_FALSE(on_disk(text)) << text;
  }
  kept = open(1);
  EXPECT_TRUE(testing::same(*kept->integration(core::integration_id{3}).value(), installed(3)));
  EXPECT_TRUE(testing::same(*kept->connection(core::connection_id{3}).value(), connected(3)));
}

TEST_F(secrets_in_store, do_not_open_under_another_master_key) {
  auto kept = open(1);
  auto batch = kept->batch();
  batch.put(installed(1));
  batch.put(connected(1));
  ASSERT_TRUE(kept->commit_now(std::move(batch)));
  kept.reset();
  kept = open(2);
  EXPECT_EQ(kept->integration(core::integration_id{1}).error().code, errc::storage_corrupt);
  EXPECT_EQ(kept->connection(core::connection_id{1}).error().code, errc::storage_corrupt);
  EXPECT_EQ(kept->connections().error().code, errc::storage_corrupt);
  EXPECT_EQ(kept->each_integration([](const auto&) { return true; }).error().code,
            errc::storage_corrupt);
}

TEST_F(secrets_in_store, do_not_open_in_another_record_or_table) {
  const sealer seal = sealer_of(1);
  const std::string key = keys::of(core::integration_id{1});
  const std::string other = keys::of(core::integration_id{2});
  const std::string record = encode_sealed(installed(1), seal, key);
  EXPECT_TRUE(decode_integration(record, seal, key));
  EXPECT_EQ(decode_integration(record, seal, other).error().code, errc::storage_corrupt);

  auto raw = make_memory_engine();
  ASSERT_TRUE(testing::commit_now(*raw, {testing::put(table::integrations, other, record),
                                         testing::put(table::connections, key, record)}));
  const store moved{std::move(raw), seal};
  EXPECT_EQ(moved.integration(core::integration_id{2}).error().code, errc::storage_corrupt);
  EXPECT_EQ(moved.connection(core::connection_id{1}).error().code, errc::storage_corrupt);
}

}  // namespace
}  // namespace boekbrug::storage
