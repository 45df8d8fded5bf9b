// is_forbidden_address: the ranges of IANA's special-purpose registries.

#include "net/impl/address_guard.hpp"

#include "net/http_client.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::net {
namespace impl {
namespace {

struct v4_range {
  std::uint32_t base;
  unsigned bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return a << 24U | b << 16U | c << 8U | d;
}

constexpr std::array forbidden_v4{
    v4_range{v4(0, 0, 0, 0), 8},        // this network
    v4_range{v4(10, 0, 0, 0), 8},       // private
    v4_range{v4(100, 64, 0, 0), 10},    // shared by carriers, and metadata of some clouds
    v4_range{v4(127, 0, 0, 0), 8},      // loopback
    v4_range{v4(169, 254, 0, 0), 16},   // link-local and cloud metadata
    v4_range{v4(172, 16, 0, 0), 12},    // private
    v4_range{v4(192, 0, 0, 0), 24},     // protocol assignments
    v4_range{v4(192, 0, 2, 0), 24},     // documentation
    v4_range{v4(192, 88, 99, 0), 24},   // former 6to4 relays
    v4_range{v4(192, 168, 0, 0), 16},   // private
    v4_range{v4(198, 18, 0, 0), 15},    // benchmarks
    v4_range{v4(198, 51, 100, 0), 24},  // documentation
    v4_range{v4(203, 0, 113, 0), 24},   // documentation
    v4_range{v4(224, 0, 0, 0), 4},      // multicast
    v4_range{v4(240, 0, 0, 0), 4},      // reserved and broadcast
};

bool is_forbidden_v4(std::uint32_t address) noexcept {
  return std::any_of(forbidden_v4.begin(), forbidden_v4.end(), [&](const v4_range& range) {
    return (address >> (32U - range.bits)) == (range.base >> (32U - range.bits));
  });
}

using v6_bytes = asio::ip::address_v6::bytes_type;

std::uint32_t word(const v6_bytes& bytes, std::size_t at) {
  return v4(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

bool is_forbidden_v6(const v6_bytes& bytes) noexcept {
  const auto first = word(bytes, 0);
  const auto second = word(bytes, 4);
  const auto third = word(bytes, 8);
  const auto last = word(bytes, 12);
  if (first == 0 && second == 0 && third == 0x0000ffffU) {
    return is_forbidden_v4(last);  // ::ffff:a.b.c.d
  }
  if (first == 0x0064ff9bU && second == 0 && third == 0) {
    return is_forbidden_v4(last);  // NAT64, the only way out of some IPv6-only networks
  }
  if ((first >> 29U) != 1) {
    return true;  // only 2000::/3 is given out: this drops ::, ::1, fc00::/7, fe80::/10, ff00::/8,
                  // 64:ff9b:1::/48
  }
  if ((first >> 9U) == (0x20010000U >> 9U) || first == 0x20010db8U ||
      (first >> 12U) == (0x3fff0000U >> 12U)) {
    return true;  // protocol assignments with Teredo, documentation
  }
  if ((first >> 16U) == 0x2002U) {
    return is_forbidden_v4(first << 16U | second >> 16U);  // 6to4
  }
  const bool isatap = (third & 0xfcffffffU) == 0x00005efeU;
  return isatap && is_forbidden_v4(last);
}

}  // namespace

bool is_forbidden(const asio::ip::address& address) noexcept {
  return address.is_v4() ? is_forbidden_v4(address.to_v4().to_uint())
                         : is_forbidden_v6(address.to_v6().to_bytes());
}

}  // namespace impl

bool is_forbidden_address(const std::string& address) {
  boost::system::error_code failed;
  const auto parsed = boost::asio::ip::make_address(address, failed);
  return failed || impl::is_forbidden(parsed);
}

}  // namespace boekbrug::net
