#include "adapters/ledgers/eboekhouden/register_state.hpp"

#include "adapters/ledgers/eboekhouden/documents.hpp"
#include "adapters/ledgers/eboekhouden/json_text.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) {
  const auto* text = value.if_string();
  return text == nullptr ? std::string{} : std::string(text->data(), text->size());
}

template <class Number>
bool read_number(const std::string& text, Number& into) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), into);
  return failure == std::errc{} && end == text.data() + text.size();
}

bool read_ids(const json::value& value, std::vector<std::string>& into) {
  const auto* array = value.if_array();
  if (array == nullptr) {
    return false;
  }
  for (const auto& each : *array) {
    into.push_back(text_of(each));
    if (!is_id(into.back())) {
      return false;
    }
  }
  return true;
}

// "14", or "14,i5012" for a sale with an invoice.
bool read_sale(const std::string& text, booked_sale& into) {
  const auto parts = split_commas(text);
  if (parts.empty() || parts.size() > 2 || !is_id(parts[0])) {
    return false;
  }
  into = {parts[0], parts.size() == 2 ? parts[1] : "m" + parts[0]};
  return split_id(into.document).has_value();
}

std::string to_text(const booked_sale& sale) {
  const bool alone = sale.document == "m" + sale.mutation;
  return alone ? sale.mutation : sale.mutation + "," + sale.document;
}

bool read_sales(const json::value& value, std::vector<booked_sale>& into) {
  const auto* array = value.if_array();
  if (array == nullptr) {
    return false;
  }
  into.resize(array->size());
  for (std::size_t i = 0; i < into.size(); ++i) {
    if (!read_sale(text_of((*array)[i]), into[i])) {
      return false;
    }
  }
  return true;
}

bool read_state(const json::object& object, register_state& state) {
  const auto* now = object.if_contains("now");
  const auto* offset = object.if_contains("offset");
  const auto* open = object.if_contains("open");
  const auto* sales = object.if_contains("sales");
  const auto* read = object.if_contains("read");
  if (now == nullptr || offset == nullptr || open == nullptr || sales == nullptr ||
      read == nullptr || !open->is_object() || !sales->is_object()) {
    return false;
  }
  const auto stage = text_of(*now);
  if (stage.size() != 1 || std::string_view("osid").find(stage) == std::string_view::npos) {
    return false;
  }
  state.now = static_cast<register_state::stage>(stage.front());
  bool fine = read_number(text_of(*offset), state.offset) && read_sales(*read, state.to_read);
  constexpr core::minor_units most = 100'000'000'000'000'000;  // sums must stay within 64 bits
  for (const auto& [key, paid] : open->get_object()) {
    auto& amount = state.open_paid[std::string(key)];
    fine = fine && read_number(text_of(paid), amount) && amount <= most && amount >= -most;
  }
  for (const auto& [number, ids] : sales->get_object()) {
    fine = fine && read_ids(ids, state.sales[std::string(number)]);
  }
  return fine && (state.now != register_state::stage::details || !state.to_read.empty());
}

json::array to_array(const std::vector<std::string>& ids) {
  json::array made;
  for (const auto& id : ids) {
    made.emplace_back(id);
  }
  return made;
}

}  // namespace

std::string open_key(std::string_view number, std::string_view relation) {
  return std::string(number) + "\n" + std::string(relation);
}

std::string to_page(const register_state& state) {
  json::object open;
  for (const auto& [key, paid] : state.open_paid) {
    open[key] = std::to_string(paid);
  }
  json::object sales;
  for (const auto& [number, ids] : state.sales) {
    sales[number] = to_array(ids);
  }
  json::array read;
  for (const auto& sale : state.to_read) {
    read.emplace_back(to_text(sale));
  }
  return json::serialize(json::object{{"now", std::string(1, static_cast<char>(state.now))},
                                      {"offset", std::to_string(state.offset)},
                                      {"open", std::move(open)},
                                      {"sales", std::move(sales)},
                                      {"read", std::move(read)}});
}

std::optional<register_state> from_page(std::string_view page) {
  if (page.empty()) {
    return register_state{};
  }
  const auto parsed = parse_json(page);
  const auto* object = parsed ? parsed->if_object() : nullptr;
  register_state state;
  if (object == nullptr || !read_state(*object, state)) {
    return std::nullopt;
  }
  return state;
}

}  // namespace boekbrug::adapters::eboekhouden_api
