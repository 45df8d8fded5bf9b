#include "adapters/shops/ccvshop/errors.hpp"

#include "adapters/shops/ccvshop/signing.hpp"
#include "adapters/shops/ccvshop/text.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::errc;

constexpr std::size_t told_max = 500;

/// What ccvshop.md 7 says of a code; codes that are not here go by their HTTP status.
struct code_row {
  std::string_view code;
  errc means;
  std::string_view hint;
};
constexpr std::array<code_row, 19> codes{{
    {"404.20", errc::shop_api_missing, "The shop does not know this resource; it may be too old"},
    {"405.10", errc::shop_api_missing, "The shop does not allow this call"},
    {"429.10", errc::shop_unreachable, "The shop's limit per minute is reached"},
    {"429.11", errc::shop_unreachable, "The shop's limit per minute is reached"},
    {"500.10", errc::shop_unreachable, "The shop cannot tell its limit; it passes by itself"},
    {"500.20", errc::shop_answer_unreadable, "The shop cannot show this record (its own schema)"},
    {"500.21", errc::shop_answer_unreadable, ""},
    {"500.22", errc::shop_answer_unreadable, ""},
    {"500.23", errc::shop_answer_unreadable, ""},
    {"500.24", errc::shop_answer_unreadable, ""},
    {"500.25", errc::shop_api_missing, "The shop does not know the form that we ask for"},
    {"500.40", errc::already_exists, ""},
    {"500.50", errc::already_exists, ""},
    {"500.60", errc::shop_plan, ""},
    {"500.70", errc::shop_refused, "Give the API key the right to read this"},
    {"500.80", errc::shop_answer_unreadable, ""},
    {"500.90", errc::shop_plan,
     "Install the app that the shop asks for (\"API\") in its App Store"},
    {"501.10", errc::shop_api_missing, ""},
    {"501.20", errc::shop_api_missing, ""},
}};

const code_row* find_code(std::string_view code) {
  const auto* const found = std::find_if(codes.begin(), codes.end(),
                                         [code](const auto& row) { return row.code == code; });
  return found == codes.end() ? nullptr : found;
}

bool is_page(const core::http_response& answer) {
  const auto body = core::trim(answer.body);
  return !body.empty() && body.front() == '<';
}

std::string told(const core::http_response& answer, const api_error& said) {
  std::string text = "HTTP " + std::to_string(answer.status);
  if (!said.code.empty() || !said.message.empty()) {
    return text + ' ' + said.code + (said.message.empty() ? "" : ": " + said.message);
  }
  if (is_page(answer)) {
    const std::string title = page_title(answer.body);
    return text + " with a web page" + (title.empty() ? "" : " ('" + title + "')");
  }
  const std::string body = plain_text(answer.body, 200);
  return text + (body.empty() ? "" : ": " + body);
}

/// Retry-After, else to the next minute of the shop's clock: its limits count per minute.
std::chrono::seconds wait_for_limit(const core::http_response& answer) {
  if (const auto asked = read_count(core::trim(answer.header("Retry-After")))) {
    return std::chrono::seconds{std::min<std::int64_t>(*asked, 86'400)};
  }
  const auto clock = shop_clock(answer);
  if (!clock) {
    return std::chrono::seconds{60};
  }
  const auto inside = std::chrono::floor<std::chrono::seconds>(*clock) -
                      std::chrono::floor<std::chrono::minutes>(*clock);
  return std::chrono::seconds{61} - inside;
}

core::error refused(const core::http_response& answer, const api_error& said) {
  const auto clock = shop_clock(answer);
  const auto date = core::trim(answer.header("Date"));
  std::string detail = told(answer, said) +
                       ". Check the API key and secret, and that the key may read orders, order "
                       "rows, invoices, invoice rows, web shops, settings and payment methods";
  detail += "; the shop's clock says " +
            (!date.empty() ? std::string(date)
             : clock       ? core::to_text(*clock)
                           : "nothing") +
            " (it may differ 5 minutes from ours at most)";
  return core::fail(errc::shop_refused, std::move(detail));
}

core::error by_status(const core::http_response& answer, const api_error& said) {
  const std::string what = told(answer, said);
  if (answer.status == 401 || answer.status == 403) {
    return refused(answer, said);
  }
  if (answer.status == 404) {
    return core::fail(errc::not_found, what);
  }
  if (answer.status >= 300 && answer.status < 400) {
    const std::string to = host_of(answer.header("Location"));
    return core::fail(errc::shop_unreachable, what + ". The shop sends us on" +
                                                  (to.empty() ? "" : " to " + to) +
                                                  "; connect it under that address");
  }
  if (answer.status >= 500 || answer.status == 408) {
    // 5xx with a code that is not in the table: nobody said that it passes by itself.
    const bool temporary =
        said.code.empty() || answer.status == 502 || answer.status == 503 || answer.status == 504;
    auto failure =
        core::fail(temporary ? errc::shop_unreachable : errc::shop_answer_unreadable, what);
    if (const auto asked = read_count(core::trim(answer.header("Retry-After")))) {
      failure.retry_after = std::chrono::seconds{std::min<std::int64_t>(*asked, 86'400)};
    }
    return failure;
  }
  return core::fail(errc::shop_answer_unreadable, what);
}

}  // namespace

api_error read_api_error(const core::http_response& answer) {
  api_error out;
  if (answer.body.size() > (1U << 20U)) {
    return out;
  }
  const auto value = parse_json(answer.body);
  const auto* const object = value ? value->if_object() : nullptr;
  if (object == nullptr) {
    return out;
  }
  fault ignored;
  const fields source{*object, "", ignored};
  out.code = plain_text(source.text("code"), 20);
  for (const std::string_view key : {"developermessage", "usermessage", "message"}) {
    if (out.message.empty()) {
      out.message = plain_text(source.text(key), told_max);
    }
  }
  return out;
}

core::error refusal(const core::http_response& answer) {
  const auto said = read_api_error(answer);
  if (answer.status == 429 || said.code.starts_with("429.")) {
    auto failure = core::fail(errc::shop_unreachable, told(answer, said));
    failure.retry_after = wait_for_limit(answer);
    return failure;
  }
  if (const auto* const row = find_code(said.code)) {
    const std::string hint = row->hint.empty() ? "" : ". " + std::string(row->hint);
    return core::fail(row->means, told(answer, said) + hint);
  }
  if (said.code.starts_with("501.")) {
    return core::fail(errc::shop_api_missing, told(answer, said));
  }
  return by_status(answer, said);
}

bool is_broken_record(const core::http_response& answer) {
  return answer.status >= 400 && read_api_error(answer).code == "500.20";
}

core::result<json::object> read_object(const core::shop_connection& shop,
                                       const core::http_response& answer) {
  if (answer.status < 200 || answer.status > 299) {
    return refusal(answer);
  }
  if (answer.body.size() > body_limit) {
    return core::fail(errc::shop_answer_unreadable, "answer larger than 32 MiB");
  }
  auto value = parse_json(answer.body);
  if (!value || !value->is_object()) {
    return core::fail(errc::shop_answer_unreadable,
                      is_page(answer) ? told(answer, {}) + ". A page stands before the shop's API"
                      : core::trim(answer.body).empty()
                          ? told(answer, {}) + " with an empty body"
                          : "HTTP " + std::to_string(answer.status) + ": not whole JSON");
  }
  if (const auto fits = check_signature(shop, core::http_method::get, answer); !fits) {
    return fits.error();
  }
  return std::move(value->get_object());
}

core::result<collection> read_collection(const core::shop_connection& shop,
                                         const core::http_response& answer) {
  auto object = read_object(shop, answer);
  if (!object) {
    return object.error();
  }
  fault problem;
  const fields source{*object, "", problem};
  if (!source.has("items")) {
    source.wrong("items", "missing");
  }
  collection out;
  out.items = source.list_or_empty("items");
  out.has_next_member = object->contains("next");
  out.next = source.text("next");
  if (out.items.size() > page_rows_max) {
    source.wrong("items", "more rows than were asked for");
  }
  if (problem.failed()) {
    return problem.error();
  }
  return out;
}

core::error unreachable(const core::error& failure) {
  core::error out = failure;
  switch (failure.code) {
    case errc::tls_failed:
      out.code = errc::shop_unreachable;
      out.detail = "the certificate of the shop is not valid (" + failure.detail + ")";
      return out;
    case errc::address_forbidden:
      out.code = errc::shop_unreachable;
      out.detail = "the shop's address is not on the public internet (" + failure.detail + ")";
      return out;
    case errc::timed_out:
    case errc::connection_failed:
    case errc::connection_broken:
      out.code = errc::shop_unreachable;
      out.detail = std::string(core::code_name(failure.code)) + ": " + failure.detail;
      return out;
    case errc::body_too_large:
    case errc::not_http:
      out.code = errc::shop_answer_unreadable;
      out.detail = std::string(core::code_name(failure.code)) + ": " + failure.detail;
      return out;
    default:
      return out;
  }
}

}  // namespace boekbrug::adapters::ccvshop_api
