#include "sim/eboekhouden/sessions.hpp"

#include "sim/eboekhouden/world.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::size_t source_length_max = 10;

bool source_fits(std::string_view source) {
  return !source.empty() && source.size() <= source_length_max &&
         std::all_of(source.begin(), source.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '_' || c == ' ';
         });
}

/// Why an API token opens no session; status 0 when it does.
std::pair<std::string_view, int> obstacle(const world& all, const administration* books,
                                          const api_token* token, day today) {
  if (token == nullptr || token->revoked || (token->ends && today >= *token->ends)) {
    return {"API_SESSION_004", 401};
  }
  if (!token->user_active) {
    return {"SECURITY_003", 403};
  }
  if (!all.options.domain.empty() && all.options.domain != books->settings.country) {
    return {"SECURITY_011", 403};
  }
  if (!books->settings.active) {
    return {"SECURITY_004", 403};
  }
  if (books->settings.unpaid) {
    return {"SECURITY_005", 403};
  }
  return {"", 0};
}

reply open_session(world& all, const call& request) {
  const auto body = parse_exact(request.raw->body);
  if (!body || !body->is_object()) {
    return refuse(all.trace(), "DATA_01");
  }
  problems wrong;
  fields in{body->get_object(), wrong};
  const auto source = in.text("source", 10'000);
  const auto token = in.text("accessToken", 10'000);
  in.count_unknown(all.counted.unknown_members);
  if (source.empty()) {
    in.complain("API_SESSION_001", "source");
  } else if (!source_fits(source)) {
    in.complain("API_SESSION_002", "source");
  }
  if (token.empty()) {
    in.complain("API_SESSION_003", "accessToken");
  }
  if (!wrong.empty()) {
    return refuse(all.trace(), wrong);
  }
  const auto [books, owner] = all.find_token(token);
  const auto [code, status] = obstacle(all, books, owner, dutch_day(request.now));
  if (status != 0) {
    return code.starts_with("SECURITY") ? refuse_security(all.trace(), code, status)
                                        : refuse(all.trace(), code, "AccessToken", status);
  }
  ++all.counted.sessions_opened;
  const auto opened =
      all.sessions.open(token, request.now + all.options.session, !all.options.parallel_sessions);
  return answer(
      200,
      object_text{}.text("token", opened).number("expiresIn", all.options.session.count()).done());
}

}  // namespace

std::string session_office::open(const std::string& api_token, time_point until, bool alone) {
  if (alone) {
    std::erase_if(open_, [&](const auto& one) { return one.second.api_token == api_token; });
  }
  // Looks like a token, and differs from every other one.
  std::uint64_t mixed = ++opened_ * 0x9e3779b97f4a7c15U;
  std::string made = "eyJ";
  for (int i = 0; i < 12; ++i, mixed /= 26) {
    made.push_back(static_cast<char>('a' + mixed % 26));
  }
  made += std::to_string(opened_);
  open_[made] = {api_token, until};
  return made;
}

const std::string* session_office::find(std::string_view session, time_point now) const {
  const auto at = open_.find(std::string{session});
  return at == open_.end() || now >= at->second.until ? nullptr : &at->second.api_token;
}

void session_office::close(std::string_view session) {
  open_.erase(std::string{session});
}

std::size_t session_office::close_all() {
  const auto count = open_.size();
  open_.clear();
  return count;
}

std::string_view session_of(const call& request) {
  auto header = header_of(*request.raw, "Authorization");
  if (header.starts_with("Bearer ")) {
    header.remove_prefix(7);
  }
  return header;
}

reply session_endpoint(world& all, call& request) {
  if (request.is(http_method::post, 1)) {
    return open_session(all, request);
  }
  if (!request.is(http_method::del, 1)) {
    return request.path.size() > 1 ? empty(404) : wrong_method("POST, DELETE");
  }
  const auto session = session_of(request);
  if (all.sessions.find(session, request.now) == nullptr) {
    return empty(401);
  }
  all.sessions.close(session);
  return empty(204);
}

}  // namespace boekbrug::sim::eboekhouden
