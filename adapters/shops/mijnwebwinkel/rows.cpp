#include "adapters/shops/mijnwebwinkel/rows.hpp"

#include "adapters/shops/mijnwebwinkel/answers.hpp"
#include "adapters/shops/mijnwebwinkel/orders.hpp"
#include "adapters/shops/mijnwebwinkel/text.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"

#include <algorithm>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

using core::errc;

// The number belongs to another order than the one that is stored: the shop's numbering was
// started anew. It must not pass for the stored one, so it gets an id of its own.
bool is_another_order(const row_reader& with, const json::value& row) {
  const auto identity = identity_of(row);
  if (identity == 0 || !with.scope.stored_revision) {
    return false;
  }
  const auto stored = with.scope.stored_revision(number_of(row)).value_or(0);
  return stored != 0 && stored != identity;
}

void read_as_order(const row_reader& with, const json::value& row, core::scan_page& page) {
  auto order = read_order(with.shop, row);
  const auto number = number_of(row);
  if (order) {
    if (!is_another_order(with, row)) {
      page.orders.push_back(std::move(*order));
      return;
    }
    page.unreadable.push_back(
        {number + " (" + plain_text(members{&row}.text("uuid"), 8) + ')',
         "order number " + number +
             " was used before for another order of this shop; book this one by hand"});
  } else if (is_order_number(number)) {  // a test order is of no account
    page.unreadable.push_back({number, order.error().detail, order.error().code});
  }
}

const json::value* find_row(const json::array& rows, const std::string& number) {
  const auto* const found =
      std::find_if(rows.begin(), rows.end(),
                   [&number](const json::value& row) { return number_of(row) == number; });
  return found == rows.end() ? nullptr : found;
}

void read_as_credit(const row_reader& with, const json::array& rows, const json::value& row,
                    scan_memory& memory, core::scan_page& page) {
  const auto number = number_of(row);
  const bool known = with.scope.knows_credit && with.scope.knows_credit(number);
  if (known || !is_order_number(number) || is_cancelled(with.shop, row)) {
    return;
  }
  const auto original = credited_number(row);
  if (!is_order_number(original) || original == number) {
    page.unreadable.push_back({number,
                               "credit order " + number + " does not name its original",
                               errc::credit_without_original,
                               true,
                               {}});
    return;
  }
  if (const auto* const at_hand = find_row(rows, original)) {
    add_credit(with, row, at_hand, page);
  } else {
    memory.pending.push_back(row);
  }
}

}  // namespace

void add_credit(const row_reader& with, const json::value& credit, const json::value* original,
                core::scan_page& page) {
  const auto number = number_of(credit);
  const auto wanted = credited_number(credit);
  const auto orphan = [&](const std::string& why) {
    page.unreadable.push_back({number, "credit " + number + ", original " + wanted + ": " + why,
                               errc::credit_without_original, true, wanted});
  };
  auto read = read_credit(with.shop, credit);
  if (!read) {
    page.unreadable.push_back({number, read.error().detail, read.error().code, true, wanted});
    return;
  }
  if (original == nullptr) {
    orphan("not in the shop");
    return;
  }
  if (is_credit_order(with.shop, *original)) {
    orphan("a credit order itself");
    return;
  }
  if (is_another_order(with, *original)) {
    orphan("its number was used before for another order of this shop");
    return;
  }
  auto order = read_order(with.shop, *original);
  if (!order) {
    orphan(order.error().detail);
    return;
  }
  const auto unit = core::currency::parse(members{&credit}.text("currency"));
  if (!unit || order->currency != *unit) {
    orphan("in another currency");
    return;
  }
  page.credited.push_back({std::move(*order), {std::move(*read)}});
}

core::result<void> read_rows(const row_reader& with, const json::array& rows, scan_memory& memory,
                             core::scan_page& page) {
  for (const auto& row : rows) {
    const auto number = number_of(row);
    if (number.empty()) {
      return core::fail(errc::shop_answer_unreadable,
                        "orders[" + std::to_string(&row - rows.begin()) + "].number: missing");
    }
    const auto print = std::to_string(fingerprint_of(row));
    auto& seen = memory.seen[number];
    if (seen == print) {
      continue;  // handed out in this run already
    }
    seen = print;
    if (is_credit_order(with.shop, row)) {
      read_as_credit(with, rows, row, memory, page);
    } else {
      read_as_order(with, row, page);
    }
  }
  return {};
}

core::result<json::value> read_single(const core::shop_connection& shop, std::string_view number,
                                      const core::http_response& answer) {
  auto value = read_json(shop, answer, true);
  if (!value) {
    return value.error();
  }
  // Older resources answer one order as a list of one.
  if (auto* const list = value->if_array(); list != nullptr && list->size() == 1) {
    json::value only = std::move(list->front());
    value = std::move(only);
  }
  if (number_of(*value) != number) {
    return core::fail(errc::shop_answer_unreadable,
                      "order " + std::string(number) + ": the answer is another order or none");
  }
  return value;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
