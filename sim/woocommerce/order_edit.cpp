#include "sim/woocommerce/order_edit.hpp"

#include "sim/woocommerce/order_writer.hpp"

#include <boost/json/value.hpp>

#include <charconv>

namespace boekbrug::sim::woocommerce {
namespace {

using core::errc;
using core::fail;

std::optional<std::int64_t> to_number(std::string_view text) noexcept {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc{} && end == text.data() + text.size() && !text.empty()
             ? std::optional{value}
             : std::nullopt;
}

std::optional<seconds_utc> to_time(std::string_view json) noexcept {
  const auto wall = parse_wall_time(plain_text(json));
  return wall ? std::optional{seconds_utc{wall->time_since_epoch()}} : std::nullopt;
}

/// `"x": true` is now, false or null is never, a text is that time in UTC.
core::result<std::optional<seconds_utc>> moment(const boost::json::value& value,
                                                std::string_view name, seconds_utc now) {
  if (value.is_null() || (value.is_bool() && !value.get_bool())) {
    return std::optional<seconds_utc>{};
  }
  if (value.is_bool()) {
    return std::optional{now};
  }
  const auto wall =
      value.is_string() ? parse_wall_time(std::string_view{value.get_string()}) : std::nullopt;
  if (!wall) {
    return fail(
        errc::invalid_input,
        std::string{name} + ": true, false or a UTC time such as 2026-05-01T10:00:00 expected");
  }
  return std::optional{seconds_utc{wall->time_since_epoch()}};
}

core::result<std::string> string_of(const boost::json::value& value, std::string_view name) {
  if (!value.is_string()) {
    return fail(errc::invalid_input, std::string{name} + ": text expected");
  }
  return std::string{value.get_string()};
}

bool means_paid(std::string_view status) {
  return status == "processing" || status == "completed";
}

void refresh_flags(stored_order& order) {
  const bool open = order.status == "pending" || order.status == "failed";
  const bool editable =
      order.status == "pending" || order.status == "on-hold" || order.status == "checkout-draft";
  set_field(order.fields, "is_editable", editable ? "true" : "false");
  set_field(order.fields, "needs_payment", open && order.total > 0 ? "true" : "false");
}

std::string amount_text(micro value) {
  std::string out;
  json_writer{out}.amount(value);
  return out;
}

}  // namespace

std::string readable(std::string_view stored) {
  std::string out;
  append_filled(out, stored, 6, "");
  return out;
}

core::result<stored_order> make_stored_order(json_fields fields) {
  stored_order order;
  const auto id = to_number(field(fields, "id"));
  const auto created = to_time(field(fields, "date_created_gmt"));
  const auto modified = to_time(field(fields, "date_modified_gmt"));
  if (!id || *id <= 0) {
    return fail(errc::invalid_input, "order without a usable id");
  }
  if (!created || !modified) {
    return fail(errc::invalid_input, "order " + std::to_string(*id) +
                                         ": date_created_gmt or date_modified_gmt is missing");
  }
  const std::string total = readable(field(fields, "total"));
  const auto amount = parse_amount(plain_text(total));
  if (!amount || plain_text(field(fields, "status")).empty()) {
    return fail(errc::invalid_input,
                "order " + std::to_string(*id) + ": total or status is missing");
  }
  order.id = *id;
  order.created = *created;
  order.modified = *modified;
  order.total = *amount;
  order.status = plain_text(field(fields, "status"));
  order.number = plain_text(field(fields, "number"));
  order.parent = to_number(field(fields, "parent_id")).value_or(0);
  order.customer = to_number(field(fields, "customer_id")).value_or(0);
  order.paid = to_time(field(fields, "date_paid_gmt"));
  order.fields = std::move(fields);
  return order;
}

core::result<stored_refund> make_stored_refund(json_fields fields, std::int64_t order_id) {
  const auto id = to_number(field(fields, "id"));
  const auto created = to_time(field(fields, "date_created_gmt"));
  const auto amount = parse_amount(plain_text(readable(field(fields, "amount"))));
  if (!id || !created || !amount) {
    return fail(errc::invalid_input, "refund of order " + std::to_string(order_id) +
                                         ": id, date_created_gmt or amount is missing");
  }
  return stored_refund{*id, order_id, *created, *amount, std::move(fields)};
}

core::result<order_patch> parse_patch(const boost::json::object& json, seconds_utc now) {
  order_patch patch;
  for (const auto& [key, value] : json) {
    const std::string name{key};
    if (name == "paid" || name == "completed" || name == "date_modified") {
      const auto when = moment(value, name, now);
      if (!when) {
        return when.error();
      }
      if (name == "paid") {
        patch.paid = *when;
      } else if (name == "completed") {
        patch.completed = *when;
      } else if (*when) {
        patch.modified = **when;
      } else {
        patch.moves_modified = false;
      }
      continue;
    }
    const auto text = string_of(value, name);
    if (!text) {
      return text.error();
    }
    if (name == "status") {
      patch.status = *text;
    } else if (name == "customer_note") {
      patch.customer_note = *text;
    } else if (name == "total") {
      patch.total = parse_amount(*text);
      if (!patch.total) {
        return fail(errc::invalid_input, "total: an amount as text expected");
      }
    } else {
      return fail(
          errc::invalid_input,
          name +
              ": unknown; known are status, paid, completed, total, customer_note, date_modified");
    }
  }
  return patch;
}

void apply(const order_patch& patch, stored_order& order, seconds_utc now, shop_zone zone) {
  if (patch.total) {
    order.total = *patch.total;
    set_field(order.fields, "total", amount_text(*patch.total));
  }
  if (patch.customer_note) {
    set_field(order.fields, "customer_note", quoted(*patch.customer_note));
  }
  if (patch.status) {
    order.status = *patch.status;
    set_field(order.fields, "status", quoted(order.status));
    if (order.status == "completed" && !patch.completed) {
      write_date(order.fields, "date_completed", now, zone);
    }
    // Bank transfers and cash on delivery get their payment date here; "on account" gateways never
    // do.
    const bool on_account = plain_text(field(order.fields, "payment_method")) == "op_rekening";
    if (means_paid(order.status) && !order.paid && !patch.paid && !on_account) {
      order.paid = now;
      write_date(order.fields, "date_paid", now, zone);
    }
  }
  if (patch.completed) {
    write_date(order.fields, "date_completed", *patch.completed, zone);
  }
  if (patch.paid) {
    order.paid = *patch.paid;
    write_date(order.fields, "date_paid", *patch.paid, zone);
  }
  refresh_flags(order);
  if (patch.moves_modified) {
    order.modified = patch.modified.value_or(now);
    write_date(order.fields, "date_modified", order.modified, zone);
  }
}

micro refunded_so_far(const stored_order& order) noexcept {
  micro sum = 0;
  for (const auto& refund : order.refunds) {
    sum += refund.amount;
  }
  return sum;
}

void attach(stored_order& order, stored_refund refund, seconds_utc now, shop_zone zone) {
  std::string list;
  json_writer json{list};
  json.begin_array();
  for (const auto known : split_array(field(order.fields, "refunds"))) {
    json.raw(known);
  }
  json.begin_object().key("id").number(refund.id).key("reason").raw(field(refund.fields, "reason"));
  json.key("total").amount(-refund.amount).end_object().end_array();
  set_field(order.fields, "refunds", std::move(list));
  order.refunds.push_back(std::move(refund));
  if (refunded_so_far(order) >= order.total && order.status != "refunded") {
    order.status = "refunded";
    set_field(order.fields, "status", quoted(order.status));
  }
  order.modified = now;
  write_date(order.fields, "date_modified", now, zone);
}

}  // namespace boekbrug::sim::woocommerce
