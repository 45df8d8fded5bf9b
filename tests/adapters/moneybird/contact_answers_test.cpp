// Which contact is the customer's.

#include "tests/adapters/moneybird/samples.hpp"

namespace boekbrug::tests {
namespace {

using core::errc;

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}

std::string found(const core::contact_spec& who, const std::string& body) {
  const auto contact = ledger().find_contact_answer(who, {}, answer(200, body)).value().found;
  return contact ? contact->id : "";
}

struct matching_case {
  const char* what;
  const char* contacts;
  const char* wanted;  // "" = none
};

TEST(contact_answers, match_by_address_table) {
  const std::vector<matching_case> table{
      {"none", "[]", ""},
      {"plain", R"([{"id":"7","email":"jan@voorbeeld.nl"}])", "7"},
      {"case", R"([{"id":"7","email":"Jan@Voorbeeld.NL"}])", "7"},
      {"blanks", R"([{"id":"7","email":" jan@voorbeeld.nl\t"}])", "7"},
      {"invoice address", R"([{"id":"7","email":"","send_invoices_to_email":"jan@voorbeeld.nl"}])",
       "7"},
      {"comma part",
       R"([{"id":"7","email":null,"send_invoices_to_email":"x@y.nl , JAN@voorbeeld.nl,z@y.nl"}])",
       "7"},
      {"person",
       R"([{"id":"7","email":null,"contact_people":[{"id":"1","email":null},{"id":"2","email":"jan@voorbeeld.nl"}]}])",
       "7"},
      {"part of a longer address", R"([{"id":"7","email":"bert-jan@voorbeeld.nl"}])", ""},
      {"start of a longer address", R"([{"id":"7","email":"jan@voorbeeld.nl.example"}])", ""},
      {"part of a comma part",
       R"([{"id":"7","send_invoices_to_email":"bertjan@voorbeeld.nl,x@y.nl"}])", ""},
      {"in a name", R"([{"id":"7","company_name":"jan@voorbeeld.nl","email":"x@y.nl"}])", ""},
      {"archived", R"([{"id":"7","email":"jan@voorbeeld.nl","archived":true}])", ""},
      {"archived older",
       R"([{"id":"7","email":"jan@voorbeeld.nl","archived":true},{"id":"9","email":"jan@voorbeeld.nl","archived":false}])",
       "9"},
      {"oldest",
       R"([{"id":"900","email":"jan@voorbeeld.nl"},{"id":"90","email":"jan@voorbeeld.nl"},{"id":"800","email":"jan@voorbeeld.nl"}])",
       "90"},
      {"oldest beyond doubles",
       R"([{"id":"496081523137578259","email":"jan@voorbeeld.nl"},{"id":"496081523137578258","email":"jan@voorbeeld.nl"}])",
       "496081523137578258"},
      {"ids as numbers",
       R"([{"id":496081523137578259,"email":"jan@voorbeeld.nl"},{"id":496081523137578257,"email":"jan@voorbeeld.nl"}])",
       "496081523137578257"},
      {"leading zeros",
       R"([{"id":"0020","email":"jan@voorbeeld.nl"},{"id":"100","email":"jan@voorbeeld.nl"}])",
       "0020"},
      {"empty addresses", R"([{"id":"7","email":"","send_invoices_to_email":",,"}])", ""},
  };
  for (const auto& each : table) {
    EXPECT_EQ(found(sample_contact(), each.contacts), each.wanted) << each.what;
  }
}

TEST(contact_answers, search_of_an_unclean_address) {
  auto who = sample_contact();
  who.email = " Jan@voorbeeld.nl ";
  EXPECT_EQ(found(who, R"([{"id":"7","email":"jan@voorbeeld.nl"}])"), "7");
}

TEST(contact_answers, golden_list_gives_the_oldest_exact_match) {
  EXPECT_EQ(found(sample_contact(), golden("contacts")), "496081523137578258");
}

TEST(contact_answers, collective_is_found_by_its_whole_name) {
  core::contact_spec who;
  who.company = "Webwinkel";
  who.collective = true;
  EXPECT_EQ(
      found(
          who,
          R"([{"id":"1","company_name":"Webwinkel klanten"},{"id":"2","company_name":"De Webwinkel"}])"),
      "");
  EXPECT_EQ(
      found(who,
            R"([{"id":"9","company_name":"Webwinkel"},{"id":"8","company_name":" Webwinkel "}])"),
      "8");
  EXPECT_EQ(found(who, R"([{"id":"9","company_name":"Webwinkel","archived":true}])"), "");
  EXPECT_EQ(found(who, R"([{"id":"9","company_name":"x","email":"Webwinkel"}])"), "");
}

TEST(contact_answers, without_address_the_whole_name_and_place_must_agree) {
  auto who = sample_contact();
  who.email.clear();
  const std::string same =
      R"("company_name":"de fietsenmaker b.v.","firstname":"Jan","lastname":"de Vries ",)"
      R"("address1":"Dorpsstraat 5","address2":null,"zipcode":"1234 AB","city":"UTRECHT")";
  EXPECT_EQ(found(who, R"([{"id":"7","country":"NL",)" + same + "}]"), "7");
  EXPECT_EQ(found(who, R"([{"id":"7","country":"BE",)" + same + "}]"), "");
  EXPECT_EQ(found(who, R"([{"id":"7","country":"NL","company_name":"De Fietsenmaker B.V."}])"), "");
}

std::string many_contacts(std::size_t count) {
  std::string body = "[";
  for (std::size_t i = 0; i < count; ++i) {
    body += (i == 0 ? "" : ",") + std::string(R"({"id":")") + std::to_string(1000 + i) +
            R"(","email":"x@y.nl"})";
  }
  return body + "]";
}

TEST(contact_answers, a_full_page_without_match_proves_nothing) {
  EXPECT_EQ(found(sample_contact(), many_contacts(99)), "");
  const auto full =
      ledger().find_contact_answer(sample_contact(), {}, answer(200, many_contacts(100)));
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, errc::customer_refused);
}

TEST(contact_answers, created) {
  const auto contact = ledger().create_contact_answer(golden_answer("contact", 201)).value();
  EXPECT_EQ(contact.id, "496081523137578258");
  EXPECT_FALSE(contact.archived);
}

TEST(contact_answers, unreadable_ones_name_the_place) {
  const auto missing = ledger().create_contact_answer(answer(201, R"({"company_name":"x"})"));
  EXPECT_EQ(missing.error().code, errc::ledger_unreachable);
  EXPECT_NE(missing.error().detail.find("$.id: missing"), std::string::npos)
      << missing.error().detail;
  const auto mistyped = ledger().find_contact_answer(sample_contact(), {},
                                                     answer(200, R"([{"id":"1"},{"id":"12a"}])"));
  EXPECT_NE(mistyped.error().detail.find("$[1].id: not an id"), std::string::npos)
      << mistyped.error().detail;
  const auto shape =
      ledger().find_contact_answer(sample_contact(), {}, answer(200, R"({"id":"1"})"));
  EXPECT_NE(shape.error().detail.find("$: not a list"), std::string::npos) << shape.error().detail;
  const auto inner = ledger().find_contact_answer(
      sample_contact(), {},
      answer(200, R"([{"id":"1","contact_people":[{"email":7},{"email":[]}]}])"));
  EXPECT_NE(inner.error().detail.find("$[0].contact_people[1].email: not text"), std::string::npos)
      << inner.error().detail;
}

}  // namespace
}  // namespace boekbrug::tests
