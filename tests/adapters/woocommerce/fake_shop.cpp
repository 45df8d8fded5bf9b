#include "fake_shop.hpp"

#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace boekbrug::test {

namespace {

json::object to_json(const fake_order& order, bool whole) {
  json::object out{{"id", order.id},
                   {"status", order.status},
                   {"date_created_gmt", core::to_bare_text(order.created)},
                   {"date_modified_gmt", core::to_bare_text(order.modified)}};
  if (whole) {
    out["currency"] = "EUR";
    out["total"] = "0.00";
    out["line_items"] = json::array{};
  }
  return out;
}

std::set<int> ids_of(const std::string& text) {
  std::set<int> out;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    out.insert(std::stoi(part));
  }
  return out;
}

std::string value_of(const std::map<std::string, std::string>& query, const char* key) {
  const auto found = query.find(key);
  return found == query.end() ? "" : found->second;
}

}  // namespace

void fake_shop::add(int id, core::time_point modified) {
  orders.push_back({id, modified, modified, "completed"});
  std::sort(orders.begin(), orders.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

void fake_shop::touch(int id) {
  for (auto& order : orders) {
    if (order.id == id) {
      order.modified = now;
    }
  }
}

void fake_shop::remove(int id) {
  std::erase_if(orders, [id](const auto& order) { return order.id == id; });
}

std::vector<fake_order> fake_shop::select(const std::map<std::string, std::string>& query) const {
  std::vector<fake_order> rows = orders;
  const auto after = value_of(query, "modified_after");
  if (!after.empty() && !is_old) {
    std::erase_if(rows, [&](const auto& order) { return order.modified <= at(after); });
  }
  const auto created_after = value_of(query, "after");
  if (!created_after.empty()) {
    std::erase_if(rows, [&](const auto& order) { return order.created <= at(created_after); });
  }
  if (const auto only = ids_of(value_of(query, "include")); !only.empty()) {
    std::erase_if(rows, [&](const auto& order) { return !only.contains(order.id); });
  }
  const auto without = ids_of(value_of(query, "exclude"));
  std::erase_if(rows, [&](const auto& order) { return without.contains(order.id); });
  const bool by_modified = value_of(query, "orderby") == "modified";
  std::stable_sort(rows.begin(), rows.end(), [by_modified](const auto& a, const auto& b) {
    return by_modified ? a.modified < b.modified : a.id < b.id;
  });
  if (value_of(query, "order") != "asc") {
    std::reverse(rows.begin(), rows.end());
  }
  return rows;
}

core::http_response fake_shop::serve(const core::http_request& request) {
  const auto query = query_of(request.url);
  asked.push_back(query);
  if (is_old && value_of(query, "orderby") == "modified") {
    return answer(
        400,
        R"({"code":"rest_invalid_param","message":"x","data":{"status":400,"params":{"orderby":"x"}}})");
  }
  const auto rows = select(query);
  const auto size = static_cast<std::size_t>(std::stoi(value_of(query, "per_page")));
  const auto page =
      query.contains("page") ? static_cast<std::size_t>(std::stoi(query.at("page"))) : 1U;
  const bool whole = !query.contains("_fields");
  json::array out;
  for (std::size_t i = (page - 1) * size; i < std::min(rows.size(), page * size); ++i) {
    if (whole && undeliverable.contains(rows[i].id)) {
      return answer(500, "");
    }
    out.push_back(to_json(rows[i], whole));
  }
  if (whole && out.size() > static_cast<std::size_t>(rows_deliverable)) {
    return answer(500, "");
  }
  std::vector<core::http_header> headers;
  if (sends_date) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const core::date date{day};
    constexpr const char* months[]{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    headers.push_back({"Date", "Fri, " + std::to_string(static_cast<unsigned>(date.day())) + ' ' +
                                   months[static_cast<unsigned>(date.month()) - 1] + ' ' +
                                   std::to_string(static_cast<int>(date.year())) + ' ' +
                                   core::to_bare_text(now).substr(11) + " GMT"});
  }
  if (sends_headers) {
    headers.push_back({"X-WP-Total", std::to_string(rows.size())});
    headers.push_back({"X-WP-TotalPages", std::to_string((rows.size() + size - 1) / size)});
  }
  return answer(json::value(out), std::move(headers));
}

scan_run run_scan(fake_shop& remote, std::string mark, const core::scan_scope& scope,
                  const std::function<void(int)>& before_request) {
  auto connection = shop();
  connection.options["modified_after"] = remote.is_old ? "no" : "yes";
  const auto& adapter = adapters::woocommerce();
  scan_run run;
  run.mark = std::move(mark);
  while (!run.complete) {
    if (++run.requests > 3'000) {
      throw std::runtime_error("the scan does not end: " + run.mark);
    }
    if (before_request) {
      before_request(run.requests);
    }
    // Only the mark is kept between steps, as after a restart.
    const core::scan_cursor cursor{run.mark, ""};
    const auto request = adapter.scan_request(connection, scope, cursor, context()).value();
    auto page = adapter.scan_answer(connection, scope, cursor, remote.serve(request));
    if (!page) {
      const auto less = adapter.scan_smaller(cursor);
      if (!less) {
        throw std::runtime_error("no way left: " + page.error().detail);
      }
      run.mark = less->mark;
      continue;
    }
    for (const auto& order : page->orders) {
      run.seen[std::stoi(order.id)] = order.modified;
    }
    for (const auto& bad : page->unreadable) {
      run.unreadable.push_back(bad.id);
    }
    run.mark = page->next.mark;
    run.complete = page->complete;
  }
  return run;
}

}  // namespace boekbrug::test
