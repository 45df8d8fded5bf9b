#pragma once
// Writes JSON text: core knows no JSON library, and a report only needs objects, arrays and text.

#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::core {

/// The caller opens and closes in order; commas and escapes are done here. Bytes that are no UTF-8
/// become U+FFFD.
class json_writer {
public:
  json_writer& open_object(std::string_view name = {});
  json_writer& open_array(std::string_view name = {});
  json_writer& close_object();
  json_writer& close_array();
  json_writer& text(std::string_view name, std::string_view value);
  json_writer& count(std::string_view name, std::uint64_t value);
  json_writer& flag(std::string_view name, bool value);
  json_writer& null(std::string_view name);
  std::string take() { return std::move(text_); }

private:
  void begin(std::string_view name);
  void quote(std::string_view value);
  std::string text_;
  bool first_ = true;  // in the object or array that is open
};

}  // namespace boekbrug::core
