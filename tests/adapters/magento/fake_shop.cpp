#include "fake_shop.hpp"

#include "adapters/shops/magento/magento.hpp"

#include <algorithm>
#include <sstream>

namespace boekbrug::test {

namespace {

std::string bare(std::string text) {
  std::erase(text, '"');
  return text;
}

std::string value_of(const members& row, const std::string& field) {
  const auto found = row.find(field);
  return found == row.end() ? std::string{} : bare(found->second);
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

int compare(const std::string& left, const std::string& right) {
  if (is_number(left) && is_number(right)) {
    const auto a = std::stoll(left);
    const auto b = std::stoll(right);
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return left.compare(right);
}

bool holds(const std::string& value, const std::string& condition, const std::string& other) {
  if (condition == "in") {
    std::stringstream parts{other};
    for (std::string part; std::getline(parts, part, ',');) {
      if (part == value) {
        return true;
      }
    }
    return false;
  }
  const int sign = compare(value, other);
  return condition == "eq"     ? sign == 0
         : condition == "gt"   ? sign > 0
         : condition == "gteq" ? sign >= 0
         : condition == "lt"   ? sign < 0
                               : false;
}

using query_map = std::multimap<std::string, std::string>;

std::string get(const query_map& query, const std::string& key) {
  const auto found = query.find(key);
  return found == query.end() ? std::string{} : found->second;
}

// Groups are ANDed, filters within one ORed.
bool matches(const query_map& query, const members& row) {
  for (int group = 0;; ++group) {
    bool any = false;
    bool fits = false;
    for (int filter = 0;; ++filter) {
      const std::string key = "searchCriteria[filter_groups][" + std::to_string(group) +
                              "][filters][" + std::to_string(filter) + "]";
      const auto field = get(query, key + "[field]");
      if (field.empty()) {
        break;
      }
      any = true;
      fits = fits || holds(value_of(row, field), get(query, key + "[condition_type]"),
                           get(query, key + "[value]"));
    }
    if (!any) {
      return true;
    }
    if (!fits) {
      return false;
    }
  }
}

}  // namespace

core::http_response fake_shop::list(const query_map& query, const std::map<int, members>& rows,
                                    bool may_fail) const {
  std::vector<members> chosen;
  for (const auto& [id, row] : rows) {
    if (matches(query, row)) {
      chosen.push_back(row);
    }
  }
  const auto field = get(query, "searchCriteria[sortOrders][0][field]");
  const bool down = get(query, "searchCriteria[sortOrders][0][direction]") == "DESC";
  std::stable_sort(chosen.begin(), chosen.end(), [&](const members& left, const members& right) {
    const int sign = compare(value_of(left, field), value_of(right, field));
    return down ? sign > 0 : sign < 0;
  });
  const auto total = chosen.size();
  const auto size = static_cast<std::size_t>(std::stoi(get(query, "searchCriteria[pageSize]")));
  EXPECT_EQ(get(query, "searchCriteria[currentPage]"), "1");
  chosen.resize(std::min(total, size));
  std::vector<std::string> texts;
  const bool small = !get(query, "fields").empty();
  for (const auto& row : chosen) {
    if (may_fail && !small && broken.contains(std::stoi(value_of(row, "entity_id")))) {
      return answer(500, "{\"message\":\"Internal Error. Report ID: webapi-1\"}",
                    {{"Date", clock}});
    }
    texts.push_back(object(row));
  }
  std::string body = "{\"items\":" + (texts.empty() ? "null" : test::list(texts));
  body += counts ? ",\"total_count\":" + std::to_string(total) : "";
  return answer(200, body + "}", {{"Date", clock}});
}

core::http_response fake_shop::serve(const core::http_request& request) {
  const auto path = path_of(request.url);
  calls.push_back(path.substr(path.rfind('/') + 1));
  if (before) {
    before(static_cast<int>(calls.size()));
  }
  const auto query = query_of(request.url);
  if (path == "/rest/V1/orders") {
    return list(query, orders, true);
  }
  return list(query, path == "/rest/V1/invoices" ? invoices : memos, false);
}

void fake_shop::sell(int id, std::string_view updated) {
  orders[id] = with(order({item(id * 10, "100", "21", "21")}, "121", "21"),
                    {{"entity_id", std::to_string(id)},
                     {"increment_id", json_text("1000" + std::to_string(id))},
                     {"updated_at", json_text(updated)},
                     {"created_at", json_text("2026-05-01 10:00:00")}});
  invoices[id + 5000] = {{"entity_id", std::to_string(id + 5000)},
                         {"order_id", std::to_string(id)},
                         {"increment_id", json_text("F" + std::to_string(id))},
                         {"state", "2"},
                         {"created_at", json_text("2026-05-02 08:00:00")}};
}

void fake_shop::update(int id, const members& changes) {
  orders[id] = with(orders[id], changes);
}

namespace {

// As shop_fetch does it: failed pages are asked smaller.
core::result<core::scan_page> step(fake_shop& shop, const core::scan_scope& scope,
                                   core::scan_cursor cursor) {
  const auto& adapter = adapters::magento();
  const auto connection = magento_shop();
  for (;;) {
    const auto request = adapter.scan_request(connection, scope, cursor, context());
    if (!request) {
      return request.error();
    }
    auto page = adapter.scan_answer(connection, scope, cursor, shop.serve(*request));
    if (page) {
      return page;
    }
    const auto smaller = adapter.scan_smaller(cursor);
    if (!smaller || smaller->mark == cursor.mark) {
      return page.error();
    }
    cursor = *smaller;
  }
}

void store(scanned& into, const core::scan_page& page) {
  for (const auto& order : page.orders) {
    into.orders[order.id] = order;
    into.unreadable.erase(order.id);
    ++into.emitted;
  }
  for (const auto& row : page.unreadable) {
    into.unreadable[row.id] = row.detail;
  }
  for (const auto& row : page.credited) {
    for (const auto& credit : row.credits) {
      EXPECT_EQ(credit.order_id, row.original.id);
      into.credits[credit.id] = credit;
    }
  }
  into.mark = page.next.mark;
}

}  // namespace

void run(fake_shop& shop, scanned& into, core::scan_scope scope, int interrupt_at) {
  core::scan_cursor cursor{into.mark, {}};
  for (int at = 0; at < 1000; ++at, ++into.steps) {
    if (at == interrupt_at) {
      cursor.scratch.clear();
    }
    const auto page = step(shop, scope, cursor);
    if (!page) {
      into.failure = page.error();
      return;
    }
    store(into, *page);
    cursor = page->next;
    if (page->complete) {
      return;
    }
  }
  ADD_FAILURE() << "the scan does not end";
}

}  // namespace boekbrug::test
