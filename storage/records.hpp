#pragma once
// Every record of the store, to bytes and back. Bytes that are not such a record give
// storage_corrupt.

#include "storage/store.hpp"

#include <string>
#include <string_view>

namespace boekbrug::storage {

struct contact_record {
  std::string contact_id;
};

struct hook_path_record {
  core::integration_id owner{};
};

/// For account, integration_schedule, item, payload, attempt, run_record, sent_entry,
/// store::cached_lists, limiter_budget, audit_entry, id_counters, contact_record and
/// hook_path_record.
template <class T>
std::string encode(const T& value);
template <class T>
core::result<T> decode(std::string_view bytes);

/// Records with secrets: these are sealed, bound to `key`, the record's own key in its table.
std::string encode_sealed(const core::integration& value, const sealer& seal, std::string_view key);
std::string encode_sealed(const core::ledger_account_connection& value, const sealer& seal,
                          std::string_view key);
std::string encode_sealed(const app_install& value, const sealer& seal, std::string_view key);
core::result<app_install> decode_app_install(std::string_view bytes, const sealer& seal,
                                             std::string_view key);
core::result<core::integration> decode_integration(std::string_view bytes, const sealer& seal,
                                                   std::string_view key);
core::result<core::ledger_account_connection> decode_connection(std::string_view bytes,
                                                                const sealer& seal,
                                                                std::string_view key);

}  // namespace boekbrug::storage
