// Invoices tell when an order was paid, and their number is the shop's own (magento.md 2.4).
#include "adapters/shops/magento/orders.hpp"
#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

#include <charconv>

namespace boekbrug::adapters::magento_api {

namespace {

constexpr std::int64_t state_paid = 2;
constexpr std::int64_t state_canceled = 3;

// A payment beats an open invoice; of two alike the later one.
bool is_better(const invoice_fact& one, const invoice_fact& other) {
  if (one.paid != other.paid) {
    return one.paid;
  }
  return one.created >= other.created;
}

}  // namespace

core::result<void> add_invoices(const json::array& items, invoice_facts& facts) {
  for (std::size_t at = 0; at < items.size(); ++at) {
    fault problem;
    const std::string path = "invoices[" + std::to_string(at) + ']';
    if (!items[at].is_object()) {
      return core::fail(core::errc::shop_answer_unreadable, path + ": not an object");
    }
    const fields source{items[at].get_object(), path, problem};
    const auto order = std::to_string(source.id("order_id"));
    // Without a state nothing is known about the payment: it counts as open.
    const auto state = source.id_or_none("state").value_or(1);
    invoice_fact fact;
    fact.number = field_text(source.loose_text("increment_id"), 100);
    fact.created = source.time("created_at");
    fact.paid = state == state_paid;
    if (problem.failed()) {
      return problem.error();
    }
    if (state == state_canceled) {
      continue;
    }
    const auto found = facts.find(order);
    if (found == facts.end() || is_better(fact, found->second)) {
      facts.insert_or_assign(order, std::move(fact));
    }
  }
  return {};
}

std::string encode(const invoice_facts& facts) {
  std::vector<std::string> parts;
  for (const auto& [order, fact] : facts) {
    parts.insert(parts.end(), {order, fact.number, filter_time(fact.created),
                               std::string(fact.paid ? "2" : "1")});
  }
  return pack(parts);
}

std::optional<invoice_facts> decode_invoices(std::string_view text) {
  const auto parts = unpack(text);
  if (!parts || parts->size() % 4 != 0) {
    return std::nullopt;
  }
  invoice_facts facts;
  for (std::size_t at = 0; at < parts->size(); at += 4) {
    const auto created = read_time((*parts)[at + 2]);
    if (!created) {
      return std::nullopt;
    }
    facts.insert_or_assign((*parts)[at],
                           invoice_fact{(*parts)[at + 1], *created, (*parts)[at + 3] == "2"});
  }
  return facts;
}

void apply_invoice(order_row& row, const invoice_facts& facts) {
  const auto found = facts.find(row.order.id);
  if (found == facts.end()) {
    return;
  }
  row.order.invoice_number = found->second.number;
  row.order.invoiced = found->second.created;
  if (row.pays && found->second.paid) {
    row.order.paid = found->second.created;
  }
}

namespace {

// FNV-1a, each text with its length, so that moving a border changes the value.
class fingerprint {
public:
  void add(std::string_view text) noexcept {
    for (const char c : text) {
      byte(static_cast<unsigned char>(c));
    }
    for (auto size = text.size(); size != 0; size >>= 8U) {
      byte(static_cast<unsigned char>(size & 0xFFU));
    }
    byte(0);
  }
  std::uint64_t value() const noexcept { return state_ == 0 ? 1 : state_; }

private:
  void byte(unsigned char value) noexcept {
    state_ ^= value;
    state_ *= 1099511628211ULL;
  }
  std::uint64_t state_ = 14695981039346656037ULL;
};

// Texts and numbers by name; lists and inner objects are called for separately. Their order in the
// answer does not count, so the names are sorted.
void add_scalars(const json::object& object, fingerprint& print) {
  std::map<std::string_view, std::string> sorted;
  for (const auto& one : object) {
    if (auto text = scalar_text(one.value())) {
      sorted.emplace(std::string_view{one.key().data(), one.key().size()}, std::move(*text));
    }
  }
  for (const auto& [name, text] : sorted) {
    print.add(name);
    print.add(text);
  }
}

}  // namespace

std::uint64_t revision_of(const json::object& row) {
  fingerprint print;
  fault ignored;
  const fields source{row, "", ignored};
  add_scalars(row, print);
  for_each_object(source, "items",
                  [&print](const fields& item) { add_scalars(item.raw(), print); });
  for (const std::string_view key : {"billing_address", "payment", "extension_attributes"}) {
    add_scalars(source.child(key).raw(), print);
  }
  return print.value();
}

}  // namespace boekbrug::adapters::magento_api
