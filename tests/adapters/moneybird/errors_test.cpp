// Every documented refusal, and answers that are none.

#include "tests/adapters/moneybird/samples.hpp"

#include <functional>

namespace boekbrug::tests {
namespace {

using core::errc;
using core::http_response;

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}

enum class where { contact, search, document, pay, rates, administrations };

// The error of an answer to that call; errc{} when it was accepted.
core::error refused(where what, const http_response& response) {
  const auto of = [](const auto& outcome) { return outcome ? core::error{} : outcome.error(); };
  core::ledger_lists lists;
  switch (what) {
    case where::contact:
      return of(ledger().create_contact_answer(response));
    case where::search:
      return of(ledger().find_contact_answer(sample_contact(), {}, response));
    case where::document:
      return of(ledger().document_answer({}, {}, response));
    case where::pay:
      return of(ledger().pay_answer(response));
    case where::rates:
      return of(ledger().list_answer(1, response, lists));
    case where::administrations:
      return of(ledger().administrations_answer(response));
  }
  return {};
}

struct refusal_case {
  where what;
  int status;
  const char* file;
  errc code;
  const char* detail;  // part of it
};

class refusals : public testing::TestWithParam<refusal_case> {};

TEST_P(refusals, are_named) {
  const auto& each = GetParam();
  const auto failure =
      refused(each.what, golden_answer(std::string("errors/") + each.file, each.status));
  EXPECT_EQ(core::code_name(failure.code), core::code_name(each.code)) << failure.detail;
  EXPECT_NE(failure.detail.find("HTTP " + std::to_string(each.status)), std::string::npos)
      << failure.detail;
  EXPECT_NE(failure.detail.find(each.detail), std::string::npos) << failure.detail;
}

INSTANTIATE_TEST_SUITE_P(
    contacts, refusals,
    testing::Values(
        refusal_case{where::contact, 422, "422_names", errc::customer_refused,
                     "company_name: is required"},
        refusal_case{where::contact, 422, "422_email_domain", errc::email_refused,
                     "cannot receive emails"},
        refusal_case{where::contact, 422, "422_tax_number", errc::vat_number_invalid,
                     "tax_number: is invalid"},
        refusal_case{where::contact, 422, "422_email_and_tax_number", errc::email_refused,
                     "tax_number=invalid"},
        refusal_case{where::contact, 422, "422_customer_id", errc::customer_refused,
                     "customer_id=taken"},
        refusal_case{where::contact, 400, "400_contact_is_required", errc::customer_refused,
                     "contact=required"},
        refusal_case{where::contact, 404, "404_custom_field", errc::customer_refused,
                     "Custom field"},
        refusal_case{where::contact, 404, "404_record_bare", errc::administration_gone,
                     "record not found"},
        refusal_case{where::search, 404, "404_record", errc::administration_gone, "id=not_found"},
        refusal_case{where::search, 400, "400_per_page", errc::ledger_refused_content, "per_page"},
        refusal_case{where::search, 401, "401_unknown_token", errc::access_expired,
                     "token is invalid"},
        refusal_case{where::search, 401, "401_no_access", errc::ledger_refused,
                     "No access to sales_invoices"},
        refusal_case{where::administrations, 401, "401_unknown_token", errc::access_expired,
                     "token is invalid"},
        refusal_case{where::rates, 401, "401_no_access", errc::ledger_refused,
                     "No access to sales_invoices"},
        refusal_case{where::rates, 403, "403_no_access", errc::ledger_refused, "No access"},
        refusal_case{where::rates, 404, "404_record_bare", errc::administration_gone,
                     "record not found"}));

INSTANTIATE_TEST_SUITE_P(
    documents, refusals,
    testing::Values(
        refusal_case{where::document, 402, "402_limit_reached", errc::ledger_plan,
                     "administration=limit_reached"},
        refusal_case{where::document, 403, "403_no_access", errc::ledger_refused, "No access"},
        refusal_case{where::document, 401, "401_unknown_token", errc::access_expired, "token"},
        refusal_case{where::document, 404, "404_record", errc::not_found, "record not found"},
        refusal_case{where::document, 404, "404_record_bare", errc::not_found, "record not found"},
        refusal_case{where::document, 404, "404_model_contact", errc::customer_refused, "Contact"},
        refusal_case{where::document, 404, "404_model_category", errc::ledger_account_unusable,
                     "Category"},
        refusal_case{where::document, 404, "404_model_tax_rate", errc::vat_rate_unusable,
                     "Tax rate"},
        refusal_case{where::document, 404, "404_model_workflow", errc::profile_unusable,
                     "Workflow"},
        refusal_case{where::document, 404, "404_custom_field", errc::ledger_refused_content,
                     "Custom field"},
        refusal_case{where::document, 404, "404_administration", errc::administration_gone,
                     "administration_id=not_found"},
        refusal_case{where::document, 400, "400_contact_invalid", errc::customer_refused,
                     "contact_invalid"},
        refusal_case{where::document, 400, "400_details_empty", errc::line_count,
                     "details cannot be empty"},
        refusal_case{where::document, 400, "400_sending_address", errc::still_draft,
                     "sending address not verified"},
        refusal_case{where::document, 422, "422_tax_rate", errc::vat_rate_unusable,
                     "details.tax_rate_id"},
        refusal_case{where::document, 422, "422_ledger_account", errc::ledger_account_unusable,
                     "details.ledger_account_id"},
        refusal_case{where::document, 422, "422_document_style", errc::profile_unusable,
                     "document_style_id"},
        refusal_case{where::document, 422, "422_workflow", errc::profile_unusable, "workflow_id"},
        refusal_case{where::document, 422, "422_contact", errc::customer_refused, "contact_id"},
        refusal_case{where::document, 422, "422_project", errc::ledger_refused_content,
                     "details.project_id"},
        refusal_case{where::document, 422, "422_email_address", errc::email_refused,
                     "email_address=blank"},
        refusal_case{where::document, 422, "422_identity_email", errc::still_draft,
                     "need_identity_email"},
        refusal_case{where::document, 422, "422_locked_nl", errc::period_closed,
                     "afgesloten periode"},
        refusal_case{where::document, 422, "422_locked_en", errc::period_closed, "locked period"},
        refusal_case{where::document, 429, "429_text", errc::ledger_limit, "Retry later"}));

INSTANTIATE_TEST_SUITE_P(
    payments, refusals,
    testing::Values(
        refusal_case{where::pay, 422, "422_payment", errc::payment_missing, "payment_date=blank"},
        refusal_case{where::pay, 404, "404_model_financial_account", errc::payment_missing,
                     "Financial account"},
        refusal_case{where::pay, 404, "404_record", errc::not_found, "record not found"},
        refusal_case{where::pay, 422, "422_locked_nl", errc::period_closed, "afgesloten"},
        refusal_case{where::pay, 401, "401_unknown_token", errc::access_expired, "token"},
        refusal_case{where::pay, 402, "402_limit_reached", errc::ledger_plan, "limited"}));

const std::vector<where> everywhere{where::contact, where::search, where::document,
                                    where::pay,     where::rates,  where::administrations};

TEST(errors, unclear_outcomes_are_unreachable) {
  for (const auto what : everywhere) {
    for (const int status : {100, 301, 302, 304, 408, 409, 425, 500, 502, 503, 504, 599}) {
      EXPECT_EQ(refused(what, answer(status, R"({"error":"x"})")).code, errc::ledger_unreachable)
          << status;
      EXPECT_EQ(refused(what, answer(status, "")).code, errc::ledger_unreachable) << status;
      EXPECT_EQ(refused(what, answer(status, "<html>oops</html>")).code, errc::ledger_unreachable)
          << status;
    }
  }
}

TEST(errors, html_and_empty_and_cut_answers_of_success_are_unreachable) {
  const auto whole = golden("invoice_open");
  for (const auto what : everywhere) {
    for (const int status : {200, 201, 204}) {
      EXPECT_EQ(refused(what, answer(status, "")).code, errc::ledger_unreachable);
      EXPECT_EQ(refused(what, answer(status, "<!DOCTYPE html><p>Onderhoud")).code,
                errc::ledger_unreachable);
      EXPECT_EQ(refused(what, answer(status, whole.substr(0, whole.size() / 2))).code,
                errc::ledger_unreachable);
      EXPECT_EQ(refused(what, answer(status, whole + "x")).code, errc::ledger_unreachable);
    }
  }
}

TEST(errors, a_page_that_is_not_the_apis_decides_nothing) {
  const auto page = [](int status) {
    return answer(status, "<html>Blocked</html>", {{"Content-Type", "text/html"}});
  };
  for (const auto what : everywhere) {
    for (const int status : {400, 403, 404, 405, 413, 422}) {
      EXPECT_EQ(refused(what, page(status)).code, errc::ledger_unreachable) << status;
    }
    EXPECT_EQ(refused(what, page(401)).code, errc::access_expired);
    EXPECT_EQ(refused(what, page(402)).code, errc::ledger_plan);
    EXPECT_EQ(refused(what, page(429)).code, errc::ledger_limit);
  }
  EXPECT_EQ(refused(where::document, page(404)).detail,
            "HTTP 404, no JSON (20 bytes of text/html)");
}

TEST(errors, empty_refusals_speak_by_their_status) {
  EXPECT_EQ(refused(where::document, answer(404, "")).code, errc::not_found);
  EXPECT_EQ(refused(where::search, answer(404, "")).code, errc::administration_gone);
  EXPECT_EQ(refused(where::document, answer(403, " \n")).code, errc::ledger_refused);
  EXPECT_EQ(refused(where::document, answer(422, "")).code, errc::ledger_refused_content);
  EXPECT_EQ(refused(where::document, answer(401, "")).code, errc::access_expired);
}

TEST(errors, oversized_answers_are_refused_unread) {
  const std::string large = "[\"" + std::string((32U << 20U) + 1, 'x') + "\"]";
  const auto failure = refused(where::search, answer(200, large));
  EXPECT_EQ(failure.code, errc::ledger_unreachable);
  EXPECT_NE(failure.detail.find("larger than allowed"), std::string::npos) << failure.detail;
  EXPECT_EQ(refused(where::search, answer(422, large)).code, errc::ledger_unreachable);
}

TEST(errors, deep_answers_are_refused) {
  const std::string deep(100'000, '[');
  EXPECT_EQ(refused(where::document, answer(200, deep)).code, errc::ledger_unreachable);
  EXPECT_EQ(refused(where::document, answer(422, deep + std::string(100'000, ']'))).code,
            errc::ledger_unreachable);
}

TEST(errors, a_blocked_address_is_no_locked_period) {
  const auto failure =
      refused(where::document, answer(422, R"({"error":{"base":["email blocked"]}})"));
  EXPECT_EQ(failure.code, errc::ledger_refused_content);
}

TEST(errors, unknown_shapes_still_give_a_code) {
  for (const std::string body :
       {"{}", "[]", "7", "null", R"({"error":null})", R"({"error":5,"symbolic":7})",
        R"({"error":{"base":[{"error":"x"}]},"details":[]})", R"({"errors":["a","b"]})"}) {
    const auto code = refused(where::document, answer(422, body)).code;
    EXPECT_TRUE(code == errc::ledger_refused_content || code == errc::ledger_unreachable) << body;
  }
}

TEST(errors, details_are_short_printable_and_whole_characters) {
  std::string message;
  for (int i = 0; i < 1000; ++i) {
    message += "\xC3\xA9";
  }
  const auto failure =
      refused(where::document, answer(422, R"({"error":"a\u0000\n)" + message + R"("})"));
  EXPECT_LT(failure.detail.size(), 620U);
  EXPECT_EQ(failure.detail.find('\n'), std::string::npos);
  EXPECT_EQ(failure.detail.find('\0'), std::string::npos);
  const auto last = failure.detail.substr(failure.detail.size() - 5);
  EXPECT_EQ(last, "\xC3\xA9...");
}

}  // namespace
}  // namespace boekbrug::tests
