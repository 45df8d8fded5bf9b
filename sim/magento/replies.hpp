#pragma once
// Answers in Magento's form.

#include "net/http_server.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::magento {

/// What a %name in a message stands for; the value as text.
using named_parameters = std::vector<std::pair<std::string, std::string>>;

net::server_response json_reply(int status, std::string body);
net::server_response html_reply(int status, std::string_view title, std::string_view text);
/// {"message": ...}
net::server_response error_reply(int status, std::string_view message);
/// {"message": "... %name", "parameters": {"name": ...}}; a name that starts with "#" gives a bare
/// number.
net::server_response error_reply(int status, std::string_view message,
                                 const named_parameters& parameters);
/// {"message": "... %1", "parameters": [...]}
net::server_response listed_error_reply(int status, std::string_view message,
                                        const std::vector<std::string>& parameters);
net::server_response no_route();
net::server_response no_entity();
net::server_response not_authorized(std::string_view resource);

}  // namespace boekbrug::sim::magento
