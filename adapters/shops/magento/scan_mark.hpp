#pragma once
// Where a scan stands: the mark that is stored between its steps, and the work on one page of
// orders, which is only kept in memory (scan.hpp has the steps).

#include "core/base/result.hpp"
#include "core/time/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::magento_api {

enum class scan_step : std::uint8_t {
  idle = 1,  // between runs: the next request asks for the newest change (T0)
  pages,     // reading orders by rising id
  name,      // the next order cannot be delivered: asking for its id alone
  single,    // reading that one order
};

struct scan_mark {
  scan_step step = scan_step::idle;
  std::optional<core::time_point> watermark;  // W: all changes up to here are stored
  std::optional<core::time_point> pending;    // T0: becomes W when the run is complete
  std::int64_t last = 0;                      // the highest order id that was handed on
  std::int64_t broken = 0;                    // the order of step `single`
  int size = 50;                              // rows per page
  std::vector<std::string> failed;            // ids to report as unreadable with the next answer
};

std::string encode(const scan_mark& mark);
/// "" is a scan that never ran; errc::invalid_input for a text that `encode` did not write.
core::result<scan_mark> decode_mark(std::string_view text);

/// 50 -> 25 -> 10 -> 1 -> 0.
int smaller(int size) noexcept;
/// 1 -> 10 -> 25 -> 50 -> 50.
int larger(int size) noexcept;

/// One page of orders on its way: what was read of it until now.
struct page_work {
  enum class step : std::uint8_t { orders = 1, invoices, memos };
  step next = step::orders;
  std::string orders;              // the answer's body
  std::int64_t after = 0;          // highest invoice or memo id that was read
  std::string invoices;            // encode(invoice_facts)
  std::vector<std::string> memos;  // bodies
};

std::string encode(const page_work& work);
/// Work that cannot be read is begun anew.
page_work decode_work(std::string_view text);

}  // namespace boekbrug::adapters::magento_api
