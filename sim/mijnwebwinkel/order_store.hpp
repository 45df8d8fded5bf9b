#pragma once
// The orders of the shop in the order of their numbers, with indexes for the filters.

#include "sim/mijnwebwinkel/order_record.hpp"

#include <boost/json/object.hpp>

#include <memory>
#include <set>
#include <unordered_map>

namespace boekbrug::sim::mijnwebwinkel {

/// What a list asks for, already checked. Bounds are wall time; lower ones inclusive, upper ones
/// exclusive.
struct order_filter {
  std::optional<wall_seconds> created_from, created_before, changed_from, changed_before;
  std::optional<std::int64_t> status;
  std::optional<bool> archived;
  bool test = false;
  std::optional<std::string> email, debtor_id;
  bool descending = false;
  std::size_t offset = 0, limit = 10;
};

class order_store {
public:
  /// Nothing is stored when the number or the uuid is taken.
  core::result<const order_record*> add(const boost::json::object& order, std::string text,
                                        std::vector<payment> payments);
  /// By number or uuid.
  const order_record* find(const std::string& id) const noexcept;
  bool erase(const std::string& id);
  /// Replaces the JSON; number and uuid must stay.
  core::result<void> replace(const std::string& id, const boost::json::object& order);
  std::vector<payment>* payments_of(const std::string& id) noexcept;
  std::vector<const order_record*> select(const order_filter& filter) const;
  std::size_t count(const order_filter& filter) const;
  std::size_t size() const noexcept { return rows_.size(); }
  std::int64_t highest(bool test) const noexcept { return test ? highest_test_ : highest_; }
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& entry : rows_) {
      visit(*entry.order);
    }
  }

private:
  using key = std::pair<std::int64_t, bool>;  // sequence, test
  /// Close together in memory, so that a scan is quick.
  struct row {
    key place;
    wall_seconds created;
    std::optional<wall_seconds> changed;
    std::int64_t status;
    bool archived;
    order_record* order;
  };
  order_record* get(const std::string& id) const noexcept;
  std::vector<row>::iterator row_of(const key& place);
  static bool matches(const row& candidate, const order_filter& filter);
  /// The few rows of a narrow time window; nothing when a scan is as good.
  std::optional<std::vector<const row*>> narrow(const order_filter& filter) const;
  template <class Visit>
  void walk(const order_filter& filter, Visit visit) const;

  std::vector<row> rows_;
  std::unordered_map<std::string, std::unique_ptr<order_record>> by_number_;
  std::unordered_map<std::string, std::string> number_of_uuid_;
  std::set<std::pair<wall_seconds, key>> by_created_, by_changed_;
  std::int64_t highest_ = 0, highest_test_ = 0;
};

}  // namespace boekbrug::sim::mijnwebwinkel
