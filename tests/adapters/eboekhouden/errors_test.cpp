// Every row of the reference's table of errors.

#include "tests/adapters/eboekhouden/samples.hpp"

namespace boekbrug::tests {
namespace {

using core::errc;

errc create_code(const core::http_response& given) {
  const auto made = ledger().document_answer(sample_plan(), {}, given);
  return made ? errc{} : made.error().code;
}

TEST(errors, every_row) {
  struct row {
    std::vector<std::string_view> codes;
    errc wanted;
  };
  const std::vector<row> rows{
      {{"SECURITY_010", "API_SESSION_003", "API_SESSION_004"}, errc::access_expired},
      {{"SECURITY_001", "SECURITY_003", "SECURITY_006", "SECURITY_011"}, errc::ledger_refused},
      {{"SECURITY_004", "SECURITY_005"}, errc::administration_gone},
      {{"SECURITY_007", "MUT_005", "FACT_VERWERK_001"}, errc::period_closed},
      {{"MUT_019", "MUT_020", "FACT_101", "MUTA_008", "FACT_VERWERK_004"}, errc::document_exists},
      {{"MUT_109", "MUT_110", "MUT_111", "FACT_ITEM_006", "FACT_ITEM_014"},
       errc::vat_rate_unusable},
      {{"MUT_007", "MUT_008", "MUT_009", "MUT_011", "MUT_104", "MUT_105", "MUT_106", "MUT_108",
        "FACT_ITEM_007", "FACT_ITEM_012", "COST_001", "COST_999"},
       errc::ledger_account_unusable},
      {{"FACT_018"}, errc::profile_unusable},
      {{"REL_001", "REL_021", "REL_028", "FACT_001", "FACT_002", "FACT_003", "MUT_012", "MUT_013",
        "MUT_112", "MUT_113"},
       errc::customer_refused},
      {{"REL_022", "REL_023", "REL_024", "REL_025", "REL_026", "REL_027", "FACT_EMAIL_001"},
       errc::email_refused},
      {{"MUT_115", "MUT_116", "MUT_120"}, errc::payment_missing},
      {{"MUT_100", "MUT_101", "FACT_019"}, errc::line_count},
      {{"MUT_118"}, errc::ledger_computes_otherwise},
      {{"MODULE_001", "MODULE_002", "FACT_102", "PAKKET_001", "PAKKET_002"}, errc::ledger_plan},
      {{"ERR_001", "SECURITY_999"}, errc::ledger_unreachable},
      {{"ERR_002",       "DATA_01",       "PAGE_001",      "FACT_004", "FACT_005",
        "FACT_007",      "FACT_008",      "FACT_009",      "FACT_013", "FACT_016",
        "FACT_ITEM_001", "FACT_ITEM_013", "FACT_ITEM_015", "MUT_003",  "MUT_004",
        "MUT_016",       "MUT_017",       "MUT_018",       "MUT_300",  "MUTA_003",
        "MUTA_005",      "LEDG_013",      "ART_016",       "EP_001",   "SOMETHING_NEW"},
       errc::ledger_refused_content},
  };
  for (const auto& each : rows) {
    for (const auto code : each.codes) {
      EXPECT_EQ(create_code(refused(code)), each.wanted) << code;
    }
  }
}

TEST(errors, statuses_without_a_known_code) {
  struct row {
    core::http_response given;
    errc wanted;
  };
  const std::vector<row> rows{
      {answer(401, ""), errc::access_expired},
      {answer(402, ""), errc::ledger_plan},
      {answer(403, ""), errc::ledger_refused},
      {answer(400, "{}"), errc::ledger_refused_content},
      {answer(404, ""), errc::ledger_refused_content},
      {answer(422, "{}"), errc::ledger_refused_content},
      {answer(429, ""), errc::ledger_limit},
      {answer(408, ""), errc::ledger_unreachable},
      {answer(302, ""), errc::ledger_unreachable},
      {answer(500, ""), errc::ledger_unreachable},
      {answer(502, "<html>"), errc::ledger_unreachable},
      {answer(400, "<html>firewall</html>"), errc::ledger_unreachable},
      {answer(403, "<html>firewall</html>"), errc::ledger_unreachable},
      {answer(401, "<html>firewall</html>"), errc::ledger_unreachable},
      // A server error says nothing about what was done, whatever code it carries.
      {refused("MUT_019", 500), errc::ledger_unreachable},
      {answer(200, ""), errc::ledger_unreachable},
      {answer(200, "<html>"), errc::ledger_unreachable},
      {answer(201, R"({"id":null})"), errc::ledger_unreachable},
  };
  for (const auto& each : rows) {
    EXPECT_EQ(create_code(each.given), each.wanted) << each.given.status << each.given.body;
  }
}

TEST(errors, reading_something_that_is_gone) {
  for (const auto& given : {answer(404, ""), refused("MUT_300", 404), refused("MUT_300")}) {
    EXPECT_EQ(ledger().document_answer(sample_plan(), sample_document("m1"), given).error().code,
              errc::not_found);
  }
}

TEST(errors, codes_inside_the_list_count_too) {
  EXPECT_EQ(create_code(answer(400, R"({"code":"VALIDATION","title":"x","errors":[)"
                                    R"({"code":"FACT_ITEM_006","title":"VAT code"}]})")),
            errc::vat_rate_unusable);
  EXPECT_EQ(create_code(answer(400, R"({"errors":["text",5,{"code":"mut_019"}]})")),
            errc::document_exists);
}

TEST(errors, detail_shows_the_answer_on_one_line) {
  const auto failure =
      ledger()
          .document_answer(sample_plan(), {},
                           answer(400, R"({"code":"MUT_106","title":"Ledger\nis wrong",)"
                                       R"("message":"Use VW","propertyName":"rows[0].ledgerId"})"))
          .error();
  EXPECT_EQ(failure.detail, "HTTP 400: MUT_106 Ledger is wrong; Use VW; field rows[0].ledgerId");
  const auto longer =
      ledger()
          .document_answer(sample_plan(), {},
                           answer(400, R"({"title":")" + std::string(5000, 'x') + R"("})"))
          .error();
  EXPECT_LT(longer.detail.size(), 700U);
}

TEST(errors, nothing_tells_a_token) {
  const auto connection = sample_connection();
  for (const auto& failure : {ledger().renew_answer(refused("API_SESSION_003"), {}).error(),
                              ledger().grant_request(connection, "code", "uri").error(),
                              ledger().pay_answer(answer(401, "")).error()}) {
    EXPECT_EQ(failure.detail.find("api-token-1"), std::string::npos);
    EXPECT_EQ(failure.detail.find("eyJ"), std::string::npos);
  }
}

}  // namespace
}  // namespace boekbrug::tests
