#include "config/cards_json.hpp"

#include "config/detail/cards.hpp"
#include "config/nearest.hpp"

#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::config {

namespace json = boost::json;
using namespace core;

namespace detail {

namespace {

/// Overwrites a default with what the file says, if it says something.
template <class Value>
void take(Value& target, std::optional<Value> given) {
  if (given) {
    target = std::move(*given);
  }
}

std::string_view view(const json::string& text) {
  return {text.data(), text.size()};
}
std::string_view view(json::string_view text) {
  return {text.data(), text.size()};
}

void read_shop_cards(object_reader& reader, card_settings& cards) {
  if (auto statuses = reader.texts("S1")) {
    cards.order_statuses = std::move(*statuses);
    if (cards.order_statuses.empty()) {
      reader.problem("S1", "needs at least one status; leave S1 out for the shop's default");
    }
  }
  take(cards.paid_only, reader.flag("S2"));
  if (const auto text = reader.text("S3"); text && *text != "no") {
    if (const auto day = parse_date(*text)) {
      cards.history_from = *day;
    } else {
      reader.problem("S3",
                     "expected \"no\" or a date such as \"2026-01-01\", not \"" + *text + '"');
    }
  }
  take(cards.credits, reader.choice("S4", credit_modes));
  take(cards.copy_products, reader.flag("S5"));
  take(cards.group_lines, reader.flag("S6"));
  take(cards.number, reader.choice("S7", number_sources));
  take(cards.invoice_date, reader.choice("S8", date_sources));
  take(cards.multi_currency, reader.flag("S9"));
  take(cards.excluded_payment_methods, reader.texts("S10"));
  take(cards.store_views, reader.texts("S11"));
  take(cards.book_zero_orders, reader.choice("S12", zero_order_modes));
  take(cards.paid_when_completed, reader.texts("paid_when_completed"));
  take(cards.vat_number_field, reader.text("vat_number_field"));
  take(cards.reference_prefix, reader.text("reference_prefix"));
}

void read_accounts(object_reader& reader, card_settings& cards) {
  take(cards.revenue_account, reader.text("M1"));
  if (const auto* value = reader.find("M2")) {
    object_reader part{*value, reader.path_of("M2"), reader.problems()};
    take(cards.revenue_account_high, part.text("high"));
    take(cards.revenue_account_low, part.text("low"));
    take(cards.revenue_account_other, part.text("other"));
    part.finish();
  }
  if (const auto* value = reader.find("M3")) {
    object_reader part{*value, reader.path_of("M3"), reader.problems()};
    take(cards.shipping_account, part.text("shipping"));
    take(cards.payment_cost_account, part.text("payment_costs"));
    part.finish();
  }
}

/// A rate is given by id or name; an empty one would be a mapping to nothing.
std::optional<std::string> read_rate(const json::value& value, const std::string& path,
                                     json_problems& problems) {
  const auto* text = value.if_string();
  if (text == nullptr || view(*text).find_first_not_of(' ') == std::string_view::npos) {
    problems.add(path, "expected the id or name of a VAT rate");
    return std::nullopt;
  }
  return std::string{view(*text)};
}

/// "FR:5.5"
std::optional<vat_row> parse_oss_key(std::string_view key) {
  const auto capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  if (key.size() < 4 || !capital(key[0]) || !capital(key[1]) || key[2] != ':') {
    return std::nullopt;
  }
  const auto percent = parse_decimal(key.substr(3));
  if (!percent || *percent < 0 || *percent > 100) {
    return std::nullopt;
  }
  vat_row row;
  row.cls = vat_class::oss;
  row.country = std::string{key.substr(0, 2)};
  row.percent = *percent;
  return row;
}

void read_oss_rows(const json::value& from, const std::string& path, json_problems& problems,
                   std::vector<vat_row>& rows) {
  object_reader reader{from, path, problems};
  if (reader.object() == nullptr) {
    return;
  }
  for (const auto& member : *reader.object()) {
    const auto key = view(member.key());
    const auto place = path + '.' + std::string{key};
    auto row = parse_oss_key(key);
    if (!row) {
      problems.add(place, "expected a country and a percentage such as \"FR:5.5\"");
      continue;
    }
    const bool twice = std::any_of(rows.begin(), rows.end(), [&](const vat_row& other) {
      return other.cls == vat_class::oss && other.country == row->country &&
             other.percent == row->percent;
    });
    if (twice) {
      problems.add(place, "this country and percentage stand there twice");
      continue;
    }
    if (auto rate = read_rate(member.value(), place, problems)) {
      row->rate_id = std::move(*rate);
      rows.push_back(std::move(*row));
    }
  }
}

constexpr std::array domestic_classes{
    vat_class::nl_high,         vat_class::nl_low,      vat_class::zero,     vat_class::none,
    vat_class::reverse_charged, vat_class::eu_services, vat_class::eu_goods, vat_class::outside_eu};

void read_vat(object_reader& reader, cards_input& input) {
  const auto* value = reader.find("M4");
  if (value == nullptr) {
    return;
  }
  const auto path = reader.path_of("M4");
  if (const auto* text = value->if_string(); text != nullptr && view(*text) == "auto") {
    return;
  }
  if (!value->is_object()) {
    reader.problem("M4", "expected \"auto\" or an object, not " + std::string{type_name(*value)});
    return;
  }
  input.propose_vat_rows = false;
  object_reader part{*value, path, reader.problems()};
  for (const auto cls : domestic_classes) {
    const auto* rate = part.find(name(cls));
    auto given = rate == nullptr ? std::nullopt
                                 : read_rate(*rate, part.path_of(name(cls)), reader.problems());
    if (given) {
      input.cards.vat_rows.push_back(vat_row{cls, "", std::nullopt, std::move(*given)});
    }
  }
  if (const auto* oss = part.find(name(vat_class::oss))) {
    read_oss_rows(*oss, part.path_of(name(vat_class::oss)), reader.problems(),
                  input.cards.vat_rows);
  }
  part.finish();
}

void read_payments(object_reader& reader, card_settings& cards) {
  const auto* value = reader.find("M9");
  if (value == nullptr) {
    return;
  }
  if (value->is_bool()) {
    cards.register_payments = value->get_bool();
    return;
  }
  if (!value->is_object()) {
    reader.problem("M9",
                   "expected true, false or an object, not " + std::string{type_name(*value)});
    return;
  }
  object_reader part{*value, reader.path_of("M9"), reader.problems()};
  take(cards.register_payments, part.flag("register"));
  if (const auto* methods = part.find("methods")) {
    object_reader routes{*methods, part.path_of("methods"), reader.problems()};
    for (const auto& member : routes.object() == nullptr ? json::object{} : *routes.object()) {
      const std::string method{view(member.key())};
      if (method.empty()) {
        routes.problem(method, "a payment method without a name");
      }
      if (auto account = routes.text(method)) {
        cards.payment_routes.push_back({method, std::move(*account)});
      }
    }
  }
  part.finish();
}

void read_customers(object_reader& reader, card_settings& cards) {
  const auto* value = reader.find("M10");
  if (value == nullptr) {
    return;
  }
  if (value->is_string()) {
    take(cards.customers, reader.choice("M10", customer_modes));
  } else {
    object_reader part{*value, reader.path_of("M10"), reader.problems()};
    if (part.require("mode") != nullptr) {
      take(cards.customers, part.choice("mode", customer_modes));
    }
    take(cards.collective_name, part.text("name"));
    part.finish();
  }
  if (cards.customers == customer_mode::collective && cards.collective_name.empty()) {
    reader.problem("M10", "needs {\"mode\": \"collective\", \"name\": \"..\"}");
  }
}

void read_extras(object_reader& reader, card_settings& cards) {
  const auto given = reader.texts("M11");
  if (!given) {
    return;
  }
  for (const auto& text : *given) {
    const auto found = std::find_if(std::begin(extras), std::end(extras),
                                    [&](const auto& each) { return each.name == text; });
    if (found == std::end(extras)) {
      std::vector<std::string_view> known;
      for (const auto& each : extras) {
        known.push_back(each.name);
      }
      reader.problem("M11", "\"" + text + "\" is unknown" + suggestion(text, known));
    } else {
      cards.*(found->value) = true;
    }
  }
}

}  // namespace

namespace {

/// The cards of e-Boekhouden.nl that are others by another name (product.md 4.2).
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> other_names{{
    {"B2", "M5"},
    {"B3", "M2"},
    {"B4", "M3"},
    {"B6", "M4"},
    {"B7", "M9"},
    {"B9", "reference_prefix"},
    {"B11", "M10"},
}};

json::value with_common_names(const json::value& from, const std::string& path,
                              json_problems& problems) {
  const auto* object = from.if_object();
  if (object == nullptr) {
    return from;
  }
  json::object made = *object;
  for (const auto& [other, common] : other_names) {
    const auto* value = object->if_contains(other);
    if (value == nullptr) {
      continue;
    }
    if (object->contains(common)) {
      problems.add(path + '.' + std::string{other},
                   "is the same card as " + std::string{common} + "; give one of the two");
    } else {
      made[common] = *value;
    }
    made.erase(other);
  }
  return made;
}

void read_own_cards(object_reader& reader, card_settings& cards) {
  take(cards.form, reader.choice("B1", booking_forms));
  take(cards.debtor_account, reader.text("B5"));
  take(cards.year_in_number, reader.flag("B8"));
  if (const auto* value = reader.find("B10")) {
    object_reader part{*value, reader.path_of("B10"), reader.problems()};
    if (const auto days = part.number("term_days", 0, 365)) {
      cards.payment_term_days = static_cast<std::uint32_t>(*days);
    }
    take(cards.cost_center, part.text("cost_center"));
    part.finish();
  }
}

}  // namespace

cards_input read_cards(const json::value& given, const std::string& path, json_problems& problems) {
  cards_input input;
  const auto from = with_common_names(given, path, problems);
  object_reader reader{from, path, problems};
  read_shop_cards(reader, input.cards);
  read_accounts(reader, input.cards);
  read_vat(reader, input);
  take(input.cards.document_style, reader.text("M5"));
  take(input.cards.workflow, reader.text("M6"));
  take(input.cards.status, reader.choice("M7", document_statuses));
  take(input.cards.email_invoice, reader.flag("M8"));
  read_payments(reader, input.cards);
  read_customers(reader, input.cards);
  read_extras(reader, input.cards);
  read_own_cards(reader, input.cards);
  reader.finish();
  return input;
}

}  // namespace detail

result<cards_input> parse_cards(std::string_view text) {
  const auto parsed = detail::parse_json(text);
  if (!parsed) {
    return parsed.error();
  }
  detail::json_problems problems;
  auto input = detail::read_cards(*parsed, "cards", problems);
  if (!problems.empty()) {
    return problems.take();
  }
  return input;
}

}  // namespace boekbrug::config
