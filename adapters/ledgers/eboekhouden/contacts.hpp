#pragma once
// Relations: finding, creating. A search answers ids only, so it is a conversation (README.md).

#include "core/ports/ledger_adapter.hpp"

namespace boekbrug::adapters::eboekhouden_api {

/// The relation code that we give: the same for every attempt for this customer, so that a second
/// creation is refused (REL_049) and a lost one is found. 15 characters of A-Z and 0-9.
std::string relation_code(const core::contact_spec& who);
/// The company, else the person, else the e-mail address; as the ledger keeps it.
std::string relation_name(const core::contact_spec& who);
/// Street and the line below it, as the ledger keeps them.
std::string relation_address(const core::contact_spec& who);

core::result<core::http_request> make_find_contact(const core::ledger_connection& ledger,
                                                   const core::contact_spec& who,
                                                   std::string_view step);
core::result<core::contact_search> parse_find_contact(const core::contact_spec& who,
                                                      std::string_view step,
                                                      const core::http_response& answer);
core::result<core::http_request> make_create_contact(const core::ledger_connection& ledger,
                                                     const core::contact_spec& who);
core::result<core::contact_ref> parse_created_contact(const core::http_response& answer);

}  // namespace boekbrug::adapters::eboekhouden_api
