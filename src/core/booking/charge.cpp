#include "core/booking/charge.hpp"

#include "core/booking/arithmetic.hpp"
#include "core/booking/mapping.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <cstdlib>

namespace boekbrug::core {

namespace {

constexpr std::size_t name_bytes_max = 500;
constexpr std::size_t extra_bytes_max = 1000;

bool in_range(minor_units amount) {
  return amount <= amount_max && amount >= -amount_max;
}

bool is_nothing(const order_line& line) {
  return line.net == 0 && line.vat == 0;
}

std::string describe_shipping(std::string_view method) {
  const std::string words = lower(method);
  if (method.empty()) {
    return "Verzendkosten";
  }
  return mentions(words, "verzend") ? std::string(method) : "Verzendkosten " + std::string(method);
}

std::string describe(const order_line& line, const card_settings& cards) {
  const std::string name = shorten(trim(line.name), name_bytes_max);
  switch (line.kind) {
    case line_kind::shipping:
      return describe_shipping(name);
    case line_kind::fee:
      return name.empty() ? "Toeslag" : name;
    case line_kind::discount:
      return name.empty() ? "Korting" : name;
    case line_kind::rounding:
      return "Afrondingsverschil";
    case line_kind::product:
      break;
  }
  const std::string sku = shorten(trim(line.sku), name_bytes_max);
  if (name.empty()) {
    return sku.empty() ? "Artikel" : sku;
  }
  return cards.extra_sku && !sku.empty() ? name + " (" + sku + ")" : name;
}

std::string_view group_name(line_kind kind) {
  switch (kind) {
    case line_kind::shipping:
      return "verzendkosten ";
    case line_kind::fee:
      return "toeslagen ";
    default:
      return "";
  }
}

void append_part(std::string& text, std::string_view part, std::string_view separator) {
  const std::string_view trimmed = trim(part);
  if (!trimmed.empty()) {
    text += text.empty() ? "" : separator;
    text += trimmed;
  }
}

std::string one_line(const address& where) {
  std::string name;
  append_part(name, where.first_name, " ");
  append_part(name, where.last_name, " ");
  std::string place;
  append_part(place, where.postcode, " ");
  append_part(place, where.city, " ");
  std::string made;
  for (const std::string_view part :
       {std::string_view(where.company), std::string_view(name), std::string_view(where.street),
        std::string_view(where.street2), std::string_view(place),
        std::string_view(where.country)}) {
    append_part(made, part, ", ");
  }
  return made;
}

bool delivered_elsewhere(const order& source) {
  const address& to = source.shipping;
  const address& from = source.billing;
  const bool known = !trim(to.street).empty() || !trim(to.city).empty();
  return known &&
         (to.street != from.street || to.street2 != from.street2 || to.postcode != from.postcode ||
          to.city != from.city || to.country != from.country);
}

plan_line state_line(const charged_line& line, bool prices_include_vat, currency unit) {
  plan_line made;
  made.description = line.description;
  made.vat = line.key;
  made.rate_id = line.rate_id;
  made.account_id = line.account_id;
  const minor_units amount = prices_include_vat ? line.net + line.vat : line.net;
  // Quantities of more than two decimals: ledgers differ in how many they keep.
  const auto hundredths = scale_exactly(line.quantity, 2);
  if (hundredths && *hundredths != 0 && amount * 100 % *hundredths == 0) {
    made.quantity = line.quantity;
    made.unit_price = exact_amount(amount * 100 / *hundredths, unit);
    return made;
  }
  made.unit_price = exact_amount(amount, unit);
  if (line.quantity != 0 && line.quantity != 1 && line.quantity != -1) {
    made.description =
        to_text(decimal{boost::multiprecision::abs(line.quantity)}) + " x " + made.description;
  }
  return made;
}

}  // namespace

result<void> check_ranges(const std::vector<order_line>& lines, minor_units total) {
  const bool fine = lines.size() <= lines_max && in_range(total) &&
                    std::all_of(lines.begin(), lines.end(), [](const order_line& line) {
                      return in_range(line.net) && in_range(line.vat);
                    });
  if (!fine) {
    return fail(errc::invalid_input, "amounts or number of lines out of range");
  }
  return {};
}

result<charged_line> charge_amount(line_kind kind, const vat_key& key,
                                   const plan_context& context) {
  auto rate = map_rate(key, *context.cards, *context.lists);
  if (!rate) {
    return rate.error();
  }
  auto account = map_account(kind, key.cls, *context.cards, *context.lists);
  if (!account) {
    return account.error();
  }
  charged_line made;
  made.kind = kind;
  made.key = key;
  made.rate_id = std::move(*rate);
  made.account_id = std::move(*account);
  return made;
}

result<std::vector<charged_line>> charge_lines(const std::vector<order_line>& lines,
                                               const order& source, const order_facts& facts,
                                               const plan_context& context) {
  const bool all_nothing = std::all_of(lines.begin(), lines.end(), is_nothing);
  std::vector<charged_line> made;
  for (const order_line& line : lines) {
    if (is_nothing(line) && !all_nothing) {
      continue;
    }
    auto key = classify_line(line, source, facts, context);
    if (!key) {
      return key.error();
    }
    auto charged = charge_amount(line.kind, *key, context);
    if (!charged) {
      return charged.error();
    }
    charged->description = describe(line, *context.cards);
    charged->quantity = line.quantity;
    charged->net = line.net;
    charged->vat = line.vat;
    made.push_back(std::move(*charged));
  }
  return made;
}

minor_units pieces_of(const charged_line& line) {
  if (line.pieces != 0) {
    return line.pieces;
  }
  const auto hundredths = scale_exactly(line.quantity, 2).value_or(100);
  return std::min<minor_units>(std::abs(hundredths) / 100, 1000);
}

std::vector<charged_line> group_lines(const std::vector<charged_line>& lines,
                                      std::string_view order_number) {
  std::vector<charged_line> made;
  for (const charged_line& line : lines) {
    const auto found = std::find_if(made.begin(), made.end(), [&line](const charged_line& group) {
      return group.rate_id == line.rate_id && group.account_id == line.account_id &&
             group.key == line.key;
    });
    if (found == made.end()) {
      made.push_back(line);
      made.back().pieces = pieces_of(line);
      made.back().quantity = 1;
      continue;
    }
    found->net += line.net;
    found->vat += line.vat;
    found->parts += line.parts;
    found->pieces += pieces_of(line);
    if (found->kind != line.kind) {
      found->kind = line_kind::product;
    }
  }
  for (charged_line& group : made) {
    group.description = "Order " + std::string(order_number) + ", " +
                        std::string(group_name(group.kind)) + to_text(group.key);
  }
  return made;
}

void add_extras(std::vector<charged_line>& lines, const order& source, const card_settings& cards) {
  if (lines.empty()) {
    return;
  }
  std::string extra;
  const auto add = [&extra](std::string_view label, std::string_view text) {
    const std::string kept = shorten(trim(text), extra_bytes_max);
    if (!kept.empty()) {
      extra += "\n" + std::string(label) + ": " + kept;
    }
  };
  if (cards.extra_note) {
    add("Opmerking", source.customer_note);
  }
  if (cards.extra_delivery_address && delivered_elsewhere(source)) {
    add("Afleveradres", one_line(source.shipping));
  }
  if (cards.extra_payment_method) {
    add("Betaalmethode",
        source.payment_method_title.empty() ? source.payment_method : source.payment_method_title);
  }
  lines.back().description += extra;
}

std::vector<plan_line> state_lines(const std::vector<charged_line>& lines, bool prices_include_vat,
                                   currency unit) {
  std::vector<plan_line> made;
  made.reserve(lines.size());
  for (const charged_line& line : lines) {
    made.push_back(state_line(line, prices_include_vat, unit));
  }
  return made;
}

}  // namespace boekbrug::core
