#include "adapters/shops/mijnwebwinkel/json.hpp"

#include "adapters/shops/mijnwebwinkel/text.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"

#include <cctype>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

bool starts_number(char c) {
  return c == '-' || std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool in_number(char c) {
  return starts_number(c) || c == '+' || c == '.' || c == 'e' || c == 'E';
}

// 47.45 -> "47.45", so that the digits reach the decimal as the shop wrote them.
std::string quote_numbers(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      out.push_back(c);
      if (c == '\\' && at + 1 < text.size()) {
        out.push_back(text[++at]);
      } else if (c == '"') {
        quoted = false;
      }
      continue;
    }
    if (!starts_number(c)) {
      quoted = c == '"';
      out.push_back(c);
      continue;
    }
    out.push_back('"');
    while (at < text.size() && in_number(text[at])) {
      out.push_back(text[at++]);
    }
    out.push_back('"');
    --at;
  }
  return out;
}

}  // namespace

std::optional<json::value> parse_json(std::string_view body) {
  body = trim(body);
  if (body.substr(0, bom.size()) == bom) {
    body = trim(body.substr(bom.size()));
  }
  if (body.empty() || body.size() > body_limit) {
    return std::nullopt;
  }
  const std::string text = quote_numbers(body);
  boost::system::error_code code;
  auto value = json::parse({text.data(), text.size()}, code);
  return code ? std::nullopt : std::optional<json::value>{std::move(value)};
}

std::string_view view(const json::string& text) noexcept {
  return {text.data(), text.size()};
}

std::optional<std::string> scalar(const json::value& value) {
  if (value.is_string()) {
    return std::string(trim(view(value.get_string())));
  }
  if (value.is_bool()) {
    return value.get_bool() ? "1" : "0";
  }
  return std::nullopt;
}

members::members(const json::value* value) noexcept
    : object_{value == nullptr ? nullptr : value->if_object()} {}

const json::value* members::find(std::string_view key) const noexcept {
  const auto* const found =
      object_ == nullptr ? nullptr : object_->if_contains({key.data(), key.size()});
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::string members::text(std::string_view key) const {
  const auto* const value = find(key);
  return value == nullptr ? std::string{} : scalar(*value).value_or(std::string{});
}

std::string members::plain(std::string_view key, std::size_t limit) const {
  return plain_text(text(key), limit);
}

bool members::flag(std::string_view key) const {
  const std::string said = lower(text(key));
  return said == "1" || said == "true" || said == "yes";
}

std::optional<core::decimal> members::number(std::string_view key, bool& wrong) const {
  const auto* const value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto said = scalar(*value);
  if (said && said->empty()) {
    return std::nullopt;
  }
  const auto read = said && !value->is_bool()
                        ? core::parse_decimal(*said)
                        : core::result<core::decimal>{core::fail(core::errc::invalid_input)};
  if (!read) {
    wrong = true;
    return std::nullopt;
  }
  return *read;
}

members members::object(std::string_view key) const {
  return members{find(key)};
}

std::vector<members> members::list(std::string_view key) const {
  std::vector<members> rows;
  const auto* const value = find(key);
  if (value == nullptr) {
    return rows;
  }
  if (value->is_object()) {
    const members only{value};
    rows.push_back(only);
  } else if (value->is_array()) {
    for (const auto& one : value->get_array()) {
      const members row{&one};
      rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
