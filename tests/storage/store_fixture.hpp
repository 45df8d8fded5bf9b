#pragma once
// The typed store on each engine.

#include "storage/store.hpp"
#include "tests/storage/samples.hpp"
#include "tests/storage/store_folder.hpp"

namespace boekbrug::storage::testing {

class any_store : public ::testing::TestWithParam<std::string> {
protected:
  any_store() : store_{make_engine(), sealer{sealer::key{}}} {}

  static core::time_point at(std::int64_t ms) {
    return core::time_point{std::chrono::milliseconds{ms}};
  }
  template <class... Arguments>
  bool write(Arguments&&... arguments) {
    auto batch = store_.batch();
    batch.put(std::forward<Arguments>(arguments)...);
    return store_.commit_now(std::move(batch)).has_value();
  }
  template <class... Arguments>
  bool append(Arguments&&... arguments) {
    auto batch = store_.batch();
    batch.add(std::forward<Arguments>(arguments)...);
    return store_.commit_now(std::move(batch)).has_value();
  }

private:
  std::unique_ptr<engine> make_engine() {
    return GetParam() == "memory" ? make_memory_engine()
                                  : open_or_fail(small_store(folder_ / "store"));
  }

protected:
  scratch_folder folder_;
  store store_;
  random_source random_{7};
};

}  // namespace boekbrug::storage::testing
