#pragma once
// Seals secrets under the master key, which lives outside the store (DESIGN 4).

#include "core/base/result.hpp"
#include "core/base/secret.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::storage {

/// XChaCha20-Poly1305 (libsodium) with a random nonce per value. `context` (table and key) is bound
/// to the sealed text, so a value copied to another record does not open.
class sealer {
public:
  using key = std::array<std::uint8_t, 32>;
  explicit sealer(const key& master) : key_{master} {}
  /// Reads the key file (64 hex digits and a newline); creates it with mode 0600 when it is missing
  /// and `create` is true. Refuses a file that others can read.
  static core::result<sealer> from_file(const std::string& path, bool create);
  std::string seal(const core::secret& plain, std::string_view context) const;
  /// errc::storage_corrupt when the key is another one or the text was changed.
  core::result<core::secret> open(std::string_view sealed, std::string_view context) const;

private:
  key key_;
};

}  // namespace boekbrug::storage
