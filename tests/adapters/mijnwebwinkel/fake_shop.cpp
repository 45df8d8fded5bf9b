#include "fake_shop.hpp"

#include <algorithm>

namespace boekbrug::test {

namespace {

std::string text_of(const json::object& order, const char* day, const char* time) {
  return std::string(order.at(day).as_string()) + ' ' + std::string(order.at(time).as_string());
}

json::object store_json(const std::string& uuid) {
  json::object made;
  made["id"] = uuid;
  made["name"] = "Proefwinkel";
  return made;
}

bool matches(const json::object& order, const std::map<std::string, std::string>& query) {
  const auto placed = text_of(order, "date", "time");
  const auto changed = text_of(order, "status_changed_date", "status_changed_time");
  const auto from = query.find("start_date");
  const auto to = query.find("end_date");
  const auto since = query.find("status_changed_start_date");
  return (from == query.end() || placed.substr(0, 10) >= from->second) &&
         (to == query.end() || placed.substr(0, 10) <= to->second) &&
         (since == query.end() || changed >= since->second);
}

}  // namespace

json::object& fake_shop::add(int number, const std::string& placed, const std::string& changed) {
  auto order = sample();
  order["number"] = std::to_string(number);
  order["uuid"] = "uuid-of-" + std::to_string(number);
  order["date"] = placed.substr(0, 10);
  order["time"] = placed.substr(11);
  const auto& last = changed.empty() ? placed : changed;
  order["status_changed_date"] = last.substr(0, 10);
  order["status_changed_time"] = last.substr(11);
  return orders[number] = order;
}

void fake_shop::add_credit(int number, int original, const std::string& placed) {
  auto& made = add(number, placed);
  made["credited_order_number"] = std::to_string(original);
  made["status"] = 10;
}

core::http_response fake_shop::serve(const std::string& url) {
  ++calls;
  urls.push_back(url);
  if (down) {
    return answer(503, "");
  }
  const auto path = path_of(url);
  const auto query = query_of(url);
  if (path == "/v1/store") {
    auto made = answer(json::value(store_json(uuid)));
    if (!date_header.empty()) {
      made.headers.push_back({"Date", date_header});
    }
    return made;
  }
  if (path != "/v1/orders") {
    const int number = std::stoi(path.substr(path.rfind('/') + 1));
    if (broken.count(number) != 0) {
      return answer(500, "");
    }
    const auto found = orders.find(number);
    return found == orders.end() ? answer(404, R"({"code":404,"message":"Not found"})")
                                 : answer(json::value(found->second));
  }
  std::vector<json::object> rows;
  for (const auto& [number, order] : orders) {
    if (matches(order, query)) {
      rows.push_back(order);
    }
  }
  if (query.at("ordering") == "desc") {
    std::reverse(rows.begin(), rows.end());
  }
  json::array page;
  const auto offset = static_cast<std::size_t>(std::stoi(query.at("offset")));
  const auto limit = static_cast<std::size_t>(std::stoi(query.at("limit")));
  for (auto at = offset; at < std::min(rows.size(), offset + limit); ++at) {
    if (broken.count(std::stoi(std::string(rows[at].at("number").as_string()))) != 0) {
      return answer(500, "");
    }
    page.push_back(rows[at]);
  }
  return answer(json::value(page));
}

outcome run_scan(fake_shop& fake, const std::string& mark, const core::scan_scope& scope,
                 int stop_at) {
  const auto& adapter = adapters::mijnwebwinkel();
  outcome out;
  out.mark = mark;
  core::scan_cursor cursor{mark, {}};
  for (int step = 0; step < stop_at; ++step) {
    const auto request = adapter.scan_request(shop(), scope, cursor, {});
    if (!request) {
      out.failed = true;
      out.failure = request.error();
      return out;
    }
    const auto page = adapter.scan_answer(shop(), scope, cursor, fake.serve(request->url));
    if (!page) {
      const auto less = adapter.scan_smaller(cursor);
      if (!less || less->mark == cursor.mark) {
        out.failed = true;
        out.failure = page.error();
        return out;
      }
      cursor = *less;
      continue;
    }
    for (const auto& order : page->orders) {
      out.orders.push_back(order.id);
    }
    for (const auto& one : page->credited) {
      for (const auto& credit : one.credits) {
        EXPECT_EQ(credit.order_id, one.original.id);
        out.credits.push_back(credit.id);
      }
    }
    for (const auto& bad : page->unreadable) {
      out.unreadable[bad.id] = bad.code;
    }
    cursor = page->next;
    out.mark = cursor.mark;
    if (page->complete) {
      return out;
    }
  }
  return out;
}

}  // namespace boekbrug::test
