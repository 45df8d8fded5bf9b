#include "net/impl/inflate.hpp"

#include "net/impl/header_text.hpp"

#include <array>

namespace boekbrug::net::impl {

content_coding parse_coding(std::string_view value) noexcept {
  if (value.empty() || same_blind(value, "identity")) {
    return content_coding::identity;
  }
  if (same_blind(value, "gzip") || same_blind(value, "x-gzip")) {
    return content_coding::gzip;
  }
  return same_blind(value, "deflate") ? content_coding::deflate : content_coding::unknown;
}

inflater::~inflater() {
  if (started_) {
    inflateEnd(&stream_);
  }
}

bool inflater::start(unsigned char first) {
  // "deflate" should mean a zlib wrapper, but some servers send the bare stream.
  const bool has_wrapper = (first & 0x0fU) == Z_DEFLATED && (first >> 4U) <= 7;
  const int window =
      coding_ == content_coding::gzip ? 16 + MAX_WBITS : (has_wrapper ? MAX_WBITS : -MAX_WBITS);
  started_ = inflateInit2(&stream_, window) == Z_OK;
  return started_;
}

inflater::status inflater::write(std::string_view piece, std::string& out, std::size_t limit) {
  if (piece.empty()) {
    return status::ok;
  }
  // zlib only reads the input, but its interface is from before const.
  stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(piece.data()));
  stream_.avail_in = static_cast<uInt>(piece.size());
  if (!started_ && !start(stream_.next_in[0])) {
    return status::damaged;
  }
  std::array<char, 16U << 10U> chunk;
  bool more_out = true;
  while (stream_.avail_in > 0 || more_out) {
    if (finished_) {
      if (coding_ != content_coding::gzip || stream_.avail_in == 0) {
        return status::ok;  // bytes after the end of a deflate stream are ignored
      }
      if (inflateReset(&stream_) != Z_OK) {  // gzip members may follow one another
        return status::damaged;
      }
      finished_ = false;
    }
    stream_.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream_.avail_out = static_cast<uInt>(chunk.size());
    const int outcome = inflate(&stream_, Z_NO_FLUSH);
    const auto made = chunk.size() - stream_.avail_out;
    if (made > limit - out.size()) {
      return status::too_large;
    }
    out.append(chunk.data(), made);
    if (outcome != Z_OK && outcome != Z_STREAM_END && outcome != Z_BUF_ERROR) {
      return status::damaged;
    }
    finished_ = outcome == Z_STREAM_END;
    more_out = stream_.avail_out == 0;
    if (outcome == Z_BUF_ERROR && made == 0) {
      break;
    }
  }
  return status::ok;
}

}  // namespace boekbrug::net::impl
