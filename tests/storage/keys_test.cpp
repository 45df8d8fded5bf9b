#include "storage/keys.hpp"

#include "storage/store.hpp"
#include "tests/storage/samples.hpp"

#include <tuple>

namespace boekbrug::storage {
namespace {

using testing::below;
using testing::demand;
using testing::for_all_seeds;
using testing::random_source;

core::time_point at(std::int64_t ms) {
  return core::time_point{std::chrono::milliseconds{ms}};
}

/// Close together, so that equal parts and near misses are common; without texts that go in as
/// hashes.
std::string near_text(random_source& random) {
  std::string text(below(random, 4), ' ');
  for (char& letter : text) {
    letter = std::string_view{"\0\1a\x7f\xfe", 5}[below(random, 5)];
  }
  return text;
}
std::int64_t near_time(random_source& random) {
  constexpr std::int64_t times[]{
      std::numeric_limits<std::int64_t>::min(), -1, 0, 1, 255, 256, 1'700'000'000'000,
      std::numeric_limits<std::int64_t>::max()};
  return times[below(random, std::size(times))];
}

using index_tuple = std::tuple<std::uint64_t, int, std::int64_t, std::int64_t, int, std::string>;
index_tuple near_index(random_source& random) {
  constexpr std::uint64_t ids[]{0, 1, 255, 256, ~0ULL};
  return {ids[below(random, 5)], 1 + static_cast<int>(below(random, 5)), near_time(random),
          near_time(random),     1 + static_cast<int>(below(random, 2)), near_text(random)};
}
std::string index_key(const index_tuple& t) {
  return keys::index(core::integration_id{std::get<0>(t)},
                     static_cast<core::item_state>(std::get<1>(t)), at(std::get<2>(t)),
                     at(std::get<3>(t)),
                     {static_cast<core::item_kind>(std::get<4>(t)), std::get<5>(t)});
}

TEST(keys, order_of_index_keys_is_order_of_values) {
  for_all_seeds("index order", [](random_source& random) {
    const auto a = near_index(random);
    const auto b = near_index(random);
    demand((a <=> b) == (index_key(a).compare(index_key(b)) <=> 0), "order differs");
  });
}

TEST(keys, order_of_item_and_attempt_keys_is_order_of_values) {
  for_all_seeds("item order", [](random_source& random) {
    const auto make = [&] {
      return std::tuple{below(random, 3), 1 + static_cast<int>(below(random, 2)),
                        near_text(random)};
    };
    const auto a = make();
    const auto b = make();
    const auto key = [](const auto& t, auto function) {
      return function(core::integration_id{std::get<0>(t)},
                      core::item_key{static_cast<core::item_kind>(std::get<1>(t)), std::get<2>(t)});
    };
    demand((a <=> b) == (key(a, keys::item).compare(key(b, keys::item)) <=> 0),
           "item order differs");
    demand((a <=> b) == (key(a, keys::attempts).compare(key(b, keys::attempts)) <=> 0),
           "attempt order differs");
    demand(a == b || !key(a, keys::attempts).starts_with(key(b, keys::attempts)),
           "attempts of one item would show those of another");
  });
}

TEST(keys, index_keys_can_be_read) {
  for_all_seeds("read index", [](random_source& random) {
    const auto t = near_index(random);
    const auto parts = keys::read_index(index_key(t));
    demand(parts.has_value(), "unreadable");
    const index_tuple back{core::number(parts->integration),
                           static_cast<int>(parts->state),
                           parts->next_attempt_at.time_since_epoch().count(),
                           parts->placed.time_since_epoch().count(),
                           static_cast<int>(parts->key.kind),
                           parts->key.id};
    demand(back == t && !parts->id_hashed, "parts differ");
  });
  EXPECT_FALSE(keys::read_index("short"));
  EXPECT_FALSE(keys::read_index(std::string(40, '\0')));
}

TEST(keys, long_texts_fit_and_stay_apart) {
  const std::string longest(keys::text_bytes_max, '\0');
  const std::string endless(100'000, 'x');
  const core::integration_id id{7};
  for (const std::string& text : {longest, endless, std::string{"\xff", 1}, std::string{}}) {
    const core::item_key key{core::item_kind::credit, text};
    for (const std::string& made :
         {keys::item(id, key), keys::index(id, core::item_state::sent, at(1), at(2), key),
          keys::attempts(id, key) + "12345678", keys::sent({text, text, key}), keys::budget(text),
          keys::contact(core::connection_id{1}, text)}) {
      EXPECT_FALSE(made.empty());
      EXPECT_LE(made.size(), keys::bytes_max);
    }
  }
  const auto key_of = [&](const std::string& text) {
    return keys::item(id, {core::item_kind::order, text});
  };
  EXPECT_NE(key_of(endless), key_of(endless + "y"));
  // A short text that looks like a hashed one gets a hash itself.
  EXPECT_NE(key_of(endless), key_of(key_of(endless).substr(9)));
  EXPECT_TRUE(keys::read_index(keys::index(id, core::item_state::sent, at(1), at(2),
                                           {core::item_kind::order, endless}))
                  ->id_hashed);
}

TEST(keys, sent_keys_differ_in_every_part) {
  const core::item_key order{core::item_kind::order, "1"};
  const std::string base = keys::sent({"shop", "admin", order});
  EXPECT_EQ(base, keys::sent({"shop", "admin", order}));
  EXPECT_NE(base, keys::sent({"shop2", "admin", order}));
  EXPECT_NE(base, keys::sent({"shop", "admin2", order}));
  EXPECT_NE(base, keys::sent({"admin", "shop", order}));
  EXPECT_NE(base, keys::sent({"shop", "admin", {core::item_kind::credit, "1"}}));
  EXPECT_NE(base, keys::sent({"shop", "admin", {core::item_kind::order, "2"}}));
}

TEST(keys, audit_keys_sort_newest_first) {
  EXPECT_LT(keys::audit(at(2)), keys::audit(at(1)));
  EXPECT_LT(keys::audit(at(0)), keys::audit(at(-1)));
}

TEST(keys, owner_is_read_from_the_front) {
  EXPECT_EQ(keys::owner(keys::of(core::integration_id{0x0102030405060708})), 0x0102030405060708U);
  EXPECT_EQ(keys::of(core::account_id{1}), std::string("\0\0\0\0\0\0\0\1", 8));
  EXPECT_FALSE(keys::owner("1234567"));
}

}  // namespace
}  // namespace boekbrug::storage
