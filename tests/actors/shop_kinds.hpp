#pragma once
// What tests must know of each kind of shop: its keys, its install file, and how things happen in
// it from behind (the `/_sim` side of its simulator).

#include "core/base/error.hpp"

#include <boost/json/object.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::actors::test {

struct shop_kind {
  std::string name;
  bool knows_its_address = true;  // the simulator takes base_url
  std::string keys;               // options of the simulator by which it knows us
  std::string way_in;             // the part "shop" of an install file, without kind and url
  /// `POST /_sim/arrive`: one order that is finished and paid, one that is not yet.
  std::string finished_order;
  std::string open_order;
  /// `POST /_sim/orders/{id}`: the open one is paid and finished now.
  std::string finish;
  /// `POST /_sim/orders/{id}/<credit>`.
  std::string credit;
  std::string full_credit;
  std::string part_credit;
  /// `POST /_sim/<path>`: the key is worthless, and is good again.
  std::string key_path;
  std::string key_off;
  std::string key_on;
  bool notices_deletion = false;  // reads what waits again, so that a deleted order is E-WEG
  /// With the default mix of orders some need a person. Which codes, and why, is in shop_kinds.cpp.
  std::set<core::errc> refusals;

  boost::json::object options() const;
  boost::json::object access(const std::string& url) const;
};

const std::vector<shop_kind>& shop_kinds();
const shop_kind& shop_named(std::string_view name);

inline const std::vector<std::string> ledger_kinds{"moneybird", "eboekhouden"};

}  // namespace boekbrug::actors::test
