#include "sim/eboekhouden/fields.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

const json::value* fields::find(std::string_view key) {
  known_.push_back(key);
  const auto* value = source_.if_contains(json::string_view{key.data(), key.size()});
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::string fields::property(std::string_view key) const {
  std::string out = prefix_ + std::string{key};
  auto& first = out[prefix_.size()];
  first = first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
  return out;
}

std::string fields::text(std::string_view key, std::size_t length_max, std::string_view code) {
  const auto* value = find(key);
  if (value == nullptr) {
    return {};
  }
  const auto* found = text_of(*value);
  if (found == nullptr) {
    complain("ERR_002", key);
    return {};
  }
  std::string out{found->data(), found->size()};
  if (length(out) > length_max) {
    complain(code, key);
  }
  return out;
}

std::optional<std::int64_t> fields::whole(std::string_view key) {
  const auto* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_int64()) {
    complain("ERR_002", key);
    return std::nullopt;
  }
  return value->get_int64();
}

std::int64_t fields::id(std::string_view key) {
  const auto found = whole(key);
  if (found && *found < 0) {
    complain("ERR_002", key);
  }
  return found.value_or(0);
}

std::optional<decimal> fields::number(std::string_view key) {
  const auto* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto out = number_of(*value);
  if (!out) {
    complain("ERR_002", key);
  }
  return out;
}

std::optional<cents> fields::money(std::string_view key) {
  const auto found = number(key);
  const auto out = found ? exact_cents(*found) : std::nullopt;
  if (found && !out) {
    complain("ERR_002", key);
  }
  return out;
}

std::optional<bool> fields::flag(std::string_view key) {
  const auto* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_bool()) {
    complain("ERR_002", key);
    return std::nullopt;
  }
  return value->get_bool();
}

std::optional<day> fields::date(std::string_view key, std::string_view code) {
  const auto* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto* found = text_of(*value);
  const auto out =
      found == nullptr ? std::nullopt : parse_day(std::string_view{found->data(), found->size()});
  if (!out || !bookable(*out)) {
    complain(code, key);
    return std::nullopt;
  }
  return out;
}

const json::array* fields::list(std::string_view key) {
  const auto* value = find(key);
  if (value != nullptr && !value->is_array()) {
    complain("ERR_002", key);
  }
  return value == nullptr ? nullptr : value->if_array();
}

const json::object* fields::object(std::string_view key) {
  const auto* value = find(key);
  if (value != nullptr && !value->is_object()) {
    complain("ERR_002", key);
  }
  return value == nullptr ? nullptr : value->if_object();
}

void fields::count_unknown(std::map<std::string, std::uint64_t>& counts) const {
  for (const auto& member : source_) {
    const std::string_view key{member.key().data(), member.key().size()};
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
      ++counts[printable(key)];
    }
  }
}

}  // namespace boekbrug::sim::eboekhouden
