#pragma once
// Reads members of a request body; what is wrong is collected with the name the service gives it.

#include "sim/eboekhouden/problems.hpp"

#include <map>

namespace boekbrug::sim::eboekhouden {

/// null counts as absent. Members that nobody asked for are counted: the service ignores them.
class fields {
public:
  fields(const json::object& source, problems& out, std::string prefix = {})
      : source_{source}, out_{out}, prefix_{std::move(prefix)} {}

  bool has(std::string_view key) { return find(key) != nullptr; }
  std::string text(std::string_view key, std::size_t length_max, std::string_view code = "ERR_002");
  std::optional<std::int64_t> whole(std::string_view key);
  /// An id, 0 when absent.
  std::int64_t id(std::string_view key);
  std::optional<decimal> number(std::string_view key);
  std::optional<cents> money(std::string_view key);
  std::optional<bool> flag(std::string_view key);
  std::optional<day> date(std::string_view key, std::string_view code);
  const json::array* list(std::string_view key);
  const json::object* object(std::string_view key);
  void complain(std::string_view code, std::string_view key) { out_.add(code, property(key)); }
  std::string property(std::string_view key) const;
  problems& found() { return out_; }
  void count_unknown(std::map<std::string, std::uint64_t>& counts) const;

private:
  const json::value* find(std::string_view key);
  const json::object& source_;
  problems& out_;
  std::string prefix_;
  std::vector<std::string_view> known_;
};

}  // namespace boekbrug::sim::eboekhouden
