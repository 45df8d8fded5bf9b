#include "pair_fixture.hpp"

#include "actors/reporter.hpp"

#include <algorithm>

namespace boekbrug::actors::test {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

std::string text_of(const json::object& row, std::string_view member) {
  const auto* found = row.if_contains(member);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

core::minor_units cents(const json::object& row, std::string_view member) {
  const auto text = text_of(row, member);
  const auto euro = core::currency::parse("EUR");
  return text.empty() ? 0 : core::parse_minor(text, *euro).value();
}

std::string id_of(const json::object& row) {
  const auto& id = row.at("id");
  return id.is_string() ? std::string(id.get_string())
                        : std::to_string(id.to_number<std::int64_t>());
}

sold read_sold(const json::object& row) {
  sold out;
  out.id = id_of(row);
  out.number = text_of(row, "number");
  out.status = text_of(row, "status");
  out.email = text_of(row, "email");
  const auto* paid = row.if_contains("paid");
  const auto* finished = row.if_contains("finished_and_paid");
  out.finished_and_paid = finished != nullptr
                              ? finished->as_bool()
                              : paid != nullptr && paid->as_bool() && out.status == "completed";
  out.total = cents(row, row.contains("amount") ? "amount" : "total");
  out.gifts = cents(row, "payments");
  for (const auto* list : {"credits", "refunds"}) {
    if (const auto* credits = row.if_contains(list)) {
      for (const auto& each : credits->as_array()) {
        out.credits.push_back(read_sold(each.as_object()));
      }
    }
  }
  return out;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const pair_kinds& pair) {
  return out << pair.shop << " -> " << pair.ledger;
}

std::vector<pair_kinds> pairs_with(const std::string& ledger) {
  std::vector<pair_kinds> out;
  for (const auto& shop : shop_kinds()) {
    out.push_back({shop.name, ledger});
  }
  return out;
}

std::vector<pair_kinds> all_pairs() {
  std::vector<pair_kinds> out;
  for (const auto& ledger : ledger_kinds) {
    const auto some = pairs_with(ledger);
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

std::string pair_name(const ::testing::TestParamInfo<pair_kinds>& each) {
  return each.param.shop + "_" + each.param.ledger;
}

void pair_life::open_plain_shop(int orders, json::object more) {
  json::object options{
      {"orders", orders},
      {"seed", 4},  // of goods that all bear VAT: 0 % has no code in e-Boekhouden.nl
      {"from", "2026-01-02"},
      {"to", "2026-03-10"},
      {"customers", 4},
      {"mix", json::object{{"only_plain", true}, {"returning", 0.5}}}};
  for (const auto& [key, value] : more) {
    options[key] = value;
  }
  world.open_shop(std::move(options));
}

void pair_life::open_mixed_shop(int orders, int seed) {
  world.open_shop({{"orders", orders},
                   {"seed", seed},
                   {"from", "2026-01-02"},
                   {"to", "2026-03-10"},
                   {"customers", 20}});
}

void pair_life::start(std::chrono::milliseconds poll) {
  poll_ = poll;
  restart();
  install(*server);
}

void pair_life::restart(const server_life::saved* from) {
  const auto stored = server && from == nullptr ? std::optional(server->engine().snapshot())
                                                : std::optional<server_life::saved>{};
  server.reset();
  server = std::make_unique<server_life>(world, stored ? &*stored : from);
  server->with().poll_interval = poll_;
  server->with().poll_jitter = std::min<std::chrono::milliseconds>(poll_, minutes{1});
  server->start_house();
}

bool pair_life::settle(std::chrono::milliseconds patience) {
  const auto quiet = [this] {
    return schedule().first_scan_done && count(core::item_state::ready) == 0;
  };
  const auto end = world.clock.now() + patience;
  const auto quantum = poll_ > minutes{30} ? std::chrono::milliseconds{coarse} : server_life::fine;
  while (server->advance_until(quiet, end - world.clock.now(), quantum)) {
    const auto calls = ledger_writes();
    server->advance(2 * poll_ + minutes{1}, quantum);
    if (quiet() && calls == ledger_writes()) {
      return true;
    }
  }
  return false;
}

std::size_t pair_life::ledger_writes() const {
  return static_cast<std::size_t>(std::count_if(
      world.internet.calls.begin(), world.internet.calls.end(), [](const made_call& each) {
        return each.host == ledger_host && each.method != core::http_method::get;
      }));
}

bool pair_life::wait_for(core::item_state state, std::size_t wanted,
                         std::chrono::milliseconds patience) {
  return server->advance_until([&] { return count(state) == wanted; }, patience);
}

std::size_t pair_life::count(core::item_state state) {
  return server->store().count_in(id, state).value();
}

std::vector<core::item> pair_life::items() {
  std::vector<core::item> out;
  const auto read = server->store().each_item(id, [&](const core::item& each) {
    out.push_back(each);
    return true;
  });
  EXPECT_TRUE(read.has_value());
  return out;
}

std::optional<core::item> pair_life::item(core::item_kind what, const std::string& name) {
  for (auto& each : items()) {
    if (each.key.kind == what && (each.key.id == name || each.number == name)) {
      return each;
    }
  }
  return std::nullopt;
}

core::integration_schedule pair_life::schedule() {
  const auto stored = server->store().schedule(id);
  return stored && stored.value() ? **stored : core::integration_schedule{};
}

bool pair_life::is_lost() {
  return schedule().state == core::integration_state::connection_lost;
}

void pair_life::disturb(const std::string& host, const std::string& rules) {
  world.internet.control(host, "faults", R"({"rules": [)" + rules + "]}");
}

std::string pair_life::arrive(const std::string& wish) {
  const auto answer = world.internet.control(shop_host, "arrive", wish);
  const auto& first = answer.at("ids").as_array().at(0);
  return first.is_string() ? std::string(first.get_string())
                           : std::to_string(first.to_number<std::int64_t>());
}

void pair_life::change(const std::string& order, const std::string& body) {
  world.internet.control(shop_host, "orders/" + order, body);
}

void pair_life::credit(const std::string& order, const std::string& body) {
  world.internet.control(shop_host, "orders/" + order + "/" + kind.credit, body);
}

void pair_life::switch_key(bool on) {
  world.internet.control(shop_host, kind.key_path, on ? kind.key_on : kind.key_off);
}

std::vector<sold> pair_life::shop_books() {
  std::vector<sold> out;
  const auto books = world.internet.control(shop_host, "books");
  for (const auto& row : books.at("orders").as_array()) {
    out.push_back(read_sold(row.as_object()));
  }
  return out;
}

json::value pair_life::ledger_books() {
  return world.internet.control(ledger_host, "books?administration=" + administration_id);
}

std::vector<std::size_t> pair_life::writes_with(const std::string& text) const {
  std::vector<std::size_t> out;
  const auto& calls = world.internet.calls;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (calls[i].host == ledger_host && calls[i].method != core::http_method::get &&
        calls[i].body.find(text) != std::string::npos) {
      out.push_back(i);
    }
  }
  return out;
}

void expect_document(const core::item& item, const std::multimap<std::string, booked>& rows,
                     core::minor_units gifts) {
  EXPECT_EQ(rows.count(item.reference), 1U) << item.number << ": " << item.reference;
  const auto found = rows.find(item.reference);
  if (found == rows.end()) {
    return;
  }
  const auto& row = found->second;
  const auto total = item.total + gifts;
  EXPECT_EQ(row.state, "paid") << item.number;
  EXPECT_EQ(core::parse_minor(row.total, item.currency).value(), total) << item.number;
  EXPECT_EQ(core::parse_minor(row.paid, item.currency).value(), total) << item.number;
  EXPECT_EQ(row.payments, item.total != 0 && gifts != 0 ? 2U : 1U) << item.number;
}

void pair_life::expect_exact_books(std::size_t wanted) {
  const auto all = items();
  EXPECT_EQ(all.size(), wanted);
  const auto rows = documents(world);
  EXPECT_EQ(rows.size(), wanted);
  for (const auto& each : all) {
    EXPECT_EQ(core::name(each.state), core::name(core::item_state::sent))
        << each.number << " " << (each.failure ? each.failure->detail : std::string{});
    expect_document(each, rows);
  }
  const auto books = ledger_books();
  EXPECT_TRUE(books.at("duplicate_references").as_object().empty());
  EXPECT_TRUE(books.at("duplicate_emails").as_object().empty())
      << json::serialize(books.at("duplicate_emails"));
}

json::object pair_life::report() {
  auto maker = server->system().spawn(reporter, &server->with(), server->tree().parts().shops,
                                      server->tree().parts().ledgers);
  const auto answer = server->ask<std::string>(maker, report_atom_v, id, std::string{"2026-01-01"},
                                               std::string{}, std::string{"json"});
  maker = nullptr;
  EXPECT_TRUE(server->advance_until([&] { return answer->has_value(); }, minutes{60}));
  if (!answer->has_value() || !(*answer)->has_value()) {
    ADD_FAILURE() << (answer->has_value() ? (*answer)->error().detail : "no answer");
    return {};
  }
  return json::parse((*answer)->value()).as_object();
}

}  // namespace boekbrug::actors::test
