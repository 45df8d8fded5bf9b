#include "moneybird_fixture.hpp"

namespace boekbrug::sim::test {
namespace {

class moneybird_search : public moneybird_test {
protected:
  std::size_t listed(const std::string& filter) {
    const auto answer = get("sales_invoices.json" + (filter.empty() ? "" : "?filter=" + filter));
    EXPECT_EQ(answer.status, 200) << filter << answer.text;
    return answer.size();
  }
  int refused(const std::string& filter) {
    return get("sales_invoices.json?filter=" + filter).status;
  }
};

TEST_F(moneybird_search, finds_by_reference_drafts_too) {
  const auto id = simple_draft("100004711").at("/id");
  EXPECT_EQ(get("sales_invoices/find_by_reference/100004711.json").at("/id"), id);
  EXPECT_EQ(get("sales_invoices/find_by_reference/100004711").at("/id"), id);
  const auto missing = get("sales_invoices/find_by_reference/1337.json");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.text, R"({"error":"Sales invoice with reference: 1337 was not found",)"
                          R"("symbolic":{"reference":"not_found"}})");
}

TEST_F(moneybird_search, the_oldest_of_several_is_found_unless_chosen_otherwise) {
  const auto first = simple_draft("x").at("/id");
  const auto second = simple_draft("x").at("/id");
  EXPECT_EQ(get("sales_invoices/find_by_reference/x").at("/id"), first);
  start(one_administration("", R"("doubtful":{"find_by_reference":"newest"})"));
  simple_draft("x");
  const auto newest = simple_draft("x").at("/id");
  EXPECT_EQ(get("sales_invoices/find_by_reference/x").at("/id"), newest);
  EXPECT_NE(first, second);
}

TEST_F(moneybird_search, slashes_and_dots_in_a_reference_break_the_path) {
  simple_draft("2026/7");
  simple_draft("a.b");
  EXPECT_EQ(get("sales_invoices/find_by_reference/2026%2F7.json").status, 404);
  EXPECT_EQ(get("sales_invoices/find_by_reference/a.b").status, 404);
  EXPECT_EQ(listed("reference:2026%2F7,period:this_year"), 1U);
  EXPECT_EQ(listed("reference:a.b"), 1U);
}

TEST_F(moneybird_search, finds_by_number_but_never_drafts) {
  const auto id = simple_draft("x").at("/id");
  EXPECT_EQ(get("sales_invoices/find_by_invoice_id/2026-0001.json").status, 404);
  send_manually(id);
  EXPECT_EQ(get("sales_invoices/find_by_invoice_id/2026-0001.json").at("/id"), id);
}

TEST_F(moneybird_search, without_a_filter_only_this_year_is_listed) {
  simple_draft("old", "2025-12-30");
  simple_draft("new", "2026-01-02");
  EXPECT_EQ(listed(""), 1U);
  // Any filter replaces the default, so the old one appears.
  EXPECT_EQ(listed("state:all"), 2U);
  EXPECT_EQ(listed("reference:old"), 1U);
  EXPECT_EQ(listed("reference:old,period:this_year"), 0U);
  EXPECT_EQ(listed("reference:old,state:all,period:20240101..20271231"), 1U);
  EXPECT_EQ(listed("period:prev_year"), 1U);
  start(one_administration("", R"("doubtful":{"filter_without_period":"this_year"})"));
  simple_draft("old", "2025-12-30");
  EXPECT_EQ(listed("reference:old"), 0U);
}

TEST_F(moneybird_search, takes_several_references_and_states) {
  for (const auto* reference : {"A", "B", "C", "D"}) {
    simple_draft(reference);
  }
  EXPECT_EQ(listed("reference:A%7CB%7CC,state:all,period:20240101..20271231&per_page=100"), 3U);
  EXPECT_EQ(listed("reference:A|Z"), 1U);
  send_manually(get("sales_invoices/find_by_reference/A").at("/id"));
  EXPECT_EQ(listed("state:open"), 1U);
  EXPECT_EQ(listed("state:draft"), 3U);
  EXPECT_EQ(listed("state:draft%7Copen"), 4U);
  EXPECT_EQ(listed("state:draft,reference:A"), 0U);
}

TEST_F(moneybird_search, ignores_unknown_keys_and_refuses_bad_values) {
  simple_draft("a", "2020-01-01");
  EXPECT_EQ(listed("nonsense:5"), 1U);  // ignored, but the default period is gone
  const auto state = get("sales_invoices.json?filter=state:shipped");
  EXPECT_EQ(state.status, 400);
  EXPECT_EQ(state.text,
            R"({"error":"Status is not included in the list","symbolic":{"filter":"invalid"}})");
  EXPECT_EQ(refused("period:202601"), 400);
  EXPECT_EQ(refused("period:last_week"), 400);
  EXPECT_EQ(refused("period:20260101.."), 400);
  EXPECT_EQ(refused("contact_id:x"), 400);
  EXPECT_EQ(refused("created_after:yesterday"), 400);
}

TEST_F(moneybird_search, filters_by_contact_workflow_and_time) {
  const auto contact = new_contact("z@z.nl");
  draft(contact, "", line("1", "1", rate21()));
  now += std::chrono::hours{1};
  const auto workflow = id_named("workflows", "Webwinkel");
  draft(contact, "\"workflow_id\":\"" + workflow + "\",", line("1", "1", rate21()));
  EXPECT_EQ(listed("contact_id:" + contact), 2U);
  EXPECT_EQ(listed("contact_id:123"), 0U);
  EXPECT_EQ(listed("workflow_id:" + workflow), 1U);
  EXPECT_EQ(listed("created_after:2026-03-14%2010:30:00%20UTC"), 1U);
  EXPECT_EQ(listed("updated_after:2026-03-14T10:30:00Z"), 1U);
  EXPECT_EQ(listed("created_after:2026-03-14T11:00:00Z"), 0U);  // exclusive
}

TEST_F(moneybird_search, an_undated_draft_belongs_to_periods_with_today_in_them) {
  draft(new_contact(), "", line("1", "1", rate21()));
  EXPECT_EQ(listed("period:this_month"), 1U);
  EXPECT_EQ(listed("period:prev_month"), 0U);
  EXPECT_EQ(listed("state:draft"), 1U);
}

TEST_F(moneybird_search, pages_newest_first) {
  for (int i = 0; i < 5; ++i) {
    simple_draft("r" + std::to_string(i));
  }
  const auto page = get("sales_invoices?per_page=2&page=2");
  ASSERT_EQ(page.size(), 2U);
  EXPECT_EQ(page.at("/0/reference"), "r2");
  EXPECT_EQ(get("sales_invoices?per_page=2&page=9").text, "[]");
  EXPECT_EQ(get("sales_invoices?per_page=101").status, 400);
  start(one_administration("", R"("doubtful":{"page_past_end":"400"})"));
  EXPECT_EQ(get("sales_invoices?page=9").status, 400);
}

TEST_F(moneybird_search, synchronizes_by_ids) {
  const auto old = simple_draft("old", "2024-05-05").at("/id");
  simple_draft("new");
  EXPECT_EQ(get("sales_invoices/synchronization.json").size(), 2U);
  EXPECT_EQ(get("sales_invoices/synchronization.json?filter=period:this_year").size(), 1U);
  EXPECT_EQ(get("sales_invoices/synchronization.json?filter=filter:open").size(), 2U);
  EXPECT_EQ(get("sales_invoices/synchronization.json?filter=state:x").status, 400);
  std::string ids = "\"" + old + "\"";
  for (int i = 0; i < 99; ++i) {
    ids += ",\"1\"";
  }
  EXPECT_EQ(post("sales_invoices/synchronization", "{\"ids\":[" + ids + "]}").size(), 1U);
  const auto last = get("sales_invoices/find_by_reference/new").at("/id");
  const auto surplus =
      post("sales_invoices/synchronization", "{\"ids\":[" + ids + ",\"" + last + "\"]}");
  EXPECT_EQ(surplus.size(), 1U);  // the 101st is ignored
}

class moneybird_external : public moneybird_test {
protected:
  answered create(const std::string& more) {
    return post("external_sales_invoices",
                R"({"external_sales_invoice":{"contact_id":")" + new_contact() + "\"," + more +
                    R"("prices_are_incl_tax":true,"details_attributes":[)" +
                    line("12.10", "2", rate21()) + "]}}");
  }
};

TEST_F(moneybird_external, is_open_at_once_and_can_be_paid) {
  const auto made = create(R"("reference":"F2026-17","date":"2026-03-14","due_date":"2026-03-28",)"
                           R"("source":"Winkel",)");
  EXPECT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("/state"), "open");
  EXPECT_EQ(made.at("/origin"), "api");
  EXPECT_EQ(made.at("/date"), "2026-03-14");
  EXPECT_EQ(made.value("/entry_number"), 1);
  EXPECT_EQ(made.at("/total_price_incl_tax"), "24.2");
  const auto paid = post("external_sales_invoices/" + made.at("/id") + "/payments",
                         R"({"payment":{"payment_date":"2026-03-14","price":"24.20"}})");
  EXPECT_EQ(paid.at("/invoice_type"), "ExternalSalesInvoice");
  EXPECT_EQ(get("external_sales_invoices/" + made.at("/id")).at("/state"), "paid");
  EXPECT_EQ(get("external_sales_invoices?filter=state:paid").size(), 1U);
  EXPECT_EQ(
      post("external_sales_invoices/synchronization", R"({"ids":[")" + made.at("/id") + "\"]}")
          .size(),
      1U);
}

TEST_F(moneybird_external, has_its_own_rules) {
  const auto blank = create("");
  EXPECT_EQ(blank.status, 422);
  EXPECT_EQ(blank.at("/error/reference/0"), "can't be blank");
  EXPECT_EQ(create(R"("reference":"x","invoice_date":"2026-03-14",)").status, 400);
  const auto contact = post("external_sales_invoices",
                            R"({"external_sales_invoice":{"contact_id":"1","reference":"x"}})");
  EXPECT_EQ(contact.text, R"({"error":"Contact ID is invalid","symbolic":)"
                          R"({"external_sales_invoice":{"contact_id":"contact_invalid"}}})");
  EXPECT_EQ(get("external_sales_invoices/1").at("/error"),
            "Record not found for model name: External invoice");
  EXPECT_EQ(get("external_sales_invoices?filter=contact_id:1").status, 404);
}

TEST_F(moneybird_external, knows_no_reference_filter) {
  create(R"("reference":"x",)");
  EXPECT_EQ(get("external_sales_invoices?filter=reference:y").size(), 1U);  // ignored
  EXPECT_EQ(get("external_sales_invoices/find_by_reference/x").status, 404);
}

TEST_F(moneybird_external, is_refused_in_a_locked_period) {
  start(one_administration(R"("period_locked_until":"2026-02-28")"));
  EXPECT_EQ(create(R"("reference":"x","date":"2026-02-01",)").status, 422);
}

}  // namespace
}  // namespace boekbrug::sim::test
