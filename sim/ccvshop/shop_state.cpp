#include "sim/ccvshop/shop_state.hpp"

#include "sim/ccvshop/people.hpp"
#include "sim/ccvshop/render.hpp"
#include "sim/ccvshop/signing.hpp"

#include <algorithm>
#include <cmath>

namespace boekbrug::sim::ccvshop {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

/// Sets the member of an order that keeps its own text.
void restate(stored_order& order, std::string_view key, std::string raw) {
  if (order.posted) {
    set_member(order.posted->head, key, std::move(raw));
  }
}

}  // namespace

shop_state::shop_state(shop_options given)
    : options{std::move(given)}, generator{options.generator}, base_url{options.base_url} {
  next_id_ = options.first_id;
}

void shop_state::prepare(time_point now) {
  const time_point to = options.to.value_or(now);
  const time_point from = options.from.value_or(to - days{30});
  const auto span = static_cast<std::uint64_t>(std::max<std::int64_t>((to - from).count(), 1));
  std::vector<time_point> times;
  for (std::int64_t i = 0; i < options.orders; ++i) {
    times.push_back(from + milliseconds{static_cast<std::int64_t>(generator.random(span))});
  }
  std::sort(times.begin(), times.end());
  for (const auto created : times) {
    plan(generator.make(next_id_++, std::chrono::floor<std::chrono::seconds>(created),
                        std::max(now, created), {}));
  }
  run_until(now);
}

void shop_state::plan(generated_order made) {
  orders.add(std::move(made.order));
  for (auto& event : made.events) {
    event.place = next_event_++;
    events_.push(std::move(event));
  }
}

void shop_state::run_until(time_point now) {
  while (!events_.empty() && events_.top().when <= now) {
    const planned_event event = events_.top();
    events_.pop();
    happen(event);
  }
}

void shop_state::advance(time_point now) {
  if (options.arrivals_per_minute > 0) {
    const auto step =
        milliseconds{std::max<std::int64_t>(1, std::llround(60'000 / options.arrivals_per_minute))};
    next_arrival_ = next_arrival_.value_or(now + step);
    for (; *next_arrival_ <= now; *next_arrival_ += step) {
      run_until(*next_arrival_);
      plan(generator.make(next_id_++, *next_arrival_, *next_arrival_, {}));
    }
  }
  run_until(now);
}

std::vector<std::int64_t> shop_state::arrive(std::int64_t count, time_point now,
                                             const order_wish& wish) {
  std::vector<std::int64_t> ids;
  for (std::int64_t i = 0; i < count; ++i) {
    ids.push_back(next_id_++);
    plan(generator.make(ids.back(), now, now, wish));
  }
  run_until(now);
  return ids;
}

bool shop_state::add_posted(stored_order order) {
  if (order.id == 0) {
    order.id = next_id_;
  }
  const std::int64_t id = order.id;
  const auto number = order.number;
  const std::string prefix = order.prefix;
  restate(order, "id", std::to_string(id));
  if (!orders.add(std::move(order))) {
    return false;
  }
  next_id_ = std::max(next_id_, id + 1);
  if (number) {
    auto& last = last_numbers_.try_emplace(prefix, 1000).first->second;
    last = std::max(last, *number);
  }
  return true;
}

void shop_state::happen(const planned_event& event) {
  const auto* order = orders.find_live(event.order_id);
  if (order == nullptr) {
    return;
  }
  switch (event.kind) {
    case event_kind::complete:
      complete(event.order_id, event.when);
      break;
    case event_kind::pay:
      set_paid(event.order_id, true, event.when, false);
      break;
    case event_kind::status:
      set_status(event.order_id, event.status, event.when, false);
      break;
    case event_kind::credit: {
      credit_request request;
      request.kind = event.credit_kind;
      request.amount = std::min<cents>(500, order->money.total);
      // An order of nothing has nothing to give back; the shop then makes no document.
      static_cast<void>(make_credit(event.order_id, request, event.when));
      break;
    }
    case event_kind::edit:
      static_cast<void>(edit_rows(event.order_id, std::nullopt, event.when, true));
      break;
    case event_kind::remove:
      remove(event.order_id, event.when, false);
      break;
  }
}

void shop_state::complete(std::int64_t id, time_point when) {
  const auto* order = orders.find(id);
  if (order == nullptr || order->completed) {
    return;
  }
  const std::int64_t number = ++last_numbers_.try_emplace(order->prefix, 1000).first->second;
  const bool invoiced = mixed(options.generator.seed, static_cast<std::uint64_t>(id)) % 10'000 <
                        static_cast<std::uint64_t>(options.generator.mix.invoice * 10'000);
  orders.update(id, [&](stored_order& changed) {
    changed.completed = true;
    changed.number = number;
    changed.status = 1;
    restate(changed, "is_completed", "true");
    restate(changed, "ordernumber", std::to_string(number));
    restate(changed, "ordernumber_full", quoted(full_number(changed.prefix, number)));
    restate(changed, "status", "1");
  });
  announce(*order, "orders.created", when);
  if (invoiced) {
    make_invoice(id, when);
  }
}

void shop_state::set_paid(std::int64_t id, bool paid, time_point when, bool silent) {
  orders.update(id, [&](stored_order& order) {
    order.paid = paid;
    restate(order, "paid", paid ? "true" : "false");
  });
  const auto* order = orders.find(id);
  if (order == nullptr || silent) {
    return;
  }
  announce(*order, "orders.updated.ispaid", when, paid ? "\"paid\":true" : "\"paid\":false");
  for (const auto invoice_id : order->invoices) {
    if (const auto* invoice = find_invoice(invoice_id); !invoice->credit) {
      set_invoice_status(invoice_id, paid ? 1 : 2, when);
    }
  }
}

void shop_state::set_status(std::int64_t id, int status, time_point when, bool silent) {
  int before = 0;
  orders.update(id, [&](stored_order& order) {
    before = order.status;
    order.status = status;
    restate(order, "status", std::to_string(status));
  });
  const auto* order = orders.find(id);
  if (order != nullptr && !silent && before != status) {
    announce(*order, "orders.updated.status", when,
             "\"previous_status\":" + (before == 0 ? "null" : std::to_string(before)) +
                 ",\"status\":" + std::to_string(status));
  }
}

void shop_state::set_total(std::int64_t id, cents total) {
  orders.update(id, [&](stored_order& order) {
    keep_invoice_money(order);
    order.money.total = total;
    restate(order, "total_price", number_text(from_cents(total)));
  });
}

void shop_state::remove(std::int64_t id, time_point when, bool silent) {
  orders.update(id, [](stored_order& order) { order.deleted = true; });
  const auto* order = orders.find(id);
  if (order != nullptr && !silent) {
    announce(*order, "orders.deleted", when);
  }
}

made_or_why shop_state::edit_rows(std::int64_t id, std::optional<std::int64_t> removed,
                                  time_point when, bool invoice) {
  const auto* order = orders.find_live(id);
  if (order == nullptr) {
    return "no order " + std::to_string(id);
  }
  money_sheet changed = order->money;
  money_sheet difference;
  std::size_t place = changed.rows.size();
  if (removed) {
    const auto it = std::find_if(changed.rows.begin(), changed.rows.end(),
                                 [&](const order_row& row) { return row.id == *removed; });
    if (it == changed.rows.end()) {
      return "row " + std::to_string(*removed) + " is not in the order";
    }
    place = static_cast<std::size_t>(it - changed.rows.begin());
    difference.rows.push_back(*it);
    changed.rows.erase(it);
  } else {
    changed.rows.push_back(generator.draw_row(*order));
    difference.rows.push_back(changed.rows.back());
  }
  settle(changed, options.generator.rules);
  if (changed.total < 0) {
    return std::string{"the total would fall below zero"};
  }
  difference.taxes_included = changed.taxes_included;
  difference.row_taxes_included = changed.row_taxes_included;
  difference.intra_community = changed.intra_community;
  difference.platform_sale = changed.platform_sale;
  settle(difference, options.generator.rules);
  orders.update(id, [&](stored_order& edited) {
    keep_invoice_money(edited);
    edited.money = changed;
    restate(edited, "total_price", number_text(from_cents(changed.total)));
    restate(edited, "total_tax", number_text(from_cents(changed.tax)));
    restate(edited, "total_orderrow_price", number_text(from_cents(rows_total(changed))));
    if (edited.posted && removed) {
      edited.posted->rows.erase(edited.posted->rows.begin() + static_cast<std::ptrdiff_t>(place));
    } else if (edited.posted) {
      edited.posted->rows.push_back(
          split_object(row_text(changed.rows.back(), row_owner{base_url, id, 0})));
    }
  });
  if (invoice && !order->invoices.empty()) {
    add_invoice(*order, when, removed.has_value(), removed ? 3 : 1,
                std::make_unique<money_sheet>(std::move(difference)));
  }
  return id;
}

std::string shop_state::email_of(const stored_order& order) const {
  return order.posted ? posted_email(*order.posted)
                      : make_person(order.buyer, options.generator.seed).email;
}

void shop_state::announce(const stored_order& order, std::string_view event, time_point when,
                          std::string_view extra) {
  if (!webhooks.wants(event)) {
    return;
  }
  std::string body;
  json_writer json{body};
  json.open('{').key("triggered_at").text(utc_text(when));
  json.key("href").text(base_url + "/api/rest/v1/orders/" + std::to_string(order.id));
  json.key("id").number(order.id).key("order_number");
  order.number ? json.number(*order.number) : json.null();
  json.key("ordernumber_prefix").text(order.prefix);
  json.key("ordernumber_full").text(full_number(order.prefix, order.number));
  json.key("total_price").amount(from_cents(order.money.total));
  json.key("customer_email").text(email_of(order)).key("customer_mobile").text("");
  if (!extra.empty()) {
    json.members(extra);
  }
  json.close('}');
  webhooks.post(event, body, options.webhook_hash_body_only);
}

}  // namespace boekbrug::sim::ccvshop
