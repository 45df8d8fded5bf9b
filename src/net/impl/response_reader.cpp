#include "net/impl/response_reader.hpp"

#include "net/impl/header_text.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::net::impl {
namespace http = boost::beast::http;
using boost::system::error_code;
using core::errc;

namespace {

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

std::optional<int> read_timeout(std::string_view value) {
  const auto at = value.find("timeout=");
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  int seconds = 0;
  const auto digits = value.substr(at + 8);
  const auto [stop, status] =
      std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  return status == std::errc{} && seconds >= 0 ? std::optional(seconds) : std::nullopt;
}

}  // namespace

response_reader::response_reader(core::http_response& into, std::size_t body_limit, bool head)
    : into_{into}, body_limit_{body_limit} {
  header_limit(header_limit_bytes);
  basic_parser::body_limit(boost::none);  // ours counts after decompression
  eager(true);
  skip(head);
}

core::error response_reader::explain(const error_code& failed) const {
  if (refusal_) {
    return *refusal_;
  }
  if (failed == http::error::partial_message || failed == http::error::end_of_stream) {
    return core::fail(errc::connection_broken, "the connection ended within the answer");
  }
  if (failed == http::error::header_limit) {
    return core::fail(errc::not_http, "the headers of the answer exceed 64 KiB");
  }
  return core::fail(errc::not_http, "the answer is not HTTP: " + failed.message());
}

void response_reader::refuse(errc code, std::string why, error_code& failed) {
  refusal_ = core::fail(code, std::move(why));
  failed = http::error::body_limit;
}

void response_reader::on_response_impl(int status, text, int, error_code&) {
  into_.status = status;
  into_.headers.clear();
  into_.headers.reserve(8);
}

void response_reader::on_field_impl(field name, text name_text, text value, error_code& failed) {
  header_bytes_ += name_text.size() + value.size() + 4;
  // Beast's own limit holds per piece read, so a server that trickles headers would never end.
  if (header_bytes_ > header_limit_bytes) {
    failed = http::error::header_limit;
    return;
  }
  if (!in_header_) {
    return;  // trailers
  }
  if (name == field::content_encoding) {
    coding_ =
        coding_ == content_coding::identity ? parse_coding(view(value)) : content_coding::unknown;
  } else if (name == field::keep_alive) {
    keep_alive_seconds_ = read_timeout(view(value));
  }
  into_.headers.push_back({std::string(view(name_text)), std::string(view(value))});
}

/// Not in on_body_init_impl: that waits for the first byte of the body.
void response_reader::on_header_impl(error_code& failed) {
  in_header_ = false;
  if (is_done()) {
    return;  // no body, whatever the headers say of it
  }
  if (coding_ == content_coding::unknown) {
    return refuse(errc::not_http, "the answer has a content encoding that was not asked for",
                  failed);
  }
  if (coding_ != content_coding::identity) {
    inflater_.emplace(coding_);
    // What is handed over is no longer encoded, and its length is another.
    std::erase_if(into_.headers, [](const core::http_header& header) {
      return same_blind(header.name, "content-encoding") ||
             same_blind(header.name, "content-length");
    });
    return;
  }
  if (const auto length = content_length()) {
    if (*length > body_limit_) {
      return refuse(errc::body_too_large,
                    "the answer is longer than " + std::to_string(body_limit_) + " bytes", failed);
    }
    // A length is only a promise: memory follows the bytes that really come.
    into_.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 1U << 20U)));
  }
}

std::size_t response_reader::on_body_impl(text piece, error_code& failed) {
  auto status = inflater::status::ok;
  if (inflater_) {
    status = inflater_->write(view(piece), into_.body, body_limit_);
  } else if (piece.size() > body_limit_ - into_.body.size()) {
    status = inflater::status::too_large;
  } else {
    into_.body.append(piece.data(), piece.size());
  }
  if (status == inflater::status::too_large) {
    refuse(errc::body_too_large,
           "the answer is longer than " + std::to_string(body_limit_) + " bytes", failed);
  } else if (status == inflater::status::damaged) {
    refuse(errc::not_http, "the compressed answer is damaged", failed);
  }
  return piece.size();
}

std::size_t response_reader::on_chunk_body_impl(std::uint64_t, text piece, error_code& failed) {
  return on_body_impl(piece, failed);
}

void response_reader::on_finish_impl(error_code& failed) {
  if (inflater_ && inflater_->started() && !inflater_->finished()) {
    refuse(errc::connection_broken, "the compressed answer ends too early", failed);
  }
}

bool may_be_http(std::string_view first_bytes) noexcept {
  constexpr std::string_view start = "HTTP/1.";
  const auto length = std::min(first_bytes.size(), start.size());
  return first_bytes.substr(0, length) == start.substr(0, length);
}

}  // namespace boekbrug::net::impl
