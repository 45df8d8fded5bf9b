#include "sim/woocommerce/options.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::sim::woocommerce {
namespace {

constexpr std::string_view default_key = "ck_0000000000000000000000000000000000000001";
constexpr std::string_view default_secret = "cs_0000000000000000000000000000000000000002";

void set_permissions(api_key& key, json_options& options) {
  const std::string permissions = options.text("permissions", "read");
  if (permissions != "read" && permissions != "write" && permissions != "read_write") {
    options.refuse("permissions", "read, write or read_write expected");
  }
  key.may_read = permissions != "write";
  key.may_write = permissions != "read";
  key.sees_orders = options.flag("sees_orders", true);
}

std::vector<api_key> read_keys(json_options& options) {
  std::vector<api_key> out;
  for (const auto* entry : options.objects("keys")) {
    json_options one{*entry, "keys"};
    api_key key{one.text("key"), one.text("secret")};
    set_permissions(key, one);
    one.finish();
    if (key.key.empty() || key.secret.empty()) {
      options.refuse("keys", "key and secret expected");
    }
    out.push_back(std::move(key));
  }
  api_key key{options.text("consumer_key", std::string{default_key}),
              options.text("consumer_secret", std::string{default_secret})};
  set_permissions(key, options);
  if (out.empty()) {
    out.push_back(std::move(key));
  }
  return out;
}

std::optional<seconds_utc> read_time(json_options& options, std::string_view key) {
  const std::string text = options.text(key);
  if (text.empty()) {
    return std::nullopt;
  }
  const auto wall = parse_wall_time(text.size() == 10 ? text + "T00:00:00" : text);
  if (!wall) {
    options.refuse(key, "a UTC time such as 2026-05-01T10:00:00, or a date, expected");
  }
  return seconds_utc{wall->time_since_epoch()};
}

order_mix read_mix(json_options& options) {
  order_mix mix;
  const auto* given = options.object("mix");
  if (given == nullptr) {
    return mix;
  }
  json_options shares{*given, "mix"};
  const auto read = [&](std::string_view name, double& share) {
    share = shares.real(name, share, 0.0, 1.0);
  };
  // {"only_plain": true} first: paid domestic orders and nothing else, then what is named besides.
  if (shares.flag("only_plain", false)) {
    mix = order_mix{.returning = mix.returning,
                    .domestic_company = 0,
                    .reverse_charge = 0,
                    .oss = 0,
                    .outside_eu = 0,
                    .coupon = 0,
                    .fee = 0,
                    .negative_fee = 0,
                    .zero_total = 0,
                    .download = 0,
                    .refund = 0,
                    .bank_transfer_unpaid = 0,
                    .cash_on_delivery = 0,
                    .on_account = 0,
                    .pending = 0,
                    .failed = 0,
                    .cancelled = 0,
                    .draft = 0,
                    .custom_status = 0,
                    .processing = 0};
  }
  read("returning", mix.returning);
  read("domestic_company", mix.domestic_company);
  read("reverse_charge", mix.reverse_charge);
  read("oss", mix.oss);
  read("outside_eu", mix.outside_eu);
  read("coupon", mix.coupon);
  read("fee", mix.fee);
  read("negative_fee", mix.negative_fee);
  read("zero_total", mix.zero_total);
  read("download", mix.download);
  read("refund", mix.refund);
  read("bank_transfer_unpaid", mix.bank_transfer_unpaid);
  read("cash_on_delivery", mix.cash_on_delivery);
  read("on_account", mix.on_account);
  read("pending", mix.pending);
  read("failed", mix.failed);
  read("cancelled", mix.cancelled);
  read("draft", mix.draft);
  read("custom_status", mix.custom_status);
  read("processing", mix.processing);
  shares.finish();
  return mix;
}

void read_generator(generator_options& out, json_options& options) {
  out.seed = static_cast<std::uint64_t>(options.number("seed", 1, 0, 4'000'000'000));
  out.taxes.prices_include_tax = options.flag("prices_include_tax", true);
  out.taxes.round_at_subtotal = options.flag("round_at_subtotal", false);
  out.customers = static_cast<std::uint64_t>(options.number("customers", 400, 0, 10'000'000));
  out.number_prefix = options.text("number_prefix");
  out.lines_max = static_cast<int>(options.number("lines_max", 8, 1, 200));
  out.mix = read_mix(options);
  const std::string zone = options.text("time_zone", "Europe/Amsterdam");
  if (zone != "Europe/Amsterdam" && zone != "UTC") {
    options.refuse("time_zone", "Europe/Amsterdam or UTC expected");
  }
  out.zone = zone == "UTC" ? shop_zone::utc : shop_zone::amsterdam;
}

void read_version(shop_options& out, json_options& options) {
  const std::string version = options.text("version", "10.0");
  const char* end = version.data() + version.size();
  const auto major = std::from_chars(version.data(), end, out.version_major);
  if (major.ec != std::errc{} || major.ptr == end || *major.ptr != '.' ||
      std::from_chars(major.ptr + 1, end, out.version_minor).ec != std::errc{}) {
    options.refuse("version", "a WooCommerce version such as 10.0 expected");
  }
}

}  // namespace

order_wish read_wish(json_options& options) {
  static const std::vector<std::pair<std::string, market>> markets{
      {"domestic_consumer", market::domestic_consumer},
      {"domestic_company", market::domestic_company},
      {"eu_company", market::eu_company},
      {"eu_consumer", market::eu_consumer},
      {"outside_eu", market::outside_eu}};
  order_wish wish;
  const std::string status = options.text("status");
  if (!status.empty()) {
    wish.status = status;
    wish.paid = options.flag("paid", status == "completed" || status == "processing");
  } else {
    options.ignore("paid");
  }
  const std::string wanted = options.text("market");
  if (!wanted.empty()) {
    const auto it = std::find_if(markets.begin(), markets.end(),
                                 [&](const auto& entry) { return entry.first == wanted; });
    if (it == markets.end()) {
      options.refuse(
          "market",
          "domestic_consumer, domestic_company, eu_company, eu_consumer or outside_eu expected");
    }
    wish.customers = it->second;
  }
  wish.no_refund = !options.flag("refunds", true);
  return wish;
}

shop_options read_options(const boost::json::object& json) {
  json_options options{json};
  shop_options out;
  out.name = options.text("shop_name", out.name);
  out.base_url = options.text("base_url");
  while (out.base_url.ends_with('/')) {
    out.base_url.pop_back();
  }
  if (!out.base_url.empty() && !out.base_url.starts_with("http://") &&
      !out.base_url.starts_with("https://")) {
    options.refuse("base_url", "http:// or https:// expected");
  }
  out.keys = read_keys(options);
  out.trust_http_basic = options.flag("trust_http_basic", false);
  out.drop_authorization = options.flag("drop_authorization", false);
  out.plain_permalinks = options.flag("plain_permalinks", false);
  read_version(out, options);
  out.orders_dir = options.text("orders_dir");
  out.custom_statuses = options.texts("custom_statuses", out.custom_statuses);
  read_generator(out.generator, options);
  if (!out.custom_statuses.empty()) {
    out.generator.custom_status = out.custom_statuses.front();
  } else {
    out.generator.mix.custom_status = 0;
  }
  out.orders = options.number("orders", 0, 0, 10'000'000);
  out.first_id = options.number("first_id", 0, 0, 1'000'000'000'000);
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
  options.finish();
  return out;
}

}  // namespace boekbrug::sim::woocommerce
