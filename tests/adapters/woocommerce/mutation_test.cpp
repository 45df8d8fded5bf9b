// Deterministic mutations of the recorded answers: whatever comes in, a reader gives a value or a
// named error.
#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

#include <random>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;

class mutator {
public:
  explicit mutator(unsigned seed) : random_{seed} {}

  // Bytes: cut, doubled, replaced, swapped for things that parsers trip over.
  std::string bytes(std::string text) {
    static const std::vector<std::string> splinters{"\"",          "\\",
                                                    "{",           "}",
                                                    "[",           "]",
                                                    ",",           ":",
                                                    "null",        "-",
                                                    "1e999",       "0",
                                                    "\xFF",        "\xEF\xBB\xBF",
                                                    "\"\\ud800\"", "99999999999999999999",
                                                    "<b>",         "&#x;",
                                                    "true"};
    for (int times = 1 + pick(4); times > 0 && !text.empty(); --times) {
      const auto at = static_cast<std::size_t>(pick(static_cast<int>(text.size())));
      const auto length = std::min(text.size() - at, static_cast<std::size_t>(pick(40)));
      switch (pick(4)) {
        case 0:
          text.erase(at, length);
          break;
        case 1:
          text.insert(at, text.substr(at, length));
          break;
        case 2:
          text.replace(
              at, 1, splinters[static_cast<std::size_t>(pick(static_cast<int>(splinters.size())))]);
          break;
        default:
          text.resize(at);
          break;
      }
    }
    return text;
  }

  // Values: any place of the tree becomes something else, or goes.
  void tree(json::value& value, int depth = 0) {
    if (value.is_array() && !value.get_array().empty() && (depth < 1 || pick(6) != 0)) {
      tree(value.get_array()[static_cast<std::size_t>(
               pick(static_cast<int>(value.get_array().size())))],
           depth + 1);
    } else if (value.is_object() && !value.get_object().empty() && (depth < 1 || pick(6) != 0)) {
      auto& object = value.get_object();
      auto* const member = object.begin() + pick(static_cast<int>(object.size()));
      if (pick(8) == 0) {
        object.erase(member);
      } else {
        tree(member->value(), depth + 1);
      }
    } else {
      static const std::vector<json::value> odd{nullptr,
                                                true,
                                                0,
                                                -1,
                                                1.5,
                                                1e300,
                                                "",
                                                "x",
                                                "-0.01",
                                                "99999999999.99",
                                                "2026-13-45T99:99:99",
                                                json::array{},
                                                json::object{},
                                                json::array{nullptr},
                                                INT64_MAX,
                                                INT64_MIN,
                                                UINT64_MAX,
                                                "999999999999999999",
                                                "0.000000000000001"};
      value = odd[static_cast<std::size_t>(pick(static_cast<int>(odd.size())))];
    }
  }

private:
  int pick(int below) { return std::uniform_int_distribution<int>{0, below - 1}(random_); }
  std::mt19937 random_;
};

template <class T>
void expect_named(const core::result<T>& read) {
  if (!read) {
    EXPECT_FALSE(core::code_name(read.error().code).empty());
    EXPECT_FALSE(read.error().detail.empty());
  }
}

void check_order(const core::order& order) {
  EXPECT_FALSE(order.id.empty());
  EXPECT_FALSE(order.number.empty());
  for (const auto& line : order.lines) {
    EXPECT_LE(std::abs(line.net), 1'000'000'000'010);
    if (line.vat_percent) {
      EXPECT_FALSE(core::to_text(*line.vat_percent).empty());
    }
  }
}

void read_everything(const core::http_response& what) {
  const auto& adapter = woocommerce();
  const auto connection = shop();
  static const core::order original = order_of(49);
  const auto period = adapter.period_answer(connection, "", what);
  expect_named(period);
  if (period) {
    for (const auto& order : period->orders) {
      check_order(order);
    }
    for (const auto& bad : period->unreadable) {
      EXPECT_FALSE(bad.id.empty());
      EXPECT_FALSE(bad.detail.empty());
    }
  }
  for (const char* const mark :
       {"", "wc1;s=pages;w=2026-01-01T00:00:00;t=2026-02-01T00:00:00;p=2;n=25;c=90",
        "wc1;s=list;w=2026-01-01T00:00:00;t=2026-02-01T00:00:00;p=1;n=50",
        "wc1;s=fetch;w=2026-01-01T00:00:00;t=2026-02-01T00:00:00;p=0;n=50;i=1,2"}) {
    const auto page = adapter.scan_answer(connection, {}, {mark, ""}, what);
    expect_named(page);
    if (page) {
      EXPECT_TRUE(adapter.scan_request(connection, {}, page->next, context())) << page->next.mark;
    }
  }
  expect_named(adapter.order_answer(connection, what));
  expect_named(adapter.credits_answer(connection, original, what));
  const auto products = adapter.products_answer(connection, "", what);
  expect_named(products);
  if (products && !products->next.empty()) {
    EXPECT_TRUE(adapter.products_request(connection, products->next, context())) << products->next;
  }
}

void probe_everything(const core::http_response& what) {
  for (const char* const stage : {"", "index:1", "index:2", "index:4", "auth", "routes", "tax",
                                  "general", "taxes", "statuses", "gateways", "version"}) {
    core::probe_state state;
    state.connection = shop();
    state.stage = stage;
    expect_named(woocommerce().probe_answer(state, what));
  }
}

class woocommerce_mutation : public testing::TestWithParam<const char*> {};

TEST_P(woocommerce_mutation, of_bytes) {
  const std::string golden = load(GetParam());
  for (unsigned seed = 1; seed <= 120; ++seed) {
    const auto what = answer(200, mutator{seed}.bytes(golden));
    read_everything(what);
    probe_everything(what);
  }
}

TEST_P(woocommerce_mutation, of_values) {
  const auto golden = load_json(GetParam());
  for (unsigned seed = 1; seed <= 400; ++seed) {
    auto value = golden;
    mutator change{seed};
    change.tree(value);
    change.tree(value);
    read_everything(answer(value));
    probe_everything(answer(value));
  }
}

TEST_P(woocommerce_mutation, of_single_rows) {
  const auto golden = load_json(GetParam());
  const auto& row = golden.is_array() ? golden.get_array().front() : golden;
  for (unsigned seed = 1; seed <= 600; ++seed) {
    auto value = row;
    mutator change{seed};
    for (int times = 0; times < 3; ++times) {
      change.tree(value);
    }
    read_everything(answer(value));
    read_everything(answer(json::array{value}));
  }
}

INSTANTIATE_TEST_SUITE_P(golden, woocommerce_mutation,
                         testing::Values("orders-page-1.json", "errors.json",
                                         "refunds-by-order.json", "products.json", "taxes.json",
                                         "settings-tax.json", "payment-gateways.json"),
                         [](const auto& row) {
                           std::string name = row.param;
                           for (char& c : name) {
                             c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
                           }
                           return name;
                         });

TEST(woocommerce_headers_mutation, never_trip_a_reader) {
  const std::string golden = load("orders-page-1.json");
  for (const char* const value : {"", "-1", "99999999999999999999", "x", "0", "1e9",
                                  "Sat, 99 Nov 99999 10:26:00 GMT", "<", "<<>;"}) {
    for (const char* const name : {"X-WP-Total", "X-WP-TotalPages", "Date", "Retry-After", "Link",
                                   "Content-Type", "Location"}) {
      for (const int status : {200, 301, 429, 503}) {
        const auto what = answer(status, golden, {{name, value}});
        read_everything(what);
        probe_everything(what);
      }
    }
  }
}

}  // namespace
}  // namespace boekbrug::test
