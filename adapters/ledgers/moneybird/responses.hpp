#pragma once
// Readers of Moneybird's answers about contacts, documents and payments.

#include "core/ports/ledger_adapter.hpp"

namespace boekbrug::adapters::moneybird_api {

/// The oldest active exact match. Also customer_refused when the page is full and holds no match:
/// then nobody can tell whether the contact exists.
core::result<std::optional<core::contact_ref>> parse_found_contact(
    const core::contact_spec& who, const core::http_response& answer);
core::result<core::contact_ref> parse_contact(const core::http_response& answer);

core::result<core::ledger_document> parse_document(const core::http_response& answer);
/// Also ledger_unreachable when the page is full and holds no match: the filter was not obeyed.
core::result<std::vector<core::ledger_document>> parse_found_documents(
    std::string_view reference, const core::http_response& answer);
core::result<core::document_page> parse_document_page(std::string_view page,
                                                      const core::http_response& answer);
/// A document that is gone already counts as deleted.
core::result<void> parse_deleted(const core::http_response& answer);
core::result<core::payment_ref> parse_payment(const core::http_response& answer);

}  // namespace boekbrug::adapters::moneybird_api
