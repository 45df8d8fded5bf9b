#pragma once
// A database table of the shop (orders, invoices, credit memos): rows as ready JSON text, with the
// columns that searches use beside it.

#include "sim/magento/search.hpp"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace boekbrug::sim::magento {

struct row {
  std::int64_t id = 0, order_id = 0, store_id = 0;
  seconds_utc created{}, updated{};
  std::string text;           // see json_text.hpp
  mutable std::string books;  // what the control path says of it; "" = to be made
};

struct page {
  std::vector<const row*> rows;
  std::size_t total = 0;
};

enum class past_end : std::uint8_t { repeat, empty };

/// The columns that `search` knows, by table.
const columns& order_columns();
const columns& invoice_columns();
const columns& creditmemo_columns();
const columns& product_columns();
const columns& tax_columns();

/// Reads the columns out of the text; the row's id must be set in it.
row make_row(std::string text);

class table {
public:
  const row* find(std::int64_t id) const;
  /// False when the id is taken.
  bool add(row added);
  bool erase(std::int64_t id);
  /// The function changes the text; the columns follow from it.
  void update(std::int64_t id, const std::function<void(std::string&)>& change);
  page search(const criteria& wanted, past_end beyond) const;
  std::vector<const row*> of_order(std::int64_t order_id) const;
  std::size_t size() const noexcept { return rows_.size(); }
  std::int64_t last_id() const noexcept { return rows_.empty() ? 0 : rows_.back()->id; }
  const std::vector<std::unique_ptr<row>>& rows() const noexcept { return rows_; }

private:
  std::vector<std::unique_ptr<row>>::const_iterator place_of(std::int64_t id) const;
  std::vector<const row*> candidates(const criteria& wanted) const;
  bool take_recent(seconds_utc since, std::vector<const row*>& out) const;

  std::vector<std::unique_ptr<row>> rows_;  // by id
  std::set<std::pair<seconds_utc, std::int64_t>> by_updated_;
  std::map<std::int64_t, std::vector<std::int64_t>> by_order_;
};

column_value value_in(const row& from, const column& wanted);

}  // namespace boekbrug::sim::magento
