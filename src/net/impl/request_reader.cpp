#include "net/impl/request_reader.hpp"

#include "net/impl/header_text.hpp"

#include <algorithm>
#include <optional>

namespace boekbrug::net {

std::string_view server_request::header(std::string_view name) const noexcept {
  for (const auto& each : headers) {
    if (impl::same_blind(each.name, name)) {
      return each.value;
    }
  }
  return {};
}

namespace impl {
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::uint32_t request_header_limit_bytes = 64U << 10U;

std::optional<core::http_method> to_method(http::verb from) {
  using enum core::http_method;
  switch (from) {
    case http::verb::get:
      return get;
    case http::verb::post:
      return post;
    case http::verb::put:
      return put;
    case http::verb::patch:
      return patch;
    case http::verb::delete_:
      return del;
    case http::verb::head:
      return head;
    default:
      return std::nullopt;
  }
}

}  // namespace

request_reader::request_reader(server_request& into, std::size_t body_limit)
    : into_{into}, body_limit_{body_limit} {
  header_limit(request_header_limit_bytes);
  basic_parser::body_limit(boost::none);
  eager(true);
}

int request_reader::refusal(const error_code& failed) const noexcept {
  if (failed == http::error::body_limit) {
    return 413;
  }
  if (failed == http::error::header_limit) {
    return 431;
  }
  return unsupported_ ? 501 : 400;
}

void request_reader::on_request_impl(verb method, text, text target, int, error_code& failed) {
  const auto known = to_method(method);
  if (!known) {
    unsupported_ = true;
    failed = http::error::bad_method;
    return;
  }
  into_.method = *known;
  into_.headers.reserve(8);
  into_.target.assign(target.data(), target.size());
}

void request_reader::on_field_impl(field name, text name_text, text value, error_code& failed) {
  header_bytes_ += name_text.size() + value.size() + 4;
  if (header_bytes_ > request_header_limit_bytes) {  // Beast's own limit holds per piece read
    failed = http::error::header_limit;
    return;
  }
  if (!in_header_) {
    return;  // trailers
  }
  if (name == field::expect) {
    expects_continue_ = same_blind({value.data(), value.size()}, "100-continue");
  }
  into_.headers.push_back(
      {std::string(name_text.data(), name_text.size()), std::string(value.data(), value.size())});
}

/// Not in on_body_init_impl: that waits for the first byte, and a client may wait for our word
/// before it.
void request_reader::on_header_impl(error_code& failed) {
  in_header_ = false;
  const auto length = content_length();
  if (!length) {
    return;
  }
  if (*length > body_limit_) {
    failed = http::error::body_limit;
    return;
  }
  into_.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 1U << 20U)));
}

std::size_t request_reader::on_body_impl(text piece, error_code& failed) {
  if (piece.size() > body_limit_ - into_.body.size()) {
    failed = http::error::body_limit;
  } else {
    into_.body.append(piece.data(), piece.size());
  }
  return piece.size();
}

std::size_t request_reader::on_chunk_body_impl(std::uint64_t, text piece, error_code& failed) {
  return on_body_impl(piece, failed);
}

}  // namespace impl
}  // namespace boekbrug::net
