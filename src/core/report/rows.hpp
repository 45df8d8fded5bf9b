#pragma once
// From what was read to rows and findings: each order and credit meets its item and its document.

#include "core/booking/make_plan.hpp"
#include "core/report/report.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace boekbrug::core {

class row_maker {
public:
  explicit row_maker(const report_input& input);
  /// All steps in order; afterwards `rows` and `findings` hold what lies in the period.
  void run();
  std::vector<report_row> rows;
  std::vector<report_finding> findings;

private:
  /// What one row is made from; `known` and `document` may be missing.
  struct subject {
    const order* live_order = nullptr;  // of a credit: its original
    const credit* live_credit = nullptr;
    const item* known = nullptr;
    const ledger_document* document = nullptr;
    bool shop_gone = false;  // it was in the shop once and is not there now
  };

  // rows.cpp: who is who.
  void index();
  void add_order(const order& source);
  void add_credit(const std::string& order_id, const credit& source);
  void add_stored(const item& known);
  void add_unreadable(const scan_page::unreadable_order& which);
  void add_by_hand(const ledger_document& document);
  void add(report_row row, const subject& about);
  const item* item_of(item_kind kind, const std::string& id) const;
  const ledger_document* document_of(const item* known) const;

  // row_state.cpp: what state a row is in, and on which day it belongs.
  void set_state(report_row& row, const subject& about) const;
  void set_state_of_new(report_row& row, const subject& about, const item* known) const;
  void set_days(report_row& row, const subject& about) const;
  date day_by_card(const report_row& row, const subject& about) const;
  std::vector<date> own_days(const subject& about) const;
  date local(time_point when) const;
  bool in_period(date day) const;

  // row_checks.cpp: what is wrong with it.
  void check(report_row& row, const subject& about);
  void check_amounts(report_row& row, const subject& about);
  void check_day(const report_row& row, const subject& about);
  void check_remarks(const report_row& row, const subject& about);
  finding_kind blame(const report_row& row, const subject& about) const;
  report_finding& find(finding_kind what, const report_row& row, bool explained,
                       std::string reason);
  bool changed_since_booking(const subject& about) const;

  const report_input& input_;
  plan_context context_;
  std::string home_;
  report_window window_;
  std::map<item_key, const item*> items_;
  std::map<std::string, const ledger_document*> documents_;  // by id
  std::multimap<std::string, const ledger_document*> by_reference_;
  std::set<std::string> ours_;                  // ids of documents that our items hold
  std::map<std::string, const order*> orders_;  // by id, each once
  std::set<item_key> seen_;                     // read from the shop, also what was unreadable
  struct owner {
    report_row row;  // what stands under the reference, in the period or not
  };
  std::map<std::string, owner> references_;
  const report_row* differing_ = nullptr;  // the row that has its difference told already
};

}  // namespace boekbrug::core
