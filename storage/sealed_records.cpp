// Records that hold secrets: the open part in the clear, then one sealed text with the secrets.

#include "storage/records.hpp"

#include "storage/impl/fields.hpp"

namespace boekbrug::storage {

using core::result;

namespace {

/// What of a shop connection is sealed. The options are among it, because adapters may keep tokens
/// there.
struct shop_secrets {
  std::string key;
  std::string key_secret;
  std::map<std::string, std::string> options;
};
struct ledger_secrets {
  std::string access_token;
  std::string refresh_token;
};

struct app_secrets {
  std::string api_secret;
};

template <class A>
void fields(A& a, field_of<A, app_secrets> v) {
  a(v.api_secret);
}
template <class A>
void fields(A& a, field_of<A, shop_secrets> v) {
  a(v.key, v.key_secret, v.options);
}
template <class A>
void fields(A& a, field_of<A, ledger_secrets> v) {
  a(v.access_token, v.refresh_token);
}

template <class T>
struct with_sealed_part {
  T open;
  std::string sealed;
};
template <class A, class T>
void fields(A& a, with_sealed_part<T>& v) {
  a(v.open, v.sealed);
}
template <class A, class T>
void fields(A& a, const with_sealed_part<T>& v) {
  a(v.open, v.sealed);
}

std::string context_of(std::string_view table_name, std::string_view key) {
  std::string context{table_name};
  context.push_back(':');
  context.append(key);
  return context;
}

template <class Secrets>
std::string seal_secrets(const Secrets& secrets, const sealer& seal, const std::string& context) {
  const core::secret plain{encode_record(secrets)};
  return seal.seal(plain, context);
}

template <class Secrets>
result<Secrets> open_secrets(std::string_view sealed, const sealer& seal,
                             const std::string& context) {
  auto plain = seal.open(sealed, context);
  if (!plain) {
    return std::move(plain).error();
  }
  return decode_record<Secrets>(plain->reveal(), "sealed part of a record");
}

/// The open part and the sealed one, written after each other without a copy of the value.
template <class T>
std::string encode_parts(const T& open, const std::string& sealed) {
  record_writer out;
  out(open, sealed);
  return std::move(out).take();
}

}  // namespace

std::string encode_sealed(const core::integration& value, const sealer& seal,
                          std::string_view key) {
  const shop_secrets secrets{value.shop.key.reveal(), value.shop.key_secret.reveal(),
                             value.shop.options};
  return encode_parts(value, seal_secrets(secrets, seal, context_of("integrations", key)));
}

std::string encode_sealed(const core::ledger_account_connection& value, const sealer& seal,
                          std::string_view key) {
  const ledger_secrets secrets{value.access_token.reveal(), value.refresh_token.reveal()};
  return encode_parts(value, seal_secrets(secrets, seal, context_of("connections", key)));
}

std::string encode_sealed(const app_install& value, const sealer& seal, std::string_view key) {
  const app_secrets secrets{value.api_secret.reveal()};
  return encode_parts(value, seal_secrets(secrets, seal, context_of("app_installs", key)));
}

result<app_install> decode_app_install(std::string_view bytes, const sealer& seal,
                                       std::string_view key) {
  auto record = decode_record<with_sealed_part<app_install>>(bytes, "app install record");
  if (!record) {
    return std::move(record).error();
  }
  auto secrets = open_secrets<app_secrets>(record->sealed, seal, context_of("app_installs", key));
  if (!secrets) {
    return std::move(secrets).error();
  }
  record->open.api_secret = core::secret{std::move(secrets->api_secret)};
  return std::move(record->open);
}

result<core::integration> decode_integration(std::string_view bytes, const sealer& seal,
                                             std::string_view key) {
  auto record = decode_record<with_sealed_part<core::integration>>(bytes, "integration record");
  if (!record) {
    return std::move(record).error();
  }
  auto secrets = open_secrets<shop_secrets>(record->sealed, seal, context_of("integrations", key));
  if (!secrets) {
    return std::move(secrets).error();
  }
  record->open.shop.key = core::secret{std::move(secrets->key)};
  record->open.shop.key_secret = core::secret{std::move(secrets->key_secret)};
  record->open.shop.options = std::move(secrets->options);
  return std::move(record->open);
}

result<core::ledger_account_connection> decode_connection(std::string_view bytes,
                                                          const sealer& seal,
                                                          std::string_view key) {
  auto record =
      decode_record<with_sealed_part<core::ledger_account_connection>>(bytes, "connection record");
  if (!record) {
    return std::move(record).error();
  }
  auto secrets = open_secrets<ledger_secrets>(record->sealed, seal, context_of("connections", key));
  if (!secrets) {
    return std::move(secrets).error();
  }
  record->open.access_token = core::secret{std::move(secrets->access_token)};
  record->open.refresh_token = core::secret{std::move(secrets->refresh_token)};
  return std::move(record->open);
}

}  // namespace boekbrug::storage
