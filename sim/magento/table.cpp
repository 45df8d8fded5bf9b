#include "sim/magento/table.hpp"

#include "sim/magento/json_text.hpp"

#include <algorithm>

namespace boekbrug::sim::magento {
namespace {

std::int64_t seconds_of(seconds_utc when) {
  return when.time_since_epoch().count();
}

bool passes(const row& candidate, const criteria& wanted) {
  return std::all_of(wanted.groups.begin(), wanted.groups.end(), [&](const filter_group& group) {
    return std::any_of(group.begin(), group.end(), [&](const filter& one_filter) {
      return matches(one_filter, value_in(candidate, *one_filter.on));
    });
  });
}

/// A lower bound that a group of one filter puts on a column.
const filter* lower_bound_on(const criteria& wanted, std::string_view name) {
  for (const auto& group : wanted.groups) {
    if (group.size() == 1 && group.front().field == name &&
        (group.front().test == condition::gt || group.front().test == condition::gteq ||
         group.front().test == condition::eq)) {
      return &group.front();
    }
  }
  return nullptr;
}

void sort_rows(std::vector<const row*>& rows, const std::vector<sort_order>& sorts) {
  if (sorts.empty() || (sorts.front().field == "entity_id" && sorts.front().ascending)) {
    return;  // they are in this order
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const row* a, const row* b) {
    for (const auto& order : sorts) {
      const int difference = compare(value_in(*a, *order.on), value_in(*b, *order.on));
      if (difference != 0) {
        return order.ascending ? difference < 0 : difference > 0;
      }
    }
    return false;
  });
}

}  // namespace

row make_row(std::string text) {
  row out;
  out.text = std::move(text);
  out.text.shrink_to_fit();  // there are many of them
  out.id = number_of(out.text, "entity_id");
  out.order_id = number_of(out.text, "order_id");
  out.store_id = number_of(out.text, "store_id");
  out.created = parse_time(text_of(out.text, "created_at")).value_or(seconds_utc{});
  out.updated = parse_time(text_of(out.text, "updated_at")).value_or(out.created);
  return out;
}

column_value value_in(const row& from, const column& wanted) {
  if (wanted.name == "entity_id") {
    return from.id * one;
  }
  if (wanted.name == "updated_at") {
    return seconds_of(from.updated);
  }
  if (wanted.name == "created_at") {
    return seconds_of(from.created);
  }
  if (wanted.name == "order_id") {
    return from.order_id * one;
  }
  if (wanted.name == "store_id") {
    return from.store_id * one;
  }
  const std::string_view json =
      member(from.text, wanted.name.starts_with("base_") && member(from.text, wanted.name).empty()
                            ? wanted.name.substr(5)
                            : wanted.name);
  if (json.empty() || json == "null") {
    return std::monostate{};
  }
  std::string text = decoded(json);
  if (wanted.kind == column_kind::number) {
    return parse_money(text).value_or(0);
  }
  if (wanted.kind == column_kind::time) {
    return seconds_of(parse_time(text).value_or(seconds_utc{}));
  }
  return text;
}

std::vector<std::unique_ptr<row>>::const_iterator table::place_of(std::int64_t id) const {
  return std::lower_bound(
      rows_.begin(), rows_.end(), id,
      [](const std::unique_ptr<row>& entry, std::int64_t wanted) { return entry->id < wanted; });
}

const row* table::find(std::int64_t id) const {
  const auto it = place_of(id);
  return it == rows_.end() || (*it)->id != id ? nullptr : it->get();
}

bool table::add(row added) {
  const auto it = place_of(added.id);
  if (it != rows_.end() && (*it)->id == added.id) {
    return false;
  }
  by_updated_.emplace(added.updated, added.id);
  if (added.order_id != 0) {
    by_order_[added.order_id].push_back(added.id);
  }
  rows_.insert(it, std::make_unique<row>(std::move(added)));
  return true;
}

bool table::erase(std::int64_t id) {
  const auto it = place_of(id);
  if (it == rows_.end() || (*it)->id != id) {
    return false;
  }
  by_updated_.erase({(*it)->updated, id});
  if (const auto list = by_order_.find((*it)->order_id); list != by_order_.end()) {
    std::erase(list->second, id);
  }
  rows_.erase(it);
  return true;
}

void table::update(std::int64_t id, const std::function<void(std::string&)>& change) {
  const auto it = place_of(id);
  if (it == rows_.end() || (*it)->id != id) {
    return;
  }
  row& changed = **it;
  by_updated_.erase({changed.updated, id});
  change(changed.text);
  changed = make_row(std::move(changed.text));
  by_updated_.emplace(changed.updated, id);
}

std::vector<const row*> table::of_order(std::int64_t order_id) const {
  std::vector<const row*> out;
  if (const auto it = by_order_.find(order_id); it != by_order_.end()) {
    for (const auto id : it->second) {
      out.push_back(find(id));
    }
  }
  return out;
}

/// The rows changed since then by id, when they are few enough to be worth it.
bool table::take_recent(seconds_utc since, std::vector<const row*>& out) const {
  std::vector<std::int64_t> ids;
  for (auto it = by_updated_.rbegin(); it != by_updated_.rend() && it->first >= since; ++it) {
    if (ids.size() > rows_.size() / 16 + 16) {
      return false;
    }
    ids.push_back(it->second);
  }
  std::sort(ids.begin(), ids.end());
  for (const auto id : ids) {
    out.push_back(find(id));
  }
  return true;
}

std::vector<const row*> table::candidates(const criteria& wanted) const {
  std::vector<const row*> out;
  if (const filter* orders = lower_bound_on(wanted, "order_id");
      orders != nullptr && orders->test == condition::eq && !by_order_.empty()) {
    out = of_order(orders->numbers.front() / one);
    std::sort(out.begin(), out.end(), [](const row* a, const row* b) { return a->id < b->id; });
    return out;
  }
  if (const filter* recent = lower_bound_on(wanted, "updated_at"); recent != nullptr) {
    if (take_recent(seconds_utc{std::chrono::seconds{recent->numbers.front()}}, out)) {
      return out;
    }
    out.clear();
  }
  auto from = rows_.begin();
  auto to = rows_.end();
  if (const filter* ids = lower_bound_on(wanted, "entity_id"); ids != nullptr) {
    from = place_of(ids->numbers.front() / one);
    to = ids->test == condition::eq && from != to ? from + 1 : to;
  }
  out.reserve(static_cast<std::size_t>(to - from));
  for (; from != to; ++from) {
    out.push_back(from->get());
  }
  return out;
}

page table::search(const criteria& wanted, past_end beyond) const {
  page out;
  std::vector<const row*> found;
  const bool newest_first = wanted.groups.empty() && wanted.sorts.size() == 1 &&
                            wanted.sorts.front().field == "updated_at" &&
                            !wanted.sorts.front().ascending && wanted.page_size.value_or(0) > 0 &&
                            wanted.current_page.value_or(1) <= 1;
  if (newest_first) {
    // How a client asks for the shop's clock; not worth sorting everything.
    for (auto it = by_updated_.rbegin();
         it != by_updated_.rend() && out.rows.size() < static_cast<std::size_t>(*wanted.page_size);
         ++it) {
      out.rows.push_back(find(it->second));
    }
    out.total = rows_.size();
    return out;
  }
  for (const row* candidate : candidates(wanted)) {
    if (passes(*candidate, wanted)) {
      found.push_back(candidate);
    }
  }
  sort_rows(found, wanted.sorts);
  out.total = found.size();
  const auto size =
      static_cast<std::size_t>(std::max<std::int64_t>(wanted.page_size.value_or(0), 0));
  if (size == 0) {
    out.rows = std::move(found);  // no size, no limit
    return out;
  }
  auto number =
      static_cast<std::size_t>(std::max<std::int64_t>(wanted.current_page.value_or(1), 1));
  const std::size_t last = std::max<std::size_t>((found.size() + size - 1) / size, 1);
  if (number > last) {
    if (beyond == past_end::empty) {
      return out;
    }
    number = last;
  }
  const std::size_t first = (number - 1) * size;
  for (std::size_t i = first; i < std::min(first + size, found.size()); ++i) {
    out.rows.push_back(found[i]);
  }
  return out;
}

}  // namespace boekbrug::sim::magento
