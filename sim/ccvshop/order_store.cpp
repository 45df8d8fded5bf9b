#include "sim/ccvshop/order_store.hpp"

#include <algorithm>
#include <numeric>

namespace boekbrug::sim::ccvshop {

order_store::row order_store::row_of(const stored_order& order) {
  return {order.id,
          order.created,
          order.number.value_or(0),
          static_cast<std::int32_t>(order.paymethod_id),
          static_cast<std::int8_t>(order.status),
          order.completed,
          order.paid,
          order.deleted,
          &order};
}

bool order_store::add(stored_order order) {
  const std::int64_t id = order.id;
  auto [it, fresh] = orders_.try_emplace(id, nullptr);
  if (!fresh) {
    return false;
  }
  it->second = std::make_unique<stored_order>(std::move(order));
  const auto place = std::lower_bound(rows_.begin(), rows_.end(), id,
                                      [](const row& a, std::int64_t b) { return a.id < b; });
  rows_.insert(place, row_of(*it->second));
  reindex(*it->second);
  return true;
}

void order_store::reindex(const stored_order& order) {
  ++version_;
  const auto place = std::lower_bound(rows_.begin(), rows_.end(), order.id,
                                      [](const row& a, std::int64_t b) { return a.id < b; });
  *place = row_of(order);
  if (order.number) {
    numbers_[full_number(order.prefix, order.number)] = order.id;
  }
}

const stored_order* order_store::find(std::int64_t id) const noexcept {
  const auto it = orders_.find(id);
  return it == orders_.end() ? nullptr : it->second.get();
}

const stored_order* order_store::find_live(std::int64_t id) const noexcept {
  const auto* order = find(id);
  return order == nullptr || order->deleted ? nullptr : order;
}

std::int64_t order_store::find_number(const std::string& full) const noexcept {
  const auto it = numbers_.find(full);
  return it == numbers_.end() ? 0 : it->second;
}

bool order_store::matches(const row& candidate, const order_filter& filter) {
  if (candidate.deleted || candidate.completed != filter.completed) {
    return false;
  }
  if ((filter.paid && candidate.paid != *filter.paid) ||
      (filter.status && candidate.status != *filter.status) ||
      (filter.number && candidate.number != *filter.number) ||
      (filter.paymethod && candidate.paymethod != *filter.paymethod) ||
      (filter.from && candidate.created < *filter.from) ||
      (filter.until && candidate.created >= *filter.until)) {
    return false;
  }
  const stored_order& order = *candidate.order;
  return (!filter.transaction || order.transaction_id == *filter.transaction) &&
         (!filter.deliver_date || order.deliver_date == filter.deliver_date) &&
         (!filter.take_out_date || order.take_out_date == filter.take_out_date);
}

const std::vector<std::uint32_t>& order_store::sorted(order_key by) const {
  permutation& kept = permutations_[static_cast<std::size_t>(by)];
  if (kept.version == version_) {
    return kept.places;
  }
  kept.version = version_;
  kept.places.resize(rows_.size());
  std::iota(kept.places.begin(), kept.places.end(), 0U);
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    const row& left = rows_[a];
    const row& right = rows_[b];
    switch (by) {
      case order_key::number:
        return left.number < right.number;
      case order_key::created:
        return left.created < right.created;
      case order_key::deliver_date:
        return left.order->deliver_date < right.order->deliver_date;
      case order_key::id:
        break;
    }
    return a < b;
  };
  std::stable_sort(kept.places.begin(), kept.places.end(), less);
  return kept.places;
}

order_selection order_store::select(const order_filter& filter) const {
  order_selection out;
  std::size_t passed = 0;
  const auto* places = filter.by == order_key::id ? nullptr : &sorted(filter.by);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::size_t at = filter.descending ? rows_.size() - 1 - i : i;
    const row& candidate = rows_[places == nullptr ? at : (*places)[at]];
    if (!matches(candidate, filter) || passed++ < filter.start) {
      continue;
    }
    if (out.rows.size() == filter.size) {
      out.more = true;
      break;
    }
    out.rows.push_back(candidate.order);
  }
  return out;
}

}  // namespace boekbrug::sim::ccvshop
