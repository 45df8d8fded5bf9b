#pragma once
// Sales invoices and sales mutations: making, reading, finding, paying, listing.

#include "adapters/ledgers/eboekhouden/json_reader.hpp"
#include "core/ports/ledger_adapter.hpp"

namespace boekbrug::adapters::eboekhouden_api {

/// Invoices and mutations are numbered apart: our ids carry a letter, "i5012" and "m20417".
struct document_id {
  char kind = 'i';
  std::string number;
};
std::optional<document_id> split_id(std::string_view id);

/// A payment reference that is the same for every attempt: "BB7-2026100004711-V". At most 50
/// characters: a longer number is replaced by its fingerprint.
std::string payment_reference(const core::booking_plan& plan, std::string_view suffix);

/// Whether the ledger can hold this plan at all; checked before anything is written, because
/// nothing can be taken back.
core::result<void> check_bookable(const core::booking_plan& plan);

core::result<core::http_request> make_create_document(const core::ledger_connection& ledger,
                                                      const core::booking_plan& plan,
                                                      std::string_view contact_id);
core::result<core::http_request> make_read_document(const core::ledger_connection& ledger,
                                                    const core::document_ref& document);
core::result<core::ledger_document> parse_document(const core::booking_plan& plan,
                                                   const core::document_ref& asked,
                                                   const core::http_response& answer);

/// One of GET /v1/invoice (list or detail) and GET /v1/mutation/{id}.
core::ledger_document read_invoice(const json_reader& reader);
core::ledger_document read_mutation(const json_reader& reader);
/// Whether a mutation is a sale (type 2). The type is a number or a word.
bool is_sale(const json_reader& mutation);

core::result<core::http_request> make_find_document(const core::ledger_connection& ledger,
                                                    const core::booking_plan& plan,
                                                    std::string_view step);
core::result<core::document_page> parse_find_document(const core::booking_plan& plan,
                                                      std::string_view step,
                                                      const core::http_response& answer);

core::result<core::http_request> make_payments(const core::ledger_connection& ledger,
                                               const core::document_ref& document);
core::result<core::minor_units> parse_payments(const core::booking_plan& plan,
                                               const core::document_ref& document,
                                               const core::http_response& answer);
core::result<core::http_request> make_pay(const core::ledger_connection& ledger,
                                          const core::document_ref& document,
                                          const core::booking_plan& plan,
                                          std::size_t payment_index);
core::result<core::payment_ref> parse_payment(const core::http_response& answer);

core::result<core::http_request> make_list_documents(const core::ledger_connection& ledger,
                                                     core::date from, core::date to,
                                                     std::string_view page);
core::result<core::document_page> parse_list_documents(std::string_view page,
                                                       const core::http_response& answer);

}  // namespace boekbrug::adapters::eboekhouden_api
