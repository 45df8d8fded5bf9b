#pragma once
// Reading JSON with the path of whatever is wrong.

#include "core/base/money.hpp"
#include "core/time/clock.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::adapters::woocommerce_api {

namespace json = boost::json;

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

/// The fields of one JSON object. Absent and null are the same (woocommerce.md 3); unknown fields
/// are nobody's business.
class fields {
public:
  fields(const json::object& object, std::string path, fault& problem)
      : object_{&object}, path_{std::move(path)}, problem_{&problem} {}

  const std::string& path() const noexcept { return path_; }
  std::string path_of(std::string_view key, std::size_t index) const;
  fault& problem() const noexcept { return *problem_; }

  /// Null when absent or JSON null.
  const json::value* find(std::string_view key) const noexcept;
  bool has(std::string_view key) const noexcept { return find(key) != nullptr; }

  std::string text(std::string_view key) const;           // required
  std::string text_or_empty(std::string_view key) const;  // absent: ""; another type is an error
  std::string loose_text(std::string_view key) const;     // text or number; anything else: ""
  std::int64_t integer(std::string_view key) const;       // required
  std::int64_t integer_or(std::string_view key, std::int64_t otherwise) const;
  /// Required, positive, at most 18 digits: ids travel on in marks, pages and addresses.
  std::int64_t id(std::string_view key) const;
  bool flag_or(std::string_view key, bool otherwise) const;
  core::minor_units amount(std::string_view key, core::currency unit) const;  // required text
  core::minor_units amount_or_zero(std::string_view key,
                                   core::currency unit) const;  // absent or "": 0
  core::time_point time(std::string_view key) const;            // required
  std::optional<core::time_point> time_or_none(std::string_view key) const;
  /// A number, or a text that holds one.
  std::optional<core::decimal> number(std::string_view key) const;
  const json::array& list(std::string_view key) const;  // required
  const json::array& list_or_empty(std::string_view key) const;
  /// PHP writes an empty object as []: that gives null too.
  const json::object* object(std::string_view key) const;
  void wrong(std::string_view key, std::string_view what) const {
    problem_->note(path_, key, what);
  }

private:
  core::minor_units read_amount(std::string_view key, const json::value& value,
                                core::currency unit) const;
  const json::object* object_;
  std::string path_;
  fault* problem_;
};

/// Text or number as text; nothing for other types.
std::optional<std::string> scalar_text(const json::value& value);
/// Exact for what shops send: see the comment in json.cpp.
std::optional<core::decimal> scalar_number(const json::value& value);
std::string_view view(const json::string& text) noexcept;

}  // namespace boekbrug::adapters::woocommerce_api
