#include "adapters/shops/mijnwebwinkel/answers.hpp"

#include "adapters/shops/mijnwebwinkel/dutch_time.hpp"
#include "adapters/shops/mijnwebwinkel/text.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

using core::errc;

constexpr std::string_view reconnect =
    ". The token is wrong, expired or switched off, or was made for another partner: make a new "
    "one in Mijnwebwinkel (Instellingen > Add-ons & Modules), choose partner Boekbrug there, and "
    "connect again. The shop needs package PREMIUM or higher";

struct said {
  std::string code;
  std::string text;
};

// The older resources say code, message, description; the newer ones type, title, detail, status.
said what_it_says(const json::value* value) {
  said out;
  const members body{value};
  for (const auto key : {"code", "status"}) {
    out.code = out.code.empty() ? body.plain(key, 40) : out.code;
  }
  for (const auto key : {"title", "message", "detail", "description"}) {
    const auto part = body.plain(key, 200);
    if (!part.empty() && out.text.find(part) == std::string::npos) {
      out.text += (out.text.empty() ? "" : ": ") + part;
    }
  }
  return out;
}

bool is_page(const core::http_response& answer) {
  const auto body = trim(answer.body);
  return !body.empty() && body.front() == '<';
}

std::string told(const core::http_response& answer, const said& words) {
  std::string text = "HTTP " + std::to_string(answer.status);
  if (is_page(answer)) {
    const auto title = page_title(answer.body);
    return text + " with a web page instead of data" + (title.empty() ? "" : " ('" + title + "')");
  }
  if (!words.code.empty() && words.code != std::to_string(answer.status)) {
    text += " (code " + words.code + ")";
  }
  return text + (words.text.empty() ? "" : " " + words.text);
}

std::optional<std::chrono::seconds> wait_asked(const core::http_response& answer) {
  constexpr std::chrono::seconds longest = std::chrono::hours{24};
  const auto text = trim(answer.header("Retry-After"));
  if (const auto seconds = read_count(text)) {
    return std::chrono::seconds{std::min<std::int64_t>(*seconds, longest.count())};
  }
  const auto until = parse_http_date(text);
  const auto now = parse_http_date(answer.header("Date"));
  if (until && now && *until >= *now) {
    return std::min(longest, std::chrono::duration_cast<std::chrono::seconds>(*until - *now));
  }
  if (answer.status == 429) {
    return std::chrono::seconds{60};  // the limits are unpublished
  }
  return std::nullopt;
}

// The API is part of package PREMIUM: a refusal that says so.
bool is_about_plan(const said& words) {
  constexpr std::array<std::string_view, 6> plan{"premium", "abonnement",   "upgrade",
                                                 "pakket",  "subscription", "package"};
  const auto small = lower(words.text);
  return std::any_of(plan.begin(), plan.end(), [&small](std::string_view word) {
    return small.find(word) != std::string::npos;
  });
}

core::error from_status(int status, bool order, const said& words, const std::string& what) {
  switch (status) {
    case 401:
    case 403:
      return is_about_plan(words) ? core::fail(errc::shop_plan, what)
                                  : core::fail(errc::shop_refused, what + std::string(reconnect));
    case 402:
      return core::fail(errc::shop_plan, what);
    case 404:
    case 410:
      return order ? core::fail(errc::order_gone, what)
                   : core::fail(errc::shop_answer_unreadable,
                                what + ". The API was not found at this address");
    case 400:
    case 422:
      return core::fail(errc::invalid_input, what);
    default:
      break;
  }
  if (status >= 300 && status < 400) {
    return core::fail(errc::shop_unreachable,
                      what + ". The API sends us to another address; tokens do not go there");
  }
  return core::fail(errc::shop_unreachable, what);
}

}  // namespace

std::string without_tokens(const core::shop_connection& shop, std::string text) {
  const auto hide = [&text](const std::string& token) {
    for (const auto& form : {token, core::percent_encode(token)}) {
      if (form.size() < 4) {
        continue;  // would only tear the text apart; tokens are long
      }
      for (auto at = text.find(form); at != std::string::npos; at = text.find(form, at + 3)) {
        text.replace(at, form.size(), "***");
      }
    }
  };
  hide(shop.key.reveal());
  hide(std::string(option_of(shop, option::partner_token)));
  return text;
}

core::error refusal(const core::shop_connection& shop, const core::http_response& answer,
                    bool order) {
  const auto body = parse_json(answer.body);
  const said words = what_it_says(body ? &*body : nullptr);
  int status = answer.status;
  if (status >= 200 && status < 300) {
    // An error sent with 200; its code decides when it is one of HTTP.
    status = static_cast<int>(std::min<std::int64_t>(read_count(words.code).value_or(0), 999));
  }
  const auto what = told(answer, words);
  auto failure = status >= 300 && status <= 599
                     ? from_status(status, order, words, what)
                     : core::fail(errc::shop_answer_unreadable, what + ": not the data asked for");
  failure.retry_after = wait_asked(answer);
  failure.detail = without_tokens(shop, std::move(failure.detail));
  return failure;
}

core::result<json::value> read_json(const core::shop_connection& shop,
                                    const core::http_response& answer, bool order) {
  if (answer.status < 200 || answer.status > 299) {
    return refusal(shop, answer, order);
  }
  auto value = parse_json(answer.body);
  if (!value) {
    return refusal(shop, answer, order);
  }
  const members body{&*value};
  const bool complains = body.present() && ((body.has("code") && body.has("message")) ||
                                            (body.has("title") && body.has("detail")));
  if (complains || (!value->is_object() && !value->is_array())) {
    return refusal(shop, answer, order);
  }
  return std::move(*value);
}

core::result<json::array> read_list(const core::shop_connection& shop,
                                    const core::http_response& answer, std::string_view key) {
  auto value = read_json(shop, answer);
  if (!value) {
    return value.error();
  }
  auto* list = value->if_array();
  if (list == nullptr && !key.empty()) {
    auto* const inner = value->get_object().if_contains({key.data(), key.size()});
    list = inner == nullptr ? nullptr : inner->if_array();
  }
  if (list == nullptr) {
    return refusal(shop, answer);
  }
  if (list->size() > rows_max) {
    return core::fail(errc::shop_answer_unreadable, "more rows than were asked for");
  }
  return std::move(*list);
}

core::error unreachable(const core::shop_connection& shop, const core::error& failure) {
  core::error out = failure;
  switch (failure.code) {
    case errc::tls_failed:
    case errc::address_forbidden:
    case errc::timed_out:
    case errc::connection_failed:
    case errc::connection_broken:
      out.code = errc::shop_unreachable;
      break;
    case errc::body_too_large:
    case errc::not_http:
      out.code = errc::shop_answer_unreadable;
      break;
    default:
      break;
  }
  if (out.code != failure.code) {
    out.detail = std::string(core::code_name(failure.code)) + ": " + failure.detail;
  }
  out.detail = without_tokens(shop, std::move(out.detail));
  return out;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
