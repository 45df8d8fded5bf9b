#pragma once
// Writes answers as text, so that amounts leave as the decimals they are.

#include "sim/eboekhouden/amounts.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace boekbrug::sim::eboekhouden {

std::string quoted(std::string_view text);

class object_text {
public:
  object_text& text(std::string_view key, std::string_view value) {
    return raw(key, quoted(value));
  }
  object_text& text_or_null(std::string_view key, std::string_view value) {
    return raw(key, value.empty() ? "null" : quoted(value));
  }
  object_text& number(std::string_view key, std::int64_t value) {
    return raw(key, std::to_string(value));
  }
  /// null for 0: ids that are absent.
  object_text& id_or_null(std::string_view key, std::int64_t value) {
    return raw(key, value == 0 ? "null" : std::to_string(value));
  }
  object_text& money(std::string_view key, cents value) { return raw(key, money_text(value)); }
  object_text& flag(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
  object_text& raw(std::string_view key, std::string_view json);
  std::string done() const { return "{" + body_ + "}"; }

private:
  std::string body_;
};

class array_text {
public:
  void add(std::string_view json);
  std::string done() const { return "[" + body_ + "]"; }

private:
  std::string body_;
};

/// Parses a body and keeps numbers with decimals exact (see `number_of`); nullopt when not JSON.
std::optional<boost::json::value> parse_exact(const std::string& text);
/// The number that `parse_exact` kept; nullopt for anything else, texts too.
std::optional<decimal> number_of(const boost::json::value& value);
/// nullptr when the value is no text.
const boost::json::string* text_of(const boost::json::value& value);

}  // namespace boekbrug::sim::eboekhouden
