#pragma once
// Reads the filters of a list; what cannot be read is refused, or ignored when the shop is told so.

#include "sim/ccvshop/replies.hpp"

namespace boekbrug::sim::ccvshop {

class filter_reader {
public:
  filter_reader(const api_request& request, shop_state& shop) : request_{request}, shop_{shop} {
    know("start");
    know("size");
  }
  std::optional<std::int64_t> number(std::string_view name);
  std::optional<bool> flag(std::string_view name);
  std::optional<std::string> text(std::string_view name);
  /// A date as its first moment.
  std::optional<time_point> from(std::string_view name);
  /// The moment from which on nothing is shown any more.
  std::optional<time_point> until(std::string_view name);
  /// "2025-03-04", checked.
  std::optional<std::string> day(std::string_view name);
  /// The place of `orderby` in the names, and whether it ends in "_desc".
  std::pair<std::size_t, bool> order(const std::vector<std::string_view>& names);
  /// Marks a parameter as one that the resource knows.
  void know(std::string_view name) { known_.emplace_back(name); }
  /// Counts what nobody knows; the refusal, if there is one.
  std::optional<net::server_response> finish();

private:
  const std::string* find(std::string_view name);
  void refuse(std::string_view name, std::string_view why);
  std::optional<time_point> date(std::string_view name, bool whole_day);

  const api_request& request_;
  shop_state& shop_;
  std::vector<std::string> known_;
  std::string problem_;
};

}  // namespace boekbrug::sim::ccvshop
