#include "moneybird_fixture.hpp"

namespace boekbrug::sim::test {
namespace {

class moneybird_contacts : public moneybird_test {
protected:
  answered create(const std::string& members) {
    return post("contacts.json", "{\"contact\":{" + members + "}}");
  }
  std::size_t found(const std::string& query, const std::string& more = "") {
    const auto answer = get("contacts.json?query=" + query + more);
    EXPECT_EQ(answer.status, 200);
    return answer.size();
  }
};

TEST_F(moneybird_contacts, creates_with_defaults_and_mirrors_the_address) {
  const auto made = create(R"("company_name":"Bakker B.V.","send_invoices_to_email":"a@b.nl")");
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.at("/id").size(), 18U);
  EXPECT_EQ(made.at("/email"), "a@b.nl");
  EXPECT_EQ(made.at("/delivery_method"), "Email");
  EXPECT_EQ(made.at("/country"), "NL");
  EXPECT_EQ(made.at("/customer_id"), "1");
  EXPECT_EQ(made.value("/archived"), false);
  EXPECT_EQ(create(R"("lastname":"x")").at("/customer_id"), "2");
  EXPECT_EQ(get("contacts/" + made.at("/id")).at("/company_name"), "Bakker B.V.");
}

TEST_F(moneybird_contacts, needs_a_name) {
  const auto refused = create(R"("company_name":" ","city":"Utrecht")");
  EXPECT_EQ(refused.status, 422);
  for (const auto* field : {"firstname", "lastname", "company_name"}) {
    EXPECT_EQ(refused.at(std::string("/error/") + field + "/0"), "is required");
    EXPECT_EQ(refused.at(std::string("/details/") + field + "/0/error"), "is required");
  }
  EXPECT_EQ(post("contacts", "{}").text,
            R"({"error":"Contact is required","symbolic":{"contact":"required"}})");
}

TEST_F(moneybird_contacts, refuses_properties_it_does_not_know) {
  for (const auto* name : {"email", "attention", "archived", "id", "nonsense"}) {
    const auto refused = create(std::string(R"("lastname":"x",")") + name + R"(":"y")");
    EXPECT_EQ(refused.status, 400) << name;
    EXPECT_EQ(refused.at(std::string("/symbolic/contact/") + name), "not_allowed");
  }
  EXPECT_EQ(create(R"("lastname":5)").status, 400);
}

TEST_F(moneybird_contacts, checks_addresses_numbers_and_choices) {
  const auto domain = create(R"("lastname":"x","send_invoices_to_email":"a@shop.invalid")");
  EXPECT_EQ(domain.status, 422);
  EXPECT_EQ(domain.at("/error/send_invoices_to_email/0"),
            "includes a domain which cannot receive emails");
  EXPECT_EQ(create(R"("lastname":"x","send_invoices_to_email":"a@b.nl, geen")").status, 422);
  EXPECT_EQ(create(R"("lastname":"x","tax_number":"NL1")").at("/details/tax_number/0/error"),
            "invalid");
  EXPECT_EQ(create(R"("lastname":"x","country":"Nederland")").status, 422);
  EXPECT_EQ(create(R"("lastname":"x","delivery_method":"Fax")").status, 422);
  EXPECT_EQ(create(R"("lastname":"x","customer_id":"K1")").status, 201);
  EXPECT_EQ(create(R"("lastname":"y","customer_id":"K1")").at("/details/customer_id/0/error"),
            "taken");
}

TEST_F(moneybird_contacts, checks_the_vat_number_in_the_background) {
  const auto id = create(R"("lastname":"x","tax_number":"NL123456789B01")").at("/id");
  EXPECT_TRUE(get("contacts/" + id).value("/tax_number_valid").is_null());
  now += std::chrono::seconds{31};
  EXPECT_EQ(get("contacts/" + id).value("/tax_number_valid"), true);
  const auto bad = create(R"("lastname":"x","tax_number":"NL000000000B01")").at("/id");
  now += std::chrono::seconds{31};
  EXPECT_EQ(get("contacts/" + bad).value("/tax_number_valid"), false);
}

TEST_F(moneybird_contacts, finds_partial_matches_in_all_listed_fields) {
  create(R"("lastname":"een","send_invoices_to_email":"jan@voorbeeld.nl")");
  create(R"("lastname":"twee","send_invoices_to_email":"marjan@voorbeeld.nl")");
  create(R"("company_name":"Jan@Voorbeeld.nl B.V.","city":"Utrecht")");
  create(R"("firstname":"Piet","lastname":"Jansen","city":"Goes")");
  EXPECT_EQ(found("jan%40voorbeeld.nl"), 3U);
  EXPECT_EQ(found("JAN%40VOORBEELD.NL"), 3U);
  EXPECT_EQ(found("utrecht"), 1U);
  EXPECT_EQ(found("piet%20jans"), 1U);
  EXPECT_EQ(found("piet%20utrecht"), 0U);
  EXPECT_EQ(found("ja"), 4U);
  EXPECT_EQ(found("sdfadsfdsafdsafadsgasdfadsfdsf"), 0U);
}

TEST_F(moneybird_contacts, e_mail_is_not_unique) {
  create(R"("lastname":"een","send_invoices_to_email":"a@b.nl")");
  EXPECT_EQ(create(R"("lastname":"twee","send_invoices_to_email":"a@b.nl")").status, 201);
  EXPECT_EQ(found("a%40b.nl"), 2U);
}

TEST_F(moneybird_contacts, changes_and_searches_by_the_new_text) {
  const auto made = create(R"("lastname":"oud","city":"Goes")");
  const auto id = made.at("/id");
  const auto changed = patch("contacts/" + id, R"({"contact":{"lastname":"nieuw"}})");
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.at("/city"), "Goes");
  EXPECT_GT(changed.value("/version").as_int64(), made.value("/version").as_int64());
  EXPECT_EQ(found("nieuw"), 1U);
  EXPECT_EQ(found("oud"), 0U);
  EXPECT_EQ(patch("contacts/" + id, R"({"contact":{"lastname":""}})").status, 422);
  EXPECT_EQ(patch("contacts/1", R"({"contact":{}})").at("/symbolic/id"), "not_found");
}

TEST_F(moneybird_contacts, hides_archived_ones_unless_asked) {
  const auto id = create(R"("lastname":"weg")").at("/id");
  EXPECT_EQ(patch("contacts/" + id + "/archive.json").status, 204);
  EXPECT_EQ(patch("contacts/" + id + "/archive.json").at("/symbolic/id"), "can_not_be_archived");
  EXPECT_EQ(found("weg"), 0U);
  EXPECT_EQ(found("weg", "&include_archived=true"), 1U);
  EXPECT_EQ(get("contacts.json").size(), 0U);
  EXPECT_EQ(get("contacts/filter?filter=archived:true").size(), 0U);  // silently ignored
  EXPECT_EQ(get("contacts/" + id).status, 404);
  EXPECT_EQ(get("contacts/" + id + "?include_archived=true").value("/archived"), true);
  EXPECT_EQ(get("contacts/synchronization?include_archived=true").size(), 1U);
}

TEST_F(moneybird_contacts, finds_by_customer_id) {
  create(R"("lastname":"x","customer_id":"77")");
  EXPECT_EQ(get("contacts/customer_id/77.json").at("/lastname"), "x");
  const auto missing = get("contacts/customer_id/78.json");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.text, R"({"error":"record not found","symbolic":{"customer_id":"not_found"}})");
}

TEST_F(moneybird_contacts, filters_by_name_type_and_time) {
  create(R"("firstname":"Jan","lastname":"Bos")");
  now += std::chrono::hours{1};
  create(R"("company_name":"Bos B.V.")");
  EXPECT_EQ(get("contacts/filter?filter=first_name:jan").size(), 1U);
  EXPECT_EQ(get("contacts/filter?filter=contact_type:company").size(), 1U);
  EXPECT_EQ(get("contacts/filter?filter=created_after:2026-03-14%2010:30:00%20UTC").size(), 1U);
  EXPECT_EQ(get("contacts/filter?filter=contact_type:robot").status, 400);
}

TEST_F(moneybird_contacts, deletes_only_what_is_unused) {
  const auto unused = new_contact("a@b.nl");
  EXPECT_EQ(remove("contacts/" + unused).status, 204);
  EXPECT_EQ(get("contacts/" + unused).status, 404);
  EXPECT_EQ(found("a%40b.nl"), 0U);
  const auto used = new_contact("c@d.nl");
  draft(used, "", line("1", "1", rate21()));
  EXPECT_EQ(remove("contacts/" + used).status, 422);
}

TEST_F(moneybird_contacts, synchronizes_by_ids_and_versions) {
  const auto a = new_contact("a@b.nl");
  const auto b = new_contact("b@b.nl");
  const auto pairs = get("contacts/synchronization.json");
  EXPECT_EQ(pairs.size(), 2U);
  EXPECT_TRUE(pairs.value("/0/version").is_int64());
  EXPECT_EQ(post("contacts/synchronization", R"({"ids":[")" + b + R"(","1"]})").at("/0/id"), b);
  const auto missing = post("contacts/synchronization", "{}");
  EXPECT_EQ(missing.status, 400);
  EXPECT_EQ(missing.text, R"({"error":"Ids is required","symbolic":{"ids":"required"}})");
  EXPECT_EQ(a.size(), 18U);
}

TEST_F(moneybird_contacts, pages_with_limits_and_links) {
  for (int i = 0; i < 5; ++i) {
    new_contact();
  }
  const auto first = get("contacts.json?per_page=2");
  EXPECT_EQ(first.size(), 2U);
  EXPECT_NE(first.header("Link").find("page=2"), std::string::npos);
  EXPECT_NE(first.header("Link").find("rel=\"next\""), std::string::npos);
  const auto last = get("contacts.json?per_page=2&page=3");
  EXPECT_EQ(last.size(), 1U);
  EXPECT_EQ(last.header("Link").find("rel=\"next\""), std::string::npos);
  const auto past = get("contacts.json?per_page=2&page=4");
  EXPECT_EQ(past.status, 200);
  EXPECT_EQ(past.text, "[]");
  EXPECT_EQ(get("contacts.json?per_page=100").status, 200);
  const auto large = get("contacts.json?per_page=101");
  EXPECT_EQ(large.status, 400);
  EXPECT_EQ(large.text, R"({"error":"per_page does not have a valid value"})");
  EXPECT_EQ(get("contacts.json?page=0").at("/symbolic/page"), "min");
  EXPECT_EQ(get("contacts.json?page=x").status, 400);
}

TEST_F(moneybird_contacts, keeps_custom_fields_and_people) {
  const auto field = id_named("custom_fields", "Klantnummer webwinkel");
  const auto made =
      create(R"("lastname":"x","custom_fields_attributes":[{"id":")" + field +
             R"(","value":"WC-17"}],"contact_person":{"firstname":"A","lastname":"B"})");
  EXPECT_EQ(made.at("/custom_fields/0/value"), "WC-17");
  EXPECT_EQ(made.at("/contact_people/0/firstname"), "A");
  const auto wrong = id_named("custom_fields", "Ordernummer");  // of invoices
  EXPECT_EQ(
      create(R"("lastname":"x","custom_fields_attributes":[{"id":")" + wrong + R"(","value":"x"}])")
          .status,
      404);
}

}  // namespace
}  // namespace boekbrug::sim::test
