#include "core/report/json_writer.hpp"

#include <cstdio>

namespace boekbrug::core {

namespace {

/// Length of the valid UTF-8 character at the start of `text`; 0 when there is none.
std::size_t character_length(std::string_view text) {
  const auto byte = [&text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned lead = byte(0);
  if (lead < 0x80U) {
    return 1;
  }
  const std::size_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  if (lead < 0xC2U || lead > 0xF4U || text.size() < length) {
    return 0;
  }
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  const unsigned second = byte(1);
  const bool overlong = (lead == 0xE0U && second < 0xA0U) || (lead == 0xF0U && second < 0x90U);
  const bool beyond = (lead == 0xEDU && second > 0x9FU) || (lead == 0xF4U && second > 0x8FU);
  return overlong || beyond ? 0 : length;
}

}  // namespace

void json_writer::begin(std::string_view name) {
  if (!first_) {
    text_ += ',';
  }
  first_ = false;
  if (!name.empty()) {
    quote(name);
    text_ += ':';
  }
}

void json_writer::quote(std::string_view value) {
  text_ += '"';
  while (!value.empty()) {
    const auto length = character_length(value);
    const char letter = value.front();
    if (length == 0) {
      text_ += "\xEF\xBF\xBD";
    } else if (letter == '"' || letter == '\\') {
      text_ += '\\';
      text_ += letter;
    } else if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) {
      char buffer[8];
      const auto written =
          std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(letter));
      text_.append(buffer, static_cast<std::size_t>(written));
    } else {
      text_ += value.substr(0, length);
    }
    value.remove_prefix(length == 0 ? 1 : length);
  }
  text_ += '"';
}

json_writer& json_writer::open_object(std::string_view name) {
  begin(name);
  text_ += '{';
  first_ = true;
  return *this;
}

json_writer& json_writer::open_array(std::string_view name) {
  begin(name);
  text_ += '[';
  first_ = true;
  return *this;
}

json_writer& json_writer::close_object() {
  text_ += '}';
  first_ = false;
  return *this;
}

json_writer& json_writer::close_array() {
  text_ += ']';
  first_ = false;
  return *this;
}

json_writer& json_writer::text(std::string_view name, std::string_view value) {
  begin(name);
  quote(value);
  return *this;
}

json_writer& json_writer::count(std::string_view name, std::uint64_t value) {
  begin(name);
  text_ += std::to_string(value);
  return *this;
}

json_writer& json_writer::flag(std::string_view name, bool value) {
  begin(name);
  text_ += value ? "true" : "false";
  return *this;
}

json_writer& json_writer::null(std::string_view name) {
  begin(name);
  text_ += "null";
  return *this;
}

}  // namespace boekbrug::core
