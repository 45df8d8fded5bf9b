// The steps of one credit invoice: its order, the order's rows, its own rows.

#include "adapters/shops/ccvshop/credits.hpp"
#include "adapters/shops/ccvshop/orders.hpp"
#include "adapters/shops/ccvshop/scan_run.hpp"
#include "adapters/shops/ccvshop/text.hpp"

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::errc;

core::result<void> without_original(scan_run& run, std::string detail) {
  run.page.unreadable.push_back({run.state.queue.front().id, std::move(detail),
                                 errc::credit_without_original, true, run.state.original_id});
  pop(run.state);
  return {};
}

core::result<void> gone_or_set_back(scan_run& run, const core::error& failure) {
  return failure.code == errc::not_found
             ? without_original(run, "the order of this credit invoice is not there any more")
             : set_back(run, failure);
}

/// `ordernumber` repeats per prefix: only the full number names one order.
core::result<void> take_search(scan_run& run) {
  const auto page = read_collection(run.shop, run.answer);
  if (!page) {
    return gone_or_set_back(run, page.error());
  }
  const auto wanted = read_invoice_head(json::value(run.state.queue.front().header));
  const json::object* found = nullptr;
  std::size_t matches = 0;
  for (const auto& item : page->items) {
    const auto* const object = item.if_object();
    if (object == nullptr || !wanted) {
      continue;
    }
    fault ignored;
    const fields source{*object, "", ignored};
    const bool same =
        wanted->order_number_full.empty()
            ? source.text("ordernumber") == wanted->order_number
            : plain_text(source.text("ordernumber_full"), 100) == wanted->order_number_full;
    if (same) {
      found = object;
      ++matches;
    }
  }
  const auto head = found == nullptr ? core::result<order_head>{core::fail(errc::not_found)}
                                     : read_head(json::value(*found));
  if (matches != 1 || !head) {
    return without_original(run, matches > 1
                                     ? "several orders carry the number of this credit invoice"
                                     : "the order of this credit invoice is not in the shop");
  }
  run.state.misses = 0;
  run.state.original_id = head->id;
  run.state.original = *found;
  return {};
}

core::result<void> take_original(scan_run& run) {
  auto object = read_object(run.shop, run.answer);
  if (!object) {
    return gone_or_set_back(run, object.error());
  }
  run.state.misses = 0;
  run.state.original = std::move(*object);
  return {};
}

core::result<void> emit(scan_run& run) {
  auto& state = run.state;
  const auto report = [&](const core::error& failure) {
    run.page.unreadable.push_back(
        {state.queue.front().id, failure.detail, failure.code, true, state.original_id});
  };
  auto original = read_order(run.shop, *state.original, *state.original_rows);
  if (!original) {
    report(core::fail(original.error().code, "its order: " + original.error().detail));
  } else {
    auto credit = read_credit(state.queue.front().header, state.rows, *original);
    if (credit) {
      run.page.credited.push_back({std::move(*original), {std::move(*credit)}});
    } else {
      report(credit.error());
    }
  }
  pop(state);
  return {};
}

}  // namespace

core::result<void> take_credit(scan_run& run) {
  auto& state = run.state;
  const auto step = next_credit_step(state);
  if (step == credit_step::seek) {
    return take_search(run);
  }
  if (step == credit_step::original) {
    return take_original(run);
  }
  const bool own = step == credit_step::rows;
  const auto whole =
      take_rows(run, own ? invoice_rows(state.queue.front().id) : order_rows(state.original_id));
  if (!whole) {
    return own ? set_back(run, whole.error()) : gone_or_set_back(run, whole.error());
  }
  state.misses = 0;
  if (!*whole) {
    return {};
  }
  if (own) {
    return emit(run);
  }
  state.original_rows = std::move(state.rows);
  state.rows = {};
  state.rows_place = {};
  return {};
}

}  // namespace boekbrug::adapters::ccvshop_api
