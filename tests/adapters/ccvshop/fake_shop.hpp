#pragma once
// A small scripted CCV Shop: orders, rows and invoices behind signed calls. Not the simulator.

#include "support.hpp"

#include "adapters/shops/ccvshop/ccvshop.hpp"

#include <functional>
#include <set>

namespace boekbrug::test {

struct fake_order {
  int id = 0;
  std::string created;  // "2025-03-04T10:00:00"
  bool paid = true;
  int status = 7;
  std::string total = "12.1";
  std::string rows_total = "";  // "" = as the total
  bool broken_header = false;
};

struct fake_invoice {
  int id = 0;
  int order_id = 0;  // 0: no link
  std::string created;
  std::string type = "credit";
  std::string total = "-12.1";
  std::string tax = "-2.1";
};

class fake_ccv {
public:
  std::vector<fake_order> orders;  // kept sorted by id
  std::vector<fake_invoice> invoices;
  std::set<int> rows_refused;  // orders whose rows give 500.20
  std::set<int> rows_failing;  // orders whose rows give a bare 500
  std::set<int> list_refused;  // orders that no list can show: 500.20
  std::string now = "2025-03-05T08:00:00";
  int status = 0;          // not 0: every call answers this
  int size_max = 1000;     // pages are never larger
  bool tells_next = true;  // else the member is missing
  bool signs = true;
  bool heeds_start = true;
  std::vector<std::string> asked;  // URIs

  void add(fake_order order);
  fake_order& order(int id);
  core::http_response serve(const core::http_request& request);

private:
  core::http_response route(const std::string& uri);
  core::http_response list_orders(const std::map<std::string, std::string>& query,
                                  const std::string& uri);
  core::http_response list_invoices(const std::map<std::string, std::string>& query);
  core::http_response page(const std::vector<std::string>& items,
                           const std::map<std::string, std::string>& query,
                           const std::string& path);
};

/// What our side keeps: revisions and credits, committed step by step.
struct fake_store {
  std::map<std::string, std::uint64_t> revisions;
  std::map<std::string, core::order> orders;
  std::map<std::string, int> times;  // how often each order was emitted
  std::map<std::string, core::credit> credits;
  std::map<std::string, core::errc> unreadable;
  std::string mark;
  std::vector<std::string> waiting;
  std::optional<core::date> history_from;

  core::scan_scope scope() const;
};

/// One run; `steps_max` ends it early, as a crash would. Whether it came to its end.
core::result<bool> run_scan(fake_ccv& shop, fake_store& store, int steps_max = 10'000,
                            const std::function<void(int)>& before_step = {});

}  // namespace boekbrug::test
