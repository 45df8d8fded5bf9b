#pragma once
// Finds the handler of a request by method and path.

#include "net/http_server.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::web {

using responder = net::http_server::responder;

/// A request that found its route. The views die when the handler returns: what is needed later is
/// copied.
struct visit {
  const net::server_request& request;
  std::string_view path;           // without the query
  std::string_view query;          // behind the '?', still encoded
  std::vector<std::string> parts;  // what stood at each {} of the pattern
};

/// Must not block, and calls the responder once, at once or later, on any thread.
using handler = std::function<void(const visit&, const responder&)>;

class router {
public:
  /// `pattern` is a path; "{}" stands for one segment that is not empty: "/hook/ccv/{}/{}". A route
  /// for GET answers HEAD too.
  void add(core::http_method method, std::string_view pattern, handler handle);
  /// 404 for an unknown path, 405 with Allow for a known one with another method, 500 when the
  /// handler throws.
  void handle(const net::server_request& request, const responder& answer) const;

private:
  struct route {
    core::http_method method{};
    std::vector<std::string> segments;
    handler handle;
  };
  std::vector<route> routes_;
};

/// text/plain with the headers that all our answers have.
net::server_response plain_reply(int status, std::string text);
net::server_response html_reply(int status, std::string page);

}  // namespace boekbrug::web
