#include "sim/magento/options.hpp"

#include <algorithm>

namespace boekbrug::sim::magento {
namespace {

std::optional<seconds_utc> read_time(json_options& options, std::string_view key) {
  std::string text = options.text(key);
  if (text.empty()) {
    return std::nullopt;
  }
  if (text.size() == 19 && text[10] == 'T') {
    text[10] = ' ';
  }
  const auto when = parse_time(text);
  if (!when) {
    options.refuse(key, "a UTC time such as 2026-05-01 10:00:00, or a date, expected");
  }
  return when;
}

order_mix read_mix(json_options& options) {
  order_mix mix;
  const auto* given = options.object("mix");
  if (given == nullptr) {
    return mix;
  }
  json_options shares{*given, "mix"};
  // {"only_plain": true} first: finished, paid, domestic, simple orders; then what is named.
  if (shares.flag("only_plain", false)) {
    const double returning = mix.returning;
    for (const auto& [name, share] : chances_of(mix)) {
      *share = 0;
    }
    mix.returning = returning;
  }
  for (const auto& [name, share] : chances_of(mix)) {
    *share = shares.real(name, *share, 0.0, 1.0);
  }
  shares.finish();
  return mix;
}

std::vector<store_view> read_stores(json_options& options) {
  std::vector<store_view> out;
  for (const auto* entry : options.objects("stores")) {
    json_options one_store{*entry, "stores"};
    store_view store;
    store.id = one_store.number("id", static_cast<std::int64_t>(out.size()) + 1, 1, 65'535);
    store.code = one_store.text("code");
    store.name = one_store.text("name", store.code);
    store.prefix = one_store.text("prefix");
    one_store.finish();
    if (store.code.empty() || store.code == "all" || store.code == "V1") {
      options.refuse("stores", "a code other than all and V1 expected");
    }
    out.push_back(std::move(store));
  }
  if (out.empty()) {
    out = {{1, "default", "Winkel NL", ""}, {2, "zakelijk", "Zakelijk", "2"}};
  }
  return out;
}

void read_auth(auth_options& out, json_options& options) {
  out.consumer_key = options.text("consumer_key", out.consumer_key);
  out.consumer_secret = options.text("consumer_secret", out.consumer_secret);
  out.access_token = options.text("access_token", out.access_token);
  out.token_secret = options.text("access_token_secret", out.token_secret);
  out.bearer_allowed = options.flag("bearer_allowed", true);
  out.active = options.flag("integration_active", true);
  out.resources = options.texts("resources");
  out.signatures = options.texts("signature_methods", out.signatures);
  out.seen_scheme = options.text("seen_scheme");
  out.seen_host = options.text("seen_host");
  if (!out.seen_scheme.empty() && out.seen_scheme != "http" && out.seen_scheme != "https") {
    options.refuse("seen_scheme", "http or https expected");
  }
  for (const auto& method : out.signatures) {
    if (method != "HMAC-SHA256" && method != "HMAC-SHA1") {
      options.refuse("signature_methods", "HMAC-SHA256 or HMAC-SHA1 expected");
    }
  }
}

void read_limits(shop_options& out, json_options& options) {
  const std::string beyond = options.text("page_past_end", "repeat");
  if (beyond != "repeat" && beyond != "empty") {
    options.refuse("page_past_end", "repeat or empty expected");
  }
  out.beyond = beyond == "repeat" ? past_end::repeat : past_end::empty;
  if (const auto* limits = options.object("input_limits")) {
    json_options inner{*limits, "input_limits"};
    out.limits.on = true;
    out.limits.size_max = inner.number("page_size_max", 300, 1, 1'000'000);
    out.limits.size_default = inner.number("page_size_default", 20, 1, out.limits.size_max);
    inner.finish();
  }
}

void read_generator(generator_options& out, json_options& options) {
  out.seed = static_cast<std::uint64_t>(options.number("seed", 1, 0, 4'000'000'000));
  out.customers = static_cast<std::uint64_t>(options.number("customers", 400, 0, 10'000'000));
  out.taxes.prices_include_tax = options.flag("prices_include_tax", true);
  out.taxes.tax_after_discount = options.flag("tax_after_discount", true);
  out.lines_max = static_cast<int>(options.number("lines_max", 6, 1, 200));
  out.custom_statuses = options.texts("custom_statuses", out.custom_statuses);
  out.stores = read_stores(options);
  out.mix = read_mix(options);
}

}  // namespace

order_wish read_wish(json_options& options) {
  static const std::vector<std::pair<std::string, market>> markets{
      {"domestic_consumer", market::domestic_consumer},
      {"domestic_company", market::domestic_company},
      {"eu_company", market::eu_company},
      {"eu_consumer", market::eu_consumer},
      {"outside_eu", market::outside_eu}};
  static const std::vector<std::string> statuses{"pending", "processing", "complete", "canceled",
                                                 "holded"};
  order_wish wish;
  if (const std::string status = options.text("status"); !status.empty()) {
    if (std::find(statuses.begin(), statuses.end(), status) == statuses.end()) {
      options.refuse("status", "pending, processing, complete, canceled or holded expected");
    }
    wish.status = status;
  }
  if (const std::string wanted = options.text("market"); !wanted.empty()) {
    const auto it = std::find_if(markets.begin(), markets.end(),
                                 [&](const auto& entry) { return entry.first == wanted; });
    if (it == markets.end()) {
      options.refuse("market", "unknown");
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
  out.rewrites = options.flag("rewrites", true);
  out.version = options.text("version", out.version);
  out.shows_version = options.flag("shows_version", true);
  out.time_zone = options.text("time_zone", out.time_zone);
  out.number_prefix = options.text("number_prefix");
  read_auth(out.auth, options);
  read_limits(out, options);
  read_generator(out.generator, options);
  out.orders = options.number("orders", 0, 0, 10'000'000);
  out.first_id = options.number("first_id", 1, 1, 1'000'000'000'000);
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

}  // namespace boekbrug::sim::magento
