#pragma once
// A site to be probed: answers by path, and a login that can be as difficult as in real life.

#include "support.hpp"

#include <functional>

namespace boekbrug::test {

class probe_site {
public:
  probe_site();
  std::map<std::string, core::http_response> answers;  // by path
  bool accepts_bearer = true;
  bool knows_sha256 = true;
  std::string seen_origin = "https://winkel.example";  // what Magento believes
  std::vector<std::string> calls;                      // "GET path" in order
  std::string home_url;                                // where the home page's redirect ended

  core::result<core::http_response> serve(const core::http_request& request);

private:
  std::optional<core::http_response> refuse(const core::http_request& request) const;
};

core::shop_connection typed_shop(std::string_view address = "winkel.example");
core::shop_connection typed_shop_with_secrets(std::string_view address = "winkel.example");

/// The whole conversation.
core::result<core::probe_state> probe(probe_site& site, core::shop_connection typed);

}  // namespace boekbrug::test
