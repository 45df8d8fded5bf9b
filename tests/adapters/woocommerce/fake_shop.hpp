#pragma once
// The dumbest shop that a scan can run against: a list of orders that answers list requests.

#include "support.hpp"

#include <functional>
#include <set>

namespace boekbrug::test {

struct fake_order {
  int id = 0;
  core::time_point created;
  core::time_point modified;
  std::string status = "completed";
};

class fake_shop {
public:
  std::vector<fake_order> orders;  // by id
  core::time_point now = at("2026-05-01T10:00:00");
  bool sends_headers = true;
  bool sends_date = true;
  bool is_old = false;          // before 5.8: no modified_after, no sorting by modification
  std::set<int> undeliverable;  // a list that holds one of these whole ends in 500
  int rows_deliverable = 100;   // a list of more whole orders ends in 500

  void add(int id, core::time_point modified);
  void touch(int id);
  void remove(int id);
  core::http_response serve(const core::http_request& request);
  std::vector<std::map<std::string, std::string>> asked;  // queries so far

private:
  std::vector<fake_order> select(const std::map<std::string, std::string>& query) const;
};

/// What came of one run of the scan against it.
struct scan_run {
  std::map<int, core::time_point> seen;  // id -> modification as delivered
  std::vector<std::string> unreadable;
  std::string mark;
  int requests = 0;
  bool complete = false;
};
/// Runs from `mark` until complete; failed pages are asked smaller. `before_request` may change the
/// shop.
scan_run run_scan(fake_shop& remote, std::string mark, const core::scan_scope& scope = {},
                  const std::function<void(int)>& before_request = {});

}  // namespace boekbrug::test
