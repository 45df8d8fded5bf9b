#include "storage/sealer.hpp"

#include "storage/impl/folder_guard.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace boekbrug::storage {

using core::errc;
using core::fail;
using core::result;

namespace {

// Sealed text: format byte, nonce, ciphertext with its tag.
constexpr char seal_format = '\1';
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t key_text_bytes = 64;
static_assert(std::tuple_size_v<sealer::key> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

void start_sodium() {
  // sodium_init fails only when the system has no random numbers; going on would seal with a known
  // nonce.
  static const bool ready = sodium_init() >= 0;
  if (!ready) {
    std::abort();
  }
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

core::error system_failure(const std::string& doing, const std::string& path) {
  return fail(errc::storage_failed, doing + " " + path + ": " + std::strerror(errno));
}

/// Writes the key beside its place and links it there: a crash leaves no half a key, and two
/// programs that start at once agree on one of the keys.
result<void> create_key_file(const std::string& path) {
  sealer::key fresh{};
  randombytes_buf(fresh.data(), fresh.size());
  std::string text(key_text_bytes + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), fresh.data(), fresh.size());
  text.back() = '\n';
  sodium_memzero(fresh.data(), fresh.size());

  std::string draft = path + ".XXXXXX";
  const impl::file_descriptor file{::mkstemp(draft.data())};  // mode 0600
  if (!file) {
    return system_failure("cannot create a key beside", path);
  }
  const bool written =
      ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file.get()) == 0;
  result<void> answer;
  if (!written || (::link(draft.c_str(), path.c_str()) != 0 && errno != EEXIST)) {
    answer = system_failure("cannot write", path);
  }
  ::unlink(draft.c_str());
  sodium_memzero(text.data(), text.size());
  if (answer) {
    answer = impl::sync_folder(std::filesystem::path{path}.parent_path().string());
  }
  return answer;
}

result<sealer::key> read_key(int file, const std::string& path) {
  struct stat facts {};
  if (::fstat(file, &facts) != 0) {
    return system_failure("cannot read", path);
  }
  if (!S_ISREG(facts.st_mode)) {
    return fail(errc::invalid_input, "master key " + path + " is not a file");
  }
  if ((facts.st_mode & 077U) != 0) {
    return fail(errc::invalid_input, "master key " + path + " can be read by others; chmod 600 it");
  }
  std::string text(key_text_bytes + 2, '\0');
  const ssize_t size = ::read(file, text.data(), text.size());
  if (size < 0) {
    return system_failure("cannot read", path);
  }
  text.resize(static_cast<std::size_t>(size));
  if (text.ends_with('\n')) {
    text.pop_back();
  }
  sealer::key master{};
  std::size_t length = 0;
  const bool good = text.size() == key_text_bytes &&
                    sodium_hex2bin(master.data(), master.size(), text.data(), text.size(), nullptr,
                                   &length, nullptr) == 0 &&
                    length == master.size();
  sodium_memzero(text.data(), text.size());
  if (!good) {
    return fail(errc::invalid_input,
                "master key " + path + " is not 64 hexadecimal digits and a newline");
  }
  return master;
}

}  // namespace

result<sealer> sealer::from_file(const std::string& path, bool create) {
  start_sodium();
  impl::file_descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file && errno == ENOENT) {
    if (!create) {
      return fail(errc::not_found, "no master key at " + path);
    }
    if (auto made = create_key_file(path); !made) {
      return std::move(made).error();
    }
    file = impl::file_descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  }
  if (!file) {
    return system_failure("cannot open the master key", path);
  }
  auto master = read_key(file.get(), path);
  if (!master) {
    return std::move(master).error();
  }
  return sealer{*master};
}

std::string sealer::seal(const core::secret& plain, std::string_view context) const {
  start_sodium();
  const std::string& text = plain.reveal();
  std::string out(1 + nonce_bytes + text.size() + tag_bytes, seal_format);
  unsigned char* nonce = bytes_of(out) + 1;
  randombytes_buf(nonce, nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      nonce + nonce_bytes, nullptr, bytes_of(std::string_view{text}), text.size(),
      bytes_of(context), context.size(), nullptr, nonce, key_.data());
  return out;
}

result<core::secret> sealer::open(std::string_view sealed, std::string_view context) const {
  start_sodium();
  if (sealed.size() < 1 + nonce_bytes + tag_bytes || sealed.front() != seal_format) {
    return fail(errc::storage_corrupt, "not a sealed text");
  }
  const std::string_view nonce = sealed.substr(1, nonce_bytes);
  const std::string_view cipher = sealed.substr(1 + nonce_bytes);
  std::string plain(cipher.size() - tag_bytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          bytes_of(plain), nullptr, nullptr, bytes_of(cipher), cipher.size(), bytes_of(context),
          context.size(), bytes_of(nonce), key_.data()) != 0) {
    return fail(errc::storage_corrupt,
                "sealed text does not open: another master key, or it was changed");
  }
  return core::secret{std::move(plain)};
}

}  // namespace boekbrug::storage
