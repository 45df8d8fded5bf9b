#pragma once
// The rows of an order or credit memo, and which of them count (magento.md 4).

#include "adapters/shops/magento/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::adapters::magento_api {

/// Fixed product tax: a deposit, a recycling charge. It is not in row_total.
struct weee_row {
  std::string title;
  core::decimal net;
  core::decimal gross;
};

struct item_row {
  std::int64_t id = 0;
  std::optional<std::int64_t> parent;
  std::string type;
  std::string sku;
  std::string name;
  std::string product_id;
  core::decimal quantity = 1;
  core::decimal row_total;
  core::decimal tax;
  core::decimal hidden_tax;  // discount_tax_compensation_amount: the tax inside a gross discount
  core::decimal discount;    // positive
  std::optional<core::decimal> percent;
  std::optional<core::decimal> price;
  std::optional<core::decimal> price_with_tax;
  std::optional<core::decimal> original_price;
  bool is_service = false;
  std::vector<weee_row> weee;
};

/// An item with its children. Either it counts or they do, never both.
struct item_group {
  std::size_t parent = 0;  // place in the rows
  std::vector<std::size_t> children;
  bool children_count = false;
  bool doubtful = false;  // both sides carry amounts: the sums may prove the other choice right
};

std::vector<item_row> read_items(const fields& order);
/// Rules 1 to 5.
std::vector<item_group> group_items(const std::vector<item_row>& rows);
/// The places of the rows that count.
std::vector<std::size_t> counted_rows(const std::vector<item_group>& groups);
/// The name of a row that counts, with the variant that a configurable's child names.
std::string line_name(const std::vector<item_row>& rows, const std::vector<item_group>& groups,
                      std::size_t at);

/// The deposits of a row: `weee_tax_applied` is JSON inside a text.
std::vector<weee_row> read_weee(const fields& item);

}  // namespace boekbrug::adapters::magento_api
