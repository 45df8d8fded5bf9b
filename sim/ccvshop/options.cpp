#include "sim/ccvshop/options.hpp"

#include "sim/ccvshop/mix.hpp"
#include "sim/ccvshop/signing.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>

namespace boekbrug::sim::ccvshop {
namespace {

/// The place of the given text among `names`; the first one is the default.
std::size_t choice(json_options& options, std::string_view key,
                   const std::vector<std::string_view>& names) {
  const std::string given = options.text(key, std::string{names.front()});
  const auto it = std::find(names.begin(), names.end(), given);
  if (it == names.end()) {
    std::string expected;
    for (const auto name : names) {
      expected += (expected.empty() ? "" : ", ") + std::string{name};
    }
    options.refuse(key, "one of " + expected + " expected");
  }
  return static_cast<std::size_t>(it - names.begin());
}

std::optional<time_point> read_time(json_options& options, std::string_view key) {
  const std::string text = options.text(key);
  if (text.empty()) {
    return std::nullopt;
  }
  const auto when = parse_date(text.size() == 19 ? text + "Z" : text, true);
  if (!when) {
    options.refuse(key, "a date, or a UTC time such as 2026-05-01T10:00:00Z, expected");
  }
  return when;
}

void read_keys(shop_options& out, json_options& options) {
  for (const auto* entry : options.objects("keys")) {
    json_options one{*entry, "keys"};
    api_key key{one.text("public"), one.text("secret"), {}, false};
    for (const auto& resource : one.texts("resources")) {
      key.resources.insert(resource);
    }
    one.finish();
    if (key.name.empty() || key.secret.empty()) {
      options.refuse("keys", "public and secret expected");
    }
    out.keys.push_back(std::move(key));
  }
  const api_key single{options.text("api_public", "demo4public5key6"),
                       options.text("api_secret", "demosecret-0000000000000000000002"),
                       {},
                       false};
  if (out.keys.empty()) {
    out.keys.push_back(single);
  }
}

void read_generator(generator_options& out, json_options& options) {
  static const boost::json::object nothing;
  out.seed = static_cast<std::uint64_t>(options.number("seed", 1, 0, 4'000'000'000));
  const auto* mix = options.object("mix");
  out.mix = read_mix(mix == nullptr ? nothing : *mix);
  out.customers = static_cast<std::uint64_t>(options.number("customers", 400, 0, 10'000'000));
  out.number_prefix = options.text("number_prefix");
  out.lines_max = static_cast<int>(options.number("lines_max", 6, 1, 100));
  out.rules.rounding = choice(options, "tax_rounding", {"per_rate", "per_line"}) == 0
                           ? tax_rounding::per_rate
                           : tax_rounding::per_line;
  constexpr std::array fees{fee_taxing::as_shipping, fee_taxing::zero, fee_taxing::highest};
  out.rules.fees = fees[choice(options, "fee_rate", {"shipping", "zero", "highest"})];
  out.free_shipping_as_discount = choice(options, "free_shipping", {"zero", "discount"}) == 1;
}

void read_limits(shop_options& out, json_options& options) {
  constexpr std::int64_t many = 1'000'000'000;
  out.limit_get = options.number("limit_get", out.limit_get, 0, many);
  out.limit_write = options.number("limit_write", out.limit_write, 0, many);
  out.limit_total = options.number("limit_total", out.limit_total, 0, many);
  out.retry_after = options.number("retry_after", out.retry_after, 0, 3600);
  out.default_size = options.number("default_size", out.default_size, 1, 250);
}

void read_unverified(shop_options& out, json_options& options) {
  out.credits_negative = choice(options, "credit_sign", {"negative", "positive"}) == 0;
  out.discounts_negative = choice(options, "discount_sign", {"positive", "negative"}) == 1;
  out.credit_points_negative = choice(options, "credit_points_sign", {"positive", "negative"}) == 1;
  out.rows_total_with_shipping = options.flag("rows_total_with_shipping", false);
  constexpr std::array forms{status_form::word, status_form::number_text, status_form::number};
  out.invoice_status = forms[choice(options, "invoice_status", {"word", "number_text", "number"})];
  out.iso_dates = options.flag("iso_dates", false);
  out.max_date_whole_day = options.flag("max_date_whole_day", false);
  out.ignore_bad_filters = options.flag("ignore_bad_filters", false);
  out.sign_answers = options.flag("sign_answers", true);
  out.sign_errors = options.flag("sign_errors", false);
  out.next_links = options.flag("next_links", true);
  out.strict_accept = options.flag("strict_accept", true);
  out.webhook_hash_body_only = choice(options, "webhook_hash", {"address_body", "body"}) == 1;
  out.invoice_created_event = options.flag("invoice_created_event", false);
}

void read_shop(shop_options& out, json_options& options) {
  out.shop_name = options.text("shop_name", "Voorbeeldshop");
  out.base_url = options.text("base_url");
  out.redirects = options.flag("redirects", false);
  if (out.redirects && out.base_url.empty()) {
    options.refuse("redirects", "goes together with base_url");
  }
  out.returns_app = options.flag("returns_app", true);
  out.multishop = options.flag("multishop", false);
  out.salespos = options.flag("salespos", false);
  out.app_id = options.number("app_id", out.app_id, 1, 1'000'000'000);
  out.installed = options.flag("installed", false);
  for (const auto& status : order_statuses()) {
    out.status_names.emplace(status.number, status.name);
  }
  if (const auto* names = options.object("status_names")) {
    json_options given{*names, "status_names"};
    for (auto& [number, name] : out.status_names) {
      name = given.text(std::to_string(number), name);
    }
    given.finish();
  }
  for (const auto* rule : options.objects("errors")) {
    out.errors.push_back(read_error_rule(*rule));
  }
}

}  // namespace

error_rule read_error_rule(const boost::json::object& source) {
  json_options options{source, "errors"};
  error_rule out;
  out.path = options.text("path", "*");
  out.method = options.text("method");
  out.status = static_cast<int>(options.number("status", 500, 400, 599));
  out.code = options.text("code");
  out.message = options.text("message", "Simulated error");
  out.times = options.number("times", 1, 1, 1'000'000);
  options.finish();
  return out;
}

order_wish read_wish(json_options& options) {
  order_wish out;
  if (const auto status = options.number("status", 0, 0, status_highest); status > 0) {
    out.status = static_cast<int>(status);
  }
  // Both readings agree only when the flag is there.
  if (const bool paid = options.flag("paid", true); paid == options.flag("paid", false)) {
    out.paid = paid;
  }
  constexpr std::array<std::string_view, 5> markets{"domestic_consumer", "domestic_company",
                                                    "eu_company", "eu_consumer", "outside_eu"};
  const std::string market_name = options.text("market");
  if (!market_name.empty()) {
    const auto* const it = std::find(markets.begin(), markets.end(), market_name);
    if (it == markets.end()) {
      options.refuse("market", "unknown");
    }
    out.customers = static_cast<market>(it - markets.begin());
  }
  out.basket = options.flag("basket", false);
  out.no_aftermath = !options.flag("credits", true);
  out.at_once = options.flag("at_once", false);
  return out;
}

shop_options read_options(const boost::json::object& source) {
  shop_options out;
  json_options options{source};
  read_shop(out, options);
  read_keys(out, options);
  read_generator(out.generator, options);
  read_limits(out, options);
  read_unverified(out, options);
  out.orders = options.number("orders", 0, 0, 5'000'000);
  out.from = read_time(options, "from");
  out.to = read_time(options, "to");
  out.first_id = options.number("first_id", out.first_id, 1, 1'000'000'000'000);
  out.arrivals_per_minute = options.real("arrivals_per_minute", 0, 0, 100'000);
  options.finish();
  return out;
}

}  // namespace boekbrug::sim::ccvshop
