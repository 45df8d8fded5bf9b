// Every reader survives random damage to valid answers: a value or a named error, never a crash.

#include "tests/adapters/eboekhouden/samples.hpp"

#include <random>

namespace boekbrug::tests {
namespace {

std::vector<std::string> valid_answers() {
  return {
      R"({"token":"eyJ.new","expiresIn":3600})",
      R"({"items":[{"id":1301,"code":"1300","description":"Debiteuren","category":"DEB"},)"
      R"({"id":8010,"code":"8000","description":"Omzet","category":"VW","group":"x"}],"count":2})",
      R"({"items":[{"id":3,"name":"Standaard","active":true,"type":"E"}],"count":1})",
      R"({"items":[{"id":91,"type":"P","code":"WEB91"},{"id":92,"code":"x"}],"count":2})",
      R"({"id":91,"name":"Jan de Vries","emailAddress":"jan@voorbeeld.nl","inactive":false,)"
      R"("address":"Dorpsstraat 5","postalCode":"1234 AB","city":"Utrecht","country":"Nederland"})",
      R"({"id":5012,"invoiceNumber":"2026100004711","inExVat":"IN"})",
      R"({"id":5012,"invoiceNumber":"2026100004711","relationId":91,"date":"2026-03-14",)"
      R"("totalExcl":25.74,"totalAmount":31.15,"vatAmount":5.41,"inExVat":"IN",)"
      R"("items":[{"quantity":2,"vatCode":"HOOG_VERK_21","pricePerUnit":12.1}]})",
      R"({"id":20417,"type":2,"date":"2026-03-14","invoiceNumber":"2026100004711",)"
      R"("relationId":91,"amount":31.15,"inExVat":"IN",)"
      R"("rows":[{"ledgerId":8010,"vatCode":"HOOG_VERK_21","amount":31.15}],)"
      R"("vat":[{"vatCode":"HOOG_VERK_21","amount":5.41}]})",
      R"({"items":[{"id":20417,"type":"2","date":"2026-03-14","invoiceNumber":"2026100004711",)"
      R"("ledgerId":1301,"amount":31.15,"relationId":91,"totalAmount":31.15,"totalExcl":25.74,)"
      R"("outstandingAmount":1.15}],"count":1})",
      R"({"type":"validation","code":"MUTA_008","title":"In use.","message":null,)"
      R"("propertyName":"X","errors":[{"code":"MUT_019"},"text"],"status":400})",
  };
}

class mutator {
public:
  explicit mutator(std::uint32_t seed) : random_{seed} {}
  std::size_t pick(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }
  std::string mutate(std::string text) {
    for (std::size_t i = 0, rounds = 1 + pick(4); i < rounds && !text.empty(); ++i) {
      once(text);
    }
    return text;
  }

private:
  void once(std::string& text) {
    static const std::vector<std::string> pieces{
        "null",    "true",  "{}",  "[]",    "\"\"",
        "-1",      "1e999", "0.1", "\"x\"", "[[[[",
        "\\u0000", "\xFF",  ",",   ":",     "99999999999999999999999"};
    const auto at = pick(text.size());
    switch (pick(6)) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text[at] = static_cast<char>(random_() & 0xFFU);
        break;
      case 2:
        text.erase(at, 1 + pick(30));
        break;
      case 3:
        text.insert(at, pieces[pick(pieces.size())]);
        break;
      case 4:
        text.insert(at, text.substr(pick(text.size()), pick(120)));
        break;
      default:
        replace_value(text, at, pieces[pick(pieces.size())]);
        break;
    }
  }
  // What stands between a colon and the next comma becomes something else: mostly valid JSON.
  static void replace_value(std::string& text, std::size_t at, const std::string& with) {
    const auto colon = text.find(':', at);
    const auto end = text.find_first_of(",}", colon == std::string::npos ? at : colon);
    if (colon != std::string::npos && end != std::string::npos) {
      text.replace(colon + 1, end - colon - 1, with);
    }
  }
  std::mt19937 random_;
};

// Counts accepted answers, so that the test can prove it exercises both ways.
std::size_t read_everything(const core::http_response& response, mutator& change) {
  std::size_t accepted = 0;
  const auto check = [&accepted](const auto& outcome) {
    if (outcome) {
      ++accepted;
      return;
    }
    EXPECT_NE(outcome.error().code, core::errc{});
    EXPECT_NE(core::code_name(outcome.error().code), "");
    EXPECT_LT(outcome.error().detail.size(), 2000U);
  };
  const auto plan = sample_plan();
  check(ledger().renew_answer(response, {}));
  check(ledger().administrations_answer(response));
  for (std::size_t i = 0; i < ledger().list_count(); ++i) {
    core::ledger_lists lists;
    check(ledger().list_answer(i, response, lists));
  }
  for (const auto* step : {"", "code", "name", "e:91,92", "c:91", "n:91"}) {
    check(ledger().find_contact_answer(sample_contact(), change.mutate(step), response));
    check(ledger().find_contact_answer(sample_contact(), step, response));
  }
  check(ledger().create_contact_answer(response));
  for (const auto* step : {"", "m:", "m:i5012", "r:i5012", "r:m20417"}) {
    check(ledger().find_document_answer(plan, step, response));
    check(ledger().find_document_answer(plan, change.mutate(step), response));
  }
  for (const auto* id : {"", "i5012", "m20417"}) {
    check(ledger().document_answer(plan, sample_document(id), response));
  }
  check(ledger().payments_answer(plan, sample_document(), response));
  check(ledger().pay_answer(response));
  for (const std::string page :
       {R"({"now":"s","offset":"0","open":{"1\n2":"5"},"sales":{},"read":[]})",
        R"({"now":"i","offset":"2000","open":{},"sales":{"1":["2"]},"read":[]})",
        R"({"now":"d","offset":"0","open":{},"sales":{},"read":["20417","3"]})"}) {
    const auto read = ledger().list_documents_answer(page, response);
    check(read);
    check(ledger().list_documents_answer(change.mutate(page), response));
    if (read && !read->next.empty()) {
      // Whatever was read, the walk can go on.
      EXPECT_TRUE(ledger().list_documents_request(sample_connection(), day(2026, 3, 1),
                                                  day(2026, 3, 31), read->next))
          << read->next;
    }
  }
  return accepted;
}

TEST(fuzz, damaged_answers) {
  constexpr std::uint32_t seed = 20260314;
  const std::vector<int> statuses{200, 201, 400, 401, 403, 404, 429, 500};
  mutator change{seed};
  std::size_t accepted = 0;
  std::size_t total = 0;
  for (const auto& text : valid_answers()) {
    for (int i = 0; i < 400; ++i, ++total) {
      SCOPED_TRACE("seed " + std::to_string(seed) + " mutation " + std::to_string(total));
      const int status = change.pick(2) == 0 ? 200 : statuses[change.pick(statuses.size())];
      accepted += read_everything(answer(status, change.mutate(text)), change);
    }
  }
  EXPECT_GT(accepted, total / 10);
  EXPECT_LT(accepted, total * 20);
}

TEST(fuzz, no_truncated_document_is_taken) {
  const auto whole = valid_answers()[7];
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto read = ledger().document_answer(sample_plan(), sample_document("m20417"),
                                               answer(200, whole.substr(0, length)));
    ASSERT_FALSE(read) << length;
    ASSERT_EQ(read.error().code, core::errc::ledger_unreachable);
  }
}

TEST(fuzz, odd_texts_in_plans_still_make_json) {
  mutator change{7};
  for (int i = 0; i < 500; ++i) {
    auto plan = sample_plan(i % 2 == 0 ? core::booking_form::invoice : core::booking_form::entry);
    for (auto& each : plan.lines) {
      each.description = change.mutate("Fietsbel \u00eb\u20ac (rood) \"x\" \\");
    }
    plan.owner = change.mutate("7abc");
    plan.reference = change.mutate("2026-100004711");
    const auto request = ledger().create_document_request(sample_connection(), plan, "91");
    if (request) {
      EXPECT_TRUE(request->body.starts_with("{") && request->body.ends_with("}"));
      for (const char c : request->body) {
        ASSERT_GE(static_cast<unsigned char>(c), 0x20U);
      }
    } else {
      EXPECT_EQ(request.error().code, core::errc::ledger_refused_content);
    }
    auto who = sample_contact();
    who.last_name = change.mutate("de \u00eb Vries");
    EXPECT_TRUE(ledger().create_contact_request(sample_connection(), who));
  }
}

}  // namespace
}  // namespace boekbrug::tests
