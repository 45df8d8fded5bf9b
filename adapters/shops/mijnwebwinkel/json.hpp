#pragma once
// Reading the shop's JSON, whose types differ between versions ("1", 1, true): every scalar is read
// as text. Numbers are never turned into doubles: they are put between quotes before parsing.

#include "core/base/money.hpp"
#include "core/http/http_message.hpp"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace json = boost::json;

/// The JSON of a body (a byte order mark is tolerated); nothing when it is not whole JSON.
std::optional<json::value> parse_json(std::string_view body);

/// The members of one object; absent, null and [] (an empty PHP object) are the same.
class members {
public:
  members() = default;
  explicit members(const json::value* value) noexcept;
  explicit members(const json::object& object) noexcept : object_{&object} {}

  bool present() const noexcept { return object_ != nullptr; }
  const json::value* find(std::string_view key) const noexcept;
  bool has(std::string_view key) const noexcept { return find(key) != nullptr; }
  /// Text, number or flag as text; "" for anything else.
  std::string text(std::string_view key) const;
  /// Tags and entities resolved, one line.
  std::string plain(std::string_view key, std::size_t limit = 500) const;
  bool flag(std::string_view key) const;
  /// Nothing when absent or empty; `wrong` is set when it is there and no number.
  std::optional<core::decimal> number(std::string_view key, bool& wrong) const;
  members object(std::string_view key) const;
  /// An array as it is, an object as its only element.
  std::vector<members> list(std::string_view key) const;

private:
  const json::object* object_ = nullptr;
};

std::string_view view(const json::string& text) noexcept;
/// Text, number or flag as text.
std::optional<std::string> scalar(const json::value& value);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
