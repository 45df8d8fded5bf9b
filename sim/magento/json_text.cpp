#include "sim/magento/json_text.hpp"

namespace boekbrug::sim::magento {
namespace {

std::size_t skip_string(std::string_view text, std::size_t at) noexcept {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    at += text[at] == '\\' ? 1U : 0U;
  }
  return at + 1;
}

std::size_t skip_value(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) {
    return text.size();
  }
  if (text[at] == '"') {
    return skip_string(text, at);
  }
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) {
        return at;
      }
      if (--depth == 0) {
        return at + 1;
      }
    } else if (c == ',' && depth == 0) {
      return at;
    }
    ++at;
  }
  return at;
}

struct member_place {
  std::size_t begin = 0;  // of the mark or the quote before the key
  std::size_t value = 0, end = 0;
  std::string_view key;
};

/// The member at `at`; false at the end of the object.
bool next_member(std::string_view object, std::size_t& at, member_place& out) noexcept {
  while (at < object.size() && (object[at] == ',' || object[at] == '{')) {
    ++at;
  }
  if (at >= object.size() || object[at] == '}') {
    return false;
  }
  out.begin = at;
  at += object[at] == twin_mark ? 1U : 0U;
  const std::size_t close = skip_string(object, at);
  out.key = object.substr(at + 1, close - at - 2);
  out.value = close + 1;
  out.end = skip_value(object, out.value);
  at = out.end;
  return true;
}

}  // namespace

std::string_view member(std::string_view object, std::string_view key) noexcept {
  member_place place;
  for (std::size_t at = 0; next_member(object, at, place);) {
    if (place.key == key) {
      return object.substr(place.value, place.end - place.value);
    }
  }
  return {};
}

std::vector<member_view> members(std::string_view object) {
  std::vector<member_view> out;
  member_place place;
  for (std::size_t at = 0; next_member(object, at, place);) {
    out.emplace_back(place.key, object.substr(place.value, place.end - place.value));
  }
  return out;
}

std::vector<std::string_view> elements(std::string_view array) {
  std::vector<std::string_view> out;
  if (!array.starts_with('[')) {
    return out;
  }
  std::size_t at = 1;
  while (at < array.size() && array[at] != ']') {
    const std::size_t end = skip_value(array, at);
    out.push_back(array.substr(at, end - at));
    at = end + (end < array.size() && array[end] == ',' ? 1U : 0U);
  }
  return out;
}

void set_member(std::string& object, std::string_view key, std::string_view value) {
  member_place place;
  for (std::size_t at = 0; next_member(object, at, place);) {
    if (place.key != key) {
      continue;
    }
    if (!value.empty()) {
      object.replace(place.value, place.end - place.value, value);
    } else if (object[place.end] == ',') {
      object.erase(place.begin, place.end + 1 - place.begin);
    } else {
      const std::size_t comma = object[place.begin - 1] == ',' ? 1U : 0U;
      object.erase(place.begin - comma, place.end - place.begin + comma);
    }
    return;
  }
  if (!value.empty()) {
    const std::string added = (object.size() > 2 ? ",\"" : "\"") + std::string{key} + "\":";
    object.insert(object.size() - 1, added + std::string{value});
  }
}

money amount_of(std::string_view object, std::string_view key) noexcept {
  return parse_money(member(object, key)).value_or(0);
}

std::int64_t number_of(std::string_view object, std::string_view key) noexcept {
  return parse_id(member(object, key)).value_or(0);
}

std::string text_of(std::string_view object, std::string_view key) {
  const std::string_view value = member(object, key);
  return value == "null" ? std::string{} : decoded(value);
}

std::string_view object_view::operator[](std::string_view key) const noexcept {
  for (const auto& [name, value] : members_) {
    if (name == key) {
      return value;
    }
  }
  return {};
}

money amount_of(const object_view& object, std::string_view key) noexcept {
  return parse_money(object[key]).value_or(0);
}

std::int64_t number_of(const object_view& object, std::string_view key) noexcept {
  return parse_id(object[key]).value_or(0);
}

std::string text_of(const object_view& object, std::string_view key) {
  const std::string_view value = object[key];
  return value == "null" ? std::string{} : decoded(value);
}

std::string compact(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size();) {
    if (json[i] == '"') {
      const std::size_t end = skip_string(json, i);
      out += json.substr(i, end - i);
      i = end;
      continue;
    }
    if (json[i] != ' ' && json[i] != '\n' && json[i] != '\r' && json[i] != '\t') {
      out += json[i];
    }
    ++i;
  }
  return out;
}

void append_expanded(std::string& out, std::string_view stored) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < stored.size(); ++at) {
    if (stored[at] != items_mark && stored[at] != twin_mark) {
      continue;
    }
    out += stored.substr(from, at - from);
    from = at + 1;
    if (stored[at] == items_mark) {
      const std::string_view items = member(stored, "items");
      append_expanded(out, items.empty() || items.front() != '[' ? "[]" : items);
      continue;
    }
    const std::size_t end = skip_value(stored, skip_string(stored, from) + 1);
    out += "\"base_";
    out += stored.substr(from + 1, end - from - 1);
    out += ',';
  }
  out += stored.substr(from);
}

bool parse_fields(std::string_view text, field_tree& out) {
  std::vector<field_tree*> open{&out};
  field_tree* last = nullptr;
  std::string name;
  const auto take = [&] {
    if (!name.empty()) {
      last = &open.back()->children[name];
      name.clear();
    }
  };
  for (const char c : text) {
    if (c == ',') {
      take();
      last = nullptr;
    } else if (c == '[') {
      take();
      if (last == nullptr) {
        return false;
      }
      open.push_back(std::exchange(last, nullptr));
    } else if (c == ']') {
      take();
      if (open.size() == 1) {
        return false;
      }
      open.pop_back();
      last = nullptr;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_') {
      name += c;
    } else {
      return false;
    }
  }
  take();
  return open.size() == 1 && !out.children.empty();
}

void append_trimmed(std::string& out, std::string_view json, const field_tree& wanted) {
  if (json.starts_with('[')) {
    json_writer list{out};
    list.begin_array();
    for (const auto part : elements(json)) {
      list.raw("");
      append_trimmed(out, part, wanted);
    }
    list.end_array();
    return;
  }
  if (!json.starts_with('{') || wanted.children.empty()) {
    out += json;
    return;
  }
  json_writer object{out};
  object.begin_object();
  member_place place;
  for (std::size_t at = 0; next_member(json, at, place);) {
    const auto it = wanted.children.find(place.key);
    if (it != wanted.children.end()) {
      object.key(place.key).raw("");
      append_trimmed(out, json.substr(place.value, place.end - place.value), it->second);
    }
  }
  object.end_object();
}

}  // namespace boekbrug::sim::magento
