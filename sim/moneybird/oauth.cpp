#include "sim/moneybird/oauth.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

reply oauth_error(int status, std::string_view code, std::string_view text) {
  return answer(status, json::object{{"error", code}, {"error_description", text}});
}

reply redirect(std::string to, const text_pairs& added) {
  for (const auto& [name, value] : added) {
    if (value.empty()) {
      continue;
    }
    to += to.find('?') == std::string::npos ? '?' : '&';
    to += name + "=" + percent_encoded(value);
  }
  reply out;
  out.status = 302;
  out.headers.push_back({"Location", std::move(to)});
  return out;
}

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

reply html(int status, const std::string& body) {
  reply out;
  out.status = status;
  out.headers.push_back({"Content-Type", "text/html; charset=utf-8"});
  out.body =
      "<!doctype html><html lang=\"nl\"><meta charset=\"utf-8\"><title>Moneybird (simulator)"
      "</title><body>" +
      body + "</body></html>";
  return out;
}

scope_list scopes_of(std::string_view text) {
  scope_list out;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (c != ' ') {
      word.push_back(c);
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  if (out.empty()) {
    out.emplace_back("sales_invoices");  // the default when none is asked
  }
  return out;
}

std::string joined(const scope_list& scopes) {
  std::string out;
  for (const auto& scope : scopes) {
    out += (out.empty() ? "" : " ") + scope;
  }
  return out;
}

}  // namespace

bool grant::allows(std::string_view scope) const {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

bool grant::covers(std::string_view administration) const {
  return std::find(administrations.begin(), administrations.end(), administration) !=
         administrations.end();
}

token_office::token_office(const moneybird_options& options) : options_{options} {
  for (const auto& administration : options.administrations) {
    for (const auto& personal : administration.tokens) {
      auto& given = access_[personal.token];
      given.administrations.push_back(administration.id);
      given.scopes = personal.scopes;
    }
  }
}

const grant* token_office::find(std::string_view token, time_point now) const {
  const auto at = access_.find(std::string(token));
  if (at == access_.end() || (at->second.expires_at && *at->second.expires_at <= now)) {
    return nullptr;
  }
  return &at->second;
}

bool token_office::revoke(const std::string& token) {
  if (const auto at = refresh_.find(token); at != refresh_.end()) {
    access_.erase(at->second.access_token);
    refresh_.erase(at);
    return true;
  }
  std::erase_if(refresh_, [&](const auto& entry) { return entry.second.access_token == token; });
  return access_.erase(token) > 0;
}

bool token_office::expire(const std::string& token, time_point now) {
  const auto at = access_.find(token);
  if (at == access_.end()) {
    return false;
  }
  at->second.expires_at = now;
  return true;
}

reply token_office::handle(const call& request) {
  const auto& what = request.path.size() == 2 ? request.path[1] : request.path.front();
  if (what == "authorize" &&
      (request.method == http_method::get || request.method == http_method::post)) {
    return authorize(request);
  }
  if (what == "token" && request.method == http_method::post) {
    return token(request);
  }
  if (what == "revoke" && request.method == http_method::post) {
    const auto form = parse_form(request.raw->body);
    if (!client_is_known(form)) {
      return oauth_error(401, "invalid_client", "Client authentication failed.");
    }
    revoke(std::string(find_in(form, "token")));
    return answer(200, json::object{});
  }
  return html(404, "<h1>404</h1>");
}

reply token_office::authorize(const call& request) {
  const bool pressed = request.method == http_method::post;
  const auto fields = pressed ? parse_form(request.raw->body) : request.query;
  const std::string uri{find_in(fields, "redirect_uri")};
  const bool uri_known = options_.redirect_uris.empty() ||
                         std::find(options_.redirect_uris.begin(), options_.redirect_uris.end(),
                                   uri) != options_.redirect_uris.end();
  if (find_in(fields, "client_id") != options_.client_id || uri.empty() || !uri_known) {
    return html(401, "<h1>Er is een fout opgetreden</h1><p>Client of redirect_uri onbekend.</p>");
  }
  const std::string state{find_in(fields, "state")};
  if (find_in(fields, "response_type") != "code") {
    return redirect(uri, {{"error", "unsupported_response_type"}, {"state", state}});
  }
  for (const auto& scope : scopes_of(find_in(fields, "scope"))) {
    if (std::find(all_scopes().begin(), all_scopes().end(), scope) == all_scopes().end()) {
      return redirect(uri, {{"error", "invalid_scope"}, {"state", state}});
    }
  }
  const bool refused =
      pressed ? find_in(fields, "decision") == "deny" : options_.authorize == authorize_mode::deny;
  if (refused) {
    return redirect(uri, {{"error", "access_denied"}, {"state", state}});
  }
  if (!pressed && options_.authorize == authorize_mode::page) {
    return page(request, fields);
  }
  return redirect_with_code(fields, find_in(fields, "administration_id"), request.now);
}

reply token_office::page(const call&, const text_pairs& fields) const {
  std::string hidden;
  for (const auto& [name, value] : fields) {
    if (name != "administration_id" && name != "decision") {
      hidden += "<input type=\"hidden\" name=\"" + html_escaped(name) + "\" value=\"" +
                html_escaped(value) + "\">";
    }
  }
  std::string choices;
  for (const auto& administration : options_.administrations) {
    if (administration.offered_by_oauth) {
      choices += "<option value=\"" + administration.id + "\">" +
                 html_escaped(administration.name) + "</option>";
    }
  }
  return html(200,
              "<h1>Toegang tot uw administratie</h1><form method=\"post\" "
              "action=\"/oauth/authorize\">" +
                  hidden + "<select name=\"administration_id\">" + choices +
                  "</select><button name=\"decision\" value=\"allow\">Toestaan</button>"
                  "<button name=\"decision\" value=\"deny\">Weigeren</button></form>");
}

reply token_office::redirect_with_code(const text_pairs& fields, std::string_view administration,
                                       time_point now) {
  code made;
  for (const auto& known : options_.administrations) {
    const bool picked =
        administration.empty() ? made.given.administrations.empty() : known.id == administration;
    if (known.offered_by_oauth && (options_.token_covers_all || picked)) {
      made.given.administrations.push_back(known.id);
    }
  }
  if (made.given.administrations.empty()) {
    return html(404, "<h1>Administratie niet gevonden</h1>");
  }
  made.given.scopes = scopes_of(find_in(fields, "scope"));
  made.redirect_uri = find_in(fields, "redirect_uri");
  made.expires_at = now + options_.code_lifetime;
  const auto text = make_token("code");
  const auto uri = made.redirect_uri;
  codes_[text] = std::move(made);
  return redirect(uri, {{"code", text}, {"state", std::string(find_in(fields, "state"))}});
}

bool token_office::client_is_known(const text_pairs& form) const {
  return find_in(form, "client_id") == options_.client_id &&
         find_in(form, "client_secret") == options_.client_secret;
}

reply token_office::token(const call& request) {
  if (!header_of(*request.raw, "Content-Type").starts_with("application/x-www-form-urlencoded")) {
    return oauth_error(400, "invalid_request", "The request must be form encoded.");
  }
  const auto form = parse_form(request.raw->body);
  const auto kind = find_in(form, "grant_type");
  if (kind.empty()) {
    return oauth_error(400, "invalid_request", "Missing required parameter: grant_type.");
  }
  if (!client_is_known(form)) {
    return oauth_error(401, "invalid_client", "Client authentication failed.");
  }
  if (kind == "authorization_code") {
    return exchange_code(form, request.now);
  }
  if (kind == "refresh_token") {
    return exchange_refresh(form, request.now);
  }
  return oauth_error(400, "unsupported_grant_type", "The grant type is not supported.");
}

reply token_office::exchange_code(const text_pairs& form, time_point now) {
  const auto at = codes_.find(std::string(find_in(form, "code")));
  if (at == codes_.end() || at->second.used || at->second.expires_at <= now ||
      at->second.redirect_uri != find_in(form, "redirect_uri")) {
    return oauth_error(400, "invalid_grant",
                       "The provided authorization grant is invalid, expired, revoked, or does not "
                       "match the redirection URI used in the authorization request.");
  }
  at->second.used = true;
  std::string access_token;
  auto body = issue(at->second.given, now, access_token);
  const auto refresh_token = make_token("refresh");
  refresh_[refresh_token] = {at->second.given, access_token};
  body["refresh_token"] = refresh_token;
  return answer(200, body);
}

reply token_office::exchange_refresh(const text_pairs& form, time_point now) {
  const auto at = refresh_.find(std::string(find_in(form, "refresh_token")));
  if (at == refresh_.end()) {
    return oauth_error(400, "invalid_grant", "The refresh token is invalid or was revoked.");
  }
  const auto given = at->second.given;
  std::string access_token;
  auto body = issue(given, now, access_token);
  access_.erase(at->second.access_token);
  if (options_.rotate_refresh_tokens) {
    refresh_.erase(at);
    const auto next = make_token("refresh");
    refresh_[next] = {given, access_token};
    body["refresh_token"] = next;
  } else {
    at->second.access_token = access_token;  // left out of the answer: keep the old one
  }
  return answer(200, body);
}

json::object token_office::issue(const grant& given, time_point now, std::string& access_token) {
  access_token = make_token("access");
  auto held = given;
  if (options_.tokens_expire) {
    held.expires_at = now + *options_.tokens_expire;
  }
  access_[access_token] = std::move(held);
  const auto created = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  json::object body{{"access_token", access_token},
                    {"token_type", "bearer"},
                    {"scope", joined(given.scopes)},
                    {"created_at", created}};
  if (options_.tokens_expire) {
    body["expires_in"] = options_.tokens_expire->count();
  }
  return body;
}

std::string token_office::make_token(std::string_view kind) {
  // Guessable on purpose: runs repeat, and nothing here guards real books.
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : std::string(kind) + std::to_string(++serial_)) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "sim-" + std::string(kind) + "-" + std::to_string(serial_) + "-";
  for (int i = 0; i < 16; ++i) {
    out.push_back(digits[hash & 15U]);
    hash >>= 4U;
  }
  return out;
}

}  // namespace boekbrug::sim::moneybird
