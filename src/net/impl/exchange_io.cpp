// The part of an exchange that runs on an open connection.

#include "net/impl/exchange.hpp"
#include "net/impl/request_text.hpp"
#include "net/impl/response_reader.hpp"

#include <algorithm>

namespace boekbrug::net::impl {
namespace http = boost::beast::http;
using core::errc;

namespace {

constexpr int interim_answers_max = 10;

std::string_view waiting_bytes(const connection& over) {
  const auto data = over.in.data();
  return {static_cast<const char*>(data.data()), data.size()};
}

/// How long the connection may idle: a second less than the server says, so that it is us who
/// close.
std::chrono::milliseconds idle_limit(std::chrono::seconds ours,
                                     std::optional<int> promised_seconds) {
  using std::chrono::milliseconds;
  const milliseconds limit{ours};
  if (!promised_seconds) {
    return limit;
  }
  return std::min(
      limit, std::max(milliseconds{0},
                      milliseconds{std::chrono::seconds{*promised_seconds}} - milliseconds{1000}));
}

}  // namespace

task<exchange::problem> exchange::carry(connection& over, const url& to,
                                        core::http_response& answer) {
  over.head.clear();
  append_request_head(request_, to, worker_.shared().options.user_agent, over.head);
  answered_ = false;
  reusable_ = false;
  const bool sent_before = sent_;
  sent_ = true;
  const auto [failed, count] = co_await over.write(request_.body);
  if (failed) {
    if (over.tls() == nullptr && count == 0) {
      sent_ = sent_before;
      co_return fail(errc::connection_failed, "the connection was closed before the request left");
    }
    co_return fail(errc::connection_broken, "sending failed: " + failed.message());
  }
  co_return co_await read_answer(over, answer);
}

task<exchange::problem> exchange::read_answer(connection& over, core::http_response& answer) {
  const bool head = request_.method == core::http_method::head;
  std::optional<response_reader> reader{std::in_place, answer, request_.body_limit, head};
  int interim = 0;
  while (true) {
    error_code failed = http::error::need_more;
    if (over.in.size() > 0) {
      if (answer.status == 0 && !may_be_http(waiting_bytes(over))) {
        co_return fail(errc::not_http, "the answer does not begin like HTTP");
      }
      over.in.consume(reader->put(over.in.data(), failed));
      if (failed && failed != http::error::need_more) {
        const auto why = reader->explain(failed);
        co_return fail(why.code, why.detail);
      }
      if (reader->is_done()) {
        if (answer.status / 100 != 1 || answer.status == 101) {
          break;
        }
        if (++interim > interim_answers_max) {
          co_return fail(errc::not_http, "too many interim answers");
        }
        answer = {};
        reader.emplace(answer, request_.body_limit, head);
        continue;
      }
      if (!failed && over.in.size() > 0) {
        continue;
      }
    }
    const auto [read_failed, count] = co_await over.read();
    answered_ = answered_ || count > 0;
    if (read_failed == asio::error::eof && reader->got_some()) {
      failed = {};
      reader->put_eof(failed);
      if (failed) {
        const auto why = reader->explain(failed);
        co_return fail(why.code, why.detail);
      }
      co_return problem{};  // an answer that lasts until the end; nothing to reuse
    }
    if (read_failed == asio::error::no_buffer_space) {
      co_return fail(errc::not_http, "a line of the answer is too long");
    }
    if (read_failed) {
      co_return fail(errc::connection_broken, answered_ ? "the connection ended within the answer"
                                                        : "the connection ended before the answer");
    }
  }
  over.idle_limit = idle_limit(worker_.shared().options.idle_timeout, reader->keep_alive_seconds());
  reusable_ = reader->keep_alive() && over.in.size() == 0 && answer.status != 101 &&
              over.idle_limit.count() > 0 && !stop_;
  co_return problem{};
}

}  // namespace boekbrug::net::impl
