#pragma once
// One shop and one ledger of any kind, and the checks that hold for all of them.

#include "fixture.hpp"
#include "shop_kinds.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <ostream>

namespace boekbrug::actors::test {

struct pair_kinds {
  std::string shop;
  std::string ledger;
};
std::ostream& operator<<(std::ostream& out, const pair_kinds& pair);
std::vector<pair_kinds> all_pairs();
std::vector<pair_kinds> pairs_with(const std::string& ledger);
std::string pair_name(const ::testing::TestParamInfo<pair_kinds>& each);

/// One order or credit as the shop's own books tell it.
struct sold {
  std::string id;
  std::string number;
  std::string status;
  bool finished_and_paid = false;
  std::string email;
  core::minor_units total = 0;  // what was paid in money
  core::minor_units gifts = 0;  // and by gift cards and the like
  std::vector<sold> credits;    // positive amounts
};

/// A server, a shop and a ledger.
class pair_life {
public:
  static constexpr core::integration_id id{1};

  /// Days and weeks pass in steps of a minute.
  static constexpr std::chrono::minutes coarse{1};

  explicit pair_life(const pair_kinds& pair)
      : kind{shop_named(pair.shop)}, world{pair.shop, pair.ledger} {}

  /// Orders that all can be booked, from 2 January to 10 March.
  void open_plain_shop(int orders, boost::json::object more = {});
  /// The simulator's default mix.
  void open_mixed_shop(int orders, int seed);
  void start(std::chrono::milliseconds poll = std::chrono::minutes{1});
  /// The process ends; a new one goes on from what is stored, or from `from`.
  void restart(const server_life::saved* from = nullptr);

  /// Nothing is ready any more, and two more polls bring nothing either.
  bool settle(std::chrono::milliseconds patience = std::chrono::hours{3});
  bool wait_for(core::item_state state, std::size_t count,
                std::chrono::milliseconds patience = std::chrono::minutes{60});
  std::size_t count(core::item_state state);
  std::vector<core::item> items();
  std::optional<core::item> item(core::item_kind what, const std::string& number_or_id);
  core::integration_schedule schedule();

  /// The integration stopped because one side refuses its keys.
  bool is_lost();
  /// A plan of faults of one of the remotes: rules as in sim/faults.hpp.
  void disturb(const std::string& host, const std::string& rules);

  /// `POST /_sim/arrive`; the id of the order that came.
  std::string arrive(const std::string& wish);
  void change(const std::string& order, const std::string& body);
  void credit(const std::string& order, const std::string& body);
  void switch_key(bool on);
  std::vector<sold> shop_books();
  boost::json::value ledger_books();
  /// Calls to the ledger that write, whose body holds that text; with their place among all calls.
  std::vector<std::size_t> writes_with(const std::string& text) const;

  /// Every item is booked once, to the cent and paid once; no customer is there twice.
  void expect_exact_books(std::size_t count);
  /// The report 'Sluitend' as JSON.
  boost::json::object report();

  const shop_kind& kind;
  outside_world world;
  std::unique_ptr<server_life> server;

private:
  std::size_t ledger_writes() const;

  std::chrono::milliseconds poll_{};
};

/// A document in the books as its item says it must be.
void expect_document(const core::item& item, const std::multimap<std::string, booked>& rows,
                     core::minor_units gifts = 0);

class pair_test : public ::testing::TestWithParam<pair_kinds> {
protected:
  pair_life life{GetParam()};
};

}  // namespace boekbrug::actors::test
