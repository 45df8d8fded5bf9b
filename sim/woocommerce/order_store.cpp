#include "sim/woocommerce/order_store.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace boekbrug::sim::woocommerce {
namespace {

template <class T>
bool contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// WooCommerce searches names and addresses; the number of a numbering plugin is not found.
bool matches_search(const stored_order& order, const std::string& wanted) {
  return lower(field(order.fields, "billing")).find(wanted) != std::string::npos ||
         lower(field(order.fields, "shipping")).find(wanted) != std::string::npos;
}

bool holds_product(const stored_order& order, std::int64_t product) {
  for (const auto line : split_array(field(order.fields, "line_items"))) {
    const json_fields members = split_object(line);
    if (field(members, "product_id") == std::to_string(product)) {
      return true;
    }
  }
  return false;
}

bool within(seconds_utc when, const std::optional<seconds_utc>& after,
            const std::optional<seconds_utc>& before) {
  return (!after || when > *after) && (!before || when < *before);
}

}  // namespace

bool order_store::add(stored_order order) {
  const std::int64_t id = order.id;
  auto owned = std::make_unique<stored_order>(std::move(order));
  stored_order* stored = owned.get();
  if (!orders_.emplace(id, std::move(owned)).second) {
    return false;
  }
  const row entry{id, stored->created, stored->modified, status_number(stored->status), stored};
  rows_.insert(row_of(id), entry);
  by_modified_.emplace(stored->modified, id);
  highest_id_ = std::max(highest_id_, id);
  index_refunds(*stored);
  return true;
}

bool order_store::erase(std::int64_t id) {
  stored_order* order = get(id);
  if (order == nullptr) {
    return false;
  }
  before_change(*order);
  for (const auto& refund : order->refunds) {
    refund_orders_.erase(refund.id);
  }
  rows_.erase(row_of(id));
  orders_.erase(id);
  return true;
}

const stored_order* order_store::find(std::int64_t id) const noexcept {
  const auto it = orders_.find(id);
  return it == orders_.end() ? nullptr : it->second.get();
}

stored_order* order_store::get(std::int64_t id) noexcept {
  const auto it = orders_.find(id);
  return it == orders_.end() ? nullptr : it->second.get();
}

std::vector<order_store::row>::iterator order_store::row_of(std::int64_t id) noexcept {
  return std::lower_bound(rows_.begin(), rows_.end(), id,
                          [](const row& r, std::int64_t wanted) { return r.id < wanted; });
}

void order_store::before_change(const stored_order& order) {
  by_modified_.erase({order.modified, order.id});
}

void order_store::after_change(stored_order& order) {
  by_modified_.emplace(order.modified, order.id);
  const auto entry = row_of(order.id);
  *entry = row{order.id, order.created, order.modified, status_number(order.status), &order};
  order.books_text.clear();
  index_refunds(order);
}

void order_store::index_refunds(const stored_order& order) {
  for (const auto& refund : order.refunds) {
    refund_orders_[refund.id] = order.id;
    highest_id_ = std::max(highest_id_, refund.id);
  }
}

const stored_refund* order_store::find_refund(std::int64_t id) const noexcept {
  const auto at = refund_orders_.find(id);
  const stored_order* order = at == refund_orders_.end() ? nullptr : find(at->second);
  if (order == nullptr) {
    return nullptr;
  }
  const auto it = std::find_if(order->refunds.begin(), order->refunds.end(),
                               [&](const auto& r) { return r.id == id; });
  return it == order->refunds.end() ? nullptr : &*it;
}

std::map<std::string, std::size_t> order_store::counts_by_status() const {
  std::map<std::string, std::size_t> out;
  for (const auto& entry : rows_) {
    ++out[statuses_[entry.status]];
  }
  return out;
}

std::uint32_t order_store::status_number(const std::string& slug) {
  const auto it = std::find(statuses_.begin(), statuses_.end(), slug);
  if (it != statuses_.end()) {
    return static_cast<std::uint32_t>(it - statuses_.begin());
  }
  statuses_.push_back(slug);
  return static_cast<std::uint32_t>(statuses_.size() - 1);
}

std::vector<char> order_store::wanted_statuses(const order_filter& filter) const {
  std::vector<char> out(statuses_.size(), 0);
  for (std::size_t i = 0; i < statuses_.size(); ++i) {
    const bool listed_by_default = statuses_[i] != "trash" && statuses_[i] != "auto-draft";
    out[i] = (filter.statuses.empty() ? listed_by_default : contains(filter.statuses, statuses_[i]))
                 ? 1
                 : 0;
  }
  return out;
}

std::vector<const order_store::row*> order_store::candidates(const order_filter& filter) const {
  const std::vector<char> statuses = wanted_statuses(filter);
  std::vector<const row*> out;
  const auto consider = [&](const row& entry) {
    const stored_order& order = *entry.order;
    const bool kept =
        statuses[entry.status] != 0 && within(entry.created, filter.after, filter.before) &&
        within(entry.modified, filter.modified_after, filter.modified_before) &&
        (filter.include.empty() || contains(filter.include, entry.id)) &&
        (filter.exclude.empty() || !contains(filter.exclude, entry.id)) &&
        (filter.parents.empty() || contains(filter.parents, order.parent)) &&
        (filter.parents_excluded.empty() || !contains(filter.parents_excluded, order.parent)) &&
        (!filter.customer || order.customer == *filter.customer) &&
        (!filter.product || holds_product(order, *filter.product)) &&
        (filter.search.empty() || matches_search(order, filter.search));
    if (kept) {
      out.push_back(&entry);
    }
  };
  const auto consider_id = [&](std::int64_t id) {
    const auto it =
        std::lower_bound(rows_.begin(), rows_.end(), id,
                         [](const row& r, std::int64_t wanted) { return r.id < wanted; });
    if (it != rows_.end() && it->id == id) {
      consider(*it);
    }
  };
  if (!filter.include.empty()) {
    const std::set<std::int64_t> once(filter.include.begin(), filter.include.end());
    std::for_each(once.begin(), once.end(), consider_id);
  } else if (filter.modified_after) {
    const auto from = by_modified_.upper_bound(
        {*filter.modified_after, std::numeric_limits<std::int64_t>::max()});
    std::for_each(from, by_modified_.end(), [&](const auto& entry) { consider_id(entry.second); });
  } else {
    std::for_each(rows_.begin(), rows_.end(), consider);
  }
  return out;
}

order_selection order_store::select(const order_filter& wanted) const {
  order_filter filter = wanted;
  filter.search = lower(filter.search);
  std::vector<const row*> found = candidates(filter);
  const auto place = [&](const row* entry) {
    return std::find(filter.include.begin(), filter.include.end(), entry->id) -
           filter.include.begin();
  };
  const auto ascending = [&](const row* a, const row* b) {
    switch (filter.by) {
      case order_by::date:
        return std::pair{a->created, a->id} < std::pair{b->created, b->id};
      case order_by::modified:
        return std::pair{a->modified, a->id} < std::pair{b->modified, b->id};
      case order_by::include:
        return place(a) < place(b);
      case order_by::id:
        break;
    }
    return a->id < b->id;
  };
  const bool backwards = filter.descending && filter.by != order_by::include;
  order_selection out;
  out.total = found.size();
  const std::size_t from = std::min(filter.offset, found.size());
  const std::size_t to = std::min(from + filter.limit, found.size());
  // Rows are kept by id, so the commonest scan needs no sorting, however deep the page.
  if (filter.by == order_by::id && !filter.modified_after) {
    for (std::size_t i = from; i < to; ++i) {
      out.rows.push_back(found[backwards ? found.size() - 1 - i : i]->order);
    }
    return out;
  }
  const auto middle = found.begin() + static_cast<std::ptrdiff_t>(to);
  if (!backwards) {
    std::partial_sort(found.begin(), middle, found.end(), ascending);
  } else {
    std::partial_sort(found.begin(), middle, found.end(),
                      [&](const row* a, const row* b) { return ascending(b, a); });
  }
  for (std::size_t i = from; i < to; ++i) {
    out.rows.push_back(found[i]->order);
  }
  return out;
}

}  // namespace boekbrug::sim::woocommerce
