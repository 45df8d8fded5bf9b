#pragma once
// OAuth 2 of Moneybird: authorize, token, revoke; and the personal tokens of the options.

#include "sim/moneybird/http.hpp"
#include "sim/moneybird/options.hpp"

#include <memory>
#include <unordered_map>

namespace boekbrug::sim::moneybird {

struct grant {
  std::vector<std::string> administrations;
  scope_list scopes;
  std::optional<time_point> expires_at;
  bool allows(std::string_view scope) const;
  bool covers(std::string_view administration) const;
};

class token_office {
public:
  explicit token_office(const moneybird_options& options);
  /// The grant behind an access token; nullptr when unknown, revoked or expired.
  const grant* find(std::string_view token, time_point now) const;
  reply handle(const call& request);
  /// Ends the access or refresh token and what was given with it. False when unknown.
  bool revoke(const std::string& token);
  /// An access token of that administration expires at once; its refresh token stays good.
  bool expire(const std::string& token, time_point now);
  std::uint64_t tokens_given() const { return serial_; }

private:
  struct code {
    grant given;
    std::string redirect_uri;
    time_point expires_at;
    bool used = false;
  };
  struct refresh {
    grant given;
    std::string access_token;
  };
  reply authorize(const call& request);
  reply page(const call& request, const text_pairs& fields) const;
  reply redirect_with_code(const text_pairs& fields, std::string_view administration,
                           time_point now);
  reply token(const call& request);
  reply exchange_code(const text_pairs& form, time_point now);
  reply exchange_refresh(const text_pairs& form, time_point now);
  json::object issue(const grant& given, time_point now, std::string& access_token);
  std::string make_token(std::string_view kind);
  bool client_is_known(const text_pairs& form) const;

  const moneybird_options& options_;
  std::unordered_map<std::string, grant> access_;
  std::unordered_map<std::string, refresh> refresh_;
  std::unordered_map<std::string, code> codes_;
  std::uint64_t serial_ = 0;
};

}  // namespace boekbrug::sim::moneybird
