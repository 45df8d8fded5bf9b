#include "adapters/ledgers/eboekhouden/json_writer.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

std::string quoted(std::string_view text) {
  return boost::json::serialize(
      boost::json::value(boost::json::string_view(text.data(), text.size())));
}

}  // namespace

json_object& json_object::put(std::string_view key, std::string_view json) {
  members_ += members_.empty() ? "" : ",";
  members_ += quoted(key) + ":";
  members_ += json;
  return *this;
}

json_object& json_object::text(std::string_view key, std::string_view value) {
  return put(key, quoted(value));
}

json_object& json_object::text_if(std::string_view key, std::string_view value) {
  return value.find_first_not_of(' ') == std::string_view::npos ? *this : text(key, value);
}

json_object& json_object::number(std::string_view key, std::string_view digits) {
  return put(key, digits);
}

json_object& json_object::flag(std::string_view key, bool value) {
  return put(key, value ? "true" : "false");
}

json_object& json_object::object(std::string_view key, const json_object& value) {
  return put(key, value.str());
}

json_object& json_object::array(std::string_view key, const std::vector<json_object>& values) {
  std::string json;
  for (const auto& value : values) {
    json += (json.empty() ? "" : ",") + value.str();
  }
  return put(key, "[" + json + "]");
}

}  // namespace boekbrug::adapters::eboekhouden_api
