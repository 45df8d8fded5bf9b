#include "sim/woocommerce/shop_state.hpp"

#include "sim/json_options.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace boekbrug::sim::woocommerce {
namespace {

namespace fs = std::filesystem;

/// A burst that would keep the caller waiting for seconds is spread over several requests.
constexpr std::int64_t arrivals_per_request_max = 2'000;

std::string read_file(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    throw bad_option("orders_dir: cannot read " + path.filename().string());
  }
  return std::move(text).str();
}

/// Files of the export that are answers of their own.
const std::map<std::string, std::string>& fixed_files() {
  static const std::map<std::string, std::string> files{
      {"taxes.json", "/wc/v3/taxes"},
      {"tax-classes.json", "/wc/v3/taxes/classes"},
      {"settings-tax.json", "/wc/v3/settings/tax"},
      {"settings-general.json", "/wc/v3/settings/general"},
      {"payment-gateways.json", "/wc/v3/payment_gateways"},
  };
  return files;
}

bool looks_like_order(const boost::json::value& value) {
  const auto* object = value.if_object();
  return object != nullptr && object->contains("line_items") && object->contains("order_key");
}

std::vector<fs::path> json_files(const std::string& directory) {
  std::error_code problem;
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator{directory, problem}) {
    if (entry.path().extension() == ".json") {
      out.push_back(entry.path());
    }
  }
  if (problem) {
    throw bad_option("orders_dir: " + directory + ": " + problem.message());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<std::string> known_statuses(const shop_options& options) {
  std::vector<std::string> out{"any",     "trash",     "auto-draft", "pending",  "processing",
                               "on-hold", "completed", "cancelled",  "refunded", "failed"};
  out.insert(out.end(), options.custom_statuses.begin(), options.custom_statuses.end());
  out.emplace_back("checkout-draft");
  return out;
}

shop_state::shop_state(shop_options given)
    : options{std::move(given)},
      auth{options.keys},
      generator{options.generator},
      products{catalogue_products(options.generator.taxes)},
      variations{catalogue_variations(options.generator.taxes)} {
  if (!options.orders_dir.empty()) {
    load_directory();
  }
  next_id_ = std::max(options.first_id, store.highest_id() + 1);
}

bool shop_state::knows_status(const std::string& slug) const {
  const auto known = known_statuses(options);
  return slug != "any" && std::find(known.begin(), known.end(), slug) != known.end();
}

bool shop_state::at_least(int major, int minor) const noexcept {
  return std::pair{options.version_major, options.version_minor} >= std::pair{major, minor};
}

std::int64_t shop_state::take_id() {
  next_id_ = std::max(next_id_, store.highest_id() + 1);
  return next_id_++;
}

bool shop_state::add(stored_order order) {
  return store.add(std::move(order));
}

void shop_state::load_directory() {
  std::string refunds;
  for (const auto& path : json_files(options.orders_dir)) {
    const std::string file = path.filename().string();
    const std::string text = read_file(path);
    boost::json::error_code problem;
    const auto parsed = boost::json::parse(text, problem);
    if (problem) {
      throw bad_option("orders_dir: " + file + ": " + problem.message());
    }
    const auto fixed = fixed_files().find(file);
    if (file == "refunds-by-order.json") {
      refunds = text;
    } else if (fixed != fixed_files().end()) {
      fixed_answers[fixed->second] = text;
    } else if (file == "products.json" && parsed.is_array()) {
      products.clear();
      variations.clear();
      for (const auto row : split_array(text)) {
        products.push_back(split_object(row));
      }
    } else if (file.find("-dp6-") ==
               std::string::npos) {  // the same orders once more, with six decimals
      const bool one = looks_like_order(parsed);
      const auto rows = one ? std::vector<std::string_view>{text} : split_array(text);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!one && !looks_like_order(parsed.at(i))) {
          continue;
        }
        auto order = make_stored_order(split_object(rows[i]));
        if (!order) {
          throw bad_option("orders_dir: " + file + ": " + order.error().detail);
        }
        order->from_file = true;
        store.add(std::move(*order));
      }
    }
  }
  if (!refunds.empty()) {
    load_refunds(refunds);
  }
}

void shop_state::load_refunds(const std::string& text) {
  for (const auto& [key, list] : split_object(text)) {
    const std::int64_t order_id = std::strtoll(key.c_str(), nullptr, 10);
    std::vector<stored_refund> refunds;
    for (const auto row : split_array(list)) {
      auto refund = make_stored_refund(split_object(row), order_id);
      if (!refund) {
        throw bad_option("orders_dir: refunds-by-order.json: " + refund.error().detail);
      }
      refunds.push_back(std::move(*refund));
    }
    // Refunds of orders that are not in the folder are left out.
    store.update(order_id, [&](stored_order& order) { order.refunds = std::move(refunds); });
  }
}

void shop_state::place(generated_order made, seconds_utc latest) {
  const std::int64_t id = made.order.id;
  const seconds_utc settled = made.order.modified;
  const micro total = made.order.total;
  store.add(std::move(made.order));
  if (!made.refund) {
    return;
  }
  refund_request request;
  request.kind = *made.refund;
  request.reason =
      request.kind == refund_kind::by_status ? "Order fully refunded." : "Retour klant";
  const micro third = std::max<micro>(total / 3 / micro_per_cent * micro_per_cent, micro_per_cent);
  request.amount = std::min<micro>(10 * micro_per_unit, third);
  request.money_returned = generator.random(3) != 0;
  const auto delay =
      std::chrono::seconds{static_cast<std::int64_t>(3'600 + generator.random(5 * 86'400))};
  (void)refund(id, request, std::max(settled, std::min(latest, settled + delay)));
}

void shop_state::generate_history(seconds_utc now) {
  const seconds_utc to = options.to.value_or(now);
  const seconds_utc from = options.from.value_or(to - std::chrono::hours{24 * 30});
  const std::int64_t span = std::max<std::int64_t>((to - from).count(), 1);
  std::vector<std::int64_t> moments;
  for (std::int64_t i = 0; i < options.orders; ++i) {
    moments.push_back(
        static_cast<std::int64_t>(generator.random(static_cast<std::uint64_t>(span))));
  }
  std::sort(moments.begin(), moments.end());
  for (const auto moment : moments) {
    place(generator.make(take_id(), from + std::chrono::seconds{moment}, to), to);
  }
}

void shop_state::advance(seconds_utc now) {
  if (!started_) {
    started_ = true;
    generate_history(now);
    arrivals_since_ = now;
  }
  if (options.arrivals_per_minute > 0) {
    let_arrive(now);
  }
}

void shop_state::let_arrive(seconds_utc now) {
  const double per_second = options.arrivals_per_minute / 60.0;
  const auto due =
      static_cast<std::int64_t>(static_cast<double>((now - arrivals_since_).count()) * per_second);
  const std::int64_t last = std::min(due, arrived_ + arrivals_per_request_max);
  while (arrived_ < last) {
    ++arrived_;
    const auto at = std::chrono::seconds{
        static_cast<std::int64_t>(std::ceil(static_cast<double>(arrived_) / per_second))};
    arrive(1, std::min(now, arrivals_since_ + at), options.arrivals);
  }
}

std::vector<std::int64_t> shop_state::arrive(std::int64_t count, seconds_utc when,
                                             const order_wish& wish) {
  std::vector<std::int64_t> ids;
  for (std::int64_t i = 0; i < count; ++i) {
    ids.push_back(take_id());
    place(generator.make(ids.back(), when, when, wish), when);
  }
  return ids;
}

core::result<std::int64_t> shop_state::refund(std::int64_t order_id, const refund_request& request,
                                              seconds_utc now) {
  const stored_order* order = store.find(order_id);
  if (order == nullptr) {
    return core::fail(core::errc::not_found, "no order " + std::to_string(order_id));
  }
  row_ids& ids = generator.ids();
  auto made = make_refund(*order, request, take_id(), ids.next_item, ids.next_meta, now, zone());
  if (!made) {
    return made.error();
  }
  const std::int64_t id = made->id;
  store.update(order_id,
               [&](stored_order& changed) { attach(changed, std::move(*made), now, zone()); });
  return id;
}

}  // namespace boekbrug::sim::woocommerce
