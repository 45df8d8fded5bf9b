#include "sim/magento/shop_state.hpp"

#include "sim/magento/json_text.hpp"
#include "sim/magento/order_view.hpp"

#include <algorithm>

namespace boekbrug::sim::magento {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// The first row that counts and is no part of a bundle, to invoice or refund one piece of.
const sold_item* first_item(const std::vector<sold_item>& items) {
  const auto it = std::find_if(items.begin(), items.end(), [](const sold_item& item) {
    return item.counts && item.parent == 0;
  });
  return it == items.end() ? nullptr : &*it;
}

}  // namespace

shop_state::shop_state(shop_options given)
    : options{std::move(given)},
      auth{options.auth},
      generator{options.generator},
      next_order_{options.first_id} {}

const store_view* shop_state::find_store(std::int64_t id) const {
  const auto& stores = options.generator.stores;
  const auto it = std::find_if(stores.begin(), stores.end(),
                               [&](const store_view& store) { return store.id == id; });
  return it == stores.end() ? nullptr : &*it;
}

std::string shop_state::next_number(std::map<std::int64_t, std::int64_t>& counters,
                                    std::int64_t store_id) {
  const store_view* store = find_store(store_id);
  std::string digits = std::to_string(++counters[store_id]);
  // Nine characters with the prefix of the store view in front of the zeros.
  const std::string prefix = store == nullptr ? std::string{} : store->prefix;
  const std::size_t width = prefix.size() < 9 ? 9 - prefix.size() : 1;
  digits.insert(0, digits.size() < width ? width - digits.size() : 0, '0');
  return options.number_prefix + prefix + digits;
}

document_place shop_state::next_place(document_kind kind, std::int64_t store_id, seconds_utc when) {
  const bool invoice = kind == document_kind::invoice;
  const std::int64_t id = invoice ? next_invoice_++ : next_memo_++;
  const std::int64_t items = next_document_item_;
  next_document_item_ += 50;
  return {id, items, next_number(invoice ? invoice_numbers_ : memo_numbers_, store_id), when};
}

void shop_state::advance(seconds_utc now) {
  if (!started_) {
    started_ = true;
    start_ = now;
    fill_catalogue();
    const seconds_utc to = std::min(options.to.value_or(now), now);
    const seconds_utc from = std::min(options.from.value_or(to - hours{24 * 30}), to);
    const auto span = static_cast<std::uint64_t>((to - from).count()) + 1;
    std::vector<seconds_utc> moments;
    for (std::int64_t i = 0; i < options.orders; ++i) {
      moments.push_back(from + seconds{static_cast<std::int64_t>(generator.random(span))});
    }
    std::sort(moments.begin(), moments.end());
    for (const auto moment : moments) {
      place_order(moment, now, {});
    }
    return;
  }
  if (options.arrivals_per_minute <= 0 || now <= start_) {
    return;
  }
  const double pace = 60.0 / options.arrivals_per_minute;  // seconds between two orders
  const auto due = static_cast<std::int64_t>(static_cast<double>((now - start_).count()) / pace);
  for (; arrived_ < due; ++arrived_) {
    const auto wait = static_cast<std::int64_t>(static_cast<double>(arrived_ + 1) * pace);
    place_order(std::min(start_ + seconds{wait}, now), now, options.arrivals);
  }
}

std::vector<std::int64_t> shop_state::arrive(std::int64_t count, seconds_utc when,
                                             seconds_utc latest, const order_wish& wish) {
  std::vector<std::int64_t> out;
  for (std::int64_t i = 0; i < count; ++i) {
    out.push_back(place_order(when, latest, wish));
  }
  return out;
}

std::int64_t shop_state::place_order(seconds_utc created, seconds_utc latest,
                                     const order_wish& wish) {
  generated_order made = generator.make(next_order_++, created, latest, wish);
  order_draft& draft = made.draft;
  const store_view& store = generator.draw_store();
  draft.store_id = store.id;
  draft.store_name = options.name + "\n" + options.name + "\n" + store.name;
  draft.number = next_number(order_numbers_, store.id);
  if (made.edited) {
    place_edited(draft, latest);
  }
  std::string text = write_order(draft, next_item_);
  if (draft.invoiced) {
    add_invoice_of(draft, text, latest);
  }
  orders.add(make_row(std::move(text)));
  follow_up(made, latest);
  return draft.id;
}

/// The order as it was first, cancelled; the draft becomes the one that replaces it.
void shop_state::place_edited(order_draft& draft, seconds_utc latest) {
  order_draft old = draft;
  draft.id = next_order_++;
  draft.root_number = old.number;
  draft.number += "-1";
  draft.parent_id = old.id;
  draft.parent_number = old.number;
  old.child_id = draft.id;
  old.child_number = draft.number;
  old.state = old.status = "canceled";
  old.invoiced = old.shipped = false;
  old.canceled = true;
  old.updated = std::min(latest, old.created + hours{1});
  draft.created = old.updated;
  draft.updated = std::max(draft.updated, draft.created);
  orders.add(make_row(write_order(old, next_item_)));
}

void shop_state::add_invoice_of(const order_draft& draft, const std::string& text,
                                seconds_utc latest) {
  const seconds wait = draft.method == "banktransfer" ? seconds{hours{20}} : seconds{minutes{2}};
  const seconds_utc when =
      std::min({draft.created + wait, std::max(draft.updated, draft.created), latest});
  document_wish wish;
  wish.from_scratch = true;
  auto invoice = make_document(document_kind::invoice, text, wish,
                               next_place(document_kind::invoice, draft.store_id, when));
  if (invoice) {
    invoices.add(make_row(std::move(*invoice)));
  }
}

void shop_state::follow_up(const generated_order& made, seconds_utc latest) {
  const std::int64_t id = made.draft.id;
  const seconds_utc when = std::min(latest, made.draft.updated + minutes{20});
  if (made.refund != refund_kind::none) {
    refund(made, latest);
  }
  if (made.after == after_course::nothing) {
    return;
  }
  document_wish wish;
  if (made.after == after_course::open_invoice) {
    wish.state = 1;
  } else {
    const auto items = sold_items(object_view{orders.find(id)->text});
    const sold_item* item = first_item(items);
    if (item == nullptr) {
      return;
    }
    wish.everything = false;
    wish.pieces = {{item->id, item->ordered}};
  }
  if (!make(document_kind::invoice, id, wish, when, true)) {
    return;
  }
  if (made.after == after_course::part_canceled) {
    orders.update(id, [](std::string& text) {
      cancel_rest(text);
      ship_all(text);
    });
  }
}

void shop_state::refund(const generated_order& made, seconds_utc latest) {
  const std::int64_t id = made.draft.id;
  const seconds_utc when = std::min(latest, made.draft.updated + hours{72});
  document_wish wish;
  wish.everything = made.refund == refund_kind::full;
  wish.shipping = wish.everything;
  wish.comment = "Retour";
  const auto items = sold_items(object_view{orders.find(id)->text});
  const sold_item* item = first_item(items);
  if (made.refund == refund_kind::amount || (!wish.everything && item == nullptr)) {
    wish.adjustment_positive = std::min<money>(2'5000, made.draft.grand_total());
  } else if (!wish.everything) {
    wish.pieces = {{item->id, std::min(one, item->ordered)}};
    if (made.refund == refund_kind::lines_with_adjustment && item->gross() > 5 * item->ordered) {
      wish.adjustment_negative = 2'5000;
    }
  }
  // Refused when nothing is left to give back, as on orders that a gift card paid.
  static_cast<void>(make(document_kind::creditmemo, id, wish, when, true).has_value());
}

core::result<std::int64_t> shop_state::make(document_kind kind, std::int64_t order_id,
                                            const document_wish& given, seconds_utc when,
                                            bool touch) {
  const row* order = orders.find(order_id);
  if (order == nullptr) {
    return core::fail(core::errc::invalid_input, "no order " + std::to_string(order_id));
  }
  document_wish wish = given;
  if (kind == document_kind::creditmemo) {
    const auto bills = invoices.of_order(order_id);
    wish.invoice_id = bills.empty() ? 0 : bills.back()->id;
  }
  const document_place place = next_place(kind, order->store_id, when);
  auto made = make_document(kind, order->text, wish, place);
  if (!made) {
    return made.error();
  }
  orders.update(order_id, [&](std::string& text) {
    book_document(kind, text, *made);
    if (touch) {
      set_member(text, "updated_at", quoted(to_text(when)));
    }
  });
  documents(kind).add(make_row(std::move(*made)));
  return place.id;
}

bool shop_state::add_order(std::string text) {
  row added = make_row(std::move(text));
  const std::int64_t id = added.id;
  if (!orders.add(std::move(added))) {
    return false;
  }
  next_order_ = std::max(next_order_, id + 1);
  for (const auto& item : sold_items(object_view{orders.find(id)->text})) {
    next_item_ = std::max(next_item_, item.id + 1);
  }
  return true;
}

bool shop_state::add_document(document_kind kind, std::string text) {
  row added = make_row(std::move(text));
  std::int64_t& next = kind == document_kind::invoice ? next_invoice_ : next_memo_;
  next = std::max(next, added.id + 1);
  orders.update(added.order_id, [](std::string&) {});  // its books are made anew
  return documents(kind).add(std::move(added));
}

bool shop_state::erase(std::int64_t order_id) {
  for (const auto kind : {document_kind::invoice, document_kind::creditmemo}) {
    for (const row* document : documents(kind).of_order(order_id)) {
      documents(kind).erase(document->id);
    }
  }
  return orders.erase(order_id);
}

}  // namespace boekbrug::sim::magento
