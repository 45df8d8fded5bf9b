#pragma once
// The waiting line in front of a limiter: who gets the next permit.

#include "core/base/ids.hpp"
#include "core/base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace boekbrug::core {

/// Served in this order; a class gets what the ones before it leave (product.md R15). So history
/// may starve while live orders use the whole budget, and that is meant.
enum class call_class : std::uint8_t {
  continuing = 1,  // next step of a document that was begun: a half-made document must not stay
  live,
  credit,
  history,
};
inline constexpr std::size_t call_class_count = 4;
std::string_view name(call_class cls) noexcept;

struct fair_queue_options {
  std::size_t waiting_max = 10'000;
  /// One integration cannot fill the line for its neighbours.
  std::size_t waiting_max_per_integration = 1'000;
};

/// Within a class, integrations take turns by deficit round robin: each turn adds one permit to
/// what an integration may spend, a ticket costs what its caller said, and an integration whose
/// line runs empty loses what it did not spend. All operations are O(1), `pop` times the largest
/// cost.
class fair_queue {
public:
  enum class ticket : std::uint64_t {};
  static constexpr std::uint32_t cost_max = 16;

  explicit fair_queue(const fair_queue_options& options) : options_{options} {}

  /// `cost` permits at once, 1..cost_max. Errors: throttled when the line is full, already_exists
  /// for a ticket that is waiting, invalid_input for a cost out of range.
  result<void> push(ticket which, integration_id who, call_class cls, std::uint32_t cost = 1);

  struct served {
    ticket which{};
    integration_id who{};
    call_class cls{};
    std::uint32_t cost = 1;
  };
  /// The next one; nothing when nobody waits.
  std::optional<served> pop();
  /// False when it is not waiting (any more).
  bool cancel(ticket which);

  bool empty() const noexcept { return places_.empty(); }
  std::size_t size() const noexcept { return places_.size(); }
  std::size_t waiting(call_class cls) const noexcept { return line_of(cls).waiting; }
  std::size_t waiting(integration_id who) const noexcept;

private:
  struct entry {
    ticket which{};
    std::uint32_t cost = 1;
  };
  struct flow {
    std::list<entry> entries;
    std::list<integration_id>::iterator turn;  // its place in the round
    std::uint32_t deficit = 0;
    bool in_turn = false;  // has had its permit of this turn
  };
  struct line {
    std::unordered_map<integration_id, flow> flows;
    std::list<integration_id> round;  // front is served next
    std::size_t waiting = 0;
  };
  struct place {
    call_class cls{};
    integration_id who{};
    std::list<entry>::iterator at;
  };

  line& line_of(call_class cls) noexcept { return lines_[static_cast<std::size_t>(cls) - 1]; }
  const line& line_of(call_class cls) const noexcept {
    return lines_[static_cast<std::size_t>(cls) - 1];
  }
  void remove(std::unordered_map<ticket, place>::iterator found);

  fair_queue_options options_;
  std::array<line, call_class_count> lines_;
  std::unordered_map<ticket, place> places_;
  std::unordered_map<integration_id, std::size_t> waiting_by_integration_;
};

}  // namespace boekbrug::core
