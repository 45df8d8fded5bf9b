#include "sim/moneybird/options.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace boekbrug::sim::moneybird {

namespace {

namespace json = boost::json;

constexpr const char* demo_id = "178732006888903010";

/// Reads members of one object and remembers the first complaint.
class reader {
public:
  reader(const json::object& source, std::string path) : source_{source}, path_{std::move(path)} {}

  const json::value* find(std::string_view key) {
    known_.emplace_back(key);
    const auto* value = source_.if_contains(key);
    return value != nullptr && !value->is_null() ? value : nullptr;
  }
  void text(std::string_view key, std::string& out) {
    if (const auto* value = find(key)) {
      if (const auto* found = value->if_string()) {
        out = *found;
      } else {
        complain(key, "must be a text");
      }
    }
  }
  void flag(std::string_view key, bool& out) {
    if (const auto* value = find(key)) {
      if (const auto* found = value->if_bool()) {
        out = *found;
      } else {
        complain(key, "must be true or false");
      }
    }
  }
  std::optional<double> number(std::string_view key, double low, double high) {
    const auto* value = find(key);
    if (value == nullptr) {
      return std::nullopt;
    }
    boost::system::error_code failed;
    const auto found = value->to_number<double>(failed);
    if (failed || found < low || found > high) {
      complain(key, "is not a number in range");
      return std::nullopt;
    }
    return found;
  }
  /// One of the given words; its index.
  void word(std::string_view key, std::initializer_list<std::string_view> words, std::size_t& out) {
    std::string chosen;
    text(key, chosen);
    std::size_t index = 0;
    for (const auto candidate : words) {
      if (chosen == candidate) {
        out = index;
        return;
      }
      ++index;
    }
    if (!chosen.empty()) {
      complain(key, "has an unknown value '" + chosen + "'");
    }
  }
  void texts(std::string_view key, std::vector<std::string>& out) {
    const auto* value = find(key);
    if (value == nullptr) {
      return;
    }
    const auto* list = value->if_array();
    if (list == nullptr) {
      return complain(key, "must be a list of texts");
    }
    for (const auto& item : *list) {
      if (!item.is_string()) {
        return complain(key, "must be a list of texts");
      }
      out.emplace_back(item.get_string());
    }
  }
  void complain(std::string_view key, const std::string& what) {
    if (complaint_.empty()) {
      complaint_ = "moneybird: " + path_ + std::string(key) + " " + what;
    }
  }
  void refuse_unknown() {
    for (const auto& member : source_) {
      if (std::find(known_.begin(), known_.end(), std::string_view{member.key()}) == known_.end()) {
        complain(member.key(), "is not an option");
      }
    }
  }
  const std::string& complaint() const { return complaint_; }

private:
  const json::object& source_;
  std::string path_;
  std::vector<std::string> known_;
  std::string complaint_;
};

void read_tokens(reader& in, administration_options& out) {
  const auto* list = in.find("tokens");
  if (list == nullptr) {
    return;
  }
  if (!list->is_array()) {
    return in.complain("tokens", "must be a list");
  }
  for (const auto& item : list->get_array()) {
    token_options token{"", all_scopes()};
    if (const auto* plain = item.if_string()) {
      token.token = *plain;
    } else if (const auto* object = item.if_object()) {
      reader inner{*object, "tokens[]."};
      inner.text("token", token.token);
      if (object->contains("scopes")) {
        token.scopes.clear();
        inner.texts("scopes", token.scopes);
      }
      inner.refuse_unknown();
      if (!inner.complaint().empty()) {
        in.complain("tokens", inner.complaint());
      }
    }
    if (token.token.empty()) {
      return in.complain("tokens", "has an entry without a token");
    }
    out.tokens.push_back(std::move(token));
  }
}

void read_day(reader& in, std::string_view key, std::optional<day>& out) {
  std::string written;
  in.text(key, written);
  if (!written.empty()) {
    out = parse_day(written);
    if (!out) {
      in.complain(key, "is not a date");
    }
  }
}

std::string read_administration(const json::object& source, std::string path,
                                administration_options& out) {
  reader in{source, std::move(path)};
  in.text("id", out.id);
  in.text("name", out.name);
  in.text("language", out.language);
  in.text("country", out.country);
  in.text("currency", out.currency);
  in.text("time_zone", out.time_zone);
  std::size_t plan = 0;
  in.word("plan", {"paid", "free"}, plan);
  out.free_plan = plan == 1;
  in.flag("suspended", out.suspended);
  read_day(in, "period_locked_until", out.period_locked_until);
  read_tokens(in, out);
  if (const auto* oauth = in.find("oauth")) {
    if (const auto* object = oauth->if_object()) {
      reader inner{*object, "oauth."};
      inner.flag("offered", out.offered_by_oauth);
      inner.refuse_unknown();
      if (!inner.complaint().empty()) {
        in.complain("oauth", inner.complaint());
      }
    } else {
      in.complain("oauth", "must be an object");
    }
  }
  in.flag("sender_has_email", out.sender_has_email);
  in.flag("payment_without_proof", out.payment_without_proof);
  in.refuse_unknown();
  if (out.id.empty() || out.id.find_first_not_of("0123456789") != std::string::npos ||
      out.id.size() > 18) {
    in.complain("id", "must be 1 to 18 digits");
  }
  if (!zone::named(out.time_zone)) {
    in.complain("time_zone", "is not known to the simulator");
  }
  if (out.name.empty()) {
    out.name = "Administratie " + out.id;
  }
  return in.complaint();
}

void read_administrations(reader& in, moneybird_options& out) {
  if (const auto* list = in.find("administrations")) {
    if (!list->is_array()) {
      return in.complain("administrations", "must be a list");
    }
    std::size_t index = 0;
    for (const auto& item : list->get_array()) {
      administration_options one;
      const auto path = "administrations[" + std::to_string(index++) + "].";
      if (!item.is_object()) {
        return in.complain("administrations", "must hold objects");
      }
      const auto complaint = read_administration(item.get_object(), path, one);
      if (!complaint.empty()) {
        return in.complain("administrations", "(" + complaint + ")");
      }
      for (const auto& other : out.administrations) {
        if (other.id == one.id) {
          return in.complain("administrations", "holds id " + one.id + " twice");
        }
      }
      out.administrations.push_back(std::move(one));
    }
    return;
  }
  administration_options demo;
  demo.id = demo_id;
  demo.name = "Demo B.V.";
  demo.tokens.push_back({"demo-token", all_scopes()});
  out.administrations.push_back(std::move(demo));
}

void read_limit(reader& in, limit_options& out) {
  if (const auto count = in.number("requests_per_window", 1, 1e9)) {
    out.requests_per_window = static_cast<unsigned>(*count);
  }
  if (const auto seconds = in.number("window_seconds", 0.001, 1e9)) {
    out.window = std::chrono::milliseconds{std::llround(*seconds * 1000)};
  }
  std::size_t kind = 0;
  in.word("window", {"sliding", "fixed"}, kind);
  out.fixed_window = kind == 1;
  std::size_t headers = 0;
  in.word("limit_headers", {"observed", "documented", "seconds", "lower_case", "none"}, headers);
  out.headers = static_cast<header_variant>(headers);
  std::size_t body = 0;
  in.word("limit_body", {"json", "plain"}, body);
  out.plain_body = body == 1;
}

void read_doubtful(reader& in, doubtful_options& out) {
  const auto* value = in.find("doubtful");
  if (value == nullptr) {
    return;
  }
  if (!value->is_object()) {
    return in.complain("doubtful", "must be an object");
  }
  reader inner{value->get_object(), "doubtful."};
  std::size_t choice = 0;
  inner.word("page_past_end", {"empty", "400"}, choice);
  out.page_past_end_is_400 = choice == 1;
  choice = 0;
  inner.word("find_by_reference", {"oldest", "newest"}, choice);
  out.newest_by_reference = choice == 1;
  choice = 0;
  inner.word("filter_without_period", {"all", "this_year"}, choice);
  out.filter_without_period_is_all = choice == 0;
  choice = 0;
  inner.word("incl_base_rounding", {"rate", "line"}, choice);
  out.round_lines = choice == 1;
  if (const auto status = inner.number("unknown_contact_status", 400, 422)) {
    out.unknown_contact_status = static_cast<unsigned>(*status);
  }
  inner.refuse_unknown();
  if (!inner.complaint().empty()) {
    in.complain("doubtful", inner.complaint());
  }
}

void read_oauth(reader& in, moneybird_options& out) {
  in.text("client_id", out.client_id);
  in.text("client_secret", out.client_secret);
  in.texts("redirect_uris", out.redirect_uris);
  std::size_t mode = 0;
  in.word("authorize", {"redirect", "page", "deny"}, mode);
  out.authorize = static_cast<authorize_mode>(mode);
  std::size_t covers = 0;
  in.word("token_covers", {"administration", "all"}, covers);
  out.token_covers_all = covers == 1;
  in.flag("rotate_refresh_tokens", out.rotate_refresh_tokens);
  if (const auto seconds = in.number("code_seconds", 1, 86400)) {
    out.code_lifetime = std::chrono::seconds{std::llround(*seconds)};
  }
  if (const auto seconds = in.number("tokens_expire_seconds", 1, 1e9)) {
    out.tokens_expire = std::chrono::seconds{std::llround(*seconds)};
  }
}

void read_exchange_rates(reader& in, moneybird_options& out) {
  const auto* value = in.find("exchange_rates");
  if (value == nullptr) {
    return;
  }
  if (!value->is_object()) {
    return in.complain("exchange_rates", "must be an object");
  }
  for (const auto& member : value->get_object()) {
    const auto* written = member.value().if_string();
    const auto rate = written != nullptr ? parse_amount(*written) : std::nullopt;
    if (!rate || rate->units <= 0) {
      return in.complain("exchange_rates", "must hold positive decimals as texts");
    }
    out.exchange_rates[std::string(member.key())] = *rate;
  }
}

}  // namespace

const scope_list& all_scopes() {
  static const scope_list scopes{"sales_invoices", "documents",    "estimates",
                                 "bank",           "time_entries", "settings"};
  return scopes;
}

core::result<moneybird_options> parse_options(const json::object& source) {
  moneybird_options out;
  reader in{source, ""};
  read_administrations(in, out);
  read_limit(in, out.limit);
  read_doubtful(in, out.doubtful);
  read_oauth(in, out);
  read_exchange_rates(in, out);
  in.refuse_unknown();
  if (!in.complaint().empty()) {
    return core::fail(core::errc::invalid_input, in.complaint());
  }
  return out;
}

}  // namespace boekbrug::sim::moneybird
