#include "sim/json_options.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace boekbrug::sim {

const boost::json::value* json_options::find(std::string_view key) {
  known_.emplace(key);
  const auto* value = source_.if_contains(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

void json_options::refuse(std::string_view key, std::string_view why) const {
  throw bad_option((where_.empty() ? std::string{} : where_ + ".") + std::string{key} + ": " +
                   std::string{why});
}

std::string json_options::text(std::string_view key, std::string fallback) {
  const auto* value = find(key);
  if (value == nullptr) {
    return fallback;
  }
  if (!value->is_string()) {
    refuse(key, "text expected");
  }
  return std::string{value->get_string()};
}

std::int64_t json_options::number(std::string_view key, std::int64_t fallback, std::int64_t lowest,
                                  std::int64_t highest) {
  const auto* value = find(key);
  if (value == nullptr) {
    return fallback;
  }
  if (!value->is_int64() || value->get_int64() < lowest || value->get_int64() > highest) {
    refuse(key, "a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest) +
                    " expected");
  }
  return value->get_int64();
}

double json_options::real(std::string_view key, double fallback, double lowest, double highest) {
  const auto* value = find(key);
  if (value == nullptr) {
    return fallback;
  }
  const double given = value->is_double()  ? value->get_double()
                       : value->is_int64() ? static_cast<double>(value->get_int64())
                                           : lowest - 1;
  if (!(given >= lowest && given <= highest)) {
    refuse(key, "a number from " + std::to_string(lowest) + " to " + std::to_string(highest) +
                    " expected");
  }
  return given;
}

bool json_options::flag(std::string_view key, bool fallback) {
  const auto* value = find(key);
  if (value == nullptr) {
    return fallback;
  }
  if (!value->is_bool()) {
    refuse(key, "true or false expected");
  }
  return value->get_bool();
}

std::vector<std::string> json_options::texts(std::string_view key,
                                             std::vector<std::string> fallback) {
  const auto* value = find(key);
  if (value == nullptr) {
    return fallback;
  }
  std::vector<std::string> out;
  if (!value->is_array()) {
    refuse(key, "a list of texts expected");
  }
  for (const auto& element : value->get_array()) {
    if (!element.is_string()) {
      refuse(key, "a list of texts expected");
    }
    out.emplace_back(element.get_string());
  }
  return out;
}

std::vector<std::int64_t> json_options::numbers(std::string_view key) {
  const auto* value = find(key);
  std::vector<std::int64_t> out;
  if (value == nullptr) {
    return out;
  }
  if (!value->is_array()) {
    refuse(key, "a list of whole numbers expected");
  }
  for (const auto& element : value->get_array()) {
    if (!element.is_int64()) {
      refuse(key, "a list of whole numbers expected");
    }
    out.push_back(element.get_int64());
  }
  return out;
}

const boost::json::object* json_options::object(std::string_view key) {
  const auto* value = find(key);
  if (value == nullptr) {
    return nullptr;
  }
  if (!value->is_object()) {
    refuse(key, "an object expected");
  }
  return &value->get_object();
}

std::vector<const boost::json::object*> json_options::objects(std::string_view key) {
  const auto* value = find(key);
  std::vector<const boost::json::object*> out;
  if (value == nullptr) {
    return out;
  }
  if (!value->is_array()) {
    refuse(key, "a list of objects expected");
  }
  for (const auto& element : value->get_array()) {
    if (!element.is_object()) {
      refuse(key, "a list of objects expected");
    }
    out.push_back(&element.get_object());
  }
  return out;
}

void json_options::finish() const {
  for (const auto& member : source_) {
    if (known_.find(std::string_view{member.key()}) == known_.end()) {
      refuse(std::string_view{member.key()}, "unknown option");
    }
  }
}

}  // namespace boekbrug::sim
