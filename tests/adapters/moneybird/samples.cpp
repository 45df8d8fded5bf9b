#include "tests/adapters/moneybird/samples.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace boekbrug::tests {

std::string golden(std::string_view name) {
  const auto path = std::filesystem::path{BOEKBRUG_TEST_DATA} / (std::string{name} + ".json");
  std::ifstream file{path, std::ios::binary};
  EXPECT_TRUE(file.good()) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

core::http_response answer(int status, std::string body, std::vector<core::http_header> headers) {
  core::http_response made;
  made.status = status;
  made.headers = std::move(headers);
  made.body = std::move(body);
  return made;
}

core::http_response golden_answer(std::string_view name, int status) {
  return answer(status, golden(name), {{"Content-Type", "application/json; charset=utf-8"}});
}

core::ledger_connection sample_connection() {
  core::ledger_connection made;
  made.kind = "moneybird";
  made.base_url = "https://moneybird.example/api/v2";
  made.oauth_base_url = "https://moneybird.example/oauth";
  made.administration_id = "178732006888903010";
  made.access_token = core::secret{"token-1"};
  made.refresh_token = core::secret{"refresh/1"};
  made.client_id = core::secret{"client"};
  made.client_secret = core::secret{"client&secret"};
  made.local_address = "192.0.2.7";
  return made;
}

core::date day(int y, unsigned m, unsigned d) {
  return {std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
}

core::contact_spec sample_contact() {
  core::contact_spec made;
  made.email = "jan@voorbeeld.nl";
  made.company = "De Fietsenmaker B.V.";
  made.first_name = "Jan";
  made.last_name = "de Vries";
  made.street = "Dorpsstraat 5";
  made.postcode = "1234 AB";
  made.city = "Utrecht";
  made.country = "NL";
  made.phone = "0301234567";
  made.vat_number = "NL123456789B01";
  return made;
}

core::booking_plan sample_plan() {
  core::booking_plan made;
  made.reference = "100004711";
  made.booked_on = day(2026, 3, 14);
  made.contact = sample_contact();
  core::plan_line line;
  line.description = "Fietsbel (rood)";
  line.quantity = 2;
  line.unit_price = core::decimal{"12.10"};
  line.vat.percent = 21;
  line.rate_id = "496081347565061258";
  line.account_id = "496081347348006010";
  made.lines.push_back(line);
  line.description = "Korting \"LENTE10\"\n10 %";
  line.quantity = core::decimal{"0.5"};
  line.unit_price = core::decimal{"-4.84"};
  line.account_id.clear();
  made.lines.push_back(line);
  made.total = 2178;
  made.payments.push_back({day(2026, 3, 15), 2178, "496081479060686306", "tr_7UhSN1zuXS"});
  made.payments.push_back({day(2026, 3, 15), 500, "", ""});
  return made;
}

std::string header(const core::http_request& request, std::string_view name) {
  for (const auto& each : request.headers) {
    if (each.name == name) {
      return each.value;
    }
  }
  return {};
}

core::booking_plan plan_of(std::string_view reference, core::date booked_on) {
  core::booking_plan plan;
  plan.reference = reference;
  plan.booked_on = booked_on;
  return plan;
}

}  // namespace boekbrug::tests
