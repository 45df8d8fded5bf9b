#include "shop_kinds.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace boekbrug::actors::test {
namespace {

using core::errc;

// Shops without a key of their own to switch off refuse by a plan of faults.
constexpr const char* refuse_all = R"({"rules": [{"kind": "status", "status": 401,
    "body": "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"refused\"}"}]})";
constexpr const char* refuse_nothing = R"({"rules": []})";

shop_kind woocommerce() {
  shop_kind out;
  out.name = "woocommerce";
  out.keys = "{}";
  out.way_in = R"({"key": "ck_0000000000000000000000000000000000000001",
                   "secret": "cs_0000000000000000000000000000000000000002"})";
  out.finished_order =
      R"({"count":1,"status":"completed","market":"domestic_consumer","refunds":false})";
  out.open_order = R"({"count":1,"status":"on-hold","market":"domestic_consumer","refunds":false})";
  out.finish = R"({"status": "completed", "paid": true, "completed": true})";
  out.credit = "refund";
  out.full_credit = R"({"kind": "full"})";
  out.part_credit = R"({"kind": "amount", "amount": "1.00"})";
  out.key_path = "faults";
  out.key_off = refuse_all;
  out.key_on = refuse_nothing;
  // VAT of other EU countries and 0 % at home have no code in e-Boekhouden.nl; a company abroad
  // without a VAT number is no reverse charge.
  out.refusals = {errc::vat_unmapped};
  return out;
}

shop_kind magento() {
  shop_kind out;
  out.name = "magento";
  // As since 2.4.4: a token alone is not enough, calls are signed.
  out.keys = R"({"consumer_key": "magento0ckey00000000000000000001",
                 "consumer_secret": "magento0csec00000000000000000001",
                 "access_token": "magento0token0000000000000000001",
                 "access_token_secret": "magento0tsec00000000000000000001",
                 "bearer_allowed": false})";
  out.way_in = R"({"key": "magento0token0000000000000000001",
                   "options": {"consumer_key": "magento0ckey00000000000000000001",
                               "consumer_secret": "magento0csec00000000000000000001",
                               "token_secret": "magento0tsec00000000000000000001"}})";
  out.finished_order =
      R"({"count":1,"status":"complete","market":"domestic_consumer","refunds":false})";
  out.open_order = R"({"count":1,"status":"pending","market":"domestic_consumer","refunds":false})";
  out.finish = R"({"paid": true, "shipped": true, "status": "complete"})";  // makes the invoice
  out.credit = "credit";
  out.full_credit = R"({"kind": "full"})";
  out.part_credit = R"({"kind": "lines"})";
  out.key_path = "faults";
  out.key_off = refuse_all;
  out.key_on = refuse_nothing;
  // As WooCommerce; and orders of which a module changed the total, or a part was cancelled.
  out.refusals = {errc::vat_unmapped, errc::totals_differ};
  return out;
}

shop_kind mijnwebwinkel() {
  shop_kind out;
  out.name = "mijnwebwinkel";
  out.knows_its_address = false;
  out.keys = R"({"token": "mww-token-1", "partner_token": "mww-partner-1"})";
  out.way_in = R"({"key": "mww-token-1",
                   "options": {"partner_token": "mww-partner-1", "api_url": "https://winkel.test"}})";
  out.finished_order =
      R"({"count":1,"status":3,"paid":true,"market":"domestic_consumer","credits":false})";
  // Sent already, and the money comes later: the capture moves no time of change.
  out.open_order =
      R"({"count":1,"status":2,"paid":false,"market":"domestic_consumer","credits":false})";
  out.finish = R"({"paid": true})";
  out.credit = "credit";
  out.full_credit = R"({"kind": "full"})";
  out.part_credit = R"({"kind": "lines"})";
  out.key_path = "token";
  out.key_off = R"({"active": false})";
  out.key_on = R"({"active": true})";
  out.notices_deletion = true;
  out.refusals = {errc::vat_unmapped};  // as WooCommerce
  return out;
}

shop_kind ccvshop() {
  shop_kind out;
  out.name = "ccvshop";
  out.keys = R"({"api_public": "demo4public5key6", "api_secret": "ccv-secret-1"})";
  out.way_in = R"({"key": "demo4public5key6", "secret": "ccv-secret-1"})";
  out.finished_order = R"({"count":1,"status":7,"paid":true,"market":"domestic_consumer",
                           "credits":false,"at_once":true})";
  out.open_order = R"({"count":1,"status":7,"paid":false,"market":"domestic_consumer",
                       "credits":false,"at_once":true})";
  out.finish = R"({"paid": true})";
  out.credit = "credit";
  out.full_credit = R"({"kind": "full"})";
  out.part_credit = R"({"kind": "lines"})";
  out.key_path = "keys";
  out.key_off = R"({"public": "demo4public5key6", "revoked": true})";
  out.key_on = R"({"public": "demo4public5key6", "revoked": false})";
  out.notices_deletion = true;
  out.refusals = {errc::vat_unmapped};  // as WooCommerce
  return out;
}

}  // namespace

boost::json::object shop_kind::options() const {
  return boost::json::parse(keys).as_object();
}

boost::json::object shop_kind::access(const std::string& url) const {
  auto out = boost::json::parse(way_in).as_object();
  out["kind"] = name;
  out["url"] = url;
  return out;
}

const std::vector<shop_kind>& shop_kinds() {
  static const std::vector<shop_kind> all{woocommerce(), magento(), mijnwebwinkel(), ccvshop()};
  return all;
}

const shop_kind& shop_named(std::string_view name) {
  return *std::find_if(shop_kinds().begin(), shop_kinds().end(),
                       [name](const shop_kind& each) { return each.name == name; });
}

}  // namespace boekbrug::actors::test
