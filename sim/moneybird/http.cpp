#include "sim/moneybird/http.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace boekbrug::sim::moneybird {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char small = static_cast<char>(c | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto small = [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    };
    return small(x) == small(y);
  });
}

std::string capitalised(std::string_view key) {
  std::string out{key};
  std::replace(out.begin(), out.end(), '_', ' ');
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') {
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  }
  return out;
}

}  // namespace

std::string_view call::param(std::string_view name) const {
  return find_in(query, name);
}

bool call::has_param(std::string_view name) const {
  return std::any_of(query.begin(), query.end(),
                     [name](const auto& pair) { return pair.first == name; });
}

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
    }
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  static constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (plain.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return out;
}

text_pairs parse_form(std::string_view text) {
  text_pairs out;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    const auto equals = part.find('=');
    if (part.empty()) {
      continue;
    }
    const auto value =
        equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
    out.emplace_back(percent_decoded(part.substr(0, equals), true), percent_decoded(value, true));
  }
  return out;
}

std::string_view find_in(const text_pairs& pairs, std::string_view name) {
  const auto at = std::find_if(pairs.begin(), pairs.end(),
                               [name](const auto& pair) { return pair.first == name; });
  return at == pairs.end() ? std::string_view{} : std::string_view{at->second};
}

std::string_view header_of(const net::server_request& request, std::string_view name) {
  for (const auto& header : request.headers) {
    if (same_word(header.name, name)) {
      return header.value;
    }
  }
  return {};
}

call take_apart(const net::server_request& request, time_point now) {
  call out;
  out.raw = &request;
  out.method = request.method;
  out.now = now;
  const std::string_view target = request.target;
  const auto mark = target.find('?');
  if (mark != std::string_view::npos) {
    out.query = parse_form(target.substr(mark + 1));
  }
  // Decoded before it is split: a slash in a reference takes the path apart, as behind a router.
  const std::string path = percent_decoded(target.substr(0, mark), false);
  std::string segment;
  for (const char c : path + "/") {
    if (c != '/') {
      segment.push_back(c);
    } else if (!segment.empty()) {
      out.path.push_back(std::move(segment));
      segment.clear();
    }
  }
  if (!out.path.empty() && out.path.back().ends_with(".json")) {
    out.path.back().resize(out.path.back().size() - 5);
  }
  return out;
}

reply answer(int status, const json::value& body) {
  reply out;
  out.status = status;
  out.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
  out.body = json::serialize(body);
  return out;
}

reply no_content() {
  reply out;
  out.status = 204;
  return out;
}

reply refuse(int status, std::string_view text, json::object symbolic) {
  json::object body{{"error", text}};
  if (!symbolic.empty()) {
    body["symbolic"] = std::move(symbolic);
  }
  return answer(status, body);
}

reply record_not_found(std::string_view field) {
  return refuse(404, "record not found", {{field, "not_found"}});
}

reply model_not_found(std::string_view model) {
  return refuse(404, "Record not found for model name: " + std::string(model));
}

reply wrong_method() {
  return refuse(404, "not found");
}

void violations::add(std::string_view field, std::string_view message, std::string_view code) {
  const auto list = [field](json::object& in) -> json::array& {
    auto& slot = in[field];
    return slot.is_array() ? slot.get_array() : slot.emplace_array();
  };
  list(error_).emplace_back(message);
  list(details_).emplace_back(json::object{{"error", code}});
}

reply violations::answer() const {
  return moneybird::answer(422, json::object{{"error", error_}, {"details", details_}});
}

refusal read_body(const call& from, json::object& out) {
  const std::string& text = from.raw->body;
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return std::nullopt;
  }
  boost::system::error_code failed;
  auto value = json::parse(text, failed);
  if (failed || !value.is_object()) {
    return refuse(400, "request body is not a JSON object");
  }
  out = std::move(value.get_object());
  return std::nullopt;
}

reply not_allowed(std::string_view holder, std::string_view key) {
  return refuse(400, capitalised(key) + " is not allowed",
                {{holder, json::object{{key, "not_allowed"}}}});
}

reply invalid_shape(std::string_view holder, std::string_view key) {
  return refuse(400, capitalised(key) + " is invalid", {{holder, json::object{{key, "invalid"}}}});
}

std::optional<record_id> id_of(std::string_view text) {
  record_id out = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (failed != std::errc{} || end != text.data() + text.size() || text.empty()) {
    return std::nullopt;
  }
  return out;
}

std::optional<record_id> id_of(const json::value& value) {
  if (const auto* text = value.if_string()) {
    return id_of(std::string_view{*text});
  }
  if (const auto* number = value.if_int64()) {
    return *number > 0 ? std::optional{static_cast<record_id>(*number)} : std::nullopt;
  }
  if (const auto* number = value.if_uint64()) {
    return *number;
  }
  return std::nullopt;
}

std::optional<bool> flag_of(const json::value& value) {
  if (const auto* flag = value.if_bool()) {
    return *flag;
  }
  if (const auto* text = value.if_string()) {
    if (*text == "true" || *text == "1") {
      return true;
    }
    if (*text == "false" || *text == "0") {
      return false;
    }
  }
  return std::nullopt;
}

std::optional<amount> amount_of(const json::value& value) {
  if (const auto* text = value.if_string()) {
    return parse_amount(std::string_view{*text});
  }
  if (const auto* number = value.if_int64()) {
    return parse_amount(std::to_string(*number));
  }
  if (const auto* number = value.if_double()) {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *number,
                                   std::chars_format::fixed);
    return parse_amount({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
  }
  return std::nullopt;
}

std::optional<std::vector<const json::object*>> rows_of(const json::value& value) {
  std::vector<const json::object*> out;
  const auto take = [&out](const json::value& row) {
    out.push_back(row.if_object());
    return out.back() != nullptr;
  };
  if (const auto* list = value.if_array()) {
    for (const auto& row : *list) {
      if (!take(row)) {
        return std::nullopt;
      }
    }
    return out;
  }
  if (const auto* keyed = value.if_object()) {
    for (const auto& row : *keyed) {
      if (!id_of(std::string_view{row.key()}) || !take(row.value())) {
        return std::nullopt;
      }
    }
    return out;
  }
  return std::nullopt;
}

json::value id_json(record_id id) {
  return id == 0 ? json::value(nullptr) : json::value(std::to_string(id));
}

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

}  // namespace boekbrug::sim::moneybird
