#pragma once
// The check behind is_forbidden_address, on parsed addresses.

#include "net/impl/asio_types.hpp"

namespace boekbrug::net::impl {

bool is_forbidden(const asio::ip::address& address) noexcept;

}  // namespace boekbrug::net::impl
