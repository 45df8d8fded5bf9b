// What is written: both forms of a sale, credits, and what is refused before anything is written.

#include "tests/adapters/eboekhouden/samples.hpp"

#include <functional>

namespace boekbrug::tests {
namespace {

using core::booking_form;
using core::errc;

std::string body_of(const core::booking_plan& plan) {
  const auto request = ledger().create_document_request(sample_connection(), plan, "91");
  EXPECT_TRUE(request) << (request ? "" : request.error().detail);
  return request ? request->body : std::string{};
}

errc code_of(const core::booking_plan& plan, std::string_view contact = "91") {
  const auto request = ledger().create_document_request(sample_connection(), plan, contact);
  return request ? errc{} : request.error().code;
}

TEST(create_document, invoice_is_the_references) {
  const auto request = ledger().create_document_request(sample_connection(), sample_plan(), "91");
  ASSERT_TRUE(request);
  EXPECT_EQ(call_line(request), "POST /v1/invoice");
  EXPECT_EQ(header(*request, "Content-Type"), "application/json");
  EXPECT_EQ(
      request->body,
      R"({"invoiceNumber":"2026100004711","relationId":91,"date":"2026-03-14","termOfPayment":14,)"
      R"("inExVat":"IN","templateId":3,"reference":"Order 2026100004711","items":[)"
      R"j({"quantity":2,"description":"Fietsbel (rood)","pricePerUnit":12.10,)j"
      R"("vatCode":"HOOG_VERK_21","ledgerId":8010},)"
      R"({"quantity":1,"description":"Verzendkosten","pricePerUnit":6.95,)"
      R"("vatCode":"HOOG_VERK_21","ledgerId":8011}],)"
      R"("mutation":{"description":"Webwinkel order 2026100004711","ledgerId":1301,)"
      R"("checkPaymentReference":true,"paymentReference":"BB7-2026100004711-V"}})");
}

TEST(create_document, entry_is_the_references) {
  const auto request =
      ledger().create_document_request(sample_connection(), sample_plan(booking_form::entry), "91");
  ASSERT_TRUE(request);
  EXPECT_EQ(call_line(request), "POST /v1/mutation");
  EXPECT_EQ(request->body,
            R"j({"type":2,"date":"2026-03-14","ledgerId":1301,"invoiceNumber":"2026100004711",)j"
            R"j("relationId":91,"termOfPayment":14,"inExVat":"IN",)j"
            R"j("description":"Webwinkel order 2026100004711","checkPaymentReference":true,)j"
            R"j("paymentReference":"BB7-2026100004711-V","rows":[)j"
            R"j({"ledgerId":8010,"vatCode":"HOOG_VERK_21","amount":24.20,)j"
            R"j("description":"Fietsbel (rood)"},)j"
            R"j({"ledgerId":8011,"vatCode":"HOOG_VERK_21","amount":6.95,)j"
            R"j("description":"Verzendkosten"}]})j");
}

TEST(create_document, credit_invoice_is_negative_and_names_its_original) {
  EXPECT_EQ(
      body_of(sample_credit()),
      R"({"invoiceNumber":"C2026100004711-12","relationId":91,"date":"2026-03-14",)"
      R"("termOfPayment":14,"inExVat":"IN","templateId":3,"reference":"Credit van 2026100004711",)"
      R"j("items":[{"quantity":1,"description":"Fietsbel (rood)","pricePerUnit":-12.10,)j"
      R"("vatCode":"HOOG_VERK_21","ledgerId":8010}],)"
      R"("mutation":{"description":"Credit van 2026100004711","ledgerId":1301,)"
      R"("checkPaymentReference":true,"paymentReference":"BB7-C2026100004711-12-V"}})");
  const auto body = body_of(sample_credit(booking_form::entry));
  EXPECT_NE(body.find(R"("description":"Credit van 2026100004711")"), std::string::npos);
  EXPECT_NE(body.find(R"("amount":-12.10)"), std::string::npos);
}

TEST(create_document, sign_of_a_line_sits_on_its_price) {
  auto plan = sample_credit();
  plan.lines = {line("Terug", "-2", "6.05"), line("Korting", "1", "-1.00"),
                line("Dubbel", "-1", "-3.00"), line("Gratis", "0", "5.00")};
  const auto body = body_of(plan);
  EXPECT_NE(body.find(R"({"quantity":2,"description":"Terug","pricePerUnit":-6.05,)"),
            std::string::npos)
      << body;
  EXPECT_NE(body.find(R"("description":"Korting","pricePerUnit":-1.00,)"), std::string::npos);
  EXPECT_NE(body.find(R"({"quantity":1,"description":"Dubbel","pricePerUnit":3.00,)"),
            std::string::npos);
  EXPECT_NE(body.find(R"({"quantity":1,"description":"0 x Gratis","pricePerUnit":0.00,)"),
            std::string::npos);
}

TEST(create_document, count_moves_into_the_text_when_cents_do_not_hold) {
  struct row {
    std::string_view quantity;
    std::string_view price;
    std::string wanted;
  };
  const std::vector<row> rows{
      {"3", "1.3333", R"({"quantity":1,"description":"3 x Touw","pricePerUnit":4.00,)"},
      {"0.333", "12.35", R"({"quantity":1,"description":"0,333 x Touw","pricePerUnit":4.11,)"},
      {"2.5", "4.10", R"({"quantity":2.5,"description":"Touw","pricePerUnit":4.10,)"},
      {"0.0001", "100.00", R"({"quantity":0.0001,"description":"Touw","pricePerUnit":100.00,)"},
      {"0.00001", "1000.00",
       R"({"quantity":1,"description":"0,00001 x Touw","pricePerUnit":0.01,)"},
      {"1", "4.1149", R"({"quantity":1,"description":"Touw","pricePerUnit":4.11,)"},
      {"-3", "1.3333", R"({"quantity":1,"description":"3 x Touw","pricePerUnit":-4.00,)"},
      {"1", "1234567.89", R"({"quantity":1,"description":"Touw","pricePerUnit":1234567.89,)"},
  };
  for (const auto& each : rows) {
    auto plan = sample_plan();
    plan.lines = {line("Touw", each.quantity, each.price)};
    EXPECT_NE(body_of(plan).find(each.wanted), std::string::npos) << body_of(plan);
  }
}

TEST(create_document, trace_of_a_division_is_no_fraction) {
  auto plan = sample_plan();
  plan.lines[0].unit_price = core::decimal(1210) / 3 * 3 / 100;
  EXPECT_NE(body_of(plan).find(R"("pricePerUnit":12.10,)"), std::string::npos) << body_of(plan);
}

TEST(create_document, prices_without_vat) {
  auto plan = sample_plan();
  plan.prices_include_vat = false;
  EXPECT_NE(body_of(plan).find(R"("inExVat":"EX")"), std::string::npos);
  plan.form = booking_form::entry;
  EXPECT_NE(body_of(plan).find(R"("inExVat":"EX")"), std::string::npos);
}

TEST(create_document, cost_center_and_texts) {
  auto plan = sample_plan();
  plan.cost_center = "21";
  plan.payment_term_days = 30;
  plan.lines[0].description = "";
  plan.lines[1].description = "Regel\n\"twee\" \\ \u20ac" + std::string(300, 'x');
  auto body = body_of(plan);
  EXPECT_NE(body.find(R"("ledgerId":8010,"costCenterId":21})"), std::string::npos);
  EXPECT_NE(body.find(R"("termOfPayment":30)"), std::string::npos);
  EXPECT_NE(body.find(R"("description":"Orderregel")"), std::string::npos);
  EXPECT_NE(body.find("Regel\\n\\\"twee\\\" \\\\ \u20acxxx"), std::string::npos) << body;
  EXPECT_EQ(body.find(std::string(200, 'x')), std::string::npos);  // 200 characters in all
  plan.form = booking_form::entry;
  body = body_of(plan);
  EXPECT_NE(body.find(R"("amount":24.20,"costCenterId":21})"), std::string::npos) << body;
  EXPECT_EQ(body.find(std::string(50, 'x')), std::string::npos);
}

TEST(create_document, rows_are_grouped_by_code_and_account) {
  auto plan = sample_plan(booking_form::entry);
  plan.lines = {line("A", "2", "12.10"), line("Boek", "1", "10.90", "LAAG_VERK_9", "8010"),
                line("B", "1", "-2.42"), line("Verzenden", "1", "6.05", "HOOG_VERK_21", "8011")};
  plan.vat = {{"HOOG_VERK_21", 21, 2300, 483}, {"LAAG_VERK_9", 9, 1000, 90}};
  plan.total = 3873;
  const auto body = body_of(plan);
  EXPECT_NE(
      body.find(R"("rows":[{"ledgerId":8010,"vatCode":"HOOG_VERK_21","amount":21.78,)"
                R"("description":"2 orderregels"},{"ledgerId":8010,"vatCode":"LAAG_VERK_9",)"
                R"("amount":10.90,"description":"Boek"},{"ledgerId":8011,"vatCode":"HOOG_VERK_21",)"
                R"("amount":6.05,"description":"Verzenden"}])"),
      std::string::npos)
      << body;
}

TEST(create_document, rows_stay_lines_where_groups_would_move_a_cent) {
  // VAT per line: .02+.02+.02 = .06 for 0.10 each; per rate of 0.30: 0.05. The plan says 0.06 per
  // line on one account, which a group would turn into 0.05.
  auto plan = sample_plan(booking_form::entry);
  plan.lines = {line("A", "1", "0.10"), line("B", "1", "0.10"), line("C", "1", "0.10")};
  plan.total = 30;
  plan.vat = {{"HOOG_VERK_21", 21, 24, 6}};
  const auto body = body_of(plan);
  EXPECT_NE(body.find(R"("description":"A"},{)"), std::string::npos) << body;
  plan.vat = {{"HOOG_VERK_21", 21, 25, 5}};
  EXPECT_NE(body_of(plan).find(R"("amount":0.30,"description":"3 orderregels")"),
            std::string::npos);
}

TEST(create_document, payment_reference_fits_and_stays_apart) {
  auto plan = sample_plan();
  plan.reference = std::string(50, '1');
  const auto reference_in = [](const std::string& body) {
    const auto at = body.find(R"("paymentReference":")") + 20;
    return body.substr(at, body.find('"', at) - at);
  };
  const auto one = reference_in(body_of(plan));
  EXPECT_LE(one.size(), 50U);
  EXPECT_TRUE(one.starts_with("BB7-")) << one;
  EXPECT_TRUE(one.ends_with("-V")) << one;
  plan.reference.back() = '2';
  EXPECT_NE(reference_in(body_of(plan)), one);
  plan = sample_plan();
  plan.owner = "integration/with a long \"name\"";
  const auto other = reference_in(body_of(plan));
  EXPECT_LE(other.size(), 50U);
  EXPECT_TRUE(other.ends_with("-2026100004711-V")) << other;
  EXPECT_EQ(other.find('"'), std::string::npos);
}

TEST(create_document, refused_before_anything_is_written) {
  struct row {
    std::string what;
    std::function<void(core::booking_plan&)> change;
    errc wanted;
  };
  using plan_type = core::booking_plan;
  const std::vector<row> rows{
      {"number without digit", [](plan_type& p) { p.reference = "F12-C"; },
       errc::ledger_refused_content},
      {"no number", [](plan_type& p) { p.reference.clear(); }, errc::ledger_refused_content},
      {"long number", [](plan_type& p) { p.reference = std::string(51, '1'); },
       errc::ledger_refused_content},
      {"line break", [](plan_type& p) { p.reference = "12\n3"; }, errc::ledger_refused_content},
      {"outer blank", [](plan_type& p) { p.reference = " 123"; }, errc::ledger_refused_content},
      {"draft", [](plan_type& p) { p.finalise = false; }, errc::ledger_refused_content},
      {"dollars", [](plan_type& p) { p.currency = core::currency::parse("USD").value(); },
       errc::currency_off},
      {"no lines", [](plan_type& p) { p.lines.clear(); }, errc::line_count},
      {"101 lines", [](plan_type& p) { p.lines.resize(101, p.lines.front()); }, errc::line_count},
      {"no account", [](plan_type& p) { p.lines[1].account_id.clear(); },
       errc::ledger_account_unusable},
      {"odd account", [](plan_type& p) { p.lines[1].account_id = "8010,\"x\":1"; },
       errc::ledger_account_unusable},
      {"no code", [](plan_type& p) { p.lines[0].rate_id.clear(); }, errc::vat_rate_unusable},
      {"old code", [](plan_type& p) { p.lines[0].rate_id = "LAAG_VERK"; }, errc::vat_rate_unusable},
      {"purchase code", [](plan_type& p) { p.lines[0].rate_id = "HOOG_INK_21"; },
       errc::vat_rate_unusable},
      {"no template", [](plan_type& p) { p.document_style.clear(); }, errc::profile_unusable},
      {"no debtor account", [](plan_type& p) { p.debtor_account.clear(); },
       errc::ledger_account_unusable},
      {"odd cost centre", [](plan_type& p) { p.cost_center = "Winkel"; },
       errc::ledger_account_unusable},
      {"no payment account", [](plan_type& p) { p.payments[0].account_id.clear(); },
       errc::ledger_account_unusable},
      {"too much", [](plan_type& p) { p.lines[0].unit_price = core::decimal("1e13"); },
       errc::totals_differ},
  };
  for (const auto& each : rows) {
    auto plan = sample_plan();
    each.change(plan);
    EXPECT_EQ(code_of(plan), each.wanted) << each.what;
  }
  EXPECT_EQ(code_of(sample_plan(), ""), errc::customer_refused);
  EXPECT_EQ(code_of(sample_plan(), "x"), errc::customer_refused);
  auto plan = sample_plan(booking_form::entry);
  plan.document_style.clear();
  EXPECT_EQ(code_of(plan), errc{});  // an entry has no layout
  plan.lines.resize(100, plan.lines.front());
  EXPECT_EQ(code_of(plan), errc{});
  plan.form = booking_form::invoice;
  plan.lines[0].account_id.clear();
  const auto refused = ledger().create_document_request(sample_connection(), plan, "91");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("B3"), std::string::npos);
}

}  // namespace
}  // namespace boekbrug::tests
