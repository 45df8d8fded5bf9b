#pragma once
// Reads fields out of a parsed answer and remembers the first thing that was wrong, with its path.

#include "core/base/money.hpp"
#include "core/time/clock.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::eboekhouden_api {

/// The first fault found while reading one answer: "$.items[2].id: missing".
using fault = std::optional<std::string>;

/// One JSON object with its path. After a fault the functions go on and answer empty values, so
/// that a parser reads all its fields and looks at the fault once, at the end. Numbers read as
/// their text (json_text.hpp).
class json_reader {
public:
  /// `value` and `problem` must outlive the reader. A value that is no object is a fault.
  json_reader(const boost::json::value& value, std::string path, fault& problem);

  /// Text, null and absence both read as "".
  std::string text(std::string_view key) const;
  /// "" when null, absent or 0.
  std::string id(std::string_view key) const;
  std::string required_id(std::string_view key) const;
  bool flag(std::string_view key, bool when_absent) const;
  /// In euro cents; empty when null or absent.
  std::optional<core::minor_units> money(std::string_view key) const;
  core::minor_units required_money(std::string_view key) const;
  /// "2026-03-14", also with a time behind it.
  std::optional<core::date> day(std::string_view key) const;
  /// The objects of an array; none when null or absent.
  std::vector<json_reader> rows(std::string_view key) const;
  std::vector<json_reader> required_rows(std::string_view key) const;
  bool has(std::string_view key) const;  // there and not null
  void report(std::string_view key, std::string_view what) const;

private:
  const boost::json::value* find(std::string_view key) const;  // nullptr when null or absent

  const boost::json::object* object_ = nullptr;
  std::string path_;
  fault* problem_;
};

}  // namespace boekbrug::adapters::eboekhouden_api
