#include "core/base/error.hpp"
#include "core/base/result.hpp"

#include <gtest/gtest.h>

#include <set>

namespace boekbrug::core {
namespace {

constexpr auto last = static_cast<unsigned>(errc::internal);

TEST(errors, have_names_that_lead_back) {
  std::set<std::string_view> seen;
  for (unsigned i = 1; i <= last; ++i) {
    const auto code = static_cast<errc>(i);
    const auto name = code_name(code);
    EXPECT_FALSE(name.empty());
    EXPECT_TRUE(seen.insert(name).second) << name << " twice";
    EXPECT_EQ(code_from_name(name), code);
  }
  EXPECT_EQ(code_from_name("E-NIETS"), std::nullopt);
  EXPECT_EQ(code_from_name(""), std::nullopt);
}

TEST(errors, carry_the_codes_of_the_catalogue) {
  const std::pair<errc, std::string_view> table[] = {{errc::shop_unreachable, "E-WINKEL"},
                                                     {errc::shop_refused, "E-WINKEL-RECHT"},
                                                     {errc::shop_api_missing, "E-WOO-LINKS"},
                                                     {errc::shop_token_refused, "E-MAGE-TOKEN"},
                                                     {errc::shop_plan, "E-PAKKET-WINKEL"},
                                                     {errc::shop_answer_unreadable, "E-ANTWOORD"},
                                                     {errc::ledger_unreachable, "E-BOEK"},
                                                     {errc::ledger_refused, "E-BOEK-RECHT"},
                                                     {errc::administration_gone, "E-ADMIN"},
                                                     {errc::ledger_limit, "E-LIMIET"},
                                                     {errc::ledger_plan, "E-PAKKET-BOEK"},
                                                     {errc::vat_unmapped, "E-BTW"},
                                                     {errc::vat_rate_unusable, "E-BTW-CODE"},
                                                     {errc::vat_number_invalid, "E-BTWNR"},
                                                     {errc::ledger_account_unusable, "E-GROOTBOEK"},
                                                     {errc::profile_unusable, "E-PROFIEL"},
                                                     {errc::customer_refused, "E-KLANT"},
                                                     {errc::email_refused, "E-EMAIL"},
                                                     {errc::country_unknown, "E-LAND"},
                                                     {errc::document_exists, "E-DUBBEL"},
                                                     {errc::period_closed, "E-PERIODE"},
                                                     {errc::totals_differ, "E-TOTAAL"},
                                                     {errc::ledger_computes_otherwise, "E-REKEN"},
                                                     {errc::line_count, "E-REGELS"},
                                                     {errc::currency_off, "E-VALUTA"},
                                                     {errc::payment_missing, "E-BETALING"},
                                                     {errc::still_draft, "E-VERZENDEN"},
                                                     {errc::credit_without_original, "E-CREDIT"},
                                                     {errc::credit_vat_unknown, "E-CREDIT-BTW"},
                                                     {errc::product_not_copied, "E-PRODUCT"},
                                                     {errc::order_gone, "E-WEG"},
                                                     {errc::ledger_refused_content, "E-ONBEKEND"}};
  for (const auto& [code, name] : table) {
    EXPECT_EQ(code_name(code), name);
  }
}

TEST(errors, decide) {
  for (const auto code :
       {errc::shop_unreachable, errc::ledger_unreachable, errc::timed_out, errc::connection_failed,
        errc::connection_broken, errc::shop_answer_unreadable, errc::throttled}) {
    EXPECT_EQ(decide(code), decision::retry) << code_name(code);
  }
  EXPECT_EQ(decide(errc::ledger_limit), decision::retry_after);
  for (const auto code : {errc::shop_refused, errc::ledger_refused, errc::vat_unmapped,
                          errc::ledger_plan, errc::administration_gone, errc::document_exists}) {
    EXPECT_EQ(decide(code), decision::ask_operator) << code_name(code);
  }
}

TEST(errors, explain_themselves_in_two_languages) {
  const auto vat = fail(errc::vat_unmapped, "NL 21 %");
  EXPECT_EQ(explain(vat, "nl"), "Voor btw 'NL 21 %' is geen tarief gekozen.");
  EXPECT_EQ(explain(vat, "en"), "No rate has been chosen for VAT 'NL 21 %'.");
  EXPECT_EQ(explain(fail(errc::ledger_unreachable), "en", "Moneybird"),
            "Moneybird cannot be reached.");
  for (unsigned i = 1; i <= last; ++i) {
    for (const std::string_view language : {"nl", "en"}) {
      const auto text = explain(fail(static_cast<errc>(i), "detail"), language, "Moneybird");
      EXPECT_FALSE(text.empty());
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
    }
  }
}

TEST(errors, a_detail_with_placeholders_is_harmless) {
  const auto text = explain(fail(errc::ledger_refused_content, "{x}{ledger}"), "en", "Moneybird");
  EXPECT_LT(text.size(), 200U);
}

TEST(results, throw_for_tests_only_when_asked) {
  const result<int> bad = fail(errc::timed_out, "after 30 s");
  EXPECT_FALSE(bad);
  EXPECT_THROW(bad.value(), std::runtime_error);
  EXPECT_EQ(result<int>{5}.value(), 5);
}

}  // namespace
}  // namespace boekbrug::core
