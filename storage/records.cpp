#include "storage/records.hpp"

#include "storage/impl/fields.hpp"

namespace boekbrug::storage {

template <class A>
void fields(A& a, field_of<A, contact_record> v) {
  auto& [contact_id] = v;
  a(contact_id);
}

template <class A>
void fields(A& a, field_of<A, hook_path_record> v) {
  auto& [owner] = v;
  a(owner);
}

namespace {

template <class T>
constexpr std::string_view record_name;
template <>
constexpr std::string_view record_name<core::account> = "account record";
template <>
constexpr std::string_view record_name<core::integration_schedule> = "schedule record";
template <>
constexpr std::string_view record_name<core::item> = "item record";
template <>
constexpr std::string_view record_name<payload> = "payload record";
template <>
constexpr std::string_view record_name<core::attempt> = "attempt record";
template <>
constexpr std::string_view record_name<core::run_record> = "run record";
template <>
constexpr std::string_view record_name<sent_entry> = "sent register record";
template <>
constexpr std::string_view record_name<store::cached_lists> = "lists record";
template <>
constexpr std::string_view record_name<limiter_budget> = "budget record";
template <>
constexpr std::string_view record_name<audit_entry> = "audit record";
template <>
constexpr std::string_view record_name<id_counters> = "id counter record";
template <>
constexpr std::string_view record_name<contact_record> = "contact record";
template <>
constexpr std::string_view record_name<hook_path_record> = "hook path record";

}  // namespace

template <class T>
std::string encode(const T& value) {
  return encode_record(value);
}
template <class T>
core::result<T> decode(std::string_view bytes) {
  return decode_record<T>(bytes, record_name<T>);
}

#define BOEKBRUG_RECORD(type)               \
  template std::string encode(const type&); \
  template core::result<type> decode<type>(std::string_view)
BOEKBRUG_RECORD(core::account);
BOEKBRUG_RECORD(core::integration_schedule);
BOEKBRUG_RECORD(core::item);
BOEKBRUG_RECORD(payload);
BOEKBRUG_RECORD(core::attempt);
BOEKBRUG_RECORD(core::run_record);
BOEKBRUG_RECORD(sent_entry);
BOEKBRUG_RECORD(store::cached_lists);
BOEKBRUG_RECORD(limiter_budget);
BOEKBRUG_RECORD(audit_entry);
BOEKBRUG_RECORD(id_counters);
BOEKBRUG_RECORD(contact_record);
BOEKBRUG_RECORD(hook_path_record);
#undef BOEKBRUG_RECORD

}  // namespace boekbrug::storage
