#include "net/http_server.hpp"

#include "net/impl/server_worker.hpp"
#include "net/impl/tls_context.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace boekbrug::net {
namespace {

namespace asio = boost::asio;
using impl::server_worker;
using impl::tcp;

/// Pause after a failed accept: usually there are no file descriptors left.
constexpr std::chrono::milliseconds accept_pause{20};

class server final : public http_server {
public:
  explicit server(impl::server_shared shared) : shared_{std::move(shared)} {
    const auto count = std::max(1U, shared_.options.threads);
    for (unsigned i = 0; i < count; ++i) {
      workers_.push_back(std::make_unique<server_worker>(shared_));
    }
  }

  ~server() override {
    if (acceptor_.is_open()) {
      asio::post(accept_io_, [this] {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        pause_.cancel();
      });
    }
    if (thread_.joinable()) {
      thread_.join();
    }
  }

  core::result<void> listen() {
    const auto& options = shared_.options;
    boost::system::error_code failed;
    const auto address = asio::ip::make_address(options.address, failed);
    if (failed) {
      return core::fail(core::errc::invalid_input,
                        "listen address " + options.address + ": " + failed.message());
    }
    const tcp::endpoint at{address, options.port};
    acceptor_.open(at.protocol(), failed);
    if (!failed) {
      acceptor_.set_option(asio::socket_base::reuse_address{true}, failed);
    }
    if (!failed) {
      acceptor_.bind(at, failed);
    }
    if (!failed) {
      acceptor_.listen(asio::socket_base::max_listen_connections, failed);
    }
    if (failed) {
      return core::fail(core::errc::connection_failed, "cannot listen on " + options.address +
                                                           " port " + std::to_string(options.port) +
                                                           ": " + failed.message());
    }
    port_ = acceptor_.local_endpoint(failed).port();
    asio::co_spawn(accept_io_, accept(), asio::detached);
    thread_ = std::thread{[this] { accept_io_.run(); }};
    return {};
  }

  std::uint16_t port() const noexcept override { return port_; }

private:
  impl::task<> accept() {
    for (std::size_t next = 0; acceptor_.is_open(); ++next) {
      auto& worker = *workers_[next % workers_.size()];
      impl::tcp_socket socket{worker.io()};
      const auto [failed] = co_await acceptor_.async_accept(socket, impl::as_values);
      if (!failed) {
        worker.adopt(std::move(socket));
      } else if (acceptor_.is_open()) {
        pause_.expires_after(accept_pause);
        co_await pause_.async_wait(impl::as_values);
      }
    }
  }

  impl::server_shared shared_;
  std::vector<std::unique_ptr<server_worker>> workers_;
  asio::io_context accept_io_{1};
  impl::tcp_acceptor acceptor_{accept_io_};
  impl::steady_timer pause_{accept_io_};
  std::thread thread_;
  std::uint16_t port_ = 0;
};

}  // namespace

core::result<std::unique_ptr<http_server>> http_server::start(const server_options& options,
                                                              handler handle) {
  impl::server_shared shared{options, std::move(handle), nullptr};
  if (options.certificate_file.empty() != options.private_key_file.empty()) {
    return core::fail(core::errc::invalid_input,
                      "TLS needs both a certificate and a private key file");
  }
  if (!options.certificate_file.empty()) {
    auto tls = impl::make_server_tls(options.certificate_file, options.private_key_file);
    if (!tls) {
      return tls.error();
    }
    shared.tls = std::move(*tls);
  }
  auto made = std::make_unique<server>(std::move(shared));
  if (auto listening = made->listen(); !listening) {
    return listening.error();
  }
  return std::unique_ptr<http_server>(std::move(made));
}

}  // namespace boekbrug::net
