// The report for spreadsheets.
#include "core/report/report.hpp"
#include "core/time/time_text.hpp"

#include <map>

namespace boekbrug::core {

namespace {

/// RFC 4180. Texts of the shop that a spreadsheet would run as a formula get an apostrophe in
/// front.
std::string text_cell(std::string_view text) {
  std::string cell{text};
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) {
    cell.insert(cell.begin(), '\'');
  }
  if (cell.find_first_of("\",\r\n") == std::string::npos) {
    return cell;
  }
  std::string quoted{"\""};
  for (const char letter : cell) {
    quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  }
  return quoted + "\"";
}

std::string row_kind(const report_row& row) {
  if (row.state == row_state::by_hand) {
    return "document";
  }
  return row.kind == item_kind::credit ? "credit" : "order";
}

/// Why the row differs tells more than why it is in its state.
std::string row_reason(const report_row& row,
                       const std::multimap<std::string, const report_finding*>& findings) {
  std::string text = row.reason;
  if (row.state == row_state::by_hand) {
    return text;
  }
  const auto [first, last] = findings.equal_range(row_kind(row) + " " + row.shop_id);
  for (auto at = first; at != last; ++at) {
    const auto& why = at->second->reason;
    if (text.find(why) == std::string::npos) {
      text += (text.empty() ? "" : "; ") + why;
    }
  }
  return text;
}

}  // namespace

std::string to_csv(const report& value) {
  std::multimap<std::string, const report_finding*> findings;
  for (const auto& each : value.findings) {
    if (each.kind != finding_kind::by_hand && each.kind != finding_kind::doubled) {
      findings.emplace((each.of == item_kind::credit ? "credit " : "order ") + each.shop_id, &each);
    }
  }
  std::string text =
      "number,shop id,kind,date,state,reason,shop total,shop VAT,ledger number,ledger total,ledger "
      "VAT,difference,currency\r\n";
  for (const auto& row : value.rows) {
    const auto amount = [&row](bool there, minor_units sum) {
      return there ? to_text(sum, row.currency) : std::string{};
    };
    const std::string cells[] = {text_cell(row.number),
                                 text_cell(row.shop_id),
                                 row_kind(row),
                                 to_text(row.day),
                                 std::string(name(row.state)),
                                 text_cell(row_reason(row, findings)),
                                 amount(row.shop.present, row.shop.total),
                                 amount(row.shop.present && row.shop.vat_known, row.shop.vat),
                                 text_cell(row.document_number),
                                 amount(row.ledger.present, row.ledger.total),
                                 amount(row.ledger.present, row.ledger.vat),
                                 to_text(row.difference(), row.currency),
                                 std::string(row.currency.text())};
    bool first = true;
    for (const auto& cell : cells) {
      text += (first ? "" : ",") + cell;
      first = false;
    }
    text += "\r\n";
  }
  return text;
}

}  // namespace boekbrug::core
