#pragma once
// Where a scan stands, as the text that is stored between its steps (scan.hpp has the steps).

#include "core/base/result.hpp"
#include "core/time/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::woocommerce_api {

enum class scan_step : std::uint8_t {
  idle = 1,  // between runs: the next request asks for the newest modification (T0)
  pages,     // reading pages of whole orders
  name,      // a single order cannot be delivered: asking for its id alone
  list,      // shops before 5.8: listing ids with their modification times, newest first
  fetch,     // shops before 5.8: fetching the orders that the list showed to be changed
};

struct scan_mark {
  scan_step step = scan_step::idle;
  std::optional<core::time_point>
      watermark;  // W: all changes up to here are stored; empty = never scanned
  std::optional<core::time_point> pending;  // T0: becomes W when the run is complete
  std::int64_t page = 1;                    // to ask next; in `fetch`: list page after it, 0 = none
  int size = 50;                            // rows per page
  std::optional<std::int64_t> count;        // X-WP-Total of the page before
  std::vector<std::string> excluded;        // ids that the shop could not deliver in this run
  std::vector<std::string> wanted;          // ids to fetch
  std::vector<std::string> failed;          // ids to report as unreadable with the next answer
};

inline constexpr std::size_t excluded_max = 50;

std::string encode(const scan_mark& mark);
/// "" is a scan that never ran; errc::invalid_input for a text that `encode` did not write.
core::result<scan_mark> decode_mark(std::string_view text);

/// 50 -> 25 -> 10 -> 1 -> 0.
int smaller(int size) noexcept;
/// 1 -> 10 -> 25 -> 50 -> 50.
int larger(int size) noexcept;

}  // namespace boekbrug::adapters::woocommerce_api
