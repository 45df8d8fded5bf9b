#include "adapters/shops/woocommerce/errors.hpp"

#include "adapters/shops/woocommerce/headers.hpp"
#include "adapters/shops/woocommerce/text.hpp"
#include "adapters/shops/woocommerce/types.hpp"

#include <algorithm>

namespace boekbrug::adapters::woocommerce_api {

namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

std::string_view without_bom(std::string_view body) {
  body = trim(body);
  while (body.substr(0, bom.size()) == bom) {
    body = trim(body.substr(bom.size()));
  }
  return body;
}

std::optional<json::value> parse_whole(std::string_view text) {
  json::parse_options options;
  options.max_depth = 100;  // plugin data in meta_data nests deeper than the default of 32
  boost::system::error_code code;
  auto value = json::parse({text.data(), text.size()}, code, {}, options);
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

std::string status_text(const core::http_response& answer) {
  return "HTTP " + std::to_string(answer.status);
}

std::string page_text(const core::http_response& answer) {
  const std::string title = page_title(answer.body);
  return status_text(answer) + " with a web page instead of data" +
         (title.empty() ? "" : " ('" + title + "')");
}

std::string told(const core::http_response& answer, const std::optional<api_error>& said) {
  if (said) {
    return status_text(answer) + ' ' + said->code + ": " + said->message;
  }
  return is_page(answer) ? page_text(answer) : status_text(answer);
}

core::error make(core::errc code, const core::http_response& answer, std::string detail) {
  auto failure = core::fail(code, std::move(detail));
  failure.retry_after = wait_asked(answer);
  return failure;
}

bool mentions(const api_error& said, std::string_view parameter) {
  return std::find(said.parameters.begin(), said.parameters.end(), parameter) !=
         said.parameters.end();
}

core::error bad_request(const core::http_response& answer, const std::optional<api_error>& said) {
  const std::string what = told(answer, said);
  // Unknown parameters are ignored by old shops; an unknown way of sorting is not.
  if (said && said->code == "rest_invalid_param" && mentions(*said, "orderby")) {
    return make(core::errc::shop_api_missing, answer,
                what + ". This WooCommerce is too old; update it");
  }
  if (said) {
    return make(core::errc::invalid_input, answer, what);
  }
  return make(core::errc::shop_answer_unreadable, answer, what);
}

core::error unauthorised(const core::http_response& answer, const std::optional<api_error>& said) {
  std::string hint = ". The site asks for a login of its own; switch that off for /wp-json";
  if (said && said->code == "woocommerce_rest_authentication_error") {
    hint = ". Check the API key and secret, and that the key may read";
  } else if (said) {
    hint = ". Check the API key, and that its user is shop manager or administrator";
  }
  return make(core::errc::shop_refused, answer, told(answer, said) + hint);
}

core::error forbidden(const core::http_response& answer, const std::optional<api_error>& said) {
  if (said) {
    const bool rights = said->code.rfind("woocommerce_rest_cannot", 0) == 0;
    return make(core::errc::shop_refused, answer,
                told(answer, said) +
                    (rights ? ". The key's user may not read this; make the key for a shop manager"
                            : ". A security plugin blocks the REST API; allow it for Boekbrug"));
  }
  return make(core::errc::shop_unreachable, answer,
              told(answer, said) +
                  ". A firewall or security plugin stops us; allow our address and User-Agent");
}

core::error not_found(const core::http_response& answer, const std::optional<api_error>& said) {
  const std::string what = told(answer, said);
  if (said && said->code.find("invalid_id") != std::string::npos) {
    return make(core::errc::order_gone, answer, what);
  }
  if (said && said->code.find("invalid_order_id") != std::string::npos) {
    return make(core::errc::order_gone, answer, what);
  }
  if (said) {
    return make(core::errc::shop_api_missing, answer,
                what + ". Check that WooCommerce is switched on and up to date");
  }
  return make(core::errc::shop_api_missing, answer,
              what + ". Check the address of the shop and that permalinks are not set to plain");
}

}  // namespace

std::optional<api_error> find_api_error(const core::http_response& answer) {
  if (answer.body.size() > (1U << 20U)) {
    return std::nullopt;
  }
  const auto value = parse_tolerant(answer.body);
  if (!value || !value->is_object()) {
    return std::nullopt;
  }
  fault ignored;
  const fields body{value->get_object(), "", ignored};
  const auto* const code = body.find("code");
  if (code == nullptr || !code->is_string() || code->get_string().empty()) {
    return std::nullopt;
  }
  api_error said{
      plain_text(view(code->get_string()), 80), plain_text(body.loose_text("message"), 300), {}};
  // `data` can also be a bare number or null.
  const auto* const data = body.find("data");
  if (data != nullptr && data->is_object()) {
    const auto* const params = data->get_object().if_contains("params");
    if (params != nullptr && params->is_object()) {
      for (const auto& one : params->get_object()) {
        said.parameters.emplace_back(one.key().data(), one.key().size());
      }
    }
  }
  return said;
}

bool is_page(const core::http_response& answer) {
  const auto body = without_bom(answer.body);
  if (body.empty()) {
    return false;
  }
  const bool html = starts_with_blind(trim(answer.header("Content-Type")), "text/html");
  return body.front() == '<' || (html && body.front() != '[' && body.front() != '{');
}

core::error refusal(const core::http_response& answer) {
  const auto said = find_api_error(answer);
  switch (answer.status) {
    case 400:
      return bad_request(answer, said);
    case 401:
      return unauthorised(answer, said);
    case 403:
      return forbidden(answer, said);
    case 404:
    case 410:
      return not_found(answer, said);
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return make(core::errc::shop_refused, answer,
                  status_text(answer) + ": the shop moved to " +
                      core::redacted(plain_text(answer.header("Location"), 200)) +
                      ". Connect it again there");
    case 406:
    case 501:
      return make(core::errc::shop_unreachable, answer,
                  told(answer, said) +
                      ". The host's filter (ModSecurity) refuses our requests; ask the host");
    default:
      return make(core::errc::shop_unreachable, answer, told(answer, said));
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
    return make(
        core::errc::shop_answer_unreadable, answer,
        page_text(answer) +
            ". A login, maintenance or captcha page stands before the shop; allow Boekbrug");
  }
  const bool empty = without_bom(answer.body).empty();
  return make(core::errc::shop_answer_unreadable, answer,
              status_text(answer) + (empty ? " with an empty body" : ": not whole JSON") +
                  ". Ask the host for the PHP error log");
}

core::result<json::value> read_list(const core::http_response& answer) {
  auto value = read_json(answer);
  if (!value) {
    return value.error();
  }
  if (!value->is_array()) {
    const auto said = find_api_error(answer);
    return make(core::errc::shop_answer_unreadable, answer,
                said ? told(answer, said) : status_text(answer) + ": not a list");
  }
  if (value->get_array().size() > rows_max) {
    return make(core::errc::shop_answer_unreadable, answer, "more rows than were asked for");
  }
  return value;
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

}  // namespace boekbrug::adapters::woocommerce_api
