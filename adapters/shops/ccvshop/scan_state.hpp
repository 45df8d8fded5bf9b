#pragma once
// Where a scan stands (scan.hpp has the steps): the mark is stored, the rest lives in the scratch.

#include "adapters/shops/ccvshop/json.hpp"
#include "adapters/shops/ccvshop/listing.hpp"
#include "core/ports/shop_adapter.hpp"

#include <string>
#include <vector>

namespace boekbrug::adapters::ccvshop_api {

/// "ccv1;d=2026-11-21;y=2026-11-21;f=2026-09-22;n=25;t=1"
struct scan_mark {
  std::optional<core::date> done;  // day (UTC) of the last complete run
  std::optional<core::date> deep;  // day of the last complete run that looked back a year
  std::optional<core::date> from;  // all orders placed since then were listed once
  int size = page_size;
  int setbacks = 0;  // failed calls that were gone around in this run
};

std::string encode(const scan_mark& mark);
/// "" is a scan that never ran; errc::invalid_input for a text that `encode` did not write.
core::result<scan_mark> decode_mark(std::string_view text);

enum class scan_stage : std::uint8_t { recent = 1, paid, waiting, invoices };

/// An order or credit invoice whose rows are to be read.
struct queued {
  std::string id;
  json::object header;
  bool later = false;  // failed once; others go first
};

struct scan_state {
  scan_mark mark;
  scan_stage stage = scan_stage::recent;
  std::optional<core::date> day;  // today, by the shop's clock
  list_place place;               // of the list of this stage
  bool listed = false;            // the list of this stage is read
  int tries = 0;                  // of the call that failed last
  int misses = 0;                 // failed calls in a row, of different orders
  bool limited = false;           // the last answer was a 429: only waiting helps
  std::string last_id;            // last one that a list showed
  std::vector<queued> queue;
  json::array rows;  // of the front of the queue, as far as read
  list_place rows_place;
  std::int64_t at = 0;            // next of scan_scope::waiting
  std::vector<std::string> seen;  // ids out of scan_scope::waiting that a list showed
  // Only for credits: the original of the front of the queue.
  std::string original_id;
  std::optional<json::object> original;
  std::optional<json::array> original_rows;
  /// To be told with the next page.
  std::vector<core::scan_page::unreadable_order> report;
};

core::result<scan_state> decode_state(const core::scan_cursor& cursor);
core::scan_cursor encode(const scan_state& state);

/// 100 -> 25 -> 5 -> 1 -> 0.
int smaller(int size) noexcept;
/// 1 -> 5 -> 25 -> 100 -> 100.
int larger(int size) noexcept;

}  // namespace boekbrug::adapters::ccvshop_api
