#pragma once
// Sessions that API tokens open.

#include "sim/eboekhouden/http.hpp"

#include <unordered_map>

namespace boekbrug::sim::eboekhouden {

class session_office {
public:
  /// Opens one; with `alone` it ends the older ones of the same API token.
  std::string open(const std::string& api_token, time_point until, bool alone);
  /// The API token of a live session, nullptr for others.
  const std::string* find(std::string_view session, time_point now) const;
  void close(std::string_view session);
  std::size_t close_all();

private:
  struct entry {
    std::string api_token;
    time_point until;
  };
  std::unordered_map<std::string, entry> open_;
  std::uint64_t opened_ = 0;
};

/// The Authorization header without a "Bearer" in front.
std::string_view session_of(const call& request);

struct world;
reply session_endpoint(world& all, call& request);

}  // namespace boekbrug::sim::eboekhouden
