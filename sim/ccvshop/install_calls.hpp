#pragma once
// What the shop would send to the URLs of an app: handshake, install and uninstall.

#include "sim/ccvshop/replies.hpp"

namespace boekbrug::sim::ccvshop {

/// `kind` is handshake, install or uninstall. Parameters: `url` and `secret` of the app, optional
/// `api_public` (the first key when absent), `return_url`, `language`. Answers {"method", "url",
/// "body", "x-hash"}; throws bad_option.
net::server_response install_call(const shop_state& shop, std::string_view kind,
                                  const query& parameters);

}  // namespace boekbrug::sim::ccvshop
