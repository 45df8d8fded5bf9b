#include "sim/moneybird/invoice_fields.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

/// One row of details_attributes on its way into a line.
class row_reader {
public:
  row_reader(context in, const json::object& row, violations& found)
      : in_{in}, row_{row}, found_{found} {}

  refusal read(detail& to, bool is_new) {
    if (auto refused = check_members()) {
      return refused;
    }
    read_product(to);
    read_rate(to, is_new);
    read_ledger(to, is_new);
    read_period(to);
    if (auto refused = read_texts(to)) {
      return refused;
    }
    if (const auto* price = find("price")) {
      const auto value = amount_of(*price);
      if (!value) {
        found_.add("details.price", "is not a number", "not_a_number");
      }
      to.price = value.value_or(amount{});
    }
    if (auto refused = read_quantity(to)) {
      return refused;
    }
    const amount total = multiply(to.price, to.quantity);
    if (total > whole(10'000'000'000) || total < whole(-10'000'000'000)) {
      found_.add("details.price", "is too large", "less_than_or_equal_to");
    }
    return std::nullopt;
  }

private:
  const json::value* find(std::string_view key) const {
    const auto* value = row_.if_contains(key);
    return value != nullptr && !value->is_null() ? value : nullptr;
  }

  refusal check_members() const {
    static constexpr std::array<std::string_view, 14> known{"id",
                                                            "description",
                                                            "period",
                                                            "price",
                                                            "amount",
                                                            "tax_rate_id",
                                                            "ledger_account_id",
                                                            "project_id",
                                                            "product_id",
                                                            "row_order",
                                                            "is_optional",
                                                            "is_selected",
                                                            "_destroy",
                                                            "automated_tax_enabled"};
    for (const auto& member : row_) {
      if (std::find(known.begin(), known.end(), std::string_view{member.key()}) == known.end()) {
        return not_allowed("details_attributes", member.key());
      }
    }
    return std::nullopt;
  }

  void read_product(detail& to) {
    if (const auto* given = find("project_id"); given != nullptr) {
      found_.add("details.project_id", "is not found", "invalid");  // no projects are simulated
    }
    const auto* given = find("product_id");
    if (given == nullptr) {
      return;
    }
    const auto id = id_of(*given);
    const auto* chosen = id ? in_.books.find_product(*id) : nullptr;
    if (chosen == nullptr) {
      found_.add("details.product_id", "is not found", "invalid");
      return;
    }
    to.product = chosen->id;
    to.price = chosen->price;
    to.description = chosen->description.empty() ? chosen->title : chosen->description;
    if (chosen->tax_rate != 0) {
      to.rate = in_.books.find_rate(chosen->tax_rate);
    }
    to.ledger_account = chosen->ledger_account;
  }

  void read_rate(detail& to, bool is_new) {
    const auto* given = find("tax_rate_id");
    if (given == nullptr) {
      if (is_new && to.rate == nullptr) {
        to.rate = in_.books.default_rate();
      }
      return;
    }
    const auto id = id_of(*given);
    const auto* chosen = id ? in_.books.find_rate(*id) : nullptr;
    if (chosen == nullptr) {
      found_.add("details.tax_rate_id", "is not found", "invalid");
    } else if (chosen->type != "sales_invoice") {
      found_.add("details.tax_rate_id", "is not a tax rate for sales invoices", "invalid");
    } else if (!chosen->active) {
      found_.add("details.tax_rate_id", "is not active", "inactive");
    }
    to.rate = chosen != nullptr ? chosen : in_.books.default_rate();
  }

  void read_ledger(detail& to, bool is_new) {
    const auto* given = find("ledger_account_id");
    if (given == nullptr) {
      if (is_new && to.ledger_account == 0) {
        to.ledger_account = in_.books.ledger_of_type("80001").id;
      }
      return;
    }
    const auto id = id_of(*given);
    const auto* chosen = id ? in_.books.find_ledger(*id) : nullptr;
    if (chosen == nullptr) {
      found_.add("details.ledger_account_id", "is not found", "invalid");
    } else if (!chosen->active) {
      found_.add("details.ledger_account_id", "is not active", "inactive");
    } else if (!chosen->allows("sales_invoice")) {
      found_.add("details.ledger_account_id", "is not allowed on this document", "invalid");
    }
    to.ledger_account = chosen != nullptr ? chosen->id : 0;
  }

  void read_period(detail& to) {
    const auto* given = find("period");
    if (given == nullptr) {
      return;
    }
    const auto* written = given->if_string();
    const auto value =
        written != nullptr ? parse_period(std::string_view{*written}, in_.today()) : std::nullopt;
    if (!value) {
      found_.add("details.period", "is invalid", "invalid");
      return;
    }
    const auto compact = [](day at) {
      auto out = text(at);
      std::erase(out, '-');
      return out;
    };
    to.period = compact(value->first) + ".." + compact(value->last);
  }

  refusal read_texts(detail& to) {
    if (const auto* given = find("description")) {
      if (!given->is_string()) {
        return invalid_shape("details_attributes", "description");
      }
      to.description = given->get_string();
    }
    if (const auto* given = find("row_order")) {
      const auto order = id_of(*given);
      const bool zero = given->is_int64() && given->get_int64() == 0;
      if ((!order && !zero) || order.value_or(0) > 100'000) {
        return invalid_shape("details_attributes", "row_order");
      }
      to.row_order = static_cast<int>(order.value_or(0));
    }
    for (const auto* key : {"is_optional", "is_selected", "automated_tax_enabled"}) {
      const auto* given = find(key);
      if (given != nullptr && !flag_of(*given)) {
        return invalid_shape("details_attributes", key);
      }
      if (given != nullptr && flag_of(*given).value_or(false)) {
        // Optional lines belong to estimates; smart tax needs a product that no seed has.
        found_.add(std::string("details.") + key, "is not allowed on this document", "invalid");
      }
    }
    return std::nullopt;
  }

  /// The quantity: an integer or a text that starts with a number ("2", "0.5", "2 x"); never a
  /// float.
  refusal read_quantity(detail& to) {
    const auto* given = find("amount");
    if (given == nullptr) {
      return std::nullopt;
    }
    if (!given->is_string() && !given->is_int64()) {
      return invalid_shape("details_attributes", "amount");
    }
    const std::string written =
        given->is_string() ? std::string(given->get_string()) : std::to_string(given->get_int64());
    const auto end = written.find_first_not_of("0123456789.,-");
    const auto value = parse_amount(std::string_view{written}.substr(0, end));
    to.quantity = value.value_or(whole(1));
    to.quantity_text = written.empty() ? std::nullopt : std::optional{written};
    return std::nullopt;
  }

  context in_;
  const json::object& row_;
  violations& found_;
};

bool wants_removal(const json::object& row) {
  const auto* flag = row.if_contains("_destroy");
  return flag != nullptr && flag_of(*flag).value_or(false);
}

}  // namespace

refusal apply_details(context in, const json::value& value, invoice& to, violations& found) {
  const auto rows = rows_of(value);
  if (!rows) {
    return invalid_shape(to.external ? "external_sales_invoice" : "sales_invoice",
                         "details_attributes");
  }
  for (const auto* row : *rows) {
    const auto* given = row->if_contains("id");
    const bool has_id = given != nullptr && !given->is_null();
    const record_id id = has_id ? id_of(*given).value_or(0) : 0;
    const auto at = std::find_if(to.details.begin(), to.details.end(),
                                 [&](const detail& line) { return id != 0 && line.id == id; });
    if (has_id && at == to.details.end()) {
      return record_not_found("details_attributes");
    }
    if (has_id && wants_removal(*row)) {
      to.details.erase(at);
      continue;
    }
    detail line;
    if (has_id) {
      line = *at;
    } else {
      line.row_order = to.details.empty() ? 0 : to.details.back().row_order + 1;
      line.created_at = in.request.now;
    }
    line.updated_at = in.request.now;
    if (auto refused = row_reader{in, *row, found}.read(line, !has_id)) {
      return refused;
    }
    if (has_id) {
      *at = std::move(line);
    } else if (!wants_removal(*row)) {
      line.id = in.all.next_id(in.request.now);
      to.details.push_back(std::move(line));
    }
  }
  std::stable_sort(to.details.begin(), to.details.end(),
                   [](const detail& a, const detail& b) { return a.row_order < b.row_order; });
  return std::nullopt;
}

}  // namespace boekbrug::sim::moneybird
