// What the real service does not have: questions and interventions of tests, under /_sim.

#include "sim/moneybird/invoices.hpp"
#include "sim/moneybird/totals.hpp"

#include <algorithm>
#include <map>

namespace boekbrug::sim::moneybird {

namespace {

json::object to_json(const std::map<std::string, std::uint64_t>& from) {
  json::object out;
  for (const auto& [name, count] : from) {
    out[name] = count;
  }
  return out;
}

json::object counters_json(const world& all) {
  const auto& c = all.counted;
  return {{"requests", c.requests},
          {"refused_by_limit", c.refused_by_limit},
          {"largest_window", all.limiter.largest_window()},
          {"oauth_requests", c.oauth_requests},
          {"tokens_given", all.tokens.tokens_given()},
          {"writes", c.writes},
          {"mails_sent", c.mails_sent},
          {"by_peer", to_json(c.by_peer)},
          {"by_kind", to_json(c.by_kind)},
          {"by_status", to_json(c.by_status)}};
}

/// VAT per rate, the rates without tax too.
json::array vat_json(const invoice& one) {
  std::vector<std::pair<const tax_rate*, amount>> bases;
  for (const auto& line : one.details) {
    const auto at = std::find_if(bases.begin(), bases.end(),
                                 [&line](const auto& pair) { return pair.first == line.rate; });
    if (at == bases.end()) {
      bases.emplace_back(line.rate, line.net);
    } else {
      at->second += line.net;
    }
  }
  json::array out;
  for (const auto& [rate, base] : bases) {
    const auto total =
        std::find_if(one.taxes.begin(), one.taxes.end(),
                     [rate = rate](const tax_total& tax) { return tax.rate == rate; });
    const bool taxed = total != one.taxes.end();
    out.push_back(json::object{{"tax_rate_id", id_json(rate->id)},
                               {"name", rate->name},
                               {"percentage", text(rate->percentage)},
                               {"base", text(taxed ? total->base : base)},
                               {"tax", text(taxed ? total->tax : amount{})}});
  }
  return out;
}

json::array lines_json(const invoice& one) {
  json::array out;
  for (const auto& line : one.details) {
    out.push_back(json::object{{"description", line.description},
                               {"price", text(line.price)},
                               {"amount", text(line.quantity)},
                               {"tax_rate", line.rate->name},
                               {"ledger_account_id", id_json(line.ledger_account)},
                               {"total_excl_tax", text(line.net)}});
  }
  return out;
}

json::object book_row(const administration& of, const invoice& one, day today) {
  json::array payments;
  for (const auto& paid : one.payments) {
    payments.push_back(json::object{{"id", id_json(paid.id)},
                                    {"price", text(paid.price)},
                                    {"date", text(paid.date)},
                                    {"transaction_identifier", paid.transaction_identifier}});
  }
  const auto* who = of.find_contact(one.contact);
  return {{"id", id_json(one.id)},
          {"external", one.external},
          {"number", text_or_null(one.number)},
          {"reference", one.reference},
          {"state", one.state_name(today)},
          {"date", optional_text(one.date)},
          {"contact_id", id_json(one.contact)},
          {"contact_email", who != nullptr ? who->texts[invoices_email] : ""},
          {"original_id", id_json(one.original)},
          {"currency", one.currency},
          {"prices_are_incl_tax", one.incl_tax},
          {"total_incl_tax", text(one.total_incl)},
          {"total_excl_tax", text(one.total_excl)},
          {"vat", vat_json(one)},
          {"paid", text(one.paid())},
          {"unpaid", text(one.unpaid())},
          {"payments", payments},
          {"lines", lines_json(one)}};
}

struct day_sum {
  std::uint64_t count = 0;
  amount total;
  std::map<std::string, std::pair<amount, amount>> rates;  // name -> base, tax
};

void add_to_day(std::map<std::string, day_sum>& days, const invoice& one) {
  auto& sum = days[one.date ? text(*one.date) : "none"];
  ++sum.count;
  sum.total += one.total_incl;
  amount taxed_base;
  for (const auto& tax : one.taxes) {
    auto& rate = sum.rates[tax.rate->name];
    rate.first += tax.base;
    rate.second += tax.tax;
    taxed_base += tax.base;
  }
  if (!is_zero(one.total_excl - taxed_base)) {
    for (const auto& line : one.details) {
      if (is_zero(line.rate->percentage)) {
        sum.rates[line.rate->name].first += line.net;
      }
    }
  }
}

json::array days_json(const std::map<std::string, day_sum>& days) {
  json::array out;
  for (const auto& [date, sum] : days) {
    json::array rates;
    for (const auto& [name, both] : sum.rates) {
      rates.push_back(
          json::object{{"name", name}, {"base", text(both.first)}, {"tax", text(both.second)}});
    }
    out.push_back(json::object{{"date", date},
                               {"invoices", sum.count},
                               {"total_incl_tax", text(sum.total)},
                               {"rates", rates}});
  }
  return out;
}

json::object contacts_of(const administration& of) {
  json::array rows;
  std::map<std::string, std::uint64_t> holders;
  for (const auto id : of.contact_ids) {
    const auto& one = *of.find_contact(id);
    std::string name = one.texts[company_name];
    for (const auto which : {firstname, lastname}) {
      if (!one.texts[which].empty()) {
        name += (name.empty() ? "" : " ") + one.texts[which];
      }
    }
    for (const auto& address : addresses(one.texts[invoices_email])) {
      holders[address] += one.archived ? 0U : 1U;
    }
    rows.push_back(json::object{{"id", id_json(id)},
                                {"email", one.texts[invoices_email]},
                                {"name", name},
                                {"archived", one.archived}});
  }
  std::erase_if(holders, [](const auto& entry) { return entry.second < 2; });
  return {{"contacts", rows}, {"duplicate_emails", to_json(holders)}};
}

/// Members of `more` inserted before the closing brace of a serialized object that has members.
std::string joined(std::string object, const std::string& more) {
  object.back() = ',';
  return object + more + "}";
}

/// Text, not a tree: hundreds of thousands of invoices as a tree would take gigabytes.
std::string books_text(const administration& of, time_point now) {
  const day today = of.today(now);
  auto head = contacts_of(of);
  std::string invoices;
  std::map<std::string, day_sum> days;
  std::map<std::string, std::uint64_t> references;
  std::uint64_t reminders_due = 0;
  for (const auto* book : {&of.sales, &of.external}) {
    for (const auto id : book->ids()) {
      const auto& one = *book->find(id);
      invoices += (invoices.empty() ? "" : ",") + json::serialize(book_row(of, one, today));
      if (one.was_sent()) {
        add_to_day(days, one);
      }
      if (!one.reference.empty()) {
        ++references[one.reference];
      }
      const bool reminds = one.flow != nullptr && !one.flow->steps.empty() &&
                           one.flow->steps.front().reminder_auto_send;
      reminders_due += reminds && one.state_name(today) == "late" ? 1U : 0U;
    }
  }
  std::erase_if(references, [](const auto& entry) { return entry.second < 2; });
  head["administration_id"] = of.settings.id;
  head["duplicate_references"] = to_json(references);
  head["days"] = days_json(days);  // sent documents only
  head["reminders_due"] = reminders_due;
  return joined(json::serialize(head), "\"invoices\":[" + invoices + "]");
}

reply books(world& all, const call& request) {
  const auto wanted = request.param("administration");
  std::string found;
  for (const auto& one : all.administrations) {
    if (wanted.empty() || one->settings.id == wanted) {
      found += (found.empty() ? "" : ",") + books_text(*one, request.now);
    }
  }
  if (found.empty() && !wanted.empty()) {
    return refuse(404, "no such administration");
  }
  const auto counted = "\"counters\":" + json::serialize(counters_json(all));
  auto out = answer(200, nullptr);
  out.body = wanted.empty() ? "{\"administrations\":[" + found + "]," + counted + "}"
                            : joined(std::move(found), counted);
  return out;
}

}  // namespace

reply intervene(world& all, const call& request);

reply control_endpoint(world& all, const call& request) {
  if (request.is(http_method::get, 1) && request.path[0] == "books") {
    return books(all, request);
  }
  if (request.is(http_method::get, 1) && request.path[0] == "counters") {
    return answer(200, counters_json(all));
  }
  return intervene(all, request);
}

}  // namespace boekbrug::sim::moneybird
