#include "sim/woocommerce/books.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <map>

namespace boekbrug::sim::woocommerce {
namespace {

struct rate_sum {
  micro net = 0;
  micro vat = 0;
};

micro cents_in(const boost::json::object& line, std::string_view name) {
  const auto* value = line.if_contains(name);
  return value != nullptr && value->is_string()
             ? round_to_cents(parse_amount(std::string_view{value->get_string()}).value_or(0))
             : 0;
}

/// The rate of a line: its only entry, else the one that has tax; 0 = no VAT.
std::int64_t rate_in(const boost::json::object& line) {
  const auto* taxes = line.if_contains("taxes");
  std::int64_t found = 0;
  if (taxes == nullptr || !taxes->is_array()) {
    return found;
  }
  for (const auto& entry : taxes->get_array()) {
    const auto* object = entry.if_object();
    const auto* id = object == nullptr ? nullptr : object->if_contains("id");
    if (id != nullptr && id->is_int64() && (found == 0 || cents_in(*object, "total") != 0)) {
      found = id->get_int64();
    }
  }
  return found;
}

boost::json::value parsed(std::string_view stored) {
  boost::json::error_code problem;
  auto value = boost::json::parse(readable(stored), problem);
  return problem ? boost::json::value{} : value;
}

std::map<std::int64_t, rate_sum> sums_of(const stored_order& order) {
  std::map<std::int64_t, rate_sum> sums;
  for (const std::string_view kind : {"line_items", "shipping_lines", "fee_lines"}) {
    const auto lines = parsed(field(order.fields, kind));
    if (!lines.is_array()) {
      continue;
    }
    for (const auto& line : lines.get_array()) {
      if (const auto* object = line.if_object()) {
        rate_sum& sum = sums[rate_in(*object)];
        sum.net += cents_in(*object, "total");
        sum.vat += cents_in(*object, "total_tax");
      }
    }
  }
  return sums;
}

void write_rates(json_writer& json, const stored_order& order) {
  std::map<std::string, json_fields> known;
  for (const auto row : split_array(field(order.fields, "tax_lines"))) {
    json_fields members = split_object(row);
    known.emplace(std::string{field(members, "rate_id")}, std::move(members));
  }
  json.key("vat").begin_array();
  for (const auto& [rate, sum] : sums_of(order)) {
    const auto it = known.find(std::to_string(rate));
    json.begin_object().key("rate_id").number(rate);
    json.key("rate_code").raw(it == known.end() ? "null" : field(it->second, "rate_code"));
    json.key("percent").raw(it == known.end() ? "null" : field(it->second, "rate_percent"));
    json.key("net").amount(sum.net).key("vat").amount(sum.vat).end_object();
  }
  json.end_array();
}

void write_order_books(json_writer& json, const stored_order& order) {
  const auto billing = parsed(field(order.fields, "billing"));
  const auto* email = billing.is_object() ? billing.get_object().if_contains("email") : nullptr;
  json.begin_object().key("id").number(order.id).key("number").raw(
      field(order.fields, "number").empty() ? "\"\"" : field(order.fields, "number"));
  json.key("status").text(order.status).key("paid").boolean(order.paid.has_value());
  json.key("date_created_gmt")
      .text(to_text(order.created))
      .key("date_modified_gmt")
      .text(to_text(order.modified));
  json.key("date_paid_gmt");
  order.paid ? json.text(to_text(*order.paid)) : json.null();
  json.key("email").text(email != nullptr && email->is_string()
                             ? std::string_view{email->get_string()}
                             : std::string_view{});
  json.key("currency")
      .raw(field(order.fields, "currency").empty() ? "null" : field(order.fields, "currency"));
  json.key("total").amount(order.total);
  write_rates(json, order);
  json.key("refunds").begin_array();
  for (const auto& refund : order.refunds) {
    json.begin_object().key("id").number(refund.id).key("amount").amount(refund.amount);
    json.key("date_created_gmt").text(to_text(refund.created)).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

const std::string& books_of(const stored_order& order) {
  if (order.books_text.empty()) {
    std::string text;
    json_writer json{text};
    write_order_books(json, order);
    append_filled(order.books_text, text, 2, "");
  }
  return order.books_text;
}

std::string books_of(const shop_state& shop) {
  std::string out;
  json_writer json{out};
  json.begin_object()
      .key("kind")
      .text("woocommerce")
      .key("name")
      .text(shop.options.name)
      .key("orders")
      .begin_array();
  std::size_t refunds = 0;
  shop.store.for_each([&](const stored_order& order) {
    json.raw(books_of(order));
    refunds += order.refunds.size();
  });
  json.end_array().key("counts").begin_object().key("orders").number(
      static_cast<std::int64_t>(shop.store.size()));
  json.key("refunds").number(static_cast<std::int64_t>(refunds)).end_object();
  json.key("requests").begin_object();
  for (const auto& [kind, count] : shop.requests) {
    json.key(kind).number(static_cast<std::int64_t>(count));
  }
  json.end_object().key("writes").number(static_cast<std::int64_t>(shop.writes)).end_object();
  return out;
}

}  // namespace boekbrug::sim::woocommerce
