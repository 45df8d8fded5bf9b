#include "sim/ccvshop/json_text.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

bool is_space(char c) noexcept {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// Where `wanted` is at the outer level of `text`; its size when nowhere.
std::size_t find_outer(std::string_view text, char wanted) noexcept {
  int depth = 0;
  bool quoted_part = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted_part) {
      i += c == '\\' ? 1U : 0U;
      quoted_part = c != '"';
      continue;
    }
    if (depth == 0 && c == wanted) {
      return i;
    }
    quoted_part = c == '"';
    depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
  }
  return text.size();
}

std::vector<std::string_view> split_outer(std::string_view text) {
  std::vector<std::string_view> out;
  text = trimmed(text);
  if (text.size() < 2) {
    return out;
  }
  text = trimmed(text.substr(1, text.size() - 2));
  while (!text.empty()) {
    const std::size_t end = find_outer(text, ',');
    out.push_back(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string unquoted_key(std::string_view text) {
  std::string out;
  text = trimmed(text);
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    }
    out += text[i];
  }
  return out;
}

}  // namespace

json_members split_object(std::string_view object) {
  json_members out;
  for (const auto part : split_outer(object)) {
    const std::size_t colon = find_outer(part, ':');
    out.emplace_back(unquoted_key(part.substr(0, colon)),
                     trimmed(part.substr(std::min(colon + 1, part.size()))));
  }
  return out;
}

std::vector<std::string> split_array(std::string_view array) {
  const auto parts = split_outer(array);
  return {parts.begin(), parts.end()};
}

const std::string* member(const json_members& members, std::string_view key) noexcept {
  const auto it = std::find_if(members.begin(), members.end(),
                               [&](const auto& entry) { return entry.first == key; });
  return it == members.end() ? nullptr : &it->second;
}

void set_member(json_members& members, std::string_view key, std::string raw) {
  for (auto& [name, value] : members) {
    if (name == key) {
      value = std::move(raw);
      return;
    }
  }
  members.emplace_back(key, std::move(raw));
}

std::string join_object(const json_members& members) {
  std::string out;
  json_writer json{out};
  json.open('{');
  for (const auto& [name, value] : members) {
    json.key(name).raw(value);
  }
  json.close('}');
  return out;
}

std::string quoted(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += hex[byte >> 4U];
      out += hex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out += '"';
}

void json_writer::separate() {
  if (comma_) {
    out_ += ',';
  }
  comma_ = true;
}

json_writer& json_writer::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
  return *this;
}

json_writer& json_writer::close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

json_writer& json_writer::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  comma_ = false;
  return *this;
}

json_writer& json_writer::raw(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

json_writer& json_writer::text(std::string_view value) {
  return raw(quoted(value));
}

json_writer& json_writer::number(std::int64_t value) {
  return raw(std::to_string(value));
}

json_writer& json_writer::members(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

}  // namespace boekbrug::sim::ccvshop
