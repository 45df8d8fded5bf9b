#pragma once
// One request with its answer: redirects, connecting, writing and reading under one deadline.

#include "core/http/http_message.hpp"
#include "net/impl/client_worker.hpp"
#include "net/impl/url.hpp"

#include <memory>
#include <optional>
#include <string>

namespace boekbrug::net::impl {

class exchange final : public deadline_entry, public exchange_hook {
public:
  exchange(client_worker& worker, core::http_request request, core::transport::completion done);

  /// Calls the completion exactly once.
  task<> run();
  /// Ends what is under way; the answer becomes `why` unless it is complete already.
  void interrupt(core::errc why);
  void on_deadline() override { interrupt(core::errc::timed_out); }

private:
  using outcome = core::result<core::http_response>;
  using problem = std::optional<core::error>;

  task<outcome> follow();
  task<outcome> one_hop(const url& to, bool trusted);
  task<problem> carry(connection& over, const url& to, core::http_response& answer);
  task<problem> read_answer(connection& over, core::http_response& answer);
  task<core::result<std::unique_ptr<connection>>> open(const url& to, bool trusted);
  task<resolved> look_up(const std::string& host);
  task<problem> connect(connection& over, const tcp::endpoint& to,
                        const std::optional<asio::ip::address>& from, std::size_t addresses_left);
  task<problem> handshake(connection& over, const url& to);

  core::error fail(core::errc code, const std::string& why) const;
  core::error stopped() const;
  std::string pool_key(const url& to, bool trusted) const;
  bool is_repeatable() const noexcept;

  client_worker& worker_;
  core::http_request request_;
  core::transport::completion done_;
  std::string address_;  // of the present hop
  std::optional<core::errc> stop_;
  connection* current_ = nullptr;    // closed by interrupt()
  steady_timer* waiting_ = nullptr;  // woken by interrupt()
  bool sent_ = false;                // a byte of the request may have left
  bool answered_ = false;            // a byte came back on this connection
  bool reusable_ = false;            // the connection may carry another exchange
};

}  // namespace boekbrug::net::impl
