#pragma once
// The shop's lines with everything decided about each: class, rate, account, words (R6, R7).

#include "core/booking/classify.hpp"

namespace boekbrug::core {

struct charged_line {
  line_kind kind = line_kind::product;
  std::string description;
  decimal quantity = 1;
  minor_units net = 0;
  minor_units vat = 0;
  minor_units parts = 1;   // lines of the shop that it stands for
  minor_units pieces = 0;  // of the lines that were grouped into it; 0: its quantity
  vat_key key;
  std::string rate_id;
  std::string account_id;
};

/// Rate and account of a class, as for one line.
result<charged_line> charge_amount(line_kind kind, const vat_key& key, const plan_context& context);

/// Lines of nothing are left out, unless there are no others.
result<std::vector<charged_line>> charge_lines(const std::vector<order_line>& lines,
                                               const order& source, const order_facts& facts,
                                               const plan_context& context);

/// How many pieces were sold on it, for the cents that a shop may lose by rounding each.
minor_units pieces_of(const charged_line& line);

/// S6: one line per rate and account.
std::vector<charged_line> group_lines(const std::vector<charged_line>& lines,
                                      std::string_view order_number);

/// M11: customer note, delivery address and payment method, as text behind the last line.
void add_extras(std::vector<charged_line>& lines, const order& source, const card_settings& cards);

/// States the lines incl. or excl. VAT: quantity x unit price where that gives the line to the
/// cent, else one piece at the line's amount.
std::vector<plan_line> state_lines(const std::vector<charged_line>& lines, bool prices_include_vat,
                                   currency unit);

/// Amounts and counts that cannot overflow; invalid_input otherwise.
result<void> check_ranges(const std::vector<order_line>& lines, minor_units total);

}  // namespace boekbrug::core
