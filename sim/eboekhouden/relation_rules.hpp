#pragma once
// The rules of a relation's fields.

#include "sim/eboekhouden/world.hpp"

#include <array>

namespace boekbrug::sim::eboekhouden {

struct relation_text {
  std::string_view name;
  std::size_t length_max;
  std::string_view too_long = "REL_003";
  std::string_view not_an_address = {};  // set for e-mail addresses
};

inline constexpr std::array relation_texts{
    relation_text{"name", 100},
    relation_text{"contact", 50},
    relation_text{"salutation", 50},
    relation_text{"gender", 1, "REL_007"},
    relation_text{"address", 150},
    relation_text{"postalCode", 50},
    relation_text{"city", 50},
    relation_text{"country", 50},
    relation_text{"address2", 150},
    relation_text{"postalCode2", 50},
    relation_text{"city2", 50},
    relation_text{"country2", 50},
    relation_text{"phoneNumber", 50},
    relation_text{"mobilePhoneNumber", 50},
    relation_text{"faxNumber", 50},
    relation_text{"website", 50},
    relation_text{"vatNumber", 50},
    relation_text{"iban", 50},
    relation_text{"bic", 20},
    relation_text{"companyRegistrationNumber", 50},
    relation_text{"emailAddress", 150, "REL_022", "REL_023"},
    relation_text{"emailAddressInvoice", 150, "REL_024", "REL_025"},
    relation_text{"emailAddressReminder", 150, "REL_026", "REL_027"},
    relation_text{"note", 40'000},
    relation_text{"freeText1", 100},
    relation_text{"freeText2", 100},
    relation_text{"freeText3", 100},
    relation_text{"freeText4", 100},
    relation_text{"freeText5", 100},
    relation_text{"freeText6", 100},
    relation_text{"freeText7", 100},
    relation_text{"freeText8", 100},
    relation_text{"freeText9", 100},
    relation_text{"freeText10", 100},
    relation_text{"mandateType", 1, "REL_008"},
    relation_text{"mandateId", 35},
    relation_text{"peppolId", 50},
};

/// Members of the body over what the relation has; a relation without id is a new one.
void read_relation(context& of, const json::object& body, relation& into, problems& wrong);
std::string free_code(const administration& books, record_id id);

}  // namespace boekbrug::sim::eboekhouden
