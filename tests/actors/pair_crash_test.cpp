// The server dies and a new one takes over from what was stored: at each write in e-Boekhouden.nl,
// before or after it was done, and after every single commit, for each kind of shop.
#include "pair_fixture.hpp"

namespace boekbrug::actors::test {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

constexpr std::size_t orders = 2;
constexpr std::size_t documents_wanted = orders + 2;  // and one that is credited

class crash_run {
public:
  explicit crash_run(const pair_kinds& pair) : life{pair} {
    life.open_plain_shop(static_cast<int>(orders), json::object{{"customers", 1}});
    const auto id = life.arrive(life.kind.finished_order);
    life.credit(id, life.kind.part_credit);
    // Once the process is dead nothing leaves it, although its actors do not know it yet.
    life.world.internet.decide = [this](const made_call& call) {
      return dead() ? fate::lose_request : at_call ? at_call(call) : fate::normal;
    };
  }
  void die() { saved_ = life.server->engine().snapshot(); }
  bool dead() const { return saved_.has_value(); }

  /// Lives, perhaps dies, lives on; whether it died.
  bool run() {
    life.start();
    life.server->watch_commits([this] {
      if (!dead() && at_commit) {
        at_commit();
      }
    });
    life.server->advance_until([this] { return dead() || done(); }, minutes{30});
    at_call = nullptr;
    at_commit = nullptr;
    const bool died = dead();
    if (died) {
      const auto from = *std::exchange(saved_, std::nullopt);
      life.world.clock.move(std::chrono::seconds{2});
      life.restart(&from);
    }
    EXPECT_TRUE(life.server->advance_until([this] { return done(); }, minutes{90}));
    life.expect_exact_books(documents_wanted);
    return died;
  }

  pair_life life;
  std::function<fate(const made_call&)> at_call;
  std::function<void()> at_commit;

private:
  bool done() { return life.count(core::item_state::sent) == documents_wanted; }

  std::optional<server_life::saved> saved_;
};

struct moment {
  pair_kinds pair;
  fate what;
};

class write_crash : public ::testing::TestWithParam<moment> {};

TEST_P(write_crash, leads_to_no_doubles_and_no_gaps) {
  unsigned nth = 1;
  for (;; ++nth) {
    crash_run each{GetParam().pair};
    unsigned writes = 0;
    std::string at = "none";
    each.at_call = [&](const made_call& call) {
      const bool hit =
          call.host == ledger_host && call.method != core::http_method::get && ++writes == nth;
      // The installation is not this test's subject: its session is lost, and nothing stored.
      if (!hit || each.life.items().empty()) {
        return fate::normal;
      }
      at = std::string(core::name(call.method)) + " " + call.path;
      each.die();
      return GetParam().what;
    };
    const bool died = each.run();
    ASSERT_FALSE(HasFailure()) << "crash at write " << nth << ": " << at;
    if (!died && writes < nth) {
      break;
    }
  }
  EXPECT_GT(nth, 2 * documents_wanted) << "each document is made and paid";
}

std::vector<moment> moments() {
  std::vector<moment> out;
  for (const auto& pair :
       {pair_kinds{"mijnwebwinkel", "eboekhouden"}, pair_kinds{"woocommerce", "eboekhouden"}}) {
    out.push_back({pair, fate::lose_request});
    out.push_back({pair, fate::lose_answer});
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(moments, write_crash, ::testing::ValuesIn(moments()),
                         [](const auto& each) {
                           return each.param.pair.shop +
                                  (each.param.what == fate::lose_request ? "_before" : "_after");
                         });

class commit_crash : public ::testing::TestWithParam<pair_kinds> {};

TEST_P(commit_crash, leads_to_no_doubles_and_no_gaps) {
  unsigned nth = 1;
  for (;; ++nth) {
    crash_run each{GetParam()};
    unsigned commits = 0;
    each.at_commit = [&] {
      if (++commits == nth) {
        each.die();
      }
    };
    const bool died = each.run();
    ASSERT_FALSE(HasFailure()) << "crash after commit " << nth;
    if (!died) {
      break;
    }
  }
  EXPECT_GT(nth, 2 * documents_wanted);
}

// The stored steps of a booking are the ledger's, those of a scan are the shop's: each kind once.
std::vector<pair_kinds> some_pairs() {
  return {{"woocommerce", "eboekhouden"},
          {"magento", "moneybird"},
          {"mijnwebwinkel", "eboekhouden"},
          {"ccvshop", "moneybird"}};
}

INSTANTIATE_TEST_SUITE_P(kinds, commit_crash, ::testing::ValuesIn(some_pairs()), pair_name);

}  // namespace
}  // namespace boekbrug::actors::test
