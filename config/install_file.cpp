#include "config/install_file.hpp"

#include "config/detail/cards.hpp"
#include "config/detail/json_reader.hpp"
#include "config/detail/read_file.hpp"

namespace boekbrug::config {

namespace json = boost::json;
using detail::json_problems;
using detail::object_reader;

namespace {

/// The file as it came, so that a typing error in a URL is told before any call.
void check_url(object_reader& reader, std::string_view name, const std::string& url) {
  if (url.empty()) {
    return;  // told already
  }
  const bool has_scheme = url.starts_with("https://") || url.starts_with("http://");
  const auto host = has_scheme ? url.find("://") + 3 : 0;
  if (!has_scheme || url.size() == host || url.find_first_of(" \t\r\n@?#") != std::string::npos) {
    reader.problem(name,
                   "expected an address such as \"https://winkel.example\", without user name, "
                   "query or fragment");
  }
}

install_shop read_shop(const json::value& from, json_problems& problems) {
  object_reader reader{from, "shop", problems};
  install_shop shop;
  shop.kind = reader.required_text("kind");
  if (reader.has("app_install")) {
    shop.app_install = reader.required_text("app_install");
    if (!shop.kind.empty() && shop.kind != "ccvshop") {
      reader.problem("app_install", "only shops of kind ccvshop have an app store");
    }
    for (const auto* known_already : {"url", "key", "secret"}) {
      if (reader.has(known_already)) {
        reader.problem(known_already, "leave it out: app_install tells it");
      }
    }
  } else {
    shop.url = reader.required_text("url");
    check_url(reader, "url", shop.url);
    shop.key = reader.required_secret("key");
    if (auto secret = reader.text("secret")) {
      shop.key_secret = core::secret{std::move(*secret)};
    }
  }
  if (const auto* options = reader.find("options")) {
    object_reader part{*options, reader.path_of("options"), problems};
    for (const auto& member : part.object() == nullptr ? json::object{} : *part.object()) {
      const std::string name{member.key().data(), member.key().size()};
      if (auto text = part.text(name)) {
        shop.options.emplace(name, std::move(*text));
      }
    }
  }
  reader.finish();
  return shop;
}

ledger_grant read_grant(object_reader& reader) {
  ledger_grant grant;
  if (const auto* value = reader.find("oauth")) {
    object_reader part{*value, reader.path_of("oauth"), reader.problems()};
    grant.code = part.required_secret("code");
    grant.redirect_uri = part.required_text("redirect_uri");
    part.finish();
  }
  return grant;
}

install_ledger read_ledger(const json::value& from, json_problems& problems) {
  object_reader reader{from, "ledger", problems};
  install_ledger ledger;
  ledger.kind = reader.required_text("kind");
  ledger.administration = reader.text("administration").value_or("");
  const bool has_token = reader.has("token");
  const bool has_grant = reader.has("oauth");
  const bool has_access = reader.has("access_token");
  const bool has_refresh = reader.has("refresh_token");
  const int ways = (has_token ? 1 : 0) + (has_grant ? 1 : 0) + (has_access || has_refresh ? 1 : 0);
  if (ways != 1 && reader.object() != nullptr) {
    problems.add("ledger",
                 std::string{ways == 0 ? "needs" : "takes only"} +
                     " one of: token; oauth {code, redirect_uri}; access_token with refresh_token");
  }
  if (has_token) {
    ledger.access = ledger_token{reader.required_secret("token")};
  } else if (has_grant) {
    ledger.access = read_grant(reader);
  } else if (has_access || has_refresh) {
    auto access = reader.required_secret("access_token");
    auto refresh = reader.required_secret("refresh_token");
    ledger.access = ledger_token_pair{std::move(access), std::move(refresh)};
  }
  reader.finish();
  return ledger;
}

}  // namespace

core::result<install_request> parse_install(std::string_view text) {
  const auto parsed = detail::parse_json(text);
  if (!parsed) {
    return parsed.error();
  }
  json_problems problems;
  object_reader reader{*parsed, "", problems};
  install_request request;
  request.account = reader.required_text("account");
  request.name = reader.text("name").value_or("");
  request.update = reader.flag("update").value_or(false);
  if (const auto* shop = reader.require("shop")) {
    request.shop = read_shop(*shop, problems);
  }
  if (const auto* ledger = reader.require("ledger")) {
    request.ledger = read_ledger(*ledger, problems);
  }
  if (const auto* cards = reader.find("cards")) {
    auto input = detail::read_cards(*cards, "cards", problems);
    request.cards = std::move(input.cards);
    request.propose_vat_rows = input.propose_vat_rows;
  }
  reader.finish();
  if (!problems.empty()) {
    return problems.take();
  }
  return request;
}

core::result<install_request> load_install(const std::string& path) {
  const auto text = detail::read_file(path);
  if (!text) {
    return text.error();
  }
  auto request = parse_install(*text);
  if (request) {
    return request;
  }
  // Each line of the detail is a problem of its own.
  std::string detail = path + ": ";
  for (const char letter : request.error().detail) {
    detail += letter;
    if (letter == '\n') {
      detail += path + ": ";
    }
  }
  return core::fail(core::errc::invalid_input, std::move(detail));
}

}  // namespace boekbrug::config
