#include "core/limiter/fair_queue.hpp"

#include <string>

namespace boekbrug::core {

std::string_view name(call_class cls) noexcept {
  switch (cls) {
    case call_class::continuing:
      return "continuing";
    case call_class::live:
      return "live";
    case call_class::credit:
      return "credit";
    case call_class::history:
      return "history";
  }
  return "unknown";
}

result<void> fair_queue::push(ticket which, integration_id who, call_class cls,
                              std::uint32_t cost) {
  const auto index = static_cast<std::size_t>(cls);
  if (cost < 1 || cost > cost_max || index < 1 || index > call_class_count) {
    return fail(errc::invalid_input,
                "a ticket of class " + std::to_string(index) + " and cost " + std::to_string(cost));
  }
  if (places_.contains(which)) {
    return fail(errc::already_exists,
                "ticket " + std::to_string(static_cast<std::uint64_t>(which)) + " waits already");
  }
  if (places_.size() >= options_.waiting_max ||
      waiting(who) >= options_.waiting_max_per_integration) {
    return fail(errc::throttled, std::to_string(places_.size()) + " calls wait, " +
                                     std::to_string(waiting(who)) + " of this integration");
  }
  line& to = line_of(cls);
  const auto [found, is_new] = to.flows.try_emplace(who);
  flow& own = found->second;
  if (is_new) {
    own.turn = to.round.insert(to.round.end(), who);
  }
  own.entries.push_back(entry{which, cost});
  places_.emplace(which, place{cls, who, std::prev(own.entries.end())});
  ++to.waiting;
  ++waiting_by_integration_[who];
  return {};
}

void fair_queue::remove(std::unordered_map<ticket, place>::iterator found) {
  const place where = found->second;
  line& from = line_of(where.cls);
  const auto own = from.flows.find(where.who);
  own->second.entries.erase(where.at);
  if (own->second.entries.empty()) {
    from.round.erase(own->second.turn);
    from.flows.erase(own);
  }
  --from.waiting;
  const auto count = waiting_by_integration_.find(where.who);
  if (--count->second == 0) {
    waiting_by_integration_.erase(count);
  }
  places_.erase(found);
}

std::optional<fair_queue::served> fair_queue::pop() {
  for (std::size_t index = 0; index < call_class_count; ++index) {
    line& from = lines_[index];
    // Ends: each time round, somebody's deficit grows by one, and no ticket costs more than
    // cost_max.
    while (!from.round.empty()) {
      const integration_id who = from.round.front();
      flow& own = from.flows.at(who);
      if (!own.in_turn) {
        own.in_turn = true;
        ++own.deficit;
      }
      const entry head = own.entries.front();
      if (own.deficit >= head.cost) {
        own.deficit -= head.cost;
        remove(places_.find(head.which));
        return served{head.which, who, static_cast<call_class>(index + 1), head.cost};
      }
      own.in_turn = false;
      from.round.splice(from.round.end(), from.round, own.turn);
    }
  }
  return std::nullopt;
}

bool fair_queue::cancel(ticket which) {
  const auto found = places_.find(which);
  if (found == places_.end()) {
    return false;
  }
  remove(found);
  return true;
}

std::size_t fair_queue::waiting(integration_id who) const noexcept {
  const auto found = waiting_by_integration_.find(who);
  return found == waiting_by_integration_.end() ? 0 : found->second;
}

}  // namespace boekbrug::core
