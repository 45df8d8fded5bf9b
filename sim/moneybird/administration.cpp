#include "sim/moneybird/administration.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

template <class Key>
void drop(std::unordered_map<Key, std::vector<record_id>>& index, const Key& key, record_id id) {
  const auto at = index.find(key);
  if (at == index.end()) {
    return;
  }
  std::erase(at->second, id);
  if (at->second.empty()) {
    index.erase(at);
  }
}

/// Keeps a list of ids in order: creation order, whatever was re-indexed later.
void insert_sorted(std::vector<record_id>& ids, record_id id) {
  const auto at = std::lower_bound(ids.begin(), ids.end(), id);
  if (at == ids.end() || *at != id) {
    ids.insert(at, id);
  }
}

template <class List>
auto* find_by_id(List& list, record_id id) {
  const auto at =
      std::find_if(list.begin(), list.end(), [id](const auto& item) { return item.id == id; });
  return at == list.end() ? nullptr : &*at;
}

template <class List>
auto find_pointed(const List& list, record_id id) -> decltype(list.front().get()) {
  const auto at =
      std::find_if(list.begin(), list.end(), [id](const auto& item) { return item->id == id; });
  return at == list.end() ? nullptr : at->get();
}

}  // namespace

invoice& invoice_book::add(std::unique_ptr<invoice> made) {
  invoice& out = *made;
  ids_.insert(out.id);
  invoices_.emplace(out.id, std::move(made));
  put_keys(out);
  return out;
}

void invoice_book::remove(record_id id) {
  const auto old = keys_.find(id);
  if (old == keys_.end()) {
    return;
  }
  drop_keys(id, old->second);
  keys_.erase(old);
  ids_.erase(id);
  invoices_.erase(id);
}

invoice* invoice_book::find(record_id id) const {
  const auto at = invoices_.find(id);
  return at == invoices_.end() ? nullptr : at->second.get();
}

const std::vector<record_id>* invoice_book::with_reference(const std::string& reference) const {
  const auto at = by_reference_.find(reference);
  return at == by_reference_.end() ? nullptr : &at->second;
}

const std::vector<record_id>* invoice_book::of_contact(record_id contact) const {
  const auto at = by_contact_.find(contact);
  return at == by_contact_.end() ? nullptr : &at->second;
}

invoice* invoice_book::with_number(const std::string& number) const {
  const auto at = by_number_.find(number);
  return at == by_number_.end() ? nullptr : find(at->second);
}

void invoice_book::reindex(invoice& changed) {
  if (const auto old = keys_.find(changed.id); old != keys_.end()) {
    drop_keys(changed.id, old->second);
    put_keys(changed);
  }
}

void invoice_book::drop_keys(record_id id, const keys& old) {
  drop(by_reference_, old.reference, id);
  drop(by_contact_, old.contact, id);
  if (old.date) {
    by_date_.erase({*old.date, id});
  }
  undated_.erase(id);
  drafts_.erase(id);
  if (!old.number.empty()) {
    by_number_.erase(old.number);
  }
}

void invoice_book::put_keys(const invoice& of) {
  if (!of.reference.empty()) {
    insert_sorted(by_reference_[of.reference], of.id);
  }
  insert_sorted(by_contact_[of.contact], of.id);
  if (of.date) {
    by_date_.insert({*of.date, of.id});
  } else {
    undated_.insert(of.id);
  }
  if (of.state == invoice_state::draft) {
    drafts_.insert(of.id);
  }
  if (!of.number.empty()) {
    by_number_[of.number] = of.id;
  }
  keys_[of.id] = {of.reference, of.contact, of.date, of.number};
}

const tax_rate* administration::find_rate(record_id id) const {
  return find_pointed(tax_rates, id);
}
const tax_rate* administration::default_rate() const {
  return tax_rates.front().get();
}
const workflow* administration::find_workflow(record_id id) const {
  return find_pointed(workflows, id);
}
const workflow& administration::default_workflow() const {
  const auto at = std::find_if(workflows.begin(), workflows.end(), [](const auto& item) {
    return item->for_invoices && item->is_default;
  });
  return **at;  // the seed always makes one
}
const ledger_account* administration::find_ledger(record_id id) const {
  return find_by_id(ledger_accounts, id);
}
const ledger_account& administration::ledger_of_type(std::string_view number) const {
  const auto at = std::find_if(ledger_accounts.begin(), ledger_accounts.end(),
                               [number](const auto& item) { return item.number == number; });
  return at == ledger_accounts.end() ? ledger_accounts.front() : *at;
}
const document_style* administration::find_style(record_id id) const {
  return find_by_id(document_styles, id);
}
const financial_account* administration::find_account(record_id id) const {
  return find_by_id(financial_accounts, id);
}
const product* administration::find_product(record_id id) const {
  return find_by_id(products, id);
}
const custom_field* administration::find_custom_field(record_id id, std::string_view source) const {
  const auto* found = find_by_id(custom_fields, id);
  return found != nullptr && found->source == source ? found : nullptr;
}

contact* administration::find_contact(record_id id) const {
  const auto at = contacts.find(id);
  return at == contacts.end() ? nullptr : at->second.get();
}

void administration::index_contact(const contact& of) {
  std::string haystack;
  for (const auto which :
       {moneybird::company_name, moneybird::invoices_attention, moneybird::firstname,
        moneybird::lastname, moneybird::address1, moneybird::address2, moneybird::zipcode,
        moneybird::city, moneybird::country, moneybird::invoices_email, moneybird::phone,
        moneybird::customer_id, moneybird::tax_number, moneybird::chamber_of_commerce,
        moneybird::bank_account}) {
    if (!of.texts[which].empty()) {
      haystack += of.texts[which];
      haystack += '\n';
    }
  }
  search.put(of.id, std::move(haystack));
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return out;
}

std::vector<std::string> addresses(std::string_view field) {
  std::vector<std::string> out;
  while (!field.empty()) {
    const auto comma = field.find(',');
    auto part = field.substr(0, comma);
    field = comma == std::string_view::npos ? std::string_view{} : field.substr(comma + 1);
    while (!part.empty() && part.front() == ' ') {
      part.remove_prefix(1);
    }
    while (!part.empty() && part.back() == ' ') {
      part.remove_suffix(1);
    }
    if (!part.empty()) {
      out.push_back(lower(part));
    }
  }
  return out;
}

}  // namespace boekbrug::sim::moneybird
