#include "demo/kill_test.hpp"

#include "demo/closing.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <thread>

namespace boekbrug::demo {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;

struct books {
  std::size_t invoices = 0;
  std::size_t paid = 0;
  std::size_t doubled_references = 0;
  std::size_t drafts = 0;
  std::size_t doubled_contacts = 0;
  std::size_t contacts = 0;
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

void add(books& out, const json::value& administration) {
  std::map<std::string, std::size_t> references;
  std::map<std::string, std::size_t> mails;
  for (const auto& each : administration.at("invoices").as_array()) {
    ++out.invoices;
    const std::string state{each.at("state").as_string()};
    out.paid += state == "paid" ? 1U : 0U;
    out.drafts += state == "draft" ? 1U : 0U;
    out.doubled_references +=
        ++references[std::string{each.at("reference").as_string()}] > 1 ? 1U : 0U;
  }
  for (const auto& each : administration.at("contacts").as_array()) {
    ++out.contacts;
    const auto& mail = each.at("email");
    if (mail.is_string() && !mail.as_string().empty()) {
      out.doubled_contacts += ++mails[lower(std::string{mail.as_string()})] > 1 ? 1U : 0U;
    }
  }
}

core::result<books> read_books(world& where) {
  const auto all = where.simulator(where.ledgers().begin()->second, "/_sim/books");
  if (!all) {
    return all.error();
  }
  books out;
  if (const auto* list = all->as_object().if_contains("administrations")) {
    for (const auto& each : list->as_array()) {
      add(out, each);
    }
  } else {
    add(out, *all);
  }
  return out;
}

std::size_t invoices_begun(world& where) {
  const auto& [kind, url] = *where.ledgers().begin();
  const auto counters = where.simulator(url, "/_sim/counters");
  if (!counters) {
    return 0;
  }
  const auto* made = counters->at("by_kind").as_object().if_contains(
      kind == "moneybird" ? "POST sales_invoices" : "POST invoice");
  return made == nullptr ? 0 : made->to_number<std::size_t>();
}

// The paid and completed orders that the shop itself holds.
std::size_t eligible_orders(world& where) {
  const auto shop = where.simulator(where.shops().front().url, "/_sim/books");
  std::size_t count = 0;
  if (shop) {
    for (const auto& each : shop->at("orders").as_array()) {
      const auto* said = each.as_object().if_contains("finished_and_paid");
      const bool eligible = said != nullptr ? said->as_bool()
                                            : each.at("status").as_string() == "completed" &&
                                                  each.at("paid").as_bool();
      count += eligible ? 1U : 0U;
    }
  }
  return count;
}

bool wait_until_settled(world& where, std::chrono::seconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < until) {
    const auto now = read_progress(where);
    if (now && now->settled()) {
      return true;
    }
    std::this_thread::sleep_for(milliseconds{200});
  }
  return false;
}

}  // namespace

bool run_kill_test(world& where, const kill_options& options) {
  const auto seed = options.seed != 0 ? options.seed : std::random_device{}();
  std::mt19937_64 random{seed};
  const auto orders = eligible_orders(where);
  const auto& plan = where.shops().front().plan;
  std::printf("%s -> %s: %zu paid orders, %u kills, seed %llu\n", plan.kind.c_str(),
              plan.ledger.c_str(), orders, options.kills, static_cast<unsigned long long>(seed));
  // A life is long enough that the whole sync takes about as many lives as there are kills.
  double life_ms = 30;
  std::uint32_t during = 0;
  for (std::uint32_t kill = 0; kill < options.kills; ++kill) {
    std::uniform_real_distribution<double> draw{0.0, 2.0 * life_ms};
    std::this_thread::sleep_for(milliseconds{static_cast<long>(draw(random))});
    where.kill_server();
    const auto made = invoices_begun(where);
    during += made < orders ? 1U : 0U;
    const auto pace =
        static_cast<double>(made) / static_cast<double>(std::max<std::size_t>(orders, 1));
    const auto due = static_cast<double>(kill + 1) / static_cast<double>(options.kills);
    life_ms = std::clamp(life_ms * (pace > due * 0.85 ? 0.8 : 1.1), 2.0, 2'000.0);
    if ((kill + 1) % 10 == 0) {
      std::printf("\r%u kills, %zu of %zu invoices begun ", kill + 1, made, orders);
      std::fflush(stdout);
    }
    if (auto ready = where.start_server(); !ready) {
      std::printf("\n%s\n", ready.error().detail.c_str());
      return false;
    }
  }
  std::printf("\nletting it finish\n");
  if (!wait_until_settled(where, std::chrono::seconds{300})) {
    std::printf("not finished in time\n");
    return false;
  }
  const auto end = read_books(where);
  if (!end) {
    std::printf("%s\n", end.error().detail.c_str());
    return false;
  }
  std::printf("%u of %u kills fell before the last invoice was begun\n", during, options.kills);
  std::printf(
      "orders %zu, invoices %zu, paid %zu, drafts left %zu, references doubled %zu, contacts %zu, "
      "contacts doubled %zu\n",
      orders, end->invoices, end->paid, end->drafts, end->doubled_references, end->contacts,
      end->doubled_contacts);
  return end->invoices == orders && end->paid == orders && end->doubled_references == 0 &&
         end->doubled_contacts == 0;
}

}  // namespace boekbrug::demo
