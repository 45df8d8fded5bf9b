#include "storage/records.hpp"
#include "tests/storage/samples.hpp"
#include "tests/storage/store_folder.hpp"

#include <cstdlib>
#include <sstream>

namespace boekbrug::storage {
namespace {

using core::errc;
using testing::below;
using testing::demand;
using testing::for_all_seeds;
using testing::random_source;
using testing::same;
using testing::sample;

template <class T>
class record_codec : public ::testing::Test {};
using record_types =
    ::testing::Types<core::account, core::integration_schedule, core::item, payload, core::attempt,
                     core::run_record, sent_entry, store::cached_lists, limiter_budget, audit_entry,
                     id_counters, contact_record, hook_path_record>;
TYPED_TEST_SUITE(record_codec, record_types);

TYPED_TEST(record_codec, gives_back_every_field) {
  for_all_seeds("round trip", [](random_source& random) {
    const auto value = sample<TypeParam>(random);
    const auto back = decode<TypeParam>(encode(value));
    demand(back.has_value(), back ? "" : back.error().detail);
    demand(same(value, *back), "fields differ");
  });
}

TYPED_TEST(record_codec, gives_back_the_default) {
  const TypeParam value{};
  // An enum without a default (0) is not a value that the store holds; all others have one.
  if (auto back = decode<TypeParam>(encode(value)); back) {
    EXPECT_TRUE(same(value, *back));
  } else {
    EXPECT_EQ(back.error().code, errc::storage_corrupt);
  }
}

TYPED_TEST(record_codec, refuses_every_truncation) {
  for_all_seeds("truncation", [](random_source& random) {
    const std::string bytes = encode(sample<TypeParam>(random));
    const std::size_t length = below(random, bytes.size());
    const auto back = decode<TypeParam>(std::string_view{bytes}.substr(0, length));
    demand(!back && back.error().code == errc::storage_corrupt, "a cut record was read");
  });
}

TYPED_TEST(record_codec, refuses_bytes_left_over) {
  random_source random{5};
  const auto back = decode<TypeParam>(encode(sample<TypeParam>(random)) + '\0');
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, errc::storage_corrupt);
}

TYPED_TEST(record_codec, refuses_a_newer_version) {
  random_source random{6};
  std::string bytes = encode(sample<TypeParam>(random));
  bytes[0] = static_cast<char>(record_version + 1);
  const auto back = decode<TypeParam>(bytes);
  ASSERT_FALSE(back);
  EXPECT_NE(back.error().detail.find("newer version"), std::string::npos);
}

TYPED_TEST(record_codec, survives_hostile_bytes) {
  // What was read must be writable and readable again; anything else must be refused, not crash.
  const auto judge = [](const std::string& bytes) {
    const auto back = decode<TypeParam>(bytes);
    if (back) {
      demand(same(*back, decode<TypeParam>(encode(*back)).value()), "not stable");
    } else {
      demand(back.error().code == errc::storage_corrupt, "wrong code");
    }
  };
  for_all_seeds("hostile bytes", [&](random_source& random) {
    std::string noise = testing::random_text(random, 100);
    noise.insert(noise.begin(), static_cast<char>(record_version));
    judge(noise);
    std::string bytes = encode(sample<TypeParam>(random));
    for (int flips = 0; flips < 20; ++flips) {
      bytes[below(random, bytes.size())] =
          static_cast<char>(static_cast<unsigned char>(random() & 0xffU));
      judge(bytes);
    }
  });
}

TEST(codec, refuses_counts_beyond_the_record) {
  record_writer out;
  out(std::uint64_t{1} << 60U);  // where a vector's count belongs
  const std::string bytes = std::move(out).take();
  const auto back = decode_record<std::vector<std::string>>(bytes, "list");
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, errc::storage_corrupt);
}

TEST(codec, keeps_decimals_beyond_the_range_of_shops) {
  for (const char* text :
       {"0", "-0.000000000000000001", "123456789012345678901234567890.5", "1e-30", "21"}) {
    const core::decimal value{text};
    const auto back = decode_record<core::decimal>(encode_record(value), "decimal");
    ASSERT_TRUE(back) << text;
    EXPECT_EQ(*back, value) << text;
  }
  for (const char* text : {"", "nan", "inf", "1e99999999", "0x10", "1.2.3", "--1", "e5"}) {
    const auto back = decode_record<core::decimal>(encode_record(std::string{text}), "decimal");
    EXPECT_FALSE(back) << text;
  }
}

// A type that got two fields in version 2, one of which needs more than its default.
struct grown {
  std::string name;
  std::uint32_t added = 7;
  std::string greeting;
};
template <class A>
void fields(A& a, field_of<A, grown> v) {
  auto& [name, added, greeting] = v;
  a(name);
  a.since(2, added, greeting);
}
void migrate(const record_reader& from, grown& value) {
  if (from.version() < 2) {
    value.greeting = "hello " + value.name;
  }
}

TEST(codec, reads_records_of_older_versions) {
  const std::string stored = encode_record(grown{"anna", 9, "x"}, 1);
  EXPECT_EQ(stored, std::string("\x01\x04"
                                "anna"));
  const auto old = decode_record<grown>(stored, "grown", 2);
  ASSERT_TRUE(old);
  EXPECT_EQ(old->name, "anna");
  EXPECT_EQ(old->added, 7U);
  EXPECT_EQ(old->greeting, "hello anna");
  const auto current = decode_record<grown>(encode_record(grown{"anna", 9, "x"}, 2), "grown", 2);
  ASSERT_TRUE(current);
  EXPECT_EQ(current->added, 9U);
  EXPECT_EQ(current->greeting, "x");
  // A record of version 2 that was cut off is not taken for one of version 1.
  EXPECT_FALSE(decode_record<grown>(std::string("\x02\x04"
                                                "anna"),
                                    "grown", 2));
}

std::string hex(const std::string& bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4U];
    text += digits[static_cast<unsigned char>(byte) & 15U];
  }
  return text;
}
std::string unhex(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes +=
        static_cast<char>(static_cast<unsigned char>(std::stoul(text.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

/// One stored record per type and version, one per line: version, type, hexadecimal bytes. To add
/// those of a new version, run this test with BOEKBRUG_WRITE_SAMPLES=file and append what it wrote
/// to the data.
class stored_records : public ::testing::Test {
protected:
  template <class T>
  void check(const std::string& name) {
    if (const char* path = std::getenv("BOEKBRUG_WRITE_SAMPLES")) {
      random_source random{42};
      std::ofstream{path, std::ios::app} << int{record_version} << ' ' << name << ' '
                                         << hex(encode(sample<T>(random))) << '\n';
    }
    std::ifstream in{std::string{BOEKBRUG_TEST_DATA} + "/records.txt"};
    bool current_seen = false;
    for (std::string line; std::getline(in, line);) {
      std::istringstream words{line};
      int version = 0;
      std::string type;
      std::string bytes;
      words >> version >> type >> bytes;
      if (type != name) {
        continue;
      }
      const auto value = decode<T>(unhex(bytes));
      ASSERT_TRUE(value) << name << " of version " << version << ": " << value.error().detail;
      if (version == record_version) {
        current_seen = true;
        EXPECT_EQ(hex(encode(*value)), bytes) << name << " changed its form without a new version";
      }
    }
    EXPECT_TRUE(current_seen) << "no stored sample of " << name << " in version "
                              << int{record_version};
  }
};

TEST_F(stored_records, stay_readable) {
  check<core::account>("account");
  check<core::integration_schedule>("schedule");
  check<core::item>("item");
  check<payload>("payload");
  check<core::attempt>("attempt");
  check<core::run_record>("run");
  check<sent_entry>("sent");
  check<store::cached_lists>("lists");
  check<limiter_budget>("budget");
  check<audit_entry>("audit");
  check<id_counters>("ids");
  check<contact_record>("contact");
  check<hook_path_record>("hook_path");
}

}  // namespace
}  // namespace boekbrug::storage
