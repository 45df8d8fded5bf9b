// Writing JSON text, and texts in it.

#include "sim/magento/json_text.hpp"

#include <array>
#include <cstdio>

namespace boekbrug::sim::magento {
namespace {

void append_unicode(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

std::uint32_t hex4(std::string_view text, std::size_t at) noexcept {
  std::uint32_t out = 0;
  for (std::size_t i = at; i < at + 4 && i < text.size(); ++i) {
    const char c = text[i];
    const auto digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    out = out * 16 + static_cast<std::uint32_t>(digit);
  }
  return out;
}

void append_escape(std::string& out, std::uint32_t unit) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "\\u%04x", unit);
  out += text.data();
}

/// The code point at `at`, which moves behind it; broken UTF-8 reads as U+FFFD.
std::uint32_t next_code(std::string_view text, std::size_t& at) noexcept {
  const auto first = static_cast<unsigned char>(text[at++]);
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  std::uint32_t code = more == 3 ? first & 7U : more == 2 ? first & 15U : first & 31U;
  for (int i = 0; i < more; ++i) {
    if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80) {
      return 0xFFFD;
    }
    code = (code << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return more == 0 ? 0xFFFD : code;
}

}  // namespace

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
json_writer& json_writer::twin_key(std::string_view name) {
  separate();
  out_ += twin_mark;
  comma_ = false;
  return key(name);
}
json_writer& json_writer::text(std::string_view value) {
  return raw(quoted(value));
}
json_writer& json_writer::number(std::int64_t value) {
  return raw(std::to_string(value));
}
json_writer& json_writer::amount(money value) {
  return raw(to_text(value));
}
json_writer& json_writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

std::string decoded(std::string_view json) {
  if (!json.starts_with('"')) {
    return std::string{json};
  }
  json = json.substr(1, json.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] != '\\' || i + 1 >= json.size()) {
      out += json[i];
      continue;
    }
    const char c = json[++i];
    if (c != 'u') {
      out += c == 'n'   ? '\n'
             : c == 't' ? '\t'
             : c == 'r' ? '\r'
             : c == 'b' ? '\b'
             : c == 'f' ? '\f'
                        : c;
      continue;
    }
    std::uint32_t code = hex4(json, i + 1);
    i += 4;
    if (code >= 0xD800 && code < 0xDC00 && i + 6 < json.size() + 0 && json[i + 1] == '\\') {
      code = 0x10000 + ((code - 0xD800) << 10U) + (hex4(json, i + 3) - 0xDC00);
      i += 6;
    }
    append_unicode(out, code);
  }
  return out;
}

std::string quoted(std::string_view utf8) {
  std::string out = "\"";
  for (std::size_t i = 0; i < utf8.size();) {
    const char c = utf8[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      const std::uint32_t code = next_code(utf8, i);
      if (code >= 0x10000) {
        append_escape(out, 0xD800 + ((code - 0x10000) >> 10U));
        append_escape(out, 0xDC00 + ((code - 0x10000) & 0x3FFU));
      } else {
        append_escape(out, code);
      }
      continue;
    }
    ++i;
    if (c == '"' || c == '\\' || c == '/') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      append_escape(out, byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace boekbrug::sim::magento
