#include "adapters/shops/magento/pages.hpp"

#include "adapters/shops/magento/errors.hpp"
#include "adapters/shops/magento/types.hpp"

#include <algorithm>

namespace boekbrug::adapters::magento_api {

namespace {

constexpr int side_size = 100;  // invoices or memos per call
// Only what is read: invoices repeat every item of the order.
constexpr std::string_view invoice_fields = "entity_id,order_id,increment_id,state,created_at";

using rows_result = core::result<std::vector<order_row>>;

rows_result rows_of(const core::shop_connection& shop, const page_work& work) {
  const auto list = read_search(work.orders);
  return list ? read_orders(shop, list->items) : rows_result{list.error()};
}

// Whether the order is stored as it is now: then its invoices and memos are too.
bool is_known(const order_row& row, const page_wish& wish) {
  if (wish.scope == nullptr || !wish.scope->stored_revision) {
    return false;
  }
  const auto stored = wish.scope->stored_revision(row.order.id);
  return stored && *stored != 0 && *stored == row.order.revision;
}

bool wants(const order_row& row, page_work::step step, const page_wish& wish) {
  if (row.failure || is_known(row, wish)) {
    return false;
  }
  return step == page_work::step::invoices ? row.has_invoices : wish.credits && row.has_memos;
}

std::string ids_for(const std::vector<order_row>& rows, page_work::step step,
                    const page_wish& wish) {
  std::string ids;
  for (const auto& row : rows) {
    if (wants(row, step, wish)) {
      ids += (ids.empty() ? "" : ",") + row.order.id;
    }
  }
  return ids;
}

struct side_list {
  json::array items;
  bool last = false;
};

// Invoices or memos with rising ids above `work.after`.
core::result<side_list> read_side(page_work& work, const core::http_response& answer) {
  auto list = read_search(answer);
  if (!list) {
    return list.error();
  }
  side_list out;
  for (const auto& item : list->items) {
    fault problem;
    const json::object none;
    const fields source{item.is_object() ? item.get_object() : none, "row", problem};
    const auto id = source.id("entity_id");
    if (problem.failed() || id <= work.after) {
      return core::fail(core::errc::shop_answer_unreadable,
                        "entity_id: missing or not in rising order");
    }
    work.after = id;
  }
  const auto count = static_cast<std::int64_t>(list->items.size());
  if (count == 0 && list->total_count.value_or(0) > 0) {
    return core::fail(core::errc::shop_answer_unreadable,
                      "the shop counts invoices or credit memos that it does not give");
  }
  out.last = list->total_count ? *list->total_count <= count : count < side_size;
  out.items = std::move(list->items);
  return out;
}

void add_memos(order_row& row, const page_work& work, const page_wish& wish, page_progress& out) {
  core::scan_page::credited_order found;
  for (const auto& body : work.memos) {
    const auto list = read_search(body);
    for (const auto& item : list ? list->items : json::array{}) {
      fault problem;
      const fields memo{item.get_object(), "creditmemo", problem};
      if (memo.loose_text("order_id") != row.order.id) {
        continue;
      }
      auto credit = read_memo(memo, row);
      if (problem.failed()) {
        // The order itself is good; a revision of 0 has it read again when it is seen next.
        row.order.revision = 0;
        out.unreadable.push_back(
            {memo.loose_text("entity_id"),
             "credit memo " + memo.loose_text("increment_id") + ": " + problem.detail(),
             core::errc::shop_answer_unreadable, true, row.order.id});
        continue;
      }
      const bool stored = wish.scope != nullptr && wish.scope->knows_credit && credit &&
                          wish.scope->knows_credit(credit->id);
      if (credit && !stored) {
        found.credits.push_back(std::move(*credit));
      }
    }
  }
  if (!found.credits.empty()) {
    found.original = row.order;
    out.credited.push_back(std::move(found));
  }
}

page_progress finish(std::vector<order_row> rows, const page_work& work, const page_wish& wish) {
  page_progress out;
  out.complete = true;
  const auto invoices = decode_invoices(work.invoices).value_or(invoice_facts{});
  for (auto& row : rows) {
    if (!row.failure && is_known(row, wish)) {
      continue;
    }
    if (!row.failure) {
      apply_invoice(row, invoices);
      add_memos(row, work, wish, out);
    }
    if (row.failure) {
      out.unreadable.push_back({row.order.id, row.failure->detail, row.failure->code});
    } else {
      out.rows.push_back(std::move(row));
    }
  }
  return out;
}

// Goes to the next step that has something to ask, or finishes.
core::result<page_progress> advance(std::vector<order_row> rows, page_work work,
                                    const page_wish& wish, page_work::step from) {
  for (const auto step : {page_work::step::invoices, page_work::step::memos}) {
    if (step > from && !ids_for(rows, step, wish).empty()) {
      page_progress out;
      work.next = step;
      work.after = 0;
      out.work = std::move(work);
      return out;
    }
  }
  return finish(std::move(rows), work, wish);
}

// Which orders came, and whether more follow.
core::result<void> check_ids(const search_result& list, const std::vector<order_row>& rows,
                             std::int64_t last, int size, page_progress& out) {
  const auto count = static_cast<std::int64_t>(rows.size());
  if (count == 0 && list.total_count.value_or(0) > 0) {
    return core::fail(
        core::errc::shop_answer_unreadable,
        "the shop counts " + std::to_string(*list.total_count) + " orders but gives none");
  }
  if (count > 0 && rows.front().id <= last) {
    return core::fail(core::errc::shop_answer_unreadable,
                      "orders that were not asked for: the shop ignores the filter");
  }
  out.highest = count == 0 ? last : rows.back().id;
  out.last_page = count == 0 || (list.total_count ? *list.total_count <= count : count < size);
  return {};
}

}  // namespace

core::result<core::http_request> make_page_step(const core::shop_connection& shop,
                                                const page_work& work, const page_wish& wish,
                                                const core::request_context& context) {
  const auto rows = rows_of(shop, work);
  if (!rows) {
    return rows.error();
  }
  const bool invoices = work.next == page_work::step::invoices;
  criteria search;
  search.also("order_id", "in", ids_for(*rows, work.next, wish))
      .also("entity_id", "gt", std::to_string(work.after))
      .sorted("entity_id", true);
  return make_get(shop, invoices ? "/invoices" : "/creditmemos",
                  search.page(side_size, invoices ? invoice_fields : ""), context);
}

core::result<page_progress> take_page_step(const core::shop_connection& shop, const page_work& work,
                                           const page_wish& wish, std::int64_t last, int size,
                                           const core::http_response& answer) {
  page_work next = work;
  page_progress facts;
  std::optional<side_list> side;
  if (work.next == page_work::step::orders) {
    // Read once here for its errors; kept as it came.
    next.orders = answer.body;
    if (const auto list = read_search(answer); !list) {
      return list.error();
    }
  } else {
    auto read = read_side(next, answer);
    if (!read) {
      return read.error();
    }
    side = std::move(*read);
  }
  const auto list = read_search(next.orders);
  if (!list) {
    return list.error();
  }
  auto rows = read_orders(shop, list->items);
  if (!rows) {
    return rows.error();
  }
  if (const auto checked = check_ids(*list, *rows, last, size, facts); !checked) {
    return checked.error();
  }
  if (side && work.next == page_work::step::invoices) {
    auto known = decode_invoices(next.invoices).value_or(invoice_facts{});
    if (const auto added = add_invoices(side->items, known); !added) {
      return added.error();
    }
    next.invoices = encode(known);
  } else if (side) {
    next.memos.push_back(answer.body);
  }
  core::result<page_progress> out = page_progress{};
  if (side && !side->last) {
    out->work = std::move(next);
  } else {
    out = advance(std::move(*rows), std::move(next), wish, work.next);
  }
  if (out) {
    out->last_page = facts.last_page;
    out->highest = facts.highest;
  }
  return out;
}

}  // namespace boekbrug::adapters::magento_api
