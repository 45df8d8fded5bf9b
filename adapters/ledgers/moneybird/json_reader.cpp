#include "adapters/ledgers/moneybird/json_reader.hpp"

#include "adapters/ledgers/moneybird/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::adapters::moneybird_api {
namespace {

namespace json = boost::json;

constexpr std::size_t decimals_kept = 15;

// An answer may carry more decimals than core reads. Cutting never changes a later rounding half
// away from zero to cents.
std::string_view without_excess_decimals(std::string_view text) {
  const auto point = text.find('.');
  if (point == std::string_view::npos) {
    return text;
  }
  const auto fraction = text.substr(point + 1);
  const bool digits_only =
      std::all_of(fraction.begin(), fraction.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits_only ? text.substr(0, std::min(text.size(), point + 1 + decimals_kept)) : text;
}

void note(fault& problem, std::string text) {
  if (!problem) {
    problem = std::move(text);
  }
}

std::vector<json_reader> objects_of(const json::array& rows, const std::string& path,
                                    fault& problem) {
  if (rows.size() > list_items_max) {
    note(problem, path + ": more than " + std::to_string(list_items_max) + " items");
    return {};
  }
  std::vector<json_reader> found;
  found.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    found.emplace_back(rows[i], path + "[" + std::to_string(i) + "]", problem);
  }
  return found;
}

}  // namespace

bool is_id(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 20 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

json_reader::json_reader(const json::value& value, std::string path, fault& problem)
    : object_{value.if_object()}, path_{std::move(path)}, problem_{&problem} {
  if (object_ == nullptr) {
    note(problem, path_ + ": not an object");
  }
}

void json_reader::report(std::string_view key, std::string_view what) const {
  note(*problem_, path_ + "." + std::string(key) + ": " + std::string(what));
}

const json::value* json_reader::find(std::string_view key) const {
  if (object_ == nullptr) {
    return nullptr;
  }
  const auto* value = object_->if_contains({key.data(), key.size()});
  return value == nullptr || value->is_null() ? nullptr : value;
}

bool json_reader::has(std::string_view key) const {
  return find(key) != nullptr;
}

std::string json_reader::text(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) {
    return {};
  }
  const auto* text = value->if_string();
  if (text == nullptr) {
    report(key, "not text");
    return {};
  }
  return {text->data(), text->size()};
}

std::string json_reader::required_text(std::string_view key) const {
  auto found = text(key);
  if (found.empty()) {
    report(key, "missing");
  }
  return found;
}

std::string json_reader::id(std::string_view key) const {
  auto found = text(key);
  if (!found.empty() && !is_id(found)) {
    report(key, "not an id");
    return {};
  }
  return found;
}

std::string json_reader::required_id(std::string_view key) const {
  auto found = id(key);
  if (found.empty()) {
    report(key, "missing");
  }
  return found;
}

bool json_reader::flag(std::string_view key, bool when_absent) const {
  const auto* value = find(key);
  if (value == nullptr) {
    return when_absent;
  }
  if (const auto* plain = value->if_bool()) {
    return *plain;
  }
  report(key, "not true or false");
  return when_absent;
}

core::decimal json_reader::number(std::string_view key) const {
  const auto found = text(key);
  if (found.empty()) {
    return 0;
  }
  auto value = core::parse_decimal(without_excess_decimals(found));
  if (!value) {
    report(key, value.error().detail);
    return 0;
  }
  return *value;
}

std::optional<core::minor_units> json_reader::money(std::string_view key,
                                                    core::currency unit) const {
  const auto found = text(key);
  if (found.empty()) {
    return std::nullopt;
  }
  auto amount = core::parse_minor(without_excess_decimals(found), unit);
  if (!amount) {
    report(key, amount.error().detail);
    return std::nullopt;
  }
  return *amount;
}

core::minor_units json_reader::required_money(std::string_view key, core::currency unit) const {
  const auto amount = money(key, unit);
  if (!amount) {
    report(key, "missing");
  }
  return amount.value_or(0);
}

core::currency json_reader::required_currency(std::string_view key) const {
  auto unit = core::currency::parse(text(key));
  if (!unit) {
    report(key, unit.error().detail);
    return {};
  }
  return *unit;
}

std::optional<core::date> json_reader::day(std::string_view key) const {
  const auto found = text(key);
  if (found.empty()) {
    return std::nullopt;
  }
  auto day = core::parse_date(found);
  if (!day) {
    report(key, day.error().detail);
    return std::nullopt;
  }
  return *day;
}

std::vector<json_reader> json_reader::rows(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) {
    return {};
  }
  const auto* array = value->if_array();
  if (array == nullptr) {
    report(key, "not a list");
    return {};
  }
  return objects_of(*array, path_ + "." + std::string(key), *problem_);
}

std::vector<std::string> json_reader::texts(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) {
    return {};
  }
  const auto* array = value->if_array();
  if (array == nullptr) {
    report(key, "not a list");
    return {};
  }
  std::vector<std::string> found;
  for (const auto& each : *array) {
    if (const auto* text = each.if_string()) {
      found.emplace_back(text->data(), text->size());
    }
  }
  return found;
}

std::vector<json_reader> top_rows(const json::value& value, fault& problem) {
  const auto* array = value.if_array();
  if (array == nullptr) {
    note(problem, "$: not a list");
    return {};
  }
  return objects_of(*array, "$", problem);
}

}  // namespace boekbrug::adapters::moneybird_api
