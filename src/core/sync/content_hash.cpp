// One number over everything of an order that matters for judging and booking it.

#include "core/booking/text.hpp"
#include "core/sync/judge.hpp"

namespace boekbrug::core {

namespace {

/// Raise when fields are added: every order then looks changed once, which is harmless before
/// booking.
constexpr std::int64_t hash_version = 1;

void add(fingerprint& print, const std::optional<time_point>& when) {
  print.add(std::int64_t{when.has_value()});
  print.add(std::int64_t{when ? when->time_since_epoch().count() : 0});
}

void add(fingerprint& print, const address& value) {
  for (const std::string* part :
       {&value.first_name, &value.last_name, &value.company, &value.street, &value.street2,
        &value.postcode, &value.city, &value.state, &value.country, &value.email, &value.phone}) {
    print.add(std::string_view(*part));
  }
}

void add(fingerprint& print, const order_line& line) {
  print.add(static_cast<std::int64_t>(line.kind));
  for (const std::string* part :
       {&line.id, &line.name, &line.sku, &line.product_id, &line.vat_country}) {
    print.add(std::string_view(*part));
  }
  print.add(std::string_view(to_text(line.quantity)));
  print.add(line.net);
  print.add(line.vat);
  print.add(std::string_view(line.vat_percent ? to_text(*line.vat_percent) : std::string("-")));
  print.add(std::int64_t{line.is_service});
}

void add(fingerprint& print, const vat_total& total) {
  print.add(std::string_view(to_text(total.percent)));
  print.add(std::string_view(total.country));
  print.add(total.net);
  print.add(total.vat);
}

void add(fingerprint& print, const gift_payment& gift) {
  print.add(std::string_view(gift.code));
  print.add(gift.amount);
}

void add(fingerprint& print, const credit_mention& mention) {
  print.add(std::string_view(mention.id));
  print.add(mention.amount);
  print.add(std::string_view(mention.reason));
}

template <class Part>
void add_all(fingerprint& print, const std::vector<Part>& parts) {
  print.add(static_cast<std::int64_t>(parts.size()));
  for (const Part& part : parts) {
    add(print, part);
  }
}

}  // namespace

std::uint64_t content_hash(const order& value) {
  fingerprint print;
  print.add(hash_version);
  for (const std::string* part :
       {&value.id, &value.number, &value.invoice_number, &value.status, &value.customer_id,
        &value.vat_number, &value.payment_method, &value.payment_method_title,
        &value.transaction_id, &value.customer_note, &value.store_view}) {
    print.add(std::string_view(*part));
  }
  print.add(value.currency.text());
  print.add(std::int64_t{value.prices_include_vat});
  add(print, std::optional(value.created));
  add(print, value.paid);
  add(print, value.completed);
  add(print, value.invoiced);
  print.add(value.total);
  print.add(value.total_vat);
  add_all(print, value.lines);
  add_all(print, value.vat_totals);
  add_all(print, value.gift_payments);
  add(print, value.billing);
  add(print, value.shipping);
  print.add(std::int64_t{value.vat_exempt});
  add_all(print, value.credits);
  print.add(std::int64_t{value.is_test});
  if (value.cancelled || value.paid_by_status) {
    // Only where they say something, so that hashes of before these fields stay what they were.
    print.add(std::int64_t{value.cancelled});
    print.add(std::int64_t{value.paid_by_status});
  }
  return print.value();
}

}  // namespace boekbrug::core
