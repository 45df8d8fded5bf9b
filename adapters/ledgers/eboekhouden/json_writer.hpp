#pragma once
// JSON out: members in the order in which they are given, amounts as their own digits.

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::eboekhouden_api {

class json_object {
public:
  json_object& text(std::string_view key, std::string_view value);
  /// Left out when the value is blank.
  json_object& text_if(std::string_view key, std::string_view value);
  /// `digits` must be a JSON number already.
  json_object& number(std::string_view key, std::string_view digits);
  json_object& flag(std::string_view key, bool value);
  json_object& object(std::string_view key, const json_object& value);
  json_object& array(std::string_view key, const std::vector<json_object>& values);
  std::string str() const { return "{" + members_ + "}"; }

private:
  json_object& put(std::string_view key, std::string_view json);
  std::string members_;
};

}  // namespace boekbrug::adapters::eboekhouden_api
