#include "sim/magento/documents.hpp"

#include "sim/magento/json_text.hpp"
#include "sim/magento/order_view.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::magento {
namespace {

/// One row of a document with its share of the order's row.
struct taken_item {
  const sold_item* from = nullptr;
  money quantity = 0;
  money row_total = 0, row_incl = 0, tax = 0, discount = 0, compensation = 0;
  money weee_row = 0, weee_row_incl = 0;
};

struct taken_payments {
  money gift_cards = 0, balance = 0, rewards = 0;
  money sum() const noexcept { return gift_cards + balance + rewards; }
};

class document_maker {
public:
  document_maker(document_kind kind, const std::string& order, const document_wish& wish,
                 const document_place& place)
      : invoice_{kind == document_kind::invoice},
        order_{std::string_view{order}},
        wish_{wish},
        place_{place},
        items_{sold_items(order_)} {}

  core::result<std::string> run() {
    for (const auto& item : items_) {
      auto took = take(item);
      if (!took) {
        return took.error();
      }
      taken_.push_back(*took);
    }
    take_shipping();
    if (wish_.everything) {
      take_fees();
    }
    positive_ += wish_.adjustment_positive;
    gross_ += positive_ - wish_.adjustment_negative;
    const bool nothing = std::all_of(taken_.begin(), taken_.end(),
                                     [](const taken_item& item) { return item.quantity == 0; });
    if (gross_ < 0 || (nothing && gross_ == 0)) {
      return core::fail(core::errc::invalid_input, "nothing is left to take of this order");
    }
    take_payments();
    return print();
  }

private:
  money done_of(const sold_item& item) const {
    return wish_.from_scratch ? 0
                              : amount_of(item.json, invoice_ ? "qty_invoiced" : "qty_refunded");
  }
  bool is_first() const {
    return wish_.from_scratch ||
           amount_of(order_, invoice_ ? "total_invoiced" : "total_refunded") == 0;
  }

  /// How many pieces; children go along with their parents.
  core::result<money> pieces_of(const sold_item& item) const {
    const money done = done_of(item);
    const money left = (invoice_ ? item.ordered - amount_of(item.json, "qty_canceled")
                                 : amount_of(item.json, "qty_invoiced")) -
                       done;
    if (wish_.everything) {
      return std::max<money>(left, 0);
    }
    for (const auto& [id, quantity] : wish_.pieces) {
      money wanted = id == item.id ? quantity : 0;
      if (id == item.parent && id != 0) {
        const auto parent = std::find_if(items_.begin(), items_.end(),
                                         [&](const sold_item& other) { return other.id == id; });
        wanted = parent == items_.end() ? 0 : mul_div(item.ordered, quantity, parent->ordered);
      }
      if (wanted < 0 || wanted > std::max<money>(left, 0)) {
        return core::fail(core::errc::invalid_input,
                          "item " + std::to_string(item.id) + ": only " + to_text(left) + " left");
      }
      if (wanted != 0) {
        return wanted;
      }
    }
    return money{0};
  }

  core::result<taken_item> take(const sold_item& item) {
    taken_item out;
    out.from = &item;
    const auto pieces = pieces_of(item);
    if (!pieces) {
      return pieces.error();
    }
    out.quantity = *pieces;
    if (!item.counts || item.ordered <= 0) {
      return out;
    }
    const money done = done_of(item);
    // What is taken so far, rounded, less what was taken before: the parts add up to the whole.
    const auto share = [&](money whole) {
      return part_of(whole, done + out.quantity, item.ordered) - part_of(whole, done, item.ordered);
    };
    out.row_total = share(item.row_total);
    out.row_incl = share(amount_of(item.json, "row_total_incl_tax"));
    out.tax = share(item.tax);
    out.discount = share(item.discount);
    out.compensation = share(item.compensation);
    out.weee_row = share(item.weee_row);
    out.weee_row_incl = share(item.weee_row_incl);
    subtotal_ += out.row_total;
    subtotal_incl_ += out.row_incl;
    tax_ += out.tax + out.weee_row_incl - out.weee_row;
    discount_ += out.discount;
    compensation_ += out.compensation;
    gross_ += out.row_total + out.tax + out.compensation - out.discount + out.weee_row_incl;
    return out;
  }

  void take_shipping() {
    const char* key = invoice_ ? "shipping_invoiced" : "shipping_refunded";
    if (!wish_.shipping || (!wish_.from_scratch && amount_of(order_, key) != 0)) {
      return;
    }
    shipping_ = shipping_of(order_);
    tax_ += shipping_.tax;
    discount_ += shipping_.discount;
    gross_ += shipping_.gross();
  }

  void take_fees() {
    const money fees = is_first() ? fees_of(order_, items_) : 0;
    if (invoice_) {
      money vat = amount_of(order_, "tax_amount") - shipping_of(order_).tax;
      for (const auto& item : items_) {
        vat -= item.counts ? item.vat() : 0;
      }
      tax_ += fees == 0 ? 0 : vat;
      gross_ += fees;
    } else {
      positive_ += std::max<money>(fees, 0);  // a merchant gives the fee back by hand
    }
  }

  void take_payments() {
    const std::string_view more = order_["extension_attributes"];
    money excess = 0;
    if (invoice_) {
      excess = is_first() ? payments_of(order_) : 0;
    } else {
      excess = gross_ - (amount_of(order_, "total_paid") - amount_of(order_, "total_refunded"));
    }
    excess = std::min(excess, gross_);
    const auto use = [&](money& kind, const char* key) {
      kind = std::clamp<money>(excess, 0, amount_of(more, key));
      excess -= kind;
    };
    use(payments_.gift_cards, "gift_cards_amount");
    use(payments_.balance, "customer_balance_amount");
    use(payments_.rewards, "reward_currency_amount");
  }

  void print_item(json_writer& json, const taken_item& item, std::int64_t id) const {
    const std::string_view from = item.from->json;
    const auto copy = [&](const char* key) {
      if (const auto value = member(from, key); !value.empty()) {
        json.key(key).raw(value);
      }
    };
    json.begin_object().key("entity_id").number(id).key("parent_id").number(place_.id);
    json.key("order_item_id").number(item.from->id);
    for (const char* key : {"product_id", "sku", "name"}) {
      copy(key);
    }
    json.key("qty").amount(item.quantity);
    copy("price");
    if (item.from->counts) {
      copy("price_incl_tax");
      const auto amount = [&](const char* key, money value) { json.twin_key(key).amount(value); };
      amount("row_total", item.row_total);
      amount("row_total_incl_tax", item.row_incl);
      amount("tax_amount", item.tax);
      amount("discount_amount", item.discount);
      amount("discount_tax_compensation_amount", item.compensation);
      if (item.weee_row_incl != 0) {
        json.member(
            "weee_tax_applied",
            "[{\"title\":\"Verwijderingsbijdrage\",\"row_amount\":" + to_text(item.weee_row) +
                ",\"row_amount_incl_tax\":" + to_text(item.weee_row_incl) + "}]");
        amount("weee_tax_applied_row_amount", item.weee_row);
      }
    }
    json.end_object();
  }

  std::string print() const {
    std::string out;
    json_writer json{out};
    const std::string when = to_text(place_.created);
    const auto amount = [&](const char* key, money value) { json.twin_key(key).amount(value); };
    json.begin_object().key("entity_id").number(place_.id).member("increment_id", place_.number);
    json.key("order_id").raw(order_["entity_id"]);
    if (wish_.invoice_id != 0) {
      json.key("invoice_id").number(wish_.invoice_id);
    }
    json.key("store_id").number(number_of(order_, "store_id")).key("state").number(wish_.state);
    json.member("created_at", when).member("updated_at", when);
    for (const char* key : {"order_currency_code", "base_currency_code"}) {
      json.member(key, text_of(order_, key));
    }
    amount("subtotal", subtotal_);
    amount("subtotal_incl_tax", subtotal_incl_);
    amount("discount_amount", -discount_);
    amount("discount_tax_compensation_amount", compensation_);
    amount("shipping_amount", shipping_.amount);
    amount("shipping_tax_amount", shipping_.tax);
    amount("shipping_incl_tax", shipping_.incl);
    amount("shipping_discount_tax_compensation_amount", shipping_.compensation);
    amount("tax_amount", tax_);
    if (!invoice_) {
      amount("adjustment", positive_ - wish_.adjustment_negative);
      amount("adjustment_positive", positive_);
      amount("adjustment_negative", wish_.adjustment_negative);
    }
    amount("grand_total", gross_ - payments_.sum());
    if (const auto trans = text_of(order_["payment"], "last_trans_id"); !trans.empty()) {
      json.member("transaction_id", invoice_ ? trans : "re_" + std::to_string(place_.id));
    }
    print_lists(json, when);
    return out;
  }

  void print_lists(json_writer& json, const std::string& when) const {
    json.key("items").begin_array();
    std::int64_t id = place_.first_item_id;
    for (const auto& item : taken_) {
      // Rows of which nothing is taken appear in memos with quantity 0.
      if (!wish_.everything && item.quantity == 0 && (invoice_ || wish_.pieces.empty())) {
        continue;
      }
      print_item(json, item, id++);
    }
    json.end_array().key("comments").begin_array();
    if (!wish_.comment.empty()) {
      json.begin_object().member("comment", wish_.comment).member("created_at", when).end_object();
    }
    json.end_array().key("extension_attributes").begin_object();
    const auto payment = [&](const char* key, money value) {
      if (value != 0) {
        json.twin_key(key).amount(value);
      }
    };
    payment("gift_cards_amount", payments_.gift_cards);
    payment("customer_balance_amount", payments_.balance);
    payment("reward_currency_amount", payments_.rewards);
    json.end_object().end_object();
  }

  bool invoice_;
  object_view order_;
  const document_wish& wish_;
  const document_place& place_;
  std::vector<sold_item> items_;
  std::vector<taken_item> taken_;
  sold_shipping shipping_;
  taken_payments payments_;
  money subtotal_ = 0, subtotal_incl_ = 0, tax_ = 0, discount_ = 0, compensation_ = 0;
  money gross_ = 0, positive_ = 0;
};

}  // namespace

core::result<std::string> make_document(document_kind kind, const std::string& order,
                                        const document_wish& wish, const document_place& place) {
  return document_maker{kind, order, wish, place}.run();
}

}  // namespace boekbrug::sim::magento
