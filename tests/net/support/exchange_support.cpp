#include "tests/net/support/exchange_support.hpp"

#include <ostream>
#include <stdexcept>

namespace boekbrug::net::test {

using core::errc;

std::future<outcome> ask_later(core::transport& client, core::http_request request) {
  auto promise = std::make_shared<std::promise<outcome>>();
  auto answer = promise->get_future();
  // A second call of the completion throws in set_value and ends the program: exactly once is
  // tested too.
  client.send(std::move(request),
              [promise](outcome result) { promise->set_value(std::move(result)); });
  return answer;
}

outcome ask(core::transport& client, core::http_request request) {
  auto answer = ask_later(client, std::move(request));
  if (answer.wait_for(std::chrono::seconds{20}) != std::future_status::ready) {
    return core::fail(errc::internal, "the completion did not come");
  }
  return answer.get();
}

outcome ask(core::transport& client, const std::string& url) {
  return ask(client, get_request(url));
}

core::http_request get_request(std::string url) {
  core::http_request out;
  out.url = std::move(url);
  out.deadline = std::chrono::seconds{10};
  return out;
}

core::http_request post_request(std::string url, std::string body) {
  auto out = get_request(std::move(url));
  out.method = core::http_method::post;
  out.body = std::move(body);
  return out;
}

std::unique_ptr<http_client> local_client(client_options options, connect_observer observe,
                                          resolver_override resolve) {
  options.allow_private_hosts = true;
  return http_client::create(options, std::move(observe), std::move(resolve));
}

std::unique_ptr<http_server> serve(http_server::handler handle, server_options options) {
  auto started = http_server::start(options, std::move(handle));
  if (!started) {
    throw std::runtime_error(started.error().detail);
  }
  return std::move(*started);
}

http_server::handler always(server_response answer) {
  return
      [answer](const server_request&, const http_server::responder& respond) { respond(answer); };
}

server_response text_answer(std::string body, int status) {
  server_response out;
  out.status = status;
  out.headers = {{"Content-Type", "text/plain"}};
  out.body = std::move(body);
  return out;
}

server_response redirect_answer(std::string location, int status) {
  server_response out;
  out.status = status;
  out.headers = {{"Location", std::move(location)}};
  return out;
}

std::string url_of(const http_server& server, const std::string& path) {
  return "http://127.0.0.1:" + std::to_string(server.port()) + path;
}

std::optional<errc> code_of(const outcome& result) {
  return result ? std::nullopt : std::optional(result.error().code);
}

std::string detail_of(const outcome& result) {
  return result ? std::string{} : result.error().detail;
}

}  // namespace boekbrug::net::test

void boekbrug::core::PrintTo(errc code, std::ostream* out) {
  *out << code_name(code);
}
