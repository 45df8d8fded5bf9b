#pragma once
// Which orders are booked, which wait and why, which are skipped (product.md R3, S1-S4, S10-S12).

#include "core/order/order.hpp"
#include "core/sync/item.hpp"
#include "core/sync/settings.hpp"
#include "core/time/time_zone.hpp"

namespace boekbrug::core {

struct verdict {
  item_state state = item_state::waiting;  // waiting, ready or skipped
  waiting_reason waits_for = waiting_reason::none;
  std::string waits_for_what;
  skip_reason skipped_because = skip_reason::none;
  bool from_history = false;  // ready because of S3: served after live orders
};

struct judge_context {
  const card_settings* cards = nullptr;
  const time_zone* zone = nullptr;  // the shop's
  time_point now{};
  time_point installed_at{};
  /// True during the first scan: what is eligible now was eligible at installation.
  bool first_scan = false;
  /// The stored item, if there is one: history stays history (R3).
  const item* known = nullptr;
};

/// Whether an order counts as paid (product.md 3.1, `paid_when_completed`); card S2 does not change
/// that.
bool counts_as_paid(const order& candidate, const card_settings& cards);

/// Pure. Never changes an item that is sent; the caller handles those (R5). Skipped items may be
/// judged again: the merchant's 'Negeren' and the sent register's answer stay, the other reasons
/// are looked at afresh. Orders placed before the installation that become eligible by a change of
/// settings alone count as history (R3).
verdict judge(const order& candidate, const judge_context& context);

/// What the verdict on a credit needs to know of its original.
struct original_facts {
  bool known = false;
  item_state state = item_state::waiting;
  waiting_reason waits_for = waiting_reason::none;
  bool from_history = false;  // item::from_history: its credits are history too (M8)
};
/// R9: goes when its original was sent by us, or S4 = 'ook bestaande'; waits while the original
/// waits.
verdict judge_credit(const credit& candidate, const original_facts& original,
                     const judge_context& context);

/// Changes whenever anything that matters for judging or booking changes; not with date_modified
/// (woocommerce.md 0.9).
std::uint64_t content_hash(const order& value);

}  // namespace boekbrug::core
