#include "adapters/shops/woocommerce/json.hpp"

#include "adapters/shops/woocommerce/types.hpp"
#include "core/time/time_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace boekbrug::adapters::woocommerce_api {

namespace {

const json::array no_rows;

// Boost.JSON hands decimals over as double. For a text of at most 15 digits it computes digits /
// 10^k, both exact in a double, so the division gives the double nearest to the text, and the
// shortest text that reads back as that double is the text that the shop wrote. `rate_percent` (at
// most 7 digits) and `quantity` are far below that; amounts are text in this API and never come
// here.
std::optional<core::decimal> exact(double value) {
  if (!std::isfinite(value) || std::fabs(value) > 1e14) {
    return std::nullopt;
  }
  std::array<char, 64> buffer{};
  auto done =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  std::string_view text{buffer.data(), static_cast<std::size_t>(done.ptr - buffer.data())};
  if (done.ec == std::errc{}) {
    if (auto read = core::parse_decimal(text)) {
      return *read;
    }
  }
  // More decimals than a decimal keeps (a third of a metre of cloth): cut where no amount notices.
  done = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                       std::chars_format::fixed, 12);
  if (done.ec != std::errc{}) {
    return std::nullopt;
  }
  auto read =
      core::parse_decimal({buffer.data(), static_cast<std::size_t>(done.ptr - buffer.data())});
  return read ? std::optional<core::decimal>{*read} : std::nullopt;
}

}  // namespace

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

std::optional<core::decimal> scalar_number(const json::value& value) {
  switch (value.kind()) {
    case json::kind::int64:
      return core::decimal(value.get_int64());
    case json::kind::uint64:
      return core::decimal(value.get_uint64());
    case json::kind::double_:
      return exact(value.get_double());
    case json::kind::string:
      if (auto read = core::parse_decimal(trim(view(value.get_string())))) {
        return *read;
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<std::string> scalar_text(const json::value& value) {
  if (value.is_string()) {
    return std::string(view(value.get_string()));
  }
  if (const auto number = scalar_number(value)) {
    return core::to_text(*number);
  }
  return std::nullopt;
}

std::string fields::path_of(std::string_view key, std::size_t index) const {
  return path_ + (path_.empty() ? "" : ".") + std::string(key) + '[' + std::to_string(index) + ']';
}

const json::value* fields::find(std::string_view key) const noexcept {
  const auto* const found = object_->if_contains({key.data(), key.size()});
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::string fields::text(std::string_view key) const {
  if (!has(key)) {
    wrong(key, "missing");
    return {};
  }
  return text_or_empty(key);
}

std::string fields::text_or_empty(std::string_view key) const {
  const auto* const value = find(key);
  if (value == nullptr) {
    return {};
  }
  if (!value->is_string()) {
    wrong(key, "not a text");
    return {};
  }
  return std::string(view(value->get_string()));
}

std::string fields::loose_text(std::string_view key) const {
  const auto* const value = find(key);
  return value == nullptr ? std::string{} : scalar_text(*value).value_or(std::string{});
}

std::int64_t fields::integer(std::string_view key) const {
  if (!has(key)) {
    wrong(key, "missing");
    return 0;
  }
  return integer_or(key, 0);
}

std::int64_t fields::integer_or(std::string_view key, std::int64_t otherwise) const {
  const auto* const value = find(key);
  if (value == nullptr) {
    return otherwise;
  }
  if (!value->is_int64()) {
    wrong(key, "not a whole number");
    return otherwise;
  }
  return value->get_int64();
}

std::int64_t fields::id(std::string_view key) const {
  const auto value = integer(key);
  if (value <= 0 || value > 999'999'999'999'999'999) {
    wrong(key, "not an id");
  }
  return value;
}

bool fields::flag_or(std::string_view key, bool otherwise) const {
  const auto* const value = find(key);
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

core::minor_units fields::read_amount(std::string_view key, const json::value& value,
                                      core::currency unit) const {
  if (!value.is_string()) {
    wrong(key, "an amount must be text");
    return 0;
  }
  const auto read = core::parse_minor(trim(view(value.get_string())), unit);
  if (!read || *read > amount_max || *read < -amount_max) {
    wrong(key, "not an amount");
    return 0;
  }
  return *read;
}

core::minor_units fields::amount(std::string_view key, core::currency unit) const {
  const auto* const value = find(key);
  if (value == nullptr || (value->is_string() && value->get_string().empty())) {
    wrong(key, "missing");
    return 0;
  }
  return read_amount(key, *value, unit);
}

core::minor_units fields::amount_or_zero(std::string_view key, core::currency unit) const {
  const auto* const value = find(key);
  return value == nullptr ? 0 : read_amount(key, *value, unit);
}

core::time_point fields::time(std::string_view key) const {
  const auto read = time_or_none(key);
  if (!read) {
    wrong(key, "missing");
  }
  return read.value_or(core::time_point{});
}

std::optional<core::time_point> fields::time_or_none(std::string_view key) const {
  const std::string raw = text_or_empty(key);
  if (raw.empty()) {
    return std::nullopt;
  }
  auto read = core::parse_time(raw);
  if (!read) {
    wrong(key, "not a time");
    return std::nullopt;
  }
  return *read;
}

std::optional<core::decimal> fields::number(std::string_view key) const {
  const auto* const value = find(key);
  return value == nullptr ? std::nullopt : scalar_number(*value);
}

const json::array& fields::list(std::string_view key) const {
  if (!has(key)) {
    wrong(key, "missing");
  }
  return list_or_empty(key);
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

}  // namespace boekbrug::adapters::woocommerce_api
