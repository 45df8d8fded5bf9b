#include "sim/moneybird/invoices.hpp"
#include "sim/moneybird/render.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

const json::value* member(const json::object& fields, std::string_view key) {
  const auto* value = fields.if_contains(key);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

refusal check_members(const json::object& fields) {
  static constexpr std::array<std::string_view, 9> known{"payment_date",
                                                         "price",
                                                         "price_base",
                                                         "financial_account_id",
                                                         "financial_mutation_id",
                                                         "transaction_identifier",
                                                         "manual_payment_action",
                                                         "ledger_account_id",
                                                         "invoice_id"};
  for (const auto& field : fields) {
    if (std::find(known.begin(), known.end(), std::string_view{field.key()}) == known.end()) {
      return not_allowed("payment", field.key());
    }
  }
  return std::nullopt;
}

/// Date and amount, with the messages of the documented 422.
void read_required(const json::object& fields, payment& to, violations& found) {
  const auto* date = member(fields, "payment_date");
  if (date == nullptr) {
    found.add("payment_date", "can't be blank", "blank");
  }
  const auto parsed = date != nullptr && date->is_string()
                          ? parse_day(std::string_view{date->get_string()})
                          : std::nullopt;
  if (!parsed) {
    found.add("payment_date", "is not a valid date", "is not a valid date");
  }
  to.date = parsed.value_or(day{});
  const auto* price = member(fields, "price");
  if (price == nullptr) {
    found.add("price", "can't be blank", "blank");
  }
  const auto amount_given = price != nullptr ? amount_of(*price) : std::nullopt;
  if (!amount_given) {
    found.add("price", "is not a number", "not_a_number");
  } else if (is_zero(*amount_given)) {
    found.add("price", "must be other than 0", "other_than");
  }
  to.price = to_cents(amount_given.value_or(amount{}));
}

void read_base(const context& in, const invoice& of, const json::object& fields, payment& to,
               violations& found) {
  const auto* given = member(fields, "price_base");
  to.price_base = to.price;
  if (given != nullptr) {
    const auto value = amount_of(*given);
    if (!value) {
      found.add("price_base", "is not a number", "not_a_number");
    }
    to.price_base = to_cents(value.value_or(amount{}));
  } else if (of.currency != in.books.settings.currency) {
    found.add("price_base", "can't be blank", "blank");
  }
}

/// The account the money came in on, or the one it is booked against; 404 for one that is not
/// there.
refusal read_accounts(const context& in, const json::object& fields, payment& to) {
  to.ledger_account = in.books.ledger_of_type("13501").id;
  if (const auto* given = member(fields, "financial_account_id")) {
    const auto id = id_of(*given);
    const auto* account = id ? in.books.find_account(*id) : nullptr;
    if (account == nullptr || !account->active) {
      return record_not_found("financial_account_id");
    }
    to.financial_account = account->id;
    to.ledger_account = account->ledger_account;
  }
  if (const auto* given = member(fields, "ledger_account_id")) {
    const auto id = id_of(*given);
    const auto* ledger = id ? in.books.find_ledger(*id) : nullptr;
    if (ledger == nullptr) {
      return record_not_found("ledger_account_id");
    }
    to.ledger_account = ledger->id;
  }
  if (member(fields, "financial_mutation_id") != nullptr) {
    return record_not_found("financial_mutation_id");  // no bank feed is simulated
  }
  if (const auto* given = member(fields, "invoice_id")) {
    const auto id = id_of(*given);
    if (!id || in.books.sales.find(*id) == nullptr) {
      return record_not_found("invoice_id");
    }
  }
  return std::nullopt;
}

void read_action(const context& in, const json::object& fields, payment& to, violations& found) {
  const auto* given = member(fields, "manual_payment_action");
  if (given == nullptr) {
    return;
  }
  const std::string action = given->is_string() ? std::string(given->get_string()) : "";
  const auto needs = [&](std::string_view field) {
    if (member(fields, field) == nullptr) {
      found.add(field, "can't be blank", "blank");
    }
  };
  if (action == "private_payment" || action == "cash_payment") {
    needs("financial_account_id");
  } else if (action == "bank_transfer") {
    needs("financial_mutation_id");
  } else if (action == "balance_settlement") {
    needs("ledger_account_id");
  } else if (action == "invoices_settlement") {
    needs("invoice_id");
  } else if (action == "payment_without_proof") {
    if (!in.books.settings.payment_without_proof) {
      found.add("manual_payment_action", "is not allowed for this administration", "not_allowed");
    }
  } else if (action != "rounding_error") {
    found.add("manual_payment_action", "is not included in the list", "inclusion");
  }
  to.manual_action = action;
}

}  // namespace

payment& book_payment(context in, invoice& to, payment made) {
  made.id = in.all.next_id(in.request.now);
  made.created_at = in.request.now;
  if (is_zero(made.price_base)) {
    made.price_base = made.price;
  }
  in.books.payment_owner[made.id] = {to.external, to.id};
  to.payments.push_back(std::move(made));
  settle(in, to);
  touch(in, to);
  return to.payments.back();
}

reply add_payment(context in, invoice& to) {
  json::object fields;
  if (auto refused = read_holder(in, "payment", fields)) {
    return *refused;
  }
  if (auto refused = check_members(fields)) {
    return *refused;
  }
  payment made;
  violations found;
  read_required(fields, made, found);
  read_base(in, to, fields, made, found);
  read_action(in, fields, made, found);
  if (!to.was_sent()) {
    found.add("base", "Invoice is a draft and cannot be paid", "invoice_is_draft");
  }
  if (const auto* given = member(fields, "transaction_identifier")) {
    if (!given->is_string()) {
      return invalid_shape("payment", "transaction_identifier");
    }
    made.transaction_identifier = given->get_string();
  }
  if (!found.empty()) {
    return found.answer();
  }
  if (auto refused = read_accounts(in, fields, made)) {
    return *refused;
  }
  return answer(201, payment_json(in.books, to, book_payment(in, to, std::move(made))));
}

reply remove_payment(context in, invoice& from, std::string_view payment_id) {
  const auto id = id_of(payment_id).value_or(0);
  const auto at = std::find_if(from.payments.begin(), from.payments.end(),
                               [id](const payment& one) { return one.id == id; });
  if (at == from.payments.end()) {
    return record_not_found();
  }
  in.books.payment_owner.erase(at->id);
  from.payments.erase(at);
  settle(in, from);
  touch(in, from);
  return no_content();
}

reply payments_endpoint(context in) {
  if (!in.request.is(http_method::get, 2)) {
    return wrong_method();
  }
  const auto id = id_of(std::string_view{in.path()[1]}).value_or(0);
  const auto at = in.books.payment_owner.find(id);
  const auto* owner = at == in.books.payment_owner.end()
                          ? nullptr
                          : book_of(in, at->second.first).find(at->second.second);
  if (owner == nullptr) {
    return record_not_found();
  }
  const auto found = std::find_if(owner->payments.begin(), owner->payments.end(),
                                  [id](const payment& one) { return one.id == id; });
  return found == owner->payments.end() ? record_not_found()
                                        : answer(200, payment_json(in.books, *owner, *found));
}

}  // namespace boekbrug::sim::moneybird
