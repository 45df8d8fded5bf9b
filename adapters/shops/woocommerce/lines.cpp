#include "adapters/shops/woocommerce/lines.hpp"

#include "adapters/shops/woocommerce/text.hpp"

#include <algorithm>
#include <cctype>

namespace boekbrug::adapters::woocommerce_api {

namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
}

// Whether the whole word `value` stands in `name`: "M" is in "Trui - Rood, M", not in "Mok".
bool names_value(const std::string& name, const std::string& value) {
  const std::string where = lower(name);
  const std::string what = lower(value);
  for (auto at = where.find(what); at != std::string::npos; at = where.find(what, at + 1)) {
    const auto end = at + what.size();
    const bool free_before = at == 0 || !is_word(where[at - 1]);
    const bool free_after = end == where.size() || !is_word(where[end]);
    if (free_before && free_after) {
      return true;
    }
  }
  return false;
}

// The shop leaves the variant out of the name when it has more than two attributes.
std::string with_variant(const fields& line, std::string name) {
  if (line.integer_or("variation_id", 0) == 0) {
    return name;
  }
  std::string variant;
  const auto& meta = line.list_or_empty("meta_data");
  for (const auto& row : meta) {
    if (!row.is_object()) {
      continue;
    }
    const fields entry{row.get_object(), line.path(), line.problem()};
    const std::string key = entry.loose_text("key");
    const std::string shown = plain_text(entry.loose_text("display_value"), 80);
    const std::string value = shown.empty() ? plain_text(entry.loose_text("value"), 80) : shown;
    if (key.empty() || key.front() == '_' || value.empty() || names_value(name, value)) {
      continue;
    }
    variant += (variant.empty() ? "" : ", ") + value;
  }
  return variant.empty() ? name : name + " - " + variant;
}

void read_taxes(const fields& source, raw_line& out) {
  for_each_object(source, "taxes", source.list_or_empty("taxes"), [&out](const fields& entry) {
    const auto* const id = entry.find("id");
    if (id == nullptr || !id->is_int64()) {
      entry.wrong("id", "not a whole number");
      return;
    }
    const auto total = entry.number("total");  // "" reads as none
    out.taxes.push_back({id->get_int64(), total.has_value() && *total != 0});
  });
}

raw_line read_common(const fields& source, core::currency unit, core::line_kind kind) {
  raw_line out;
  out.line.kind = kind;
  out.line.id = std::to_string(source.integer("id"));
  out.line.net = source.amount("total", unit);
  out.line.vat = source.amount_or_zero("total_tax", unit);
  out.taken_back = line_meta(source, "_refunded_item_id");
  read_taxes(source, out);
  return out;
}

raw_line read_product(const fields& source, core::currency unit) {
  raw_line out = read_common(source, unit, core::line_kind::product);
  if (source.has("quantity")) {
    const auto quantity = source.number("quantity");
    if (!quantity) {
      source.wrong("quantity", "not a number");
    }
    out.line.quantity = quantity.value_or(core::decimal(1));
  }
  const auto product = source.integer_or("product_id", 0);
  const auto variation = source.integer_or("variation_id", 0);
  const auto sold = variation != 0 ? variation : product;
  out.line.product_id = sold == 0 ? std::string{} : std::to_string(sold);
  out.line.sku = field_text(source.loose_text("sku"), 100);
  out.line.name = with_variant(source, plain_text(source.loose_text("name")));
  if (out.line.name.empty()) {
    out.line.name = out.line.sku.empty() ? "Artikel " + out.line.id : out.line.sku;
  }
  out.line.is_service =
      source.flag_or("virtual", false) || line_meta(source, "_virtual") == "yes" ||
      source.flag_or("downloadable", false) || line_meta(source, "_downloadable") == "yes";
  return out;
}

raw_line read_shipping(const fields& source, core::currency unit) {
  raw_line out = read_common(source, unit, core::line_kind::shipping);
  out.line.name = plain_text(source.loose_text("method_title"));
  return out;
}

raw_line read_fee(const fields& source, core::currency unit) {
  raw_line out = read_common(source, unit, core::line_kind::fee);
  out.line.name = plain_text(source.loose_text("name"));
  if (out.line.name.empty()) {
    out.line.name = "Toeslag";
  }
  return out;
}

}  // namespace

std::string line_meta(const fields& line, std::string_view key) {
  for (const auto& row : line.list_or_empty("meta_data")) {
    if (!row.is_object()) {
      continue;
    }
    const fields entry{row.get_object(), line.path(), line.problem()};
    if (entry.loose_text("key") == key) {
      return entry.loose_text("value");
    }
  }
  return {};
}

std::vector<raw_line> read_lines(const fields& owner, core::currency unit) {
  std::vector<raw_line> lines;
  const auto& products = owner.list("line_items");
  const auto& shipping = owner.list_or_empty("shipping_lines");
  const auto& fees = owner.list_or_empty("fee_lines");
  if (products.size() + shipping.size() + fees.size() > lines_max) {
    owner.wrong("line_items", "too many lines");
    return lines;
  }
  for_each_object(owner, "line_items", products,
                  [&](const fields& line) { lines.push_back(read_product(line, unit)); });
  for_each_object(owner, "shipping_lines", shipping,
                  [&](const fields& line) { lines.push_back(read_shipping(line, unit)); });
  for_each_object(owner, "fee_lines", fees,
                  [&](const fields& line) { lines.push_back(read_fee(line, unit)); });
  return lines;
}

std::vector<order_rate> read_order_rates(const fields& owner, core::currency unit) {
  std::vector<order_rate> rates;
  const auto& rows = owner.list_or_empty("tax_lines");
  for_each_object(owner, "tax_lines", rows, [&](const fields& row) {
    order_rate rate;
    rate.id = row.integer("rate_id");
    rate.percent = row.number("rate_percent");
    rate.compound = row.flag_or("compound", false);
    rate.label = row.loose_text("label");
    rate.rate_code = row.loose_text("rate_code");
    rate.country = country_of_rate_code(rate.rate_code);
    rate.vat =
        row.amount_or_zero("tax_total", unit) + row.amount_or_zero("shipping_tax_total", unit);
    rates.push_back(std::move(rate));
  });
  return rates;
}

}  // namespace boekbrug::adapters::woocommerce_api
