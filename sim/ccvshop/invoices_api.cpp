#include "sim/ccvshop/endpoints.hpp"
#include "sim/ccvshop/filters.hpp"
#include "sim/ccvshop/render.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

using core::http_method;

struct invoice_filter {
  std::optional<std::int64_t> number, order_number;
  std::optional<std::string> full_number, order_full_number;
  std::optional<int> status;
  std::optional<time_point> from, until;
};

bool matches(const shop_state& shop, const stored_invoice& invoice, const invoice_filter& filter) {
  if ((filter.status && invoice.status != *filter.status) ||
      (filter.number && invoice.number != *filter.number) ||
      (filter.full_number && full_number("F", invoice.number) != *filter.full_number) ||
      (filter.from && invoice.created < *filter.from) ||
      (filter.until && invoice.created >= *filter.until)) {
    return false;
  }
  if (!filter.order_number && !filter.order_full_number) {
    return true;
  }
  const auto* order = shop.orders.find(invoice.order_id);
  return (!filter.order_number || order->number == filter.order_number) &&
         (!filter.order_full_number ||
          full_number(order->prefix, order->number) == *filter.order_full_number);
}

std::vector<const stored_invoice*> select(shop_state& shop, const invoice_filter& filter) {
  std::vector<const stored_invoice*> out;
  if (filter.order_full_number) {
    const auto* order = shop.orders.find(shop.orders.find_number(*filter.order_full_number));
    if (order != nullptr) {
      for (const auto id : order->invoices) {
        const auto* invoice = shop.find_invoice(id);
        if (matches(shop, *invoice, filter)) {
          out.push_back(invoice);
        }
      }
    }
    return out;
  }
  for (const auto& invoice : shop.invoices) {
    if (matches(shop, invoice, filter)) {
      out.push_back(&invoice);
    }
  }
  return out;
}

void sort(std::vector<const stored_invoice*>& found, std::size_t by, bool descending) {
  std::stable_sort(found.begin(), found.end(), [&](const auto* a, const auto* b) {
    const auto* left = descending ? b : a;
    const auto* right = descending ? a : b;
    return by == 1   ? left->number < right->number
           : by == 2 ? left->created < right->created
                     : left->id < right->id;
  });
}

std::optional<int> read_status(filter_reader& read, bool& known) {
  const auto given = read.text("status");
  known = true;
  if (!given) {
    return std::nullopt;
  }
  for (const auto& [word, number] : {std::pair{"paid", 1}, {"unpaid", 2}, {"reimbursed", 3}}) {
    if (*given == word || *given == std::to_string(number)) {
      return number;
    }
  }
  known = false;
  return std::nullopt;
}

net::server_response list_invoices(shop_state& shop, const api_request& request) {
  filter_reader read{request, shop};
  invoice_filter filter;
  filter.number = read.number("invoicenumber");
  filter.full_number = read.text("invoicenumber_full");
  filter.order_number = read.number("ordernumber");
  filter.order_full_number = read.text("ordernumber_full");
  filter.from = read.from("min_create_date");
  filter.until = read.until("max_create_date");
  bool status_known = true;
  filter.status = read_status(read, status_known);
  const auto [by, descending] = read.order({"id", "invoicenumber", "create_date"});
  if (auto refusal = read.finish()) {
    return std::move(*refusal);
  }
  if (!status_known && !shop.options.ignore_bad_filters) {
    return error_reply(400, "", "Parameter status: paid, unpaid or reimbursed expected.");
  }
  auto found = select(shop, filter);
  if (by != 0 || descending) {
    sort(found, by, descending);
  }
  const page_range page = page_of(request, shop);
  const std::size_t end = std::min(found.size(), page.start + page.size);
  return collection(request, shop, page, end < found.size(), [&](json_writer& json) {
    for (std::size_t i = page.start; i < end; ++i) {
      const stored_invoice& invoice = *found[i];
      write_invoice(json, invoice, *shop.orders.find(invoice.order_id), shop.money_of(invoice),
                    {shop.base_url, shop.options});
    }
  });
}

net::server_response list_invoice_rows(shop_state& shop, const api_request& request,
                                       const stored_invoice& invoice) {
  const bool negative = invoice.credit && shop.options.credits_negative;
  std::vector<std::string> items;
  for (const auto& row : shop.money_of(invoice).rows) {
    items.push_back(
        row_text(row, {shop.base_url, invoice.order_id, invoice.id, negative ? -1 : 1}));
  }
  return collection_of(request, shop, items);
}

}  // namespace

net::server_response invoices_api(shop_state& shop, const api_request& request, path_parts rest) {
  if (request.method != http_method::get) {
    return wrong_method();
  }
  if (rest.empty()) {
    return list_invoices(shop, request);
  }
  const auto id = whole_number(rest[0]);
  const auto* invoice = id ? shop.find_invoice(*id) : nullptr;
  if (invoice == nullptr || rest.size() > 2) {
    return not_found();
  }
  if (rest.size() == 2) {
    return rest[1] == "invoicerows" ? list_invoice_rows(shop, request, *invoice)
                                    : error_reply(404, "404.20", "Resource name does not exist.");
  }
  std::string body;
  json_writer json{body};
  write_invoice(json, *invoice, *shop.orders.find(invoice->order_id), shop.money_of(*invoice),
                {shop.base_url, shop.options});
  return json_reply(200, std::move(body));
}

net::server_response returns_api(shop_state& shop, const api_request& request, path_parts rest) {
  if (!shop.options.returns_app) {
    return error_reply(500, "500.90", "The app Returns is not installed in this webshop.");
  }
  if (request.method != http_method::get) {
    return wrong_method();
  }
  return rest.empty() ? collection_of(request, shop, {}) : not_found();
}

}  // namespace boekbrug::sim::ccvshop
