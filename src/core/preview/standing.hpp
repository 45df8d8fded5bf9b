#pragma once
// Where an order or credit stands: what was stored of it, and what the next run would decide.

#include "core/preview/preview.hpp"
#include "core/sync/judge.hpp"

namespace boekbrug::core {

struct standing {
  preview_state state = preview_state::would_book;
  std::string reason;
  bool from_history = false;
  std::optional<error> failure;  // of an earlier attempt
  std::string reference;         // fixed by a booking that has begun; "" = free
  std::optional<preview_booked> booked;
};

/// Looks up what the input holds; each pointer is nullptr when there is nothing.
const item* known_item(const preview_input& input, const item_key& key);
const preview_elsewhere* known_elsewhere(const preview_input& input, const item_key& key);

standing stand(const order& source, const preview_input& input);
standing stand(const preview_credit& source, const preview_input& input);

}  // namespace boekbrug::core
