#pragma once
// 150 requests per five minutes and source address, with the odd headers of the real service.

#include "sim/moneybird/http.hpp"
#include "sim/moneybird/options.hpp"

#include <deque>
#include <unordered_map>

namespace boekbrug::sim::moneybird {

class request_limiter {
public:
  explicit request_limiter(const limit_options& options) : options_{options} {}

  struct verdict {
    bool allowed = true;
    time_point reset;  // when requests become free again
    unsigned requests_left = 0;
  };
  /// Counts one request of that address; refused ones are not counted against it.
  verdict count(const std::string& peer, time_point now);
  void decorate(reply& out, const verdict& of, time_point now) const;
  reply refusal(const verdict& of, time_point now) const;
  /// The most requests that one address was ever allowed within one window's length.
  std::uint64_t largest_window() const { return largest_; }

private:
  struct peer_window {
    std::deque<time_point> allowed;  // those of the last window's length
    std::int64_t fixed_index = -1;
    unsigned fixed_count = 0;
  };
  limit_options options_;
  std::unordered_map<std::string, peer_window> peers_;
  std::uint64_t largest_ = 0;
};

}  // namespace boekbrug::sim::moneybird
