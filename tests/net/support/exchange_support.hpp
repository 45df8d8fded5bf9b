#pragma once
// Asking and waiting, for tests.

#include "net/http_client.hpp"
#include "net/http_server.hpp"

#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace boekbrug::net::test {

using outcome = core::result<core::http_response>;

/// Sends and waits; errc::internal when the completion does not come in time.
outcome ask(core::transport& client, core::http_request request);
outcome ask(core::transport& client, const std::string& url);

/// Sends without waiting.
std::future<outcome> ask_later(core::transport& client, core::http_request request);

core::http_request get_request(std::string url);
core::http_request post_request(std::string url, std::string body);

/// A client that may reach the loopback.
std::unique_ptr<http_client> local_client(client_options options = {},
                                          connect_observer observe = {},
                                          resolver_override resolve = {});

/// Starts a server on a free port of the loopback; throws when it cannot.
std::unique_ptr<http_server> serve(http_server::handler handle, server_options options = {});
/// Answers every request with this.
http_server::handler always(server_response answer);
server_response text_answer(std::string body, int status = 200);
server_response redirect_answer(std::string location, int status = 302);

std::string url_of(const http_server& server, const std::string& path = "/");
/// The code of an error, or nothing when there is a value.
std::optional<core::errc> code_of(const outcome& result);
std::string detail_of(const outcome& result);

/// A list that several threads add to.
template <class T>
class collected {
public:
  void add(T value) {
    const std::lock_guard lock{mutex_};
    values_.push_back(std::move(value));
  }
  std::vector<T> all() const {
    const std::lock_guard lock{mutex_};
    return values_;
  }

private:
  mutable std::mutex mutex_;
  std::vector<T> values_;
};

}  // namespace boekbrug::net::test

namespace boekbrug::core {
/// For readable failures of GoogleTest.
void PrintTo(errc code, std::ostream* out);
}  // namespace boekbrug::core
