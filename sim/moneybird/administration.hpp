#pragma once
// One administration with its indexes, so that lookups stay fast with hundreds of thousands of
// records.

#include "sim/moneybird/model.hpp"
#include "sim/moneybird/options.hpp"

#include <memory>
#include <set>
#include <unordered_map>

namespace boekbrug::sim::moneybird {

/// Finds contacts by any piece of text: candidates by their rarest three letters, then compared.
class contact_search {
public:
  void put(record_id id, std::string haystack);
  void remove(record_id id);
  /// Ids (ascending) whose text holds every word of the query, case-blind. An empty query finds
  /// nothing.
  std::vector<record_id> find(std::string_view query) const;

private:
  const std::vector<record_id>* rarest(const std::vector<std::string>& words) const;
  std::unordered_map<record_id, std::string> texts_;
  std::unordered_map<std::uint32_t, std::vector<record_id>> by_letters_;
};

/// The invoices of one kind.
class invoice_book {
public:
  invoice& add(std::unique_ptr<invoice> made);
  void remove(record_id id);
  invoice* find(record_id id) const;
  const std::vector<record_id>* with_reference(const std::string& reference) const;
  const std::vector<record_id>* of_contact(record_id contact) const;
  invoice* with_number(const std::string& number) const;
  /// Call after any change of reference, contact, date or number.
  void reindex(invoice& changed);
  /// All ids, oldest first.
  const std::set<record_id>& ids() const { return ids_; }
  const std::set<std::pair<day, record_id>>& by_date() const { return by_date_; }
  const std::set<record_id>& undated() const { return undated_; }
  const std::set<record_id>& drafts() const { return drafts_; }

private:
  struct keys {
    std::string reference;
    record_id contact = 0;
    std::optional<day> date;
    std::string number;
  };
  void drop_keys(record_id id, const keys& old);
  void put_keys(const invoice& of);
  std::unordered_map<record_id, std::unique_ptr<invoice>> invoices_;
  std::unordered_map<record_id, keys> keys_;
  std::unordered_map<std::string, std::vector<record_id>> by_reference_;
  std::unordered_map<record_id, std::vector<record_id>> by_contact_;
  std::unordered_map<std::string, record_id> by_number_;
  std::set<record_id> ids_;
  std::set<std::pair<day, record_id>> by_date_;
  std::set<record_id> undated_;
  std::set<record_id> drafts_;
};

struct administration {
  administration_options settings;
  zone local;
  std::vector<std::unique_ptr<tax_rate>> tax_rates;  // stable addresses: details point at them
  std::vector<std::unique_ptr<workflow>> workflows;
  std::vector<ledger_account> ledger_accounts;
  std::vector<document_style> document_styles;
  std::vector<financial_account> financial_accounts;
  std::vector<custom_field> custom_fields;
  record_id identity = 0;
  record_id user = 0;
  time_point made_at;

  std::unordered_map<record_id, std::unique_ptr<contact>> contacts;
  std::set<record_id> contact_ids;
  std::unordered_map<std::string, record_id> by_customer_id;
  contact_search search;
  long long next_customer_id = 1;

  invoice_book sales;
  invoice_book external;
  std::unordered_map<record_id, std::pair<bool, record_id>> payment_owner;  // external?, invoice
  std::vector<record_id> scheduled;
  long long next_draft = 1;
  long long next_entry = 1;
  std::unordered_map<int, long long> next_number;      // by year
  std::unordered_map<int, unsigned> created_in_month;  // year x 12 + month -> sales invoices
  long long payment_serial = 0;

  std::vector<product> products;
  std::unordered_map<std::string, std::size_t> product_by_identifier;
  std::vector<webhook> webhooks;

  const tax_rate* find_rate(record_id id) const;
  const tax_rate* default_rate() const;
  const workflow* find_workflow(record_id id) const;
  const workflow& default_workflow() const;
  const ledger_account* find_ledger(record_id id) const;
  const ledger_account& ledger_of_type(std::string_view number) const;
  const document_style* find_style(record_id id) const;
  const financial_account* find_account(record_id id) const;
  const custom_field* find_custom_field(record_id id, std::string_view source) const;
  const product* find_product(record_id id) const;
  contact* find_contact(record_id id) const;
  void index_contact(const contact& of);
  day today(time_point now) const { return local.local_day(now); }
};

/// An administration with the lists that Moneybird makes for a new one.
std::unique_ptr<administration> seed_administration(const administration_options& settings);
std::string lower(std::string_view text);
/// The addresses of a comma-separated field, trimmed and in lower case.
std::vector<std::string> addresses(std::string_view field);

}  // namespace boekbrug::sim::moneybird
