#include "fixture.hpp"

namespace boekbrug::sim::test {

class eboekhouden_relations : public eboekhouden_test {
protected:
  answered made_with(const std::string& members) {
    return post("relation", R"({"name":"Jan de Vries",)" + members + "}");
  }
  static std::string text(std::size_t length) { return "\"" + std::string(length, 'x') + "\""; }
};

TEST_F(eboekhouden_relations, lists_only_id_type_and_code) {
  const auto id = new_relation();
  const auto found = get("relation?email=jan%40voorbeeld.nl&limit=100");
  ASSERT_EQ(found.count(), 1U);
  EXPECT_EQ(found.number("/count"), 1);
  EXPECT_EQ(found.value("/items/0").as_object().size(), 3U);
  EXPECT_EQ(std::to_string(found.number("/items/0/id")), id);
  EXPECT_EQ(found.at("/items/0/type"), "P");
  EXPECT_FALSE(found.at("/items/0/code").empty());
}

TEST_F(eboekhouden_relations, shows_the_rest_in_the_detail) {
  const auto made =
      post("relation", R"({"type":"B","name":"Bakker B.V.","code":"WEB91",)"
                       R"("contact":"Jan","address":"Dorpsstraat 5","vatNumber":"NL1",)"
                       R"("city2":"Almere","termOfPayment":14,"note":"n",)"
                       R"("doNotReceiveNewsletters":true,"emailAddress":null})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("/code"), "WEB91");
  const auto shown = get("relation/" + std::to_string(made.number("/id")));
  EXPECT_EQ(shown.at("/name"), "Bakker B.V.");
  EXPECT_EQ(shown.at("/city2"), "Almere");
  EXPECT_EQ(shown.at("/date"), "2026-03-14");
  EXPECT_EQ(shown.number("/termOfPayment"), 14);
  EXPECT_TRUE(shown.value("/emailAddress").is_null());
  EXPECT_FALSE(shown.value("/inactive").as_bool());
  EXPECT_EQ(get("relation/1").status, 404);
  EXPECT_EQ(get("relation/abc").status, 404);
}

TEST_F(eboekhouden_relations, needs_a_name_and_a_known_type) {
  EXPECT_EQ(post("relation", "{}").code(), "REL_001");
  EXPECT_EQ(post("relation", R"({"name":""})").code(), "REL_001");
  EXPECT_EQ(made_with(R"("type":"X")").code(), "REL_002");
  EXPECT_EQ(post("relation", "[]").code(), "DATA_01");
  const auto made = post("relation", R"({"name":"Zaak"})");
  EXPECT_EQ(get("relation/" + std::to_string(made.number("/id"))).at("/type"), "B");
}

TEST_F(eboekhouden_relations, counts_lengths_in_characters) {
  std::string accents;
  for (int i = 0; i < 100; ++i) {
    accents += "\xc3\xa9";
  }
  EXPECT_EQ(post("relation", R"({"name":")" + accents + "\"}").status, 201);
  EXPECT_EQ(post("relation", R"({"name":")" + accents + "x\"}").code(), "REL_003");
}

TEST_F(eboekhouden_relations, checks_each_field) {
  EXPECT_EQ(made_with(R"("contact":)" + text(51)).code(), "REL_003");
  EXPECT_EQ(made_with(R"("address":)" + text(151)).at("/propertyName"), "Address");
  EXPECT_EQ(made_with(R"("note":)" + text(40'000)).status, 201);
  EXPECT_EQ(made_with(R"("note":)" + text(40'001)).code(), "REL_003");
  EXPECT_EQ(made_with(R"("bic":)" + text(21)).code(), "REL_003");
  EXPECT_EQ(made_with(R"("code":)" + text(16)).code(), "REL_004");
  EXPECT_EQ(made_with(R"("code":"WEB-91")").code(), "REL_005");
  EXPECT_EQ(made_with(R"("companyRegistrationNumber":"12 34")").code(), "REL_006");
  EXPECT_EQ(made_with(R"("companyRegistrationNumber":"12345678")").status, 201);
  EXPECT_EQ(made_with(R"("gender":"x")").code(), "REL_007");
  EXPECT_EQ(made_with(R"("mandateType":"Q")").code(), "REL_008");
  EXPECT_EQ(made_with(R"("type":"P","peppolId":"0106:1")").code(), "REL_009");
  EXPECT_EQ(made_with(R"("termOfPayment":-1)").code(), "REL_010");
  EXPECT_EQ(made_with(R"("ledgerId":1)").code(), "ERR_002");
  EXPECT_EQ(made_with(R"("city":5)").code(), "ERR_002");
  EXPECT_EQ(made_with(R"("city":5.5)").code(), "ERR_002");
  EXPECT_EQ(made_with(R"("inactive":"no")").code(), "ERR_002");
}

TEST_F(eboekhouden_relations, checks_e_mail_addresses) {
  for (const auto* bad : {"jan", "jan@", "@x.nl", "jan@x", "jan@@x.nl", "j an@x.nl", "jan@x..nl"}) {
    EXPECT_EQ(made_with(std::string{R"("emailAddress":")"} + bad + "\"").code(), "REL_023") << bad;
  }
  EXPECT_EQ(made_with(R"("emailAddressInvoice":"x")").code(), "REL_025");
  EXPECT_EQ(made_with(R"("emailAddressReminder":"x")").code(), "REL_027");
  EXPECT_EQ(made_with(R"("emailAddress":")" + std::string(150, 'a') + "@x.nl\"").code(), "REL_022");
  EXPECT_EQ(made_with(R"("emailAddress":"")").status, 201);
}

TEST_F(eboekhouden_relations, keeps_codes_unique) {
  EXPECT_EQ(made_with(R"("code":"WEB1")").status, 201);
  EXPECT_EQ(made_with(R"("code":"web1")").code(), "REL_049");
  const auto other = made_with(R"("code":"WEB2")").number("/id");
  const auto path = "relation/" + std::to_string(other);
  EXPECT_EQ(patch(path, R"({"name":"Jan","code":"WEB1"})").code(), "REL_049");
  EXPECT_EQ(patch(path, R"({"name":"Jan","code":"WEB2"})").status, 200) << "its own";
  EXPECT_EQ(patch(path, R"({"name":"Jan","code":"WEB3"})").status, 200);
  EXPECT_EQ(made_with(R"("code":"WEB2")").status, 201);
}

TEST_F(eboekhouden_relations, allows_other_characters_when_told) {
  start(doubtful(R"("code_characters":"any","post_status":200)"));
  EXPECT_EQ(made_with(R"("code":"WEB-91")").status, 200);
}

TEST_F(eboekhouden_relations, searches_the_main_address_as_it_is_written) {
  new_relation("Jan@voorbeeld.nl");
  made_with(R"("emailAddress":"piet@voorbeeld.nl","emailAddressInvoice":"boek@voorbeeld.nl")");
  EXPECT_EQ(get("relation?email=jan%40voorbeeld.nl").count(), 0U);
  EXPECT_EQ(get("relation?email=Jan%40voorbeeld.nl").count(), 1U);
  EXPECT_EQ(get("relation?email=boek%40voorbeeld.nl").count(), 0U);
  EXPECT_EQ(get("relation?email[like]=%25%40voorbeeld.nl").count(), 2U);
}

TEST_F(eboekhouden_relations, searches_wider_when_told) {
  start(doubtful(R"("email_fields":"all","email_ignores_case":true)"));
  new_relation("Jan@voorbeeld.nl");
  made_with(R"("emailAddress":"piet@voorbeeld.nl","emailAddressInvoice":"Boek@voorbeeld.nl")");
  EXPECT_EQ(get("relation?email=jan%40voorbeeld.nl").count(), 1U);
  EXPECT_EQ(get("relation?email=boek%40voorbeeld.nl").count(), 1U);
}

TEST_F(eboekhouden_relations, finds_doubles_oldest_first_and_follows_changes) {
  const auto first = new_relation();
  const auto second = new_relation();
  const auto found = get("relation?email=jan%40voorbeeld.nl");
  ASSERT_EQ(found.count(), 2U);
  EXPECT_EQ(std::to_string(found.number("/items/0/id")), first);
  EXPECT_EQ(books().value("/duplicate_emails").as_object().size(), 1U);
  const auto changed = patch("relation/" + second, R"({"name":"Jan","emailAddress":"k@x.nl"})");
  EXPECT_EQ(changed.at("/emailAddress"), "k@x.nl");
  EXPECT_EQ(get("relation?email=jan%40voorbeeld.nl").count(), 1U);
  EXPECT_EQ(get("relation?email=k%40x.nl").count(), 1U);
  EXPECT_TRUE(books().value("/duplicate_emails").as_object().empty());
}

TEST_F(eboekhouden_relations, changes_need_a_name_and_keep_the_rest) {
  const auto id = new_relation("jan@voorbeeld.nl", R"(,"city":"Utrecht")");
  EXPECT_EQ(patch("relation/" + id, R"({"city":"Almere"})").code(), "REL_001");
  EXPECT_EQ(patch("relation/" + id, R"({"name":"Jan","address":"Weg 1"})").status, 200);
  const auto shown = get("relation/" + id);
  EXPECT_EQ(shown.at("/city"), "Utrecht");
  EXPECT_EQ(shown.at("/address"), "Weg 1");
  EXPECT_EQ(shown.at("/emailAddress"), "jan@voorbeeld.nl");
  EXPECT_EQ(send(http_method::del, "relation/" + id).status, 405);
  EXPECT_EQ(patch("relation/1", R"({"name":"Jan"})").status, 404);
}

TEST_F(eboekhouden_relations, stops_at_the_limit_of_a_trial) {
  start(demo_with(R"("trial":{"relations_max":1})"));
  new_relation();
  EXPECT_EQ(made_with(R"("city":"Utrecht")").code(), "MODULE_002");
}

TEST_F(eboekhouden_relations, counts_members_that_it_ignores) {
  EXPECT_EQ(made_with(R"("email":"jan@voorbeeld.nl")").status, 201);
  EXPECT_EQ(sim("counters").number("/unknown_members/email"), 1);
}

}  // namespace boekbrug::sim::test
