#include "adapters/ledgers/eboekhouden/json_reader.hpp"

#include "adapters/ledgers/eboekhouden/text.hpp"
#include "adapters/ledgers/eboekhouden/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

namespace json = boost::json;

constexpr std::size_t decimals_kept = 15;

// An answer may carry the tail of a double ("31.150000000000002"). Cutting it never changes a
// later rounding half away from zero to cents.
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

}  // namespace

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

std::string json_reader::id(std::string_view key) const {
  auto found = text(key);
  if (found.empty() || found == "0") {
    return {};
  }
  if (!is_id(found)) {
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

std::optional<core::minor_units> json_reader::money(std::string_view key) const {
  const auto found = text(key);
  if (found.empty()) {
    return std::nullopt;
  }
  auto amount = core::parse_minor(without_excess_decimals(found), core::currency::eur());
  if (!amount) {
    report(key, amount.error().detail);
    return std::nullopt;
  }
  // A sum of 2,000 of these must stay far from the limits of 64 bits.
  constexpr core::minor_units most = 100'000'000'000'000;
  if (*amount > most || *amount < -most) {
    report(key, "out of range");
    return std::nullopt;
  }
  return *amount;
}

core::minor_units json_reader::required_money(std::string_view key) const {
  const auto amount = money(key);
  if (!amount) {
    report(key, "missing");
  }
  return amount.value_or(0);
}

std::optional<core::date> json_reader::day(std::string_view key) const {
  const auto found = text(key);
  if (found.empty()) {
    return std::nullopt;
  }
  auto day = core::parse_date(std::string_view(found).substr(0, found.find('T')));
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
  if (array->size() > page_size_max) {
    report(key, "more than " + std::to_string(page_size_max) + " items");
    return {};
  }
  std::vector<json_reader> found;
  found.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    found.emplace_back((*array)[i], path_ + "." + std::string(key) + "[" + std::to_string(i) + "]",
                       *problem_);
  }
  return found;
}

std::vector<json_reader> json_reader::required_rows(std::string_view key) const {
  if (!has(key)) {
    report(key, "missing");
  }
  return rows(key);
}

}  // namespace boekbrug::adapters::eboekhouden_api
