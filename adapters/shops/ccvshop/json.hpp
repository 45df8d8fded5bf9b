#pragma once
// Reading JSON with the path of whatever is wrong. Decimal numbers are taken from the text of the
// answer, never through a double.

#include "core/base/money.hpp"
#include "core/time/clock.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::adapters::ccvshop_api {

namespace json = boost::json;

/// Parses a whole text; numbers with a point or exponent, or more than 18 characters, become texts
/// with exactly the shop's digits.
std::optional<json::value> parse_json(std::string_view text);
std::string write_json(const json::value& value);

/// "12.50", "1.0E-5", "0.30000000000000004"; digits beyond the 15th decimal are dropped. Nothing
/// above 1e15.
std::optional<core::decimal> read_number(std::string_view text);

/// The first thing that was wrong while one thing was read. Reading goes on with empty values, so
/// that parsers need no branch per field; whoever reads asks `failed()` at the end.
class fault {
public:
  void note(std::string_view path, std::string_view key, std::string_view what);
  bool failed() const noexcept { return !detail_.empty(); }
  const std::string& detail() const noexcept { return detail_; }
  core::error error() const;

private:
  std::string detail_;
};

/// The fields of one JSON object. Absent and null are the same; unknown fields are nobody's
/// business.
class fields {
public:
  fields(const json::object& object, std::string path, fault& problem)
      : object_{&object}, path_{std::move(path)}, problem_{&problem} {}

  const std::string& path() const noexcept { return path_; }
  fault& problem() const noexcept { return *problem_; }
  const json::object& raw() const noexcept { return *object_; }

  /// Null when absent or JSON null.
  const json::value* find(std::string_view key) const noexcept;
  bool has(std::string_view key) const noexcept { return find(key) != nullptr; }

  /// Text or number as text; "" when absent; anything else is an error.
  std::string text(std::string_view key) const;
  /// Required, a positive number of at most 18 digits, as number or text.
  std::string id(std::string_view key) const;
  /// true, false, 0, 1 or one of these as text.
  std::optional<bool> flag(std::string_view key) const;
  bool flag_or(std::string_view key, bool otherwise) const;
  bool required_flag(std::string_view key) const;
  core::minor_units amount(std::string_view key, core::currency unit) const;  // required
  core::minor_units amount_or_zero(std::string_view key, core::currency unit) const;
  /// A number, or a text that holds one; "" is nothing; anything else is an error.
  std::optional<core::decimal> number(std::string_view key) const;
  core::time_point time(std::string_view key) const;  // required
  const json::object* object(std::string_view key) const;
  const json::array& list_or_empty(std::string_view key) const;
  void wrong(std::string_view key, std::string_view what) const {
    problem_->note(path_, key, what);
  }

private:
  const json::object* object_;
  std::string path_;
  fault* problem_;
};

/// Text or number as text; nothing for other types.
std::optional<std::string> scalar_text(const json::value& value);
std::string_view view(const json::string& text) noexcept;

}  // namespace boekbrug::adapters::ccvshop_api
