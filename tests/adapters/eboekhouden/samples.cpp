#include "tests/adapters/eboekhouden/samples.hpp"

#include <utility>

namespace boekbrug::tests {

const core::ledger_adapter& ledger() {
  return adapters::eboekhouden();
}

core::http_response answer(int status, std::string body, std::vector<core::http_header> headers) {
  core::http_response made;
  made.status = status;
  made.headers = std::move(headers);
  made.body = std::move(body);
  return made;
}

core::http_response refused(std::string_view code, int status) {
  return answer(status,
                R"({"type":"validation","code":")" + std::string(code) +
                    R"(","title":"Something is wrong.","message":null,"propertyName":"Field",)" +
                    R"("errors":[],"status":)" + std::to_string(status) + R"(,"traceId":"00-1"})",
                {{"Content-Type", "application/json"}});
}

core::http_response items(std::string_view rows) {
  return answer(200, R"({"items":[)" + std::string(rows) + R"(],"count":1})");
}

core::ledger_connection sample_connection() {
  core::ledger_connection made;
  made.kind = "eboekhouden";
  made.base_url = "https://api.boekhouden.example";
  made.administration_id = "1301";
  made.access_token = core::secret{"eyJ.session"};
  made.refresh_token = core::secret{"api-token-1"};
  made.local_address = "192.0.2.7";
  return made;
}

core::contact_spec sample_contact() {
  core::contact_spec made;
  made.email = "jan@voorbeeld.nl";
  made.first_name = "Jan";
  made.last_name = "de Vries";
  made.street = "Dorpsstraat 5";
  made.postcode = "1234 AB";
  made.city = "Utrecht";
  made.country = "NL";
  made.phone = "0301234567";
  made.cache_key = "jan@voorbeeld.nl";
  return made;
}

core::date day(int y, unsigned m, unsigned d) {
  return {std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
}

core::plan_line line(std::string description, std::string_view quantity, std::string_view price,
                     std::string rate_id, std::string account) {
  core::plan_line made;
  made.description = std::move(description);
  made.quantity = core::parse_decimal(quantity).value();
  made.unit_price = core::parse_decimal(price).value();
  made.vat.percent = rate_id == "HOOG_VERK_21" ? 21 : rate_id == "LAAG_VERK_9" ? 9 : 0;
  made.rate_id = std::move(rate_id);
  made.account_id = std::move(account);
  return made;
}

core::booking_plan sample_plan(core::booking_form form) {
  core::booking_plan made;
  made.reference = "2026100004711";
  made.booked_on = day(2026, 3, 14);
  made.contact = sample_contact();
  made.lines = {line("Fietsbel (rood)", "2", "12.10"),
                line("Verzendkosten", "1", "6.95", "HOOG_VERK_21", "8011")};
  made.total = 3115;
  made.vat = {{"HOOG_VERK_21", 21, 2574, 541}};
  made.payments = {{day(2026, 3, 14), 3115, "1102", "tr_7UhSN1"}};
  made.document_style = "3";
  made.form = form;
  made.debtor_account = "1301";
  made.owner = "7";
  return made;
}

core::booking_plan sample_credit(core::booking_form form) {
  auto made = sample_plan(form);
  made.kind = core::document_kind::credit_invoice;
  made.reference = "C2026100004711-12";
  made.original_reference = "2026100004711";
  made.lines = {line("Fietsbel (rood)", "1", "-12.10")};
  made.total = -1210;
  made.vat = {{"HOOG_VERK_21", 21, -1000, -210}};
  made.payments = {{day(2026, 3, 20), -1210, "1102", ""}};
  return made;
}

core::document_ref sample_document(std::string id) {
  return {std::move(id), "2026100004711", "91"};
}

std::string header(const core::http_request& request, std::string_view name) {
  for (const auto& each : request.headers) {
    if (each.name == name) {
      return each.value;
    }
  }
  return {};
}

std::string call_line(const core::result<core::http_request>& request) {
  if (!request) {
    return "refused: " + request.error().detail;
  }
  const std::string host = "https://api.boekhouden.example";
  EXPECT_TRUE(request->url.starts_with(host)) << request->url;
  return std::string(core::name(request->method)) + " " + request->url.substr(host.size());
}

}  // namespace boekbrug::tests
