#include "net/impl/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace boekbrug::net::impl {
namespace ssl = asio::ssl;

namespace {

core::error unusable(std::string_view what, const std::string& file, const error_code& why) {
  return core::fail(core::errc::tls_failed,
                    std::string(what) + " \"" + file + "\": " + why.message());
}

bool is_address(const std::string& host) {
  error_code failed;
  asio::ip::make_address(host, failed);
  return !failed;
}

/// The cases an operator can act upon in plain words, OpenSSL's text for the rest.
std::string explain_certificate(long verdict) {
  switch (verdict) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return "the certificate has expired";
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return "the certificate is not valid yet";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return "the certificate is self-signed";
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return "the certificate is for another host name";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return "the certificate is from an unknown issuer or its chain is incomplete";
    default:
      return std::string("the certificate is refused: ") + X509_verify_cert_error_string(verdict);
  }
}

}  // namespace

core::result<std::unique_ptr<ssl::context>> make_client_tls(const std::string& ca_file) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_session_cache_mode(context->native_handle(),
                                 SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  constexpr unsigned char http11[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  SSL_CTX_set_alpn_protos(context->native_handle(), http11, sizeof http11);
  error_code failed;
  context->set_verify_mode(ssl::verify_peer, failed);
  if (!failed) {
    if (ca_file.empty()) {
      context->set_default_verify_paths(failed);
    } else {
      context->load_verify_file(ca_file, failed);
    }
  }
  if (failed) {
    return unusable("the certificate authorities in",
                    ca_file.empty() ? "the system's default paths" : ca_file, failed);
  }
  return context;
}

core::result<std::unique_ptr<ssl::context>> make_server_tls(const std::string& certificate_file,
                                                            const std::string& private_key_file) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  error_code failed;
  context->use_certificate_chain_file(certificate_file, failed);
  if (failed) {
    return unusable("the certificate file", certificate_file, failed);
  }
  context->use_private_key_file(private_key_file, ssl::context::pem, failed);
  if (failed) {
    return unusable("the private key file", private_key_file, failed);
  }
  return context;
}

bool expect_host(tls_stream& stream, const std::string& host) {
  SSL* const handle = stream.native_handle();
  if (is_address(host)) {
    return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(handle), host.c_str()) == 1;
  }
  // A trailing dot only says that the name is absolute; certificates and SNI do without.
  const auto name = host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
  SSL_set_hostflags(handle, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  // OpenSSL's macro for this casts in the old style; the name is only copied.
  auto* const server_name = const_cast<char*>(name.c_str());
  return SSL_ctrl(handle, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, server_name) ==
             1 &&
         SSL_set1_host(handle, name.c_str()) == 1;
}

std::string explain_tls(tls_stream& stream, const error_code& failed) {
  const long verdict = SSL_get_verify_result(stream.native_handle());
  if (verdict != X509_V_OK) {
    return explain_certificate(verdict);
  }
  return "the TLS handshake failed: " + failed.message();
}

void tls_sessions::offer(tls_stream& stream, const std::string& server) {
  if (const auto found = sessions_.find(server); found != sessions_.end()) {
    SSL_set_session(stream.native_handle(), found->second.get());
  }
}

void tls_sessions::keep(tls_stream& stream, const std::string& server) {
  std::unique_ptr<SSL_SESSION, free_session> session{SSL_get1_session(stream.native_handle())};
  if (session == nullptr || SSL_SESSION_is_resumable(session.get()) == 0) {
    return;
  }
  if (sessions_.size() >= sessions_max && !sessions_.contains(server)) {
    sessions_.erase(sessions_.begin());
  }
  sessions_.insert_or_assign(server, std::move(session));
}

}  // namespace boekbrug::net::impl
