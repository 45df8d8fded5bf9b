#include "adapters/ledgers/moneybird/errors.hpp"

#include "adapters/ledgers/moneybird/error_body.hpp"
#include "adapters/ledgers/moneybird/json_text.hpp"
#include "adapters/ledgers/moneybird/limits.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;

std::string describe(const core::http_response& answer, const error_body& body) {
  std::string text = "HTTP " + std::to_string(answer.status);
  if (!body.readable) {
    return text + (body.empty ? ", empty answer"
                              : ", no JSON (" + std::to_string(answer.body.size()) + " bytes of " +
                                    std::string(answer.header("Content-Type").substr(0, 60)) + ")");
  }
  text += ": " + body.message;
  std::string codes;
  for (const auto& field : body.fields) {
    if (!field.code.empty()) {
      codes += (codes.empty() ? "" : ", ") + field.name + "=" + field.code;
    }
  }
  if (!codes.empty()) {
    text += " (" + codes + ")";
  }
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  if (text.size() > detail_bytes_max) {
    auto end = detail_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;  // never in the middle of a UTF-8 character
    }
    text.resize(end);
    text += "...";
  }
  return text;
}

template <std::size_t Count>
bool mentions_any(const error_body& body, const std::array<std::string_view, Count>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&body](std::string_view word) { return body.mentions(word); });
}

// Text and status of a locked period are not documented (moneybird.md 9): both languages are
// recognised.
bool says_period_closed(const error_body& body) {
  constexpr std::array<std::string_view, 8> words{
      "_locked",       "\nlocked",       "period_is_closed", "closed_period",
      "period_closed", "year_is_closed", "afgesloten",       "vergrendeld"};
  return mentions_any(body, words);  // "_locked" and not "locked": an address can be "blocked"
}

errc contact_code(const error_body& body) {
  if (mentions_any(body, std::array<std::string_view, 2>{"email", "e_mail"})) {
    return errc::email_refused;
  }
  if (mentions_any(body, std::array<std::string_view, 4>{"tax_number", "vat_number", "btw_nummer",
                                                         "btwnummer"})) {
    return errc::vat_number_invalid;
  }
  return errc::customer_refused;
}

errc document_code(const error_body& body) {
  if (says_period_closed(body)) {
    return errc::period_closed;
  }
  // The first match wins; "custom field .. for administration" must not be taken for the
  // administration.
  struct rule {
    std::string_view word;
    errc code;
  };
  constexpr std::array<rule, 16> rules{{
      {"custom_field", errc::ledger_refused_content},
      {"details_cannot_be_empty", errc::line_count},
      {"email_address", errc::email_refused},
      {"delivery_method", errc::still_draft},
      {"sending_address", errc::still_draft},
      {"need_identity_email", errc::still_draft},
      {"tax_rate", errc::vat_rate_unusable},
      {"ledger_account", errc::ledger_account_unusable},
      {"model_name:_category", errc::ledger_account_unusable},
      {"workflow", errc::profile_unusable},
      {"document_style", errc::profile_unusable},
      {"identity", errc::profile_unusable},
      {"contact", errc::customer_refused},
      {"currency", errc::currency_off},
      {"model_name:_administration", errc::administration_gone},
      {"reference=taken", errc::document_exists},
  }};
  for (const auto& each : rules) {
    if (body.mentions(each.word)) {
      return each.code;
    }
  }
  return errc::ledger_refused_content;
}

bool names_administration(const error_body& body) {
  return body.has_field("administration") || body.mentions("model_name:_administration");
}

errc not_found_code(call what, const error_body& body) {
  if (names_administration(body)) {
    return errc::administration_gone;
  }
  switch (what) {
    case call::tokens:
      return errc::ledger_unreachable;  // the token endpoint itself is missing: a wrong address or
                                        // an outage
    case call::administrations:
    case call::collection:
      return errc::administration_gone;
    case call::create_contact:
      return body.mentions("custom_field") ? errc::customer_refused : errc::administration_gone;
    case call::document: {
      const auto code = document_code(body);
      return code == errc::ledger_refused_content && !body.mentions("custom_field")
                 ? errc::not_found
                 : code;
    }
    case call::pay:
      return body.mentions("financial_account") ? errc::payment_missing : errc::not_found;
    case call::create_product:  // the list itself, or a rate or account that is named
      return body.mentions("model_name:") || body.has_field("tax_rate") ||
                     body.has_field("ledger_account")
                 ? errc::product_not_copied
                 : errc::administration_gone;
    case call::find_product:
    case call::delete_draft:
      break;
  }
  return errc::not_found;
}

errc content_code(call what, const error_body& body) {
  switch (what) {
    case call::tokens:
      return errc::ledger_refused;  // invalid_grant, invalid_client: reconnect
    case call::create_contact:
      return contact_code(body);
    case call::document:
      return document_code(body);
    case call::pay:
      return says_period_closed(body) ? errc::period_closed : errc::payment_missing;
    case call::delete_draft:
      return says_period_closed(body) ? errc::period_closed : errc::ledger_refused_content;
    case call::create_product:
      return errc::product_not_copied;
    case call::administrations:
    case call::collection:
    case call::find_product:
      break;
  }
  return errc::ledger_refused_content;
}

bool says_scope_missing(const error_body& body) {
  return body.mentions("no_access_to");
}

errc refusal_code(call what, int status, const error_body& body) {
  switch (status) {
    case 401:
      if (what == call::tokens) {
        return errc::ledger_refused;
      }
      return says_scope_missing(body) ? errc::ledger_refused : errc::access_expired;
    case 402:
      return errc::ledger_plan;
    case 429:
      return errc::ledger_limit;
    default:
      break;
  }
  // Redirects, time-outs, conflicts and server errors say nothing about what was done. Nor does a
  // page of a proxy or firewall: that was not the API speaking.
  if (status < 400 || status >= 500 || status == 408 || status == 409 || status == 425 ||
      (!body.readable && !body.empty)) {
    return errc::ledger_unreachable;
  }
  if (status == 403) {
    return errc::ledger_refused;
  }
  return status == 404 ? not_found_code(what, body) : content_code(what, body);
}

}  // namespace

std::optional<core::error> refusal(call what, const core::http_response& answer) {
  if (answer.status >= 200 && answer.status < 300) {
    return std::nullopt;
  }
  const auto body = read_error_body(answer);
  auto failure = core::fail(refusal_code(what, answer.status, body), describe(answer, body));
  if (failure.code == errc::ledger_limit) {
    failure.retry_after = asked_to_wait(answer);
  }
  return failure;
}

core::result<boost::json::value> accepted_json(call what, const core::http_response& answer) {
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
  return core::fail(errc::ledger_unreachable, "HTTP " + std::to_string(answer.status) +
                                                  ", unreadable answer: " + problem.value_or("$"));
}

bool means_list_refused(const core::http_response& answer) {
  const auto body = read_error_body(answer);
  switch (answer.status) {
    case 401:
      return says_scope_missing(body);
    case 402:
      return true;
    case 403:
      return body.readable || body.empty;
    default:
      return false;
  }
}

}  // namespace boekbrug::adapters::moneybird_api
