#include "sim/mijnwebwinkel/shop_state.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

/// A burst that would keep the caller waiting for seconds is spread over several requests.
constexpr std::int64_t arrivals_per_request_max = 2'000;

boost::json::object parsed(const order_record& order) {
  return boost::json::parse(order.text).as_object();
}

}  // namespace

shop_state::shop_state(shop_options given, seconds_utc now)
    : options{std::move(given)},
      generator{options},
      next_{std::max<std::int64_t>(options.first_id, 1)},
      arrivals_since_{now} {
  const seconds_utc to = options.to.value_or(now);
  const seconds_utc from = options.from.value_or(to - std::chrono::hours{24 * 30});
  const auto span = static_cast<std::uint64_t>(std::max<std::int64_t>((to - from).count(), 1));
  std::vector<std::int64_t> moments;
  for (std::int64_t i = 0; i < options.orders; ++i) {
    moments.push_back(static_cast<std::int64_t>(generator.random(span)));
  }
  std::sort(moments.begin(), moments.end());
  for (const auto moment : moments) {
    order_wish wish;
    wish.test = generator.chance(options.mix.test);
    place(take_number(wish.test), from + std::chrono::seconds{moment}, to, wish);
  }
}

std::string shop_state::take_number(bool test) {
  if (test) {
    next_test_ = std::max(next_test_, store.highest(true) + 1);
    return "T-" + std::to_string(next_test_++);
  }
  if (options.number_prefix.empty()) {
    next_ = std::max(next_, store.highest(false) + 1);
  }
  std::string out;
  do {
    out = options.number_prefix + std::to_string(next_++);
  } while (store.find(out) != nullptr);
  return out;
}

std::string shop_state::place(const std::string& number, seconds_utc when, seconds_utc latest,
                              const order_wish& wish) {
  auto made = generator.make(number, when, latest, wish);
  const auto json = write_order(made.draft);
  const seconds_utc settled = made.draft.status_changed.value_or(when);
  const auto added = store.add(json, boost::json::serialize(json), std::move(made.payments));
  if (!added || !made.credit || number.starts_with("T-")) {
    return number;
  }
  credit_request request;
  const auto draw = generator.random(3);
  request.what = draw == 0   ? credit_request::kind::full
                 : draw == 1 ? credit_request::kind::lines
                             : credit_request::kind::amount;
  request.amount = std::max<cents>(1, (*added)->facts.total / 4);
  request.refund_payment = generator.chance(options.mix.credit_refunds_payment);
  const auto status = std::find_if(options.statuses.begin(), options.statuses.end(),
                                   [](const order_status& one) { return one.credit_order; });
  request.status = status == options.statuses.end() ? 10 : status->id;
  const seconds_utc later =
      settled + std::chrono::seconds{3'600 + static_cast<std::int64_t>(generator.random(400'000))};
  (void)credit(number, request, std::max(settled, std::min(latest, later)));
  return number;
}

void shop_state::advance(seconds_utc now) {
  if (options.arrivals_per_minute <= 0) {
    return;
  }
  const double per_second = options.arrivals_per_minute / 60.0;
  const auto due =
      static_cast<std::int64_t>(static_cast<double>((now - arrivals_since_).count()) * per_second);
  const std::int64_t last = std::min(due, arrived_ + arrivals_per_request_max);
  while (arrived_ < last) {
    ++arrived_;
    const auto at = std::chrono::seconds{
        static_cast<std::int64_t>(std::ceil(static_cast<double>(arrived_) / per_second))};
    arrive(1, std::min(now, arrivals_since_ + at), options.arrivals);
  }
}

std::vector<std::string> shop_state::arrive(std::int64_t count, seconds_utc when,
                                            const order_wish& wish) {
  std::vector<std::string> out;
  for (std::int64_t i = 0; i < count; ++i) {
    order_wish one = wish;
    one.test = wish.test || (!wish.status && !wish.paid && generator.chance(options.mix.test));
    const std::string number = place(take_number(one.test), when, when, one);
    out.push_back(store.find(number)->id());
  }
  return out;
}

const order_status* shop_state::find_status(std::int64_t status) const noexcept {
  const auto it = std::find_if(options.statuses.begin(), options.statuses.end(),
                               [&](const order_status& one) { return one.id == status; });
  return it == options.statuses.end() ? nullptr : &*it;
}

bool shop_state::is_credit_status(std::int64_t status) const noexcept {
  const auto* known = find_status(status);
  return known != nullptr && known->credit_order;
}

bool shop_state::is_finished(std::int64_t status) const noexcept {
  const auto* known = find_status(status);
  if (known == nullptr || known->credit_order) {
    return false;
  }
  std::string text = known->description;
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const std::string_view word : {"betaald", "verzonden", "afgehaald", "afgerond"}) {
    if (text.find(word) != std::string::npos) {
      return text.find("niet") == std::string::npos;
    }
  }
  return false;
}

bool shop_state::is_paid(const order_facts& facts) const noexcept {
  if (facts.payment_status == "captured" || facts.total == 0) {
    return true;
  }
  const bool unknown = facts.payment_status.empty() || facts.payment_status == "unknown";
  if (unknown && facts.payment_status_id == 1) {
    return true;
  }
  return (facts.gateway == "basic" || unknown) && is_finished(facts.status);
}

core::result<std::string> shop_state::credit(const std::string& id, const credit_request& request,
                                             seconds_utc now) {
  const order_record* original = store.find(id);
  if (original == nullptr) {
    return core::fail(core::errc::not_found, "no order " + id);
  }
  if (!is_credit_status(request.status)) {
    return core::fail(core::errc::invalid_input, "status: not one for credit orders");
  }
  const std::string number = take_number(original->facts.test);
  auto made = make_credit(*original, request, options, number, generator.draw_uuid(), now);
  if (!made) {
    return made.error();
  }
  const auto added = store.add(*made, boost::json::serialize(*made), {});
  if (!added) {
    return added.error();
  }
  // The original only gets the number; its status and its time of change stay.
  auto changed = parsed(*original);
  auto& numbers = changed["credit_order_numbers"];
  if (!numbers.is_array()) {
    numbers = boost::json::array{};
  }
  numbers.get_array().push_back(number_value(number, options.number_as_int));
  const cents credited = std::abs((*added)->facts.total);
  if (auto* payments = store.payments_of(id);
      request.refund_payment && payments != nullptr && !payments->empty()) {
    payments->front().mutations.push_back({"refund", credited, now});
    if (credited == std::abs(original->facts.total)) {
      changed["payment_status"] = "refunded";
    }
  }
  if (auto kept = store.replace(id, changed); !kept) {
    return kept.error();
  }
  return (*added)->id();
}

void shop_state::set_payment_status(const std::string& id, boost::json::object& order,
                                    const std::string& state, seconds_utc now) {
  static const std::map<std::string, std::string> steps{{"captured", "capture"},
                                                        {"authorized", "authorize"},
                                                        {"refunded", "refund"},
                                                        {"voided", "void"},
                                                        {"failed", "failed"}};
  const order_facts& facts = store.find(id)->facts;
  order["payment_status"] = state;
  auto* summary = order.if_contains("payment");
  if (summary != nullptr && summary->is_object()) {
    const int code = payment_status_id(state);
    summary->get_object()["status"] =
        boost::json::object{{"id", code}, {"text", std::string{payment_status_text(code)}}};
  }
  auto& payments = *store.payments_of(id);
  if (payments.empty() && !facts.gateway.empty() && facts.gateway != "basic") {
    payments.push_back({generator.draw_uuid(), facts.gateway, "ideal", facts.total, now, {}});
  }
  if (const auto step = steps.find(state); step != steps.end() && !payments.empty()) {
    payments.front().mutations.push_back({step->second, facts.total, now});
  }
}

core::result<void> shop_state::patch(const std::string& id, const order_patch& change,
                                     seconds_utc now) {
  const order_record* order = store.find(id);
  if (order == nullptr) {
    return core::fail(core::errc::not_found, "no order " + id);
  }
  const order_facts facts = order->facts;
  auto json = parsed(*order);
  std::optional<std::int64_t> status = change.status;
  std::optional<std::string> paying = change.payment_status;
  const bool by_hand = facts.gateway == "basic" || facts.gateway.empty();
  if (change.paid && by_hand && !status && *change.paid != is_finished(facts.status)) {
    status = *change.paid ? 3 : 1;
  } else if (change.paid && !by_hand) {
    paying = *change.paid ? "captured" : "pending";
  }
  bool moved = status && *status != facts.status;
  if (moved) {
    json["status"] = *status;
  }
  if (paying) {
    set_payment_status(id, json, *paying, now);
    moved = moved || (*paying == "captured" && options.capture_moves_status_changed);
  }
  if (change.archived) {
    json["archived"] = *change.archived;
  }
  if (change.total) {
    json["price"].as_object()["total"] = cents_text(*change.total);
  }
  if (change.touch.value_or(moved)) {
    const wall_seconds wall = to_wall(now);
    json["status_changed_date"] = date_text(wall);
    json["status_changed_time"] = clock_text(wall);
  }
  return store.replace(id, json);
}

}  // namespace boekbrug::sim::mijnwebwinkel
