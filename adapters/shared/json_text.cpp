#include "adapters/shared/json_text.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <exception>
#include <utility>

namespace boekbrug::adapters::shared {
namespace {

constexpr std::size_t body_bytes_max = 32U << 20U;

namespace json = boost::json;

// Builds a json::value as the library's own handler does, except that numbers are kept as their
// text.
struct text_number_handler {
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return true; }
  bool on_object_end(std::size_t count, json::error_code&) {
    stack.push_object(count);
    return true;
  }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t count, json::error_code&) {
    stack.push_array(count);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    stack.push_key(part);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code&) {
    stack.push_string(part);
    return true;
  }
  bool on_number_part(json::string_view part, json::error_code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_int64(std::int64_t, json::string_view part, json::error_code&) { return number(part); }
  bool on_uint64(std::uint64_t, json::string_view part, json::error_code&) { return number(part); }
  bool on_double(double, json::string_view part, json::error_code&) { return number(part); }
  bool on_bool(bool value, json::error_code&) {
    stack.push_bool(value);
    return true;
  }
  bool on_null(json::error_code&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

  bool number(json::string_view part) {
    stack.push_string(part);
    return true;
  }

  json::value_stack stack;
};

}  // namespace

core::result<json::value> parse_json(std::string_view text) {
  if (text.size() > body_bytes_max) {
    return core::fail(core::errc::invalid_input,
                      "JSON of " + std::to_string(text.size()) + " bytes is larger than allowed");
  }
  try {
    json::basic_parser<text_number_handler> parser{json::parse_options{}};
    parser.handler().stack.reset();
    json::error_code failure;
    const auto used = parser.write_some(false, text.data(), text.size(), failure);
    if (failure || used != text.size() || !parser.done()) {
      return core::fail(core::errc::invalid_input, "no valid JSON at byte " + std::to_string(used));
    }
    return parser.handler().stack.release();
  } catch (const std::exception& problem) {
    // Only out of memory and the library's own length limits come here.
    return core::fail(core::errc::invalid_input, std::string("JSON: ") + problem.what());
  }
}

}  // namespace boekbrug::adapters::shared
