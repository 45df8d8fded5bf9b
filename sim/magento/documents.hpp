#pragma once
// Makes invoices and credit memos of an order, whole or in part, and books them on the order.

#include "core/base/result.hpp"
#include "sim/magento/text.hpp"

#include <string>
#include <utility>
#include <vector>

namespace boekbrug::sim::magento {

enum class document_kind : std::uint8_t { invoice, creditmemo };

struct document_place {
  std::int64_t id = 0, first_item_id = 0;
  std::string number;
  seconds_utc created{};
};

struct document_wish {
  bool everything = true;                              // all that is left of the order
  std::vector<std::pair<std::int64_t, money>> pieces;  // else: item_id and how many of it
  bool shipping = true;
  money adjustment_positive = 0, adjustment_negative = 0;
  int state = 2;                // invoice: 1 open, 2 paid; memo: 2 refunded
  std::int64_t invoice_id = 0;  // of a memo
  bool from_scratch = false;    // as if nothing was taken before: the order already counts it
  std::string comment;
};

/// errc::invalid_input when nothing is left to take.
core::result<std::string> make_document(document_kind kind, const std::string& order,
                                        const document_wish& wish, const document_place& place);
/// Counters, totals and the state of the order; `updated_at` is left alone.
void book_document(document_kind kind, std::string& order, const std::string& document);
/// Cancels what was not invoiced.
void cancel_rest(std::string& order);
/// Everything that can be sent, is.
void ship_all(std::string& order);

}  // namespace boekbrug::sim::magento
