#include "sim/woocommerce/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace boekbrug::sim::woocommerce {
namespace {

void append_unit(std::string& out, unsigned unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) {
    out += digits[(unit >> static_cast<unsigned>(shift)) & 0xFU];
  }
}

/// Decodes one code point at `at` and moves on; 0xFFFD for bytes that are not UTF-8.
unsigned next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at++);
  const int more = first >= 0xF0U && first < 0xF8U ? 3
                   : first >= 0xE0U                ? 2
                   : first >= 0xC0U                ? 1
                                                   : 0;
  if (more == 0 || first >= 0xF8U) {
    return 0xFFFDU;
  }
  unsigned value = first & (0x3FU >> static_cast<unsigned>(more));
  for (int i = 0; i < more; ++i) {
    if (at >= text.size() || (byte(at) & 0xC0U) != 0x80U) {
      return 0xFFFDU;
    }
    value = (value << 6U) | (byte(at++) & 0x3FU);
  }
  return value;
}

void append_code_point(std::string& out, unsigned value) {
  if (value < 0x10000U) {
    append_unit(out, value);
    return;
  }
  value -= 0x10000U;
  append_unit(out, 0xD800U + (value >> 10U));
  append_unit(out, 0xDC00U + (value & 0x3FFU));
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t skip_spaces(std::string_view json, std::size_t at) {
  while (at < json.size() && is_space(json[at])) {
    ++at;
  }
  return at;
}

std::size_t end_of_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') {
      ++at;
    }
  }
  return std::min(at + 1, json.size());
}

/// The place just behind the value that starts at `at`.
std::size_t end_of_value(std::string_view json, std::size_t at) {
  int depth = 0;
  while (at < json.size()) {
    const char c = json[at];
    if (c == '"') {
      at = end_of_string(json, at);
    } else if (c == '{' || c == '[') {
      ++depth;
      ++at;
    } else if (c == '}' || c == ']') {
      if (depth == 0) {
        return at;  // the end of what holds this plain value
      }
      --depth;
      ++at;
    } else if (depth == 0 && (c == ',' || is_space(c))) {
      return at;
    } else {
      ++at;
      continue;
    }
    if (depth == 0) {
      return at;
    }
  }
  return at;
}

/// The opening bracket's successor, or npos when there is no such bracket.
std::size_t enter(std::string_view json, char bracket) {
  const std::size_t at = skip_spaces(json, 0);
  return at < json.size() && json[at] == bracket ? at + 1 : std::string_view::npos;
}

}  // namespace

void append_escaped(std::string& out, std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const char c = utf8[at];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80U) {
      append_code_point(out, next_code_point(utf8, at));
      continue;
    }
    ++at;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '/':
        out += "\\/";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (byte < 0x20U) {
          append_unit(out, byte);
        } else {
          out += c;
        }
    }
  }
}

std::string quoted(std::string_view utf8) {
  std::string out = "\"";
  append_escaped(out, utf8);
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
  text(name);
  out_ += ':';
  comma_ = false;
  return *this;
}

json_writer& json_writer::text(std::string_view value) {
  separate();
  out_ += '"';
  append_escaped(out_, value);
  out_ += '"';
  return *this;
}

json_writer& json_writer::number(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

json_writer& json_writer::real(double value) {
  separate();
  std::array<char, 64> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  out_.append(buffer.data(), end.ptr);
  return *this;
}

json_writer& json_writer::boolean(bool value) {
  return raw(value ? "true" : "false");
}
json_writer& json_writer::null() {
  return raw("null");
}

json_writer& json_writer::amount(micro value) {
  separate();
  out_ += '"';
  out_ += amount_mark_begin;
  out_ += std::to_string(value);
  out_ += amount_mark_end;
  out_ += '"';
  return *this;
}

json_writer& json_writer::link(std::string_view path) {
  separate();
  out_ += '"';
  out_ += base_url_mark;
  append_escaped(out_, path);
  out_ += '"';
  return *this;
}

json_writer& json_writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

void append_filled(std::string& out, std::string_view stored, int digits,
                   std::string_view escaped_base_url) {
  static constexpr std::string_view marks{"\x01\x03", 2};
  while (true) {
    const std::size_t at = stored.find_first_of(marks);
    out += stored.substr(0, at);
    if (at == std::string_view::npos) {
      return;
    }
    if (stored[at] == base_url_mark) {
      out += escaped_base_url;
      stored.remove_prefix(at + 1);
      continue;
    }
    const std::size_t end = stored.find(amount_mark_end, at);
    micro value = 0;
    std::from_chars(stored.data() + at + 1, stored.data() + std::min(end, stored.size()), value);
    append_text(out, value, digits);
    stored.remove_prefix(end == std::string_view::npos ? stored.size() : end + 1);
  }
}

std::vector<std::string_view> split_array(std::string_view json) {
  std::vector<std::string_view> out;
  std::size_t at = enter(json, '[');
  while (at < json.size() && json[at = skip_spaces(json, at)] != ']') {
    const std::size_t end = end_of_value(json, at);
    out.push_back(json.substr(at, end - at));
    at = skip_spaces(json, end);
    if (at < json.size() && json[at] == ',') {
      ++at;
    }
  }
  return out;
}

json_fields split_object(std::string_view json) {
  json_fields out;
  std::size_t at = enter(json, '{');
  while (at < json.size() && json[at = skip_spaces(json, at)] == '"') {
    const std::size_t key_end = end_of_string(json, at);
    std::string key{json.substr(at + 1, key_end - at - 2)};
    at = skip_spaces(json, skip_spaces(json, key_end) + 1);
    const std::size_t end = end_of_value(json, at);
    out.push_back({std::move(key), std::string{json.substr(at, end - at)}});
    at = skip_spaces(json, end);
    if (at < json.size() && json[at] == ',') {
      ++at;
    }
  }
  return out;
}

std::string_view field(const json_fields& fields, std::string_view key) noexcept {
  const auto it =
      std::find_if(fields.begin(), fields.end(), [&](const json_field& f) { return f.key == key; });
  return it == fields.end() ? std::string_view{} : std::string_view{it->text};
}

void set_field(json_fields& fields, std::string_view key, std::string text) {
  const auto it =
      std::find_if(fields.begin(), fields.end(), [&](const json_field& f) { return f.key == key; });
  if (it != fields.end()) {
    it->text = std::move(text);
  } else {
    fields.push_back({std::string{key}, std::move(text)});
  }
}

std::string_view plain_text(std::string_view json) noexcept {
  if (json.size() < 2 || json.front() != '"') {
    return {};
  }
  return json.substr(1, json.size() - 2);
}

}  // namespace boekbrug::sim::woocommerce
