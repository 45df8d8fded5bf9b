#include "sim/mijnwebwinkel/endpoints.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

namespace json = boost::json;
using refusal = std::optional<net::server_response>;

std::optional<std::int64_t> whole(std::string_view text) noexcept {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc{} && end == text.data() + text.size() ? std::optional{value}
                                                                    : std::nullopt;
}

/// As PHP sees a boolean: only "" and "0" are false, unless the shop is told to be kinder.
bool truth(const std::string& text, const shop_options& options) {
  return !text.empty() && text != "0" && (options.false_text_is_true || text != "false");
}

refusal read_day(const url_query& query, std::string_view name, std::optional<wall_seconds>& out) {
  if (const auto* text = query.find(name)) {
    out = parse_date(*text);
    if (!out) {
      return refused_parameter(name, "a date (yyyy-mm-dd) expected");
    }
  }
  return std::nullopt;
}

refusal read_moment(const url_query& query, std::string_view name,
                    std::optional<wall_seconds>& out) {
  if (const auto* text = query.find(name)) {
    out = parse_date_time(*text);
    if (!out) {
      return refused_parameter(name, "a date and time (yyyy-mm-dd hh:mm:ss) expected");
    }
  }
  return std::nullopt;
}

/// Filters that the list and the count share.
refusal read_filter(const shop_options& options, const url_query& query, order_filter& out) {
  for (auto refused : {read_day(query, "start_date", out.created_from),
                       read_day(query, "end_date", out.created_before),
                       read_moment(query, "status_changed_start_date", out.changed_from),
                       read_moment(query, "status_changed_end_date", out.changed_before)}) {
    if (refused) {
      return refused;
    }
  }
  if (out.created_before && options.end_date_inclusive) {
    *out.created_before += std::chrono::days{1};
  }
  if (out.changed_before && options.end_date_inclusive) {
    *out.changed_before += std::chrono::seconds{1};
  }
  if (const auto* text = query.find("status_id")) {
    out.status = whole(*text);
    if (!out.status) {
      return refused_parameter("status_id", "a whole number expected");
    }
  }
  const auto* archived = query.find("archived");
  if (archived != nullptr) {
    out.archived = truth(*archived, options);
  } else if (!options.archived_by_default) {
    out.archived = false;
  }
  const auto* test = query.find("test");
  out.test = test != nullptr && truth(*test, options);
  return std::nullopt;
}

net::server_response unknown_order(const std::string& number) {
  return error_reply(404, "Not Found", "Order " + number + " not found");
}

/// The order of that number; the path takes whole numbers only, so test orders are not found.
const order_record* order_of(const shop_state& shop, const std::string& number) {
  const auto value = whole(number);
  const auto* order = value ? shop.store.find(number) : nullptr;
  return order != nullptr && order->facts.number == number ? order : nullptr;
}

json::object payment_json(const shop_state& shop, const order_record& order, const payment& entry,
                          bool with_mutations, std::int64_t& mutation_id) {
  const seconds_utc updated = entry.mutations.empty() ? entry.created : entry.mutations.back().at;
  json::object out{{"id", entry.id},
                   {"gateway", entry.gateway},
                   {"method", entry.method},
                   {"gatewayReference", "ord_" + entry.id.substr(0, 6)},
                   {"price", entry.amount},
                   {"currency", order.facts.currency},
                   {"storeId", shop.store_id()},
                   {"reference", order.facts.uuid},
                   {"isTest", order.facts.test},
                   {"createdAt", offset_text(entry.created)},
                   {"updatedAt", offset_text(updated)}};
  if (with_mutations) {
    json::array list;
    for (const auto& mutation : entry.mutations) {
      list.push_back(json::object{{"id", ++mutation_id},
                                  {"type", mutation.type},
                                  {"reference", nullptr},
                                  {"price", mutation.amount},
                                  {"description", nullptr},
                                  {"createdAt", offset_text(mutation.at)},
                                  {"expiresAt", nullptr}});
    }
    out["mutations"] = std::move(list);
  }
  return out;
}

}  // namespace

net::server_response refused_parameter(std::string_view name, std::string_view why) {
  return error_reply(422, "Unprocessable Entity", std::string{name} + ": " + std::string{why});
}

void note_unknown(shop_state& shop, const url_query& query,
                  std::initializer_list<std::string_view> known) {
  static constexpr std::string_view everywhere[]{"token", "partner_token", "format", "language"};
  for (const auto& [name, value] : query.pairs()) {
    const std::string bare = name.substr(0, name.find('['));
    if (std::find(known.begin(), known.end(), bare) == known.end() &&
        std::find(std::begin(everywhere), std::end(everywhere), bare) == std::end(everywhere)) {
      ++shop.unknown_parameters[bare];
    }
  }
}

refusal read_page(const shop_state& shop, const url_query& query, page_request& out) {
  if (const auto* text = query.find("limit")) {
    const auto value = whole(*text);
    const auto max = static_cast<std::int64_t>(page_max);
    if (!value || *value < 1 || (*value > max && !shop.options.clamp_limit)) {
      return refused_parameter("limit", "a whole number from 1 to 100 expected");
    }
    out.limit = static_cast<std::size_t>(std::min(*value, max));
  }
  if (const auto* text = query.find("offset")) {
    const auto value = whole(*text);
    if (!value || *value < 0) {
      return refused_parameter("offset", "a whole number from 0 expected");
    }
    out.offset = static_cast<std::size_t>(*value);
  }
  return std::nullopt;
}

net::server_response list_orders(shop_state& shop, const shop_request& request) {
  const url_query& query = request.query;
  note_unknown(shop, query,
               {"limit", "offset", "start_date", "end_date", "archived", "status_id",
                "status_changed_start_date", "status_changed_end_date", "debtor_email", "debtor_id",
                "test", "ordering"});
  order_filter filter;
  page_request page;
  if (auto refused = read_filter(shop.options, query, filter)) {
    return *refused;
  }
  if (auto refused = read_page(shop, query, page)) {
    return *refused;
  }
  const std::string ordering = query.find("ordering") == nullptr ? "asc" : query.get("ordering");
  if (ordering != "asc" && ordering != "desc") {
    return refused_parameter("ordering", "asc or desc expected");
  }
  filter.descending = ordering == "desc";
  filter.limit = page.limit;
  filter.offset = page.offset;
  if (const auto* email = query.find("debtor_email")) {
    filter.email = *email;
  }
  if (const auto* id = query.find("debtor_id")) {
    filter.debtor_id = *id;
  }
  std::string body = "[";
  for (const auto* order : shop.store.select(filter)) {
    body += body.size() > 1 ? "," : "";
    body += order->text;
  }
  body += "]";
  return json_reply(200, std::move(body));
}

net::server_response count_orders(shop_state& shop, const shop_request& request) {
  note_unknown(shop, request.query,
               {"start_date", "end_date", "archived", "status_id", "status_changed_start_date",
                "status_changed_end_date", "test"});
  order_filter filter;
  if (auto refused = read_filter(shop.options, request.query, filter)) {
    return *refused;
  }
  return json_reply(200, "{\"count\":" + std::to_string(shop.store.count(filter)) + "}");
}

net::server_response get_order(shop_state& shop, const shop_request& request,
                               const std::string& number) {
  note_unknown(shop, request.query, {});
  const order_record* order = order_of(shop, number);
  return order == nullptr ? unknown_order(number) : json_reply(200, order->text);
}

net::server_response get_payments(shop_state& shop, const shop_request& request,
                                  const std::string& number) {
  note_unknown(shop, request.query, {"embed"});
  const order_record* order = order_of(shop, number);
  if (order == nullptr) {
    return problem_reply(404, "Not Found", "Order " + number + " not found");
  }
  const std::string embed = "," + request.query.get("embed") + ",";
  json::array list;
  std::int64_t mutation_id = order->facts.sequence * 10;
  for (const auto& entry : order->payments) {
    list.push_back(payment_json(shop, *order, entry, embed.find(",mutations,") != std::string::npos,
                                mutation_id));
  }
  return json_reply(200, json::serialize(json::object{{"payments", std::move(list)}}));
}

}  // namespace boekbrug::sim::mijnwebwinkel
