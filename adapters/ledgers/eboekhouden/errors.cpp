#include "adapters/ledgers/eboekhouden/errors.hpp"

#include "adapters/ledgers/eboekhouden/json_text.hpp"
#include "adapters/ledgers/eboekhouden/limits.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <vector>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

namespace json = boost::json;
using core::errc;

struct error_body {
  bool readable = false;  // a JSON object
  bool empty = false;
  std::vector<std::string> codes;  // the answer's own first, then those of its `errors`
  std::string words;               // title and message
};

std::string text_of(const json::object& object, json::string_view key) {
  const auto* value = object.if_contains(key);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string{} : std::string(text->data(), text->size());
}

void add(std::string& words, const std::string& more) {
  if (!more.empty() && words.find(more) == std::string::npos) {
    words += (words.empty() ? "" : "; ") + more;
  }
}

void collect(const json::object& object, error_body& into) {
  if (auto code = text_of(object, "code"); !code.empty()) {
    into.codes.push_back(core::upper(core::trim(code)));
  }
  add(into.words, text_of(object, "title"));
  add(into.words, text_of(object, "message"));
  const auto property = text_of(object, "propertyName");
  add(into.words, property.empty() ? property : "field " + property);
}

error_body read_error_body(const core::http_response& answer) {
  error_body body;
  body.empty = core::trim(answer.body).find_first_not_of("\t\r\n") == std::string_view::npos;
  if (body.empty) {
    return body;
  }
  const auto parsed = parse_json(answer.body);
  const auto* object = parsed ? parsed->if_object() : nullptr;
  if (object == nullptr) {
    return body;
  }
  body.readable = true;
  collect(*object, body);
  const auto* more = object->if_contains("errors");
  const auto* errors = more == nullptr ? nullptr : more->if_array();
  if (errors != nullptr) {
    for (std::size_t i = 0; i < std::min<std::size_t>(errors->size(), 20); ++i) {
      if (const auto* each = (*errors)[i].if_object()) {
        collect(*each, body);
      } else if (const auto* text = (*errors)[i].if_string()) {
        add(body.words, std::string(text->data(), text->size()));
      }
    }
  }
  return body;
}

std::string describe(const core::http_response& answer, const error_body& body) {
  std::string text = "HTTP " + std::to_string(answer.status);
  if (!body.readable) {
    return text + (body.empty ? ", empty answer"
                              : ", no JSON (" + std::to_string(answer.body.size()) + " bytes of " +
                                    std::string(answer.header("Content-Type").substr(0, 60)) + ")");
  }
  std::string codes;
  for (const auto& code : body.codes) {
    add(codes, code);
  }
  text += ": " + codes + (codes.empty() || body.words.empty() ? "" : " ") + body.words;
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return text.size() > detail_bytes_max ? core::shorten(text, detail_bytes_max) + "..." : text;
}

std::optional<errc> known_meaning(const error_body& body) {
  for (const auto& code : body.codes) {
    if (const auto meaning = meaning_of(code)) {
      return meaning;
    }
  }
  return std::nullopt;
}

errc by_status(call what, int status) {
  switch (status) {
    case 401:
      return errc::access_expired;
    case 402:
      return errc::ledger_plan;
    case 403:
      return errc::ledger_refused;
    case 404:
      return what == call::read ? errc::not_found : errc::ledger_refused_content;
    default:
      return errc::ledger_refused_content;
  }
}

// The session call carries the merchant's own token: refused here means refused for good.
errc at_session(errc meaning, int status, bool known) {
  if (meaning == errc::access_expired || (!known && (status == 400 || status == 401))) {
    return errc::ledger_refused;
  }
  return meaning;
}

errc code_of(call what, int status, const error_body& body) {
  if (status == 429) {
    return errc::ledger_limit;
  }
  // Redirects, time-outs and server errors say nothing about what was done. Nor does a page of a
  // proxy or firewall: that was not the API speaking.
  if (status < 400 || status >= 500 || status == 408 || status == 425 ||
      (!body.readable && !body.empty)) {
    return errc::ledger_unreachable;
  }
  const auto known = known_meaning(body);
  const auto meaning = known.value_or(by_status(what, status));
  if (what == call::session) {
    return at_session(meaning, status, known.has_value());
  }
  return meaning == errc::not_found && what != call::read ? errc::ledger_refused_content : meaning;
}

}  // namespace

std::optional<core::error> refusal(call what, const core::http_response& answer) {
  if (answer.status >= 200 && answer.status < 300) {
    return std::nullopt;
  }
  const auto body = read_error_body(answer);
  auto failure = core::fail(code_of(what, answer.status, body), describe(answer, body));
  if (failure.code == errc::ledger_limit) {
    failure.retry_after = asked_to_wait(answer);
  }
  return failure;
}

core::result<json::value> accepted_json(call what, const core::http_response& answer) {
  if (auto refused = refusal(what, answer)) {
    return *refused;
  }
  auto parsed = parse_json(answer.body);
  if (!parsed) {
    return core::fail(errc::ledger_unreachable,
                      "HTTP " + std::to_string(answer.status) + ", " + parsed.error().detail);
  }
  return std::move(*parsed);
}

core::error unreadable(const core::http_response& answer, const fault& problem) {
  return core::fail(errc::ledger_unreachable,
                    "HTTP " + std::to_string(answer.status) + ", unreadable answer: " +
                        core::shorten(problem.value_or("$"), detail_bytes_max));
}

std::string refusal_code(const core::http_response& answer) {
  const auto body = read_error_body(answer);
  return body.codes.empty() ? std::string{} : body.codes.front();
}

}  // namespace boekbrug::adapters::eboekhouden_api
