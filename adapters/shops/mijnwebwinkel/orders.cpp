#include "adapters/shops/mijnwebwinkel/orders.hpp"

#include "adapters/shops/mijnwebwinkel/customer.hpp"
#include "adapters/shops/mijnwebwinkel/dutch_time.hpp"
#include "adapters/shops/mijnwebwinkel/lines.hpp"
#include "adapters/shops/mijnwebwinkel/text.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"
#include "core/booking/countries.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

using core::errc;
using core::minor_units;

constexpr minor_units rounding_max = 2;  // mijnwebwinkel.md 4, check A

std::optional<core::time_point> changed_at(const members& source) {
  return from_dutch(source.text("status_changed_date"), source.text("status_changed_time"));
}

// Paid as product.md 3.1 says. There is no payment date in an order.
void read_payment(const members& source, core::order& out) {
  const auto payment = source.object("payment");
  const auto gateway = lower(payment.text("gateway_name"));
  out.payment_method = field_text(payment.text("method_name"), 100);
  if (out.payment_method.empty()) {
    out.payment_method = field_text(payment.text("gateway_name"), 100);
  }
  out.payment_method_title = out.payment_method;
  out.transaction_id = field_text(payment.text("reference"), 200);
  const auto said = lower(source.text("payment_status"));
  const bool unsaid = said.empty() || said == "unknown";
  const auto older = payment.object("status").text("id");
  const bool manual = gateway == "basic" || (!payment.present() && unsaid);
  const bool failed = said == "failed" || said == "voided" || said == "refunded";
  if (said == "captured" || (unsaid && older == "1")) {
    // Money by hand comes when the status says so; a payment on the site, with the order.
    out.paid = manual ? std::max(out.modified, out.created) : out.created;
  } else if (out.total == 0 && out.gift_payments.empty()) {
    out.paid = out.created;
  } else {
    out.paid_by_status = !failed && (manual || (unsaid && (older.empty() || older == "0")));
  }
}

// What the shop says about VAT that it did not charge must fit what it charged and where the goods
// go; core tells export, intra-EU and reverse charge apart by country and number.
core::result<void> read_tax_strategy(const members& source, core::order& out) {
  const auto strategy = lower(source.text("tax_strategy"));
  if (strategy.empty() || strategy == "none" || strategy == "default") {
    return {};
  }
  const bool any = std::any_of(out.lines.begin(), out.lines.end(), [](const auto& line) {
    return line.vat != 0 || line.vat_percent.value_or(0) > 0;
  });
  const auto& country = out.shipping.country;
  const bool europe = core::is_eu_country(country);
  const auto refuse = [&](std::string_view why) {
    return core::fail(errc::vat_unmapped,
                      "tax_strategy '" + field_text(strategy, 40) + "', " + std::string(why));
  };
  if (strategy == "zero_percent" || strategy == "reverse_charged_vat") {
    if (any) {
      return refuse("yet VAT was charged");
    }
    const bool abroad = strategy == "zero_percent";
    if (!country.empty() && europe == abroad) {
      return refuse("delivered to " + country);
    }
    out.vat_exempt = true;
    return {};
  }
  const bool all = std::all_of(out.lines.begin(), out.lines.end(), [](const auto& line) {
    return line.vat_percent.value_or(0) > 0 || (line.net == 0 && line.vat == 0);
  });
  return all ? core::result<void>{} : refuse("not known, and lines without VAT");
}

// VAT hidden in a line without a rate cannot be seen in its amounts; the shop's own sum shows it.
core::result<void> check_rateless(const core::order& out) {
  const bool rateless = std::any_of(out.lines.begin(), out.lines.end(), [](const auto& line) {
    return !line.vat_percent && line.kind != core::line_kind::rounding &&
           (line.net != 0 || line.vat != 0);
  });
  if (!rateless || out.vat_totals.empty()) {
    return {};
  }
  minor_units lines = 0;
  for (const auto& line : out.lines) {
    lines += line.vat;
  }
  if (std::llabs(lines - out.total_vat) > rounding_max) {
    return core::fail(errc::vat_unmapped, "a line without rate: VAT of the lines " +
                                              core::to_text(lines, out.currency) +
                                              ", of the order " +
                                              core::to_text(out.total_vat, out.currency));
  }
  return {};
}

core::result<void> read_amounts(const members& source, core::order& out) {
  bool bad = false;
  const auto total = source.object("price").number("total", bad);
  const auto cents = total ? core::to_minor(*total, out.currency) : core::result<minor_units>{0};
  if (bad || !total || !cents || std::llabs(*cents) > amount_max) {
    return core::fail(errc::shop_answer_unreadable, "price.total: missing or not an amount");
  }
  if (!source.has("orderlines")) {
    return core::fail(errc::shop_answer_unreadable, "orderlines: missing");
  }
  auto read =
      read_lines(source, out.currency, core::normalise_country(source.plain("tax_region", 20)));
  if (!read) {
    return read.error();
  }
  minor_units gifts = 0;
  for (const auto& gift : read->gifts) {
    gifts += gift.amount;
  }
  // The shop's total before or after the voucher: whichever adds up; without vouchers they are one.
  const bool before = std::llabs(*cents - read->gross) <= rounding_max;
  const minor_units payable = before ? *cents : *cents + gifts;
  const minor_units difference = payable - read->gross;
  if (std::llabs(difference) > rounding_max) {
    return core::fail(errc::totals_differ,
                      "lines " + core::to_text(read->gross, out.currency) + ", total " +
                          core::to_text(payable, out.currency) +
                          (gifts == 0 ? "" : ", gift cards " + core::to_text(gifts, out.currency)));
  }
  out.lines = std::move(read->lines);
  out.gift_payments = std::move(read->gifts);
  add_rounding(out.lines, difference);
  out.total = payable - gifts;
  out.vat_totals = read_vat_totals(source, out.currency);
  for (const auto& rate : out.vat_totals) {
    out.total_vat += rate.vat;
  }
  if (out.vat_totals.empty()) {
    for (const auto& line : out.lines) {
      out.total_vat += line.vat;
    }
  }
  return {};
}

core::result<void> read_head(const core::shop_connection& shop, const json::value& row,
                             core::order& out) {
  const members source{&row};
  out.id = number_of(row);
  out.number = out.id;
  out.status = field_text(source.text("status"), 40);
  const auto created = placed_at(row);
  const auto currency = core::currency::parse(source.text("currency"));
  if (out.id.empty() || out.status.empty() || !created || !currency) {
    const auto* const what = out.id.empty()       ? "number"
                             : out.status.empty() ? "status"
                             : !created           ? "date"
                                                  : "currency";
    return core::fail(errc::shop_answer_unreadable, std::string(what) + ": missing or unreadable");
  }
  out.currency = *currency;
  out.created = *created;
  out.modified = std::max(changed_at(source).value_or(*created), *created);
  out.is_test = !is_order_number(out.id) || source.flag("test") || source.flag("is_test");
  out.revision = identity_of(row);
  for (const auto& status : decode_statuses(option_of(shop, option::statuses))) {
    out.cancelled = out.cancelled || (status.id == out.status && names_cancelled(status.title));
  }
  return {};
}

void turn_negative(std::vector<core::order_line>& lines, bool negate) {
  for (auto& line : lines) {
    line.net = negate ? -line.net : line.net;
    line.vat = negate ? -line.vat : line.vat;
    const bool back = line.net + line.vat < 0;
    const core::decimal count = boost::multiprecision::abs(line.quantity);
    line.quantity = back ? -count : count;
  }
}

}  // namespace

std::string number_of(const json::value& row) {
  const auto text = members{&row}.text("number");
  const bool good =
      !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
      });
  return good ? text : std::string{};
}

std::string credited_number(const json::value& row) {
  const auto text = members{&row}.text("credited_order_number");
  return text == "0" ? std::string{} : text;
}

bool is_credit_order(const core::shop_connection& shop, const json::value& row) {
  if (!credited_number(row).empty()) {
    return true;
  }
  const auto status = members{&row}.text("status");
  const auto rows = decode_statuses(option_of(shop, option::statuses));
  return std::any_of(rows.begin(), rows.end(),
                     [&status](const status_row& one) { return one.credit && one.id == status; });
}

bool is_cancelled(const core::shop_connection& shop, const json::value& row) {
  core::order head;
  return read_head(shop, row, head) && head.cancelled;
}

std::uint64_t identity_of(const json::value& row) {
  const auto uuid = lower(members{&row}.text("uuid"));
  if (uuid.empty()) {
    return 0;
  }
  core::fingerprint print;
  print.add(uuid);
  return print.value() == 0 ? 1 : print.value();
}

std::uint64_t fingerprint_of(const json::value& row) {
  core::fingerprint print;
  const auto text = json::serialize(row);
  print.add(std::string_view{text.data(), text.size()});
  return print.value();
}

std::optional<core::time_point> placed_at(const json::value& row) {
  const members source{&row};
  return from_dutch(source.text("date"), source.text("time"));
}

core::result<core::order> read_order(const core::shop_connection& shop, const json::value& row) {
  const members source{&row};
  core::order out;
  if (const auto done = read_head(shop, row, out); !done) {
    return done.error();
  }
  if (const auto done = read_amounts(source, out); !done) {
    return done.error();
  }
  read_people(source, out);
  if (const auto done = read_tax_strategy(source, out); !done) {
    return done.error();
  }
  if (const auto done = check_rateless(out); !done) {
    return done.error();
  }
  read_payment(source, out);
  out.customer_note = field_text(source.object("comments").text("customer"), 2'000);
  return out;
}

core::result<core::credit> read_credit(const core::shop_connection& shop, const json::value& row) {
  const members source{&row};
  core::order head;
  if (const auto done = read_head(shop, row, head); !done) {
    return done.error();
  }
  core::credit out;
  out.id = head.id;
  out.number = head.number;
  out.order_id = credited_number(row);
  out.created = head.created;
  out.reason = plain_text(source.object("comments").text("customer"));
  bool bad = false;
  const auto total = source.object("price").number("total", bad);
  const auto cents = total ? core::to_minor(*total, head.currency) : core::result<minor_units>{0};
  if (bad || !total || !cents || std::llabs(*cents) > amount_max) {
    return core::fail(errc::shop_answer_unreadable, "price.total: missing or not an amount");
  }
  out.amount = std::llabs(*cents);
  auto read =
      read_lines(source, head.currency, core::normalise_country(source.plain("tax_region", 20)));
  if (!read) {
    return read.error();
  }
  // Signs are unverified (mijnwebwinkel.md 3): lines that come to the amount either way are good;
  // others are left out, and the amount is spread over the original's rates.
  const minor_units difference = -out.amount + std::llabs(read->gross);
  const bool fits = std::llabs(difference) <= rounding_max && read->gifts.empty();
  if (fits) {
    out.lines = std::move(read->lines);
    turn_negative(out.lines, read->gross > 0);
    add_rounding(out.lines, difference);
  }
  return out;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
