#pragma once
// Which fields each record has, in which order. The structured bindings are on purpose: a member
// added in core does not compile here until it is stored too. Then: append it with `a.since(n,
// member)`, raise record_version to n, and extend the stored samples in tests/storage.

#include "storage/codec.hpp"
#include "storage/store.hpp"

namespace boekbrug::storage {

#define BOEKBRUG_ENUM_RANGE(type, low, high) \
  template <>                                \
  struct enum_range<type> {                  \
    static constexpr auto first = type::low; \
    static constexpr auto last = type::high; \
  }
BOEKBRUG_ENUM_RANGE(core::integration_state, active, removed);
BOEKBRUG_ENUM_RANGE(core::item_kind, order, credit);
BOEKBRUG_ENUM_RANGE(core::item_state, waiting, skipped);
BOEKBRUG_ENUM_RANGE(core::waiting_reason, none, start_date_ahead);
BOEKBRUG_ENUM_RANGE(core::skip_reason, none, ignored_by_merchant);
BOEKBRUG_ENUM_RANGE(core::posting_step, none, done);
BOEKBRUG_ENUM_RANGE(core::item_note::kind, changed_after_booking, ledger_vat_differs);
BOEKBRUG_ENUM_RANGE(core::credit_mode, off, existing_too);
BOEKBRUG_ENUM_RANGE(core::number_source, order_number, shop_invoice_number);
BOEKBRUG_ENUM_RANGE(core::date_source, ordered, processed);
BOEKBRUG_ENUM_RANGE(core::document_status, draft, always_paid);
BOEKBRUG_ENUM_RANGE(core::booking_form, invoice, entry);
BOEKBRUG_ENUM_RANGE(core::customer_mode, per_customer, collective);
BOEKBRUG_ENUM_RANGE(core::line_kind, product, rounding);
BOEKBRUG_ENUM_RANGE(core::vat_class, nl_high, oss);
#undef BOEKBRUG_ENUM_RANGE

/// `T&` for a reader, `const T&` for a writer.
template <class A, class T>
using field_of = std::conditional_t<A::reading, T, const T>&;

// ---- integration ----

template <class A>
void fields(A& a, field_of<A, core::account> v) {
  auto& [id, name] = v;
  a(id, name);
}
template <class A>
void fields(A& a, field_of<A, core::payment_route> v) {
  auto& [method, account] = v;
  a(method, account);
}
template <class A>
void fields(A& a, field_of<A, core::vat_row> v) {
  auto& [cls, country, percent, rate_id] = v;
  a(cls, country, percent, rate_id);
}
template <class A>
void fields(A& a, field_of<A, core::card_settings> v) {
  auto& [order_statuses, paid_only, history_from, credits, copy_products, group_lines, number,
         invoice_date, multi_currency, excluded_payment_methods, store_views, book_zero_orders,
         paid_when_completed, vat_number_field, revenue_account, revenue_account_high,
         revenue_account_low, revenue_account_other, shipping_account, payment_cost_account,
         vat_rows, document_style, workflow, status, email_invoice, register_payments,
         payment_routes, customers, collective_name, extra_note, extra_delivery_address, extra_sku,
         extra_payment_method, reference_prefix, form, debtor_account, year_in_number,
         payment_term_days, cost_center] = v;
  a(order_statuses, paid_only, history_from, credits, copy_products, group_lines, number,
    invoice_date, multi_currency, excluded_payment_methods, store_views, book_zero_orders,
    paid_when_completed, vat_number_field);
  a(revenue_account, revenue_account_high, revenue_account_low, revenue_account_other,
    shipping_account, payment_cost_account, vat_rows, document_style, workflow, status,
    email_invoice, register_payments, payment_routes, customers, collective_name, extra_note,
    extra_delivery_address, extra_sku, extra_payment_method, reference_prefix);
  a.since(2, form, debtor_account, year_in_number, payment_term_days, cost_center);
}
/// Without the secrets and the options: those are sealed (sealed_records.cpp).
template <class A>
void fields(A& a, field_of<A, core::shop_connection> v) {
  auto& [kind, base_url, key, key_secret, options] = v;
  a(kind, base_url);
}
template <class A>
void fields(A& a, field_of<A, core::integration> v) {
  auto& [id, account, name, shop, shop_time_zone, shop_country, ledger, cards, installed_at] = v;
  a(id, account, name, shop, shop_time_zone, shop_country, ledger, cards, installed_at);
}
template <class A>
void fields(A& a, field_of<A, core::integration_schedule> v) {
  auto& [state, next_run_at, last_run_at, last_success_at, failures, last_error, last_error_detail,
         first_scan_done, mark, restarts] = v;
  a(state, next_run_at, last_run_at, last_success_at, failures, last_error, last_error_detail,
    first_scan_done, mark, restarts);
}
template <class A>
void fields(A& a, field_of<A, core::administration> v) {
  auto& [id, name, country, currency, time_zone, suspended, locked_until] = v;
  a(id, name, country, currency, time_zone, suspended, locked_until);
}
/// Without the secrets, as above.
template <class A>
void fields(A& a, field_of<A, core::ledger_account_connection> v) {
  auto& [id, account, kind, admin, access_token, refresh_token, expires_at, local_address, lost] =
      v;
  a(id, account, kind, admin, expires_at, local_address, lost);
}
template <class A>
void fields(A& a, field_of<A, core::run_record> v) {
  auto& [started, ended, read, made_ready, sent, failed, error, detail] = v;
  a(started, ended, read, made_ready, sent, failed, error, detail);
}

// ---- item ----

template <class A>
void fields(A& a, field_of<A, core::error> v) {
  auto& [code, detail, retry_after] = v;
  a(code, detail, retry_after);
}
template <class A>
void fields(A& a, field_of<A, core::item_key> v) {
  auto& [kind, id] = v;
  a(kind, id);
}
template <class A>
void fields(A& a, field_of<A, core::vat_total> v) {
  auto& [percent, country, net, vat] = v;
  a(percent, country, net, vat);
}
template <class A>
void fields(A& a, field_of<A, core::posting_progress> v) {
  auto& [step, contact_id, document_id, document_number, document_url, payments_made] = v;
  a(step, contact_id, document_id, document_number, document_url, payments_made);
}
template <class A>
void fields(A& a, field_of<A, core::item_note> v) {
  auto& [what, detail] = v;
  a(what, detail);
}
template <class A>
void fields(A& a, field_of<A, core::item> v) {
  auto& [key, order_id, number, customer, placed, currency, total, vat_totals, state, waits_for,
         waits_for_what, skipped_because, failure, progress, reference, attempts, first_failed_at,
         next_attempt_at, changed_at, content_hash, booked_hash, from_history, notes,
         shop_revision] = v;
  a(key, order_id, number, customer, placed, currency, total, vat_totals, state, waits_for,
    waits_for_what, skipped_because, failure, progress, reference, attempts, first_failed_at,
    next_attempt_at, changed_at, content_hash, booked_hash, from_history, notes);
  a.since(2, shop_revision);
}
template <class A>
void fields(A& a, field_of<A, core::attempt> v) {
  auto& [when, step, ok, answer] = v;
  a(when, step, ok, answer);
}

// ---- payload ----

template <class A>
void fields(A& a, field_of<A, core::address> v) {
  auto& [first_name, last_name, company, street, street2, postcode, city, state, country, email,
         phone] = v;
  a(first_name, last_name, company, street, street2, postcode, city, state, country, email, phone);
}
template <class A>
void fields(A& a, field_of<A, core::order_line> v) {
  auto& [kind, id, name, sku, product_id, quantity, net, vat, vat_percent, vat_country,
         is_service] = v;
  a(kind, id, name, sku, product_id, quantity, net, vat, vat_percent, vat_country, is_service);
}
template <class A>
void fields(A& a, field_of<A, core::gift_payment> v) {
  auto& [code, amount] = v;
  a(code, amount);
}
template <class A>
void fields(A& a, field_of<A, core::credit_mention> v) {
  auto& [id, amount, reason] = v;
  a(id, amount, reason);
}
template <class A>
void fields(A& a, field_of<A, core::order> v) {
  auto& [id, number, invoice_number, status, currency, prices_include_vat, created, modified, paid,
         completed, invoiced, total, total_vat, lines, vat_totals, gift_payments, customer_id,
         billing, shipping, vat_number, vat_exempt, payment_method, payment_method_title,
         transaction_id, customer_note, store_view, credits, is_test, paid_by_status, cancelled,
         revision] = v;
  a(id, number, invoice_number, status, currency, prices_include_vat, created, modified, paid,
    completed, invoiced, total, total_vat, lines, vat_totals, gift_payments, customer_id, billing,
    shipping, vat_number);
  a(vat_exempt, payment_method, payment_method_title, transaction_id, customer_note, store_view,
    credits, is_test);
  a.since(2, paid_by_status, cancelled, revision);
}
template <class A>
void fields(A& a, field_of<A, core::credit> v) {
  auto& [id, order_id, number, created, amount, lines, reason] = v;
  a(id, order_id, number, created, amount, lines, reason);
}
template <class A>
void fields(A& a, field_of<A, payload> v) {
  auto& [order, credit] = v;
  a(order, credit);
}

// ---- ledger lists ----

template <class A>
void fields(A& a, field_of<A, core::ledger_rate> v) {
  auto& [id, name, percent, country, active] = v;
  a(id, name, percent, country, active);
}
template <class A>
void fields(A& a, field_of<A, core::ledger_account> v) {
  auto& [id, name, number, active, usable_for_sales] = v;
  a(id, name, number, active, usable_for_sales);
}
template <class A>
void fields(A& a, field_of<A, core::named_choice> v) {
  auto& [id, name, is_default, warns] = v;
  a(id, name, is_default, warns);
}
template <class A>
void fields(A& a, field_of<A, core::ledger_lists> v) {
  auto& [admin, rates, accounts, styles, workflows, payment_accounts, debtor_accounts, cost_centers,
         refused] = v;
  a(admin, rates, accounts, styles, workflows, payment_accounts, refused);
  a.since(2, debtor_accounts, cost_centers);
}
template <class A>
void fields(A& a, field_of<A, store::cached_lists> v) {
  auto& [lists, read_at] = v;
  a(lists, read_at);
}

// ---- the rest ----

template <class A>
void fields(A& a, field_of<A, sent_entry> v) {
  auto& [integration, document_id, reference, when] = v;
  a(integration, document_id, reference, when);
}
template <class A>
void fields(A& a, field_of<A, limiter_budget> v) {
  auto& [spent, blocked_until] = v;
  a(spent, blocked_until);
}
template <class A>
void fields(A& a, field_of<A, audit_entry> v) {
  auto& [when, who, what] = v;
  a(when, who, what);
}
/// Without the secret, as above.
template <class A>
void fields(A& a, field_of<A, app_install> v) {
  auto& [kind, api_public, api_secret, api_root, return_url, received, marked, integration] = v;
  a(kind, api_public, api_root, return_url, received, marked, integration);
}
template <class A>
void fields(A& a, field_of<A, id_counters> v) {
  auto& [account, integration, connection] = v;
  a(account, integration, connection);
}

}  // namespace boekbrug::storage
