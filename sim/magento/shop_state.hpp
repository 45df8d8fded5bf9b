#pragma once
// All that one simulated shop knows, and the few ways in which it changes.

#include "core/base/result.hpp"
#include "sim/magento/auth.hpp"
#include "sim/magento/documents.hpp"
#include "sim/magento/generator.hpp"
#include "sim/magento/table.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::sim::magento {

struct shop_options {
  std::string name = "Simulatiewinkel";
  std::string base_url;  // "https://winkel.example/map"; "" = scheme and Host of each request
  bool rewrites = true;  // false: only /index.php/rest works
  std::string version = "2.4";
  bool shows_version = true;
  std::string time_zone = "Europe/Amsterdam";
  std::string number_prefix;
  auth_options auth;
  page_limits limits;
  past_end beyond = past_end::repeat;
  generator_options generator;
  std::int64_t orders = 0;  // how many to generate at the start
  std::int64_t first_id = 1;
  std::optional<seconds_utc> from, to;  // default: the 30 days before the start
  double arrivals_per_minute = 0;
  order_wish arrivals;
};

class shop_state {
public:
  explicit shop_state(shop_options options);

  /// Generates, and lets orders arrive that are due. Called with every request.
  void advance(seconds_utc now);
  std::vector<std::int64_t> arrive(std::int64_t count, seconds_utc when, seconds_utc latest,
                                   const order_wish& wish);
  /// A whole order in the platform's own JSON, checked; false when its id is taken.
  bool add_order(std::string text);
  bool add_document(document_kind kind, std::string text);
  /// Makes the document and books it on the order; its id.
  core::result<std::int64_t> make(document_kind kind, std::int64_t order_id,
                                  const document_wish& wish, seconds_utc when, bool touch);
  /// Removes the order with its documents.
  bool erase(std::int64_t order_id);
  table& documents(document_kind kind) noexcept {
    return kind == document_kind::invoice ? invoices : creditmemos;
  }

  const shop_options options;
  authenticator auth;
  order_generator generator;
  table orders, invoices, creditmemos;
  table products, tax_rates, tax_rules, tax_classes;
  std::map<std::string, std::uint64_t> requests, unknown_parameters;

private:
  void fill_catalogue();
  std::string next_number(std::map<std::int64_t, std::int64_t>& counters, std::int64_t store_id);
  const store_view* find_store(std::int64_t id) const;
  std::int64_t place_order(seconds_utc created, seconds_utc latest, const order_wish& wish);
  void place_edited(order_draft& draft, seconds_utc latest);
  void follow_up(const generated_order& made, seconds_utc latest);
  void add_invoice_of(const order_draft& draft, const std::string& text, seconds_utc latest);
  void refund(const generated_order& made, seconds_utc latest);
  document_place next_place(document_kind kind, std::int64_t store_id, seconds_utc when);

  bool started_ = false;
  seconds_utc start_{};
  std::int64_t arrived_ = 0;
  std::int64_t next_order_ = 1, next_item_ = 8001, next_invoice_ = 1, next_memo_ = 1;
  std::int64_t next_document_item_ = 1001;
  std::map<std::int64_t, std::int64_t> order_numbers_, invoice_numbers_, memo_numbers_;
};

}  // namespace boekbrug::sim::magento
