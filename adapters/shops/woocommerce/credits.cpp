// Refunds: woocommerce.md 5.
#include "adapters/shops/woocommerce/errors.hpp"
#include "adapters/shops/woocommerce/lines.hpp"
#include "adapters/shops/woocommerce/responses.hpp"
#include "adapters/shops/woocommerce/text.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace boekbrug::adapters::woocommerce_api {

namespace {

constexpr core::minor_units rounding_max = 5;

const core::order_line* original_line(const core::order& original, const raw_line& raw) {
  const auto found = std::find_if(
      original.lines.begin(), original.lines.end(),
      [&raw](const auto& line) { return !raw.taken_back.empty() && line.id == raw.taken_back; });
  return found == original.lines.end() ? nullptr : &*found;
}

core::minor_units share(core::minor_units of, const core::decimal& percent) {
  return core::round_half_away(core::decimal(of) * percent / 100, 0)
      .convert_to<core::minor_units>();
}

// A refund made through the API may carry no tax at all. When its line totals are net, so that only
// the VAT of the order's rates explains the amount, that VAT is put back. Otherwise the lines stay
// as they are: the booking rules take the VAT out of them and leave a note for the merchant.
void restore_vat(std::vector<raw_line>& lines, const core::order& original,
                 core::minor_units amount) {
  std::vector<core::minor_units> on_top(lines.size(), 0);
  core::minor_units net = 0;
  core::minor_units vat = 0;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (lines[at].line.vat != 0) {
      return;
    }
    net += lines[at].line.net;
    const auto* const from = original_line(original, lines[at]);
    if (from != nullptr && from->vat_percent && from->vat != 0) {
      on_top[at] = share(lines[at].line.net, *from->vat_percent);
      vat += on_top[at];
    }
  }
  const bool net_lines = net + amount != 0 && std::llabs(net + vat + amount) <= rounding_max;
  for (std::size_t at = 0; net_lines && at < lines.size(); ++at) {
    lines[at].line.vat = on_top[at];
  }
}

// The refund's own tax lines may lack the percentage: the order's line knows it.
void join_original(std::vector<raw_line>& lines, const core::order& original) {
  for (auto& raw : lines) {
    const auto* const from = original_line(original, raw);
    if (from == nullptr) {
      continue;
    }
    raw.line.id = raw.taken_back;
    raw.line.is_service = from->is_service;
    if (from->kind == core::line_kind::discount) {
      raw.line.kind = core::line_kind::discount;
    }
    if (from->vat_percent && explains(*from->vat_percent, raw.line)) {
      raw.line.vat_percent = from->vat_percent;
      raw.line.vat_country = from->vat_country;
    } else if (!from->vat_percent && raw.line.vat == 0) {
      raw.line.vat_percent = std::nullopt;
    }
  }
}

core::credit read_credit(const core::shop_connection& shop, const core::order& original,
                         const fields& source) {
  core::credit out;
  out.id = std::to_string(source.id("id"));
  out.order_id = original.id;
  out.created = source.time("date_created_gmt");
  out.amount = std::llabs(source.amount("amount", original.currency));
  out.reason = plain_text(source.loose_text("reason"));
  auto lines = read_lines(source, original.currency);
  const rate_context context{read_order_rates(source, original.currency),
                             decode_rates(option_of(shop, option::tax_rates)),
                             original.billing.country};
  if (source.problem().failed()) {
    return out;
  }
  restore_vat(lines, original, out.amount);
  resolve_rates(lines, context);
  join_original(lines, original);
  for (auto& raw : lines) {
    // A refund can name lines of which nothing went back.
    if (raw.line.net != 0 || raw.line.vat != 0) {
      out.lines.push_back(std::move(raw.line));
    }
  }
  return out;
}

}  // namespace

core::result<std::vector<core::credit>> parse_credits(const core::shop_connection& shop,
                                                      const core::order& original,
                                                      const core::http_response& answer) {
  const auto list = read_list(answer);
  if (!list) {
    return list.error();
  }
  std::vector<core::credit> credits;
  const auto& rows = list->get_array();
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const std::string path = "refunds[" + std::to_string(at) + ']';
    if (!rows[at].is_object()) {
      return core::fail(core::errc::shop_answer_unreadable, path + ": not an object");
    }
    fault problem;
    credits.push_back(read_credit(shop, original, fields{rows[at].get_object(), path, problem}));
    if (problem.failed()) {
      return problem.error();
    }
  }
  std::sort(credits.begin(), credits.end(), [](const core::credit& a, const core::credit& b) {
    return std::tie(a.created, a.id) < std::tie(b.created, b.id);
  });
  return credits;
}

}  // namespace boekbrug::adapters::woocommerce_api
