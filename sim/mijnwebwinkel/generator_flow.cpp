// How a generated order is paid and how far it got.

#include "sim/mijnwebwinkel/generator.hpp"

namespace boekbrug::sim::mijnwebwinkel {
void order_generator::draw_way_of_paying(order_draft& order, const order_wish& wish) {
  const order_mix& mix = options_.mix;
  if (!wish.paid && chance(mix.bank_transfer)) {
    static constexpr std::string_view ways[]{"advance", "advance", "invoice",
                                             "pickup",  "cash",    "rembours"};
    pay_with(order, "basic", ways[random(6)]);
  } else if (!wish.paid && chance(mix.gift_card)) {
    pay_with(order, "multisafepay", random(2) == 0 ? "webshop_giftcard" : "podium_giftcard");
  } else if (!wish.paid && chance(mix.authorized)) {
    pay_with(order, "mollie", "klarna_paylater");
  } else {
    static constexpr std::string_view ways[]{"ideal", "ideal", "ideal", "creditcard", "bancontact"};
    pay_with(order, "mollie", ways[random(5)]);
    const auto other = random(10);
    if (other == 0) {
      pay_with(order, "paypal", "paypal");
    } else if (other == 1) {
      pay_with(order, "multisafepay", "ideal:issuer");
    }
  }
}

void order_generator::settle(generated_order& made, std::int64_t status,
                             std::string_view payment_status) {
  order_draft& order = made.draft;
  order.status = status;
  order.payment_status = payment_status;
  order.payment_status_id = payment_status_id(payment_status);
  if (order.gateway.empty() || order.gateway == "basic") {
    return;
  }
  const cents total = total_of(order.lines);
  payment entry{draw_uuid(), order.gateway, order.method, total, {}, {}};
  if (payment_status == "failed") {
    entry.mutations.push_back({"failed", total, {}});
  } else if (payment_status != "new" && payment_status != "pending" &&
             payment_status != "incomplete") {
    entry.mutations.push_back({"authorize", total, {}});
    if (payment_status == "voided") {
      entry.mutations.push_back({"void", total, {}});
    } else if (payment_status != "authorized") {
      entry.mutations.push_back({"capture", total, {}});
    }
    if (payment_status == "refunded") {
      entry.mutations.push_back({"refund", total, {}});
    }
  }
  made.payments.push_back(std::move(entry));
}

void order_generator::draw_odd_flow(generated_order& made) {
  order_draft& order = made.draft;
  const order_mix& mix = options_.mix;
  double draw = static_cast<double>(random(1'000'000)) / 1e6;
  const auto falls_in = [&](double share) { return (draw -= share) < 0; };
  if (falls_in(mix.unpaid)) {
    static constexpr std::string_view states[]{"new", "pending", "incomplete"};
    settle(made, 1, states[random(3)]);
  } else if (falls_in(mix.failed)) {
    settle(made, 1, "failed");
  } else if (falls_in(mix.cancelled)) {
    static constexpr std::string_view states[]{"pending", "failed", "voided", "captured"};
    settle(made, 4, states[random(4)]);
  } else if (falls_in(mix.open_captured)) {
    settle(made, 1, "captured");
  } else if (falls_in(mix.refunded)) {
    settle(made, 2, "refunded");
  } else if (falls_in(mix.unknown_payment)) {
    settle(made, 3, "unknown");
    order.payment_status_id = random(2) == 0 ? 1 : 0;
  } else if (falls_in(mix.partial_payment)) {
    settle(made, 1, "pending");
    const cents part = total_of(order.lines) / 2;
    made.payments.front().amount = part;
    made.payments.front().mutations = {{"authorize", part, {}}, {"capture", part, {}}};
  } else {
    const auto luck = random(10);
    settle(made, luck < 5 ? 3 : luck < 9 || mix.only_plain ? 2 : 6, "captured");
  }
}

void order_generator::draw_flow(generated_order& made, const order_wish& wish) {
  order_draft& order = made.draft;
  if (wish.status || wish.paid) {
    const bool paid = wish.paid.value_or(true);
    settle(made, wish.status.value_or(paid ? 3 : 1), paid ? "captured" : "pending");
    return;
  }
  if (total_of(order.lines) == 0) {
    // Nothing to pay: no payment object, and no status that says anything.
    pay_with(order, "", "");
    settle(made, random(2) == 0 ? 3 : 2, "unknown");
  } else if (order.gateway == "basic") {
    static constexpr std::string_view states[]{"unknown", "new", "pending"};
    static constexpr std::int64_t statuses[]{1, 1, 3, 3, 2, 6};
    const auto status = statuses[random(6)];
    settle(made, status, status != 1 && random(6) == 0 ? "captured" : states[random(3)]);
  } else if (order.method == "klarna_paylater") {
    settle(made, random(2) == 0 ? 1 : 2, random(3) == 0 ? "captured" : "authorized");
  } else if (order.method.ends_with("giftcard")) {
    settle(made, 3, "captured");
    if (random(2) == 0) {
      // The card was not enough; the rest came by iDEAL.
      payment rest = made.payments.front();
      const cents part = rest.amount / 3;
      rest.id = draw_uuid();
      rest.method = "ideal:issuer";
      for (auto& mutation : rest.mutations) {
        mutation.amount -= part;
      }
      for (auto& mutation : made.payments.front().mutations) {
        mutation.amount = part;
      }
      rest.amount -= part;
      made.payments.front().amount = part;
      made.payments.push_back(std::move(rest));
    }
  } else {
    draw_odd_flow(made);
  }
}

}  // namespace boekbrug::sim::mijnwebwinkel
