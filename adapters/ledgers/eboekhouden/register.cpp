// All documents of a period, for reports: the open items first (they tell what is paid), then the
// sales mutations, then the invoices, then the detail of each sale, which alone tells VAT per code.

#include "adapters/ledgers/eboekhouden/documents.hpp"
#include "adapters/ledgers/eboekhouden/errors.hpp"
#include "adapters/ledgers/eboekhouden/register_state.hpp"
#include "adapters/ledgers/eboekhouden/requests.hpp"
#include "core/time/time_text.hpp"

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;
using stage = register_state::stage;

core::error unknown_page(std::string_view page) {
  return core::fail(errc::invalid_input,
                    "eboekhouden: no page of documents: " + std::string(page.substr(0, 40)));
}

void learn_paid(const register_state& state, core::ledger_document& document) {
  const auto open = state.open_paid.find(open_key(document.number, document.contact_id));
  document.paid_known = true;
  if (open == state.open_paid.end()) {
    document.total_paid = document.total;
    document.state = core::document_state::paid;
  } else {
    document.total_paid = open->second;
  }
}

void read_open(const json_reader& row, register_state& state) {
  const auto total = row.required_money("totalAmount");
  const auto open = row.required_money("outstandingAmount");
  state.open_paid[open_key(row.text("invoiceNumber"), row.id("relationId"))] += total - open;
}

void read_sale(const json_reader& row, register_state& state) {
  auto id = row.required_id("id");
  if (is_sale(row)) {
    state.sales[row.text("invoiceNumber")].push_back(std::move(id));
  }
}

// An invoice without its mutation is not in the books yet, and is all there is to tell.
void read_listed(const json_reader& row, register_state& state, core::document_page& page) {
  auto document = read_invoice(row);
  const auto sale = state.sales.find(document.number);
  if (sale == state.sales.end()) {
    document.state = core::document_state::draft;
    document.paid_known = true;
    page.documents.push_back(std::move(document));
    return;
  }
  state.to_read.push_back({sale->second.front(), std::move(document.id)});
  sale->second.erase(sale->second.begin());
  if (sale->second.empty()) {
    state.sales.erase(sale);
  }
}

// Where to go after a list was read to its end.
void advance(register_state& state) {
  state.offset = 0;
  if (state.now == stage::open) {
    state.now = stage::sales;
  } else if (state.now == stage::sales) {
    state.now = stage::invoices;
  } else {
    state.now = stage::details;
    for (auto& [number, ids] : state.sales) {
      for (auto& id : ids) {
        state.to_read.push_back({id, "m" + id});
      }
    }
    state.sales.clear();
  }
}

core::result<core::document_page> read_list(register_state state,
                                            const core::http_response& answer) {
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  core::document_page page;
  const auto rows = json_reader{*parsed, "$", problem}.required_rows("items");
  for (const auto& row : rows) {
    if (state.now == stage::open) {
      read_open(row, state);
    } else if (state.now == stage::sales) {
      read_sale(row, state);
    } else {
      read_listed(row, state, page);
    }
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  if (rows.size() >= page_size_max) {
    state.offset += rows.size();
  } else {
    advance(state);
  }
  const bool over = state.now == stage::details && state.to_read.empty();
  page.next = over ? std::string{} : to_page(state);
  return page;
}

core::result<core::document_page> read_detail(register_state state,
                                              const core::http_response& answer) {
  const auto sale = state.to_read.front();
  const core::document_ref asked{"m" + sale.mutation, {}, {}};
  state.to_read.erase(state.to_read.begin());
  core::document_page page;
  page.next = state.to_read.empty() ? std::string{} : to_page(state);
  auto document = parse_document({}, asked, answer);
  if (!document) {
    if (document.error().code == errc::not_found) {
      return page;  // removed by hand in the meantime
    }
    return document.error();
  }
  document->id = sale.document;
  learn_paid(state, *document);
  page.documents.push_back(std::move(*document));
  return page;
}

}  // namespace

core::result<core::http_request> make_list_documents(const core::ledger_connection& ledger,
                                                     core::date from, core::date to,
                                                     std::string_view page) {
  const auto state = from_page(page);
  if (!state) {
    return unknown_page(page);
  }
  // "date[range]=2026-03-01,2026-03-31": both days included.
  const auto period =
      "date%5Brange%5D=" + core::percent_encode(core::to_text(from) + "," + core::to_text(to)) +
      "&" + paging(page_size_max, state->offset);
  switch (state->now) {
    case stage::open:
      return make_get(ledger, "/v1/mutation/invoice/outstanding?credDeb=D&" +
                                  paging(page_size_max, state->offset));
    case stage::sales:
      return make_get(ledger, "/v1/mutation?type=2&" + period);
    case stage::invoices:
      return make_get(ledger, "/v1/invoice?" + period);
    case stage::details:
      break;
  }
  return make_get(ledger, "/v1/mutation/" + state->to_read.front().mutation);
}

core::result<core::document_page> parse_list_documents(std::string_view page,
                                                       const core::http_response& answer) {
  auto state = from_page(page);
  if (!state) {
    return unknown_page(page);
  }
  return state->now == stage::details ? read_detail(std::move(*state), answer)
                                      : read_list(std::move(*state), answer);
}

}  // namespace boekbrug::adapters::eboekhouden_api
