#pragma once
// Where a scan stands (scan.hpp has the steps): the short text that is stored, and what a run keeps
// in memory between its steps.

#include "adapters/shops/mijnwebwinkel/json.hpp"
#include "core/base/result.hpp"
#include "core/time/clock.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::adapters::mijnwebwinkel_api {

enum class scan_step : char {
  idle = 'i',     // between runs: the next request asks for the shop (its UUID and its clock)
  newest = 'n',   // the answer had no clock: the newest order's date stands in for it
  history = 'h',  // first run: orders placed on or after `from`
  changed = 'c',  // later runs: status changed since the last run
  recent = 'd',   // later runs: placed in the last 14 days
  waiting = 'w',  // orders of scope.waiting, one by one
};

struct scan_mark {
  scan_step step = scan_step::idle;
  std::optional<core::time_point> watermark;  // all status changes up to here are stored
  std::optional<core::time_point> started;    // what the watermark becomes when the run is over
  std::string from;                           // start_date of this run's lists, fixed for paging
  std::int64_t offset = 0;
  int size = 100;
  std::string last;    // highest number of the page before: the next one must overlap it
  int steps_back = 0;  // how often rows turned out to have left the list
  std::string done;    // waiting: the last number handled
  int trouble = 0;     // 1: one row or order failed and is tried again; 2: it is left out
};

std::string encode(const scan_mark& mark);
/// "" is a scan that never ran. A text that cannot be read is an error: starting again would make
/// everything history.
core::result<scan_mark> decode_mark(std::string_view text);

/// What a run knows beside its mark. Losing it repeats work and loses nothing.
struct scan_memory {
  std::map<std::string, std::string> seen;  // number -> fingerprint of what was handed out
  json::array pending;                      // credit orders whose original must be read
  std::string next;                         // the mark after them
};
std::string encode(const scan_memory& memory);
scan_memory decode_memory(std::string_view text);

/// A cursor that asks for less, tries once more, or leaves one row or order out; nothing when there
/// is no way left.
std::optional<scan_mark> ask_less(const scan_mark& mark, bool single);
int larger(int size);
/// Rows that two pages have in common.
int overlap_of(int size);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
