#include "adapters/shops/ccvshop/json.hpp"

#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"
#include "core/time/time_text.hpp"

#include <charconv>

namespace boekbrug::adapters::ccvshop_api {

namespace {

const json::array no_rows;
constexpr std::size_t decimals_max = 15;
constexpr std::size_t integer_length_max = 18;

bool starts_number(char c) {
  return c == '-' || (c >= '0' && c <= '9');
}

// Boost.JSON 1.81 knows decimals only as double, so they are made texts before it sees them.
std::string quote_decimals(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (inside) {
      out.push_back(c);
      if (c == '\\' && at + 1 < text.size()) {
        out.push_back(text[++at]);
      } else if (c == '"') {
        inside = false;
      }
      continue;
    }
    if (!starts_number(c)) {
      inside = c == '"';
      out.push_back(c);
      continue;
    }
    const auto rest = text.substr(at);
    const auto token = rest.substr(0, rest.find_first_of(",]}: \t\r\n\""));
    const bool quoted =
        token.find_first_of(".eE") != std::string_view::npos || token.size() > integer_length_max;
    out += quoted ? "\"" : "";
    out += token;
    out += quoted ? "\"" : "";
    at += token.size() - 1;
  }
  return out;
}

}  // namespace

std::optional<json::value> parse_json(std::string_view text) {
  const std::string safe = quote_decimals(text);
  boost::system::error_code code;
  auto value = json::parse(json::string_view{safe.data(), safe.size()}, code);
  if (code) {
    return std::nullopt;
  }
  return value;
}

std::string write_json(const json::value& value) {
  return json::serialize(value);
}

std::optional<core::decimal> read_number(std::string_view text) {
  text = core::trim(text);
  const auto mark = text.find_first_of("eE");
  int exponent = 0;
  if (mark != std::string_view::npos) {
    auto power = text.substr(mark + 1);
    if (!power.empty() && power.front() == '+') {
      power.remove_prefix(1);
    }
    const auto [end, failure] =
        std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (failure != std::errc{} || end != power.data() + power.size() || exponent > 15 ||
        exponent < -30) {
      return std::nullopt;
    }
    text = text.substr(0, mark);
  }
  if (const auto point = text.find('.'); point != std::string_view::npos) {
    text = text.substr(0, point + 1 + decimals_max);
  }
  if (text.empty()) {
    return std::nullopt;
  }
  const auto mantissa = core::parse_decimal(text);
  if (!mantissa) {
    return std::nullopt;
  }
  static const core::decimal tenth{"0.1"};
  static const core::decimal limit{"1000000000000000"};
  core::decimal value = *mantissa;
  for (; exponent > 0; --exponent) {
    value *= 10;
  }
  for (; exponent < 0; ++exponent) {
    value *= tenth;
  }
  return value > limit || value < -limit ? std::nullopt : std::optional<core::decimal>{value};
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

std::optional<std::string> scalar_text(const json::value& value) {
  switch (value.kind()) {
    case json::kind::string:
      return std::string(view(value.get_string()));
    case json::kind::int64:
      return std::to_string(value.get_int64());
    case json::kind::uint64:
      return std::to_string(value.get_uint64());
    default:
      return std::nullopt;
  }
}

const json::value* fields::find(std::string_view key) const noexcept {
  const auto* const found = object_->if_contains({key.data(), key.size()});
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::string fields::text(std::string_view key) const {
  const auto* const value = find(key);
  if (value == nullptr) {
    return {};
  }
  auto read = scalar_text(*value);
  if (!read) {
    wrong(key, "not a text");
  }
  return std::move(read).value_or(std::string{});
}

std::string fields::id(std::string_view key) const {
  const std::string raw = text(key);
  const auto number = read_count(raw);
  if (!number || *number <= 0) {
    wrong(key, raw.empty() ? "missing" : "not an id");
    return {};
  }
  return std::to_string(*number);
}

std::optional<bool> fields::flag(std::string_view key) const {
  const auto* const value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (value->is_bool()) {
    return value->get_bool();
  }
  const std::string raw = core::lower(scalar_text(*value).value_or("?"));
  if (raw == "1" || raw == "true") {
    return true;
  }
  if (raw != "0" && raw != "false") {
    wrong(key, "not true or false");
  }
  return false;
}

bool fields::flag_or(std::string_view key, bool otherwise) const {
  return flag(key).value_or(otherwise);
}

bool fields::required_flag(std::string_view key) const {
  if (!has(key)) {
    wrong(key, "missing");
  }
  return flag_or(key, false);
}

std::optional<core::decimal> fields::number(std::string_view key) const {
  const auto* const value = find(key);
  if (value == nullptr || (value->is_string() && value->get_string().empty())) {
    return std::nullopt;
  }
  const auto raw = scalar_text(*value);
  const auto read = raw ? read_number(*raw) : std::nullopt;
  if (!read) {
    wrong(key, "not a number");
  }
  return read;
}

core::minor_units fields::amount_or_zero(std::string_view key, core::currency unit) const {
  const auto read = number(key);
  if (!read) {
    return 0;
  }
  const auto amount = core::to_minor(*read, unit);
  if (!amount || *amount > amount_max || *amount < -amount_max) {
    wrong(key, "amount out of range");
    return 0;
  }
  return *amount;
}

core::minor_units fields::amount(std::string_view key, core::currency unit) const {
  const auto* const value = find(key);
  if (value == nullptr || (value->is_string() && value->get_string().empty())) {
    wrong(key, "missing");
    return 0;
  }
  return amount_or_zero(key, unit);
}

core::time_point fields::time(std::string_view key) const {
  std::string raw = text(key);
  // "+0000" is ISO 8601 too.
  if (raw.size() > 19 && (raw[raw.size() - 5] == '+' || raw[raw.size() - 5] == '-')) {
    raw.insert(raw.size() - 2, 1, ':');
  }
  auto read = core::parse_time(raw);
  if (!read) {
    wrong(key, raw.empty() ? "missing" : "not a time");
    return {};
  }
  return *read;
}

const json::object* fields::object(std::string_view key) const {
  const auto* const value = find(key);
  if (value == nullptr || (value->is_array() && value->get_array().empty())) {
    return nullptr;  // PHP writes an empty object as []
  }
  if (!value->is_object()) {
    wrong(key, "not an object");
    return nullptr;
  }
  return &value->get_object();
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

}  // namespace boekbrug::adapters::ccvshop_api
