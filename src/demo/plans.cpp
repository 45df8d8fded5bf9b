#include "demo/plans.hpp"

#include <map>

namespace boekbrug::demo {
namespace {

namespace json = boost::json;

/// The options by which a simulated shop knows its keys.
const std::map<std::string, json::object>& credentials() {
  static const std::map<std::string, json::object> all{
      {"woocommerce", {}},
      {"magento",
       {{"consumer_key", "magento0ckey00000000000000000001"},
        {"consumer_secret", "magento0csec00000000000000000001"},
        {"access_token", "magento0token0000000000000000001"},
        {"access_token_secret", "magento0tsec00000000000000000001"}}},
      {"mijnwebwinkel", {{"token", "mww-token-1"}, {"partner_token", "mww-partner-1"}}},
      {"ccvshop",
       {{"api_public", "demo4public5key6"}, {"api_secret", "ccv-secret-1"}, {"limit_get", 0}}}};
  return all;
}

json::object generated(const std::string& kind, std::uint32_t orders, int seed, double arrivals) {
  json::object options = credentials().at(kind);
  options["orders"] = orders;
  options["seed"] = seed;
  options["customers"] = 60;
  options["from"] = "2026-01-02";
  options["to"] = "2026-11-15";
  if (arrivals > 0) {
    options["arrivals_per_minute"] = arrivals;
  }
  return options;
}

json::object plain(const std::string& kind, std::uint32_t orders, int seed) {
  auto options = generated(kind, orders, seed, 0);
  options["customers"] = orders / 5;
  options["to"] = "2026-10-01";
  options["mix"] = json::object{{"only_plain", true}, {"returning", 0.5}};
  return options;
}

/// e-Boekhouden.nl has no codes for the rates of other countries: those orders end in E-BTW, and
/// the books of the demo would not close.
void leave_out_oss(shop_plan& plan) {
  if (plan.ledger == "eboekhouden") {
    plan.options["mix"] = json::object{{"oss", 0}};
  }
}

std::vector<shop_plan> catalogue(const scene_options& wanted) {
  const auto each = wanted.generated / 5;
  const auto arrivals = wanted.arrivals_per_minute / 5;
  std::vector<shop_plan> out;
  out.push_back({"Weverij Vlas",
                 "woocommerce",
                 "moneybird",
                 0,
                 {{"orders_dir", wanted.source + "/sim/demo/orders"}}});
  out.push_back({"Groothandel Zuid", "woocommerce", "moneybird", 1,
                 generated("woocommerce", wanted.generated - 4 * each, 11, arrivals)});
  out.back().options["prices_include_tax"] = false;
  out.back().options["number_prefix"] = "GZ";
  out.push_back(
      {"Atelier Kade", "magento", "moneybird", 1, generated("magento", each, 12, arrivals)});
  out.push_back({"Koffiehuis Oost", "mijnwebwinkel", "moneybird", 1,
                 generated("mijnwebwinkel", each, 17, arrivals)});
  out.push_back(
      {"Wijnkelder West", "ccvshop", "moneybird", 1, generated("ccvshop", each, 14, arrivals)});
  out.push_back({"Theewinkel Park", "mijnwebwinkel", "eboekhouden", 0,
                 generated("mijnwebwinkel", each, 15, arrivals)});
  leave_out_oss(out.back());
  return out;
}

std::vector<shop_plan> all_pairs(const scene_options& wanted) {
  const auto pairs = shop_kinds.size() * ledger_kinds.size();
  const auto each = wanted.generated / static_cast<std::uint32_t>(pairs);
  std::vector<shop_plan> out;
  int seed = 31;
  for (const auto& ledger : ledger_kinds) {
    std::size_t index = 0;
    for (const auto& shop : shop_kinds) {
      out.push_back(
          {shop + " -> " + ledger, shop, ledger, index++ % 2,
           generated(shop, each, seed++, wanted.arrivals_per_minute / static_cast<double>(pairs))});
      leave_out_oss(out.back());
    }
  }
  return out;
}

}  // namespace

std::vector<shop_plan> make_plans(const scene_options& wanted) {
  switch (wanted.what) {
    case scene::catalogue:
      return catalogue(wanted);
    case scene::all_pairs:
      return all_pairs(wanted);
    case scene::twins:
      return {{"Twin 21", "woocommerce", "moneybird", 0,
               plain("woocommerce", wanted.generated / 2, 21)},
              {"Twin 22", "woocommerce", "moneybird", 1,
               plain("woocommerce", wanted.generated / 2, 22)}};
    case scene::one_pair:
      return {
          {"Kill test", wanted.shop, wanted.ledger, 0, plain(wanted.shop, wanted.generated, 7)}};
  }
  return {};
}

boost::json::object shop_access(const std::string& kind, const std::string& url) {
  json::object out{{"kind", kind}, {"url", url}};
  const auto& keys = credentials().at(kind);
  if (kind == "woocommerce") {
    out["key"] = "ck_0000000000000000000000000000000000000001";
    out["secret"] = "cs_0000000000000000000000000000000000000002";
  } else if (kind == "magento") {
    // Over plain http, as here, calls are signed: the token itself is never sent.
    out["key"] = keys.at("access_token");
    out["options"] = json::object{{"consumer_key", keys.at("consumer_key")},
                                  {"consumer_secret", keys.at("consumer_secret")},
                                  {"token_secret", keys.at("access_token_secret")}};
  } else if (kind == "mijnwebwinkel") {
    out["key"] = keys.at("token");
    out["options"] = json::object{{"partner_token", keys.at("partner_token")}, {"api_url", url}};
  } else {
    out["key"] = keys.at("api_public");
    out["secret"] = keys.at("api_secret");
  }
  return out;
}

boost::json::object install_cards(const std::string& ledger) {
  json::object out{{"S3", "2025-01-01"}, {"S4", "existing_too"}};
  if (ledger == "eboekhouden") {
    // As a bookkeeper would: there is no domestic sales code for 0 %, GEEN is the usual choice.
    out["B6"] = json::object{{"nl_high", "HOOG_VERK_21"},
                             {"nl_low", "LAAG_VERK_9"},
                             {"zero", "GEEN"},
                             {"none", "GEEN"},
                             {"reverse_charged", "VERL_VERK"},
                             {"eu_services", "BI_EU_VERK_D"},
                             {"eu_goods", "BI_EU_VERK"},
                             {"outside_eu", "BU_EU_VERK"}};
  }
  return out;
}

std::string moneybird_administration(std::size_t index) {
  return "17873200688890301" + std::to_string(index);
}

std::string access_token(const std::string& ledger, std::size_t index) {
  return ledger + "-demo-token-" + std::to_string(index);
}

}  // namespace boekbrug::demo
