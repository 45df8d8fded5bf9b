#pragma once
// The binary form of records: a version byte, then the fields one after the other. One function per
// type, `fields(archive, value)`, serves reading and writing (impl/fields.hpp).

#include "core/base/decimal.hpp"
#include "core/base/error.hpp"
#include "core/base/money.hpp"
#include "core/base/result.hpp"
#include "core/time/clock.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace boekbrug::storage {

/// One version for all records: raise it when any type gets a field, and add that field with
/// `since`.
inline constexpr std::uint8_t record_version = 2;

/// First and last value of a stored enum; others are refused when read. Values are stored as
/// numbers, so new ones go at the end. (core::errc is stored by name instead.)
template <class E>
struct enum_range;

namespace detail {
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
concept is_id = std::is_enum_v<T> && sizeof(T) == sizeof(std::uint64_t);

constexpr std::uint64_t zigzag(std::int64_t value) noexcept {
  return (static_cast<std::uint64_t>(value) << 1U) ^ (value < 0 ? ~0ULL : 0ULL);
}
constexpr std::int64_t unzigzag(std::uint64_t value) noexcept {
  return static_cast<std::int64_t>((value >> 1U) ^ (0ULL - (value & 1U)));
}
}  // namespace detail

class record_writer {
public:
  static constexpr bool reading = false;
  /// Older versions are for tests of migrations.
  explicit record_writer(std::uint8_t version = record_version) : version_{version} {
    out_.push_back(static_cast<char>(version));
  }
  template <class... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  /// Fields that exist since `version`.
  template <class... Values>
  void since(std::uint8_t version, const Values&... values) {
    if (version_ >= version) {
      (put(values), ...);
    }
  }
  std::string take() && { return std::move(out_); }

private:
  void put_varint(std::uint64_t value) {
    while (value >= 0x80U) {
      out_.push_back(static_cast<char>(static_cast<unsigned char>(value | 0x80U)));
      value >>= 7U;
    }
    out_.push_back(static_cast<char>(static_cast<unsigned char>(value)));
  }
  void put_text(std::string_view text) {
    put_varint(text.size());
    out_.append(text);
  }
  void put_special(const core::decimal& value);
  void put_special(const core::date& value);

  template <class T>
  void put(const T& value) {
    if constexpr (std::same_as<T, std::string>) {
      put_text(value);
    } else if constexpr (std::same_as<T, core::errc>) {
      put_text(value == core::errc{} ? std::string_view{} : core::code_name(value));
    } else if constexpr (std::same_as<T, bool>) {
      out_.push_back(value ? '\1' : '\0');
    } else if constexpr (std::is_enum_v<T>) {
      put_varint(static_cast<std::uint64_t>(value));
    } else if constexpr (std::unsigned_integral<T>) {
      put_varint(value);
    } else if constexpr (std::signed_integral<T>) {
      put_varint(detail::zigzag(value));
    } else if constexpr (std::same_as<T, core::time_point>) {
      put_varint(detail::zigzag(value.time_since_epoch().count()));
    } else if constexpr (std::same_as<T, std::chrono::seconds>) {
      put_varint(detail::zigzag(value.count()));
    } else if constexpr (std::same_as<T, core::decimal> || std::same_as<T, core::date>) {
      put_special(value);
    } else if constexpr (std::same_as<T, core::currency>) {
      out_.append(value.text());
    } else if constexpr (detail::is_optional<T>) {
      put(value.has_value());
      if (value) {
        put(*value);
      }
    } else {
      put_compound(value);
    }
  }
  template <class T>
  void put_compound(const T& value) {
    fields(*this, value);
  }
  template <class T>
  void put_compound(const std::vector<T>& values) {
    put_varint(values.size());
    for (const T& value : values) {
      put(value);
    }
  }
  template <class K, class V>
  void put_compound(const std::map<K, V>& values) {
    put_varint(values.size());
    for (const auto& [key, value] : values) {
      put(key);
      put(value);
    }
  }
  template <class A, class B>
  void put_compound(const std::pair<A, B>& value) {
    put(value.first);
    put(value.second);
  }

  std::string out_;
  std::uint8_t version_;
};

/// Reads what `record_writer` wrote. The first bad byte makes it fail for good; it never reads past
/// the end.
class record_reader {
public:
  static constexpr bool reading = true;
  explicit record_reader(std::string_view bytes, std::uint8_t newest = record_version)
      : rest_{bytes} {
    if (bytes.empty()) {
      give_up("empty record");
      return;
    }
    version_ = static_cast<unsigned char>(bytes.front());
    rest_.remove_prefix(1);
    if (version_ > newest) {
      give_up("record of a newer version");
    } else if (version_ == 0) {
      give_up("not a record");
    }
  }
  template <class... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  template <class... Values>
  void since(std::uint8_t version, Values&... values) {
    if (version_ >= version) {
      (get(values), ...);
    }
  }
  std::uint8_t version() const noexcept { return version_; }
  /// nullptr when everything was read and nothing is left over, else what is wrong.
  const char* problem() const noexcept {
    return problem_ != nullptr ? problem_ : rest_.empty() ? nullptr : "bytes left over";
  }

private:
  void give_up(const char* problem) noexcept {
    if (problem_ == nullptr) {
      problem_ = problem;
    }
    rest_ = {};
  }
  std::uint64_t get_varint() noexcept;
  std::string_view get_bytes(std::uint64_t size) noexcept;
  /// A count of elements, each of which takes at least a byte.
  std::uint64_t get_count() noexcept;
  void get_special(core::errc& value);
  void get_special(core::decimal& value);
  void get_special(core::date& value);
  void get_special(core::currency& value);

  template <class T>
  void get(T& value) {
    if constexpr (std::same_as<T, std::string>) {
      value = get_bytes(get_varint());
    } else if constexpr (std::same_as<T, bool>) {
      const std::string_view byte = get_bytes(1);
      value = byte == std::string_view{"\1", 1};
      if (!value && byte != std::string_view{"\0", 1}) {
        give_up("not a yes or no");
      }
    } else if constexpr (std::same_as<T, core::errc> || std::same_as<T, core::decimal> ||
                         std::same_as<T, core::date> || std::same_as<T, core::currency>) {
      get_special(value);
    } else if constexpr (detail::is_id<T>) {
      value = static_cast<T>(get_varint());
    } else if constexpr (std::is_enum_v<T>) {
      const std::uint64_t number = get_varint();
      if (number < static_cast<std::uint64_t>(enum_range<T>::first) ||
          number > static_cast<std::uint64_t>(enum_range<T>::last)) {
        give_up("unknown value of an enum");
      } else {
        value = static_cast<T>(number);
      }
    } else if constexpr (std::integral<T>) {
      get_number(value);
    } else if constexpr (std::same_as<T, core::time_point>) {
      value = core::time_point{std::chrono::milliseconds{detail::unzigzag(get_varint())}};
    } else if constexpr (std::same_as<T, std::chrono::seconds>) {
      value = std::chrono::seconds{detail::unzigzag(get_varint())};
    } else if constexpr (detail::is_optional<T>) {
      bool present = false;
      get(present);
      if (present) {
        get(value.emplace());
      } else {
        value.reset();
      }
    } else {
      get_compound(value);
    }
  }
  template <class T>
  void get_number(T& value) {
    const std::uint64_t raw = get_varint();
    if constexpr (std::unsigned_integral<T>) {
      if (raw > std::numeric_limits<T>::max()) {
        give_up("number out of range");
      }
      value = static_cast<T>(raw);
    } else {
      const std::int64_t number = detail::unzigzag(raw);
      if (number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max()) {
        give_up("number out of range");
      }
      value = static_cast<T>(number);
    }
  }
  template <class T>
  void get_compound(T& value) {
    if (problem_ == nullptr) {
      fields(*this, value);
    }
  }
  template <class T>
  void get_compound(std::vector<T>& values) {
    values.clear();
    for (std::uint64_t left = get_count(); left > 0 && problem_ == nullptr; --left) {
      get(values.emplace_back());
    }
  }
  template <class K, class V>
  void get_compound(std::map<K, V>& values) {
    values.clear();
    for (std::uint64_t left = get_count(); left > 0 && problem_ == nullptr; --left) {
      K key{};
      get(key);
      if (!values.empty() && !(values.rbegin()->first < key)) {
        give_up("keys out of order");
      }
      get(values[std::move(key)]);
    }
  }
  template <class A, class B>
  void get_compound(std::pair<A, B>& value) {
    get(value.first);
    get(value.second);
  }

  std::string_view rest_;
  const char* problem_ = nullptr;
  std::uint8_t version_ = 0;
};

/// Migration hook: called after a record of version `from.version()` was read, for types whose
/// missing fields need more than their defaults. Overload it for the type, beside its `fields`.
template <class T>
void migrate(const record_reader& /*from*/, T&) {}

template <class T>
std::string encode_record(const T& value, std::uint8_t version = record_version) {
  record_writer out{version};
  out(value);
  return std::move(out).take();
}

/// errc::storage_corrupt, naming `what`, for anything that `encode_record` did not write.
template <class T>
core::result<T> decode_record(std::string_view bytes, std::string_view what,
                              std::uint8_t newest = record_version) {
  record_reader in{bytes, newest};
  core::result<T> answer{T{}};
  in(*answer);
  if (const char* problem = in.problem()) {
    return core::fail(core::errc::storage_corrupt, std::string{what} + ": " + problem);
  }
  if (in.version() < newest) {
    migrate(in, *answer);
  }
  return answer;
}

}  // namespace boekbrug::storage
