// Looking for the document of a plan: first the invoices with its number, then the sales mutations,
// then each of those found by its id. A step is "" (invoices), "m:" with the invoices found, or
// "r:" with the documents still to be read.

#include "adapters/ledgers/eboekhouden/documents.hpp"
#include "adapters/ledgers/eboekhouden/errors.hpp"
#include "adapters/ledgers/eboekhouden/requests.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"

#include <algorithm>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;

struct find_step {
  char stage = 'i';  // invoices, mutations, reading
  std::vector<std::string> ids;
};

std::optional<find_step> read_step(std::string_view step) {
  if (step.empty()) {
    return find_step{};
  }
  if (!step.starts_with("m:") && !step.starts_with("r:")) {
    return std::nullopt;
  }
  find_step made{step.front(), split_commas(step.substr(2))};
  const bool fine = std::all_of(made.ids.begin(), made.ids.end(),
                                [](const auto& id) { return split_id(id).has_value(); });
  return fine && (made.stage == 'm' || !made.ids.empty()) ? std::optional{made} : std::nullopt;
}

core::error unknown_step(std::string_view step) {
  return core::fail(errc::invalid_input,
                    "eboekhouden: no step of a search: " + std::string(step.substr(0, 40)));
}

// The ids of the rows with exactly this number. A full page without one means that the API did not
// filter, and proves nothing.
core::result<std::vector<std::string>> matching_ids(const core::booking_plan& plan, char kind,
                                                    const core::http_response& answer) {
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  std::vector<std::string> ids;
  const auto rows = json_reader{*parsed, "$", problem}.required_rows("items");
  for (const auto& row : rows) {
    auto id = kind + row.required_id("id");
    if (row.text("invoiceNumber") == plan.reference && (kind == 'i' || is_sale(row))) {
      ids.push_back(std::move(id));
    }
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  if (ids.empty() && rows.size() >= search_size) {
    return core::fail(errc::ledger_unreachable,
                      "the search for '" + plan.reference + "' answered a full page of others");
  }
  return ids;
}

core::result<core::document_page> after_mutations(const core::booking_plan& plan,
                                                  const find_step& step,
                                                  const core::http_response& answer) {
  const auto sales = matching_ids(plan, 'm', answer);
  if (!sales) {
    return sales.error();
  }
  if (!step.ids.empty() && sales->empty()) {
    // Paying it would fail (MUT_115), making it again too (FACT_101).
    return core::fail(errc::document_exists,
                      plan.reference +
                          " (the invoice exists in e-Boekhouden.nl, but is not in the "
                          "books: book or remove it there)");
  }
  // The mutation of an invoice is the same document.
  const auto& found = step.ids.empty() ? *sales : step.ids;
  return core::document_page{{}, found.empty() ? std::string{} : "r:" + join_commas(found)};
}

core::result<core::document_page> after_reading(const core::booking_plan& plan,
                                                const find_step& step,
                                                const core::http_response& answer) {
  core::document_page page;
  const std::vector<std::string> rest(step.ids.begin() + 1, step.ids.end());
  page.next = rest.empty() ? std::string{} : "r:" + join_commas(rest);
  auto document = parse_document(plan, {step.ids.front(), plan.reference, {}}, answer);
  if (!document) {
    return document.error().code == errc::not_found
               ? core::fail(errc::ledger_unreachable,
                            "a document that was just found is gone: " + document.error().detail)
               : document.error();
  }
  page.documents.push_back(std::move(*document));
  return page;
}

}  // namespace

core::result<core::http_request> make_find_document(const core::ledger_connection& ledger,
                                                    const core::booking_plan& plan,
                                                    std::string_view step) {
  const auto now = read_step(step);
  if (!now) {
    return unknown_step(step);
  }
  if (now->stage == 'r') {
    return make_read_document(ledger, {now->ids.front(), {}, {}});
  }
  const std::string path = now->stage == 'i' ? "/v1/invoice?" : "/v1/mutation?type=2&";
  return make_get(ledger,
                  path + filter("invoiceNumber", plan.reference) + "&" + paging(search_size));
}

core::result<core::document_page> parse_find_document(const core::booking_plan& plan,
                                                      std::string_view step,
                                                      const core::http_response& answer) {
  const auto now = read_step(step);
  if (!now) {
    return unknown_step(step);
  }
  if (now->stage == 'm') {
    return after_mutations(plan, *now, answer);
  }
  if (now->stage == 'r') {
    return after_reading(plan, *now, answer);
  }
  const auto invoices = matching_ids(plan, 'i', answer);
  if (!invoices) {
    return invoices.error();
  }
  return core::document_page{{}, "m:" + join_commas(*invoices)};
}

}  // namespace boekbrug::adapters::eboekhouden_api
