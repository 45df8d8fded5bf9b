// Contacts (R10) and references (R4).

#include "core/booking/vat_number.hpp"
#include "fixtures.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

TEST(contact, CompanyNameAddressAndKey) {
  order source = order_of({});
  source.billing = {"Noor",
                    "de Wit",
                    " Atelier De Wit B.V. ",
                    "Lijnbaan 5",
                    "2e verdieping",
                    "3511 AB",
                    "Utrecht",
                    "",
                    "nl",
                    " Noor@Atelier.example ",
                    "+31 30 1234567"};
  source.vat_number = "NL 0012.34567.B01";
  const contact_spec who = make_contact(source, card_settings{});
  EXPECT_EQ(who.company, "Atelier De Wit B.V.");
  EXPECT_EQ(who.last_name, "de Wit");
  EXPECT_EQ(who.email, "Noor@Atelier.example");
  EXPECT_EQ(who.cache_key, "noor@atelier.example");
  EXPECT_EQ(who.country, "NL");
  EXPECT_EQ(who.vat_number, "NL001234567B01");
  EXPECT_FALSE(who.collective);
}

TEST(contact, NameFallsBackToShippingThenEmailThenOnbekend) {
  order source = order_of({});
  source.billing.first_name = source.billing.last_name = "";
  source.shipping.first_name = "Pim";
  EXPECT_EQ(make_contact(source, card_settings{}).first_name, "Pim");
  source.shipping.first_name = "";
  EXPECT_EQ(make_contact(source, card_settings{}).last_name, "noor@atelier.example");
  source.billing.email = "";
  EXPECT_EQ(make_contact(source, card_settings{}).last_name, "Onbekend");
}

TEST(contact, WithoutEmailOneKeyPerAddress) {
  order source = order_of({});
  source.billing.email = "";
  source.billing.street = "Kade 9";
  const std::string key = make_contact(source, card_settings{}).cache_key;
  EXPECT_EQ(key.rfind("address:", 0), 0U);
  order again = source;
  again.billing.street = " kade  9";
  EXPECT_EQ(make_contact(again, card_settings{}).cache_key, key);
  again.billing.street = "Kade 91";
  EXPECT_NE(make_contact(again, card_settings{}).cache_key, key);
}

TEST(contact, CollectiveDebtor) {
  card_settings cards;
  cards.customers = customer_mode::collective;
  cards.collective_name = "Webwinkel";
  const contact_spec who = make_contact(order_of({}), cards);
  EXPECT_TRUE(who.collective);
  EXPECT_EQ(who.company, "Webwinkel");
  EXPECT_EQ(who.email, "");
  EXPECT_EQ(who.cache_key, "collective:webwinkel");
  cards.collective_name = " ";
  EXPECT_FALSE(make_contact(order_of({}), cards).company.empty());
}

TEST(vat_number, Shapes) {
  using status = vat_number_check::status;
  const auto found = [](std::string_view text) { return check_vat_number(text).found; };
  EXPECT_EQ(found(""), status::absent);
  EXPECT_EQ(found(" - "), status::absent);
  EXPECT_EQ(found("NL859512340B01"), status::valid);
  EXPECT_EQ(found("EL123456789"), status::valid);
  EXPECT_EQ(found("IE1234567WA"), status::valid);
  EXPECT_EQ(found("XI123456789"), status::valid);
  EXPECT_EQ(found("859512340B01"), status::invalid);    // no prefix
  EXPECT_EQ(found("GB123456789"), status::invalid);     // not the EU
  EXPECT_EQ(found("NL000000000B00"), status::invalid);  // placeholder
  EXPECT_EQ(found("NLONBEKEND"), status::invalid);
  EXPECT_EQ(found("DE1"), status::invalid);
  EXPECT_EQ(found("DE12345678901234"), status::invalid);  // too long
  EXPECT_EQ(found("DE1234/56789"), status::invalid);
  EXPECT_EQ(check_vat_number("EL123456789").country, "GR");
}

std::string reference(std::string_view number, std::string_view prefix = "") {
  order source;
  source.id = "44";
  source.number = number;
  card_settings cards;
  cards.reference_prefix = prefix;
  return make_reference(source, cards);
}

TEST(reference, OnlySearchableCharactersAndUnique) {
  EXPECT_EQ(reference("2026-0417"), "2026-0417");
  EXPECT_EQ(reference("#1001", "WC-"), "WC-#1001");
  EXPECT_EQ(reference("2026/0417"), "2026-0417-44");
  EXPECT_EQ(reference("A|B,C:D"), "A-B-C-D-44");
  EXPECT_EQ(reference(" 17 "), "17-44");
  EXPECT_EQ(reference("", "WC-"), "WC-ID-44");
  EXPECT_EQ(reference("\xC3\xA9", ""), "---44");
  EXPECT_LE(reference(std::string(200, '7')).size(), 50U);
}

TEST(reference, S7InvoiceNumber) {
  order source;
  source.id = "44";
  source.number = "1001";
  source.invoice_number = "F2026-17";
  card_settings cards;
  cards.number = number_source::shop_invoice_number;
  EXPECT_EQ(make_reference(source, cards), "F2026-17");
}

std::string invoice_number(std::string_view number, std::string_view prefix = "",
                           bool with_year = true) {
  order source;
  source.id = "44";
  source.number = number;
  source.created = at("2025-12-31T23:30:00");
  card_settings cards;
  cards.reference_prefix = prefix;
  cards.year_in_number = with_year;
  const world here;
  return make_invoice_number(source, cards, here.context().zone);
}

TEST(invoice_number, HasPrefixYearOfTheShopAndNumber) {
  EXPECT_EQ(invoice_number("100004711"), "2026100004711") << "already 2026 in Amsterdam";
  EXPECT_EQ(invoice_number("100004711", "W2-"), "W2-2026100004711");
  EXPECT_EQ(invoice_number("1042", "W2-", false), "W2-1042");
}

TEST(invoice_number, EndsInADigitAndFits) {
  for (const std::string number : {"A-1042-B", "2025-x", "", "N-\xC3\xA9"}) {
    const auto made = invoice_number(number, "W");
    EXPECT_TRUE(made.back() >= '0' && made.back() <= '9') << made;
    EXPECT_LE(made.size(), 50U);
    EXPECT_EQ(made.substr(0, 5), "W2026");
  }
  EXPECT_LE(invoice_number(std::string(80, '7'), "1234567890").size(), 50U);
  EXPECT_NE(invoice_number("A-B"), invoice_number("A-C"));
}

TEST(invoice_number, CreditsHaveASeriesOfTheirOwn) {
  order original;
  original.number = "1042";
  original.created = at("2026-05-01T10:00:00");
  credit one;
  one.id = "95";
  credit other;
  other.id = "96";
  const card_settings cards;
  EXPECT_EQ(make_credit_number(one, original, cards, nullptr), "C20261042-95");
  EXPECT_NE(make_credit_number(one, original, cards, nullptr),
            make_credit_number(other, original, cards, nullptr));
}

TEST(reference, OddIdsStayTwo) {
  credit one;
  credit other;
  one.id = "a/1";
  other.id = "a:1";
  const order source = order_of({});
  EXPECT_NE(make_credit_reference(one, source, card_settings{}),
            make_credit_reference(other, source, card_settings{}));
}

}  // namespace
}  // namespace boekbrug::test
