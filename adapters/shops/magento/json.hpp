#pragma once
// Reading JSON with the path of whatever is wrong. Money is a JSON number in this API: its text is
// kept (`quote_numbers`), so that no amount ever passes through binary floating point.

#include "core/base/money.hpp"
#include "core/time/clock.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::adapters::magento_api {

namespace json = boost::json;

/// The JSON text with each number that has a point or an exponent put between quotes.
std::string quote_numbers(std::string_view text);

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

/// The fields of one JSON object. Absent and null are the same (magento.md 0.3); unknown fields are
/// nobody's business.
class fields {
public:
  fields(const json::object& object, std::string path, fault& problem)
      : object_{&object}, path_{std::move(path)}, problem_{&problem} {}

  const std::string& path() const noexcept { return path_; }
  std::string path_of(std::string_view key, std::size_t index) const;
  fault& problem() const noexcept { return *problem_; }
  const json::object& raw() const noexcept { return *object_; }

  /// Null when absent or JSON null.
  const json::value* find(std::string_view key) const noexcept;
  bool has(std::string_view key) const noexcept { return find(key) != nullptr; }

  std::string text(std::string_view key) const;        // required, not ""; a number will do
  std::string loose_text(std::string_view key) const;  // text or number; anything else: ""
  std::int64_t id(std::string_view key) const;         // required, positive, at most 18 digits
  std::optional<std::int64_t> id_or_none(std::string_view key) const;
  /// 0/1, true/false or their texts; false when absent.
  bool flag(std::string_view key) const;
  /// Absent, null or "" is nothing; something that is no number is a fault.
  std::optional<core::decimal> number(std::string_view key) const;
  core::decimal number_or_zero(std::string_view key) const;
  core::time_point time(std::string_view key) const;  // required: "2026-05-01 21:41:07", UTC
  const json::array& list_or_empty(std::string_view key) const;
  /// PHP writes an empty object as []: that gives null too.
  const json::object* object(std::string_view key) const;
  /// The object as fields with its path; empty fields when absent.
  fields child(std::string_view key) const;
  void wrong(std::string_view key, std::string_view what) const {
    problem_->note(path_, key, what);
  }

private:
  const json::object* object_;
  std::string path_;
  fault* problem_;
};

/// The objects of a list with their paths; anything else in it is a fault.
template <class Function>
void for_each_object(const fields& owner, std::string_view key, Function&& function) {
  const auto& rows = owner.list_or_empty(key);
  for (std::size_t at = 0; at < rows.size() && !owner.problem().failed(); ++at) {
    if (!rows[at].is_object()) {
      owner.problem().note(owner.path_of(key, at), "", "not an object");
      return;
    }
    function(fields{rows[at].get_object(), owner.path_of(key, at), owner.problem()});
  }
}

/// A number from its text; exponents as PHP writes them ("1.0E-5") too.
std::optional<core::decimal> read_number(std::string_view text);
/// Text or number as text; nothing for other types.
std::optional<std::string> scalar_text(const json::value& value);
std::optional<core::decimal> scalar_number(const json::value& value);
std::string_view view(const json::string& text) noexcept;
/// "2026-05-01 21:41:07" in UTC.
std::optional<core::time_point> read_time(std::string_view text);
/// The same, for filters.
std::string filter_time(core::time_point when);

}  // namespace boekbrug::adapters::magento_api
