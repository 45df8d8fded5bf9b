#include "adapters/ledgers/moneybird/errors.hpp"
#include "adapters/ledgers/moneybird/pages.hpp"
#include "adapters/ledgers/moneybird/responses.hpp"

#include <algorithm>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;

core::document_state read_state(std::string_view text) {
  if (text == "draft") {
    return core::document_state::draft;
  }
  if (text == "open" || text == "late" || text == "reminded" || text == "pending_payment") {
    return core::document_state::open;
  }
  // "scheduled" and "uncollectible" were made so by a person; states of the future are not guessed.
  return text == "paid" ? core::document_state::paid : core::document_state::other;
}

core::minor_units read_paid(const json_reader& reader, core::currency unit) {
  if (const auto paid = reader.money("total_paid", unit)) {
    return *paid;
  }
  core::minor_units sum = 0;
  for (const auto& payment : reader.rows("payments")) {
    sum += payment.required_money("price", unit);
  }
  return sum;
}

core::ledger_document read_document(const json_reader& reader) {
  core::ledger_document document;
  document.id = reader.required_id("id");
  document.number = reader.text("invoice_id");
  document.reference = reader.text("reference");
  document.contact_id = reader.id("contact_id");
  document.state = read_state(reader.required_text("state"));
  document.booked_on = reader.day("invoice_date");
  document.currency = reader.required_currency("currency");
  document.total = reader.required_money("total_price_incl_tax", document.currency);
  document.total_net = reader.required_money("total_price_excl_tax", document.currency);
  document.total_paid = read_paid(reader, document.currency);
  for (const auto& row : reader.rows("tax_totals")) {
    document.vat.push_back({row.required_id("tax_rate_id"),
                            row.required_money("taxable_amount", document.currency),
                            row.required_money("tax_amount", document.currency)});
  }
  for (const auto& row : reader.rows("details")) {
    // Lines of text only have no amount, and may have no rate.
    document.line_nets.push_back(
        {row.id("tax_rate_id"),
         row.money("total_price_excl_tax_with_discount", document.currency).value_or(0), 0});
  }
  auto url = reader.text("url");
  if (url.starts_with("https://") || url.starts_with("http://")) {
    document.url = std::move(url);  // nothing else may become a link
  }
  return document;
}

core::result<std::vector<core::ledger_document>> read_documents(const core::http_response& answer,
                                                                const boost::json::value& parsed) {
  fault problem;
  std::vector<core::ledger_document> documents;
  for (const auto& row : top_rows(parsed, problem)) {
    auto document = read_document(row);
    const bool seen = std::any_of(
        documents.begin(), documents.end(),
        [&document](const core::ledger_document& each) { return each.id == document.id; });
    if (!seen) {
      documents.push_back(std::move(document));
    }
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  return documents;
}

}  // namespace

core::result<core::ledger_document> parse_document(const core::http_response& answer) {
  const auto parsed = accepted_json(call::document, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  auto document = read_document(json_reader{*parsed, "$", problem});
  if (problem) {
    return unreadable(answer, problem);
  }
  return document;
}

core::result<std::vector<core::ledger_document>> parse_found_documents(
    std::string_view reference, const core::http_response& answer) {
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  auto documents = read_documents(answer, *parsed);
  if (!documents) {
    return documents;
  }
  std::erase_if(*documents, [reference](const core::ledger_document& each) {
    return each.reference != reference;
  });
  // The API ignores filters that it does not know. Then the first page of everything comes back,
  // and its lack of a match proves nothing.
  if (documents->empty() && row_count(*parsed) >= page_size) {
    return core::fail(errc::ledger_unreachable, "the search for '" + std::string(reference) +
                                                    "' answered a full page of other documents");
  }
  return documents;
}

core::result<core::document_page> parse_document_page(std::string_view page,
                                                      const core::http_response& answer) {
  const auto number = page_number(page);
  if (is_beyond_the_end(number, answer)) {
    return core::document_page{};
  }
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  auto documents = read_documents(answer, *parsed);
  if (!documents) {
    return documents.error();
  }
  return core::document_page{std::move(*documents), next_page(number, *parsed)};
}

core::result<void> parse_deleted(const core::http_response& answer) {
  const auto refused = refusal(call::delete_draft, answer);
  if (refused && refused->code != errc::not_found) {
    return *refused;
  }
  return {};
}

core::result<core::payment_ref> parse_payment(const core::http_response& answer) {
  const auto parsed = accepted_json(call::pay, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  const json_reader reader{*parsed, "$", problem};
  core::payment_ref payment{reader.required_id("id")};
  if (problem) {
    return unreadable(answer, problem);
  }
  return payment;
}

}  // namespace boekbrug::adapters::moneybird_api
