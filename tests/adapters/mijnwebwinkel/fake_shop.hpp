#pragma once
// A small scripted shop: just enough of the API for a scan.

#include "support.hpp"

#include <functional>
#include <set>

namespace boekbrug::test {

struct fake_shop {
  std::map<int, json::object> orders;  // by number
  std::string date_header;             // "" = none
  std::set<int> broken;                // rows and orders that give 500
  bool down = false;
  int calls = 0;
  std::vector<std::string> urls;
  std::string uuid{store_uuid};

  /// Placed and changed at these Dutch times ("2026-03-04 10:00:00").
  json::object& add(int number, const std::string& placed, const std::string& changed = "");
  void add_credit(int number, int original, const std::string& placed);
  core::http_response serve(const std::string& url);
};

/// What a run handed out.
struct outcome {
  std::vector<std::string> orders;
  std::vector<std::string> credits;
  std::map<std::string, core::errc> unreadable;
  std::string mark;
  bool failed = false;
  core::error failure;
};
/// Runs a scan from `mark`, without memory, and stops before step `stop_at`.
outcome run_scan(fake_shop& shop, const std::string& mark, const core::scan_scope& scope = {},
                 int stop_at = 1'000);

}  // namespace boekbrug::test
