#include "storage/sealer.hpp"

#include "tests/storage/property.hpp"
#include "tests/storage/samples.hpp"
#include "tests/storage/store_folder.hpp"

#include <sys/stat.h>

namespace boekbrug::storage {
namespace {

using core::errc;
using core::secret;
using testing::demand;
using testing::for_all_seeds;
using testing::random_source;
using testing::scratch_folder;

sealer::key key_of(std::uint8_t filler) {
  sealer::key key;
  key.fill(filler);
  return key;
}

void write_file(const std::string& path, const std::string& text, mode_t mode) {
  std::ofstream{path, std::ios::binary} << text;
  ::chmod(path.c_str(), mode);
}

TEST(sealer, opens_what_it_sealed) {
  for_all_seeds("seal and open", [](random_source& random) {
    const sealer seal{key_of(1)};
    const std::string text = testing::random_text(random);
    const std::string context = testing::random_text(random);
    const std::string sealed = seal.seal(secret{text}, context);
    const auto opened = seal.open(sealed, context);
    demand(opened && opened->reveal() == text, "does not open");
    demand(text.size() < 8 || sealed.find(text) == std::string::npos, "shows its text");
  });
}

TEST(sealer, never_seals_twice_alike) {
  const sealer seal{key_of(1)};
  EXPECT_NE(seal.seal(secret{"same"}, "c"), seal.seal(secret{"same"}, "c"));
}

TEST(sealer, refuses_another_key_a_change_and_another_place) {
  const sealer seal{key_of(1)};
  const std::string sealed = seal.seal(secret{"token"}, "integrations:1");
  const auto refused = [&](const sealer& by, const std::string& text, std::string_view context) {
    const auto opened = by.open(text, context);
    return !opened && opened.error().code == errc::storage_corrupt;
  };
  EXPECT_TRUE(refused(sealer{key_of(2)}, sealed, "integrations:1"));
  EXPECT_TRUE(refused(seal, sealed, "integrations:2"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_TRUE(refused(seal, changed, "integrations:1")) << i;
    EXPECT_TRUE(refused(seal, sealed.substr(0, i), "integrations:1")) << i;
  }
  EXPECT_TRUE(refused(seal, sealed + "x", "integrations:1"));
}

TEST(sealer, makes_a_key_file_and_reads_it_again) {
  const scratch_folder folder;
  const std::string path = folder / "master.key";
  const auto missing = sealer::from_file(path, false);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, errc::not_found);
  const auto made = sealer::from_file(path, true);
  ASSERT_TRUE(made) << made.error().detail;
  struct stat facts {};
  ASSERT_EQ(::stat(path.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  EXPECT_EQ(testing::read_whole(path).size(), 65U);
  // Nothing else is left behind.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder.path()}, {}), 1);
  const auto again = sealer::from_file(path, true);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->open(made->seal(secret{"t"}, "c"), "c")->reveal(), "t");
}

TEST(sealer, refuses_bad_key_files) {
  const scratch_folder folder;
  const std::string good(64, 'a');
  const auto code_for = [&](const std::string& text, mode_t mode) {
    const std::string path = folder / "key";
    write_file(path, text, mode);
    const auto read = sealer::from_file(path, true);
    return read ? errc{} : read.error().code;
  };
  EXPECT_EQ(code_for(good + "\n", 0600), errc{});
  EXPECT_EQ(code_for(good, 0400), errc{});
  std::filesystem::remove(folder / "key");
  EXPECT_EQ(code_for(good + "\n", 0640), errc::invalid_input);
  EXPECT_EQ(code_for(good + "\n", 0604), errc::invalid_input);
  EXPECT_EQ(code_for("", 0600), errc::invalid_input);
  EXPECT_EQ(code_for(good + "a\n", 0600), errc::invalid_input);
  EXPECT_EQ(code_for(good.substr(1) + "\n", 0600), errc::invalid_input);
  EXPECT_EQ(code_for(good.substr(1) + "g\n", 0600), errc::invalid_input);
  EXPECT_EQ(code_for(good + "\n\n", 0600), errc::invalid_input);
  const auto of_folder = sealer::from_file(folder.path(), true);
  ASSERT_FALSE(of_folder);
  EXPECT_EQ(of_folder.error().code, errc::invalid_input);
  EXPECT_EQ(sealer::from_file(folder / "none/key", true).error().code, errc::storage_failed);
}

}  // namespace
}  // namespace boekbrug::storage
