#include "adapters/shops/magento/json.hpp"

#include "adapters/shops/magento/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>

namespace boekbrug::adapters::magento_api {

namespace {

const json::array no_rows;
const json::object no_fields;

bool in_number(char c) noexcept {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool starts_number(char c) noexcept {
  return (c >= '0' && c <= '9') || c == '-';
}

// Past the end of the JSON string that starts at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    at += text[at] == '\\' ? 1 : 0;
  }
  return std::min(at + 1, text.size());
}

core::decimal power_of_ten(int exponent) {
  return boost::multiprecision::pow(core::decimal{10}, exponent);
}

}  // namespace

std::string quote_numbers(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      const auto end = end_of_string(text, at);
      out.append(text.substr(at, end - at));
      at = end;
      continue;
    }
    if (!starts_number(text[at])) {
      out.push_back(text[at++]);
      continue;
    }
    auto end = at;
    while (end < text.size() && in_number(text[end])) {
      ++end;
    }
    const auto number = text.substr(at, end - at);
    const bool whole = number.find_first_of(".eE") == std::string_view::npos;
    out += whole ? std::string(number) : '"' + std::string(number) + '"';
    at = end;
  }
  return out;
}

void fault::note(std::string_view path, std::string_view key, std::string_view what) {
  if (!failed()) {
    detail_ = std::string(path) + (path.empty() || key.empty() ? "" : ".") + std::string(key) +
              ": " + std::string(what);
  }
}

core::error fault::error() const {
  return core::fail(core::errc::shop_answer_unreadable, detail_);
}

std::string_view view(const json::string& text) noexcept {
  return {text.data(), text.size()};
}

std::optional<core::decimal> read_number(std::string_view text) {
  text = trim(text);
  const auto mark = text.find_first_of("eE");
  int exponent = 0;
  if (mark != std::string_view::npos) {
    auto digits = text.substr(mark + 1);
    const bool down = !digits.empty() && digits.front() == '-';
    if (!digits.empty() && (digits.front() == '-' || digits.front() == '+')) {
      digits.remove_prefix(1);
    }
    const auto size = read_count(digits);
    if (!size || *size > 30) {
      return std::nullopt;
    }
    exponent = down ? -static_cast<int>(*size) : static_cast<int>(*size);
    text = text.substr(0, mark);
  }
  // PHP's seventeen digits ("66.030000000000001"): what lies beyond the tenth decimal is noise of
  // its floating point.
  const auto point = text.find('.');
  if (point != std::string_view::npos && text.size() - point - 1 > 15) {
    if (text.substr(point + 1).find_first_not_of("0123456789") != std::string_view::npos) {
      return std::nullopt;
    }
    text = text.substr(0, point + 16);
  }
  const auto read = core::parse_decimal(text);
  if (!read) {
    return std::nullopt;
  }
  if (exponent == 0) {
    return *read;
  }
  const core::decimal shifted =
      exponent > 0 ? *read * power_of_ten(exponent) : *read / power_of_ten(-exponent);
  if (boost::multiprecision::abs(shifted) > power_of_ten(15)) {
    return std::nullopt;
  }
  return core::round_half_away(shifted, 15);
}

std::optional<core::decimal> scalar_number(const json::value& value) {
  if (value.is_int64()) {
    return core::decimal(value.get_int64());
  }
  return value.is_string() ? read_number(view(value.get_string())) : std::nullopt;
}

std::optional<std::string> scalar_text(const json::value& value) {
  if (value.is_string()) {
    return std::string(view(value.get_string()));
  }
  if (value.is_int64()) {
    return std::to_string(value.get_int64());
  }
  return std::nullopt;
}

std::optional<core::time_point> read_time(std::string_view text) {
  std::string form{trim(text)};
  if (form.size() >= 19 && form[10] == ' ') {
    form[10] = 'T';
  }
  auto read = core::parse_time(form);
  return read ? std::optional<core::time_point>{*read} : std::nullopt;
}

std::string filter_time(core::time_point when) {
  std::string text = core::to_bare_text(when);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

std::string fields::path_of(std::string_view key, std::size_t index) const {
  return path_ + (path_.empty() ? "" : ".") + std::string(key) + '[' + std::to_string(index) + ']';
}

const json::value* fields::find(std::string_view key) const noexcept {
  const auto* const found = object_->if_contains({key.data(), key.size()});
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::string fields::text(std::string_view key) const {
  std::string found = loose_text(key);
  if (trim(found).empty()) {
    wrong(key, has(key) ? "not a text" : "missing");
  }
  return found;
}

std::string fields::loose_text(std::string_view key) const {
  const auto* const value = find(key);
  return value == nullptr ? std::string{} : scalar_text(*value).value_or(std::string{});
}

std::optional<std::int64_t> fields::id_or_none(std::string_view key) const {
  const auto value = read_count(trim(loose_text(key)));
  return value && *value > 0 ? value : std::nullopt;
}

std::int64_t fields::id(std::string_view key) const {
  const auto value = id_or_none(key);
  if (!value) {
    wrong(key, has(key) ? "not an id" : "missing");
  }
  return value.value_or(0);
}

bool fields::flag(std::string_view key) const {
  const auto* const value = find(key);
  if (value != nullptr && value->is_bool()) {
    return value->get_bool();
  }
  const std::string text = loose_text(key);
  return text == "1" || lower(text) == "true";
}

std::optional<core::decimal> fields::number(std::string_view key) const {
  const auto* const value = find(key);
  if (value == nullptr || (value->is_string() && trim(view(value->get_string())).empty())) {
    return std::nullopt;
  }
  auto read = scalar_number(*value);
  if (!read || boost::multiprecision::abs(*read) > power_of_ten(10)) {
    wrong(key, "not an amount or number");
    return std::nullopt;
  }
  return read;
}

core::decimal fields::number_or_zero(std::string_view key) const {
  return number(key).value_or(core::decimal{0});
}

core::time_point fields::time(std::string_view key) const {
  const auto read = read_time(loose_text(key));
  if (!read) {
    wrong(key, has(key) ? "not a time" : "missing");
  }
  return read.value_or(core::time_point{});
}

const json::array& fields::list_or_empty(std::string_view key) const {
  const auto* const value = find(key);
  if (value == nullptr) {
    return no_rows;
  }
  if (!value->is_array()) {
    wrong(key, "not a list");
    return no_rows;
  }
  return value->get_array();
}

const json::object* fields::object(std::string_view key) const {
  const auto* const value = find(key);
  if (value == nullptr || (value->is_array() && value->get_array().empty())) {
    return nullptr;
  }
  if (!value->is_object()) {
    wrong(key, "not an object");
    return nullptr;
  }
  return &value->get_object();
}

fields fields::child(std::string_view key) const {
  const auto* const found = object(key);
  return {found == nullptr ? no_fields : *found,
          path_ + (path_.empty() ? "" : ".") + std::string(key), *problem_};
}

}  // namespace boekbrug::adapters::magento_api
