#include "log/render.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace boekbrug::log {

namespace {

bool is_control(unsigned char byte) noexcept {
  return byte < 0x20U || byte == 0x7FU;
}

void append_hex(std::string& out, unsigned char byte) {
  static constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out += digits[byte >> 4U];
  out += digits[byte & 0xFU];
}

void append_escaped(std::string& out, char letter) {
  switch (letter) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(letter);
  if (is_control(byte)) {
    append_hex(out, byte);
  } else {
    out += letter;
  }
}

/// Bytes of the UTF-8 sequence at the start of `text`; 0 when it is none.
std::size_t sequence_length(std::string_view text) noexcept {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80U) {
    return 1;
  }
  std::size_t length = 0;
  unsigned char second_min = 0x80;
  unsigned char second_max = 0xBF;
  if (lead >= 0xC2U && lead <= 0xDFU) {
    length = 2;
  } else if (lead >= 0xE0U && lead <= 0xEFU) {
    length = 3;
    second_min = lead == 0xE0U ? 0xA0 : second_min;  // no overlong forms
    second_max = lead == 0xEDU ? 0x9F : second_max;  // no surrogates
  } else if (lead >= 0xF0U && lead <= 0xF4U) {
    length = 4;
    second_min = lead == 0xF0U ? 0x90 : second_min;
    second_max = lead == 0xF4U ? 0x8F : second_max;  // nothing beyond U+10FFFF
  } else {
    return 0;
  }
  if (text.size() < length || at(1) < second_min || at(1) > second_max) {
    return 0;
  }
  for (std::size_t i = 2; i < length; ++i) {
    if ((at(i) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  return length;
}

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto length = sequence_length(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (length == 1) {
      append_escaped(out, text.front());
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

bool needs_quotes(std::string_view text) noexcept {
  return text.empty() || std::any_of(text.begin(), text.end(), [](char letter) {
           return letter == ' ' || letter == '"' || letter == '=' || letter == '\\' ||
                  is_control(static_cast<unsigned char>(letter));
         });
}

void append_text(std::string& out, std::string_view text) {
  for (const char letter : text) {
    append_escaped(out, letter);
  }
}

}  // namespace

std::string render_text(std::string_view message, fields values) {
  std::string out;
  append_text(out, message);
  for (const auto& value : values) {
    out += ' ';
    out += value.key();
    out += '=';
    if (!needs_quotes(value.value())) {
      out += value.value();
      continue;
    }
    out += '"';
    append_text(out, value.value());
    out += '"';
  }
  return out;
}

std::string render_json(std::string_view message, fields values) {
  std::string out = "\"message\":";
  append_json_text(out, message);
  for (const auto& value : values) {
    out += ',';
    append_json_text(out, value.key());
    out += ':';
    if (value.is_text()) {
      append_json_text(out, value.value());
    } else {
      out += value.value();
    }
  }
  return out;
}

}  // namespace boekbrug::log
