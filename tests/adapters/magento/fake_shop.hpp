#pragma once
// A small Magento of our own for scan tests: it understands search criteria, and it can be told to
// fail. Not the simulator.

#include "support.hpp"

#include <functional>
#include <set>

namespace boekbrug::test {

class fake_shop {
public:
  std::map<int, members> orders;
  std::map<int, members> invoices;
  std::map<int, members> memos;
  std::set<int> broken;  // lists with one of these fail
  std::string clock = "Wed, 06 May 2026 12:00:00 GMT";
  bool counts = true;                    // total_count is sent
  std::vector<std::string> calls;        // paths asked
  std::function<void(int call)> before;  // changes the shop before the n-th call

  core::http_response serve(const core::http_request& request);

  /// An order that is placed and paid, with its invoice.
  void sell(int id, std::string_view updated = "2026-05-04 07:15:30");
  void update(int id, const members& changes);

private:
  core::http_response list(const std::multimap<std::string, std::string>& query,
                           const std::map<int, members>& rows, bool may_fail) const;
};

/// What a run of the scan gave, as core would have stored it.
struct scanned {
  std::map<std::string, core::order> orders;  // the last state of each
  std::map<std::string, core::credit> credits;
  std::map<std::string, std::string> unreadable;
  std::string mark;
  int steps = 0;
  int emitted = 0;
  std::optional<core::error> failure;
};

/// Runs until complete. `interrupt_at`: the cursor's scratch is lost before that step, and the step
/// is done again from the mark. Pages are stored only when the step went well.
void run(fake_shop& shop, scanned& into, core::scan_scope scope = {}, int interrupt_at = -1);

}  // namespace boekbrug::test
