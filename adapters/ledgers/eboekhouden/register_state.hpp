#pragma once
// What a walk through the books has learned so far: the text between two of its pages.

#include "core/base/money.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::eboekhouden_api {

/// A sale in the books, to be read for its VAT per code.
struct booked_sale {
  std::string mutation;  // its id there
  std::string document;  // the id that we give it: that of its invoice, when it has one
};

struct register_state {
  /// open items, sales mutations, invoices, details of the sales
  enum class stage : char { open = 'o', sales = 's', invoices = 'i', details = 'd' };
  stage now = stage::open;
  std::size_t offset = 0;
  /// What is paid of each open item, by number and relation.
  std::map<std::string, core::minor_units> open_paid;
  /// Sales whose invoice has not been seen: ids of mutations by number.
  std::map<std::string, std::vector<std::string>> sales;
  std::vector<booked_sale> to_read;
};

std::string open_key(std::string_view number, std::string_view relation);
std::string to_page(const register_state& state);
/// The beginning for ""; nothing for a text that is no page.
std::optional<register_state> from_page(std::string_view page);

}  // namespace boekbrug::adapters::eboekhouden_api
