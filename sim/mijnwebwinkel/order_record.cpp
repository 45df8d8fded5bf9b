#include "sim/mijnwebwinkel/order_record.hpp"

#include <boost/json.hpp>

#include <charconv>
#include <stdexcept>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

namespace json = boost::json;

/// Thrown inside this file only; `read_facts` turns it into an error.
class bad_order : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

const json::value* member(const json::object& object, std::string_view name) {
  return object.if_contains(view(name));
}

const json::object& object_in(const json::object& object, std::string_view name) {
  static const json::object none;
  const auto* value = member(object, name);
  return value != nullptr && value->is_object() ? value->get_object() : none;
}

std::int64_t whole(const json::object& object, std::string_view name) {
  const std::string text = loose_text(member(object, name));
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) {
    throw bad_order(std::string{name} + ": a whole number expected");
  }
  return value;
}

micros amount(const json::object& object, std::string_view name, const std::string& where) {
  const auto parsed = parse_amount(loose_text(member(object, name)));
  if (!parsed) {
    throw bad_order(where + "." + std::string{name} + ": an amount as text expected");
  }
  return *parsed;
}

void read_number(order_facts& out, const json::object& order) {
  out.number = loose_text(member(order, "number"));
  std::string_view digits = out.number;
  out.test = digits.starts_with("T-");
  digits.remove_prefix(out.test ? 2 : 0);
  const auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), out.sequence);
  if (digits.empty() || problem != std::errc{} || end != digits.data() + digits.size() ||
      out.sequence < 0) {
    throw bad_order("number: digits, or T- and digits, expected");
  }
}

void read_times(order_facts& out, const json::object& order) {
  const auto date = parse_date(loose_text(member(order, "date")));
  const auto time = parse_clock(loose_text(member(order, "time")));
  if (!date || !time) {
    throw bad_order(date ? "time: hh:mm:ss expected" : "date: yyyy-mm-dd expected");
  }
  out.created = *date + *time;
  const auto changed_date = parse_date(loose_text(member(order, "status_changed_date")));
  const auto changed_time = parse_clock(loose_text(member(order, "status_changed_time")));
  if (changed_date && changed_time) {
    out.status_changed = *changed_date + *changed_time;
  }
}

void add_part(order_facts& out, const json::value& part, const std::string& where) {
  if (!part.is_object()) {
    throw bad_order(where + ": an object expected");
  }
  const json::object& price = part.get_object();
  const std::string rate = loose_text(member(price, "rate"));
  const micros percent = rate.empty() ? 0 : amount(price, "rate", where);
  if (percent % 10'000 != 0 || percent < 0 || percent > 100'000'000) {
    throw bad_order(where + ".rate: a percentage with at most two decimals expected");
  }
  cents gross = 0;
  if (member(price, "amount_including_tax") != nullptr) {
    gross = to_cents(amount(price, "amount_including_tax", where));
  } else {
    const micros net = amount(price, "amount", where);
    gross = multiply_divide(net, 10'000 + percent / 10'000, 10'000 * micros_per_cent);
  }
  out.sums[percent / 10'000] += gross;
}

void read_lines(order_facts& out, const json::object& order) {
  const auto* lines = member(order, "orderlines");
  if (lines == nullptr || !lines->is_array()) {
    throw bad_order("orderlines: an array expected");
  }
  std::size_t index = 0;
  for (const auto& line : lines->get_array()) {
    const std::string where = "orderlines[" + std::to_string(index++) + "].price";
    const auto* price = line.is_object() ? member(line.get_object(), "price") : nullptr;
    if (price == nullptr) {
      throw bad_order(where + ": missing");
    }
    if (!price->is_array()) {
      add_part(out, *price, where);
      continue;
    }
    for (const auto& part : price->get_array()) {
      add_part(out, part, where);
    }
  }
}

}  // namespace

std::string loose_text(const json::value* value) {
  if (value == nullptr) {
    return {};
  }
  if (value->is_string()) {
    return std::string{value->get_string()};
  }
  if (value->is_int64()) {
    return std::to_string(value->get_int64());
  }
  return {};
}

cents order_facts::lines_total() const noexcept {
  cents out = 0;
  for (const auto& [rate, gross] : sums) {
    out += gross;
  }
  return out;
}

core::result<order_facts> read_facts(const json::object& order) {
  order_facts out;
  try {
    read_number(out, order);
    read_times(out, order);
    read_lines(out, order);
    out.uuid = loose_text(member(order, "uuid"));
    out.status = whole(order, "status");
    const auto* archived = member(order, "archived");
    out.archived = archived != nullptr &&
                   (archived->is_bool() ? archived->get_bool() : loose_text(archived) == "1");
    const json::object& debtor = object_in(order, "debtor");
    out.email = loose_text(member(debtor, "email"));
    out.debtor_id = loose_text(member(debtor, "id"));
    out.currency = loose_text(member(order, "currency"));
    out.payment_status = loose_text(member(order, "payment_status"));
    const json::object& paid = object_in(order, "payment");
    out.gateway = loose_text(member(paid, "gateway_name"));
    if (member(paid, "status") != nullptr) {
      out.payment_status_id = whole(object_in(paid, "status"), "id");
    }
    out.credited_number = loose_text(member(order, "credited_order_number"));
    out.total = to_cents(amount(object_in(order, "price"), "total", "price"));
  } catch (const bad_order& problem) {
    return core::fail(core::errc::invalid_input, problem.what());
  }
  return out;
}

}  // namespace boekbrug::sim::mijnwebwinkel
