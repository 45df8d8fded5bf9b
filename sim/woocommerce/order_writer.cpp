#include "sim/woocommerce/order_writer.hpp"

#include <algorithm>

namespace boekbrug::sim::woocommerce {
namespace {

/// Collects the members of an object, each as ready text.
class field_list {
public:
  template <class Write>
  void add(std::string_view key, Write write) {
    std::string text;
    json_writer json{text};
    write(json);
    fields_.push_back({std::string{key}, std::move(text)});
  }
  void text(std::string_view key, std::string_view value) {
    add(key, [&](json_writer& json) { json.text(value); });
  }
  void number(std::string_view key, std::int64_t value) {
    add(key, [&](json_writer& json) { json.number(value); });
  }
  void boolean(std::string_view key, bool value) {
    add(key, [&](json_writer& json) { json.boolean(value); });
  }
  void amount(std::string_view key, micro value) {
    add(key, [&](json_writer& json) { json.amount(value); });
  }
  void date(std::string_view key, std::optional<seconds_utc> when, std::optional<shop_zone> zone) {
    add(key, [&](json_writer& json) {
      if (!when) {
        json.null();
      } else {
        json.text(zone ? to_text(to_local(*when, *zone)) : to_text(*when));
      }
    });
  }
  json_fields take() { return std::move(fields_); }

private:
  json_fields fields_;
};

class order_printer {
public:
  order_printer(const order_head& head, const cart& wanted, const priced_cart& priced,
                const tax_settings& settings, shop_zone zone, row_ids& ids)
      : head_{head}, cart_{wanted}, priced_{priced}, settings_{settings}, zone_{zone}, ids_{ids} {}

  json_fields run() {
    basics();
    people();
    out_.add("meta_data", [&](json_writer& json) { meta_data(json); });
    out_.add("line_items", [&](json_writer& json) { line_items(json); });
    out_.add("tax_lines", [&](json_writer& json) { tax_lines(json); });
    out_.add("shipping_lines", [&](json_writer& json) { shipping_lines(json); });
    out_.add("fee_lines", [&](json_writer& json) { fee_lines(json); });
    out_.add("coupon_lines", [&](json_writer& json) { coupon_lines(json); });
    out_.add("refunds", [](json_writer& json) { json.begin_array().end_array(); });
    ending();
    return out_.take();
  }

private:
  void basics() {
    out_.number("id", head_.id);
    out_.number("parent_id", 0);
    out_.text("status", head_.status);
    out_.text("currency", "EUR");
    out_.text("version", "10.0.2");
    out_.boolean("prices_include_tax", settings_.prices_include_tax);
    out_.date("date_created", head_.created, zone_);
    out_.date("date_modified", head_.modified, zone_);
    out_.amount("discount_total", priced_.discount_total);
    out_.amount("discount_tax", priced_.discount_tax);
    out_.amount("shipping_total", priced_.shipping_total);
    out_.amount("shipping_tax", priced_.shipping_tax);
    out_.amount("cart_tax", priced_.cart_tax);
    out_.amount("total", priced_.total);
    out_.amount("total_tax", priced_.total_tax);
    out_.number("customer_id", head_.customer_id);
    out_.text("order_key", head_.order_key);
  }

  void address(json_writer& json, const person& who, bool billing) {
    json.begin_object().key("first_name").text(who.first_name).key("last_name").text(who.last_name);
    json.key("company")
        .text(who.company)
        .key("address_1")
        .text(who.address_1)
        .key("address_2")
        .text("");
    json.key("city").text(who.city).key("state").text("").key("postcode").text(who.postcode);
    json.key("country").text(who.country);
    if (billing) {
      json.key("email").text(who.email);
    }
    json.key("phone").text(who.phone).end_object();
  }

  void people() {
    out_.add("billing", [&](json_writer& json) { address(json, head_.billing, true); });
    out_.add("shipping", [&](json_writer& json) { address(json, head_.shipping, false); });
    out_.text("payment_method", head_.payment_method);
    out_.text("payment_method_title", head_.payment_method_title);
    out_.text("transaction_id", head_.transaction_id);
    out_.text("customer_ip_address", "192.0.2.44");
    out_.text("customer_user_agent",
              "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    out_.text("created_via", head_.created_via);
    out_.text("customer_note", head_.customer_note);
    out_.date("date_completed", head_.completed, zone_);
    out_.date("date_paid", head_.paid, zone_);
    out_.text("cart_hash", "3a5f0c1e9d7b4a62b8f1d0c3e5a79b24");
    out_.text("number", head_.number);
  }

  void meta(json_writer& json, std::string_view key, std::string_view value, bool display = false) {
    json.begin_object()
        .key("id")
        .number(ids_.next_meta++)
        .key("key")
        .text(key)
        .key("value")
        .text(value);
    if (display) {
      json.key("display_key").text(key).key("display_value").text(value);
    }
    json.end_object();
  }

  void meta_data(json_writer& json) {
    json.begin_array();
    meta(json, "is_vat_exempt", cart_.vat_exempt && !head_.vat_number.empty() ? "yes" : "no");
    if (!head_.vat_number.empty()) {
      meta(json, "_billing_vat_number", head_.vat_number);
    }
    meta(json, "_wc_order_attribution_source_type", "organic");
    // Plugins store whatever they like: an object here, so that readers cannot count on text.
    json.begin_object()
        .key("id")
        .number(ids_.next_meta++)
        .key("key")
        .text("_some_plugin_data")
        .key("value");
    json.begin_object()
        .key("a")
        .begin_array()
        .number(1)
        .number(2)
        .end_array()
        .key("b")
        .text("")
        .end_object();
    json.end_object().end_array();
  }

  void taxes(json_writer& json, const priced_line& line, bool with_subtotal) {
    json.key("taxes").begin_array();
    for (const auto& tax : line.taxes) {
      json.begin_object()
          .key("id")
          .number(tax.rate->id)
          .key("total")
          .amount(tax.total)
          .key("subtotal");
      if (with_subtotal) {
        json.amount(tax.subtotal);
      } else {
        json.text("");
      }
      json.end_object();
    }
    json.end_array();
  }

  void line_items(json_writer& json) {
    json.begin_array();
    for (std::size_t i = 0; i < cart_.lines.size(); ++i) {
      const product& item = *cart_.lines[i].item;
      const priced_line& line = priced_.lines[i];
      const int quantity = cart_.lines[i].quantity;
      json.begin_object().key("id").number(ids_.next_item++).key("name").text(item.name);
      json.key("product_id").number(item.id).key("variation_id").number(item.variation_id);
      json.key("quantity").number(quantity).key("tax_class").text(slug(item.cls));
      json.key("subtotal").amount(line.subtotal).key("subtotal_tax").amount(line.subtotal_tax);
      json.key("total").amount(line.total).key("total_tax").amount(line.total_tax);
      taxes(json, line, true);
      json.key("meta_data").begin_array().end_array().key("sku").text(item.sku);
      json.key("price").real(static_cast<double>(line.total) / 1e6 / std::max(quantity, 1));
      json.key("image").begin_object().key("id").text("").key("src").text("").end_object().key(
          "parent_name");
      if (item.parent_name.empty()) {
        json.null();
      } else {
        json.text(item.parent_name);
      }
      json.end_object();
    }
    json.end_array();
  }

  void tax_lines(json_writer& json) {
    json.begin_array();
    for (const auto& row : priced_.rates) {
      json.begin_object()
          .key("id")
          .number(ids_.next_item++)
          .key("rate_code")
          .text(rate_code(*row.rate));
      json.key("rate_id")
          .number(row.rate->id)
          .key("label")
          .text(row.rate->label)
          .key("compound")
          .boolean(false);
      json.key("tax_total")
          .amount(row.tax_total)
          .key("shipping_tax_total")
          .amount(row.shipping_tax_total);
      json.key("rate_percent").real(static_cast<double>(row.rate->per_mille_percent) / 1000.0);
      json.key("meta_data").begin_array().end_array().end_object();
    }
    json.end_array();
  }

  std::string items_text() const {
    std::string out;
    for (const auto& line : cart_.lines) {
      out += (out.empty() ? "" : ", ") + std::string{line.item->name} + " &times; " +
             std::to_string(line.quantity);
    }
    return out;
  }

  void shipping_lines(json_writer& json) {
    json.begin_array();
    if (cart_.shipping && priced_.shipping) {
      const auto& method = *cart_.shipping;
      json.begin_object().key("id").number(ids_.next_item++).key("method_title").text(method.title);
      json.key("method_id").text(method.method_id).key("instance_id").text(method.instance_id);
      json.key("total")
          .amount(priced_.shipping->total)
          .key("total_tax")
          .amount(priced_.shipping->total_tax);
      taxes(json, *priced_.shipping, false);
      json.key("tax_status").text("taxable").key("meta_data").begin_array();
      meta(json, "Items", items_text(), true);
      json.end_array().end_object();
    }
    json.end_array();
  }

  void fee_lines(json_writer& json) {
    json.begin_array();
    for (std::size_t i = 0; i < cart_.fees.size(); ++i) {
      const priced_line& line = priced_.fees[i];
      json.begin_object().key("id").number(ids_.next_item++).key("name").text(cart_.fees[i].name);
      json.key("tax_class")
          .text("")
          .key("tax_status")
          .text(cart_.fees[i].taxable ? "taxable" : "none");
      json.key("amount").text(to_shortest_text(line.total)).key("total").amount(line.total);
      json.key("total_tax").amount(line.total_tax);
      taxes(json, line, false);
      json.key("meta_data").begin_array().end_array().end_object();
    }
    json.end_array();
  }

  void coupon_lines(json_writer& json) {
    json.begin_array();
    for (std::size_t i = 0; i < cart_.coupons.size(); ++i) {
      const auto& coupon = cart_.coupons[i];
      json.begin_object().key("id").number(ids_.next_item++).key("code").text(coupon.code);
      json.key("discount").amount(priced_.coupons[i].discount);
      json.key("discount_tax").amount(priced_.coupons[i].discount_tax);
      json.key("meta_data").begin_array().end_array();
      json.key("discount_type").text(coupon.percent ? "percent" : "fixed_cart");
      json.key("nominal_amount").real(static_cast<double>(coupon.amount) / 1e6);
      json.key("free_shipping").boolean(false).end_object();
    }
    json.end_array();
  }

  void ending() {
    const std::string id = std::to_string(head_.id);
    const bool open = head_.status == "pending" || head_.status == "failed";
    const bool only_downloads =
        std::all_of(cart_.lines.begin(), cart_.lines.end(),
                    [](const cart_line& line) { return line.item->downloadable; });
    out_.add("payment_url", [&](json_writer& json) {
      json.link("/afrekenen/order-pay/" + id + "/?pay_for_order=true&key=" + head_.order_key);
    });
    out_.boolean("is_editable", head_.status == "pending" || head_.status == "on-hold" ||
                                    head_.status == "checkout-draft");
    out_.boolean("needs_payment", open && priced_.total > 0);
    out_.boolean("needs_processing", !only_downloads);
    out_.date("date_created_gmt", head_.created, std::nullopt);
    out_.date("date_modified_gmt", head_.modified, std::nullopt);
    out_.date("date_completed_gmt", head_.completed, std::nullopt);
    out_.date("date_paid_gmt", head_.paid, std::nullopt);
    out_.text("currency_symbol", "\u20ac");
    out_.add("_links", [&](json_writer& json) { links(json, id); });
  }

  void links(json_writer& json, const std::string& id) {
    json.begin_object().key("self").begin_array().begin_object();
    json.key("href").link("/wp-json/wc/v3/orders/" + id).end_object().end_array();
    json.key("collection")
        .begin_array()
        .begin_object()
        .key("href")
        .link("/wp-json/wc/v3/orders")
        .end_object()
        .end_array();
    if (head_.customer_id != 0) {
      json.key("customer").begin_array().begin_object().key("href");
      json.link("/wp-json/wc/v3/customers/" + std::to_string(head_.customer_id))
          .end_object()
          .end_array();
    }
    json.end_object();
  }

  const order_head& head_;
  const cart& cart_;
  const priced_cart& priced_;
  const tax_settings& settings_;
  shop_zone zone_;
  row_ids& ids_;
  field_list out_;
};

}  // namespace

json_fields write_order(const order_head& head, const cart& wanted, const priced_cart& priced,
                        const tax_settings& settings, shop_zone zone, row_ids& ids) {
  return order_printer{head, wanted, priced, settings, zone, ids}.run();
}

void write_date(json_fields& fields, std::string_view name, std::optional<seconds_utc> when,
                shop_zone zone) {
  set_field(fields, name, when ? quoted(to_text(to_local(*when, zone))) : "null");
  set_field(fields, std::string{name} + "_gmt", when ? quoted(to_text(*when)) : "null");
}

std::string rate_code(const tax_rate& rate) {
  return std::string{rate.country} + "-" + std::string{rate.label} + "-1";
}

}  // namespace boekbrug::sim::woocommerce
