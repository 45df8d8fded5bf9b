#pragma once
// The Asio types of this folder, bound to one executor type so that nothing is type-erased on the
// hot path.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

namespace boekbrug::net::impl {

namespace asio = boost::asio;
using boost::system::error_code;
using steady = std::chrono::steady_clock;

using executor = asio::io_context::executor_type;
template <class T = void>
using task = asio::awaitable<T, executor>;
using tcp = asio::ip::tcp;
using tcp_socket = asio::basic_stream_socket<tcp, executor>;
using tcp_acceptor = asio::basic_socket_acceptor<tcp, executor>;
using steady_timer = asio::basic_waitable_timer<steady, asio::wait_traits<steady>, executor>;

/// Completion token of the house: errors are values.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<executor>> as_values{
    asio::use_awaitable_t<executor>{}};

}  // namespace boekbrug::net::impl
