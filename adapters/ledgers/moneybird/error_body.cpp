#include "adapters/ledgers/moneybird/error_body.hpp"

#include "adapters/ledgers/moneybird/json_text.hpp"
#include "adapters/ledgers/moneybird/types.hpp"

#include <algorithm>

namespace boekbrug::adapters::moneybird_api {
namespace {

namespace json = boost::json;

// A refusal names a handful of fields; more is not worth reading.
constexpr std::size_t fields_max = 50;

std::string to_std(json::string_view text) {
  return {text.data(), text.size()};
}

char searchable(char c) {
  if (c >= 'A' && c <= 'Z') {
    return static_cast<char>(c - 'A' + 'a');
  }
  return c == ' ' || c == '-' || c == '.' || c == '[' || c == ']' ? '_' : c;
}

class collector {
public:
  explicit collector(error_body& body) : body_{body} {}

  void message(std::string_view text) {
    if (!text.empty()) {
      body_.message += (body_.message.empty() ? "" : "; ") + std::string(text);
      remember(text);
    }
  }
  void field(std::string_view name, std::string_view code) {
    if (body_.fields.size() < fields_max) {
      body_.fields.push_back({std::string(name), std::string(code)});
    }
    remember(name);
    remember(code);
    remember(std::string(name) + "=" + std::string(code));
  }

private:
  void remember(std::string_view text) {
    std::transform(text.begin(), text.end(), std::back_inserter(body_.words), searchable);
    body_.words += '\n';
  }
  error_body& body_;
};

// A code stands as text, as {"error": code} or in lists of these.
void collect_codes(std::string_view field, const json::value& value, collector& into) {
  if (const auto* text = value.if_string()) {
    into.field(field, to_std(*text));
  } else if (const auto* list = value.if_array()) {
    for (const auto& each : *list) {
      collect_codes(field, each, into);
    }
  } else if (const auto* object = value.if_object()) {
    if (const auto* code = object->if_contains("error"); code != nullptr && code->is_string()) {
      into.field(field, to_std(code->get_string()));
      return;
    }
    for (const auto& [key, inner] : *object) {
      collect_codes(std::string(field) + "." + to_std(key), inner, into);
    }
  }
}

void collect_messages(std::string_view field, const json::value& value, collector& into) {
  if (const auto* text = value.if_string()) {
    into.message((field.empty() ? "" : std::string(field) + ": ") + to_std(*text));
  } else if (const auto* list = value.if_array()) {
    for (const auto& each : *list) {
      collect_messages(field, each, into);
    }
  } else if (const auto* object = value.if_object()) {
    for (const auto& [key, inner] : *object) {
      const auto name = field.empty() ? to_std(key) : std::string(field) + "." + to_std(key);
      into.field(name, "");
      collect_messages(name, inner, into);
    }
  }
}

void collect(const json::object& object, collector& into) {
  // "error_description" is OAuth's.
  for (const auto* key : {"error", "errors", "error_description"}) {
    if (const auto* value = object.if_contains(key)) {
      collect_messages("", *value, into);
    }
  }
  for (const auto* key : {"symbolic", "details"}) {
    const auto* value = object.if_contains(key);
    const auto* fields = value == nullptr ? nullptr : value->if_object();
    if (fields != nullptr) {
      for (const auto& [name, codes] : *fields) {
        collect_codes(to_std(name), codes, into);
      }
    }
  }
}

}  // namespace

bool error_body::has_field(std::string_view name_part) const {
  return std::any_of(fields.begin(), fields.end(), [name_part](const refused_field& each) {
    return each.name.find(name_part) != std::string::npos;
  });
}

error_body read_error_body(const core::http_response& answer) {
  error_body body;
  body.empty = answer.body.find_first_not_of(" \t\r\n") == std::string::npos;
  if (body.empty || answer.body.size() > body_bytes_max) {
    return body;
  }
  const auto parsed = parse_json(answer.body);
  if (!parsed) {
    return body;
  }
  collector into{body};
  if (const auto* object = parsed->if_object()) {
    body.readable = true;
    body.words = "\n";
    collect(*object, into);
  } else if (const auto* text = parsed->if_string()) {
    body.readable = true;
    into.message(to_std(*text));
  }
  return body;
}

}  // namespace boekbrug::adapters::moneybird_api
