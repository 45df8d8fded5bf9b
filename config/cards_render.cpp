#include "config/detail/cards.hpp"

#include "core/time/time_text.hpp"

#include <boost/json/serialize.hpp>

namespace boekbrug::config {

namespace json = boost::json;
using namespace core;

namespace {

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

json::array to_array(const std::vector<std::string>& texts) {
  json::array out;
  for (const auto& text : texts) {
    out.emplace_back(text);
  }
  return out;
}

json::value vat_rows(const cards_input& input) {
  if (input.propose_vat_rows) {
    return "auto";
  }
  json::object out;
  json::object oss;
  for (const auto& row : input.cards.vat_rows) {
    if (row.cls == vat_class::oss) {
      oss[row.country + ':' + to_text(row.percent.value_or(decimal{0}))] = row.rate_id;
    } else {
      out[view(name(row.cls))] = row.rate_id;
    }
  }
  if (!oss.empty()) {
    out[view(name(vat_class::oss))] = std::move(oss);
  }
  return out;
}

json::value payments(const card_settings& cards) {
  if (cards.payment_routes.empty()) {
    return cards.register_payments;
  }
  json::object methods;
  for (const auto& route : cards.payment_routes) {
    methods[route.method] = route.account;
  }
  return json::object{{"register", cards.register_payments}, {"methods", std::move(methods)}};
}

json::value customers(const card_settings& cards) {
  const auto mode = view(detail::name_in(detail::customer_modes, cards.customers));
  if (cards.collective_name.empty()) {
    return json::value(mode);
  }
  return json::object{{"mode", mode}, {"name", cards.collective_name}};
}

json::object to_object(const cards_input& input) {
  using namespace detail;
  const auto& cards = input.cards;
  json::array extra;
  for (const auto& each : extras) {
    if (cards.*(each.value)) {
      extra.emplace_back(view(each.name));
    }
  }
  json::object out;
  if (!cards.order_statuses.empty()) {
    out["S1"] = to_array(cards.order_statuses);
  }
  out["S2"] = cards.paid_only;
  out["S3"] = cards.history_from ? to_text(*cards.history_from) : "no";
  out["S4"] = view(name_in(credit_modes, cards.credits));
  out["S5"] = cards.copy_products;
  out["S6"] = cards.group_lines;
  out["S7"] = view(name_in(number_sources, cards.number));
  out["S8"] = view(name_in(date_sources, cards.invoice_date));
  out["S9"] = cards.multi_currency;
  out["S10"] = to_array(cards.excluded_payment_methods);
  out["S11"] = to_array(cards.store_views);
  out["S12"] = view(name_in(zero_order_modes, cards.book_zero_orders));
  out["paid_when_completed"] = to_array(cards.paid_when_completed);
  out["vat_number_field"] = cards.vat_number_field;
  out["reference_prefix"] = cards.reference_prefix;
  out["M1"] = cards.revenue_account;
  out["M2"] = json::object{{"high", cards.revenue_account_high},
                           {"low", cards.revenue_account_low},
                           {"other", cards.revenue_account_other}};
  out["M3"] = json::object{{"shipping", cards.shipping_account},
                           {"payment_costs", cards.payment_cost_account}};
  out["M4"] = vat_rows(input);
  out["M5"] = cards.document_style;
  out["M6"] = cards.workflow;
  out["M7"] = view(name_in(document_statuses, cards.status));
  out["M8"] = cards.email_invoice;
  out["M9"] = payments(cards);
  out["M10"] = customers(cards);
  out["M11"] = std::move(extra);
  out["B1"] = view(name_in(booking_forms, cards.form));
  out["B5"] = cards.debtor_account;
  out["B8"] = cards.year_in_number;
  out["B10"] =
      json::object{{"term_days", cards.payment_term_days}, {"cost_center", cards.cost_center}};
  return out;
}

/// Boost.JSON only writes one long line. One member per line, objects inside indented; lists stay
/// on a line.
void append_indented(std::string& out, const json::object& object, std::size_t depth) {
  if (object.empty()) {
    out += "{}";
    return;
  }
  out += "{\n";
  bool first = true;
  for (const auto& member : object) {
    out += first ? "" : ",\n";
    first = false;
    out.append(2 * (depth + 1), ' ');
    out += json::serialize(json::value(member.key())) + ": ";
    if (const auto* inner = member.value().if_object()) {
      append_indented(out, *inner, depth + 1);
    } else {
      out += json::serialize(member.value());
    }
  }
  out += '\n';
  out.append(2 * depth, ' ');
  out += '}';
}

}  // namespace

std::string to_json(const cards_input& input) {
  std::string out;
  append_indented(out, to_object(input), 0);
  return out + '\n';
}

std::string to_json(const card_settings& cards) {
  return to_json(cards_input{cards, false});
}

}  // namespace boekbrug::config
