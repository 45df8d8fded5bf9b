#include "actors/errors.hpp"

namespace boekbrug::actors {

caf::error to_caf(const core::error& failure) {
  const std::int64_t wait = failure.retry_after ? failure.retry_after->count() : -1;
  return caf::make_error(failure.code, failure.detail, wait);
}

core::error from_caf(const caf::error& failure) {
  if (failure.category() == caf::atom("boekbrug")) {
    core::error out{static_cast<core::errc>(failure.code()), {}, std::nullopt};
    const auto& context = failure.context();
    if (context.match_elements<std::string, std::int64_t>()) {
      out.detail = context.get_as<std::string>(0);
      if (const auto wait = context.get_as<std::int64_t>(1); wait >= 0) {
        out.retry_after = std::chrono::seconds{wait};
      }
    }
    return out;
  }
  if (failure == caf::sec::request_timeout) {
    return core::fail(core::errc::timed_out, "an actor did not answer in time");
  }
  if (failure == caf::sec::request_receiver_down || failure == caf::exit_reason::user_shutdown ||
      failure == caf::exit_reason::kill) {
    return core::fail(core::errc::cancelled, "the actor is gone");
  }
  return core::fail(core::errc::internal,
                    to_string(failure.category()) + " " + std::to_string(failure.code()));
}

}  // namespace boekbrug::actors
