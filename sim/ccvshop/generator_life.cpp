#include "sim/ccvshop/generator.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::ccvshop {

using std::chrono::hours;
using std::chrono::minutes;

void order_generator::draw_life(generated_order& out, time_point latest, const order_wish& wish) {
  const order_mix& mix = options_.mix;
  const stored_order& order = out.order;
  const auto add = [&](time_point when, event_kind kind, int status = 0) {
    out.events.push_back({when, kind, order.id, status, {}, 0});
  };
  const bool stays_basket = chance(mix.basket);
  const bool completes_late = chance(mix.basket_later) && !wish.at_once;
  const auto late_completion = hours{1 + random(24)};
  const auto checkout = minutes{2 + random(120)};
  if (wish.basket || (stays_basket && !wish.status && !wish.paid)) {
    return;
  }
  const time_point completed =
      completes_late ? order.created + late_completion : std::min(order.created + checkout, latest);
  add(completed, event_kind::complete);
  const bool unpaid = chance(mix.unpaid);
  const bool pays_late = chance(mix.paid_later) && !wish.at_once && !wish.paid;
  const time_point paid = pays_late ? completed + hours{24 * (1 + random(25))} : completed;
  const bool is_paid = wish.paid.value_or(!unpaid);
  if (is_paid) {
    add(paid, event_kind::pay);
  }
  constexpr std::array<int, 6> open_statuses{1, 2, 5, 6, 10, 11};
  const bool cancelled = chance(mix.cancelled);
  const bool open = chance(mix.other_status);
  const int open_status = open_statuses[static_cast<std::size_t>(random(open_statuses.size()))];
  int status = cancelled ? status_cancelled : open ? open_status : status_completed;
  status = !wish.status && !is_paid && status == status_completed && random(2) == 0 ? 4 : status;
  // Who sends first and is paid later (on account) has 7 before the money is there.
  add(completed, event_kind::status, wish.status.value_or(status));
  if (is_paid && !wish.no_aftermath) {
    draw_aftermath(out, paid);
  }
}

void order_generator::draw_aftermath(generated_order& out, time_point settled) {
  const order_mix& mix = options_.mix;
  const auto later = [&] { return settled + hours{24 + random(24 * 20)}; };
  const auto add = [&](event_kind kind, std::string credit_kind = {}) {
    out.events.push_back({later(), kind, out.order.id, 0, std::move(credit_kind), 0});
  };
  if (chance(mix.credit)) {
    constexpr std::array<std::string_view, 3> kinds{"full", "lines", "amount"};
    add(event_kind::credit, std::string{kinds[static_cast<std::size_t>(random(kinds.size()))]});
  } else if (chance(mix.edited)) {
    add(event_kind::edit);
  } else if (chance(mix.deleted)) {
    add(event_kind::remove);
  }
}

}  // namespace boekbrug::sim::ccvshop
