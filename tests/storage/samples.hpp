#pragma once
// Random values of every record, and a comparison of all fields. Both walk the types by reflection
// (Boost.PFR), independent of the codec, so that a field that the codec forgets is found.

#include "storage/impl/fields.hpp"
#include "tests/storage/property.hpp"

#include <boost/pfr.hpp>

namespace boekbrug::storage::testing {

template <class T>
inline constexpr bool is_map = false;
template <class K, class V>
inline constexpr bool is_map<std::map<K, V>> = true;
template <class T>
inline constexpr bool is_pair = false;
template <class A, class B>
inline constexpr bool is_pair<std::pair<A, B>> = true;
template <class T>
inline constexpr bool is_leaf =
    std::integral<T> || std::is_enum_v<T> || std::same_as<T, std::string> ||
    std::same_as<T, core::secret> || std::same_as<T, core::decimal> ||
    std::same_as<T, core::date> || std::same_as<T, core::currency> ||
    std::same_as<T, core::time_point> || std::same_as<T, std::chrono::seconds>;

inline std::string random_text(random_source& random, std::size_t longest = 40) {
  std::string text(below(random, 4) == 0 ? below(random, longest * 10) : below(random, longest),
                   ' ');
  for (char& letter : text) {
    letter = static_cast<char>(static_cast<unsigned char>(random() & 0xffU));
  }
  return text;
}

/// Small values as often as large ones.
inline std::uint64_t random_bits(random_source& random) {
  return random() >> below(random, 64);
}

template <class E>
E random_enum(random_source& random) {
  const auto first = static_cast<std::uint64_t>(enum_range<E>::first);
  return static_cast<E>(first +
                        below(random, static_cast<std::uint64_t>(enum_range<E>::last) - first + 1));
}

template <class T>
void fill_leaf(random_source& random, T& value) {
  if constexpr (std::same_as<T, core::errc>) {
    value = static_cast<core::errc>(
        below(random, static_cast<std::uint64_t>(core::errc::internal) + 1));
  } else if constexpr (detail::is_id<T>) {
    value = static_cast<T>(random_bits(random));
  } else if constexpr (std::is_enum_v<T>) {
    value = random_enum<T>(random);
  } else if constexpr (std::same_as<T, bool>) {
    value = below(random, 2) == 1;
  } else if constexpr (std::integral<T>) {
    const auto bits = static_cast<T>(random_bits(random));
    value = std::signed_integral<T> && below(random, 2) == 1 ? static_cast<T>(~bits) : bits;
  } else if constexpr (std::same_as<T, std::string>) {
    value = random_text(random);
  } else if constexpr (std::same_as<T, core::secret>) {
    value = core::secret{random_text(random)};
  } else if constexpr (std::same_as<T, core::decimal>) {
    value = core::decimal{static_cast<std::int64_t>(random_bits(random))};
    for (auto digits = below(random, 16); digits > 0; --digits) {
      value /= 10;
    }
    value = below(random, 2) == 1 ? core::decimal{-value} : value;
  } else if constexpr (std::same_as<T, core::date>) {
    value = core::date{std::chrono::year{static_cast<int>(below(random, 4000))},
                       std::chrono::month{static_cast<unsigned>(below(random, 13))},
                       std::chrono::day{static_cast<unsigned>(below(random, 32))}};
  } else if constexpr (std::same_as<T, core::currency>) {
    std::string letters(3, 'A');
    for (char& letter : letters) {
      letter = static_cast<char>('A' + static_cast<int>(below(random, 26)));
    }
    value = core::currency::parse(letters).value();
  } else if constexpr (std::same_as<T, std::chrono::seconds>) {
    value = std::chrono::seconds{static_cast<std::int64_t>(random_bits(random))};
  } else {
    std::int64_t count = 0;
    fill_leaf(random, count);
    value = core::time_point{std::chrono::milliseconds{count}};
  }
}

/// All fields of a struct. An integration is taken apart by hand: g++ 12 trips over
/// it inside Boost.PFR.
template <class T>
auto fields_of(T& v) {
  if constexpr (std::same_as<std::remove_const_t<T>, core::integration>) {
    auto& [id, account, name, shop, zone, country, ledger, cards, installed_at] = v;
    return std::tie(id, account, name, shop, zone, country, ledger, cards, installed_at);
  } else {
    return boost::pfr::structure_tie(v);
  }
}

template <class T>
void fill(random_source& random, T& value) {
  if constexpr (is_leaf<T>) {
    fill_leaf(random, value);
  } else if constexpr (detail::is_optional<T>) {
    value.reset();
    if (below(random, 2) == 1) {
      fill(random, value.emplace());
    }
  } else if constexpr (detail::is_vector<T>) {
    value.clear();
    for (auto count = below(random, 4); count > 0; --count) {
      fill(random, value.emplace_back());
    }
  } else if constexpr (is_map<T>) {
    value.clear();
    for (auto count = below(random, 4); count > 0; --count) {
      fill(random, value[random_text(random)]);
    }
  } else if constexpr (is_pair<T>) {
    fill(random, value.first);
    fill(random, value.second);
  } else {
    std::apply([&](auto&... field) { (fill(random, field), ...); }, fields_of(value));
  }
}

template <class T>
T sample(random_source& random) {
  T value{};
  fill(random, value);
  return value;
}

template <class T>
bool same(const T& a, const T& b) {
  if constexpr (is_leaf<T>) {
    return a == b;
  } else if constexpr (detail::is_optional<T>) {
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
  } else if constexpr (detail::is_vector<T>) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(),
                      [](const auto& x, const auto& y) { return same(x, y); });
  } else if constexpr (is_map<T>) {
    return a == b;
  } else if constexpr (is_pair<T>) {
    return same(a.first, b.first) && same(a.second, b.second);
  } else {
    const auto left = fields_of(a);
    const auto right = fields_of(b);
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return (same(std::get<I>(left), std::get<I>(right)) && ...);
    }
    (std::make_index_sequence<std::tuple_size_v<decltype(fields_of(a))>>{});
  }
}

}  // namespace boekbrug::storage::testing
