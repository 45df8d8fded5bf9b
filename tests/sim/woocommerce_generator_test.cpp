#include "sim/woocommerce/generator.hpp"
#include "woocommerce_fixture.hpp"

#include <map>
#include <set>

namespace boekbrug::sim::woocommerce::test {
namespace {

constexpr std::int64_t orders_per_run = 10'000;

micro amount_in(const json::value& from, const char* name) {
  return parse_amount(json::value_to<std::string>(from.at(name))).value();
}

/// An order the way a client sees it at dp=6.
json::value seen(const stored_order& order) {
  std::string text = "{";
  for (const auto& [name, value] : order.fields) {
    text += (text.size() > 1 ? ",\"" : "\"") + name + "\":" + readable(value);
  }
  return json::parse(text + "}");
}

struct line_sums {
  micro rounded = 0;  // every net and every tax rounded to cents
  micro exact = 0;
  std::size_t amounts = 0;
};

line_sums sums_of(const json::value& order) {
  line_sums out;
  for (const char* kind : {"line_items", "shipping_lines", "fee_lines"}) {
    for (const auto& line : order.at(kind).as_array()) {
      for (const char* name : {"total", "total_tax"}) {
        const micro amount = amount_in(line, name);
        out.rounded += round_to_cents(amount);
        out.exact += amount;
        ++out.amounts;
      }
    }
  }
  return out;
}

/// Counts what kinds of orders a run holds.
class kind_counter {
public:
  void add(const json::value& order, const generated_order& made) {
    const std::string status = json::value_to<std::string>(order.at("status"));
    const std::string country = json::value_to<std::string>(order.at("billing").at("country"));
    const bool taxed = !order.at("tax_lines").as_array().empty();
    const bool company = !order.at("billing").at("company").as_string().empty();
    const bool paid = !order.at("date_paid_gmt").is_null();
    const std::string method = json::value_to<std::string>(order.at("payment_method"));
    ++counts_["status " + status];
    ++counts_["lines " + std::to_string(order.at("line_items").as_array().size())];
    note("guest", order.at("customer_id").as_int64() == 0);
    note("returning",
         !emails_.insert(json::value_to<std::string>(order.at("billing").at("email"))).second);
    note("domestic company", company && country == "NL");
    note("reverse charge", company && country != "NL" && !taxed &&
                               order.at("meta_data").at(0).at("value").as_string() == "yes");
    note("oss " + country, !company && country != "NL" && taxed);
    note("export",
         country == "CH" && !taxed && order.at("meta_data").at(0).at("value").as_string() == "no");
    note("zero total", made.order.total == 0);
    note("unpaid transfer", method == "bacs" && status == "on-hold" && !paid);
    note("cash on delivery unpaid", method == "cod" && !paid);
    note("completed without payment date",
         status == "completed" && !paid && method == "op_rekening");
    note("no shipping", order.at("shipping_lines").as_array().empty());
    note("two coupons", order.at("coupon_lines").as_array().size() == 2);
    note("note with emoji",
         order.at("customer_note").as_string().find("\U0001F381") != std::string::npos);
    for (const auto& fee : order.at("fee_lines").as_array()) {
      note("positive fee", amount_in(fee, "total") > 0);
      note("negative untaxed fee",
           amount_in(fee, "total") < 0 && fee.at("taxes").as_array().empty());
    }
    for (const auto& coupon : order.at("coupon_lines").as_array()) {
      note("coupon " + json::value_to<std::string>(coupon.at("discount_type")), true);
    }
    for (const auto& rate : order.at("tax_lines").as_array()) {
      note("rate " + json::value_to<std::string>(rate.at("rate_code")), true);
    }
    for (const auto& line : order.at("line_items").as_array()) {
      note("entity in a name", line.at("name").as_string().find("&amp;") != std::string::npos);
      note("emoji in a name", line.at("name").as_string().find("\U0001F33B") != std::string::npos);
      note("no sku", line.at("sku").as_string().empty());
    }
    if (made.refund) {
      ++counts_["refund " + std::to_string(static_cast<int>(*made.refund))];
    }
  }
  std::size_t operator[](const std::string& kind) const {
    const auto it = counts_.find(kind);
    return it == counts_.end() ? 0 : it->second;
  }

private:
  void note(const std::string& kind, bool present) { counts_[kind] += present ? 1U : 0U; }
  std::map<std::string, std::size_t> counts_;
  std::set<std::string> emails_;
};

generator_options settings_of(bool including, bool at_subtotal, std::uint64_t seed) {
  generator_options options;
  options.seed = seed;
  options.taxes.prices_include_tax = including;
  options.taxes.round_at_subtotal = at_subtotal;
  return options;
}

void expect_every_kind(const kind_counter& kinds) {
  for (const char* status : {"completed", "processing", "on-hold", "pending", "failed", "cancelled",
                             "checkout-draft", "verzonden"}) {
    EXPECT_GT(kinds["status " + std::string{status}], 0U) << status;
  }
  for (int lines = 1; lines <= 8; ++lines) {
    EXPECT_GT(kinds["lines " + std::to_string(lines)], 0U) << lines;
  }
  for (const char* kind : {"guest",
                           "returning",
                           "domestic company",
                           "reverse charge",
                           "oss BE",
                           "oss DE",
                           "oss FR",
                           "export",
                           "zero total",
                           "unpaid transfer",
                           "cash on delivery unpaid",
                           "completed without payment date",
                           "no shipping",
                           "two coupons",
                           "note with emoji",
                           "positive fee",
                           "negative untaxed fee",
                           "coupon percent",
                           "coupon fixed_cart",
                           "rate NL-BTW 21%-1",
                           "rate NL-BTW 9%-1",
                           "rate NL-BTW 0%-1",
                           "rate FR-TVA 5,5%-1",
                           "entity in a name",
                           "emoji in a name",
                           "no sku",
                           "refund 0",
                           "refund 1",
                           "refund 2",
                           "refund 3"}) {
    EXPECT_GT(kinds[kind], 0U) << kind;
  }
}

class generator_property : public ::testing::TestWithParam<std::tuple<bool, std::uint64_t>> {};

TEST_P(generator_property, every_order_adds_up_and_every_kind_occurs) {
  const auto [including, seed] = GetParam();
  SCOPED_TRACE("seed " + std::to_string(seed));
  order_generator generator{settings_of(including, false, seed)};
  kind_counter kinds;
  const seconds_utc start = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
  for (std::int64_t i = 1; i <= orders_per_run; ++i) {
    const auto made = generator.make(i, start + std::chrono::seconds{i * 600},
                                     start + std::chrono::hours{24 * 90});
    const auto order = seen(made.order);
    const line_sums lines = sums_of(order);
    ASSERT_EQ(amount_in(order, "total"), lines.rounded) << "order " << i;
    ASSERT_GE(amount_in(order, "total"), 0) << "order " << i;
    micro tax = 0;
    for (const auto& rate : order.at("tax_lines").as_array()) {
      tax += amount_in(rate, "tax_total") + amount_in(rate, "shipping_tax_total");
    }
    ASSERT_EQ(amount_in(order, "total_tax"), tax) << "order " << i;
    ASSERT_EQ(amount_in(order, "total_tax"),
              amount_in(order, "cart_tax") + amount_in(order, "shipping_tax"));
    ASSERT_GE(made.order.modified, made.order.created);
    kinds.add(order, made);
  }
  expect_every_kind(kinds);
}

INSTANTIATE_TEST_SUITE_P(shops, generator_property,
                         ::testing::Values(std::tuple{true, 1U}, std::tuple{true, 20'261'121U},
                                           std::tuple{false, 2U}));

TEST(generator, rounding_at_the_subtotal_follows_the_unrounded_sum) {
  order_generator generator{settings_of(true, true, 5)};
  bool differs = false;
  for (std::int64_t i = 1; i <= 2'000; ++i) {
    const auto order = seen(generator
                                .make(i, seconds_utc{std::chrono::seconds{1'780'000'000}},
                                      seconds_utc{std::chrono::seconds{1'780'500'000}})
                                .order);
    const line_sums lines = sums_of(order);
    const micro total = amount_in(order, "total");
    // One cent at most: net and VAT per rate are rounded apart.
    ASSERT_LE(std::abs(total - lines.exact), 3 * micro_per_cent) << i;
    ASSERT_LE(std::abs(total - lines.rounded),
              static_cast<micro>(lines.amounts) * micro_per_cent / 2 + 3 * micro_per_cent)
        << i;
    differs = differs || total != lines.rounded;
  }
  EXPECT_TRUE(differs);  // else the setting does nothing
}

TEST(generator, the_same_seed_makes_the_same_orders) {
  order_generator a{settings_of(true, false, 9)};
  order_generator b{settings_of(true, false, 9)};
  order_generator c{settings_of(true, false, 10)};
  const seconds_utc when{std::chrono::seconds{1'780'000'000}};
  bool other = false;
  for (std::int64_t i = 1; i <= 50; ++i) {
    const auto first = json::serialize(seen(a.make(i, when, when).order));
    EXPECT_EQ(first, json::serialize(seen(b.make(i, when, when).order)));
    other = other || first != json::serialize(seen(c.make(i, when, when).order));
  }
  EXPECT_TRUE(other);
}

TEST(generator, the_share_of_returning_customers_can_be_set) {
  const auto returning = [](double share) {
    generator_options options = settings_of(true, false, 4);
    options.mix.returning = share;
    options.customers = 50;
    order_generator generator{options};
    std::set<std::string> emails;
    for (std::int64_t i = 1; i <= 1'000; ++i) {
      emails.insert(json::value_to<std::string>(
          seen(generator.make(i, {}, {}).order).at("billing").at("email")));
    }
    return 1'000 - emails.size();
  };
  EXPECT_EQ(returning(0), 0U);
  EXPECT_GT(returning(0.5), 250U);
  EXPECT_GT(returning(1), 700U);
}

TEST(generator, vat_numbers_have_right_check_digits) {
  for (std::uint64_t i = 0; i < 500; ++i) {
    const std::string nl = make_vat_number("NL", i * 7'919);
    ASSERT_EQ(nl.size(), 14U);
    int sum = 0;
    for (int d = 0; d < 8; ++d) {
      sum += (nl[static_cast<std::size_t>(2 + d)] - '0') * (9 - d);
    }
    EXPECT_EQ(sum % 11, nl[10] - '0') << nl;
    const std::string be = make_vat_number("BE", i * 7'919);
    ASSERT_EQ(be.size(), 12U);
    EXPECT_EQ(97 - std::stoul(be.substr(2, 8)) % 97, std::stoul(be.substr(10))) << be;
    const std::string fr = make_vat_number("FR", i);
    EXPECT_EQ((12 + 3 * (std::stoul(fr.substr(4)) % 97)) % 97, std::stoul(fr.substr(2, 2))) << fr;
  }
  EXPECT_EQ(make_vat_number("DE", 0).size(), 11U);
}

class generated_shop : public shop_test {};

TEST_F(generated_shop, history_is_in_time_order_within_its_period_and_refunds_are_consistent) {
  start(
      R"({"orders":1500,"seed":11,"from":"2026-02-01","to":"2026-05-01","number_prefix":"2026-","mix":{"refund":0.3}})");
  const auto books = control("books").body();
  std::string last;
  std::set<std::int64_t> ids;
  std::size_t refunds = 0;
  for (const auto& order : books.at("orders").as_array()) {
    const std::string created = json::value_to<std::string>(order.at("date_created_gmt"));
    EXPECT_LE(last, created);
    EXPECT_GE(created, "2026-02-01T00:00:00");
    EXPECT_LT(created, "2026-05-01T00:00:00");
    EXPECT_LE(json::value_to<std::string>(order.at("date_modified_gmt")), "2026-05-01T00:00:00");
    EXPECT_EQ(json::value_to<std::string>(order.at("number")),
              "2026-" + std::to_string(order.at("id").as_int64()));
    last = created;
    EXPECT_TRUE(ids.insert(order.at("id").as_int64()).second);
    micro refunded = 0;
    for (const auto& refund : order.at("refunds").as_array()) {
      refunded += amount_in(refund, "amount");
      EXPECT_TRUE(ids.insert(refund.at("id").as_int64()).second);
      ++refunds;
    }
    EXPECT_LE(refunded, amount_in(order, "total"));
    EXPECT_EQ(order.at("status").as_string() == "refunded",
              refunded > 0 && refunded == amount_in(order, "total"))
        << order.at("id");
  }
  EXPECT_GT(refunds, 150U);
  EXPECT_EQ(books.at("orders").as_array().size(), 1'500U);
}

TEST_F(generated_shop, only_plain_orders_when_asked_for) {
  start(R"({"orders":300,"mix":{"only_plain":true}})");
  const auto books = control("books").body();
  for (const auto& order : books.at("orders").as_array()) {
    EXPECT_EQ(order.at("status").as_string(), "completed");
    EXPECT_TRUE(order.at("paid").as_bool());
  }
}

}  // namespace
}  // namespace boekbrug::sim::woocommerce::test
