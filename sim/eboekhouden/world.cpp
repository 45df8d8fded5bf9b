#include "sim/eboekhouden/world.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

ledger* administration::find_ledger(record_id id) {
  const auto at = ledgers.find(id);
  return at == ledgers.end() || at->second.removed ? nullptr : &at->second;
}

relation* administration::find_relation(record_id id) {
  const auto at = relations.find(id);
  return at == relations.end() ? nullptr : &at->second;
}

ledger* administration::first_debtor() {
  ledger* out = nullptr;
  for (auto& [id, one] : ledgers) {
    if (one.is("DEB") && !one.removed && (out == nullptr || one.code < out->code)) {
      out = &one;
    }
  }
  return out;
}

void administration::index_email(const relation& one) {
  for (const auto* name : {"emailAddress", "emailAddressInvoice", "emailAddressReminder"}) {
    const auto address = one.text(name);
    if (address.empty()) {
      continue;
    }
    auto& ids = relations_by_email[lower(address)];
    const auto at = std::lower_bound(ids.begin(), ids.end(), one.id);
    if (at == ids.end() || *at != one.id) {
      ids.insert(at, one.id);  // oldest first
    }
  }
}

world::world(service_options given) : options{std::move(given)} {
  for (auto& settings : options.administrations) {
    auto books = std::make_unique<administration>();
    books->settings = settings;
    seed(*books, next);
    administrations.push_back(std::move(books));
  }
}

administration* world::find_administration(std::string_view id) {
  const auto at = std::find_if(administrations.begin(), administrations.end(),
                               [id](const auto& one) { return one->settings.id == id; });
  return at == administrations.end() ? nullptr : at->get();
}

std::pair<administration*, api_token*> world::find_token(std::string_view token) {
  for (const auto& one : administrations) {
    for (auto& candidate : one->settings.tokens) {
      if (candidate.token == token) {
        return {one.get(), &candidate};
      }
    }
  }
  return {nullptr, nullptr};
}

std::string world::folded(std::string_view number) const {
  return options.doubtful.numbers_ignore_case ? lower(number) : std::string{number};
}

std::string context::date_text(day value) const {
  return text(value) + (all.options.doubtful.dates_with_time ? "T00:00:00" : "");
}

std::optional<reply> read_body(context& of, json::object& out) {
  auto value = parse_exact(of.request.raw->body);
  if (!value || !value->is_object()) {
    return of.refuse("DATA_01");
  }
  out = std::move(value->get_object());
  return std::nullopt;
}

}  // namespace boekbrug::sim::eboekhouden
