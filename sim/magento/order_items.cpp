#include "sim/magento/order_items.hpp"

namespace boekbrug::sim::magento {
namespace {

void write_options(json_writer& json, const product& item) {
  if (item.type != product_type::configurable && item.type != product_type::bundle_dynamic &&
      item.type != product_type::bundle_fixed) {
    return;
  }
  json.key("product_option").begin_object().key("extension_attributes").begin_object();
  if (item.type == product_type::configurable) {
    json.key("configurable_item_options").begin_array().begin_object();
    json.member("option_id", "93").key("option_value").number(item.id % 40 + 40);
    json.end_object().end_array();
  } else {
    json.key("bundle_options").begin_array();
    for (const auto& part : item.parts) {
      json.begin_object().key("option_id").number(part.child % 50);
      json.key("option_qty").number(part.quantity);
      json.key("option_selections").begin_array().number(part.child).end_array().end_object();
    }
    json.end_array();
  }
  json.end_object().end_object();
}

void write_weee(json_writer& json, const amount_writer& amount, const priced_line& line,
                money quantity) {
  if (line.weee_row == 0) {
    return;
  }
  std::string list;
  json_writer inner{list};
  inner.begin_array().begin_object().member("title", "Verwijderingsbijdrage");
  const auto row_amount = [&](const char* name, money value) {
    inner.key(name).amount(value).key(std::string{"base_"} + name).amount(value);
  };
  row_amount("amount", part_of(line.weee_row, one, quantity));
  row_amount("row_amount", line.weee_row);
  row_amount("amount_incl_tax", part_of(line.weee_row_incl, one, quantity));
  row_amount("row_amount_incl_tax", line.weee_row_incl);
  inner.end_object().end_array();
  json.member("weee_tax_applied", list);
  amount("weee_tax_applied_amount", part_of(line.weee_row, one, quantity));
  amount("weee_tax_applied_row_amount", line.weee_row);
}

class item_printer {
public:
  item_printer(json_writer& json, const order_draft& order, std::int64_t first_id)
      : json_{json}, amount_{json, order.currency_rate}, order_{order}, first_id_{first_id} {}

  void print(std::size_t index) const {
    const cart_line& line = order_.goods.lines[index];
    const priced_line& priced = order_.priced.lines[index];
    json_.begin_object().key("item_id").number(id_of(index));
    if (line.parent >= 0) {
      json_.key("parent_item_id").number(id_of(static_cast<std::size_t>(line.parent)));
    }
    json_.key("order_id").number(order_.id).key("store_id").number(order_.store_id);
    json_.key("quote_item_id").number(id_of(index) - 1000);
    json_.key("product_id").number(line.item->id);
    json_.member("product_type", type_code(line.item->type)).member("sku", line.item->sku);
    json_.member("name", line.item->name);
    json_.key("is_virtual").number(ships(line.item->type) ? 0 : 1);
    json_.member("created_at", to_text(order_.created));
    json_.member("updated_at", to_text(order_.updated));
    print_counts(line);
    print_amounts(line, priced);
    write_weee(json_, amount_, priced, line.quantity);
    write_options(json_, *line.item);
    if (line.parent >= 0) {
      print_parent(static_cast<std::size_t>(line.parent));
    }
    json_.end_object();
  }

private:
  std::int64_t id_of(std::size_t index) const {
    return first_id_ + static_cast<std::int64_t>(index);
  }
  void print_counts(const cart_line& line) const {
    // A configurable's child is shipped with its parent and shows no piece of its own.
    const bool of_configurable =
        line.parent >= 0 && order_.goods.lines[static_cast<std::size_t>(line.parent)].item->type ==
                                product_type::configurable;
    const bool sent = order_.shipped && ships(line.item->type) && !of_configurable;
    json_.key("qty_ordered").amount(line.quantity);
    json_.key("qty_invoiced").amount(order_.invoiced ? line.quantity : 0);
    json_.key("qty_shipped").amount(sent ? line.quantity : 0).key("qty_refunded").number(0);
    json_.key("qty_canceled").amount(order_.canceled ? line.quantity : 0);
  }
  void print_amounts(const cart_line& line, const priced_line& priced) const {
    if (!line.priced && line.parent >= 0) {
      amount_("original_price", 0);
      amount_("price", line.item->price);  // shown, though the row is worth nothing
      for (const char* name : {"row_total", "tax_amount"}) {
        amount_(name, 0);
      }
      json_.key("tax_percent").number(0);
      amount_("discount_amount", 0);
      return;
    }
    amount_("original_price", line.priced ? line.item->price : priced.price_incl);
    amount_("price", priced.price);
    amount_("price_incl_tax", priced.price_incl);
    amount_("row_total", priced.row_total);
    amount_("row_total_incl_tax", priced.row_incl);
    if (line.priced) {
      json_.key("tax_percent").amount(percent_amount(priced.rate));
    }
    amount_("tax_amount", priced.tax);
    json_.key("discount_percent")
        .amount(line.priced && priced.discount != 0 ? order_.goods.discount_percent : 0);
    amount_("discount_amount", priced.discount);
    if (line.priced) {
      amount_("discount_tax_compensation_amount", priced.compensation);
    }
    if (order_.invoiced) {
      amount_("row_invoiced", priced.row_total);
      amount_("tax_invoiced", priced.tax);
      amount_("discount_invoiced", priced.discount);
    }
    if (!order_.coupon.empty()) {
      json_.member("applied_rule_ids", "5");
    }
  }
  void print_parent(std::size_t index) const {
    const product& item = *order_.goods.lines[index].item;
    json_.key("parent_item").begin_object().key("item_id").number(id_of(index));
    json_.member("product_type", type_code(item.type)).member("sku", item.sku);
    json_.member("name", item.name);
    amount_("row_total", order_.priced.lines[index].row_total);
    json_.end_object();
  }

  json_writer& json_;
  amount_writer amount_;
  const order_draft& order_;
  std::int64_t first_id_;
};

}  // namespace

void amount_writer::operator()(std::string_view name, money value) const {
  if (rate_ == one) {
    json_.twin_key(name).amount(value);
    return;
  }
  json_.key("base_" + std::string{name}).amount(part_of(value, one, rate_));
  json_.key(name).amount(value);
}

void write_items(json_writer& json, const order_draft& order, std::int64_t first_item_id) {
  const item_printer printer{json, order, first_item_id};
  json.begin_array();
  for (std::size_t i = 0; i < order.goods.lines.size(); ++i) {
    printer.print(i);
  }
  json.end_array();
}

}  // namespace boekbrug::sim::magento
