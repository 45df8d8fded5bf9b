#include "report_fixture.hpp"

#include "core/sync/judge.hpp"

#include <algorithm>

namespace boekbrug::test {

using namespace core;

books::books() {
  in.from = day("2026-07-01");
  in.to = day("2026-07-31");
  in.lists = dutch_lists();
  in.cards = dutch_cards();
  in.zone = &amsterdam();
  in.currency = currency::eur();
  in.now = at("2026-08-10T10:00:00");
  in.integration = "winkel.example -> Winkel B.V.";
  in.installed_at = at("2026-06-01T00:00:00");
  in.shop_country = "NL";
  in.orders.reserve(100);  // references to orders stay good
}

plan_context books::context() const {
  plan_context made;
  made.cards = &in.cards;
  made.lists = &in.lists;
  made.zone = in.zone;
  made.now = in.now;
  made.shop_country = in.shop_country;
  return made;
}

order& books::sell(std::string number, std::string_view when, std::vector<order_line> lines,
                   std::string_view country) {
  auto made = order_of(std::move(lines), country);
  made.id = "id-" + number;
  made.number = std::move(number);
  made.created = at(when);
  made.paid = made.created + std::chrono::minutes{1};
  in.orders.push_back(std::move(made));
  return in.orders.back();
}

credit& books::refund(order& of, std::string id, std::string_view when, std::string_view amount,
                      std::vector<order_line> lines) {
  credit made;
  made.id = std::move(id);
  made.order_id = of.id;
  made.created = at(when);
  made.amount = cents(amount);
  made.lines = std::move(lines);
  of.credits.push_back({made.id, made.amount, {}});
  in.credits.emplace_back(of.id, std::move(made));
  return in.credits.back().second;
}

item& books::add_item(const order& source, item_state state) {
  item made;
  made.key = {item_kind::order, source.id};
  made.order_id = source.id;
  made.number = source.number;
  made.placed = source.created;
  made.currency = source.currency;
  made.total = source.total;
  for (const auto& each : source.lines) {
    made.vat_totals.push_back({each.vat_percent.value_or(0), each.vat_country, each.net, each.vat});
  }
  made.state = state;
  made.content_hash = content_hash(source);
  made.changed_at = source.created + std::chrono::minutes{20};
  in.items.push_back(std::move(made));
  return in.items.back();
}

void books::add_document(item& of, const booking_plan& plan) {
  ledger_document made;
  made.id = "doc-" + of.number;
  made.number = "2026-" + of.number;
  made.reference = plan.reference;
  made.state = document_state::paid;
  made.booked_on = plan.booked_on;
  made.currency = plan.currency;
  made.total = plan.total;
  made.total_net = plan.total;
  for (const auto& each : plan.vat) {
    made.total_net -= each.vat;
    made.line_nets.push_back({each.rate_id, each.net, 0});
    if (each.vat != 0) {
      made.vat.push_back(
          {each.rate_id, each.net, each.vat});  // rates without VAT are missing (moneybird.md 5)
    }
  }
  if (plan.rule == proof_rule::rounding_line || plan.rule == proof_rule::rounding_pair) {
    of.notes.push_back({plan.rule == proof_rule::rounding_line ? item_note::kind::rounding_line
                                                               : item_note::kind::rounding_pair,
                        {}});
  }
  of.progress.step = posting_step::done;
  of.progress.document_id = made.id;
  of.progress.document_number = made.number;
  of.reference = plan.reference;
  of.booked_hash = of.content_hash;
  in.documents.push_back(std::move(made));
}

void books::book(const order& source) {
  auto& made = add_item(source, item_state::sent);
  add_document(made, make_plan(source, context()).value());
}

void books::book(const order& of, const credit& source) {
  item made;
  made.key = {item_kind::credit, source.id};
  made.order_id = of.id;
  made.number = of.number + " credit " + source.id;
  made.placed = source.created;
  made.currency = of.currency;
  made.total = -source.amount;
  for (const auto& each : source.lines) {
    made.vat_totals.push_back({each.vat_percent.value_or(0), each.vat_country, each.net, each.vat});
  }
  made.state = item_state::sent;
  made.changed_at = source.created + std::chrono::minutes{20};
  in.items.push_back(std::move(made));
  add_document(in.items.back(), make_credit_plan(source, of, context()).value());
}

order& books::order_of_number(std::string_view number) {
  return *std::find_if(in.orders.begin(), in.orders.end(),
                       [number](const order& each) { return each.number == number; });
}

item& books::item_of(std::string_view number) {
  return *std::find_if(in.items.begin(), in.items.end(),
                       [number](const item& each) { return each.number == number; });
}

ledger_document& books::document_of(std::string_view number) {
  const auto id = "doc-" + std::string(number);
  return *std::find_if(in.documents.begin(), in.documents.end(),
                       [&id](const ledger_document& each) { return each.id == id; });
}

void books::drop_document(std::string_view number) {
  const auto id = "doc-" + std::string(number);
  std::erase_if(in.documents, [&id](const ledger_document& each) { return each.id == id; });
}

const report_row& row_of(const report& value, std::string_view number) {
  static const report_row none{};
  const auto found =
      std::find_if(value.rows.begin(), value.rows.end(),
                   [number](const report_row& each) { return each.number == number; });
  EXPECT_NE(found, value.rows.end()) << "no row of " << number;
  return found == value.rows.end() ? none : *found;
}

std::string findings_of(const report& value) {
  std::string text;
  for (const auto& each : value.findings) {
    text += (text.empty() ? "" : "; ") + std::string(name(each.kind)) + " " + each.number;
  }
  return text;
}

const report_rate& rate_of(const report& value, std::string_view rate_id) {
  static const report_rate none{};
  const auto found =
      std::find_if(value.rates.begin(), value.rates.end(),
                   [rate_id](const report_rate& each) { return each.rate_id == rate_id; });
  EXPECT_NE(found, value.rates.end()) << "no rate " << rate_id;
  return found == value.rates.end() ? none : *found;
}

std::string last_line(const std::string& text) {
  const auto end = text.find_last_not_of('\n');
  return text.substr(text.rfind('\n', end) + 1, end - text.rfind('\n', end));
}

}  // namespace boekbrug::test
