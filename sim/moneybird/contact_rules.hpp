#pragma once
// What Moneybird accepts as a contact.

#include "sim/moneybird/administration.hpp"
#include "sim/moneybird/http.hpp"

namespace boekbrug::sim::moneybird {

/// Puts the members of a "contact" object into `to`; refuses unknown and mistyped ones.
refusal apply_contact_fields(const administration& of, const json::object& fields, contact& to,
                             time_point now);
/// The 422 of a contact that cannot be saved.
refusal check_contact(const administration& of, const contact& one);
bool is_country(std::string_view code);
bool is_email(std::string_view address);
/// The form only: "NL123456789B01", with or without separators.
bool is_vat_number(std::string_view number);

}  // namespace boekbrug::sim::moneybird
