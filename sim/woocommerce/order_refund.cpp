// Refund objects: what the shop stores when an administrator gives money back.

#include "sim/woocommerce/order_edit.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace boekbrug::sim::woocommerce {
namespace {

using core::errc;
using core::fail;

/// One line of the order that goes back, wholly or by pieces.
struct returned_line {
  std::string_view kind;  // "line_items", "shipping_lines", "fee_lines"
  boost::json::object line;
  std::int64_t id = 0;
  std::int64_t quantity = 1;
  micro net = 0;
  micro tax = 0;
  std::optional<std::int64_t> rate_id;
};

micro amount_in(const boost::json::object& line, std::string_view name) {
  const auto* value = line.if_contains(name);
  return value != nullptr && value->is_string()
             ? parse_amount(std::string_view{value->get_string()}).value_or(0)
             : 0;
}

std::int64_t number_in(const boost::json::object& line, std::string_view name) {
  const auto* value = line.if_contains(name);
  if (value != nullptr && value->is_string()) {
    return parse_amount(std::string_view{value->get_string()}).value_or(0) / micro_per_unit;
  }
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::string text_in(const boost::json::object& line, std::string_view name) {
  const auto* value = line.if_contains(name);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::vector<returned_line> lines_of(const stored_order& order) {
  std::vector<returned_line> out;
  for (const std::string_view kind : {"line_items", "shipping_lines", "fee_lines"}) {
    boost::json::error_code problem;
    const auto parsed = boost::json::parse(readable(field(order.fields, kind)), problem);
    if (problem || !parsed.is_array()) {
      continue;
    }
    for (const auto& value : parsed.get_array()) {
      if (!value.is_object()) {
        continue;
      }
      const auto& line = value.get_object();
      returned_line entry{kind,
                          line,
                          number_in(line, "id"),
                          kind == "line_items" ? number_in(line, "quantity") : 1,
                          round_to_cents(amount_in(line, "total")),
                          round_to_cents(amount_in(line, "total_tax")),
                          {}};
      const auto* taxes = line.if_contains("taxes");
      if (taxes != nullptr && taxes->is_array() && !taxes->get_array().empty() &&
          taxes->get_array()[0].is_object()) {
        entry.rate_id = number_in(taxes->get_array()[0].get_object(), "id");
      }
      out.push_back(std::move(entry));
    }
  }
  return out;
}

/// Leaves one piece of a line.
void keep_one_piece(returned_line& line) {
  if (line.quantity > 1) {
    line.net = round_to_cents(multiply_divide(line.net, 1, line.quantity));
    line.tax = round_to_cents(multiply_divide(line.tax, 1, line.quantity));
    line.quantity = 1;
  }
}

/// The lines that this refund gives back; empty for refunds without lines.
std::vector<returned_line> chosen_lines(const stored_order& order, const refund_request& request) {
  if (request.kind == refund_kind::amount_only || request.kind == refund_kind::by_status) {
    return {};
  }
  std::vector<returned_line> lines = lines_of(order);
  if (request.kind == refund_kind::some_lines && request.line_ids.empty()) {
    std::erase_if(lines,
                  [](const auto& line) { return line.kind != "line_items" || line.net <= 0; });
    lines.resize(std::min<std::size_t>(lines.size(), 1));
    std::for_each(lines.begin(), lines.end(), keep_one_piece);
  } else if (request.kind == refund_kind::some_lines) {
    std::erase_if(lines, [&](const auto& line) {
      return std::find(request.line_ids.begin(), request.line_ids.end(), line.id) ==
             request.line_ids.end();
    });
  }
  return lines;
}

class refund_printer {
public:
  refund_printer(const stored_order& order, std::vector<returned_line> lines,
                 std::int64_t& next_item, std::int64_t& next_meta)
      : order_{order}, lines_{std::move(lines)}, next_item_{next_item}, next_meta_{next_meta} {}

  json_fields run(const stored_refund& refund, const refund_request& request, shop_zone zone) {
    const auto add = [&](std::string_view key, auto write) {
      std::string text;
      json_writer json{text};
      write(json);
      out_.push_back({std::string{key}, std::move(text)});
    };
    add("id", [&](json_writer& json) { json.number(refund.id); });
    add("date_created",
        [&](json_writer& json) { json.text(to_text(to_local(refund.created, zone))); });
    add("date_created_gmt", [&](json_writer& json) { json.text(to_text(refund.created)); });
    add("amount", [&](json_writer& json) { json.amount(refund.amount); });
    add("reason", [&](json_writer& json) { json.text(request.reason); });
    add("refunded_by", [](json_writer& json) { json.number(1); });
    add("refunded_payment", [&](json_writer& json) { json.boolean(request.money_returned); });
    add("meta_data", [](json_writer& json) { json.begin_array().end_array(); });
    add("line_items", [&](json_writer& json) { lines(json, "line_items"); });
    add("shipping_lines", [&](json_writer& json) { lines(json, "shipping_lines"); });
    add("tax_lines", [&](json_writer& json) { tax_lines(json); });
    add("fee_lines", [&](json_writer& json) { lines(json, "fee_lines"); });
    add("_links", [&](json_writer& json) {
      const std::string path = "/wp-json/wc/v3/orders/" + std::to_string(order_.id);
      json.begin_object().key("self").begin_array().begin_object().key("href");
      json.link(path + "/refunds/" + std::to_string(refund.id)).end_object().end_array();
      json.key("up")
          .begin_array()
          .begin_object()
          .key("href")
          .link(path)
          .end_object()
          .end_array()
          .end_object();
    });
    return std::move(out_);
  }

private:
  void taxes(json_writer& json, const returned_line& line) {
    json.key("taxes").begin_array();
    if (line.rate_id) {
      json.begin_object()
          .key("id")
          .number(*line.rate_id)
          .key("total")
          .amount(-line.tax)
          .key("subtotal");
      if (line.kind == "line_items") {
        json.amount(-line.tax);
      } else {
        json.text("");
      }
      json.end_object();
    }
    json.end_array();
  }

  void origin(json_writer& json, const returned_line& line) {
    const std::string id = std::to_string(line.id);
    json.key("meta_data").begin_array().begin_object().key("id").number(next_meta_++);
    json.key("key")
        .text("_refunded_item_id")
        .key("value")
        .text(id)
        .key("display_key")
        .text("_refunded_item_id");
    json.key("display_value").text(id).end_object().end_array();
  }

  void line(json_writer& json, const returned_line& entry) {
    json.begin_object().key("id").number(next_item_++);
    const auto& source = entry.line;
    if (entry.kind == "line_items") {
      json.key("name")
          .text(text_in(source, "name"))
          .key("product_id")
          .number(number_in(source, "product_id"));
      json.key("variation_id")
          .number(number_in(source, "variation_id"))
          .key("quantity")
          .number(-entry.quantity);
      json.key("tax_class").text(text_in(source, "tax_class"));
      json.key("subtotal").amount(-entry.net).key("subtotal_tax").amount(-entry.tax);
    } else if (entry.kind == "shipping_lines") {
      json.key("method_title")
          .text(text_in(source, "method_title"))
          .key("method_id")
          .text(text_in(source, "method_id"));
      json.key("instance_id").text(text_in(source, "instance_id"));
    } else {
      json.key("name")
          .text(text_in(source, "name"))
          .key("tax_class")
          .text(text_in(source, "tax_class"));
      json.key("tax_status")
          .text(text_in(source, "tax_status"))
          .key("amount")
          .text(to_shortest_text(-entry.net));
    }
    json.key("total").amount(-entry.net).key("total_tax").amount(-entry.tax);
    taxes(json, entry);
    origin(json, entry);
    if (entry.kind == "line_items") {
      json.key("sku").text(text_in(source, "sku"));
      json.key("price").real(static_cast<double>(entry.net) / 1e6 /
                             static_cast<double>(std::max<std::int64_t>(entry.quantity, 1)));
      json.key("image").begin_object().key("id").text("").key("src").text("").end_object();
      const std::string parent = text_in(source, "parent_name");
      json.key("parent_name");
      parent.empty() ? json.null() : json.text(parent);
    }
    json.end_object();
  }

  void lines(json_writer& json, std::string_view kind) {
    json.begin_array();
    for (const auto& entry : lines_) {
      if (entry.kind == kind) {
        line(json, entry);
      }
    }
    json.end_array();
  }

  /// The order's own tax lines tell label and percentage of each rate.
  void tax_lines(json_writer& json) {
    std::map<std::int64_t, std::pair<micro, micro>> sums;  // rate -> goods and fees, shipping
    for (const auto& entry : lines_) {
      if (entry.rate_id) {
        auto& [goods, shipping] = sums[*entry.rate_id];
        (entry.kind == "shipping_lines" ? shipping : goods) += entry.tax;
      }
    }
    json.begin_array();
    for (const auto text : split_array(field(order_.fields, "tax_lines"))) {
      json_fields members = split_object(text);
      const auto it = std::find_if(sums.begin(), sums.end(), [&](const auto& sum) {
        return std::to_string(sum.first) == field(members, "rate_id");
      });
      if (it == sums.end()) {
        continue;
      }
      json.begin_object().key("id").number(next_item_++);
      for (const char* name : {"rate_code", "rate_id", "label", "compound"}) {
        json.key(name).raw(field(members, name));
      }
      json.key("tax_total")
          .amount(-it->second.first)
          .key("shipping_tax_total")
          .amount(-it->second.second);
      const std::string_view percent = field(members, "rate_percent");
      json.key("rate_percent").raw(percent.empty() ? "null" : percent);
      json.key("meta_data").begin_array().end_array().end_object();
    }
    json.end_array();
  }

  const stored_order& order_;
  std::vector<returned_line> lines_;
  std::int64_t& next_item_;
  std::int64_t& next_meta_;
  json_fields out_;
};

}  // namespace

core::result<refund_request> parse_refund(const boost::json::object& json) {
  static const std::map<std::string, refund_kind> kinds{{"full", refund_kind::full_lines},
                                                        {"lines", refund_kind::some_lines},
                                                        {"amount", refund_kind::amount_only},
                                                        {"status", refund_kind::by_status}};
  refund_request request;
  const std::string amount = text_in(json, "amount");
  std::string kind = text_in(json, "kind");
  if (kind.empty()) {
    kind = amount.empty() ? "full" : "amount";
  }
  const auto known = kinds.find(kind);
  if (known == kinds.end()) {
    return fail(errc::invalid_input, "kind: full, lines, amount or status expected");
  }
  request.kind = known->second;
  if (request.kind == refund_kind::amount_only) {
    const auto value = parse_amount(amount);
    if (!value) {
      return fail(errc::invalid_input, "amount: an amount as text expected");
    }
    request.amount = round_to_cents(*value);
  }
  if (const auto* ids = json.if_contains("line_ids"); ids != nullptr && ids->is_array()) {
    for (const auto& id : ids->get_array()) {
      if (!id.is_int64()) {
        return fail(errc::invalid_input, "line_ids: numbers expected");
      }
      request.line_ids.push_back(id.get_int64());
    }
  }
  request.reason =
      request.kind == refund_kind::by_status ? "Order fully refunded." : text_in(json, "reason");
  const auto* returned = json.if_contains("refunded_payment");
  request.money_returned = returned == nullptr || !returned->is_bool() || returned->get_bool();
  return request;
}

core::result<stored_refund> make_refund(const stored_order& order, const refund_request& request,
                                        std::int64_t refund_id, std::int64_t& next_item_id,
                                        std::int64_t& next_meta_id, seconds_utc now,
                                        shop_zone zone) {
  const micro left = order.total - refunded_so_far(order);
  std::vector<returned_line> lines = chosen_lines(order, request);
  if (request.kind == refund_kind::full_lines && !order.refunds.empty()) {
    lines.clear();  // what is left after earlier refunds has no lines of its own any more
  }
  stored_refund refund{refund_id, order.id, now, 0, {}};
  for (const auto& line : lines) {
    refund.amount += line.net + line.tax;
  }
  if (request.kind == refund_kind::amount_only) {
    refund.amount = request.amount;
  } else if (request.kind != refund_kind::some_lines) {
    refund.amount = left;
  }
  if (refund.amount <= 0 || refund.amount > left) {
    return fail(errc::invalid_input, "Invalid refund amount.");
  }
  refund.fields = refund_printer{order, std::move(lines), next_item_id, next_meta_id}.run(
      refund, request, zone);
  return refund;
}

}  // namespace boekbrug::sim::woocommerce
