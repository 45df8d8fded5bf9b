#include "core/booking/classify.hpp"

#include "core/booking/countries.hpp"
#include "core/booking/mapping.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

using number_status = vat_number_check::status;

vat_key plain(vat_class cls, const decimal& percent = 0) {
  return {cls, {}, percent};
}

/// Home rates: 19 and 6 are the Dutch rates of orders from before 2012-10 and 2019.
result<vat_key> home_key(const decimal& percent, const order_facts& facts,
                         const plan_context& context) {
  if (facts.home == "NL") {
    if (percent == 21 || percent == 19) {
      return plain(vat_class::nl_high, percent);
    }
    if (percent == 9 || percent == 6) {
      return plain(vat_class::nl_low, percent);
    }
  } else {
    // Administrations elsewhere: high and low are what the merchant mapped them to.
    for (const vat_class cls : {vat_class::nl_high, vat_class::nl_low}) {
      if (row_has_percent(cls, percent, *context.cards, *context.lists)) {
        return plain(cls, percent);
      }
    }
  }
  return fail(errc::vat_unmapped, facts.home + " " + to_text(percent) + " %");
}

result<vat_key> taxed_key(const order_line& line, const decimal& percent, const order_facts& facts,
                          const plan_context& context) {
  const std::string stated = normalise_country(line.vat_country);
  const std::string& country = stated.empty() ? facts.destination : stated;
  if (country.empty()) {
    return fail(errc::country_unknown, "no country for VAT " + to_text(percent) + " %");
  }
  if (country == facts.home) {
    return home_key(percent, facts, context);
  }
  if (!is_eu_country(country)) {
    return fail(errc::vat_unmapped, country + " " + to_text(percent) + " %");
  }
  return vat_key{vat_class::oss, country, percent};
}

/// No VAT at all was charged to another EU country: only a business there explains it.
result<vat_key> intra_eu_key(const order& source, const order_facts& facts) {
  switch (facts.vat_number.found) {
    case number_status::invalid:
      return fail(errc::vat_number_invalid, source.vat_number);
    case number_status::absent:
      return fail(errc::vat_unmapped, facts.destination + " 0 %, no VAT number");
    case number_status::valid:
      break;
  }
  if (facts.vat_number.country == facts.home) {
    return fail(errc::vat_unmapped,
                facts.destination + " 0 %, VAT number " + facts.vat_number.number);
  }
  return plain(facts.services_only ? vat_class::eu_services : vat_class::eu_goods);
}

/// No VAT was charged at home; `rated` when the shop applied a rate of 0.
result<vat_key> untaxed_home_key(const order& source, const order_facts& facts, bool rated) {
  if (source.vat_exempt && !facts.taxed) {
    if (facts.vat_number.found == number_status::invalid) {
      return fail(errc::vat_number_invalid, source.vat_number);
    }
    if (facts.vat_number.found == number_status::valid) {
      if (facts.vat_number.country != facts.home) {
        // Goods handed over at home to a foreign business: neither reverse-charged nor intra-EU.
        return fail(errc::vat_unmapped, facts.home + " 0 %, VAT number " + facts.vat_number.number);
      }
      return plain(vat_class::reverse_charged);
    }
  }
  return plain(rated ? vat_class::zero : vat_class::none);
}

result<vat_key> untaxed_key(const order_line& line, const order& source, const order_facts& facts) {
  const bool rated = line.vat_percent.has_value();
  if (facts.destination.empty()) {
    return fail(errc::country_unknown, "no country for a line without VAT");
  }
  const bool abroad = facts.destination != facts.home;
  if (facts.taxed && !rated) {
    return plain(vat_class::none);  // a voucher, a deposit, a fee outside VAT
  }
  if (!abroad) {
    return untaxed_home_key(source, facts, rated);
  }
  if (!is_eu_country(facts.destination)) {
    return plain(facts.taxed ? vat_class::zero : vat_class::outside_eu);
  }
  if (facts.taxed) {
    return vat_key{vat_class::oss, facts.destination, 0};  // that country's own zero rate
  }
  return intra_eu_key(source, facts);
}

bool only_services(const order& source) {
  const auto serves = [](const order_line& line) { return line.is_service; };
  const auto counts = [](line_kind kind) {
    return [kind](const order_line& line) { return line.kind == kind; };
  };
  const auto& lines = source.lines;
  if (std::any_of(lines.begin(), lines.end(), counts(line_kind::product))) {
    // Fees and discounts follow the products.
    return std::all_of(lines.begin(), lines.end(), [&](const order_line& line) {
      return line.kind != line_kind::product || serves(line);
    });
  }
  return std::any_of(lines.begin(), lines.end(), serves);
}

}  // namespace

order_facts gather_facts(const order& source, const plan_context& context) {
  order_facts facts;
  facts.home = normalise_country(context.lists->admin.country);
  if (facts.home.empty()) {
    facts.home = "NL";
  }
  for (const std::string* country :
       {&source.shipping.country, &source.billing.country, &context.shop_country}) {
    facts.destination = normalise_country(*country);
    if (!facts.destination.empty()) {
      break;
    }
  }
  facts.taxed = std::any_of(source.lines.begin(), source.lines.end(), [](const order_line& line) {
    return line.vat != 0 || (line.net != 0 && line.vat_percent.value_or(0) > 0);
  });
  facts.services_only = only_services(source);
  facts.vat_number = check_vat_number(source.vat_number);
  return facts;
}

result<vat_key> classify_line(const order_line& line, const order& source, const order_facts& facts,
                              const plan_context& context) {
  if (line.kind == line_kind::rounding && line.vat == 0) {
    return plain(vat_class::none);
  }
  const decimal percent = line.vat_percent.value_or(0);
  if (percent < 0 || percent > 100) {
    return fail(errc::vat_unmapped, facts.destination + " " + to_text(percent) + " %");
  }
  if (percent > 0) {
    return taxed_key(line, percent, facts, context);
  }
  if (line.vat != 0) {
    return fail(errc::vat_unmapped,
                to_text(line.vat, source.currency) + " (" + line.name + "), no rate");
  }
  return untaxed_key(line, source, facts);
}

result<vat_key> classify(const order_line& line, const order& source, const plan_context& context) {
  if (context.cards == nullptr || context.lists == nullptr) {
    return fail(errc::internal, "classify without cards or lists");
  }
  return classify_line(line, source, gather_facts(source, context), context);
}

}  // namespace boekbrug::core
