#include "sim/ccvshop/books.hpp"

#include "sim/ccvshop/signing.hpp"

namespace boekbrug::sim::ccvshop {
namespace {

struct tally {
  std::int64_t orders = 0, finished_and_paid = 0, baskets = 0, deleted = 0, credits = 0;
};

void write_vat(json_writer& json, const money_sheet& money, const shop_state& shop) {
  json.key("vat").open('[');
  for (const auto& [rate, sum] : price(money, shop.options.generator.rules).rates) {
    json.open('{').key("percent").text(rate_text(rate)).key("net").text(cents_text(sum.net));
    json.key("vat").text(cents_text(sum.vat)).close('}');
  }
  json.close(']');
}

bool is_bookable(const stored_order& order) {
  return !order.deleted && order.completed && order.paid && order.status == status_completed;
}

void write_one(json_writer& json, shop_state& shop, const stored_order& order, tally& sums) {
  json.open('{').key("id").text(std::to_string(order.id));
  json.key("number").text(order.number ? full_number(order.prefix, order.number) : "");
  json.key("status").text(order.status == 0 ? "" : std::to_string(order.status));
  json.key("completed").boolean(order.completed).key("paid").boolean(order.paid);
  json.key("deleted").boolean(order.deleted);
  json.key("finished_and_paid").boolean(is_bookable(order));
  json.key("total").text(cents_text(order.money.total)).key("currency").text(order.currency);
  json.key("total_tax").text(cents_text(order.money.tax));
  json.key("email").text(shop.email_of(order)).key("created").text(utc_text(order.created));
  write_vat(json, order.money, shop);
  json.key("credits").open('[');
  for (const auto id : order.invoices) {
    const auto* invoice = shop.find_invoice(id);
    if (!invoice->credit) {
      continue;
    }
    ++sums.credits;
    const money_sheet& money = shop.money_of(*invoice);
    json.open('{').key("id").text(std::to_string(id));
    json.key("number").text(full_number("F", invoice->number));
    json.key("amount")
        .text(cents_text(money.total))
        .key("created")
        .text(utc_text(invoice->created));
    write_vat(json, money, shop);
    json.close('}');
  }
  json.close(']').close('}');
  sums.orders += order.completed && !order.deleted ? 1 : 0;
  sums.baskets += order.completed ? 0 : 1;
  sums.deleted += order.deleted ? 1 : 0;
  sums.finished_and_paid += is_bookable(order) ? 1 : 0;
}

void write_counters(json_writer& json, std::string_view key,
                    const std::map<std::string, std::uint64_t>& counters) {
  json.key(key).open('{');
  for (const auto& [name, count] : counters) {
    json.raw(quoted(name) + ":" + std::to_string(count));
  }
  json.close('}');
}

}  // namespace

std::string books_of(shop_state& shop, const stored_order& order) {
  std::string out;
  json_writer json{out};
  tally unused;
  write_one(json, shop, order, unused);
  return out;
}

std::string books_of(shop_state& shop) {
  std::string out;
  json_writer json{out};
  tally sums;
  json.open('{').key("kind").text("ccvshop").key("name").text(shop.options.shop_name);
  json.key("orders").open('[');
  shop.orders.for_each([&](const stored_order& order) { write_one(json, shop, order, sums); });
  json.close(']').key("counts").open('{');
  json.key("orders").number(sums.orders).key("finished_and_paid").number(sums.finished_and_paid);
  json.key("baskets").number(sums.baskets).key("deleted").number(sums.deleted);
  json.key("credits").number(sums.credits);
  json.key("invoices").number(static_cast<std::int64_t>(shop.invoices.size())).close('}');
  write_counters(json, "requests", shop.requests);
  write_counters(json, "unknown_parameters", shop.unknown_parameters);
  json.key("writes").number(static_cast<std::int64_t>(shop.writes)).close('}');
  return out;
}

}  // namespace boekbrug::sim::ccvshop
