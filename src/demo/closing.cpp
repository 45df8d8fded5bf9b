#include "demo/closing.hpp"

#include "core/base/money.hpp"

#include <boost/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>

namespace boekbrug::demo {
namespace {

namespace json = boost::json;

const core::currency eur = core::currency::eur();

core::minor_units amount(const json::value& text) {
  const auto read = core::parse_minor(std::string{text.as_string()}, eur);
  return read ? *read : 0;
}

std::int64_t count_of(const json::value& kinds, const std::string& name) {
  const auto* found = kinds.as_object().if_contains(name);
  return found == nullptr ? 0 : found->to_number<std::int64_t>();
}

/// What the simulators themselves hold, added up without any of our own records.
struct ledger_books {
  std::int64_t invoices = 0;
  std::int64_t unpaid = 0;
  core::minor_units total = 0;
};

core::result<ledger_books> read_ledger(world& where, const std::string& url) {
  const auto books = where.simulator(url, "/_sim/books");
  if (!books) {
    return books.error();
  }
  ledger_books out;
  const auto add = [&out](const json::value& administration) {
    for (const auto& each : administration.at("invoices").as_array()) {
      ++out.invoices;
      out.total += amount(each.at("total_incl_tax"));
      out.unpaid +=
          amount(each.at("unpaid")) != 0 || each.at("state").as_string() != "paid" ? 1 : 0;
    }
  };
  if (const auto* all = books->as_object().if_contains("administrations")) {
    for (const auto& each : all->as_array()) {
      add(each);
    }
  } else {
    add(*books);
  }
  return out;
}

void print_calls(world& where) {
  const auto moneybird = where.ledgers().find("moneybird");
  if (moneybird == where.ledgers().end()) {
    return;
  }
  const auto counters = where.simulator(moneybird->second, "/_sim/counters");
  if (!counters) {
    return;
  }
  const auto& kinds = counters->at("by_kind");
  const auto drafts = count_of(kinds, "POST sales_invoices");
  const auto sends = count_of(kinds, "PATCH sales_invoices/{id}/send_invoice");
  const auto payments = count_of(kinds, "POST sales_invoices/{id}/payments");
  const auto searches = count_of(kinds, "GET contacts");
  const auto made = count_of(kinds, "POST contacts");
  const auto all = counters->at("requests").to_number<std::int64_t>();
  const auto booking = drafts + sends + payments + searches + made;
  if (drafts == 0) {
    return;
  }
  const double known = static_cast<double>(drafts + sends + payments) / static_cast<double>(drafts);
  const double fresh =
      known + (made == 0 ? 0.0 : static_cast<double>(searches + made) / static_cast<double>(made));
  std::printf(
      "\nMoneybird calls: %lld for bookings (%lld drafts, %lld sent, %lld payments, %lld searches, "
      "%lld new contacts), "
      "%lld for lists, reports and checks; refused by its limit: %lld\n",
      static_cast<long long>(booking), static_cast<long long>(drafts),
      static_cast<long long>(sends), static_cast<long long>(payments),
      static_cast<long long>(searches), static_cast<long long>(made),
      static_cast<long long>(all - booking),
      static_cast<long long>(counters->at("refused_by_limit").to_number<std::int64_t>()));
  std::printf(
      "calls per order: %.2f for a known customer (at most 3.0), %.2f for a new one (at most "
      "5.0)\n",
      known, fresh);
}

}  // namespace

core::result<progress> read_progress(world& where) {
  const auto text = where.ask("progress");
  if (!text) {
    return text.error();
  }
  progress sum;
  std::istringstream in{*text};
  std::string id;
  std::string state;
  std::size_t scanned = 0;
  std::size_t sent = 0;
  std::size_t ready = 0;
  std::size_t waiting = 0;
  std::size_t action = 0;
  std::size_t skipped = 0;
  while (in >> id >> state >> scanned >> sent >> ready >> waiting >> action >> skipped) {
    ++sum.integrations;
    sum.scanned += scanned;
    sum.sent += sent;
    sum.ready += ready;
    sum.waiting += waiting;
    sum.needs_action += action;
    sum.skipped += skipped;
  }
  return sum;
}

namespace {

/// What the reports say together.
struct reported {
  std::int64_t orders = 0;
  std::int64_t invoices = 0;
  core::minor_units difference = 0;
  bool agrees = true;
};

bool add_report(world& where, const shop& each, reported& sum) {
  const auto range = " 2025-01-01 2026-12-31 ";
  const auto text = where.ask("report " + std::to_string(each.integration) + range + "text");
  const auto data = where.ask("report " + std::to_string(each.integration) + range + "json");
  if (!text || !data) {
    std::cerr << each.plan.name << ": " << (text ? data.error().detail : text.error().detail)
              << "\n";
    return false;
  }
  std::cout << "\n=== " << each.plan.name << ": " << each.plan.kind << " -> " << each.plan.ledger
            << " ===\n"
            << *text;
  const auto report = json::parse(*data);
  sum.orders += report.at("orders").to_number<std::int64_t>();
  sum.invoices += report.at("invoices").to_number<std::int64_t>();
  sum.difference += std::abs(amount(report.at("difference")));
  sum.agrees = sum.agrees && report.at("closes").as_bool();
  return true;
}

std::string title_of(const std::string& ledger) {
  return ledger == "moneybird" ? "Moneybird" : "e-Boekhouden.nl";
}

}  // namespace

bool close_books(world& where) {
  reported sum;
  for (const auto& each : where.shops()) {
    if (!add_report(where, each, sum)) {
      return false;
    }
  }
  print_calls(where);
  std::int64_t held = 0;
  for (const auto& [kind, url] : where.ledgers()) {
    const auto ledger = read_ledger(where, url);
    if (!ledger) {
      std::cerr << ledger.error().detail << "\n";
      return false;
    }
    held += ledger->invoices;
    std::printf(
        "the simulated %s itself holds %lld invoices of together %s EUR, %lld of them not paid\n",
        title_of(kind).c_str(), static_cast<long long>(ledger->invoices),
        core::to_text(ledger->total, eur).c_str(), static_cast<long long>(ledger->unpaid));
  }
  if (held != sum.invoices) {
    std::printf("NOT the same as the %lld invoices of the reports\n",
                static_cast<long long>(sum.invoices));
    sum.agrees = false;
  }
  std::printf("\nsluitend: %zu integrations, %lld orders, %lld invoices, difference %s EUR\n",
              where.shops().size(), static_cast<long long>(sum.orders),
              static_cast<long long>(sum.invoices), core::to_text(sum.difference, eur).c_str());
  return sum.agrees && sum.difference == 0;
}

}  // namespace boekbrug::demo
