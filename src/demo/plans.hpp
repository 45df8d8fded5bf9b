#pragma once
// Which simulated shops the demo runs, and in which administration each is booked.

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace boekbrug::demo {

/// One integration of the demo.
struct shop_plan {
  std::string name;
  std::string kind;                // of the shop
  std::string ledger;              // kind of the ledger
  std::size_t administration = 0;  // counted per ledger
  boost::json::object options;     // of the simulated shop
};

enum class scene : std::uint8_t {
  catalogue = 1,  // the five integrations of the catalogue (product.md 1)
  all_pairs,      // every shop with every ledger
  twins,          // two alike shops, one per administration: to compare egress addresses
  one_pair,       // one shop of plain orders: for the kill test
};

struct scene_options {
  scene what = scene::catalogue;
  std::uint32_t generated = 392;     // orders of the generated shops together
  double arrivals_per_minute = 0;    // new orders of the generated shops together
  std::string source;                // the project's folder, for the orders of a real shop
  std::string shop = "woocommerce";  // of one_pair
  std::string ledger = "moneybird";
};

std::vector<shop_plan> make_plans(const scene_options& wanted);

/// The part "shop" of an install file for a simulated shop at that address.
boost::json::object shop_access(const std::string& kind, const std::string& url);

/// The part "cards": history, existing credits, and what the ledger's defaults leave open.
boost::json::object install_cards(const std::string& ledger);

/// What the simulated remotes were told their keys are, as options for the simulators.
std::string moneybird_administration(std::size_t index);
std::string access_token(const std::string& ledger, std::size_t index);

inline const std::vector<std::string> shop_kinds{"woocommerce", "magento", "mijnwebwinkel",
                                                 "ccvshop"};
inline const std::vector<std::string> ledger_kinds{"moneybird", "eboekhouden"};

}  // namespace boekbrug::demo
