#include "sim/eboekhouden/options.hpp"

#include "sim/json_options.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace boekbrug::sim::eboekhouden {

namespace {

std::optional<day> read_day(json_options& in, std::string_view key) {
  const auto written = in.text(key);
  const auto out = parse_day(written);
  if (!written.empty() && !out) {
    in.refuse(key, "a date expected, YYYY-MM-DD");
  }
  return out;
}

/// The index of the chosen word; the first one is the default.
std::size_t word(json_options& in, std::string_view key,
                 std::initializer_list<std::string_view> words) {
  const auto chosen = in.text(key, std::string{*words.begin()});
  const auto* const at = std::find(words.begin(), words.end(), chosen);
  if (at == words.end()) {
    in.refuse(key, "unknown value '" + chosen + "'");
  }
  return static_cast<std::size_t>(at - words.begin());
}

std::vector<api_token> read_tokens(json_options& in, const boost::json::object& source,
                                   const std::string& where) {
  std::vector<api_token> out;
  in.ignore("tokens");
  const auto* list = source.if_contains("tokens");
  if (list == nullptr) {
    return out;
  }
  if (!list->is_array()) {
    in.refuse("tokens", "a list expected");
  }
  for (const auto& item : list->get_array()) {
    api_token token;
    if (const auto* plain = item.if_string()) {
      token.token = *plain;
    } else if (const auto* object = item.if_object()) {
      json_options inner{*object, where + ".tokens[]"};
      token.token = inner.text("token");
      token.revoked = inner.flag("revoked", false);
      token.user_active = inner.flag("user_active", true);
      token.accountant = inner.flag("accountant", false);
      token.read_only = word(inner, "rights", {"write", "read"}) == 1;
      token.ends = read_day(inner, "ends");
      inner.finish();
    }
    if (token.token.empty()) {
      in.refuse("tokens", "a text or an object with a token expected");
    }
    out.push_back(std::move(token));
  }
  return out;
}

constexpr std::array<std::string_view, 11> categories{
    "BAL", "VW", "FIN", "DEB", "CRED", "AF6", "AF19", "AFOVERIG", "AF", "VOOR", "BTWRC"};

std::vector<ledger> read_ledgers(json_options& in, const std::string& where) {
  std::vector<ledger> out;
  std::set<std::string> codes;
  for (const auto* object : in.objects("ledgers")) {
    json_options inner{*object, where + ".ledgers[]"};
    ledger one;
    one.id = inner.number("id", 0, 0, 2'000'000'000);
    one.code = inner.text("code");
    one.category = inner.text("category");
    one.description = inner.text("description", one.code);
    one.group = inner.text("group");
    if (one.code.empty() || one.code.size() > 10 || !codes.insert(one.code).second) {
      inner.refuse("code", "1 to 10 characters expected, each code once");
    }
    if (std::find(categories.begin(), categories.end(), one.category) == categories.end()) {
      inner.refuse("category", "unknown value '" + one.category + "'");
    }
    inner.finish();
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<invoice_template> read_templates(json_options& in, const std::string& where) {
  std::vector<invoice_template> out;
  for (const auto* object : in.objects("templates")) {
    json_options inner{*object, where + ".templates[]"};
    invoice_template one;
    one.name = inner.text("name", "Sjabloon");
    one.active = inner.flag("active", true);
    one.type = word(inner, "type", {"E", "A"}) == 0 ? 'E' : 'A';
    inner.finish();
    out.push_back(std::move(one));
  }
  return out;
}

plan_limits read_limits(json_options& in, const std::string& where) {
  plan_limits out;
  if (const auto* object = in.object("trial")) {
    json_options inner{*object, where + ".trial"};
    const auto limit = [&inner](std::string_view key) {
      return inner.number(key, -1, 0, 1'000'000'000);
    };
    out.mutations_max = limit("mutations_max");
    out.relations_max = limit("relations_max");
    out.invoices_max = limit("invoices_max");
    out.products_max = limit("products_max");
    inner.finish();
  }
  return out;
}

administration_options read_administration(const boost::json::object& source,
                                           const std::string& where) {
  json_options in{source, where};
  administration_options out;
  out.id = in.text("id");
  if (out.id.empty()) {
    in.refuse("id", "a text expected");
  }
  out.company = in.text("company", "Administratie " + out.id);
  out.guid = in.text("guid", "00000000-0000-4000-8000-" + out.id);
  out.country = word(in, "country", {"NL", "BE"}) == 0 ? "NL" : "BE";
  out.tokens = read_tokens(in, source, where);
  out.ledgers = read_ledgers(in, where);
  out.cost_centers = in.texts("cost_centers", {"Webwinkel", "Winkel"});
  out.templates = read_templates(in, where);
  out.closed_until = read_day(in, "closed_until");
  out.active = in.flag("active", true);
  out.unpaid = in.flag("unpaid", false);
  out.vat_per_line = word(in, "vat_per", {"line", "total"}) == 0;
  out.second_debtor = in.flag("second_debtor", false);
  out.limits = read_limits(in, where);
  out.number_prefix = in.text("number_prefix", "F");
  out.next_number = in.number("next_number", 1, 0, 1'000'000'000);
  in.finish();
  return out;
}

doubtful_options read_doubtful(json_options& in) {
  doubtful_options out;
  const auto* object = in.object("doubtful");
  if (object == nullptr) {
    return out;
  }
  json_options inner{*object, "doubtful"};
  out.numbers = static_cast<unique_numbers>(
      word(inner, "unique_numbers", {"administration", "year", "relation"}));
  out.numbers_ignore_case = inner.flag("numbers_ignore_case", out.numbers_ignore_case);
  out.email_all_fields = word(inner, "email_fields", {"main", "all"}) == 1;
  out.email_ignores_case = inner.flag("email_ignores_case", out.email_ignores_case);
  out.list_finds_rows = inner.flag("list_finds_rows", out.list_finds_rows);
  out.negative_payments = inner.flag("negative_payments", out.negative_payments);
  out.partial_payments = inner.flag("partial_payments", out.partial_payments);
  out.overpayments = inner.flag("overpayments", out.overpayments);
  out.closed_is_security = word(inner, "closed_code", {"MUT_005", "SECURITY_007"}) == 1;
  out.type_as_text = inner.flag("type_as_text", out.type_as_text);
  out.dates_with_time = inner.flag("dates_with_time", out.dates_with_time);
  out.invoice_needs_debtor = inner.flag("invoice_needs_debtor", out.invoice_needs_debtor);
  out.any_code_characters = word(inner, "code_characters", {"letters_digits", "any"}) == 1;
  out.description_max = static_cast<std::size_t>(inner.number("description_max", 50, 1, 10'000));
  out.price_decimals = static_cast<unsigned>(inner.number("price_decimals", 2, 2, 8));
  out.post_status = static_cast<int>(inner.number("post_status", 201, 200, 201));
  inner.finish();
  return out;
}

void read_administrations(json_options& in, service_options& out) {
  std::set<std::string> ids;
  std::set<std::string> tokens;
  for (const auto* object : in.objects("administrations")) {
    const auto where = "administrations[" + std::to_string(out.administrations.size()) + "]";
    out.administrations.push_back(read_administration(*object, where));
    const auto& made = out.administrations.back();
    if (!ids.insert(made.id).second) {
      in.refuse("administrations", "id '" + made.id + "' twice");
    }
    for (const auto& token : made.tokens) {
      if (!tokens.insert(token.token).second) {
        in.refuse("administrations", "a token of two administrations");
      }
    }
  }
  if (out.administrations.empty()) {
    administration_options demo;
    demo.id = "demo";
    demo.guid = "00000000-0000-4000-8000-000000000001";
    demo.company = "Demo B.V.";
    demo.cost_centers = {"Webwinkel", "Winkel"};
    demo.tokens.emplace_back().token = "demo-token";
    out.administrations.push_back(std::move(demo));
  }
}

}  // namespace

service_options read_options(const boost::json::object& source) {
  json_options in{source};
  service_options out;
  read_administrations(in, out);
  out.session = std::chrono::seconds{in.number("session_seconds", 3600, 1, 1'000'000)};
  out.parallel_sessions = in.flag("parallel_sessions", true);
  out.expired_has_body = word(in, "expired_body", {"none", "SECURITY_010"}) == 1;
  out.domain = in.text("domain");
  if (!out.domain.empty() && out.domain != "NL" && out.domain != "BE") {
    in.refuse("domain", "NL or BE expected");
  }
  out.requests_per_second =
      static_cast<std::size_t>(in.number("requests_per_second", 0, 0, 1'000'000));
  out.retry_after_seconds = in.number("retry_after_seconds", 0, 0, 100'000);
  out.doubtful = read_doubtful(in);
  in.finish();
  return out;
}

}  // namespace boekbrug::sim::eboekhouden
