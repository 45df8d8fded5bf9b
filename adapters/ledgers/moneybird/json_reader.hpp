#pragma once
// Reads fields out of a parsed answer and remembers the first thing that was wrong, with its path.

#include "core/base/money.hpp"
#include "core/time/clock.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::moneybird_api {

/// The first fault found while reading one answer: "$.details[2].price: missing".
using fault = std::optional<std::string>;

/// One JSON object with its path. After a fault the functions go on and answer empty values, so
/// that a parser reads all its fields and looks at the fault once, at the end.
class json_reader {
public:
  /// `value` and `problem` must outlive the reader. A value that is no object is a fault.
  json_reader(const boost::json::value& value, std::string path, fault& problem);

  /// Text, null and absence both read as "".
  std::string text(std::string_view key) const;
  /// Text that must be there and not be blank.
  std::string required_text(std::string_view key) const;
  /// An id: digits, as text or as a JSON number; "" when null or absent.
  std::string id(std::string_view key) const;
  std::string required_id(std::string_view key) const;
  bool flag(std::string_view key, bool when_absent) const;
  core::decimal number(std::string_view key) const;  // 0 when null or absent
  core::minor_units required_money(std::string_view key, core::currency unit) const;
  std::optional<core::minor_units> money(std::string_view key, core::currency unit) const;
  core::currency required_currency(std::string_view key) const;
  std::optional<core::date> day(std::string_view key) const;
  /// The objects of an array; none when null or absent.
  std::vector<json_reader> rows(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  bool has(std::string_view key) const;  // there and not null

private:
  const boost::json::value* find(std::string_view key) const;  // nullptr when null or absent
  void report(std::string_view key, std::string_view what) const;

  const boost::json::object* object_ = nullptr;
  std::string path_;
  fault* problem_;
};

/// The objects of an array at the top of an answer; anything else is a fault.
std::vector<json_reader> top_rows(const boost::json::value& value, fault& problem);

/// One to 20 digits: what Moneybird's ids look like.
bool is_id(std::string_view text) noexcept;

}  // namespace boekbrug::adapters::moneybird_api
