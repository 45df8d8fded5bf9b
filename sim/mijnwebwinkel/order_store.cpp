#include "sim/mijnwebwinkel/order_store.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

/// Up to here walking an index beats walking all rows.
constexpr std::size_t narrow_max = 4'000;

}  // namespace

order_record* order_store::get(const std::string& id) const noexcept {
  auto it = by_number_.find(id);
  if (it == by_number_.end()) {
    const auto known = number_of_uuid_.find(id);
    it = known == number_of_uuid_.end() ? by_number_.end() : by_number_.find(known->second);
  }
  return it == by_number_.end() ? nullptr : it->second.get();
}

const order_record* order_store::find(const std::string& id) const noexcept {
  return get(id);
}

std::vector<payment>* order_store::payments_of(const std::string& id) noexcept {
  order_record* order = get(id);
  return order == nullptr ? nullptr : &order->payments;
}

std::vector<order_store::row>::iterator order_store::row_of(const key& place) {
  return std::lower_bound(rows_.begin(), rows_.end(), place,
                          [](const row& entry, const key& wanted) { return entry.place < wanted; });
}

core::result<const order_record*> order_store::add(const boost::json::object& order,
                                                   std::string text,
                                                   std::vector<payment> payments) {
  auto facts = read_facts(order);
  if (!facts) {
    return facts.error();
  }
  if (by_number_.contains(facts->number) ||
      (!facts->uuid.empty() && number_of_uuid_.contains(facts->uuid))) {
    return core::fail(core::errc::already_exists, "order " + facts->number + " exists");
  }
  auto record = std::make_unique<order_record>();
  record->facts = std::move(*facts);
  record->text = std::move(text);
  record->payments = std::move(payments);
  const order_facts& known = record->facts;
  const key place{known.sequence, known.test};
  const auto at = row_of(place);
  if (at != rows_.end() && at->place == place) {
    return core::fail(core::errc::already_exists, "order " + known.number + " exists");
  }
  rows_.insert(
      at, {place, known.created, known.status_changed, known.status, known.archived, record.get()});
  by_created_.emplace(known.created, place);
  if (known.status_changed) {
    by_changed_.emplace(*known.status_changed, place);
  }
  if (!known.uuid.empty()) {
    number_of_uuid_.emplace(known.uuid, known.number);
  }
  std::int64_t& highest = known.test ? highest_test_ : highest_;
  highest = std::max(highest, known.sequence);
  if (order_record* original = record->is_credit() ? get(known.credited_number) : nullptr) {
    original->credits.push_back(known.number);
  }
  const order_record* out = record.get();
  by_number_.emplace(known.number, std::move(record));
  return out;
}

bool order_store::erase(const std::string& id) {
  order_record* order = get(id);
  if (order == nullptr) {
    return false;
  }
  const order_facts facts = order->facts;
  const key place{facts.sequence, facts.test};
  rows_.erase(row_of(place));
  by_created_.erase({facts.created, place});
  if (facts.status_changed) {
    by_changed_.erase({*facts.status_changed, place});
  }
  number_of_uuid_.erase(facts.uuid);
  if (order_record* original = get(facts.credited_number)) {
    std::erase(original->credits, facts.number);
  }
  by_number_.erase(facts.number);
  return true;
}

core::result<void> order_store::replace(const std::string& id, const boost::json::object& order) {
  order_record* record = get(id);
  if (record == nullptr) {
    return core::fail(core::errc::not_found, "no order " + id);
  }
  auto facts = read_facts(order);
  if (!facts) {
    return facts.error();
  }
  order_facts& old = record->facts;
  if (facts->number != old.number || facts->uuid != old.uuid) {
    return core::fail(core::errc::invalid_input, "number and uuid of an order never change");
  }
  const key place{old.sequence, old.test};
  by_created_.erase({old.created, place});
  if (old.status_changed) {
    by_changed_.erase({*old.status_changed, place});
  }
  old = std::move(*facts);
  record->text = boost::json::serialize(order);
  by_created_.emplace(old.created, place);
  if (old.status_changed) {
    by_changed_.emplace(*old.status_changed, place);
  }
  *row_of(place) = {place, old.created, old.status_changed, old.status, old.archived, record};
  return {};
}

bool order_store::matches(const row& candidate, const order_filter& filter) {
  const auto inside = [](wall_seconds when, const std::optional<wall_seconds>& from,
                         const std::optional<wall_seconds>& before) {
    return (!from || when >= *from) && (!before || when < *before);
  };
  if ((candidate.place.second && !filter.test) ||
      (filter.status && candidate.status != *filter.status) ||
      (filter.archived && candidate.archived != *filter.archived) ||
      !inside(candidate.created, filter.created_from, filter.created_before)) {
    return false;
  }
  if ((filter.changed_from || filter.changed_before) &&
      (!candidate.changed ||
       !inside(*candidate.changed, filter.changed_from, filter.changed_before))) {
    return false;
  }
  if (!filter.email && !filter.debtor_id) {
    return true;
  }
  const order_facts& facts = candidate.order->facts;
  return (filter.email && facts.email == *filter.email) ||
         (filter.debtor_id && facts.debtor_id == *filter.debtor_id);
}

std::optional<std::vector<const order_store::row*>> order_store::narrow(
    const order_filter& filter) const {
  const bool by_change = filter.changed_from || filter.changed_before;
  if (!by_change && !filter.created_from && !filter.created_before) {
    return std::nullopt;
  }
  const auto& index = by_change ? by_changed_ : by_created_;
  const auto& from = by_change ? filter.changed_from : filter.created_from;
  const auto& before = by_change ? filter.changed_before : filter.created_before;
  std::vector<key> places;
  for (auto it = from ? index.lower_bound({*from, key{}}) : index.begin();
       it != index.end() && (!before || it->first < *before); ++it) {
    if (places.size() == narrow_max) {
      return std::nullopt;
    }
    places.push_back(it->second);
  }
  std::sort(places.begin(), places.end());
  std::vector<const row*> out;
  for (const auto& place : places) {
    const auto at =
        std::lower_bound(rows_.begin(), rows_.end(), place,
                         [](const row& entry, const key& wanted) { return entry.place < wanted; });
    out.push_back(&*at);
  }
  return out;
}

template <class Visit>
void order_store::walk(const order_filter& filter, Visit visit) const {
  const auto pass = [&](auto begin, auto end, auto row_at) {
    for (auto it = begin; it != end; ++it) {
      const row& candidate = row_at(*it);
      if (matches(candidate, filter) && !visit(candidate)) {
        return;
      }
    }
  };
  const auto through = [](const row* entry) -> const row& { return *entry; };
  const auto direct = [](const row& entry) -> const row& { return entry; };
  if (const auto few = narrow(filter)) {
    filter.descending ? pass(few->rbegin(), few->rend(), through)
                      : pass(few->begin(), few->end(), through);
  } else {
    filter.descending ? pass(rows_.rbegin(), rows_.rend(), direct)
                      : pass(rows_.begin(), rows_.end(), direct);
  }
}

std::vector<const order_record*> order_store::select(const order_filter& filter) const {
  std::vector<const order_record*> out;
  std::size_t skipped = 0;
  walk(filter, [&](const row& entry) {
    if (skipped < filter.offset) {
      ++skipped;
    } else if (out.size() < filter.limit) {
      out.push_back(entry.order);
    }
    return out.size() < filter.limit;
  });
  return out;
}

std::size_t order_store::count(const order_filter& filter) const {
  std::size_t out = 0;
  walk(filter, [&](const row&) {
    ++out;
    return true;
  });
  return out;
}

}  // namespace boekbrug::sim::mijnwebwinkel
