#pragma once
// A web site that the probe can talk to: WordPress with WooCommerce, in the moods that hosts have.

#include "adapters/shops/woocommerce/signing.hpp"
#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "support.hpp"

#include <set>

namespace boekbrug::test {

class site {
public:
  std::string home = "https://winkel.example";
  std::string link;     // Link header of the home page
  bool pretty = true;   // permalinks
  bool routes = true;   // whether the index of wc/v3 can be read
  bool manager = true;  // whether the key may read settings
  bool fails_after_login = false;
  bool html_everywhere = false;
  bool woocommerce_on = true;
  int index_status = 200;
  std::string version = "10.0.2";
  std::string zone = "Europe/Amsterdam";
  int offset = 1;
  std::set<std::string> takes{"basic", "query", "oauth1"};  // ways of logging in that arrive
  std::string good_key = "ck_0000000000000000000000000000000000000001";
  std::string good_secret = "cs_0000000000000000000000000000000000000002";
  std::vector<core::http_request> requests;

  core::result<core::http_response> serve(const core::http_request& request);

private:
  core::http_response rest(const core::http_request& request, const std::string& route);
  core::http_response data(const std::string& route) const;
  std::optional<core::http_response> refused(const core::http_request& request) const;
};

core::result<core::probe_state> converse(site& remote, const std::string& typed);

}  // namespace boekbrug::test
