#include "net/http_client.hpp"

#include <gtest/gtest.h>

#include <string>

namespace boekbrug::net {
namespace {

class forbidden : public testing::TestWithParam<std::string> {};
class reachable : public testing::TestWithParam<std::string> {};

TEST_P(forbidden, is_refused) {
  EXPECT_TRUE(is_forbidden_address(GetParam())) << GetParam();
}

TEST_P(reachable, is_allowed) {
  EXPECT_FALSE(is_forbidden_address(GetParam())) << GetParam();
}

// Both ends of every range.
INSTANTIATE_TEST_SUITE_P(v4, forbidden,
                         testing::Values("0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255",
                                         "100.64.0.0", "100.127.255.255", "100.100.100.200",
                                         "127.0.0.0", "127.0.0.1", "127.255.255.255", "169.254.0.0",
                                         "169.254.169.254", "169.254.255.255", "172.16.0.0",
                                         "172.31.255.255", "192.0.0.0", "192.0.0.255", "192.0.2.0",
                                         "192.0.2.255", "192.88.99.1", "192.168.0.0",
                                         "192.168.255.255", "198.18.0.0", "198.19.255.255",
                                         "198.51.100.0", "198.51.100.255", "203.0.113.0",
                                         "203.0.113.255", "224.0.0.0", "239.255.255.255",
                                         "240.0.0.0", "255.255.255.255"));

INSTANTIATE_TEST_SUITE_P(
    v6, forbidden,
    testing::Values("::", "::1", "::2", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
                    "::ffff:169.254.169.254", "::ffff:0:7f00:1", "64:ff9b::127.0.0.1",
                    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:1ff:ffff::1",
                    "2001:db8::1", "2001:db8:ffff::1", "3fff::1", "3fff:fff::1", "2002:7f00:1::1",
                    "2002:a9fe:a9fe::", "2a01:4f8::5efe:10.0.0.1", "2a01:4f8::200:5efe:7f00:1",
                    "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%1", "febf::1", "fec0::1",
                    "ff02::1", "ff0e::1", "4000::1", "5f00::1"));

INSTANTIATE_TEST_SUITE_P(not_an_address, forbidden,
                         testing::Values("", "localhost", "127.1", "0x7f000001", "2130706433",
                                         "1.2.3.4 ", "1.2.3.256"));

// The neighbours of the ranges, and addresses of the real world.
INSTANTIATE_TEST_SUITE_P(v4, reachable,
                         testing::Values("1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255",
                                         "100.128.0.0", "126.255.255.255", "128.0.0.0",
                                         "169.253.255.255", "169.255.0.0", "172.15.255.255",
                                         "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0",
                                         "192.88.98.255", "192.88.100.0", "192.167.255.255",
                                         "192.169.0.0", "198.17.255.255", "198.20.0.0",
                                         "198.51.99.255", "198.51.101.0", "203.0.112.255",
                                         "203.0.114.0", "223.255.255.255", "8.8.8.8",
                                         "185.199.108.153"));

INSTANTIATE_TEST_SUITE_P(v6, reachable,
                         testing::Values("2a01:4f8:c2c:123::1", "2001:4860:4860::8888",
                                         "2606:4700::1111", "2001:200::1", "2001:db7::1",
                                         "2001:db9::1", "3ffe::1", "2002:808:808::1",
                                         "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
                                         "2a01:4f8::5efe:8.8.8.8"));

}  // namespace
}  // namespace boekbrug::net
