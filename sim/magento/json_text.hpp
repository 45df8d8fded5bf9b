#pragma once
// JSON kept as text: an order is stored compactly and served by copying. Two marks (bytes that JSON
// never holds bare) keep it small: `twin_mark` before a member stands for its base_ twin of equal
// value, `items_mark` as a value stands for a second copy of the order's items.

#include "sim/magento/text.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::magento {

inline constexpr char items_mark = '\x01';
inline constexpr char twin_mark = '\x02';

/// Writes JSON with PHP's escaping ("\/", "\u20ac"); commas come by themselves.
class json_writer {
public:
  explicit json_writer(std::string& out) : out_{out} {}
  json_writer& begin_object() { return open('{'); }
  json_writer& end_object() { return close('}'); }
  json_writer& begin_array() { return open('['); }
  json_writer& end_array() { return close(']'); }
  json_writer& key(std::string_view name);
  /// The next member also exists as base_<name>.
  json_writer& twin_key(std::string_view name);
  json_writer& text(std::string_view value);
  json_writer& number(std::int64_t value);
  json_writer& amount(money value);
  json_writer& boolean(bool value) { return raw(value ? "true" : "false"); }
  /// JSON text as it is.
  json_writer& raw(std::string_view json);
  json_writer& member(std::string_view name, std::string_view value) {
    return key(name).text(value);
  }

private:
  json_writer& open(char bracket);
  json_writer& close(char bracket);
  void separate();
  std::string& out_;
  bool comma_ = false;
};

using member_view = std::pair<std::string_view, std::string_view>;

/// Text that is known to be valid, compact JSON goes into all of these.
std::string_view member(std::string_view object, std::string_view key) noexcept;
std::vector<member_view> members(std::string_view object);
std::vector<std::string_view> elements(std::string_view array);
/// Replaces a member, or adds it at the end; "" takes it away.
void set_member(std::string& object, std::string_view key, std::string_view value);
/// The member as a number with four decimals; absent, null and text read as 0.
money amount_of(std::string_view object, std::string_view key) noexcept;
std::int64_t number_of(std::string_view object, std::string_view key) noexcept;
/// The decoded text of a member; "" when absent or null; numbers as they are written.
std::string text_of(std::string_view object, std::string_view key);

/// The members of an object, found once; for objects that are asked for many of them. The text
/// must live longer.
class object_view {
public:
  explicit object_view(std::string_view json) : members_{members(json)} {}
  std::string_view operator[](std::string_view key) const noexcept;

private:
  std::vector<member_view> members_;
};
money amount_of(const object_view& object, std::string_view key) noexcept;
std::int64_t number_of(const object_view& object, std::string_view key) noexcept;
std::string text_of(const object_view& object, std::string_view key);

std::string decoded(std::string_view json);
std::string quoted(std::string_view utf8);
/// Without the white space between tokens.
std::string compact(std::string_view json);
/// Appends stored text with its marks filled in.
void append_expanded(std::string& out, std::string_view stored);

/// The tree of a `fields=` parameter.
struct field_tree {
  std::map<std::string, field_tree, std::less<>> children;
};
/// False: the parameter is malformed, for which Magento answers an empty list.
bool parse_fields(std::string_view text, field_tree& out);
void append_trimmed(std::string& out, std::string_view json, const field_tree& wanted);

}  // namespace boekbrug::sim::magento
