#pragma once
// Reads the options of a simulated service out of JSON; what is wrong or unknown is named.

#include <boost/json/object.hpp>

#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim {

/// What the factories of simulators throw; `server.hpp` turns it into core::error.
class bad_option : public std::invalid_argument {
public:
  using std::invalid_argument::invalid_argument;
};

/// Every reader marks its key as known; `finish` refuses the keys that nobody asked for.
class json_options {
public:
  explicit json_options(const boost::json::object& source, std::string where = {})
      : source_{source}, where_{std::move(where)} {}
  std::string text(std::string_view key, std::string fallback = {});
  std::int64_t number(std::string_view key, std::int64_t fallback, std::int64_t lowest,
                      std::int64_t highest);
  double real(std::string_view key, double fallback, double lowest, double highest);
  bool flag(std::string_view key, bool fallback);
  std::vector<std::string> texts(std::string_view key, std::vector<std::string> fallback = {});
  std::vector<std::int64_t> numbers(std::string_view key);
  /// nullptr when absent.
  const boost::json::object* object(std::string_view key);
  /// Empty when absent; each element must be an object.
  std::vector<const boost::json::object*> objects(std::string_view key);
  void ignore(std::string_view key) { known_.emplace(key); }
  void finish() const;
  [[noreturn]] void refuse(std::string_view key, std::string_view why) const;

private:
  const boost::json::value* find(std::string_view key);
  const boost::json::object& source_;
  std::string where_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace boekbrug::sim
