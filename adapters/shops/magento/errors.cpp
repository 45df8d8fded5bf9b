#include "adapters/shops/magento/errors.hpp"

#include "adapters/shops/magento/headers.hpp"
#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

namespace boekbrug::adapters::magento_api {

namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";
constexpr std::size_t message_max = 300;

std::string_view without_bom(std::string_view body) {
  body = trim(body);
  while (body.substr(0, bom.size()) == bom) {
    body = trim(body.substr(bom.size()));
  }
  return body;
}

std::optional<json::value> parse_whole(std::string_view text) {
  json::parse_options options;
  options.max_depth = 100;
  boost::system::error_code code;
  auto value = json::parse(quote_numbers(text), code, {}, options);
  if (code) {
    return std::nullopt;
  }
  return value;
}

std::optional<json::value> parse_tolerant(std::string_view body) {
  body = without_bom(body);
  if (body.empty()) {
    return std::nullopt;
  }
  if (auto whole = parse_whole(body)) {
    return whole;
  }
  // Only the first bracket: in an answer that was cut off, a later one may start a part that is
  // whole, and an inner "[]" would pass for a shop without orders.
  const auto start = body.find_first_of("[{");
  if (start == 0 || start == std::string_view::npos) {
    return std::nullopt;
  }
  return parse_whole(body.substr(start));
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// "No such entity with %fieldName = %fieldValue" and "%1" with a list.
std::string fill_in(std::string message, const json::value* parameters) {
  if (parameters != nullptr && parameters->is_object()) {
    for (const auto& one : parameters->get_object()) {
      replace_all(message, '%' + std::string(one.key().data(), one.key().size()),
                  scalar_text(one.value()).value_or("?"));
    }
  } else if (parameters != nullptr && parameters->is_array()) {
    const auto& list = parameters->get_array();
    for (std::size_t at = list.size(); at > 0; --at) {
      replace_all(message, '%' + std::to_string(at), scalar_text(list[at - 1]).value_or("?"));
    }
  }
  return plain_text(message, message_max);
}

// {"messages":{"error":[{"code":500,"message":"..."}]}}
std::string fatal_message(const fields& body) {
  const auto* const messages = body.find("messages");
  const auto* const errors = messages != nullptr && messages->is_object()
                                 ? messages->get_object().if_contains("error")
                                 : nullptr;
  if (errors == nullptr || !errors->is_array() || errors->get_array().empty()) {
    return {};
  }
  const auto* const first = errors->get_array().front().if_object();
  const auto* const text = first == nullptr ? nullptr : first->if_contains("message");
  return text != nullptr && text->is_string() ? plain_text(view(text->get_string()), message_max)
                                              : std::string{};
}

std::string status_text(const core::http_response& answer) {
  return "HTTP " + std::to_string(answer.status);
}

std::string page_text(const core::http_response& answer) {
  const std::string title = page_title(answer.body);
  return status_text(answer) + " with a web page instead of data" +
         (title.empty() ? "" : " ('" + title + "')");
}

std::string told(const core::http_response& answer) {
  if (const auto said = find_message(answer)) {
    return status_text(answer) + ": " + *said;
  }
  return is_page(answer) ? page_text(answer) : status_text(answer);
}

core::error make(core::errc code, const core::http_response& answer, std::string detail) {
  auto failure = core::fail(code, std::move(detail));
  failure.retry_after = wait_asked(answer);
  return failure;
}

bool says(const core::http_response& answer, std::string_view words) {
  const auto said = find_message(answer);
  return said && contains_blind(*said, words);
}

core::error bad_request(const core::http_response& answer) {
  const std::string what = told(answer);
  if (says(answer, "pageSize") || says(answer, "page size")) {
    // Input limits: a smaller page is asked for after an answer of this kind.
    return make(core::errc::shop_answer_unreadable, answer, what);
  }
  if (says(answer, "timestamp")) {
    return make(core::errc::shop_refused, answer,
                what + ". The clock of the shop's server is wrong; have the host set it");
  }
  if (is_method_refused(answer) || says(answer, "oauth")) {
    return make(core::errc::shop_refused, answer,
                what + ". Connect the shop again: its way of signing calls changed");
  }
  return make(find_message(answer) ? core::errc::invalid_input : core::errc::shop_answer_unreadable,
              answer, what);
}

core::error unauthorised(const core::http_response& answer) {
  std::string hint = ". The site asks for a login of its own; that must be off for /rest";
  if (is_signature_invalid(answer)) {
    hint = ". Connect the shop again: its address, a proxy or a secret changed";
  } else if (find_message(answer)) {
    hint =
        ". Check in System > Integrations that the integration is active and may read Sales "
        "(orders, invoices, credit memos), and give it again under 'Reauthorize'";
  }
  return make(core::errc::shop_refused, answer, told(answer) + hint);
}

core::error not_found(const core::http_response& answer) {
  const std::string what = told(answer);
  const auto said = find_message(answer);
  if (said && (contains_blind(*said, "No such entity") || contains_blind(*said, "doesn't exist"))) {
    return make(core::errc::order_gone, answer, what);
  }
  return make(core::errc::shop_api_missing, answer,
              what + ". Check the address of the shop and that its REST API can be reached");
}

}  // namespace

std::optional<std::string> find_message(const core::http_response& answer) {
  if (answer.body.size() > (1U << 20U)) {
    return std::nullopt;
  }
  const auto value = parse_tolerant(answer.body);
  if (!value || !value->is_object()) {
    return std::nullopt;
  }
  fault ignored;
  const fields body{value->get_object(), "", ignored};
  const auto* const message = body.find("message");
  std::string text =
      message != nullptr && message->is_string()
          ? fill_in(std::string(view(message->get_string())), body.find("parameters"))
          : fatal_message(body);
  return text.empty() ? std::nullopt : std::optional<std::string>{std::move(text)};
}

bool is_page(const core::http_response& answer) {
  const auto body = without_bom(answer.body);
  if (body.empty()) {
    return false;
  }
  const bool html = starts_with_blind(trim(answer.header("Content-Type")), "text/html");
  return body.front() == '<' || (html && body.front() != '[' && body.front() != '{');
}

bool is_signature_invalid(const core::http_response& answer) {
  return (answer.status == 401 || answer.status == 400) && says(answer, "signature is invalid");
}

bool is_method_refused(const core::http_response& answer) {
  return (answer.status == 401 || answer.status == 400) && says(answer, "signature method");
}

core::error refusal(const core::http_response& answer) {
  switch (answer.status) {
    case 400:
      return bad_request(answer);
    case 401:
      return unauthorised(answer);
    case 403:
      if (find_message(answer)) {
        return unauthorised(answer);
      }
      return make(core::errc::shop_unreachable, answer,
                  told(answer) + ". A firewall before the shop stops us; allow our address");
    case 404:
    case 410:
      return not_found(answer);
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return make(core::errc::shop_refused, answer,
                  status_text(answer) + ": the shop moved to " +
                      core::redacted(plain_text(answer.header("Location"), 200)) +
                      ". Connect it again there");
    default:
      return make(core::errc::shop_unreachable, answer, told(answer));
  }
}

core::result<json::value> read_json(const core::http_response& answer) {
  if (answer.status < 200 || answer.status > 299) {
    return refusal(answer);
  }
  if (answer.body.size() > body_limit) {
    return make(core::errc::shop_answer_unreadable, answer, "answer larger than 32 MiB");
  }
  if (auto value = parse_tolerant(answer.body)) {
    return std::move(*value);
  }
  if (is_page(answer)) {
    return make(core::errc::shop_answer_unreadable, answer,
                page_text(answer) +
                    ". A login, maintenance or captcha page stands before the shop; allow "
                    "Boekbrug");
  }
  const bool empty = without_bom(answer.body).empty();
  return make(core::errc::shop_answer_unreadable, answer,
              status_text(answer) + (empty ? " with an empty body" : ": not whole JSON") +
                  ". Ask the host for the PHP error log");
}

core::result<search_result> read_search(const core::http_response& answer) {
  auto value = read_json(answer);
  if (!value) {
    return value.error();
  }
  const auto unreadable = [&answer](std::string_view what) {
    return make(core::errc::shop_answer_unreadable, answer,
                told(answer) + ": " + std::string(what));
  };
  if (!value->is_object()) {
    return unreadable("not a search result");
  }
  const auto& body = value->get_object();
  const auto* const items = body.if_contains("items");
  const auto* const count = body.if_contains("total_count");
  if (items == nullptr && count == nullptr) {
    return unreadable("not a search result");
  }
  search_result out;
  if (count != nullptr && count->is_int64() && count->get_int64() >= 0) {
    out.total_count = count->get_int64();
  }
  if (items != nullptr && !items->is_null()) {
    if (!items->is_array()) {
      return unreadable("items: not a list");
    }
    out.items = items->get_array();
  }
  if (out.items.size() > rows_max) {
    return unreadable("more rows than were asked for");
  }
  return out;
}

core::result<search_result> read_search(std::string_view body) {
  core::http_response answer;
  answer.status = 200;
  answer.body = body;
  return read_search(answer);
}

core::error unreachable(const core::error& failure) {
  using core::errc;
  core::error out = failure;
  switch (failure.code) {
    case errc::tls_failed:
      out.code = errc::shop_unreachable;
      out.detail = "the certificate of the shop is not valid (" + failure.detail +
                   "): renew it, with its intermediate certificates";
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

}  // namespace boekbrug::adapters::magento_api
