#include "adapters/ledgers/moneybird/oauth.hpp"

#include "adapters/ledgers/moneybird/errors.hpp"
#include "adapters/ledgers/moneybird/limits.hpp"

#include <initializer_list>
#include <utility>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;

// Tokens that live longer than this are taken for a mistake of units.
constexpr std::int64_t lifetime_max = 10LL * 366 * 86'400;

std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string body;
  for (const auto& [key, value] : fields) {
    body +=
        (body.empty() ? "" : "&") + core::percent_encode(key) + "=" + core::percent_encode(value);
  }
  return body;
}

// `oauth_base_url` may be written with or without the "/oauth" that its paths share.
std::string token_url(std::string_view base) {
  while (base.ends_with('/')) {
    base.remove_suffix(1);
  }
  return std::string(base) + (base.ends_with("/oauth") ? "/token" : "/oauth/token");
}

core::result<core::http_request> make_token_call(const core::ledger_connection& ledger,
                                                 std::string body) {
  if (ledger.oauth_base_url.empty()) {
    return core::fail(errc::invalid_input, "moneybird: no OAuth address configured");
  }
  core::http_request request;
  request.method = core::http_method::post;
  request.url = token_url(ledger.oauth_base_url);
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = std::move(body);
  request.local_address = ledger.local_address;
  request.trusted_host = true;
  return request;
}

// Seconds as text; nothing when absent. A fault of units or shape must not end a connection that
// works, so a strange lifetime reads as none.
std::optional<std::int64_t> seconds_of(const json_reader& reader, std::string_view key) {
  const auto text = reader.text(key);
  if (text.empty() || text.size() > 12 ||
      text.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  return std::stoll(text);
}

std::optional<core::time_point> expiry(const json_reader& reader,
                                       const core::http_response& answer) {
  const auto lifetime = seconds_of(reader, "expires_in");
  if (!lifetime || *lifetime > lifetime_max) {
    return std::nullopt;
  }
  auto from = parse_http_date(answer.header("Date"));
  if (const auto created = seconds_of(reader, "created_at")) {
    from = core::time_point{std::chrono::seconds{*created}};
  }
  return from ? std::optional{*from + std::chrono::seconds{*lifetime}} : std::nullopt;
}

}  // namespace

bool must_renew(const core::ledger_connection& ledger, core::time_point now) {
  return ledger.expires_at && !ledger.refresh_token.empty() &&
         *ledger.expires_at < now + renew_ahead;
}

core::result<core::http_request> make_renew(const core::ledger_connection& ledger) {
  if (ledger.refresh_token.empty()) {
    return core::fail(errc::ledger_refused, "moneybird: this connection has no refresh token");
  }
  return make_token_call(ledger, form({{"grant_type", "refresh_token"},
                                       {"client_id", ledger.client_id.reveal()},
                                       {"client_secret", ledger.client_secret.reveal()},
                                       {"refresh_token", ledger.refresh_token.reveal()}}));
}

core::result<core::http_request> make_grant(const core::ledger_connection& ledger,
                                            std::string_view code, std::string_view redirect_uri) {
  if (code.empty() || redirect_uri.empty()) {
    return core::fail(errc::invalid_input,
                      "moneybird: a grant needs a code and a redirect address");
  }
  return make_token_call(ledger, form({{"grant_type", "authorization_code"},
                                       {"client_id", ledger.client_id.reveal()},
                                       {"client_secret", ledger.client_secret.reveal()},
                                       {"code", code},
                                       {"redirect_uri", redirect_uri}}));
}

core::result<core::ledger_tokens> parse_tokens(const core::http_response& answer) {
  const auto parsed = accepted_json(call::tokens, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  const json_reader reader{*parsed, "$", problem};
  core::ledger_tokens tokens;
  tokens.access_token = core::secret{reader.required_text("access_token")};
  tokens.refresh_token = core::secret{reader.text("refresh_token")};
  tokens.expires_at = expiry(reader, answer);
  if (problem) {
    return unreadable(answer, problem);
  }
  return tokens;
}

}  // namespace boekbrug::adapters::moneybird_api
