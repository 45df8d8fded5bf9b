#pragma once
// Parses an answer straight into a core::http_response.

#include "core/http/http_message.hpp"
#include "net/impl/inflate.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <optional>
#include <string_view>

namespace boekbrug::net::impl {

inline constexpr std::uint32_t header_limit_bytes = 64U << 10U;

/// Beast's parser without its field container: headers and body go to where the caller wants them,
/// so nothing is copied twice. One reader per message.
class response_reader final : public boost::beast::http::basic_parser<false> {
public:
  response_reader(core::http_response& into, std::size_t body_limit, bool head);

  /// Why put() or put_eof() failed: body_too_large, not_http or connection_broken.
  core::error explain(const boost::system::error_code& failed) const;
  /// Seconds of idling the server promised ("Keep-Alive: timeout=5"); nothing when it did not say.
  std::optional<int> keep_alive_seconds() const noexcept { return keep_alive_seconds_; }

private:
  using verb = boost::beast::http::verb;
  using field = boost::beast::http::field;
  using text = boost::beast::string_view;
  using size = boost::optional<std::uint64_t>;

  void on_request_impl(verb, text, text, int, boost::system::error_code&) override {}
  void on_response_impl(int status, text reason, int version,
                        boost::system::error_code& failed) override;
  void on_field_impl(field name, text name_text, text value,
                     boost::system::error_code& failed) override;
  void on_header_impl(boost::system::error_code& failed) override;
  void on_body_init_impl(const size&, boost::system::error_code&) override {}
  std::size_t on_body_impl(text piece, boost::system::error_code& failed) override;
  void on_chunk_header_impl(std::uint64_t, text, boost::system::error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t left, text piece,
                                 boost::system::error_code& failed) override;
  void on_finish_impl(boost::system::error_code& failed) override;

  void refuse(core::errc code, std::string why, boost::system::error_code& failed);

  core::http_response& into_;
  std::size_t body_limit_;
  std::size_t header_bytes_ = 0;
  bool in_header_ = true;
  content_coding coding_ = content_coding::identity;
  std::optional<inflater> inflater_;
  std::optional<int> keep_alive_seconds_;
  std::optional<core::error> refusal_;
};

/// Whether bytes can be the beginning of an HTTP/1 answer.
bool may_be_http(std::string_view first_bytes) noexcept;

}  // namespace boekbrug::net::impl
