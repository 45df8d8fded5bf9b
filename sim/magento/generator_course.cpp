// What becomes of a generated order: its state, how it is paid, what follows it.

#include "sim/magento/generator.hpp"

#include <algorithm>

namespace boekbrug::sim::magento {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::vector<std::pair<std::string_view, double*>> chances_of(order_mix& mix) {
  return {{"returning", &mix.returning},
          {"guest", &mix.guest},
          {"domestic_company", &mix.domestic_company},
          {"reverse_charge", &mix.reverse_charge},
          {"oss", &mix.oss},
          {"outside_eu", &mix.outside_eu},
          {"configurable", &mix.configurable},
          {"bundle", &mix.bundle},
          {"fixed_bundle", &mix.fixed_bundle},
          {"grouped", &mix.grouped},
          {"virtual_only", &mix.virtual_only},
          {"exempt", &mix.exempt},
          {"gift_card_product", &mix.gift_card_product},
          {"weee", &mix.weee},
          {"fraction", &mix.fraction},
          {"coupon", &mix.coupon},
          {"fixed_coupon", &mix.fixed_coupon},
          {"shipping_discount", &mix.shipping_discount},
          {"free_shipping", &mix.free_shipping},
          {"zero_total", &mix.zero_total},
          {"gift_card", &mix.gift_card},
          {"store_credit", &mix.store_credit},
          {"reward_points", &mix.reward_points},
          {"all_by_gift_card", &mix.all_by_gift_card},
          {"known_fee", &mix.known_fee},
          {"unexplained_fee", &mix.unexplained_fee},
          {"pending", &mix.pending},
          {"pending_payment", &mix.pending_payment},
          {"payment_review", &mix.payment_review},
          {"canceled", &mix.canceled},
          {"holded", &mix.holded},
          {"processing", &mix.processing},
          {"custom_status", &mix.custom_status},
          {"paid_without_invoice", &mix.paid_without_invoice},
          {"complete_unpaid", &mix.complete_unpaid},
          {"open_invoice", &mix.open_invoice},
          {"part_invoiced", &mix.part_invoiced},
          {"part_canceled", &mix.part_canceled},
          {"edited", &mix.edited},
          {"refund", &mix.refund},
          {"no_rates_listed", &mix.no_rates_listed},
          {"foreign_currency", &mix.foreign_currency}};
}

void order_generator::settle(order_draft& out, std::string_view state, std::string_view status) {
  out.state = state;
  out.status = status;
  const bool sold = state == "processing" || state == "complete";
  out.invoiced = sold;
  out.shipped = state == "complete";
  out.canceled = state == "canceled";
}

/// Orders of which nothing is sold. `luck` is what is left of the draw.
bool order_generator::draw_unfinished(order_draft& draft, double& luck) {
  const order_mix& mix = options_.mix;
  const auto falls_in = [&](double share) { return (luck -= share) < 0; };
  if (falls_in(mix.pending)) {
    pay_with(draft, "banktransfer", "Bankoverschrijving");
    settle(draft, "new", "pending");
  } else if (falls_in(mix.pending_payment)) {
    settle(draft, "pending_payment", random(2) == 0 ? "pending_payment" : "mollie_pending");
  } else if (falls_in(mix.payment_review)) {
    settle(draft, "payment_review", random(2) == 0 ? "payment_review" : "fraud");
  } else if (falls_in(mix.canceled)) {
    settle(draft, "canceled", "canceled");
  } else if (falls_in(mix.holded)) {
    settle(draft, "holded", "holded");
  } else {
    return false;
  }
  return true;
}

void order_generator::draw_course(generated_order& out, seconds_utc latest,
                                  const order_wish& wish) {
  order_draft& draft = out.draft;
  const order_mix& mix = options_.mix;
  pay_with(draft, "mollie_methods_ideal", "iDEAL");
  if (random(4) == 0) {
    pay_with(draft, "mollie_methods_creditcard", "Creditcard");
  }
  const bool is_virtual = !draft.goods.has_shipping;
  const bool free_of_charge = draft.grand_total() == 0;
  double luck = static_cast<double>(random(1'000'000)) / 1e6;
  const auto falls_in = [&](double share) { return (luck -= share) < 0; };
  const auto later = [&](seconds from, std::uint64_t spread) {
    return std::min(latest,
                    draft.created + from + seconds{static_cast<std::int64_t>(random(spread))});
  };
  draft.updated = later(seconds{30}, 600);
  if (wish.status) {
    const std::string& status = *wish.status;
    settle(draft, status == "pending" ? "new" : status, status);
  } else if (free_of_charge) {
    pay_with(draft, "free", "Geen betaling nodig");
    settle(draft, "complete", "complete");
  } else if (draw_unfinished(draft, luck)) {
    // Never sold, or not yet.
  } else if (falls_in(mix.complete_unpaid)) {
    pay_with(draft, "purchaseorder", "Op rekening");
    settle(draft, "complete", "complete");
    draft.invoiced = false;
  } else if (falls_in(mix.paid_without_invoice) && !is_virtual) {
    pay_with(draft, "buckaroo_magento2_ideal", "iDEAL");
    settle(draft, "processing", "processing");
    draft.invoiced = false;
  } else if (falls_in(mix.open_invoice)) {
    pay_with(draft, "adyen_hpp", "Achteraf betalen");
    settle(draft, "processing", "processing");
    draft.invoiced = false;
    out.after = after_course::open_invoice;
  } else if (falls_in(mix.part_invoiced + mix.part_canceled) && draft.goods.lines.size() > 1) {
    pay_with(draft, "checkmo", "Betalen bij afhalen");
    settle(draft, "new", "pending");
    const bool canceled = chance(mix.part_canceled / (mix.part_invoiced + mix.part_canceled));
    out.after = canceled ? after_course::part_canceled : after_course::part_invoiced;
  } else if (falls_in(mix.custom_status) && !is_virtual && !options_.custom_statuses.empty()) {
    const auto& names = options_.custom_statuses;
    settle(draft, "processing", names[static_cast<std::size_t>(random(names.size()))]);
  } else if (falls_in(mix.processing) && !is_virtual) {
    settle(draft, "processing", "processing");
  } else {
    settle(draft, "complete", "complete");
    if (random(12) == 0) {
      pay_with(draft, "banktransfer", "Bankoverschrijving");
    }
    draft.updated = later(hours{3}, 3 * 86'400);
    out.edited = chance(mix.edited);
    if (!out.edited && !wish.no_refund && chance(mix.refund)) {
      out.refund = draw_refund();
    }
  }
}

}  // namespace boekbrug::sim::magento
