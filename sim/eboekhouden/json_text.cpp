#include "sim/eboekhouden/json_text.hpp"

namespace boekbrug::sim::eboekhouden {

namespace json = boost::json;

namespace {

// Marks a text that was a number with decimals; a parser alone would make a double of it.
constexpr char number_mark = '\x01';

bool belongs_to_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

std::string with_marked_numbers(const std::string& text) {
  std::string out;
  out.reserve(text.size() + 64);
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text) {
      out.push_back(c);
      if (c == '\\' && i + 1 < text.size()) {
        out.push_back(text[++i]);
      } else if (c == '"') {
        in_text = false;
      }
      continue;
    }
    if (c != '-' && !(c >= '0' && c <= '9')) {
      in_text = c == '"';
      out.push_back(c);
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && belongs_to_number(text[end])) {
      ++end;
    }
    const auto number = text.substr(i, end - i);
    const bool plain = number.find_first_of(".eE+") == std::string::npos;
    out += plain ? number : "\"\\u0001" + number + "\"";
    i = end - 1;
  }
  return out;
}

}  // namespace

std::string quoted(std::string_view text) {
  return json::serialize(json::string_view{text.data(), text.size()});
}

object_text& object_text::raw(std::string_view key, std::string_view json) {
  if (!body_.empty()) {
    body_.push_back(',');
  }
  body_.push_back('"');
  body_ += key;
  body_ += "\":";
  body_ += json;
  return *this;
}

void array_text::add(std::string_view json) {
  if (!body_.empty()) {
    body_.push_back(',');
  }
  body_ += json;
}

std::optional<json::value> parse_exact(const std::string& text) {
  boost::system::error_code failed;
  auto value = json::parse(with_marked_numbers(text), failed);
  if (failed) {
    return std::nullopt;
  }
  return value;
}

std::optional<decimal> number_of(const json::value& value) {
  if (const auto* number = value.if_int64()) {
    return parse_number(std::to_string(*number));
  }
  const auto* text = value.if_string();
  if (text == nullptr || text->empty() || text->front() != number_mark) {
    return std::nullopt;
  }
  return parse_number(std::string_view{text->data(), text->size()}.substr(1));
}

const json::string* text_of(const json::value& value) {
  const auto* text = value.if_string();
  return text != nullptr && !text->empty() && text->front() == number_mark ? nullptr : text;
}

}  // namespace boekbrug::sim::eboekhouden
