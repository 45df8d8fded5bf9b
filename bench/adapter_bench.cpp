// Reading answers: the golden files of the adapters' tests.

#include "adapters/ledgers/moneybird/moneybird.hpp"
#include "adapters/shops/woocommerce/woocommerce.hpp"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

namespace boekbrug::bench {
namespace {

core::http_response golden(const std::string& name) {
  std::ifstream file{std::string{BOEKBRUG_TEST_DATA} + '/' + name, std::ios::binary};
  core::http_response made;
  made.status = 200;
  made.headers = {{"Content-Type", "application/json; charset=UTF-8"}};
  made.body.assign(std::istreambuf_iterator<char>{file}, {});
  return made;
}

void read_a_page_of_20_orders(benchmark::State& state) {
  const auto answer = golden("woocommerce/data/orders-page-1.json");
  core::shop_connection shop;
  shop.kind = "woocommerce";
  shop.base_url = "https://winkel.example";
  shop.options = {{"prices_include_tax", "yes"}, {"country", "NL"}};
  for (auto _ : state) {
    const auto page = adapters::woocommerce().period_answer(shop, "", answer);
    if (!page || page->orders.size() != 20) {
      state.SkipWithError("the golden page is not read as 20 orders");
      break;
    }
    benchmark::DoNotOptimize(page->orders.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(answer.body.size()));
  state.SetItemsProcessed(state.iterations() * 20);
}
BENCHMARK(read_a_page_of_20_orders);

void read_an_invoice(benchmark::State& state) {
  const auto answer = golden("moneybird/data/invoice_open.json");
  for (auto _ : state) {
    auto document = adapters::moneybird().document_answer({}, {}, answer);
    if (!document) {
      state.SkipWithError(document.error().detail.c_str());
      break;
    }
    benchmark::DoNotOptimize(document);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(answer.body.size()));
}
BENCHMARK(read_an_invoice);

}  // namespace
}  // namespace boekbrug::bench
