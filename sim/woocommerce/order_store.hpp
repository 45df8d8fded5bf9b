#pragma once
// The orders of the shop: by id, and in compact rows that a filtered list walks through.

#include "sim/woocommerce/json_text.hpp"
#include "sim/woocommerce/shop_time.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace boekbrug::sim::woocommerce {

struct stored_refund {
  std::int64_t id = 0;
  std::int64_t order_id = 0;
  seconds_utc created{};
  micro amount = 0;
  json_fields fields;
};

struct stored_order {
  std::int64_t id = 0;
  std::int64_t parent = 0;
  std::int64_t customer = 0;
  std::string status;
  std::string number;
  seconds_utc created{}, modified{};
  std::optional<seconds_utc> paid;
  micro total = 0;
  bool from_file = false;
  json_fields fields;
  std::vector<stored_refund> refunds;
  /// What GET /_sim/books says about it; made when first asked, dropped at a change.
  mutable std::string books_text;
};

enum class order_by : std::uint8_t { date, id, include, modified };

/// What a list asks for, already checked. Bounds are exclusive.
struct order_filter {
  std::vector<std::string> statuses;  // empty = all but trash and auto-draft
  std::optional<seconds_utc> after, before, modified_after, modified_before;
  std::vector<std::int64_t> include, exclude, parents, parents_excluded;
  std::optional<std::int64_t> customer;
  std::optional<std::int64_t> product;
  std::string search;
  order_by by = order_by::date;
  bool descending = true;
  std::size_t offset = 0;
  std::size_t limit = 10;
};

struct order_selection {
  std::size_t total = 0;  // of all pages
  std::vector<const stored_order*> rows;
};

class order_store {
public:
  /// False when the id is taken.
  bool add(stored_order order);
  bool erase(std::int64_t id);
  const stored_order* find(std::int64_t id) const noexcept;
  /// Changes an order through `change(stored_order&)` and keeps the index true. False when there is
  /// none.
  template <class Change>
  bool update(std::int64_t id, Change change) {
    stored_order* order = get(id);
    if (order == nullptr) {
      return false;
    }
    before_change(*order);
    change(*order);
    after_change(*order);
    return true;
  }
  order_selection select(const order_filter& filter) const;
  /// By refund id.
  const std::map<std::int64_t, std::int64_t>& refunds() const noexcept { return refund_orders_; }
  const stored_refund* find_refund(std::int64_t id) const noexcept;
  std::map<std::string, std::size_t> counts_by_status() const;
  std::size_t size() const noexcept { return rows_.size(); }
  std::int64_t highest_id() const noexcept { return highest_id_; }
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& entry : rows_) {
      visit(*entry.order);
    }
  }

private:
  /// What the filters need, close together in memory.
  struct row {
    std::int64_t id;
    seconds_utc created, modified;
    std::uint32_t status;
    const stored_order* order;
  };
  stored_order* get(std::int64_t id) noexcept;
  std::vector<row>::iterator row_of(std::int64_t id) noexcept;
  void before_change(const stored_order& order);
  void after_change(stored_order& order);
  void index_refunds(const stored_order& order);
  std::uint32_t status_number(const std::string& slug);
  std::vector<char> wanted_statuses(const order_filter& filter) const;
  std::vector<const row*> candidates(const order_filter& filter) const;

  std::unordered_map<std::int64_t, std::unique_ptr<stored_order>> orders_;
  std::vector<row> rows_;  // by id
  std::set<std::pair<seconds_utc, std::int64_t>> by_modified_;
  std::map<std::int64_t, std::int64_t> refund_orders_;
  std::vector<std::string> statuses_;
  std::int64_t highest_id_ = 0;
};

}  // namespace boekbrug::sim::woocommerce
