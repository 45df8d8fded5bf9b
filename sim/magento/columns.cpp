#include "sim/magento/table.hpp"

#include <iterator>

namespace boekbrug::sim::magento {
namespace {

constexpr auto number = column_kind::number;
constexpr auto text = column_kind::text;
constexpr auto time = column_kind::time;

const column order_plain[] = {{"entity_id", number},
                              {"state", text},
                              {"status", text},
                              {"coupon_code", text},
                              {"protect_code", text},
                              {"shipping_description", text},
                              {"is_virtual", number},
                              {"store_id", number},
                              {"customer_id", number},
                              {"can_ship_partially", number},
                              {"customer_is_guest", number},
                              {"customer_note_notify", number},
                              {"billing_address_id", number},
                              {"shipping_address_id", number},
                              {"customer_group_id", number},
                              {"edit_increment", number},
                              {"email_sent", number},
                              {"send_email", number},
                              {"quote_id", number},
                              {"weight", number},
                              {"increment_id", text},
                              {"applied_rule_ids", text},
                              {"base_currency_code", text},
                              {"order_currency_code", text},
                              {"global_currency_code", text},
                              {"store_currency_code", text},
                              {"customer_email", text},
                              {"customer_firstname", text},
                              {"customer_lastname", text},
                              {"customer_middlename", text},
                              {"customer_prefix", text},
                              {"customer_suffix", text},
                              {"customer_taxvat", text},
                              {"customer_note", text},
                              {"discount_description", text},
                              {"ext_customer_id", text},
                              {"ext_order_id", text},
                              {"hold_before_state", text},
                              {"hold_before_status", text},
                              {"original_increment_id", text},
                              {"relation_child_id", text},
                              {"relation_child_real_id", text},
                              {"relation_parent_id", text},
                              {"relation_parent_real_id", text},
                              {"remote_ip", text},
                              {"shipping_method", text},
                              {"store_name", text},
                              {"x_forwarded_for", text},
                              {"created_at", time},
                              {"updated_at", time},
                              {"total_item_count", number},
                              {"base_to_global_rate", number},
                              {"base_to_order_rate", number}};

/// Every amount also has a base_ column.
void add_amounts(columns& out, const std::vector<std::string_view>& names,
                 const std::vector<std::string_view>& base_names) {
  for (const auto name : names) {
    out.push_back({name, number});
  }
  for (const auto name : base_names) {
    out.push_back({name, number});
  }
}

}  // namespace

const columns& order_columns() {
  static const columns all = [] {
    columns out{std::begin(order_plain), std::end(order_plain)};
    add_amounts(
        out,
        {"grand_total",
         "subtotal",
         "subtotal_incl_tax",
         "discount_amount",
         "discount_invoiced",
         "discount_canceled",
         "discount_refunded",
         "discount_tax_compensation_amount",
         "shipping_amount",
         "shipping_incl_tax",
         "shipping_tax_amount",
         "shipping_discount_amount",
         "shipping_invoiced",
         "shipping_refunded",
         "shipping_canceled",
         "subtotal_invoiced",
         "subtotal_refunded",
         "subtotal_canceled",
         "tax_amount",
         "tax_invoiced",
         "tax_refunded",
         "tax_canceled",
         "total_paid",
         "total_invoiced",
         "total_refunded",
         "total_canceled",
         "total_due",
         "total_qty_ordered",
         "adjustment_positive",
         "adjustment_negative",
         "total_offline_refunded",
         "total_online_refunded"},
        {"base_grand_total", "base_subtotal", "base_subtotal_incl_tax", "base_discount_amount",
         "base_shipping_amount", "base_tax_amount", "base_total_paid", "base_total_invoiced",
         "base_total_refunded", "base_total_canceled", "base_total_due", "base_adjustment_positive",
         "base_adjustment_negative"});
    return out;
  }();
  return all;
}

const columns& invoice_columns() {
  static const columns all = [] {
    columns out{{"entity_id", number},
                {"order_id", number},
                {"store_id", number},
                {"state", number},
                {"email_sent", number},
                {"billing_address_id", number},
                {"shipping_address_id", number},
                {"increment_id", text},
                {"transaction_id", text},
                {"order_currency_code", text},
                {"base_currency_code", text},
                {"store_currency_code", text},
                {"global_currency_code", text},
                {"created_at", time},
                {"updated_at", time}};
    add_amounts(out,
                {"grand_total", "subtotal", "subtotal_incl_tax", "discount_amount",
                 "discount_tax_compensation_amount", "shipping_amount", "shipping_incl_tax",
                 "shipping_tax_amount", "tax_amount", "total_qty"},
                {"base_grand_total", "base_subtotal", "base_discount_amount",
                 "base_shipping_amount", "base_tax_amount"});
    return out;
  }();
  return all;
}

const columns& creditmemo_columns() {
  static const columns all = [] {
    columns out = invoice_columns();
    out.push_back({"invoice_id", number});
    out.push_back({"creditmemo_status", number});
    add_amounts(out, {"adjustment", "adjustment_positive", "adjustment_negative"},
                {"base_adjustment", "base_adjustment_positive", "base_adjustment_negative"});
    return out;
  }();
  return all;
}

const columns& product_columns() {
  static const columns all{{"entity_id", number},
                           {"sku", text},
                           {"name", text},
                           {"price", number},
                           {"status", number},
                           {"visibility", number},
                           {"type_id", text},
                           {"created_at", time},
                           {"updated_at", time},
                           {"weight", number},
                           {"attribute_set_id", number}};
  return all;
}

const columns& tax_columns() {
  static const columns all{{"id", number},      {"code", text},     {"tax_country_id", text},
                           {"rate", number},    {"class_id", text}, {"class_name", text},
                           {"class_type", text}};
  return all;
}

}  // namespace boekbrug::sim::magento
