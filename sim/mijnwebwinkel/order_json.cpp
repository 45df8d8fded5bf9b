#include "sim/mijnwebwinkel/order_json.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

namespace json = boost::json;

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

json::value boolean(bool value, const quirks& ways) {
  return ways.tolerant ? json::value(value ? "1" : "") : json::value(value);
}

json::value whole(std::int64_t value, const quirks& ways) {
  return ways.tolerant ? json::value(std::to_string(value)) : json::value(value);
}

json::object part_json(const price_part& part) {
  return {{"amount", micros_text(part.net)},
          {"amount_including_tax", cents_text(part.gross)},
          {"rate", rate_text(part.rate)}};
}

json::value parts_json(const order_line& line) {
  if (line.parts.size() == 1 && !line.always_array) {
    return part_json(line.parts.front());
  }
  json::array out;
  for (const auto& part : line.parts) {
    out.push_back(part_json(part));
  }
  return out;
}

std::string weight_text(std::int64_t grams) {
  return cents_text(multiply_divide(grams, 1, 10));
}

json::object article_json(const line_article& entry) {
  const std::string rate = rate_text(entry.rate);
  json::array options;
  for (const auto& option : entry.options) {
    json::object one;
    if (option.list_option_id != 0) {
      one["list_option_id"] = option.list_option_id;
    }
    one["description"] = option.description;
    one["price"] = json::object{{"amount", micros_text(option.unit_net)}, {"rate", rate}};
    options.push_back(std::move(one));
  }
  return {{"id", entry.item->id},
          {"description", view(entry.item->name)},
          {"sku", view(entry.item->sku)},
          {"price", json::object{{"amount", micros_text(entry.unit_net)},
                                 {"rate", rate},
                                 {"purchase_price", entry.item->id % 2 == 0 ? "6.10" : ""}}},
          {"options", std::move(options)}};
}

json::object line_json(const order_line& line, const order_draft& order, std::size_t index) {
  std::uint64_t key = order.number.size();
  for (const char c : order.number) {
    key = key * 131 + static_cast<unsigned char>(c);
  }
  json::object out{{"id", make_uuid(key, index)},
                   {"type", line.type},
                   {"quantity", whole(line.quantity, order.ways)}};
  if (line.grams > 0) {
    out["weight"] = weight_text(line.grams);
  }
  out["description"] = line.description;
  out["price"] = parts_json(line);
  if (!line.articles.empty()) {
    json::array list;
    for (const auto& entry : line.articles) {
      list.push_back(article_json(entry));
    }
    out["articles"] = std::move(list);
  }
  return out;
}

json::object address_json(const customer& who, bool company) {
  return {{"gender", who.gender},
          {"name", who.name},
          {"company", company ? who.company : std::string{}},
          {"street", who.street},
          {"number", who.number},
          {"zipcode", who.zipcode},
          {"city", who.city},
          {"country", view(country_name(who.country))},
          {"country_code", who.country},
          {"phone", who.phone}};
}

json::object debtor_json(const order_draft& order) {
  const customer& who = order.buyer;
  json::object invoice = address_json(who, true);
  if (!who.company.empty()) {
    invoice["taxnumber"] = who.vat_number;
  }
  invoice["bankaccount"] = "";
  json::object address{{"invoice", std::move(invoice)}};
  if (order.delivery) {
    address["delivery"] = address_json(who, false);
  } else if (order.ways.empty_objects) {
    address["delivery"] = json::array{};
  }
  json::object out;
  if (!who.id.empty()) {
    out["id"] = who.id;
  }
  out["email"] = who.email;
  out["name"] = who.name;
  out["company"] = who.company;
  out["gender"] = who.gender;
  out["phone"] = who.phone;
  out["bankaccount"] = "";
  out["address"] = std::move(address);
  return out;
}

void write_head(json::object& out, const order_draft& order) {
  const wall_seconds wall = to_wall(order.created);
  out["number"] = number_value(order.number, order.ways.number_as_int);
  if (!order.uuid.empty()) {
    out["uuid"] = order.uuid;
  }
  out["date"] = date_text(wall);
  out["time"] = clock_text(wall);
  out["status"] = whole(order.status, order.ways);
  if (order.status_changed) {
    const wall_seconds changed = to_wall(*order.status_changed);
    out["status_changed_date"] = date_text(changed);
    out["status_changed_time"] = clock_text(changed);
  } else {
    out["status_changed_date"] = nullptr;
    out["status_changed_time"] = nullptr;
  }
  std::int64_t grams = 0;
  for (const auto& line : order.lines) {
    grams += line.grams;
  }
  out["weight"] = weight_text(grams);
  out["archived"] = boolean(order.archived, order.ways);
  out["finished"] = boolean(true, order.ways);
  out["taxed"] = order.taxes.prices_include_tax ? "include" : "exclude";
  out["locale"] = "nl_NL";
  out["discountcode"] = order.discountcode;
  out["currency"] = order.currency;
  out["currency_format_locale"] = "nl_NL";
  out["credited_order_number"] = nullptr;
  out["credit_order_numbers"] = json::array{};
  out["comments"] = order.ways.empty_objects && order.note.empty()
                        ? json::value(json::array{})
                        : json::value(json::object{{"customer", order.note}, {"internal", ""}});
}

void write_business(json::object& out, const order_draft& order) {
  const bool company = !order.buyer.company.empty();
  out["business_model"] = company ? "B2B" : "B2C";
  if (company) {
    out["reference"] = order.reference;
  }
  out["tax_region"] = order.taxes.country;
  out["tax_strategy"] = order.tax_strategy;
  out["offline_location_id"] = nullptr;
  out["partner"] = json::object{{"name", ""}};
  out["payment_status"] = order.payment_status;
  if (!order.gateway.empty()) {
    out["payment"] = json::object{
        {"gateway_name", order.gateway},
        {"method_name", order.method},
        {"status", json::object{{"id", whole(order.payment_status_id, order.ways)},
                                {"text", view(payment_status_text(order.payment_status_id))}}}};
  }
}

}  // namespace

std::string_view payment_status_text(int id) noexcept {
  switch (id) {
    case 1:
      return "Successful";
    case 2:
      return "Cancelled";
    case 3:
      return "Failed";
    case 4:
      return "Expired";
    case 5:
      return "Pending";
    case 6:
      return "Refused";
    case 7:
      return "Refunded";
    default:
      return "Status unknown";
  }
}

int payment_status_id(std::string_view payment_status) noexcept {
  static constexpr std::pair<std::string_view, int> codes[]{{"captured", 1},   {"voided", 2},
                                                            {"failed", 3},     {"pending", 5},
                                                            {"authorized", 5}, {"refunded", 7}};
  for (const auto& [name, code] : codes) {
    if (name == payment_status) {
      return code;
    }
  }
  return 0;
}

json::value number_value(const std::string& number, bool as_int) {
  std::int64_t value = 0;
  const char* end = number.data() + number.size();
  if (as_int && std::from_chars(number.data(), end, value).ptr == end) {
    return value;
  }
  return json::value(number);
}

json::object write_price(const rate_sums& sums, const quirks& ways) {
  cents total = 0;
  json::array tax;
  cents off = ways.tax_off;
  for (auto it = sums.rbegin(); it != sums.rend(); ++it) {
    const auto& [rate, gross] = *it;
    total += gross;
    const cents vat = vat_in(gross, rate) + (rate == 0 ? 0 : off);
    off = rate == 0 ? off : -off;
    tax.push_back(json::object{
        {"amount", ways.six_decimals ? micros_text(vat * micros_per_cent) : cents_text(vat)},
        {"rate", rate_text(rate)}});
  }
  json::object out;
  out["tax"] = tax.size() == 1 ? tax.front() : json::value(tax);
  out["total"] = ways.six_decimals ? micros_text(total * micros_per_cent) : cents_text(total);
  return out;
}

json::object write_order(const order_draft& order) {
  json::object out;
  write_head(out, order);
  write_business(out, order);
  out["debtor"] = debtor_json(order);
  out["price"] = write_price(sums_of(order.lines), order.ways);
  json::array lines;
  for (const auto& line : order.lines) {
    lines.push_back(line_json(line, order, lines.size()));
  }
  out["orderlines"] = std::move(lines);
  json::object shipping;
  if (order.ways.empty_objects) {
    shipping["country"] = json::array{};
  } else {
    shipping["country"] = json::object{{"description", view(country_name(order.buyer.country))},
                                       {"isocode", order.buyer.country}};
  }
  out["shipping"] = json::array{std::move(shipping)};
  return out;
}

}  // namespace boekbrug::sim::mijnwebwinkel
