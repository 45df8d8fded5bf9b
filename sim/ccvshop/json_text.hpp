#pragma once
// JSON as text: written straight into a string, and read into members that keep their own text, so
// that no amount ever passes through a floating point number.

#include "sim/ccvshop/amount.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::ccvshop {

/// Members in their order, each value as the text it was.
using json_members = std::vector<std::pair<std::string, std::string>>;

/// `object` must be well-formed JSON text of an object; keys are decoded of \" and \\ only.
json_members split_object(std::string_view object);
/// The elements of well-formed JSON text of an array.
std::vector<std::string> split_array(std::string_view array);
/// nullptr when absent.
const std::string* member(const json_members& members, std::string_view key) noexcept;
void set_member(json_members& members, std::string_view key, std::string raw);
std::string join_object(const json_members& members);
std::string quoted(std::string_view text);

class json_writer {
public:
  explicit json_writer(std::string& out) : out_{out} {}
  json_writer& open(char bracket);
  json_writer& close(char bracket);
  json_writer& key(std::string_view name);
  json_writer& raw(std::string_view text);
  json_writer& text(std::string_view value);
  json_writer& number(std::int64_t value);
  json_writer& amount(micro value) { return raw(number_text(value)); }
  json_writer& boolean(bool value) { return raw(value ? "true" : "false"); }
  json_writer& null() { return raw("null"); }
  /// Members as they stand, such as `"fax":"","mobile":""`.
  json_writer& members(std::string_view text);

private:
  void separate();
  std::string& out_;
  bool comma_ = false;
};

}  // namespace boekbrug::sim::ccvshop
