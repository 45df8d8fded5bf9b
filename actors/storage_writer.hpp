#pragma once
// The actor in front of the store's writer: answers after the commit (STYLE 7.2).

#include "actors/interfaces.hpp"
#include "actors/services.hpp"

#include <unordered_map>

namespace boekbrug::actors {

class storage_writer_state {
public:
  static inline const char* name = "storage-writer";
  explicit storage_writer_state(storage_writer_actor::pointer self) : self_{self} {}
  storage_writer_actor::behavior_type make_behavior(const services* house);

private:
  caf::result<bool> commit(const batch_ptr& batch);
  void done(std::uint64_t number, const stored_ptr& outcome);

  storage_writer_actor::pointer self_;
  const services* house_ = nullptr;
  std::uint64_t next_ = 1;
  std::unordered_map<std::uint64_t, caf::typed_response_promise<bool>> waiting_;
};
static_assert(!std::is_aggregate_v<storage_writer_state>);

storage_writer_actor::behavior_type storage_writer(
    storage_writer_actor::stateful_pointer<storage_writer_state> self, const services* house);

}  // namespace boekbrug::actors
