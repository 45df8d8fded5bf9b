#include "sim/ccvshop/posted.hpp"

#include "sim/ccvshop/catalogue.hpp"
#include "sim/ccvshop/render.hpp"
#include "sim/ccvshop/signing.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cstdlib>
#include <stdexcept>

namespace boekbrug::sim::ccvshop {
namespace {

constexpr micro amount_max = 10'000'000 * micro_per_unit;

/// Stays in this file.
class bad_order : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Reads members and names the one that is wrong.
class reader {
public:
  reader(const json_members& members, std::string where)
      : members_{members}, where_{std::move(where)} {}

  [[noreturn]] void refuse(std::string_view key, std::string_view why) const {
    throw bad_order(where_ + std::string{key} + ": " + std::string{why});
  }
  const std::string* present(std::string_view key) const {
    const auto* raw = member(members_, key);
    return raw == nullptr || *raw == "null" ? nullptr : raw;
  }
  bool flag(std::string_view key, std::optional<bool> fallback = std::nullopt) const {
    const auto* raw = present(key);
    if (raw == nullptr && fallback) {
      return *fallback;
    }
    if (raw == nullptr || (*raw != "true" && *raw != "false")) {
      refuse(key, "true or false expected");
    }
    return *raw == "true";
  }
  micro amount(std::string_view key, std::optional<micro> fallback = std::nullopt) const {
    const auto* raw = present(key);
    if (raw == nullptr && fallback) {
      return *fallback;
    }
    const auto value = raw == nullptr ? std::nullopt : parse_number(*raw);
    if (!value || std::abs(*value) > amount_max) {
      refuse(key, "a number of at most six decimals, up to ten million, expected");
    }
    return *value;
  }
  vat_rate percentage(std::string_view key) const {
    const vat_rate rate = scaled(amount(key, 0), 1, 10'000);
    if (rate < 0 || rate > 10'000) {
      refuse(key, "0 to 100 expected");
    }
    return rate;
  }
  cents money(std::string_view key, std::optional<cents> fallback = std::nullopt) const {
    return to_cents(amount(key, fallback ? std::optional{from_cents(*fallback)} : std::nullopt));
  }
  std::optional<std::int64_t> number(std::string_view key) const {
    const auto* raw = present(key);
    if (raw == nullptr) {
      return std::nullopt;
    }
    const auto value = parse_number(*raw);
    if (!value || *value % micro_per_unit != 0) {
      refuse(key, "a whole number expected");
    }
    return *value / micro_per_unit;
  }
  std::string text(std::string_view key) const {
    const auto* raw = present(key);
    if (raw == nullptr) {
      return {};
    }
    boost::json::error_code problem;
    const auto value = boost::json::parse(*raw, problem);
    if (problem || !value.is_string()) {
      refuse(key, "text expected");
    }
    return std::string{value.get_string()};
  }

private:
  const json_members& members_;
  std::string where_;
};

order_row read_row(const json_members& members, std::size_t place) {
  const reader from{members, "rows[" + std::to_string(place) + "]."};
  order_row row;
  const auto id = from.number("id");
  if (!id) {
    from.refuse("id", "a whole number expected");
  }
  row.id = *id;
  row.type = from.text("product_type");
  row.name = from.text("product_name");
  row.number = from.text("product_number");
  row.product_id = from.number("product_id").value_or(0);
  row.count = from.amount("count");
  row.price = from.amount("price");
  row.discount = from.amount("discount", 0);
  row.rate = from.percentage("tax");
  row.unit = from.text("unit");
  if (from.present("total_price_with_attributes") != nullptr) {
    row.stated_total = from.money("total_price_with_attributes");
  }
  if (std::abs(scaled(row.count, row.price - row.discount, micro_per_unit)) > amount_max) {
    from.refuse("count", "less than ten million in all expected");
  }
  return row;
}

money_sheet read_money(const reader& from) {
  money_sheet out;
  out.taxes_included = from.flag("taxes_included");
  out.row_taxes_included = from.flag("order_row_taxes_included");
  out.shipping_taxed = from.flag("shipping_taxes_included");
  out.intra_community = from.flag("is_intra_community_order", false);
  out.platform_sale = from.flag("is_platform_sale", false);
  out.shipping = from.money("total_shipping", 0);
  out.shipping_rate = from.percentage("shipping_tax_percentage");
  out.discounts = std::abs(from.money("total_discounts", 0));
  out.paymethod_costs = from.money("paymethod_costs", 0);
  out.payment_option_price = from.money("extra_payment_option_price", 0);
  out.credit_points = std::abs(from.money("credit_point_discount", 0));
  out.extra_costs = from.money("extra_costs", 0);
  out.total = from.money("total_price");
  out.tax = from.money("total_tax");
  return out;
}

void read_head(stored_order& out, const reader& from) {
  out.id = from.number("id").value_or(0);
  out.prefix = from.text("ordernumber_prefix");
  out.number = from.number("ordernumber");
  out.invoice_number = from.number("invoicenumber");
  const auto created = parse_x_date(from.text("create_date"));
  if (!created) {
    from.refuse("create_date", "a UTC time such as 2025-03-04T09:58:12Z expected");
  }
  out.created = *created;
  const std::string day = from.text("deliver_date");
  out.deliver_date = day.empty() ? std::nullopt : std::optional{day.substr(0, 10)};
  const auto status = from.number("status").value_or(0);
  if (status < 0 || status > status_highest) {
    from.refuse("status", "1 to 14, or null, expected");
  }
  out.status = static_cast<int>(status);
  out.completed = from.flag("is_completed");
  out.paid = from.flag("paid");
  if (out.completed && !out.number) {
    from.refuse("ordernumber", "a completed order has a number");
  }
  out.paymethod_id = from.number("paymethod_id").value_or(0);
  out.transaction_id = from.text("transaction_id");
  out.deliver_method = from.text("deliver_method");
  out.payment_option = from.text("extra_payment_option");
  out.extra_costs_description = from.text("extra_costs_description");
  out.currency = from.text("currency");
  if (out.currency.size() != 3) {
    from.refuse("currency", "three letters expected");
  }
}

void read_relations(stored_order& out, const json_members& head) {
  if (const auto* window = member(head, "take_out_window");
      window != nullptr && window->starts_with('{')) {
    const auto members = split_object(*window);
    const std::string begin = reader{members, "take_out_window."}.text("start");
    out.take_out_date = begin.empty() ? std::nullopt : std::optional{begin.substr(0, 10)};
  }
  if (const auto* user = member(head, "user"); user != nullptr && user->starts_with('{')) {
    const auto members = split_object(*user);
    const auto* id = member(members, "id");
    std::string digits = id == nullptr ? "" : *id;
    std::erase(digits, '"');
    if (const auto value = parse_number(digits)) {
      out.user_id = *value / micro_per_unit;
    }
  }
  if (const auto* ticket = member(head, "discountcoupon");
      ticket != nullptr && ticket->starts_with('{')) {
    const auto members = split_object(*ticket);
    const reader from{members, "discountcoupon."};
    out.discount_coupon = {from.text("code"), from.text("type"), from.money("discount", 0),
                           from.flag("givesfreeshipping", false)};
  }
}

stored_order read_checked(std::string_view text) {
  stored_order out;
  auto posted = std::make_unique<posted_text>();
  posted->head = split_object(text);
  const auto* rows = member(posted->head, "rows");
  if (rows == nullptr || !rows->starts_with('[')) {
    throw bad_order("rows: a list of order rows expected");
  }
  for (const auto& row : split_array(*rows)) {
    if (!row.starts_with('{')) {
      throw bad_order("rows: objects expected");
    }
    posted->rows.push_back(split_object(row));
  }
  std::erase_if(posted->head, [](const auto& entry) { return entry.first == "rows"; });
  const reader from{posted->head, ""};
  read_head(out, from);
  out.money = read_money(from);
  for (std::size_t i = 0; i < posted->rows.size(); ++i) {
    out.money.rows.push_back(read_row(posted->rows[i], i));
  }
  read_relations(out, posted->head);
  out.posted = std::move(posted);
  return out;
}

}  // namespace

std::variant<stored_order, std::string> read_posted_order(std::string_view text) {
  boost::json::error_code problem;
  const auto whole = boost::json::parse(text, problem);
  if (problem || !whole.is_object()) {
    return problem ? "not JSON: " + problem.message() : std::string{"a JSON object expected"};
  }
  try {
    return read_checked(text);
  } catch (const bad_order& why) {
    return std::string{why.what()};
  }
}

std::string posted_email(const posted_text& order) {
  const auto* customer = member(order.head, "customer");
  if (customer == nullptr || !customer->starts_with('{')) {
    return {};
  }
  const auto members = split_object(*customer);
  const auto* email = member(members, "email");
  if (email == nullptr) {
    return {};
  }
  boost::json::error_code problem;
  const auto value = boost::json::parse(*email, problem);
  return !problem && value.is_string() ? std::string{value.get_string()} : std::string{};
}

}  // namespace boekbrug::sim::ccvshop
