#pragma once
// JSON as PHP prints it, kept as text: an order is stored as its ready-made fields, so that a list
// of a hundred orders is a copy and exported orders are served with their very bytes.

#include "sim/woocommerce/amount.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim::woocommerce {

/// Stored text may hold two kinds of marks (bytes that JSON text never holds bare): an amount in
/// millionths, printed with the decimals that the request asks for, and the place of the shop's own
/// address.
inline constexpr char amount_mark_begin = '\x01';
inline constexpr char amount_mark_end = '\x02';
inline constexpr char base_url_mark = '\x03';

/// One top-level member of an object: its name and its value as JSON text (with marks).
struct json_field {
  std::string key;
  std::string text;
};
using json_fields = std::vector<json_field>;

/// Writes JSON with PHP's escaping ("\/", "\u20ac"); commas come by themselves.
class json_writer {
public:
  explicit json_writer(std::string& out) : out_{out} {}
  json_writer& begin_object() { return open('{'); }
  json_writer& end_object() { return close('}'); }
  json_writer& begin_array() { return open('['); }
  json_writer& end_array() { return close(']'); }
  json_writer& key(std::string_view name);
  json_writer& text(std::string_view value);
  json_writer& number(std::int64_t value);
  /// The shortest text that reads back as this number, like PHP's serialize_precision -1.
  json_writer& real(double value);
  json_writer& boolean(bool value);
  json_writer& null();
  /// An amount as text, printed later with `dp` decimals.
  json_writer& amount(micro value);
  /// A text that starts with the shop's address, which is known when the answer is written.
  json_writer& link(std::string_view path);
  /// JSON text as it is.
  json_writer& raw(std::string_view json);

private:
  json_writer& open(char bracket);
  json_writer& close(char bracket);
  void separate();
  std::string& out_;
  bool comma_ = false;
};

void append_escaped(std::string& out, std::string_view utf8);
/// Appends stored text with its marks filled in. `escaped_base_url` is JSON text.
void append_filled(std::string& out, std::string_view stored, int digits,
                   std::string_view escaped_base_url);

/// The elements of an array, each as text. `json` is known to be valid JSON.
std::vector<std::string_view> split_array(std::string_view json);
/// The members of an object in their order. `json` is known to be valid JSON.
json_fields split_object(std::string_view json);
/// The value of a field; "" when absent.
std::string_view field(const json_fields& fields, std::string_view key) noexcept;
/// Replaces a field, or adds it at the end.
void set_field(json_fields& fields, std::string_view key, std::string text);
/// The content of a JSON string without escapes worth decoding (dates, slugs, amounts); "" for
/// null.
std::string_view plain_text(std::string_view json) noexcept;
std::string quoted(std::string_view utf8);

}  // namespace boekbrug::sim::woocommerce
