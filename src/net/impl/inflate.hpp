#pragma once
// Decompression of bodies with a limit on what comes out.

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::net::impl {

enum class content_coding : std::uint8_t { identity, gzip, deflate, unknown };

/// Reads a Content-Encoding value.
content_coding parse_coding(std::string_view value) noexcept;

/// Inflates one body piece by piece.
class inflater {
public:
  enum class status : std::uint8_t { ok, damaged, too_large };

  explicit inflater(content_coding coding) noexcept : coding_{coding} {}
  ~inflater();
  inflater(const inflater&) = delete;
  inflater& operator=(const inflater&) = delete;

  /// Appends what `piece` unpacks to; stops as soon as `out` would exceed `limit` bytes.
  status write(std::string_view piece, std::string& out, std::size_t limit);
  /// Whether any data came; an empty body is not always announced as such.
  bool started() const noexcept { return started_; }
  /// Whether the compressed data has come to its end.
  bool finished() const noexcept { return finished_; }

private:
  bool start(unsigned char first);

  content_coding coding_;
  z_stream stream_{};
  bool started_ = false;
  bool finished_ = false;
};

}  // namespace boekbrug::net::impl
