// Whole bookings against the simulated e-Boekhouden.nl: orders through the booking rules of core,
// documents in both forms, in administrations that compute VAT per line and per total.

#include "tests/adapters/eboekhouden/simulated_books.hpp"

#include <map>
#include <random>

namespace boekbrug::tests {
namespace {

using core::booking_form;
using core::errc;

std::vector<core::order> many_orders() {
  const auto business = [](core::order made, std::string_view country, std::string_view vat) {
    made.billing.company = "Atelier";
    made.billing.country = country;
    made.shipping.country = country;
    made.vat_number = vat;
    made.vat_exempt = true;
    return made;
  };
  const auto service = [](core::order_line made) {
    made.is_service = true;
    return made;
  };
  auto shipping = charged("Verzendkosten", 695, 121, "21");
  shipping.kind = core::line_kind::shipping;
  auto discount = charged("Korting", -250, -43, "21");
  discount.kind = core::line_kind::discount;
  auto three = charged("Touw", 1000, 174, "21");
  three.quantity = 3;
  std::vector<core::order> made{
      order_of("1001", {charged("Fietsbel", 2420, 420, "21"), shipping}),
      order_of("1002", {charged("Boek", 1090, 90, "9"), charged("Bel", 1210, 210, "21")}),
      order_of("1003", {charged("Fietsbel", 2420, 420, "21"), discount, shipping}),
      order_of("1004", {three}),
      order_of("1005", {charged("Klein", 10, 2, "21"), charged("Klein", 10, 2, "21"),
                        charged("Klein", 10, 2, "21")}),
      business(order_of("1006", {charged("Stof", 5000, 0, "0")}), "DE", "DE123456788"),
      business(order_of("1007", {service(charged("Patroon", 1500, 0, "0"))}), "BE", "BE0123456749"),
      order_of("1008", {charged("Stof", 5000, 0, "0")}, "US"),
  };
  made[7].vat_exempt = true;
  return made;
}

TEST(simulator, orders_of_every_kind_in_every_form) {
  for (const auto* options :
       {R"(,"vat_per":"line")", R"(,"vat_per":"total","second_debtor":true)"}) {
    for (const auto form : {booking_form::invoice, booking_form::entry}) {
      simulated_books here{demo(options)};
      here.cards.form = form;
      std::map<std::string, core::booking_plan> plans;
      for (const auto& source : many_orders()) {
        SCOPED_TRACE(source.number + options);
        const auto plan = core::make_plan(source, here.context());
        if (!plan) {
          ADD_FAILURE() << core::code_name(plan.error().code) << " " << plan.error().detail;
          continue;
        }
        auto owned = *plan;
        owned.owner = "7";
        here.book(owned);
        plans[owned.reference] = std::move(owned);
      }
      const auto listed = here.list();
      EXPECT_EQ(listed.size(), plans.size());
      for (const auto& each : listed) {
        EXPECT_TRUE(each.vat_per_rate);
        const auto same = core::compare(plans[each.reference], each);
        EXPECT_TRUE(same) << each.reference << same.error().detail;
        EXPECT_EQ(each.state, core::document_state::paid);
        EXPECT_EQ(each.total_paid, each.total);
        EXPECT_EQ(each.id.front(), form == booking_form::invoice ? 'i' : 'm');
      }
      EXPECT_EQ(here.contacts_made, 1);  // one address
    }
  }
}

TEST(simulator, random_orders_hold_both_ways) {
  std::mt19937 random{20260314};
  for (const auto* options : {R"(,"vat_per":"line")", R"(,"vat_per":"total")"}) {
    simulated_books here{demo(options)};
    for (int n = 0; n < 60; ++n) {
      std::vector<core::order_line> lines;
      const auto count = 1 + random() % 8;
      for (std::size_t i = 0; i < count; ++i) {
        const bool high = random() % 3 != 0;
        const auto gross = static_cast<minor_units>(1 + random() % 20'000);
        const minor_units percent = high ? 21 : 9;
        const minor_units vat = (gross * percent * 2 + 100 + percent) / (2 * (100 + percent));
        lines.push_back(charged("Regel " + std::to_string(i), gross, vat, high ? "21" : "9"));
        lines.back().quantity = 1 + random() % 3;
        if (random() % 4 == 0) {
          lines.back().kind = core::line_kind::shipping;
        }
      }
      here.cards.form = n % 2 == 0 ? booking_form::invoice : booking_form::entry;
      here.cards.revenue_account_low = here.lists.accounts.at(1).id;
      here.cards.shipping_account = here.lists.accounts.at(2).id;
      SCOPED_TRACE(std::to_string(n) + options);
      here.book(here.plan_of(order_of(std::to_string(2000 + n), lines)));
    }
  }
}

TEST(simulator, credits_are_negative_and_paid_back) {
  for (const auto form : {booking_form::invoice, booking_form::entry}) {
    simulated_books here;
    here.cards.form = form;
    const auto original = order_of("1001", {charged("Fietsbel", 2420, 420, "21")});
    here.book(here.plan_of(original));
    core::credit back;
    back.id = "12";
    back.order_id = "1001";
    back.created = here.now;
    back.amount = 1210;
    back.lines = {charged("Fietsbel", -1210, -210, "21")};
    auto plan = core::make_credit_plan(back, original, here.context());
    ASSERT_TRUE(plan) << plan.error().detail;
    plan->owner = "7";
    EXPECT_EQ(plan->total, -1210);
    const auto document = here.book(*plan);
    const auto held = here.read(*plan, document);
    ASSERT_TRUE(held);
    EXPECT_EQ(held->total, -1210);
    EXPECT_EQ(held->total_net, -1000);
  }
}

TEST(simulator, repeating_finds_what_is_there) {
  for (const auto form : {booking_form::invoice, booking_form::entry}) {
    simulated_books here{demo("", R"(,"doubtful":{"list_finds_rows":true,"type_as_text":true,)"
                                  R"("dates_with_time":true,"post_status":200})")};
    here.cards.form = form;
    const auto plan = here.plan_of(order_of("1001", {charged("Fietsbel", 2420, 420, "21")}));
    EXPECT_TRUE(here.find(plan).empty());
    const auto document = here.book(plan);
    const auto again = here.create(plan, document.contact_id);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, errc::document_exists);
    const auto found = here.find(plan);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().id, document.id);
    EXPECT_EQ(found.front().contact_id, document.contact_id);
    EXPECT_EQ(found.front().total, plan.total);
    EXPECT_TRUE(here.pay(plan, document));  // MUTA_008: done already
    EXPECT_EQ(here.paid(plan, document), plan.total);
    EXPECT_EQ(here.list().size(), 1U);
  }
}

TEST(simulator, customer_is_made_once) {
  simulated_books here;
  auto who = sample_contact();
  const auto first = here.contact(who);
  EXPECT_EQ(here.contact(who), first);
  who.email = "JAN@Voorbeeld.nl";  // the filter sees case: our own code finds it
  EXPECT_EQ(here.contact(who), first);
  who.email.clear();
  who.cache_key = "address:0123456789abcdef";
  const auto by_address = here.contact(who);
  EXPECT_EQ(by_address, first);  // same name and address
  who.street = "Elders 1";
  who.cache_key = "address:fedcba9876543210";
  const auto elsewhere = here.contact(who);
  EXPECT_NE(elsewhere, first);
  EXPECT_EQ(here.contact(who), elsewhere);
  core::contact_spec all;
  all.collective = true;
  all.company = "Webwinkelklanten";
  all.cache_key = "collective:webwinkelklanten";
  const auto collective = here.contact(all);
  EXPECT_EQ(here.contact(all), collective);
  EXPECT_EQ(here.contacts_made, 3);
}

TEST(simulator, refused_refund_is_named) {
  simulated_books here{demo("", R"(,"doubtful":{"negative_payments":false})")};
  const auto original = order_of("1001", {charged("Fietsbel", 2420, 420, "21")});
  here.book(here.plan_of(original));
  core::credit back;
  back.id = "12";
  back.order_id = "1001";
  back.created = here.now;
  back.amount = 2420;
  auto plan = core::make_credit_plan(back, original, here.context());
  ASSERT_TRUE(plan) << plan.error().detail;
  plan->owner = "7";
  const auto who = here.contact(plan->contact);
  const auto made = here.create(*plan, who);
  ASSERT_TRUE(made) << made.error().detail;
  const core::document_ref document{made->id, made->number, who};
  const auto refused_refund = here.pay(*plan, document);
  ASSERT_FALSE(refused_refund);
  EXPECT_EQ(refused_refund.error().code, errc::payment_missing);
  EXPECT_EQ(here.paid(*plan, document), 0);
}

TEST(simulator, limit_is_a_pause) {
  simulated_books here{demo("", R"(,"requests_per_second":9,"retry_after_seconds":4)")};
  core::http_response last;
  core::ledger_connection connection = sample_connection();
  for (int i = 0; i < 10 && last.status != 429; ++i) {
    last = here.send(ledger().administrations_request(connection));
  }
  ASSERT_EQ(last.status, 429);
  EXPECT_EQ(ledger().administrations_answer(last).error().code, errc::ledger_limit);
  EXPECT_EQ(ledger().read_limits(last, here.now).blocked_until, here.now + std::chrono::seconds{4});
}

TEST(simulator, vat_of_another_country_stops_the_order) {
  simulated_books here;
  const auto plan =
      core::make_plan(order_of("1001", {charged("Stof", 1200, 200, "20")}, "FR"), here.context());
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, errc::vat_unmapped);
}

TEST(simulator, closed_period_is_named) {
  for (const auto* code : {"MUT_005", "SECURITY_007"}) {
    for (const auto form : {booking_form::invoice, booking_form::entry}) {
      simulated_books here{demo(R"(,"closed_until":"2026-03-31")",
                                R"(,"doubtful":{"closed_code":")" + std::string(code) + R"("})")};
      here.cards.form = form;
      const auto plan = here.plan_of(order_of("1001", {charged("Fietsbel", 2420, 420, "21")}));
      const auto made = here.create(plan, here.contact(plan.contact));
      ASSERT_FALSE(made);
      EXPECT_EQ(made.error().code, errc::period_closed) << made.error().detail;
      EXPECT_TRUE(here.find(plan).empty());
    }
  }
}

TEST(simulator, sessions_end_and_are_renewed) {
  simulated_books here{demo("", R"(,"session_seconds":600)")};
  here.now += std::chrono::minutes{30};
  const auto plan = here.plan_of(order_of("1001", {charged("Fietsbel", 2420, 420, "21")}));
  const auto refused_call = here.create(plan, "91");
  ASSERT_FALSE(refused_call);
  EXPECT_EQ(refused_call.error().code, errc::access_expired);
  here.open();
  here.book(plan);
}

}  // namespace
}  // namespace boekbrug::tests
