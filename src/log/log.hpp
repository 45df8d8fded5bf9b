#pragma once
// Logging for the whole program: levels, structured fields, text or JSON lines. The only way to
// spdlog.

#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::core {
class secret;
}

namespace boekbrug::log {

enum class level : std::uint8_t { trace = 1, debug, info, warning, error, off };
std::string_view name(level value) noexcept;
std::optional<level> level_from_name(std::string_view text) noexcept;

enum class format : std::uint8_t { text = 1, json };
std::string_view name(format value) noexcept;
std::optional<format> format_from_name(std::string_view text) noexcept;

/// One key=value of a line. Keys are literals of ours: [a-z0-9_]. Values are escaped when rendered,
/// so a remote's text cannot forge a line.
class field {
public:
  enum class kind : std::uint8_t { text, plain };  // plain: a number or a boolean

  field(std::string_view key, std::string_view value) : key_{key}, value_{value} {}
  field(std::string_view key, const std::string& value) : key_{key}, value_{value} {}
  field(std::string_view key, const char* value)
      : key_{key}, value_{value == nullptr ? "" : value} {}
  field(std::string_view key, bool value)
      : key_{key}, value_{value ? "true" : "false"}, kind_{kind::plain} {}
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) field(std::string_view key, Number value)
      : key_{key}, value_{std::to_string(value)}, kind_{kind::plain} {}
  /// Ids and counts that are enums: their number.
  template <class Enum>
  requires std::is_enum_v<Enum> field(std::string_view key, Enum value)
      : field{key, static_cast<std::underlying_type_t<Enum>>(value)} {}
  /// In milliseconds; let the key say so ("took_ms").
  field(std::string_view key, std::chrono::milliseconds value) : field{key, value.count()} {}
  /// A secret is never a field, and never by accident.
  field(std::string_view key, const core::secret& value) = delete;

  std::string_view key() const noexcept { return key_; }
  const std::string& value() const noexcept { return value_; }
  bool is_text() const noexcept { return kind_ == kind::text; }

private:
  std::string_view key_;
  std::string value_;
  kind kind_ = kind::text;
};

using fields = std::initializer_list<field>;

struct options {
  log::level level = log::level::info;
  log::format format = log::format::text;
  std::string file;  // "" = stderr
};

/// Replaces what was set before; until the first call lines go to stderr as text from info on. What
/// went wrong (a file that cannot be opened), or nothing; then the old settings stay.
[[nodiscard]] std::optional<std::string> configure(const options& wanted) noexcept;
/// Opens the file again after it was moved away (log rotation).
[[nodiscard]] std::optional<std::string> reopen() noexcept;

void set_level(level value) noexcept;
level current_level() noexcept;
/// For callers to whom making the fields is work.
bool enabled(level value) noexcept;

/// Thread-safe; never throws; a line that cannot be written is dropped.
void write(level value, std::string_view message, fields values = {}) noexcept;

inline void trace(std::string_view message, fields values = {}) noexcept {
  write(level::trace, message, values);
}
inline void debug(std::string_view message, fields values = {}) noexcept {
  write(level::debug, message, values);
}
inline void info(std::string_view message, fields values = {}) noexcept {
  write(level::info, message, values);
}
inline void warning(std::string_view message, fields values = {}) noexcept {
  write(level::warning, message, values);
}
inline void error(std::string_view message, fields values = {}) noexcept {
  write(level::error, message, values);
}

/// Sees each line that passes the level, rendered as text without time: for `tail` in the admin
/// shell and for tests. Called on the logging thread; must be quick. An empty one stops it.
using observer = std::function<void(level, const std::string& line)>;
void observe(observer watch) noexcept;

/// Writes out what is buffered; called when the program ends.
void flush() noexcept;

}  // namespace boekbrug::log
