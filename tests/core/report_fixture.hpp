#pragma once
// Two sets of books that agree until a test spoils them: a shop, our items, and the ledger's
// documents.

#include "core/report/report.hpp"
#include "tests/booking/fixtures.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::test {

/// July 2026 of a Dutch shop; all documents are what the booking rules themselves would have sent.
struct books {
  books();
  /// Placed at that UTC time, paid a minute later, completed. The id is "id-" + number.
  core::order& sell(std::string number, std::string_view when, std::vector<core::order_line> lines,
                    std::string_view country = "NL");
  /// A refund of an order sold before; lines as the shop gives them, negative.
  core::credit& refund(core::order& of, std::string id, std::string_view when,
                       std::string_view amount, std::vector<core::order_line> lines = {});
  /// Item and document, as after a booking.
  void book(const core::order& source);
  void book(const core::order& of, const core::credit& source);
  core::item& add_item(const core::order& source, core::item_state state);

  core::order& order_of_number(std::string_view number);
  core::item& item_of(std::string_view number);
  core::ledger_document& document_of(std::string_view number);
  void drop_document(std::string_view number);
  core::report make() const { return core::make_report(in); }

  core::report_input in;

private:
  void add_document(core::item& of, const core::booking_plan& plan);
  core::plan_context context() const;
};

const core::report_row& row_of(const core::report& value, std::string_view number);
/// Names of the findings in order: "document_gone 1001; doubled 1002".
std::string findings_of(const core::report& value);
const core::report_rate& rate_of(const core::report& value, std::string_view rate_id);
std::string last_line(const std::string& text);

}  // namespace boekbrug::test
