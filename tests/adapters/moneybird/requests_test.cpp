// The exact text of every call.

#include "tests/adapters/moneybird/samples.hpp"

namespace boekbrug::tests {
namespace {

using core::errc;
using core::http_method;

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}
const std::string base = "https://moneybird.example/api/v2/178732006888903010";

TEST(requests, name_the_ledger) {
  EXPECT_EQ(ledger().kind(), "moneybird");
  EXPECT_EQ(ledger().title(), "Moneybird");
  EXPECT_EQ(ledger().arithmetic(), core::ledger_arithmetic::per_rate);
}

TEST(requests, carry_token_egress_address_and_trust) {
  const auto request = ledger().administrations_request(sample_connection()).value();
  EXPECT_EQ(request.method, http_method::get);
  EXPECT_EQ(request.url, "https://moneybird.example/api/v2/administrations.json");
  EXPECT_EQ(header(request, "Authorization"), "Bearer token-1");
  EXPECT_EQ(header(request, "Accept"), "application/json");
  EXPECT_EQ(header(request, "Content-Type"), "");
  EXPECT_EQ(request.local_address, "192.0.2.7");
  EXPECT_TRUE(request.trusted_host);
  EXPECT_FALSE(request.follow_redirects);
  EXPECT_TRUE(request.body.empty());
}

TEST(requests, need_a_usable_connection) {
  auto connection = sample_connection();
  connection.access_token = core::secret{"a\r\nX-Evil: 1"};
  EXPECT_EQ(ledger().administrations_request(connection).error().code, errc::ledger_refused);
  connection.access_token = core::secret{};
  EXPECT_EQ(ledger().administrations_request(connection).error().code, errc::ledger_refused);
  connection = sample_connection();
  connection.administration_id = "17/../18";
  EXPECT_EQ(ledger().read_document_request(connection, {"1", {}, {}}).error().code,
            errc::invalid_input);
  connection = sample_connection();
  connection.base_url = "/";
  EXPECT_EQ(ledger().administrations_request(connection).error().code, errc::invalid_input);
}

TEST(requests, ignore_a_slash_at_the_end_of_the_base) {
  auto connection = sample_connection();
  connection.base_url += "//";
  EXPECT_EQ(ledger().read_document_request(connection, {"496081523381896487", {}, {}}).value().url,
            base + "/sales_invoices/496081523381896487.json");
}

TEST(requests, search_a_contact_by_address) {
  EXPECT_EQ(ledger().find_contact_request(sample_connection(), sample_contact(), {}).value().url,
            base + "/contacts.json?query=jan%40voorbeeld.nl&per_page=100");
  auto who = sample_contact();
  who.email = "j&an+1 @voorbeeld.nl";
  EXPECT_EQ(ledger().find_contact_request(sample_connection(), who, {}).value().url,
            base + "/contacts.json?query=j%26an%2B1%20%40voorbeeld.nl&per_page=100");
  who.email.clear();
  EXPECT_EQ(ledger().find_contact_request(sample_connection(), who, {}).value().url,
            base + "/contacts.json?query=Dorpsstraat%205&per_page=100");
  who.collective = true;
  who.company = "Caf\xC3\xA9 klanten";
  EXPECT_EQ(ledger().find_contact_request(sample_connection(), who, {}).value().url,
            base + "/contacts.json?query=Caf%C3%A9%20klanten&per_page=100");
  EXPECT_EQ(ledger().find_contact_request(sample_connection(), {}, {}).error().code,
            errc::customer_refused);
}

TEST(requests, create_a_contact) {
  const auto request =
      ledger().create_contact_request(sample_connection(), sample_contact()).value();
  EXPECT_EQ(request.method, http_method::post);
  EXPECT_EQ(request.url, base + "/contacts.json");
  EXPECT_EQ(header(request, "Content-Type"), "application/json");
  EXPECT_EQ(
      request.body,
      R"({"contact":{"company_name":"De Fietsenmaker B.V.","firstname":"Jan","lastname":"de Vries",)"
      R"("address1":"Dorpsstraat 5","zipcode":"1234 AB","city":"Utrecht","country":"NL","phone":"0301234567",)"
      R"("delivery_method":"Manual","send_invoices_to_email":"jan@voorbeeld.nl","tax_number":"NL123456789B01"}})");
}

TEST(requests, create_a_contact_with_little) {
  core::contact_spec who;
  who.company = "Webwinkelklanten";
  who.collective = true;
  EXPECT_EQ(ledger().create_contact_request(sample_connection(), who).value().body,
            R"({"contact":{"company_name":"Webwinkelklanten","delivery_method":"Manual"}})");
  who = {};
  who.email = "gast@voorbeeld.nl";
  EXPECT_EQ(ledger().create_contact_request(sample_connection(), who).value().body,
            R"({"contact":{"lastname":"gast@voorbeeld.nl","delivery_method":"Manual",)"
            R"("send_invoices_to_email":"gast@voorbeeld.nl"}})");
  EXPECT_EQ(ledger().create_contact_request(sample_connection(), {}).error().code,
            errc::customer_refused);
}

TEST(requests, search_a_document_with_its_own_period) {
  const auto request =
      ledger()
          .find_document_request(sample_connection(), plan_of("WC 10#1-C2", day(2026, 3, 14)), {})
          .value();
  EXPECT_EQ(request.method, http_method::get);
  EXPECT_EQ(request.url,
            base +
                "/sales_invoices.json?filter=reference%3AWC%2010%231-C2%2Cstate%3Aall%2C"
                "period%3A20240314..20280314&per_page=100");
}

TEST(requests, search_around_a_leap_day) {
  const auto request =
      ledger()
          .find_document_request(sample_connection(), plan_of("1", day(2024, 2, 29)), {})
          .value();
  EXPECT_NE(request.url.find("period%3A20220228..20260228"), std::string::npos) << request.url;
}

TEST(requests, refuse_references_that_cannot_be_found) {
  for (const std::string reference : {"", "a,b", "a:b", "a|b", " a", "a ", "a\nb"}) {
    EXPECT_EQ(
        ledger()
            .find_document_request(sample_connection(), plan_of(reference, day(2026, 1, 1)), {})
            .error()
            .code,
        errc::invalid_input)
        << reference;
    auto plan = sample_plan();
    plan.reference = reference;
    EXPECT_EQ(ledger().create_document_request(sample_connection(), plan, "1").error().code,
              errc::invalid_input)
        << reference;
  }
  EXPECT_EQ(ledger()
                .find_document_request(sample_connection(), plan_of("a", core::date{}), {})
                .error()
                .code,
            errc::invalid_input);
}

TEST(requests, create_a_draft) {
  const auto request =
      ledger()
          .create_document_request(sample_connection(), sample_plan(), "496081523137578258")
          .value();
  EXPECT_EQ(request.method, http_method::post);
  EXPECT_EQ(request.url, base + "/sales_invoices.json");
  EXPECT_EQ(
      request.body,
      R"({"sales_invoice":{"contact_id":"496081523137578258","reference":"100004711","invoice_date":"2026-03-14",)"
      R"("currency":"EUR","prices_are_incl_tax":true,"details_attributes":[)"
      R"j({"description":"Fietsbel (rood)","price":"12.1","amount":"2","tax_rate_id":"496081347565061258",)j"
      R"("ledger_account_id":"496081347348006010","row_order":0},)"
      R"({"description":"Korting \"LENTE10\"\n10 %","price":"-4.84","amount":"0.5",)"
      R"("tax_rate_id":"496081347565061258","row_order":1}]}})");
}

TEST(requests, create_a_draft_with_every_choice) {
  auto plan = sample_plan();
  plan.prices_include_vat = false;
  plan.workflow = "496081347889071247";
  plan.document_style = "496081348199449753";
  plan.lines.resize(1);
  plan.lines[0].product_id = "496081347889070001";
  const auto body = ledger().create_document_request(sample_connection(), plan, "1").value().body;
  EXPECT_EQ(
      body,
      R"({"sales_invoice":{"contact_id":"1","reference":"100004711","invoice_date":"2026-03-14",)"
      R"("currency":"EUR","prices_are_incl_tax":false,"workflow_id":"496081347889071247",)"
      R"("document_style_id":"496081348199449753","details_attributes":[)"
      R"j({"description":"Fietsbel (rood)","price":"12.1","amount":"2","tax_rate_id":"496081347565061258",)j"
      R"("ledger_account_id":"496081347348006010","product_id":"496081347889070001","row_order":0}]}})");
}

TEST(requests, refuse_plans_that_would_book_wrong) {
  auto plan = sample_plan();
  plan.lines[1].rate_id.clear();
  EXPECT_EQ(ledger().create_document_request(sample_connection(), plan, "1").error().code,
            errc::vat_unmapped);
  plan.lines.clear();
  EXPECT_EQ(ledger().create_document_request(sample_connection(), plan, "1").error().code,
            errc::line_count);
  EXPECT_EQ(ledger().create_document_request(sample_connection(), sample_plan(), "").error().code,
            errc::invalid_input);
  plan = sample_plan();
  plan.booked_on = core::date{};
  EXPECT_EQ(ledger().create_document_request(sample_connection(), plan, "1").error().code,
            errc::invalid_input);
}

TEST(requests, refuse_payments_in_another_currency_before_anything_is_made) {
  auto plan = sample_plan();
  plan.currency = core::currency::parse("USD").value();
  EXPECT_EQ(ledger().create_document_request(sample_connection(), plan, "1").error().code,
            errc::currency_off);
  EXPECT_EQ(ledger().pay_request(sample_connection(), {"1", {}, {}}, plan, 0).error().code,
            errc::currency_off);
  plan.payments.clear();
  const auto body = ledger().create_document_request(sample_connection(), plan, "1").value().body;
  EXPECT_NE(body.find(R"("currency":"USD")"), std::string::npos);
}

TEST(requests, read_and_delete) {
  const auto request =
      ledger().delete_draft_request(sample_connection(), "496081523381896487").value();
  EXPECT_EQ(request.method, http_method::del);
  EXPECT_EQ(request.url, base + "/sales_invoices/496081523381896487.json");
  EXPECT_TRUE(request.body.empty());
  for (const std::string id : {"", "1/2", "abc", "1?x", "123456789012345678901"}) {
    EXPECT_EQ(ledger().delete_draft_request(sample_connection(), id).error().code,
              errc::invalid_input)
        << id;
    EXPECT_EQ(ledger().read_document_request(sample_connection(), {id, {}, {}}).error().code,
              errc::invalid_input)
        << id;
    EXPECT_EQ(ledger().send_document_request(sample_connection(), id, sample_plan()).error().code,
              errc::invalid_input)
        << id;
    EXPECT_EQ(
        ledger().pay_request(sample_connection(), {id, {}, {}}, sample_plan(), 0).error().code,
        errc::invalid_input)
        << id;
  }
}

TEST(requests, send_always_names_the_method) {
  auto plan = sample_plan();
  const auto request =
      ledger().send_document_request(sample_connection(), "496081523381896487", plan).value();
  EXPECT_EQ(request.method, http_method::patch);
  EXPECT_EQ(request.url, base + "/sales_invoices/496081523381896487/send_invoice.json");
  EXPECT_EQ(request.body, R"({"sales_invoice_sending":{"delivery_method":"Manual"}})");
  plan.send_by_email = true;
  EXPECT_EQ(
      ledger().send_document_request(sample_connection(), "1", plan).value().body,
      R"({"sales_invoice_sending":{"delivery_method":"Email","email_address":"jan@voorbeeld.nl"}})");
  plan.contact.email.clear();
  EXPECT_EQ(ledger().send_document_request(sample_connection(), "1", plan).value().body,
            R"({"sales_invoice_sending":{"delivery_method":"Manual"}})");
}

TEST(requests, pay) {
  const auto request =
      ledger()
          .pay_request(sample_connection(), {"496081523381896487", {}, {}}, sample_plan(), 0)
          .value();
  EXPECT_EQ(request.method, http_method::post);
  EXPECT_EQ(request.url, base + "/sales_invoices/496081523381896487/payments.json");
  EXPECT_EQ(
      request.body,
      R"({"payment":{"payment_date":"2026-03-15","price":"21.78",)"
      R"("financial_account_id":"496081479060686306","transaction_identifier":"tr_7UhSN1zuXS"}})");
  EXPECT_EQ(
      ledger().pay_request(sample_connection(), {"1", {}, {}}, sample_plan(), 1).value().body,
      R"({"payment":{"payment_date":"2026-03-15","price":"5.00","manual_payment_action":"payment_without_proof"}})");
  EXPECT_EQ(ledger().pay_request(sample_connection(), {"1", {}, {}}, sample_plan(), 2).error().code,
            errc::invalid_input);
}

TEST(requests, pay_back_on_a_credit_is_negative_whatever_the_sign) {
  auto plan = sample_plan();
  plan.kind = core::document_kind::credit_invoice;
  plan.payments = {{day(2026, 3, 15), 1005, "", ""},
                   {day(2026, 3, 15), -1005, "", ""},
                   {day(2026, 3, 15), 0, "", ""}};
  const std::string wanted =
      R"({"payment":{"payment_date":"2026-03-15","price":"-10.05","manual_payment_action":"payment_without_proof"}})";
  EXPECT_EQ(ledger().pay_request(sample_connection(), {"1", {}, {}}, plan, 0).value().body, wanted);
  EXPECT_EQ(ledger().pay_request(sample_connection(), {"1", {}, {}}, plan, 1).value().body, wanted);
  EXPECT_EQ(ledger().pay_request(sample_connection(), {"1", {}, {}}, plan, 2).error().code,
            errc::invalid_input);
}

TEST(requests, list_documents_by_page) {
  const auto from = day(2026, 1, 1);
  const auto to = day(2026, 1, 31);
  const std::string path =
      base + "/sales_invoices.json?filter=state%3Aall%2Cperiod%3A20260101..20260131&per_page=100";
  EXPECT_EQ(ledger().list_documents_request(sample_connection(), from, to, "").value().url,
            path + "&page=1");
  EXPECT_EQ(ledger().list_documents_request(sample_connection(), from, to, "12").value().url,
            path + "&page=12");
  for (const std::string page : {"0", "-1", "1&x=2", "1234567", "x"}) {
    EXPECT_EQ(ledger().list_documents_request(sample_connection(), from, to, page).error().code,
              errc::invalid_input);
  }
  EXPECT_EQ(ledger().list_documents_request(sample_connection(), to, from, "").error().code,
            errc::invalid_input);
}

TEST(requests, lists) {
  const std::vector<std::string> wanted{
      "https://moneybird.example/api/v2/administrations.json",
      base + "/tax_rates.json?filter=tax_rate_type%3Asales_invoice%2Cactive%3Atrue&per_page=100",
      base + "/ledger_accounts.json",
      base + "/document_styles.json",
      base + "/workflows.json",
      base + "/financial_accounts.json",
      base + "/tax_rates.json?filter=tax_rate_type%3Asales_invoice%2Cactive%3Afalse&per_page=100"};
  ASSERT_EQ(ledger().list_count(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(ledger().list_request(sample_connection(), i).value().url, wanted[i]);
  }
  EXPECT_EQ(ledger().list_request(sample_connection(), wanted.size()).error().code,
            errc::invalid_input);
}

}  // namespace
}  // namespace boekbrug::tests
