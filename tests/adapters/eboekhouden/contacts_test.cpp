// Finding and creating relations.

#include "tests/adapters/eboekhouden/samples.hpp"

#include <algorithm>
#include <map>

namespace boekbrug::tests {
namespace {

using core::errc;

/// A ledger of relations that answers calls by their line; what is not scripted is an empty list.
struct relations {
  std::map<std::string, core::http_response> script;
  std::vector<std::string> calls;

  core::result<std::optional<core::contact_ref>> find(const core::contact_spec& who) {
    std::string step;
    for (int i = 0; i < 20; ++i) {
      const auto request = ledger().find_contact_request(sample_connection(), who, step);
      if (!request) {
        return request.error();
      }
      calls.push_back(call_line(request));
      const auto known = script.find(calls.back());
      const auto found = ledger().find_contact_answer(
          who, step, known == script.end() ? items("") : known->second);
      if (!found) {
        return found.error();
      }
      if (found->found || found->next.empty()) {
        return found->found;
      }
      step = found->next;
    }
    return core::fail(errc::internal, "the search does not end");
  }
};

const std::string by_email = "GET /v1/relation?email=jan%40voorbeeld.nl&limit=100";

std::string code_of(const core::contact_spec& who) {
  const auto body = ledger().create_contact_request(sample_connection(), who).value().body;
  const auto at = body.find(R"("code":")") + 8;
  return body.substr(at, body.find('"', at) - at);
}

std::string by_code(const core::contact_spec& who) {
  return "GET /v1/relation?code=" + code_of(who) + "&limit=100";
}

core::http_response relation(std::string_view id, std::string_view more) {
  return answer(200, R"({"id":)" + std::string(id) + "," + std::string(more) + "}");
}

TEST(find_contact, oldest_active_relation_with_this_address) {
  relations books;
  books.script[by_email] =
      items(R"({"id":95,"type":"P","code":"x"},{"id":12,"type":"P","code":"y"},)"
            R"({"id":91,"type":"P","code":"z"},{"id":7,"code":"w"})");
  books.script["GET /v1/relation/7"] = relation("7", R"("emailAddress":"other@voorbeeld.nl")");
  books.script["GET /v1/relation/12"] =
      relation("12", R"("emailAddress":"jan@voorbeeld.nl","inactive":true)");
  books.script["GET /v1/relation/91"] =
      relation("91", R"("emailAddress":" JAN@Voorbeeld.nl ","inactive":false)");
  const auto found = books.find(sample_contact());
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->id, "91");
  EXPECT_EQ(books.calls, (std::vector<std::string>{by_email, "GET /v1/relation/7",
                                                   "GET /v1/relation/12", "GET /v1/relation/91"}));
}

TEST(find_contact, other_address_fields_count) {
  for (const auto* field : {"emailAddressInvoice", "emailAddressReminder"}) {
    relations books;
    books.script[by_email] = items(R"({"id":91,"type":"B","code":"x"})");
    books.script["GET /v1/relation/91"] =
        relation("91", R"("emailAddress":null,")" + std::string(field) +
                           R"(":"boek@voorbeeld.nl; jan@voorbeeld.nl")");
    const auto found = books.find(sample_contact());
    ASSERT_TRUE(found && *found) << field;
  }
}

TEST(find_contact, our_own_code_finds_what_the_filter_misses) {
  relations books;
  const auto who = sample_contact();
  books.script[by_code(who)] = items(R"({"id":44,"type":"P","code":")" + code_of(who) + R"("})");
  books.script["GET /v1/relation/44"] = relation("44", R"("emailAddress":"nieuw@voorbeeld.nl")");
  const auto found = books.find(who);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->id, "44");
  EXPECT_EQ(books.calls, (std::vector<std::string>{by_email, by_code(who), "GET /v1/relation/44"}));
}

TEST(find_contact, nobody) {
  relations books;
  const auto who = sample_contact();
  const auto found = books.find(who);
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
  EXPECT_EQ(books.calls, (std::vector<std::string>{by_email, by_code(who)}));
}

TEST(find_contact, relation_that_was_removed_meanwhile_is_passed_over) {
  relations books;
  books.script[by_email] = items(R"({"id":5,"code":"a"},{"id":6,"code":"b"})");
  books.script["GET /v1/relation/5"] = answer(404, "");
  books.script["GET /v1/relation/6"] = relation("6", R"("emailAddress":"jan@voorbeeld.nl")");
  const auto found = books.find(sample_contact());
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->id, "6");
}

TEST(find_contact, our_relation_made_inactive_is_told) {
  relations books;
  const auto who = sample_contact();
  books.script[by_code(who)] = items(R"({"id":44,"type":"P","code":")" + code_of(who) + R"("})");
  books.script["GET /v1/relation/44"] = relation("44", R"("inactive":true)");
  const auto found = books.find(who);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, errc::customer_refused);
  EXPECT_NE(found.error().detail.find("inactive"), std::string::npos);
}

TEST(find_contact, code_of_another_is_no_match) {
  relations books;
  const auto who = sample_contact();
  books.script[by_code(who)] = items(R"({"id":44,"type":"P","code":"WEB44"})");
  const auto found = books.find(who);
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

TEST(find_contact, full_page_is_a_question_and_not_a_new_relation) {
  relations books;
  std::string rows;
  for (int i = 1; i <= 100; ++i) {
    rows += (rows.empty() ? "" : ",") + (R"({"id":)" + std::to_string(i)) + R"(,"code":"c"})";
  }
  books.script[by_email] = items(rows);
  EXPECT_EQ(books.find(sample_contact()).error().code, errc::customer_refused);
}

TEST(find_contact, without_address_by_code_then_by_name) {
  auto who = sample_contact();
  who.email.clear();
  who.cache_key = "address:1234567890abcdef";
  relations books;
  const std::string by_name = "GET /v1/relation?name=Jan%20de%20Vries&limit=100";
  books.script[by_name] = items(R"({"id":3,"code":"a"},{"id":4,"code":"b"},{"id":5,"code":"c"})");
  const std::string place = R"(,"postalCode":"1234 ab","city":"UTRECHT","country":"Nederland")";
  books.script["GET /v1/relation/3"] =
      relation("3", R"("name":"Jan de Vries","address":"Kerkstraat 1")" + place);
  books.script["GET /v1/relation/4"] =
      relation("4", R"("name":"Jan de Vries","address":"Dorpsstraat 5","postalCode":"1234 AB",)"
                    R"("city":"Utrecht","country":"Duitsland")");
  books.script["GET /v1/relation/5"] =
      relation("5", R"("name":"jan de vries","address":"Dorpsstraat 5")" + place);
  const auto found = books.find(who);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->id, "5");
  EXPECT_EQ(books.calls.front(), by_code(who));
  EXPECT_EQ(books.calls[1], by_name);
}

TEST(find_contact, collective_debtor_by_its_name) {
  core::contact_spec who;
  who.collective = true;
  who.company = "Webwinkelklanten";
  who.cache_key = "collective:webwinkelklanten";
  relations books;
  books.script["GET /v1/relation?name=Webwinkelklanten&limit=100"] =
      items(R"({"id":8,"code":"k"})");
  books.script["GET /v1/relation/8"] = relation("8", R"("name":"Webwinkelklanten")");
  const auto found = books.find(who);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->id, "8");
}

TEST(find_contact, refusals_and_odd_answers) {
  const auto who = sample_contact();
  const auto read = [&who](std::string_view step, const core::http_response& given) {
    const auto found = ledger().find_contact_answer(who, step, given);
    return found ? errc{} : found.error().code;
  };
  EXPECT_EQ(read("", answer(401, "")), errc::access_expired);
  EXPECT_EQ(read("", answer(200, "{}")), errc::ledger_unreachable);
  EXPECT_EQ(read("e:5", answer(200, R"({"id":6})")), errc::ledger_unreachable);
  EXPECT_EQ(read("e:5", answer(500, "")), errc::ledger_unreachable);
  for (const auto* step : {"x", "e:", "e:a", "e:1,,2", "q:1", "m:1"}) {
    EXPECT_EQ(read(step, items("")), errc::invalid_input) << step;
    EXPECT_FALSE(ledger().find_contact_request(sample_connection(), who, step)) << step;
  }
  EXPECT_EQ(ledger().find_contact_request(sample_connection(), {}, "").error().code,
            errc::customer_refused);
}

TEST(create_contact, person) {
  const auto request = ledger().create_contact_request(sample_connection(), sample_contact());
  ASSERT_TRUE(request);
  EXPECT_EQ(call_line(request), "POST /v1/relation");
  EXPECT_EQ(request->body,
            R"({"type":"P","code":")" + code_of(sample_contact()) +
                R"(","name":"Jan de Vries","address":"Dorpsstraat 5","postalCode":"1234 AB",)"
                R"("city":"Utrecht","country":"Nederland","phoneNumber":"0301234567",)"
                R"("emailAddress":"jan@voorbeeld.nl","note":"Boekbrug",)"
                R"("doNotReceiveNewsletters":true})");
}

TEST(create_contact, company) {
  auto who = sample_contact();
  who.company = "De \"Fietsenmaker\" B.V.";
  who.street2 = "3 hoog";
  who.country = "BE";
  who.vat_number = "BE0123456789";
  const auto body = ledger().create_contact_request(sample_connection(), who).value().body;
  EXPECT_TRUE(body.starts_with(R"({"type":"B",)")) << body;
  EXPECT_NE(body.find(R"("name":"De \"Fietsenmaker\" B.V.","contact":"Jan de Vries",)"
                      R"("address":"Dorpsstraat 5 3 hoog")"),
            std::string::npos)
      << body;
  EXPECT_NE(body.find("\"country\":\"Belgi\u00eb\""), std::string::npos) << body;
  EXPECT_NE(body.find(R"("vatNumber":"BE0123456789")"), std::string::npos) << body;
}

TEST(create_contact, lengths_are_characters) {
  auto who = sample_contact();
  who.company.clear();
  who.first_name.clear();
  for (int i = 0; i < 120; ++i) {
    who.last_name += "\u00eb";
  }
  const auto body = ledger().create_contact_request(sample_connection(), who).value().body;
  const auto at = body.find("\"name\":\"de Vries") + 16;
  EXPECT_EQ(body.find('"', at) - at, (100U - 8U) * 2U);  // two bytes each
  who.email = std::string(160, 'a') + "@voorbeeld.nl";
  EXPECT_EQ(ledger().create_contact_request(sample_connection(), who).error().code,
            errc::email_refused);
}

TEST(create_contact, nameless_guest_is_known_by_the_address) {
  core::contact_spec who;
  who.email = "gast@voorbeeld.nl";
  who.country = "ZW";
  const auto body = ledger().create_contact_request(sample_connection(), who).value().body;
  EXPECT_NE(body.find(R"("name":"gast@voorbeeld.nl")"), std::string::npos);
  EXPECT_NE(body.find(R"("country":"ZW")"), std::string::npos);
  EXPECT_EQ(ledger().create_contact_request(sample_connection(), {}).error().code,
            errc::customer_refused);
}

TEST(create_contact, code_is_the_same_for_every_attempt) {
  auto who = sample_contact();
  const auto code = code_of(who);
  EXPECT_EQ(code.size(), 15U);
  EXPECT_TRUE(std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  })) << code;
  who.street = "Elders 1";
  EXPECT_EQ(code_of(who), code);
  who.cache_key = "piet@voorbeeld.nl";
  EXPECT_NE(code_of(who), code);
}

TEST(create_contact, answers) {
  const auto made = ledger().create_contact_answer(answer(201, R"({"id":91,"code":"WEB91"})"));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->id, "91");
  EXPECT_FALSE(made->archived);
  const auto code = [](const core::http_response& given) {
    return ledger().create_contact_answer(given).error().code;
  };
  EXPECT_EQ(code(refused("REL_023")), errc::email_refused);
  EXPECT_EQ(code(refused("REL_005")), errc::customer_refused);
  // Our code exists: an earlier attempt made it, and the next one finds it.
  EXPECT_EQ(code(refused("REL_049")), errc::ledger_unreachable);
  EXPECT_EQ(code(answer(201, "")), errc::ledger_unreachable);
  EXPECT_EQ(code(answer(200, R"({"id":0})")), errc::ledger_unreachable);
}

}  // namespace
}  // namespace boekbrug::tests
