#include "adapters/ledgers/eboekhouden/session.hpp"

#include "adapters/ledgers/eboekhouden/errors.hpp"
#include "adapters/ledgers/eboekhouden/requests.hpp"
#include "core/booking/text.hpp"

#include <charconv>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;

// 1-10 letters, digits, underscores and blanks; anything else looks like a wrong token.
constexpr std::string_view source_name = "Boekbrug";

std::chrono::seconds life_of(const json_reader& reader) {
  const auto text = reader.text("expiresIn");
  if (text.empty()) {
    return session_life;
  }
  std::int64_t seconds = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failure != std::errc{} || end != text.data() + text.size() || seconds <= 0 ||
      seconds > 31'536'000) {
    reader.report("expiresIn", "not a number of seconds");
    return session_life;
  }
  return std::chrono::seconds{seconds};
}

}  // namespace

bool must_renew(const core::ledger_connection& ledger, core::time_point now) {
  return ledger.access_token.empty() ||
         (ledger.expires_at && *ledger.expires_at <= now + renew_ahead);
}

core::result<core::http_request> make_session(const core::ledger_connection& ledger) {
  if (!is_usable_token(ledger.refresh_token.reveal())) {
    return core::fail(errc::ledger_refused, "eboekhouden: this connection has no usable API token");
  }
  auto request = make_open_call(ledger, core::http_method::post, "/v1/session");
  if (request) {
    request->headers.push_back({"Content-Type", "application/json"});
    request->body = json_object{}
                        .text("accessToken", ledger.refresh_token.reveal())
                        .text("source", source_name)
                        .str();
  }
  return request;
}

core::result<core::ledger_tokens> parse_session(const core::http_response& answer,
                                                core::time_point now) {
  const auto parsed = accepted_json(call::session, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  const json_reader reader{*parsed, "$", problem};
  auto token = reader.text("token");
  if (!is_usable_token(token)) {
    reader.report("token", "missing");
  }
  const auto life = life_of(reader);
  if (problem) {
    return unreadable(answer, problem);
  }
  return core::ledger_tokens{core::secret(std::move(token)), {}, now + life};
}

void take_token(core::ledger_connection& ledger, const core::secret& token) {
  // People copy tokens with the blanks around them.
  std::string_view text = token.reveal();
  const auto first = text.find_first_not_of(" \t\r\n");
  text = first == std::string_view::npos
             ? std::string_view{}
             : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  ledger.refresh_token = core::secret(std::string(text));
  ledger.access_token = {};
  ledger.expires_at.reset();
}

}  // namespace boekbrug::adapters::eboekhouden_api
