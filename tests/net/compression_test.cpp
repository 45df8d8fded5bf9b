#include "net/impl/inflate.hpp"
#include "tests/net/support/exchange_support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace boekbrug::net {
namespace {

using namespace test;
using core::errc;
using impl::content_coding;
using impl::inflater;

constexpr int gzip_window = 16 + MAX_WBITS;
constexpr int zlib_window = MAX_WBITS;
constexpr int bare_window = -MAX_WBITS;

std::string pack(const std::string& text, int window) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY),
            Z_OK);
  std::string in = text;
  std::string out(deflateBound(&stream, in.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(stream.total_out), out.end());
  deflateEnd(&stream);
  return out;
}

std::string sample() {
  std::string out;
  for (int i = 0; i < 20'000; ++i) {
    out += std::to_string(i * 7919) + ";";
  }
  return out;
}

server_response packed_answer(const std::string& packed, const std::string& coding) {
  server_response out;
  out.headers = {{"Content-Encoding", coding}};
  out.body = packed;
  return out;
}

outcome fetch(const server_response& answer, std::size_t limit = 32U << 20U) {
  const auto server = serve(always(answer));
  const auto client = local_client();
  auto request = get_request(url_of(*server));
  request.body_limit = limit;
  return ask(*client, request);
}

TEST(inflater, unpacks_byte_by_byte) {
  const auto text = sample();
  for (const auto& [coding, window] : {std::pair{content_coding::gzip, gzip_window},
                                       std::pair{content_coding::deflate, zlib_window},
                                       std::pair{content_coding::deflate, bare_window}}) {
    inflater unpacker{coding};
    std::string out;
    for (const char each : pack(text, window)) {
      EXPECT_FALSE(unpacker.finished());
      ASSERT_EQ(unpacker.write({&each, 1}, out, text.size()), inflater::status::ok);
    }
    EXPECT_TRUE(unpacker.finished());
    EXPECT_EQ(out, text);
  }
}

TEST(inflater, joins_gzip_members) {
  inflater unpacker{content_coding::gzip};
  std::string out;
  EXPECT_EQ(unpacker.write(pack("boek", gzip_window) + pack("brug", gzip_window), out, 100),
            inflater::status::ok);
  EXPECT_EQ(out, "boekbrug");
  EXPECT_TRUE(unpacker.finished());
}

TEST(inflater, stops_one_byte_over_the_limit) {
  const auto text = sample();
  inflater unpacker{content_coding::gzip};
  std::string out;
  EXPECT_EQ(unpacker.write(pack(text, gzip_window), out, text.size() - 1),
            inflater::status::too_large);
  EXPECT_LT(out.size(), text.size());
}

TEST(compression, is_asked_for_and_undone) {
  collected<std::string> asked;
  const auto text = sample();
  const auto answer = packed_answer(pack(text, gzip_window), "gzip");
  const auto server =
      serve([&](const server_request& request, const http_server::responder& respond) {
        asked.add(std::string(request.header("accept-encoding")));
        respond(answer);
      });
  const auto client = local_client();
  const auto result = ask(*client, url_of(*server));
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->body, text);
  EXPECT_EQ(result->header("content-encoding"), "");
  EXPECT_EQ(asked.all(), std::vector<std::string>{"gzip"});
}

TEST(compression, both_kinds_of_deflate_are_read) {
  for (const int window : {zlib_window, bare_window}) {
    const auto result = fetch(packed_answer(pack("Factuur 2024-001", window), "deflate"));
    ASSERT_TRUE(result) << detail_of(result);
    EXPECT_EQ(result->body, "Factuur 2024-001");
  }
}

TEST(compression, a_bomb_is_stopped_at_the_limit) {
  const auto bomb = pack(std::string(64U << 20U, '\0'), gzip_window);
  ASSERT_LT(bomb.size(), 1U << 17U);
  EXPECT_EQ(code_of(fetch(packed_answer(bomb, "gzip"), 1U << 20U)), errc::body_too_large);
}

TEST(compression, the_limit_counts_unpacked_bytes) {
  const auto text = sample();
  const auto answer = packed_answer(pack(text, gzip_window), "gzip");
  EXPECT_TRUE(fetch(answer, text.size()));
  EXPECT_EQ(code_of(fetch(answer, text.size() - 1)), errc::body_too_large);
}

TEST(compression, damage_is_not_http) {
  auto packed = pack(sample(), gzip_window);
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  EXPECT_EQ(code_of(fetch(packed_answer(packed, "gzip"))), errc::not_http);
}

TEST(compression, a_stream_that_ends_early_is_a_broken_connection) {
  auto packed = pack(sample(), gzip_window);
  packed.resize(packed.size() - 20);
  EXPECT_EQ(code_of(fetch(packed_answer(packed, "gzip"))), errc::connection_broken);
}

TEST(compression, an_empty_body_may_be_announced_as_packed) {
  const auto result = fetch(packed_answer("", "gzip"));
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->body, "");
}

TEST(compression, an_unknown_coding_is_refused) {
  EXPECT_EQ(code_of(fetch(packed_answer("xyz", "br"))), errc::not_http);
  EXPECT_EQ(code_of(fetch(packed_answer("xyz", "gzip, gzip"))), errc::not_http);
}

}  // namespace
}  // namespace boekbrug::net
