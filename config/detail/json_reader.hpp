#pragma once
// Strict reading of JSON written by people: every problem is named with its path, and nothing is
// guessed.

#include "core/base/result.hpp"
#include "core/base/secret.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::config::detail {

class json_problems {
public:
  void add(const std::string& path, const std::string& what) {
    lines_.push_back(path + ": " + what);
  }
  bool empty() const noexcept { return lines_.empty(); }
  /// errc::invalid_input, one problem per line.
  core::error take() const;

private:
  std::vector<std::string> lines_;
};

/// Parses a text of at most 1 MiB and refuses names that stand twice in one object. Problems name
/// line and column.
core::result<boost::json::value> parse_json(std::string_view text);

/// "a text", "a number", ..: for problems; the value itself may be a secret and is not shown.
std::string_view type_name(const boost::json::value& value) noexcept;

template <class Enum>
struct named {
  Enum value;
  std::string_view name;
};

/// Reads the members of one object; `finish` reports those that nobody asked for. Getters return
/// nothing for a member that is absent or wrong; the latter is then a problem.
class object_reader {
public:
  object_reader(const boost::json::value& from, std::string path, json_problems& problems);

  bool has(std::string_view name);
  const boost::json::value* find(std::string_view name);
  /// As `find`; absence is a problem.
  const boost::json::value* require(std::string_view name);

  std::optional<bool> flag(std::string_view name);
  std::optional<std::string> text(std::string_view name);
  /// A whole number in [lowest, highest].
  std::optional<std::int64_t> number(std::string_view name, std::int64_t lowest,
                                     std::int64_t highest);
  /// Absent, empty or all white space is a problem.
  std::string required_text(std::string_view name);
  core::secret required_secret(std::string_view name) { return core::secret{required_text(name)}; }
  std::optional<std::vector<std::string>> texts(std::string_view name);
  template <class Enum, std::size_t N>
  std::optional<Enum> choice(std::string_view name, const named<Enum> (&names)[N]) {
    const auto* value = find(name);
    return value == nullptr ? std::nullopt : choose(*value, path_of(name), names, problems_);
  }
  template <class Enum, std::size_t N>
  static std::optional<Enum> choose(const boost::json::value& value, const std::string& path,
                                    const named<Enum> (&names)[N], json_problems& problems) {
    std::vector<std::string_view> known;
    for (const auto& each : names) {
      known.push_back(each.name);
    }
    const auto index = choose_index(value, path, known, problems);
    return index ? std::optional{names[*index].value} : std::nullopt;
  }

  std::string path_of(std::string_view name) const;
  void problem(std::string_view name, const std::string& what) {
    problems_.add(path_of(name), what);
  }
  const boost::json::object* object() const noexcept { return object_; }
  const std::string& path() const noexcept { return path_; }
  json_problems& problems() noexcept { return problems_; }
  /// Reports unknown members with the nearest name that was asked for.
  void finish();

private:
  static std::optional<std::size_t> choose_index(const boost::json::value& value,
                                                 const std::string& path,
                                                 const std::vector<std::string_view>& known,
                                                 json_problems& problems);

  const boost::json::object* object_ = nullptr;  // nullptr: it is no object, and that is reported
  std::string path_;
  json_problems& problems_;
  std::set<std::string, std::less<>> asked_;
};

/// Reads an array of texts that are not empty and stand there once.
std::optional<std::vector<std::string>> read_texts(const boost::json::value& value,
                                                   const std::string& path,
                                                   json_problems& problems);

}  // namespace boekbrug::config::detail
