#include "sim/magento/order_writer.hpp"

#include "sim/magento/order_items.hpp"

#include <map>

namespace boekbrug::sim::magento {
namespace {

class order_printer {
public:
  order_printer(std::string& out, const order_draft& order, std::int64_t first_item_id)
      : json_{out},
        amount_{json_, order.currency_rate},
        order_{order},
        first_item_{first_item_id} {}

  void print() {
    json_.begin_object();
    print_head();
    print_relations();
    print_customer();
    print_totals();
    json_.key("items");
    write_items(json_, order_, first_item_);
    print_address("billing_address", "billing");
    print_payment();
    print_histories();
    print_extensions();
    json_.end_object();
  }

private:
  bool ships_goods() const { return order_.goods.has_shipping; }

  void print_head() {
    json_.key("entity_id").number(order_.id).member("increment_id", order_.number);
    json_.key("store_id").number(order_.store_id).member("store_name", order_.store_name);
    json_.key("quote_id").number(order_.id + 4409);
    json_.member("state", order_.state).member("status", order_.status);
    json_.member("created_at", to_text(order_.created));
    json_.member("updated_at", to_text(order_.updated));
    json_.key("is_virtual").number(ships_goods() ? 0 : 1);
    json_.key("email_sent").number(1);
    for (const char* name : {"base_currency_code", "global_currency_code"}) {
      json_.member(name, "EUR");
    }
    for (const char* name : {"order_currency_code", "store_currency_code"}) {
      json_.member(name, order_.currency);
    }
    json_.key("base_to_global_rate").number(1);
    json_.key("base_to_order_rate").amount(order_.currency_rate);
    json_.key("store_to_base_rate").number(0).key("store_to_order_rate").number(0);
  }

  void print_relations() {
    const auto relate = [&](const char* kind, std::int64_t id, const std::string& number) {
      if (id != 0) {
        const std::string prefix = std::string{"relation_"} + kind;
        json_.member(prefix + "_id", std::to_string(id)).member(prefix + "_real_id", number);
      }
    };
    relate("parent", order_.parent_id, order_.parent_number);
    relate("child", order_.child_id, order_.child_number);
    if (order_.parent_id != 0) {
      json_.member("original_increment_id", order_.root_number).key("edit_increment").number(1);
    }
  }

  void print_customer() {
    const customer& who = order_.buyer;
    json_.key("customer_is_guest").number(order_.customer_id == 0 ? 1 : 0);
    json_.key("customer_group_id").number(order_.customer_id == 0 ? 0 : 1);
    json_.member("customer_email", who.email);
    if (order_.customer_id != 0) {
      json_.key("customer_id").number(order_.customer_id);
      json_.member("customer_firstname", who.first_name);
      json_.member("customer_lastname", who.last_name);
      if (!who.vat_number.empty()) {
        json_.member("customer_taxvat", who.vat_number);
      }
    }
    if (!order_.note.empty()) {
      json_.member("customer_note", order_.note);
    }
    json_.key("customer_note_notify").number(0);
    if (order_.parent_id == 0) {
      json_.member("remote_ip", "192.0.2." + std::to_string(order_.id % 250 + 1));
    }
    if (!order_.coupon.empty()) {
      json_.member("applied_rule_ids", "5").member("coupon_code", order_.coupon);
      json_.member("discount_description", order_.coupon);
    }
  }

  void print_totals() {
    const priced_cart& priced = order_.priced;
    amount_("subtotal", priced.subtotal);
    amount_("subtotal_incl_tax", priced.subtotal_incl);
    amount_("discount_amount", -priced.discount);
    amount_("discount_tax_compensation_amount", priced.compensation);
    if (ships_goods()) {
      json_.member("shipping_description", order_.carrier);
    }
    amount_("shipping_amount", priced.shipping.row_total);
    amount_("shipping_incl_tax", priced.shipping.row_incl);
    amount_("shipping_tax_amount", priced.shipping.tax);
    amount_("shipping_discount_amount", priced.shipping.discount);
    amount_("shipping_discount_tax_compensation_amount", priced.shipping.compensation);
    amount_("tax_amount", order_.tax());
    amount_("grand_total", order_.grand_total());
    amount_("total_due", order_.invoiced ? 0 : order_.grand_total());
    if (order_.invoiced) {
      amount_("total_paid", order_.grand_total());
      amount_("total_invoiced", order_.grand_total());
      amount_("subtotal_invoiced", priced.subtotal);
      amount_("discount_invoiced", -priced.discount);
      amount_("tax_invoiced", order_.tax());
      amount_("shipping_invoiced", priced.shipping.row_total);
    }
    if (order_.canceled) {
      amount_("total_canceled", order_.grand_total());
      amount_("subtotal_canceled", priced.subtotal);
      amount_("tax_canceled", order_.tax());
    }
    money pieces = 0;
    std::int64_t rows = 0;
    for (const auto& line : order_.goods.lines) {
      if (line.parent < 0) {
        pieces += line.quantity;
        ++rows;
      }
    }
    json_.key("total_item_count").number(rows).key("total_qty_ordered").amount(pieces);
    json_.key("weight").amount(ships_goods() ? 12'000 : 0);
    json_.key("billing_address_id").number(order_.id * 2);
  }

  void print_address(std::string_view name, std::string_view type) {
    const customer& who = order_.buyer;
    const bool billing = type == "billing";
    json_.key(name).begin_object();
    json_.key("entity_id").number(order_.id * 2 + (billing ? 0 : 1));
    json_.key("parent_id").number(order_.id).member("address_type", type);
    if (!who.company.empty()) {
      json_.member("company", who.company);
    }
    if (!who.prefix.empty()) {
      json_.member("prefix", who.prefix);
    }
    json_.member("firstname", who.first_name).member("lastname", who.last_name);
    json_.key("street").begin_array().text(who.street).text(who.house_number).end_array();
    json_.member("postcode", who.postcode).member("city", who.city);
    if (!who.region.empty()) {
      json_.member("region", who.region);
    }
    json_.member("country_id", who.country).member("email", who.email);
    json_.member("telephone", who.phone);
    if (!who.vat_number.empty()) {
      json_.member("vat_id", who.vat_number);
      if (who.country != "NL") {
        json_.key("vat_is_valid").number(1);
        json_.member("vat_request_date", to_text(order_.created).substr(0, 10));
        json_.member("vat_request_id", "WAPI" + std::to_string(order_.id));
        json_.key("vat_request_success").number(1);
      }
    }
    json_.end_object();
  }

  void print_payment() {
    json_.key("payment").begin_object().key("entity_id").number(order_.id);
    json_.key("parent_id").number(order_.id).member("method", order_.method);
    if (!order_.transaction.empty()) {
      json_.member("last_trans_id", order_.transaction);
    }
    amount_("amount_ordered", order_.grand_total());
    if (order_.invoiced) {
      amount_("amount_paid", order_.grand_total());
    }
    amount_("shipping_amount", order_.priced.shipping.row_total);
    json_.key("account_status").raw("null").key("additional_information").begin_array();
    json_.text(order_.method_title).end_array().key("cc_last4").raw("null").end_object();
  }

  void print_histories() {
    json_.key("status_histories").begin_array();
    if (order_.invoiced) {
      json_.begin_object().key("entity_id").number(order_.id * 3);
      json_.key("parent_id").number(order_.id).member("entity_name", "invoice");
      json_.member("status", order_.status).member("comment", "Betaling ontvangen");
      json_.key("is_customer_notified").number(1).key("is_visible_on_front").number(0);
      json_.member("created_at", to_text(order_.created)).end_object();
    }
    json_.end_array();
  }

  void print_shipping() {
    json_.key("shipping_assignments").begin_array().begin_object().key("shipping").begin_object();
    print_address("address", "shipping");
    json_.member("method", "tig_postnl_regular").key("total").begin_object();
    amount_("shipping_amount", order_.priced.shipping.row_total);
    amount_("shipping_incl_tax", order_.priced.shipping.row_incl);
    amount_("shipping_tax_amount", order_.priced.shipping.tax);
    json_.end_object().end_object();
    json_.key("items").raw(std::string_view{&items_mark, 1}).end_object().end_array();
  }

  void print_rate(const tax_rate& rate, money tax) {
    json_.begin_object().member("code", rate.code).member("title", rate.title);
    json_.key("percent").amount(percent_amount(&rate));
    amount_("amount", tax);
    json_.end_object();
  }

  void print_rates() {
    std::map<std::string_view, std::pair<const tax_rate*, money>> sums;
    const auto count = [&](const priced_line& line) {
      if (line.rate != nullptr) {
        auto& sum = sums[line.rate->code];
        sum.first = line.rate;
        sum.second += line.tax + line.weee_row_incl - line.weee_row;
      }
    };
    for (const auto& line : order_.priced.lines) {
      count(line);
    }
    count(order_.priced.shipping);
    json_.key("applied_taxes").begin_array();
    for (const auto& [code, sum] : sums) {
      print_rate(*sum.first, sum.second);
    }
    json_.end_array().key("item_applied_taxes").begin_array();
    for (std::size_t i = 0; i < order_.priced.lines.size(); ++i) {
      const priced_line& line = order_.priced.lines[i];
      if (line.rate != nullptr) {
        json_.begin_object().member("type", "product").key("item_id");
        json_.number(first_item_ + static_cast<std::int64_t>(i)).key("applied_taxes");
        json_.begin_array();
        print_rate(*line.rate, line.tax);
        json_.end_array().end_object();
      }
    }
    if (order_.priced.shipping.rate != nullptr) {
      json_.begin_object().member("type", "shipping").key("applied_taxes").begin_array();
      print_rate(*order_.priced.shipping.rate, order_.priced.shipping.tax);
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void print_extensions() {
    json_.key("extension_attributes").begin_object();
    if (ships_goods()) {
      print_shipping();
    }
    json_.key("payment_additional_info").begin_array().begin_object();
    json_.member("key", "method_title").member("value", order_.method_title);
    json_.end_object().end_array();
    if (order_.rates_listed) {
      print_rates();
      json_.key("converting_from_quote").boolean(true);
    }
    if (order_.gift_card != 0) {
      json_.key("gift_cards").begin_array().begin_object().key("id").number(order_.id % 90 + 1);
      json_.member("code", "00XX" + std::to_string(order_.id));
      amount_("amount", order_.gift_card);
      json_.end_object().end_array();
    }
    amount_.when_set("gift_cards_amount", order_.gift_card);
    amount_.when_set("customer_balance_amount", order_.store_credit);
    if (order_.reward_points != 0) {
      amount_("reward_currency_amount", order_.reward_points);
      json_.key("reward_points_balance").number(order_.reward_points / cent);
    }
    amount_.when_set("mollie_payment_fee", order_.known_fee);
    amount_.when_set("mollie_payment_fee_tax", order_.known_fee_tax);
    json_.end_object();
  }

  json_writer json_;
  amount_writer amount_;
  const order_draft& order_;
  std::int64_t first_item_;
};

}  // namespace

std::string write_order(const order_draft& order, std::int64_t& next_item_id) {
  std::string out;
  order_printer{out, order, next_item_id}.print();
  next_item_id += static_cast<std::int64_t>(order.goods.lines.size());
  return out;
}

}  // namespace boekbrug::sim::magento
