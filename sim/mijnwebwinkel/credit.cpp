// Makes credit orders: orders of their own, with the lines that come back.

#include "sim/mijnwebwinkel/shop_state.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

namespace json = boost::json;

std::string text_in(const json::object& object, std::string_view name) {
  return loose_text(object.if_contains({name.data(), name.size()}));
}

/// The line's parts, times pieces / quantity, always positive as the original has them.
std::vector<price_part> parts_in(const json::object& line, std::int64_t pieces,
                                 std::int64_t quantity) {
  std::vector<price_part> out;
  const json::value& price = line.at("price");
  const json::array list = price.is_array() ? price.get_array() : json::array{price};
  for (const auto& entry : list) {
    const auto& part = entry.as_object();
    const rate_bp rate = parse_amount(text_in(part, "rate")).value_or(0) / 10'000;
    const micros net = parse_amount(text_in(part, "amount")).value_or(0);
    const auto with = parse_amount(text_in(part, "amount_including_tax"));
    const cents gross = to_cents(with.value_or(multiply_divide(net, 10'000 + rate, 10'000)));
    out.push_back(pieces == quantity
                      ? price_part{rate, gross, net}
                      : part_of_gross(multiply_divide(gross, pieces, quantity), rate));
  }
  return out;
}

struct credit_lines {
  std::vector<order_line> lines;
  std::vector<json::object> sources;  // of the same index; empty for a new line
};

std::int64_t quantity_in(const json::object& line) {
  const auto value = parse_amount(text_in(line, "quantity"));
  return value && *value >= 1'000'000 ? *value / 1'000'000 : 1;
}

void take(credit_lines& out, const json::object& line, std::int64_t pieces) {
  const std::int64_t quantity = quantity_in(line);
  order_line taken;
  taken.type = text_in(line, "type");
  taken.description = text_in(line, "description");
  taken.quantity = std::clamp<std::int64_t>(pieces, 1, quantity);
  taken.parts = parts_in(line, taken.quantity, quantity);
  taken.always_array = line.at("price").is_array();
  out.lines.push_back(std::move(taken));
  out.sources.push_back(line);
}

bool is_goods(const json::object& line) {
  const std::string type = text_in(line, "type");
  return type == "article" || type == "custom";
}

/// The share of the discounts that belongs to the goods that come back.
void take_discount(credit_lines& out, const json::array& all) {
  rate_sums goods;
  rate_sums off;
  std::string text;
  for (const auto& entry : all) {
    const json::object& line = entry.as_object();
    const bool discount = text_in(line, "type") == "discount";
    text = discount ? text_in(line, "description") : text;
    for (const auto& part : parts_in(line, 1, 1)) {
      if (discount) {
        off[part.rate] += part.gross;
      } else if (is_goods(line)) {
        goods[part.rate] += part.gross;
      }
    }
  }
  order_line share{"discount", text, 1, 0, {}, true, {}};
  for (const auto& [rate, back] : sums_of(out.lines)) {
    if (off[rate] != 0 && goods[rate] > 0) {
      share.parts.push_back(part_of_gross(multiply_divide(off[rate], back, goods[rate]), rate));
    }
  }
  if (!share.parts.empty()) {
    out.lines.push_back(std::move(share));
    out.sources.emplace_back();
  }
}

void choose_lines(credit_lines& out, const credit_request& request, const json::array& all) {
  if (request.what == credit_request::kind::full) {
    for (const auto& line : all) {
      take(out, line.as_object(), quantity_in(line.as_object()));
    }
    return;
  }
  auto wanted = request.lines;
  for (std::size_t i = 0; wanted.empty() && i < all.size(); ++i) {
    if (is_goods(all[i].as_object())) {
      wanted.emplace_back(i, 1);
    }
  }
  for (const auto& [index, pieces] : wanted) {
    if (index < all.size() && is_goods(all[index].as_object())) {
      take(out, all[index].as_object(), pieces);
    }
  }
  take_discount(out, all);
  for (const auto& line : all) {
    const std::string type = text_in(line.as_object(), "type");
    if (request.shipping && (type == "shipping" || type == "payment")) {
      take(out, line.as_object(), 1);
    }
  }
}

json::object line_json(const order_line& line, const json::object& source, std::string_view number,
                       std::size_t index, const shop_options& options) {
  const int sign = options.credit_negative ? -1 : 1;
  json::array prices;
  for (const auto& part : line.parts) {
    prices.push_back(json::object{{"amount", micros_text(sign * part.net)},
                                  {"amount_including_tax", cents_text(sign * part.gross)},
                                  {"rate", rate_text(part.rate)}});
  }
  json::object out;
  out["id"] = make_uuid(91 + index, std::hash<std::string_view>{}(number));
  out["type"] = line.type;
  out["quantity"] = options.credit_quantity_positive ? line.quantity : sign * line.quantity;
  out["description"] = line.description;
  out["price"] = prices.size() == 1 && !line.always_array ? prices.front() : json::value(prices);
  if (const auto* articles = source.if_contains("articles")) {
    out["articles"] = *articles;
  }
  return out;
}

}  // namespace

core::result<json::object> make_credit(const order_record& original, const credit_request& request,
                                       const shop_options& options, std::string number,
                                       std::string uuid, seconds_utc now) {
  json::object out = json::parse(original.text).as_object();
  const json::array all = out.at("orderlines").as_array();
  credit_lines chosen;
  if (request.what == credit_request::kind::amount) {
    order_line line{"custom", "Tegemoetkoming", 1, 0, {}, false, {}};
    const auto& sums = original.facts.sums;
    const auto main = std::max_element(
        sums.begin(), sums.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    line.parts.push_back(part_of_gross(request.amount, main == sums.end() ? 0 : main->first));
    chosen.lines.push_back(std::move(line));
    chosen.sources.emplace_back();
  } else {
    choose_lines(chosen, request, all);
  }
  const cents total = total_of(chosen.lines);
  if (chosen.lines.empty() || total <= 0 || total > original.facts.total) {
    return core::fail(core::errc::invalid_input, "nothing, or more than was sold, is credited");
  }
  const wall_seconds wall = to_wall(now);
  out["number"] = number_value(number, options.number_as_int);
  out["uuid"] = uuid;
  out["date"] = date_text(wall);
  out["time"] = clock_text(wall);
  out["status"] = request.status;
  out["status_changed_date"] =
      options.placing_sets_status_changed ? json::value(date_text(wall)) : json::value(nullptr);
  out["status_changed_time"] =
      options.placing_sets_status_changed ? json::value(clock_text(wall)) : json::value(nullptr);
  out["credited_order_number"] = number_value(original.facts.number, options.number_as_int);
  out["credit_order_numbers"] = json::array{};
  out["comments"] = json::array{};
  out["payment_status"] = "unknown";
  out.erase("payment");
  json::array lines;
  for (std::size_t i = 0; i < chosen.lines.size(); ++i) {
    lines.push_back(line_json(chosen.lines[i], chosen.sources[i], number, i, options));
  }
  out["orderlines"] = std::move(lines);
  rate_sums sums = sums_of(chosen.lines);
  for (auto& [rate, gross] : sums) {
    gross = options.credit_negative ? -gross : gross;
  }
  out["price"] = write_price(sums, quirks{});
  return out;
}

}  // namespace boekbrug::sim::mijnwebwinkel
