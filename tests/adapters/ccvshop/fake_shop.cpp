#include "fake_shop.hpp"

#include <algorithm>
#include <sstream>

namespace boekbrug::test {

namespace {

std::map<std::string, std::string> query_of(const std::string& uri) {
  std::map<std::string, std::string> out;
  const auto question = uri.find('?');
  std::istringstream parts(question == std::string::npos ? "" : uri.substr(question + 1));
  for (std::string part; std::getline(parts, part, '&');) {
    out[part.substr(0, part.find('='))] = part.substr(part.find('=') + 1);
  }
  return out;
}

std::string header_text(const fake_order& order) {
  if (order.broken_header) {
    return R"({"id":)" + std::to_string(order.id) + R"(,"total_price":"kapot"})";
  }
  return order_text({{"id", std::to_string(order.id)},
                     {"ordernumber_full", "\"2025-" + std::to_string(order.id) + "\""},
                     {"ordernumber", std::to_string(order.id)},
                     {"create_date", "\"" + order.created + "Z\""},
                     {"paid", order.paid ? "true" : "false"},
                     {"status", std::to_string(order.status)},
                     {"total_price", order.total},
                     {"total_tax", order.total == "12.1" ? "2.1" : "4.2"}});
}

std::string invoice_text(const fake_invoice& invoice) {
  const std::string link = invoice.order_id == 0
                               ? "null"
                               : R"({"href":"https://voorbeeldshop.example/api/rest/v1/orders/)" +
                                     std::to_string(invoice.order_id) + "\"}";
  return R"({"id":)" + std::to_string(invoice.id) + R"(,"invoicenumber_full":"C-)" +
         std::to_string(invoice.id) + R"(","create_date":")" + invoice.created + R"(Z","type":")" +
         invoice.type +
         R"(","currency":"EUR","taxes_included":true,"invoice_row_taxes_included":true,)"
         R"("total_price_inc_tax":)" +
         invoice.total + R"(,"total_tax":)" + invoice.tax + R"(,"order":)" + link + "}";
}

core::http_response refused(int status, const std::string& code) {
  return answer_of(status, R"({"status":)" + std::to_string(status) + R"(,"code":")" + code +
                               R"(","developermessage":"no"})");
}

std::string http_date(const std::string& now) {
  constexpr const char* months[]{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const int month = std::stoi(now.substr(5, 2));
  return "Wed, " + now.substr(8, 2) + ' ' + months[month - 1] + ' ' + now.substr(0, 4) + ' ' +
         now.substr(11) + " GMT";
}

}  // namespace

void fake_ccv::add(fake_order order) {
  orders.push_back(std::move(order));
  std::sort(orders.begin(), orders.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

fake_order& fake_ccv::order(int id) {
  return *std::find_if(orders.begin(), orders.end(), [id](const auto& o) { return o.id == id; });
}

core::http_response fake_ccv::page(const std::vector<std::string>& items,
                                   const std::map<std::string, std::string>& query,
                                   const std::string& path) {
  const auto start = heeds_start && query.contains("start") ? std::stoul(query.at("start")) : 0U;
  const auto asked_size = query.contains("size") ? std::stoul(query.at("size")) : 150U;
  const auto size = std::min<std::size_t>(asked_size, static_cast<std::size_t>(size_max));
  std::string text;
  for (std::size_t at = start; at < std::min(items.size(), start + size); ++at) {
    text += (text.empty() ? "" : ",") + items[at];
  }
  std::string next = "null";
  if (start + size < items.size()) {
    next = "\"https://voorbeeldshop.example" + path + "?";
    for (const auto& [key, value] : query) {
      next += key == "start" || key == "size" ? "" : key + "=" + value + "&";
    }
    next += "start=" + std::to_string(start + size) + "&size=" + std::to_string(size) + "\"";
  }
  const std::string member = tells_next ? R"("next":)" + next + "," : "";
  return answer_of(200, R"({"start":0,)" + member + R"("items":[)" + text + "]}");
}

core::http_response fake_ccv::list_orders(const std::map<std::string, std::string>& query,
                                          const std::string&) {
  std::vector<std::string> items;
  std::vector<int> ids;
  for (const auto& each : orders) {
    const bool recent = !query.contains("min_create_date") ||
                        each.created.substr(0, 10) >= query.at("min_create_date");
    const bool before = !query.contains("max_create_date") ||
                        each.created.substr(0, 10) <= query.at("max_create_date");
    const bool paid = !query.contains("is_paid") || each.paid;
    const bool numbered =
        !query.contains("ordernumber") || query.at("ordernumber") == std::to_string(each.id);
    if (recent && before && paid && numbered) {
      items.push_back(header_text(each));
      ids.push_back(each.id);
    }
  }
  const auto start = query.contains("start") ? std::stoul(query.at("start")) : 0U;
  const auto size = query.contains("size") ? std::stoul(query.at("size")) : 150U;
  for (std::size_t at = start; at < std::min(ids.size(), start + size); ++at) {
    if (list_refused.contains(ids[at])) {
      return refused(500, "500.20");
    }
  }
  return page(items, query, "/api/rest/v1/orders/");
}

core::http_response fake_ccv::list_invoices(const std::map<std::string, std::string>& query) {
  std::vector<std::string> items;
  for (const auto& each : invoices) {
    if (each.created.substr(0, 10) >= query.at("min_create_date")) {
      items.push_back(invoice_text(each));
    }
  }
  return page(items, query, "/api/rest/v1/invoices/");
}

core::http_response fake_ccv::route(const std::string& uri) {
  const auto query = query_of(uri);
  const std::string path = uri.substr(0, uri.find('?'));
  if (path == "/api/rest/v1/orders/") {
    return list_orders(query, uri);
  }
  if (path == "/api/rest/v1/invoices/") {
    return list_invoices(query);
  }
  if (path == "/api/rest/v1/webshops/") {
    return answer_of(200, R"({"items":[{"id":1,"name":"Voorbeeldshop"}]})");
  }
  const auto number = path.substr(path.find_first_of("0123456789", 13));
  const int id = std::stoi(number);
  if (path.find("/invoices/") != std::string::npos) {
    const auto found = std::find_if(invoices.begin(), invoices.end(),
                                    [id](const auto& each) { return each.id == id; });
    return found == invoices.end() ? answer_of(404, "")
                                   : page({row_text(1, "Mok", "21", found->total)}, query, path);
  }
  const auto found =
      std::find_if(orders.begin(), orders.end(), [id](const auto& each) { return each.id == id; });
  if (found == orders.end()) {
    return answer_of(404, R"({"status":404,"developermessage":"not found"})");
  }
  if (path.find("orderrows") == std::string::npos) {
    return answer_of(200, header_text(*found));
  }
  if (rows_refused.contains(id)) {
    return refused(500, "500.20");
  }
  if (rows_failing.contains(id)) {
    return answer_of(500, "");
  }
  return page({row_text(id * 10, "Mok", "21",
                        found->rows_total.empty() ? found->total : found->rows_total)},
              query, path);
}

core::http_response fake_ccv::serve(const core::http_request& request) {
  const auto shop = ccv_connection();
  const std::string uri = request.url.substr(shop.base_url.size());
  asked.push_back(uri);
  const std::string hash = api::hmac_sha512_hex(
      shop.key_secret, api::string_to_sign(shop.key.reveal(), request.method, uri, request.body,
                                           header_of(request, "x-date")));
  core::http_response answer = hash != header_of(request, "x-hash") ? answer_of(401, "")
                               : status != 0                        ? answer_of(status, "")
                                                                    : route(uri);
  answer.headers.push_back({"Date", http_date(now)});
  if (signs) {
    const std::string date = now + "Z";
    answer.headers.push_back({"x-date", date});
    answer.headers.push_back(
        {"x-hash", api::hmac_sha512_hex(shop.key_secret,
                                        api::string_to_sign(shop.key.reveal(), request.method, uri,
                                                            answer.body, date))});
  }
  answer.final_url = request.url;
  return answer;
}

core::scan_scope fake_store::scope() const {
  core::scan_scope made;
  made.history_from = history_from;
  made.waiting = waiting;
  made.stored_revision = [this](std::string_view id) -> std::optional<std::uint64_t> {
    const auto found = revisions.find(std::string(id));
    return found == revisions.end() ? std::nullopt : std::optional{found->second};
  };
  made.knows_credit = [this](std::string_view id) { return credits.contains(std::string(id)); };
  return made;
}

core::result<bool> run_scan(fake_ccv& shop, fake_store& store, int steps_max,
                            const std::function<void(int)>& before_step) {
  const auto& adapter = adapters::ccvshop();
  const auto connection = ccv_connection();
  core::scan_cursor cursor{store.mark, ""};
  const auto scope = store.scope();
  for (int step = 0; step < steps_max; ++step) {
    if (before_step) {
      before_step(step);
    }
    const auto request = adapter.scan_request(connection, scope, cursor, ccv_context(shop.now));
    if (!request) {
      return request.error();
    }
    auto page = adapter.scan_answer(connection, scope, cursor, shop.serve(*request));
    if (!page) {
      return page.error();
    }
    for (const auto& order : page->orders) {
      store.revisions[order.id] = order.revision;
      store.orders[order.id] = order;
      ++store.times[order.id];
    }
    for (const auto& each : page->credited) {
      for (const auto& credit : each.credits) {
        store.credits[credit.id] = credit;
      }
    }
    for (const auto& each : page->unreadable) {
      store.unreadable[each.id] = each.code;
    }
    store.mark = page->next.mark;
    cursor = page->next;
    if (page->complete) {
      return true;
    }
  }
  return false;
}

}  // namespace boekbrug::test
