#pragma once
// Parses a request straight into a server_request.

#include "net/http_server.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <string_view>

namespace boekbrug::net::impl {

/// One reader per message.
class request_reader final : public boost::beast::http::basic_parser<true> {
public:
  request_reader(server_request& into, std::size_t body_limit);

  /// The status to refuse with after put() failed: 400, 413, 431 or 501.
  int refusal(const boost::system::error_code& failed) const noexcept;
  /// Whether the client waits for a word before it sends the body.
  bool expects_continue() const noexcept { return expects_continue_; }

private:
  using verb = boost::beast::http::verb;
  using field = boost::beast::http::field;
  using text = boost::beast::string_view;
  using size = boost::optional<std::uint64_t>;

  void on_request_impl(verb method, text, text target, int,
                       boost::system::error_code& failed) override;
  void on_response_impl(int, text, int, boost::system::error_code&) override {}
  void on_field_impl(field name, text name_text, text value,
                     boost::system::error_code& failed) override;
  void on_header_impl(boost::system::error_code& failed) override;
  void on_body_init_impl(const size&, boost::system::error_code&) override {}
  std::size_t on_body_impl(text piece, boost::system::error_code& failed) override;
  void on_chunk_header_impl(std::uint64_t, text, boost::system::error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t left, text piece,
                                 boost::system::error_code& failed) override;
  void on_finish_impl(boost::system::error_code&) override {}

  server_request& into_;
  std::size_t body_limit_;
  std::size_t header_bytes_ = 0;
  bool in_header_ = true;
  bool unsupported_ = false;  // a method that core::http_method does not have
  bool expects_continue_ = false;
};

}  // namespace boekbrug::net::impl
