#include "adapters/shops/mijnwebwinkel/lines.hpp"

#include "adapters/shops/mijnwebwinkel/text.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"
#include "core/booking/arithmetic.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

using core::errc;
using core::line_kind;
using core::minor_units;

core::error wrong(const std::string& path, std::string_view what) {
  return core::fail(errc::shop_answer_unreadable, path + ": " + std::string(what));
}

struct part {
  minor_units net = 0;
  minor_units vat = 0;
  std::optional<core::decimal> rate;
};

// How far the shop's own net may be from the one in the gross: both are rounded, once per unit in
// old orders. A rate that was not charged lies far outside.
minor_units net_tolerance(const core::decimal& quantity) {
  const core::decimal count = boost::multiprecision::abs(quantity);
  return 2 + (count > 50 ? 50 : count.convert_to<minor_units>());
}

core::result<part> with_rate(const std::string& path, const std::optional<minor_units>& net,
                             minor_units gross, const core::decimal& rate,
                             const core::decimal& quantity, core::currency unit) {
  const auto percent = rate <= 100 ? core::scale_percent(rate) : std::nullopt;
  if (!percent) {
    return wrong(path + ".rate", "not a percentage");
  }
  part out;
  out.rate = rate;
  out.vat = core::vat_in(gross, *percent, true);
  out.net = gross - out.vat;
  if (net && std::llabs(*net - out.net) > net_tolerance(quantity)) {
    return core::fail(errc::totals_differ, path + ": " + core::to_text(*net, unit) + " with " +
                                               core::to_text(rate) + " % VAT does not make " +
                                               core::to_text(gross, unit));
  }
  return out;
}

core::result<part> read_part(const members& price, const std::string& path,
                             const core::decimal& quantity, core::currency unit) {
  bool bad = false;
  const auto amount = price.number("amount", bad);
  const auto included = price.number("amount_including_tax", bad);
  const auto rate = price.number("rate", bad);
  if (bad || (!amount && !included)) {
    return wrong(path, bad ? "amount, amount_including_tax or rate is no number" : "no amount");
  }
  const core::decimal whole =
      included ? *included : *amount * (core::decimal(100) + rate.value_or(0)) / 100;
  const auto gross = core::to_minor(whole, unit);
  const auto net = amount ? core::to_minor(*amount, unit) : gross;
  if (!gross || !net || std::llabs(*gross) > amount_max || std::llabs(*net) > amount_max) {
    return wrong(path, "amount out of range");
  }
  if (rate) {
    return with_rate(path, amount ? std::optional{*net} : std::nullopt, *gross, *rate, quantity,
                     unit);
  }
  // No rate (discounts before 2019). VAT beside it stays visible, and booking refuses it.
  return part{*net, *gross - *net, std::nullopt};
}

struct line_texts {
  line_kind kind = line_kind::product;
  std::string name;
};

line_texts describe(const members& line, minor_units gross) {
  const std::string type = lower(line.text("type"));
  std::string name = line.plain("description");
  const auto or_else = [&name](std::string_view fallback) {
    return name.empty() ? std::string(fallback) : name;
  };
  if (type == "shipping" || type == "shipping_fee") {
    return {line_kind::shipping, name};
  }
  if (type == "payment" || type == "payment_fee" || type == "surcharge") {
    return {line_kind::fee, or_else("Betaalkosten")};
  }
  if (type == "discount") {
    return {line_kind::discount, name.empty() || starts_with_blind(name, "korting")
                                     ? or_else("Korting")
                                     : "Korting " + name};
  }
  const bool known = type == "article" || type == "custom" || type.empty();
  if (!known && gross < 0) {
    return {line_kind::discount, or_else("Korting")};
  }
  return {line_kind::product, name};
}

void read_articles(const members& line, core::order_line& out) {
  const auto articles = line.list("articles");
  if (articles.size() == 1) {
    const auto uuid = articles[0].text("uuid");
    out.product_id = uuid.empty() ? articles[0].text("id") : uuid;
    out.sku = field_text(articles[0].text("sku"), 100);
  }
  if (!out.name.empty()) {
    return;
  }
  for (const auto& article : articles) {
    const auto name = article.plain("description", 200);
    out.name += (out.name.empty() || name.empty() ? "" : ", ") + name;
  }
}

bool is_voucher(const members& line) {
  const auto type = lower(line.text("type"));
  return type == "gift_card" || type == "store_credit";
}

core::result<void> read_line(const members& line, const std::string& path, core::currency unit,
                             const std::string& tax_region, read_lines_result& out) {
  bool bad = false;
  const auto quantity = line.number("quantity", bad).value_or(1);
  const auto prices = line.list("price");
  if (bad || !line.present() || prices.empty() || prices.size() > 100) {
    return wrong(path, bad ? "quantity: not a number" : "price: missing");
  }
  std::vector<part> parts;
  minor_units gross = 0;
  for (std::size_t at = 0; at < prices.size(); ++at) {
    auto read = read_part(prices[at], path + ".price[" + std::to_string(at) + ']', quantity, unit);
    if (!read) {
      return read.error();
    }
    gross += read->net + read->vat;
    parts.push_back(*read);
  }
  // With a rate it is a discount that lowers the VAT; without one it pays.
  const bool untaxed = std::all_of(parts.begin(), parts.end(), [](const part& one) {
    return one.vat == 0 && one.rate.value_or(0) == 0;
  });
  if (is_voucher(line) && gross < 0 && untaxed) {
    out.gifts.push_back({line.plain("description", 100), -gross});
    return {};
  }
  const auto texts = describe(line, gross);
  for (const auto& one : parts) {
    core::order_line made;
    made.kind = texts.kind;
    made.id = field_text(line.text("id"), 100);
    made.name = texts.name;
    made.quantity = parts.size() == 1 ? quantity : core::decimal(1);
    made.net = one.net;
    made.vat = one.vat;
    made.vat_percent = one.rate;
    made.vat_country = tax_region;
    read_articles(line, made);
    if (made.name.empty() && made.kind == line_kind::product) {
      made.name = made.sku.empty() ? "Artikel" : made.sku;
    }
    out.gross += one.net + one.vat;
    out.lines.push_back(std::move(made));
  }
  return {};
}

// VAT is worked out once per rate, over the sum of its lines (mijnwebwinkel.md 4): rounding it per
// line would be off by cents. What the lines differ from that goes on the largest one of the rate.
void settle_rates(std::vector<core::order_line>& lines) {
  std::vector<core::decimal> settled;
  for (const auto& first : lines) {
    const auto rate = first.vat_percent;
    if (!rate || std::find(settled.begin(), settled.end(), *rate) != settled.end()) {
      continue;
    }
    settled.push_back(*rate);
    minor_units gross = 0;
    minor_units vat = 0;
    core::order_line* largest = nullptr;
    for (auto& line : lines) {
      if (line.vat_percent != rate) {
        continue;
      }
      gross += line.net + line.vat;
      vat += line.vat;
      if (largest == nullptr || std::llabs(line.vat) > std::llabs(largest->vat)) {
        largest = &line;
      }
    }
    const minor_units difference = core::vat_in(gross, *core::scale_percent(*rate), true) - vat;
    largest->vat += difference;
    largest->net -= difference;
  }
}

}  // namespace

core::result<read_lines_result> read_lines(const members& source, core::currency unit,
                                           const std::string& tax_region) {
  read_lines_result out;
  const auto rows = source.list("orderlines");
  if (rows.size() > lines_max) {
    return wrong("orderlines", "too many lines");
  }
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto done =
        read_line(rows[at], "orderlines[" + std::to_string(at) + ']', unit, tax_region, out);
    if (!done) {
      return done.error();
    }
  }
  settle_rates(out.lines);
  return out;
}

std::vector<core::vat_total> read_vat_totals(const members& source, core::currency unit) {
  std::vector<core::vat_total> totals;
  for (const auto& row : source.object("price").list("tax")) {
    bool bad = false;
    const auto amount = row.number("amount", bad);
    const auto rate = row.number("rate", bad);
    const auto vat = amount ? core::to_minor(*amount, unit) : core::result<minor_units>{0};
    if (bad || !amount || !rate || !vat || std::llabs(*vat) > amount_max) {
      continue;
    }
    totals.push_back({*rate, "", 0, *vat});
  }
  return totals;
}

void add_rounding(std::vector<core::order_line>& lines, core::minor_units difference) {
  if (difference == 0) {
    return;
  }
  core::order_line made;
  made.kind = line_kind::rounding;
  made.name = "Afrondingsverschil";
  made.net = difference;
  lines.push_back(std::move(made));
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
