#include "sim/json_options.hpp"
#include "woocommerce_fixture.hpp"

#include <filesystem>

namespace boekbrug::sim::woocommerce::test {
namespace {

class files : public shop_test {
protected:
  files() { start_with_files(); }
};

TEST_F(files, the_recorded_page_comes_back_byte_for_byte) {
  std::string recorded = data_file("orders-page-1.json");
  while (recorded.ends_with('\n')) {
    recorded.pop_back();
  }
  const auto reply = get("orders?per_page=20&page=1&orderby=id&order=asc");
  EXPECT_EQ(reply.raw.body, recorded);
  EXPECT_EQ(get("orders?per_page=20&orderby=id&order=asc&dp=6").raw.body,
            recorded);  // known decimals only
  EXPECT_EQ(reply.header("Content-Type"), "application/json; charset=UTF-8");
}

TEST_F(files, refunds_are_served_under_their_orders) {
  const auto wanted = json::parse(data_file("refunds-by-order.json"));
  for (const auto& [order, refunds] : wanted.as_object()) {
    EXPECT_EQ(get("orders/" + std::string{order} + "/refunds").body(), refunds) << order;
  }
  EXPECT_EQ(get("orders/42/refunds").raw.body, "[]");
  const auto all = get("refunds?per_page=100&orderby=id&order=asc").body();
  ASSERT_EQ(all.as_array().size(), 4U);
  EXPECT_EQ(all.at(0).at("id").as_int64(), 95);
  EXPECT_EQ(all.at(0).at("parent_id").as_int64(), 49);
  EXPECT_EQ(get("orders/95").status(), 404);
  EXPECT_EQ(get("orders/49/refunds/95").status(), 200);
  EXPECT_EQ(get("orders/49/refunds/96").code(), "woocommerce_rest_invalid_order_refund_id");
}

TEST_F(files, exported_settings_and_taxes_are_served) {
  EXPECT_EQ(get("taxes?per_page=100").body(), json::parse(data_file("taxes.json")));
  EXPECT_EQ(get("taxes?per_page=2").body().as_array().size(), 2U);
  EXPECT_EQ(get("taxes/classes").body(), json::parse(data_file("tax-classes.json")));
  EXPECT_EQ(get("settings/tax").body(), json::parse(data_file("settings-tax.json")));
  EXPECT_EQ(get("payment_gateways").body(), json::parse(data_file("payment-gateways.json")));
  EXPECT_EQ(get("products?orderby=id&order=asc&per_page=100").body(),
            json::parse(data_file("products.json")));
}

TEST_F(files, the_books_agree_with_the_recorded_totals) {
  const auto books = control("books").body();
  for (const auto& order : books.at("orders").as_array()) {
    micro sum = 0;
    for (const auto& rate : order.at("vat").as_array()) {
      sum += *parse_amount(json::value_to<std::string>(rate.at("net"))) +
             *parse_amount(json::value_to<std::string>(rate.at("vat")));
    }
    EXPECT_EQ(to_text(sum, 2), json::value_to<std::string>(order.at("total"))) << order.at("id");
  }
  EXPECT_EQ(books.at("counts").at("orders").as_int64(), 20);
  EXPECT_EQ(books.at("counts").at("refunds").as_int64(), 4);
}

TEST_F(files, a_changed_order_keeps_the_rest_as_it_was) {
  const auto before = get("orders/45").body().as_object();
  ASSERT_EQ(control("orders/45", R"({"status":"processing"})").status(), 200);
  const auto after = get("orders/45").body().as_object();
  EXPECT_EQ(after.at("status").as_string(), "processing");
  EXPECT_EQ(after.at("date_paid_gmt").as_string(), "2026-11-21T10:00:00");
  EXPECT_EQ(after.at("date_paid").as_string(), "2026-11-21T11:00:00");
  EXPECT_EQ(after.at("date_modified_gmt").as_string(), "2026-11-21T10:00:00");
  for (const auto& [name, value] : before) {
    const bool moved =
        std::string_view{name}.starts_with("date_") || name == "status" || name == "is_editable";
    EXPECT_TRUE(moved || after.at(name) == value) << name;
  }
}

TEST_F(files, unusable_folders_are_named) {
  const auto problem_of = [](const std::string& folder) -> std::string {
    try {
      make_woocommerce({{"orders_dir", folder}});
    } catch (const bad_option& problem) {
      return problem.what();
    }
    return "";
  };
  EXPECT_NE(problem_of("/does/not/exist").find("orders_dir"), std::string::npos);
  const auto folder =
      std::filesystem::temp_directory_path() / ("boekbrug-sim-files-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream{folder / "orders.json"}
      << R"([{"id":1,"line_items":[],"order_key":"k","status":"completed"}])";
  EXPECT_NE(problem_of(folder.string()).find("orders.json: order 1: date_created_gmt"),
            std::string::npos);
  std::ofstream{folder / "orders.json"} << "[{";
  EXPECT_NE(problem_of(folder.string()).find("orders.json"), std::string::npos);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace boekbrug::sim::woocommerce::test
