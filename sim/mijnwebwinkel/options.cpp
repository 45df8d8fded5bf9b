#include "sim/mijnwebwinkel/options.hpp"

#include "sim/json_options.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

std::optional<seconds_utc> read_time(json_options& options, std::string_view key) {
  const std::string text = options.text(key);
  if (text.empty()) {
    return std::nullopt;
  }
  const auto wall = parse_date_time(text.size() == 10 ? text + "T00:00:00" : text);
  if (!wall) {
    options.refuse(key, "a UTC time such as 2026-05-01T10:00:00, or a date, expected");
  }
  return seconds_utc{wall->time_since_epoch()};
}

bool one_of_two(json_options& options, std::string_view key, std::string_view yes,
                std::string_view no, bool fallback) {
  const std::string text = options.text(key, std::string{fallback ? yes : no});
  if (text != yes && text != no) {
    options.refuse(key, std::string{yes} + " or " + std::string{no} + " expected");
  }
  return text == yes;
}

using share = std::pair<std::string_view, double order_mix::*>;
constexpr std::array<share, 29> shares{{{"returning", &order_mix::returning},
                                        {"domestic_company", &order_mix::domestic_company},
                                        {"reverse_charge", &order_mix::reverse_charge},
                                        {"oss", &order_mix::oss},
                                        {"outside_eu", &order_mix::outside_eu},
                                        {"coupon", &order_mix::coupon},
                                        {"fee", &order_mix::fee},
                                        {"zero_total", &order_mix::zero_total},
                                        {"custom_line", &order_mix::custom_line},
                                        {"bundle", &order_mix::bundle},
                                        {"action_price", &order_mix::action_price},
                                        {"bank_transfer", &order_mix::bank_transfer},
                                        {"unpaid", &order_mix::unpaid},
                                        {"authorized", &order_mix::authorized},
                                        {"failed", &order_mix::failed},
                                        {"cancelled", &order_mix::cancelled},
                                        {"open_captured", &order_mix::open_captured},
                                        {"partial_payment", &order_mix::partial_payment},
                                        {"gift_card", &order_mix::gift_card},
                                        {"unknown_payment", &order_mix::unknown_payment},
                                        {"credit", &order_mix::credit},
                                        {"refunded", &order_mix::refunded},
                                        {"test", &order_mix::test},
                                        {"archived", &order_mix::archived},
                                        {"tax_off", &order_mix::tax_off},
                                        {"six_decimals", &order_mix::six_decimals},
                                        {"missing_uuid", &order_mix::missing_uuid},
                                        {"tolerant_types", &order_mix::tolerant_types},
                                        {"empty_objects", &order_mix::empty_objects}}};

order_mix read_mix(json_options& options) {
  order_mix mix;
  const auto* given = options.object("mix");
  if (given == nullptr) {
    return mix;
  }
  json_options chances{*given, "mix"};
  mix.only_plain = chances.flag("only_plain", false);
  for (const auto& [name, member] : shares) {
    if (mix.only_plain && name != "returning") {
      mix.*member = 0;
    }
    mix.*member = chances.real(name, mix.*member, 0, 1);
  }
  mix.credit_refunds_payment =
      chances.real("credit_refunds_payment", mix.credit_refunds_payment, 0, 1);
  mix.foreign_currency = chances.real("foreign_currency", 0, 0, 1);
  chances.finish();
  return mix;
}

std::vector<order_status> read_statuses(json_options& options) {
  std::vector<order_status> out;
  for (const auto* entry : options.objects("statuses")) {
    json_options one{*entry, "statuses"};
    order_status status;
    status.id = one.number("status", -1, 0, 1'000'000);
    status.description = one.text("description");
    status.english = one.text("english", status.description);
    status.credit_order = one.flag("credit_order", false);
    one.finish();
    out.push_back(std::move(status));
  }
  if (out.empty()) {
    // Only 1, 2, 3, 6 and 10 are known of the real platform; the others stand for the unknown ones.
    out = {{1, "In behandeling", "Order Pending", false},
           {2, "Verzonden", "Shipped", false},
           {3, "Betaald", "Paid", false},
           {4, "Geannuleerd", "Cancelled", false},
           {6, "Betaald & afgehaald", "Paid & picked up", false},
           {7, "Wacht op leverancier", "Waiting for supplier", false},
           {10, "Gecrediteerd", "Credited", true},
           {11, "Retour verwerkt", "Return processed", true}};
  }
  return out;
}

void read_access(shop_options& out, json_options& options) {
  out.token = options.text("token", out.token);
  out.partner_token = options.text("partner_token", out.partner_token);
  out.partner_token_required = options.flag("partner_token_required", true);
  out.token_refusal = static_cast<int>(options.number("token_refusal", 401, 400, 499));
  out.partner_refusal = static_cast<int>(options.number("partner_refusal", 403, 400, 499));
  out.refusal_body = options.text("refusal_body", out.refusal_body);
  if (out.refusal_body != "json" && out.refusal_body != "problem" && out.refusal_body != "html") {
    options.refuse("refusal_body", "json, problem or html expected");
  }
  out.token_until = read_time(options, "token_until");
  out.rate_limit = options.number("rate_limit", 0, 0, 1'000'000);
  out.rate_seconds = options.number("rate_seconds", 60, 1, 86'400);
  out.retry_after = options.flag("retry_after", true);
}

void read_behaviour(shop_options& out, json_options& options) {
  out.clamp_limit = one_of_two(options, "limit_above_max", "clamp", "refuse", false);
  out.false_text_is_true = options.flag("false_text_is_true", true);
  out.end_date_inclusive = options.flag("end_date_inclusive", true);
  out.archived_by_default = one_of_two(options, "archived_default", "both", "unarchived", true);
  out.placing_sets_status_changed = options.flag("placing_sets_status_changed", false);
  out.capture_moves_status_changed = options.flag("capture_moves_status_changed", false);
  out.number_as_int = options.flag("number_as_int", false);
  out.credit_negative = one_of_two(options, "credit_sign", "negative", "positive", true);
  out.credit_quantity_positive =
      one_of_two(options, "credit_quantity", "positive", "as_amount", false);
  out.prices_include_tax = options.flag("prices_include_tax", true);
  out.vat_free_shop = options.flag("vat_free_shop", false);
  out.shipping_proportional =
      one_of_two(options, "shipping_tax_method", "proportional", "fixed", true);
  out.transaction_proportional =
      one_of_two(options, "transaction_tax_method", "proportional", "fixed", false);
  out.regions_bare = options.flag("regions_bare", false);
  out.statuses = read_statuses(options);
}

}  // namespace

order_wish read_wish(json_options& options) {
  static constexpr std::array<std::string_view, 5> markets{
      "domestic_consumer", "domestic_company", "eu_company", "eu_consumer", "outside_eu"};
  order_wish wish;
  if (const auto status = options.number("status", -1, 0, 1'000'000); status >= 0) {
    wish.status = status;
  }
  const bool paid = options.flag("paid", true);
  if (paid != options.flag("paid", false)) {
    wish.paid =
        wish.status ? std::optional<bool>{*wish.status != 1 && *wish.status != 4} : std::nullopt;
  } else {
    wish.paid = paid;
  }
  if (const std::string wanted = options.text("market"); !wanted.empty()) {
    const auto it = std::find(markets.begin(), markets.end(), wanted);
    if (it == markets.end()) {
      options.refuse("market",
                     "domestic_consumer, domestic_company, eu_company, eu_consumer or "
                     "outside_eu expected");
    }
    wish.customers = static_cast<market>(it - markets.begin());
  }
  wish.credits = options.flag("credits", options.flag("refunds", true));
  wish.test = options.flag("test", false);
  return wish;
}

shop_options read_options(const boost::json::object& json) {
  json_options options{json};
  shop_options out;
  out.name = options.text("shop_name", out.name);
  read_access(out, options);
  read_behaviour(out, options);
  out.seed = static_cast<std::uint64_t>(options.number("seed", 1, 0, 4'000'000'000));
  out.customers = static_cast<std::uint64_t>(options.number("customers", 400, 0, 10'000'000));
  out.lines_max = static_cast<int>(options.number("lines_max", 6, 1, 200));
  out.number_prefix = options.text("number_prefix");
  if (out.number_prefix.size() > 6 ||
      !std::all_of(out.number_prefix.begin(), out.number_prefix.end(),
                   [](char c) { return c >= '0' && c <= '9'; })) {
    options.refuse("number_prefix", "at most six digits expected: order numbers are whole numbers");
  }
  out.orders = options.number("orders", 0, 0, 10'000'000);
  out.first_id = options.number("first_id", 0, 0, 1'000'000'000);
  out.from = read_time(options, "from");
  out.to = read_time(options, "to");
  if (out.from && out.to && *out.to < *out.from) {
    options.refuse("to", "lies before from");
  }
  out.arrivals_per_minute = options.real("arrivals_per_minute", 0, 0, 1'000'000);
  if (const auto* arrivals = options.object("arrivals")) {
    json_options wish{*arrivals, "arrivals"};
    out.arrivals = read_wish(wish);
    wish.finish();
  }
  out.mix = read_mix(options);
  options.finish();
  return out;
}

}  // namespace boekbrug::sim::mijnwebwinkel
