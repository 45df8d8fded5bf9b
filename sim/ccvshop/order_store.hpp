#pragma once
// The orders of the shop: by id, and in compact rows that a filtered list walks through.

#include "sim/ccvshop/model.hpp"

#include <array>
#include <unordered_map>

namespace boekbrug::sim::ccvshop {

enum class order_key : std::uint8_t { id, number, created, deliver_date };

/// What a list asks for, already checked.
struct order_filter {
  bool completed = true;
  std::optional<bool> paid;
  std::optional<std::int64_t> status, number, paymethod;
  std::optional<std::string> transaction, deliver_date, take_out_date;
  std::optional<time_point> from;   // inclusive
  std::optional<time_point> until;  // exclusive
  order_key by = order_key::id;
  bool descending = false;
  std::size_t start = 0;
  std::size_t size = 150;
};

struct order_selection {
  std::vector<const stored_order*> rows;
  bool more = false;
};

class order_store {
public:
  /// False when the id is taken.
  bool add(stored_order order);
  const stored_order* find(std::int64_t id) const noexcept;
  /// An order that is not deleted.
  const stored_order* find_live(std::int64_t id) const noexcept;
  /// 0 when there is none.
  std::int64_t find_number(const std::string& full) const noexcept;
  /// Changes an order through `change(stored_order&)` and keeps the index true.
  template <class Change>
  void update(std::int64_t id, Change change) {
    const auto it = orders_.find(id);
    if (it != orders_.end()) {
      change(*it->second);
      reindex(*it->second);
    }
  }
  order_selection select(const order_filter& filter) const;
  std::size_t size() const noexcept { return rows_.size(); }
  std::int64_t highest_id() const noexcept { return rows_.empty() ? 0 : rows_.back().id; }
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& entry : rows_) {
      visit(*entry.order);
    }
  }

private:
  struct row {
    std::int64_t id = 0;
    time_point created{};
    std::int64_t number = 0;
    std::int32_t paymethod = 0;
    std::int8_t status = 0;
    bool completed = false, paid = false, deleted = false;
    const stored_order* order = nullptr;
  };
  static row row_of(const stored_order& order);
  static bool matches(const row& candidate, const order_filter& filter);
  void reindex(const stored_order& order);
  const std::vector<std::uint32_t>& sorted(order_key by) const;

  std::unordered_map<std::int64_t, std::unique_ptr<stored_order>> orders_;
  std::unordered_map<std::string, std::int64_t> numbers_;
  std::vector<row> rows_;  // by id
  std::uint64_t version_ = 1;
  /// Orders sorted another way, kept until something changes.
  struct permutation {
    std::uint64_t version = 0;
    std::vector<std::uint32_t> places;
  };
  mutable std::array<permutation, 4> permutations_;
};

}  // namespace boekbrug::sim::ccvshop
