// The orders of a real shop, from the shop's socket to the books of the ledger: to the cent.

#include "tests/app/server_fixture.hpp"

#include <map>
#include <string>

namespace boekbrug::app::test {
namespace {

using core::item_state;
using core::waiting_reason;

/// VAT by name of the ledger's rate (21% btw: the Dutch one; the OSS ones carry the name of their
/// country).
using vat_by_rate = std::map<std::string, std::string>;

struct expected_order {
  const char* number;
  item_state state;
  waiting_reason waits_for;
  const char* status;  // that it waits for
  const char* total;
  vat_by_rate vat;  // of what is booked
};

constexpr auto by_status = waiting_reason::status_not_chosen;
constexpr auto not_at_all = waiting_reason::none;

// The VAT is tax_total + shipping_tax_total of the shop's own tax lines.
const expected_order expected_orders[] = {
    {"42", item_state::waiting, by_status, "processing", "52.75", {}},
    {"43", item_state::waiting, by_status, "processing", "16.92", {}},
    {"44", item_state::sent, not_at_all, "", "76.93", {{"21% btw", "9.89"}, {"9% btw", "2.06"}}},
    {"45", item_state::waiting, by_status, "on-hold", "54.48", {}},
    {"46", item_state::waiting, waiting_reason::not_paid, "", "294.05", {}},
    {"47", item_state::waiting, by_status, "processing", "323.47", {}},
    {"48",
     item_state::sent,
     not_at_all,
     "",
     "246.04",
     {{"Frankrijk 20%", "34.96"}, {"Frankrijk 5,5%", "1.89"}}},
    {"49",
     item_state::sent,
     not_at_all,
     "",
     "55.37",
     {{"Belgie 21%", "6.67"}, {"Belgie 6%", "0.96"}}},
    {"50", item_state::waiting, by_status, "processing", "188.96", {}},
    {"51", item_state::waiting, by_status, "processing", "0.00", {}},
    {"52", item_state::waiting, by_status, "processing", "0.00", {}},
    {"53", item_state::sent, not_at_all, "", "9.95", {{"9% btw", "0.82"}}},
    {"54", item_state::sent, not_at_all, "", "80.40", {{"21% btw", "3.46"}, {"0% btw", "0.00"}}},
    {"55", item_state::waiting, by_status, "processing", "1956.40", {}},
    {"56", item_state::waiting, by_status, "refunded", "104.85", {}},
    {"57", item_state::waiting, by_status, "processing", "110.29", {}},
    {"58", item_state::sent, not_at_all, "", "83.36", {{"21% btw", "8.82"}, {"9% btw", "2.69"}}},
    {"59", item_state::sent, not_at_all, "", "255.00", {{"21% btw", "44.26"}}},
    {"60", item_state::waiting, by_status, "refunded", "94.13", {}},
    {"61", item_state::waiting, by_status, "processing", "68.97", {}},
};

/// What the ledger computed. 'Geen btw' is the untaxed side of a rounding pair: it must bring no
/// VAT and is left out.
vat_by_rate vat_in(const json::object& invoice) {
  vat_by_rate out;
  for (const auto& row : invoice.at("vat").as_array()) {
    const std::string name{row.at("name").as_string()};
    const auto tax = cents(row.at("tax"));
    if (name == "Geen btw") {
      EXPECT_EQ(tax, 0);
      continue;
    }
    out[name] = core::to_text(tax, core::currency::eur());
  }
  return out;
}

/// Percentage -> VAT, of the ledger's answer and of the item in the store.
std::map<std::string, core::minor_units> by_percentage(const json::object& invoice) {
  std::map<std::string, core::minor_units> out;
  for (const auto& row : invoice.at("vat").as_array()) {
    const std::string text{row.at("percentage").as_string()};
    out[core::to_text(core::parse_decimal(text).value())] += cents(row.at("tax"));
  }
  std::erase_if(out, [](const auto& each) { return each.second == 0; });
  return out;
}
std::map<std::string, core::minor_units> by_percentage(const core::item& item) {
  std::map<std::string, core::minor_units> out;
  for (const auto& each : item.vat_totals) {
    out[core::to_text(each.percent)] += each.vat;
  }
  std::erase_if(out, [](const auto& each) { return each.second == 0; });
  return out;
}

class real_orders : public server_fixture {
protected:
  core::integration_id install_shop(json::object cards) {
    start_simulators(
        {shop_service("Weverij Vlas", {{"orders_dir", BOEKBRUG_SOURCE_DIR "/sim/demo/orders"}}),
         moneybird_service()});
    start_server();
    return installed(install_file(url_of("Weverij Vlas"), 0, std::move(cards)));
  }
};

void expect_in_books(const expected_order& expected, const core::item& item,
                     const json::object& invoice) {
  EXPECT_EQ(invoice.at("state").as_string(), "paid");
  EXPECT_FALSE(invoice.at("external").as_bool());
  EXPECT_FALSE(invoice.at("number").as_string().empty());
  EXPECT_EQ(core::to_text(cents(invoice.at("total_incl_tax")), core::currency::eur()),
            expected.total);
  EXPECT_EQ(cents(invoice.at("paid")), item.total);
  EXPECT_EQ(vat_in(invoice), expected.vat);
  EXPECT_EQ(by_percentage(invoice), by_percentage(item));
  EXPECT_EQ(item.progress.document_number, std::string(invoice.at("number").as_string()));
}

TEST_F(real_orders, are_booked_as_the_table_says) {
  const auto id = install_shop({{"S3", "2025-01-01"}});
  ASSERT_TRUE(wait_until_sent(id, 8))
      << unsent(id);  // seven orders, and the refund of 49 that follows its order
  const auto items = items_by_id(id);
  const auto invoices = invoices_by_reference();
  EXPECT_EQ(items.size(), std::size(expected_orders));
  EXPECT_EQ(invoices.size(), 8U);
  for (const auto& expected : expected_orders) {
    SCOPED_TRACE(std::string("order ") + expected.number);
    const auto found = items.find(expected.number);
    ASSERT_NE(found, items.end());
    const auto& item = found->second;
    EXPECT_EQ(item.number, expected.number);
    EXPECT_EQ(core::name(item.state), core::name(expected.state));
    EXPECT_EQ(item.waits_for, expected.waits_for);
    EXPECT_EQ(item.waits_for_what, expected.status);
    EXPECT_EQ(core::to_text(item.total, item.currency), expected.total);
    EXPECT_FALSE(item.failure) << item.failure->detail;
    if (expected.state == item_state::sent) {
      const auto invoice = invoices.find(item.reference);
      ASSERT_NE(invoice, invoices.end());
      expect_in_books(expected, item, invoice->second);
    }
  }
  expect_booked_exactly_once({id});
}

TEST_F(real_orders, dates_are_those_of_the_shop) {
  const auto id = install_shop({{"S3", "2025-01-01"}, {"S4", "no"}});
  ASSERT_TRUE(wait_until_sent(id, 7)) << unsent(id);
  const auto invoices = invoices_by_reference();
  std::map<std::string, std::string> dates;
  for (const auto& [key, item] : items_by_id(id)) {
    if (item.state == item_state::sent) {
      dates[key] = std::string(invoices.at(item.reference).at("date").as_string());
    }
  }
  // 44 was ordered in the hour that comes twice, 48 and 49 at the two sides of the lost one.
  const std::map<std::string, std::string> expected{
      {"44", "2026-10-25"}, {"48", "2026-03-29"}, {"49", "2026-03-29"}, {"53", "2026-10-12"},
      {"54", "2026-10-13"}, {"58", "2026-10-16"}, {"59", "2026-10-17"}};
  EXPECT_EQ(dates, expected);
  EXPECT_TRUE(items_by_id(id, core::item_kind::credit).empty()) << "credits are off";
}

TEST_F(real_orders, the_refund_of_49_is_a_credit_invoice) {
  const auto id = install_shop({{"S3", "2025-01-01"}, {"S4", "existing_too"}});
  ASSERT_TRUE(wait_until_sent(id, 8)) << unsent(id);
  const auto credits = items_by_id(id, core::item_kind::credit);
  ASSERT_EQ(credits.size(), 4U);  // of 49, 56, 57 and 60
  std::size_t waiting = 0;
  const core::item* credit = nullptr;
  for (const auto& [key, each] : credits) {
    if (each.order_id == "49") {
      credit = &each;
    } else {
      EXPECT_EQ(each.waits_for, waiting_reason::original_not_sent) << each.number;
      ++waiting;
    }
  }
  EXPECT_EQ(waiting, 3U);
  ASSERT_NE(credit, nullptr);
  EXPECT_EQ(core::name(credit->state), "sent");
  EXPECT_EQ(credit->total, -1295);
  const auto invoices = invoices_by_reference();
  ASSERT_EQ(invoices.count(credit->reference), 1U);
  const auto& booked = invoices.at(credit->reference);
  EXPECT_EQ(cents(booked.at("total_incl_tax")), -1295);
  EXPECT_EQ(booked.at("state").as_string(), "paid");
  EXPECT_EQ(cents(booked.at("paid")), -1295);
  EXPECT_EQ(vat_in(booked), (vat_by_rate{{"Belgie 21%", "-2.25"}}));
  const auto original = items_by_id(id).at("49");
  EXPECT_EQ(booked.at("contact_id"), invoices.at(original.reference).at("contact_id"));
  expect_booked_exactly_once({id});
}

// A second integration on the same administration gets a prefix, and changes nothing of the first
// one's documents.
TEST_F(real_orders, two_shops_with_the_same_numbers_share_an_administration) {
  const std::string orders = BOEKBRUG_SOURCE_DIR "/sim/demo/orders";
  start_simulators({shop_service("Een", {{"orders_dir", orders}}),
                    shop_service("Twee", {{"orders_dir", orders}}), moneybird_service()});
  start_server();
  const auto one = installed(install_file(url_of("Een")));
  const auto two = installed(install_file(url_of("Twee")));
  ASSERT_TRUE(wait_until_sent(one, 8)) << unsent(one);
  ASSERT_TRUE(wait_until_sent(two, 8)) << unsent(two);
  EXPECT_EQ(invoices_by_reference().size(), 16U);
  EXPECT_EQ(items_by_id(two).at("59").reference, "W2-" + items_by_id(one).at("59").reference);
  expect_booked_exactly_once({one, two});
}

}  // namespace
}  // namespace boekbrug::app::test
