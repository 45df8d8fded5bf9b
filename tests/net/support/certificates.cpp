#include "tests/net/support/certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdlib.h>

#include <cstdio>
#include <stdexcept>

namespace boekbrug::net::test {
namespace {

template <auto Free>
struct freed_by {
  template <class T>
  void operator()(T* held) const noexcept {
    Free(held);
  }
};
using key_ptr = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using x509_ptr = std::unique_ptr<X509, freed_by<X509_free>>;
using extension_ptr = std::unique_ptr<X509_EXTENSION, freed_by<X509_EXTENSION_free>>;
using file_ptr = std::unique_ptr<std::FILE, freed_by<std::fclose>>;

void require(bool good, const char* what) {
  if (!good) {
    throw std::runtime_error(std::string("certificate: ") + what);
  }
}

key_ptr make_key() {
  key_ptr key{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")};
  require(key != nullptr, "key");
  return key;
}

void add_extension(X509* to, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, to, nullptr, nullptr, 0);
  const extension_ptr extension{X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str())};
  require(extension != nullptr && X509_add_ext(to, extension.get(), -1) == 1, "extension");
}

std::string alternative_names(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& each : names) {
    const bool address = each.find_first_not_of("0123456789.") == std::string::npos;
    out += (out.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + each;
  }
  return out;
}

x509_ptr make_certificate(const std::string& common_name, const certificate_wish& wish,
                          int serial) {
  x509_ptr out{X509_new()};
  constexpr long day = 24L * 60 * 60;
  require(X509_set_version(out.get(), X509_VERSION_3) == 1, "version");
  ASN1_INTEGER_set(X509_get_serialNumber(out.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(out.get()), wish.valid_from_days * day);
  X509_gmtime_adj(X509_getm_notAfter(out.get()), wish.valid_until_days * day);
  std::vector<unsigned char> text(common_name.begin(), common_name.end());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(out.get()), "CN", MBSTRING_UTF8, text.data(),
                             static_cast<int>(text.size()), -1, 0);
  return out;
}

void write_pem(const std::filesystem::path& path, X509* certificate, EVP_PKEY* key) {
  const file_ptr file{std::fopen(path.c_str(), "w")};
  require(file != nullptr, "file");
  const int done = certificate != nullptr ? PEM_write_X509(file.get(), certificate)
                                          : PEM_write_PrivateKey(file.get(), key, nullptr, nullptr,
                                                                 0, nullptr, nullptr);
  require(done == 1, "writing");
}

}  // namespace

struct test_authority::keys {
  key_ptr key;
  x509_ptr certificate;
};

test_authority::test_authority() : keys_{std::make_unique<keys>()} {
  std::string name = (std::filesystem::temp_directory_path() / "boekbrug-net-XXXXXX").string();
  require(::mkdtemp(name.data()) != nullptr, "folder");
  folder_ = name;
  keys_->key = make_key();
  keys_->certificate = make_certificate("authority " + folder_.filename().string(), {}, 1);
  auto* const own = keys_->certificate.get();
  X509_set_pubkey(own, keys_->key.get());
  X509_set_issuer_name(own, X509_get_subject_name(own));
  add_extension(own, own, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(own, own, NID_key_usage, "critical,keyCertSign,cRLSign");
  require(X509_sign(own, keys_->key.get(), EVP_sha256()) > 0, "signature");
  write_pem(folder_ / "ca.pem", own, nullptr);
}

test_authority::~test_authority() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string test_authority::ca_file() const {
  return (folder_ / "ca.pem").string();
}

certificate_files test_authority::issue(const certificate_wish& wish) {
  const auto number = std::to_string(++issued_);
  const auto key = make_key();
  const auto certificate = make_certificate("server " + number, wish, issued_ + 1);
  X509_set_pubkey(certificate.get(), key.get());
  auto* const issuer = wish.self_signed ? certificate.get() : keys_->certificate.get();
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
  add_extension(certificate.get(), issuer, NID_subject_alt_name, alternative_names(wish.names));
  auto* const signer = wish.self_signed ? key.get() : keys_->key.get();
  require(X509_sign(certificate.get(), signer, EVP_sha256()) > 0, "signature");
  certificate_files out{(folder_ / (number + ".pem")).string(),
                        (folder_ / (number + ".key")).string()};
  write_pem(out.certificate, certificate.get(), nullptr);
  write_pem(out.private_key, nullptr, key.get());
  return out;
}

}  // namespace boekbrug::net::test
