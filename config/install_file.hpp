#pragma once
// The file of `boekbrug install`: which shop goes to which administration, and the settings cards.

#include "config/cards_json.hpp"

#include "core/base/result.hpp"
#include "core/base/secret.hpp"

#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace boekbrug::config {

struct install_shop {
  std::string kind;  // "woocommerce"
  std::string url;   // as typed
  core::secret key;
  core::secret key_secret;  // empty when the shop has only a token
  std::map<std::string, std::string> options;
  /// The public key of an app store's handshake, instead of url, key and secret; "" = none.
  std::string app_install;
};

/// A token that never changes (personal token).
struct ledger_token {
  core::secret token;
};
/// The code of an OAuth grant, to be exchanged once.
struct ledger_grant {
  core::secret code;
  std::string redirect_uri;
};
/// Tokens of an OAuth grant that was exchanged before.
struct ledger_token_pair {
  core::secret access_token;
  core::secret refresh_token;
};

struct install_ledger {
  std::string kind;            // "moneybird"
  std::string administration;  // id or exact name; "" = the only one that the token sees
  std::variant<ledger_token, ledger_grant, ledger_token_pair> access;
};

struct install_request {
  std::string account;  // made when there is none of this name
  /// The pair is installed already: its keys, access and cards are replaced, its items stay.
  bool update = false;
  std::string name;  // of the integration, for people; "" = "shop host -> administration"
  install_shop shop;
  install_ledger ledger;
  core::card_settings cards;
  bool propose_vat_rows = true;  // M4 is "auto": see cards_input
};

/// Strict: unknown, missing and mistyped fields are problems that name their JSON path, all at
/// once, one per line (errc::invalid_input). No problem shows a secret.
core::result<install_request> parse_install(std::string_view json);
/// The same from a file; problems begin with its name.
core::result<install_request> load_install(const std::string& path);

}  // namespace boekbrug::config
