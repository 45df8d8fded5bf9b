#pragma once
// Builders of Moneybird's calls. All are pure; errors are invalid_input unless said otherwise.

#include "core/ports/ledger_adapter.hpp"

#include <boost/json/value.hpp>

namespace boekbrug::adapters::moneybird_api {

/// A call within the administration; `path` starts with "/", is encoded and may carry a query.
core::result<core::http_request> make_call(const core::ledger_connection& ledger,
                                           core::http_method method, std::string_view path);
core::result<core::http_request> make_call(const core::ledger_connection& ledger,
                                           core::http_method method, std::string_view path,
                                           const boost::json::value& body);

core::result<core::http_request> make_administrations(const core::ledger_connection& ledger);

/// Also customer_refused when nothing is known to search by.
core::result<core::http_request> make_find_contact(const core::ledger_connection& ledger,
                                                   const core::contact_spec& who);
/// Also customer_refused when there is neither a name nor an e-mail address.
core::result<core::http_request> make_create_contact(const core::ledger_connection& ledger,
                                                     const core::contact_spec& who);

/// What a contact is searched by: its e-mail address, the collective name, or else its address or
/// name.
std::string contact_query(const core::contact_spec& who);

core::result<core::http_request> make_find_document(const core::ledger_connection& ledger,
                                                    std::string_view reference,
                                                    core::date booked_on);
core::result<core::http_request> make_list_documents(const core::ledger_connection& ledger,
                                                     core::date from, core::date to,
                                                     std::string_view page);
core::result<core::http_request> make_read_document(const core::ledger_connection& ledger,
                                                    std::string_view document_id);
/// Also line_count, vat_unmapped, currency_off (a payment in another currency needs `price_base`).
core::result<core::http_request> make_create_document(const core::ledger_connection& ledger,
                                                      const core::booking_plan& plan,
                                                      std::string_view contact_id);
core::result<core::http_request> make_delete_draft(const core::ledger_connection& ledger,
                                                   std::string_view document_id);
core::result<core::http_request> make_send_document(const core::ledger_connection& ledger,
                                                    std::string_view document_id,
                                                    const core::booking_plan& plan);
/// Also currency_off.
core::result<core::http_request> make_pay(const core::ledger_connection& ledger,
                                          std::string_view document_id,
                                          const core::booking_plan& plan,
                                          std::size_t payment_index);

}  // namespace boekbrug::adapters::moneybird_api
