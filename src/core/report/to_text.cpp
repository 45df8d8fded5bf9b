// The report for a terminal.
#include "core/report/report.hpp"
#include "core/report/text_table.hpp"
#include "core/report/wording.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::core {

namespace {

constexpr std::size_t listed_per_reason = 50;  // the rest is in CSV and JSON

class text_report {
public:
  explicit text_report(const report& value) : value_{value}, unit_{value.currency} {}

  std::string render() {
    head();
    bridge();
    days();
    rates();
    other_currencies();
    groups("Waiting", row_state::waiting, value_.waiting);
    groups("Skipped", row_state::skipped, value_.skipped);
    open("Needs action", row_state::needs_action);
    open("Ready to be booked", row_state::ready);
    open("Not read yet", row_state::not_read);
    findings();
    closing();
    return std::move(text_);
  }

private:
  std::string amount(minor_units value) const { return core::to_text(value, unit_); }
  void title(const std::string& text) { text_ += "\n" + text + "\n"; }

  void head() {
    text_ += "Sluitend: " + printable(value_.integration) + "\n";
    text_ += core::to_text(value_.from) + " to " + core::to_text(value_.to) + ", amounts in " +
             std::string(value_.currency.text()) + ", made " + core::to_text(value_.made_at) + "\n";
  }

  minor_units total_of(const std::vector<report_group>& groups) const {
    minor_units sum = 0;
    for (const auto& each : groups) {
      sum += each.total;
    }
    return sum;
  }

  std::size_t count_of(const std::vector<report_group>& groups) const {
    std::size_t sum = 0;
    for (const auto& each : groups) {
      sum += each.count;
    }
    return sum;
  }

  // From the shop's orders to what belongs in the ledger, to what stands there.
  void bridge() {
    report_sum live;
    report_sum stored;
    report_sum credits;
    for (const auto& row : value_.rows) {
      const bool held = (row.state == row_state::waiting || row.state == row_state::skipped) &&
                        value_.covers(row.day);
      if (row.currency != unit_ || !(row.shop_counts || held)) {
        continue;
      }
      auto& sum = row.kind == item_kind::credit ? credits : row.live ? live : stored;
      ++sum.count;
      sum.total += row.shop.total;
    }
    title("From shop to ledger");
    text_table table{"l"};
    table.row({"", "count", "incl. VAT"});
    const auto line = [&](const std::string& what, std::size_t count, minor_units total) {
      table.row({what, std::to_string(count), amount(total)});
    };
    line("Orders in the shop", live.count, live.total);
    if (stored.count != 0) {
      line("Orders as we know them (placed earlier, gone, not readable)", stored.count,
           stored.total);
    }
    line("Credits", credits.count, credits.total);
    line("Less: waiting", count_of_base(row_state::waiting), -total_of(value_.waiting));
    line("Less: skipped", count_of_base(row_state::skipped), -total_of(value_.skipped));
    line("Belongs in the ledger", value_.shop.count, value_.shop.total);
    line("Stands in the ledger", value_.ledger.count, value_.ledger.total);
    table.row({"Difference", "", signed_text(value_.difference, unit_)});
    text_ += table.text();
  }

  std::size_t count_of_base(row_state state) const {
    return static_cast<std::size_t>(
        std::count_if(value_.rows.begin(), value_.rows.end(), [this, state](const report_row& row) {
          return row.state == state && row.currency == unit_ && value_.covers(row.day);
        }));
  }

  std::vector<std::string> sums(const report_sum& sum) const {
    return {std::to_string(sum.count), amount(sum.net), amount(sum.vat), amount(sum.total)};
  }

  void day_row(text_table& table, const std::string& what, const report_sum& shop,
               const report_sum& ledger) const {
    std::vector<std::string> cells{what};
    for (const auto* side : {&shop, &ledger}) {
      for (auto& cell : sums(*side)) {
        cells.push_back(std::move(cell));
      }
    }
    cells.push_back(signed_text(shop.total - ledger.total, unit_));
    table.row(std::move(cells));
  }

  void days() {
    title("Per day");
    text_table table{"l"};
    table.row(
        {"day", "shop", "net", "VAT", "total", "ledger", "net", "VAT", "total", "difference"});
    for (const auto& day : value_.days) {
      day_row(table, core::to_text(day.day), day.shop, day.ledger);
    }
    day_row(table, "total", value_.shop, value_.ledger);
    text_ += table.text();
  }

  void rates() {
    title("Per VAT rate");
    text_table table{"ll"};
    table.row({"rate", "", "shop net", "VAT", "ledger net", "VAT", "VAT difference"});
    for (const auto& rate : value_.rates) {
      const auto percent = rate.percent ? core::to_text(*rate.percent) + " %" : std::string("?");
      table.row({printable(rate.name),
                 percent + (rate.country.empty() ? "" : " " + printable(rate.country)),
                 amount(rate.shop.net), amount(rate.shop.vat), amount(rate.ledger.net),
                 amount(rate.ledger.vat), signed_text(rate.shop.vat - rate.ledger.vat, unit_)});
    }
    table.row({"total", "", amount(value_.shop.net), amount(value_.shop.vat),
               amount(value_.ledger.net), amount(value_.ledger.vat),
               signed_text(value_.shop.vat - value_.ledger.vat, unit_)});
    text_ += table.text();
  }

  void other_currencies() {
    if (value_.other_currencies.empty()) {
      return;
    }
    title("Other currencies");
    text_table table{"l"};
    table.row({"", "shop", "total", "ledger", "total", "difference"});
    for (const auto& each : value_.other_currencies) {
      table.row({std::string(each.currency.text()), std::to_string(each.shop.count),
                 core::to_text(each.shop.total, each.currency), std::to_string(each.ledger.count),
                 core::to_text(each.ledger.total, each.currency),
                 signed_text(each.difference(), each.currency)});
    }
    text_ += table.text();
  }

  std::string shop_amount(const report_row& row) const {
    const bool foreign = row.currency != unit_;
    return core::to_text(row.shop.total, row.currency) +
           (foreign ? " " + std::string(row.currency.text()) : "");
  }

  void groups(const std::string& what, row_state state, const std::vector<report_group>& found) {
    if (found.empty()) {
      return;
    }
    title(what + ": " + std::to_string(count_of(found)) + ", " + amount(total_of(found)));
    for (const auto& group : found) {
      text_ += "  " + printable(group.reason) + ": " + std::to_string(group.count) + ", " +
               amount(group.total) + "\n";
      text_table table{"ll"};
      std::size_t listed = 0;
      for (const auto& row : value_.rows) {
        if (row.state == state && row.reason == group.reason && listed < listed_per_reason) {
          table.row({"  " + core::to_text(row.day), printable(row.number), shop_amount(row)});
          ++listed;
        }
      }
      text_ += table.text();
      if (group.count > listed) {
        text_ += "    and " + std::to_string(group.count - listed) +
                 " more: see the format csv or json\n";
      }
    }
  }

  void open(const std::string& what, row_state state) {
    text_table table{"llrl"};
    std::size_t count = 0;
    for (const auto& row : value_.rows) {
      if (row.state == state) {
        table.row({core::to_text(row.day), printable(row.number), shop_amount(row),
                   printable(row.reason)});
        ++count;
      }
    }
    if (count != 0) {
      title(what + ": " + std::to_string(count));
      text_ += table.text();
    }
  }

  void findings() {
    const auto unexplained = static_cast<std::size_t>(value_.unexplained);
    if (unexplained != 0) {
      title("Differences without an explanation: " + std::to_string(unexplained));
      list(false);
    }
    if (value_.findings.size() > unexplained) {
      title("Explained differences and remarks: " +
            std::to_string(value_.findings.size() - unexplained));
      list(true);
    }
  }

  void list(bool explained) {
    const auto side = [](const std::optional<minor_units>& total, currency unit) {
      return total ? core::to_text(*total, unit) : std::string("-");
    };
    for (const auto& each : value_.findings) {
      if (each.explained != explained) {
        continue;
      }
      const auto code =
          each.currency == unit_ ? std::string{} : " " + std::string(each.currency.text());
      text_ +=
          "  " + core::to_text(each.day) + "  order " + printable(each.number) +
          (each.document_number.empty() ? "" : ", document " + printable(each.document_number)) +
          ": shop " + side(each.shop_total, each.currency) + ", ledger " +
          side(each.ledger_total, each.currency) + ", difference " +
          signed_text(each.difference, each.currency) + code + "\n      " + printable(each.reason) +
          "\n";
    }
  }

  void closing() {
    text_ += "\n" + verdict_of(value_) + "\n";
    // Scripts read this line: always the same words.
    text_ += "sluitend: " + std::to_string(value_.orders) + " orders, " +
             std::to_string(value_.invoices) + " invoices, difference " +
             signed_text(value_.difference, unit_) + " " + std::string(unit_.text()) + "\n";
  }

  const report& value_;
  currency unit_;
  std::string text_;
};

}  // namespace

std::string to_text(const report& value) {
  return text_report{value}.render();
}

}  // namespace boekbrug::core
