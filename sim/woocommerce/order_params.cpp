#include "sim/woocommerce/order_params.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::sim::woocommerce {
namespace {

std::optional<std::int64_t> to_integer(std::string_view text) noexcept {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc{} && end == text.data() + text.size() && !text.empty()
             ? std::optional{value}
             : std::nullopt;
}

std::string spoken_list(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    out += i == 0 ? "" : last && words.size() == 2 ? " and " : last ? ", and " : ", ";
    out += words[i];
  }
  return out;
}

bool is_credential(std::string_view name) {
  return name.starts_with("consumer_") || name.starts_with("oauth_");
}

}  // namespace

void parameter_reader::refuse(std::string_view name, std::string_view code, std::string message) {
  bad_.push_back({std::string{name}, std::string{code}, std::move(message)});
}

std::int64_t parameter_reader::integer(std::string_view name, std::int64_t fallback,
                                       std::optional<std::int64_t> lowest,
                                       std::optional<std::int64_t> highest) {
  const std::string* text = query_.find(name);
  if (text == nullptr) {
    return fallback;
  }
  const auto value = to_integer(*text);
  const std::string label{name};
  if (!value) {
    refuse(name, "rest_invalid_type", label + " is not of type integer.");
  } else if (lowest && highest && (*value < *lowest || *value > *highest)) {
    refuse(name, "rest_out_of_bounds",
           label + " must be between " + std::to_string(*lowest) + " (inclusive) and " +
               std::to_string(*highest) + " (inclusive)");
  } else if (lowest && *value < *lowest) {
    refuse(name, "rest_out_of_bounds",
           label + " must be greater than or equal to " + std::to_string(*lowest));
  } else {
    return *value;
  }
  return fallback;
}

std::optional<std::int64_t> parameter_reader::optional_integer(std::string_view name) {
  return query_.find(name) == nullptr ? std::nullopt : std::optional{integer(name, 0)};
}

std::vector<std::int64_t> parameter_reader::integers(std::string_view name) {
  std::vector<std::int64_t> out;
  const auto texts = query_.list(name);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto value = to_integer(texts[i]);
    if (!value) {
      refuse(name, "rest_invalid_type",
             std::string{name} + "[" + std::to_string(i) + "] is not of type integer.");
      return {};
    }
    out.push_back(*value);
  }
  return out;
}

bool parameter_reader::boolean(std::string_view name, bool fallback) {
  const std::string* text = query_.find(name);
  if (text == nullptr) {
    return fallback;
  }
  std::string lower = *text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (lower == "true" || lower == "1") {
    return true;
  }
  if (lower != "false" && lower != "0" && !lower.empty()) {
    refuse(name, "rest_invalid_type", std::string{name} + " is not of type boolean.");
  }
  return false;
}

std::string parameter_reader::one_of(std::string_view name, const std::vector<std::string>& allowed,
                                     const std::string& fallback) {
  const std::string* text = query_.find(name);
  if (text == nullptr) {
    return fallback;
  }
  if (std::find(allowed.begin(), allowed.end(), *text) == allowed.end()) {
    refuse(name, "rest_not_in_enum",
           std::string{name} + " is not one of " + spoken_list(allowed) + ".");
    return fallback;
  }
  return *text;
}

std::vector<std::string> parameter_reader::some_of(std::string_view name,
                                                   const std::vector<std::string>& allowed) {
  std::vector<std::string> out = query_.list(name);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (std::find(allowed.begin(), allowed.end(), out[i]) == allowed.end()) {
      refuse(name, "rest_not_in_enum",
             std::string{name} + "[" + std::to_string(i) + "] is not one of " +
                 spoken_list(allowed) + ".");
      return {};
    }
  }
  return out;
}

std::optional<seconds_utc> parameter_reader::time(std::string_view name, bool dates_are_gmt) {
  const std::string* text = query_.find(name);
  if (text == nullptr) {
    return std::nullopt;
  }
  const auto value = parse_filter_time(*text, dates_are_gmt, zone_);
  if (!value) {
    refuse(name, "rest_invalid_date", "Invalid date.");
  }
  return value;
}

std::size_t page_request::first() const noexcept {
  return static_cast<std::size_t>(
      std::max<std::int64_t>(offset.value_or((page - 1) * per_page), 0));
}

page_request read_page(parameter_reader& reader) {
  page_request out;
  // Beyond this every shop is at its end, and the product with per_page stays within range.
  out.page = std::min<std::int64_t>(reader.integer("page", 1, 1), 1'000'000'000);
  out.per_page = reader.integer("per_page", 10, 1, 100);
  out.offset = reader.optional_integer("offset");
  return out;
}

bool view::shows(std::string_view key) const noexcept {
  return fields.empty() || std::find(fields.begin(), fields.end(), key) != fields.end();
}

view read_view(parameter_reader& reader, const url_query& query) {
  view out;
  const std::int64_t digits = reader.integer("dp", 2);
  out.digits = static_cast<int>(
      std::clamp<std::int64_t>(digits < 0 ? -std::max<std::int64_t>(digits, -30) : digits, 0, 30));
  for (const auto& name : query.list("_fields")) {
    out.fields.push_back(name.substr(0, name.find('.')));
  }
  return out;
}

order_filter read_order_filter(parameter_reader& reader, const url_query& query,
                               const std::vector<std::string>& statuses, bool with_modified,
                               bool with_gmt) {
  order_filter out;
  const bool gmt = with_gmt && reader.boolean("dates_are_gmt", false);
  out.after = reader.time("after", gmt);
  out.before = reader.time("before", gmt);
  if (with_modified) {
    out.modified_after = reader.time("modified_after", gmt);
    out.modified_before = reader.time("modified_before", gmt);
  }
  out.statuses = reader.some_of("status", statuses);
  if (std::find(out.statuses.begin(), out.statuses.end(), "any") != out.statuses.end()) {
    out.statuses.clear();
  }
  out.include = reader.integers("include");
  out.exclude = reader.integers("exclude");
  out.parents = reader.integers("parent");
  out.parents_excluded = reader.integers("parent_exclude");
  out.customer = reader.optional_integer("customer");
  out.product = reader.optional_integer("product");
  out.search = query.get("search");
  out.descending = reader.one_of("order", {"asc", "desc"}, "desc") == "desc";
  const std::string by =
      reader.one_of("orderby", {"date", "id", "include", "title", "slug", "modified"}, "date");
  out.by = by == "date"       ? order_by::date
           : by == "modified" ? order_by::modified
           : by == "include"  ? order_by::include
                              : order_by::id;
  if (out.by == order_by::include && out.include.empty()) {
    out.by = order_by::id;
  }
  return out;
}

void add_page_headers(net::server_response& reply, std::size_t total, const page_request& page,
                      const url_query& query, const std::string& list_url, bool of_orders) {
  const auto pages =
      static_cast<std::int64_t>((total + static_cast<std::size_t>(page.per_page) - 1) /
                                static_cast<std::size_t>(page.per_page));
  reply.headers.push_back({"X-WP-Total", std::to_string(total)});
  reply.headers.push_back({"X-WP-TotalPages", std::to_string(pages)});
  const auto link = [&](std::int64_t number, std::string_view rel) {
    std::string parameters;
    bool paged = false;
    const auto add = [&](std::string_view name, std::string_view value) {
      parameters += (parameters.empty() ? "?" : "&") + url_encode(name) + "=" + url_encode(value);
    };
    for (const auto& [name, value] : query.pairs()) {
      if (!is_credential(name)) {
        add(name, name == "page" ? std::to_string(number) : value);
        paged = paged || name == "page";
      }
    }
    if (!paged) {
      add("page", std::to_string(number));
    }
    if (of_orders && !query.has_list("status")) {
      add("status[0]", "any");
    }
    if (of_orders && query.find("dp") == nullptr) {
      add("dp", "2");
    }
    if (query.find("context") == nullptr) {
      add("context", "view");
    }
    return "<" + list_url + parameters + ">; rel=\"" + std::string{rel} + "\"";
  };
  std::string links;
  if (page.page > 1) {
    links = link(std::min(page.page - 1, std::max<std::int64_t>(pages, 1)), "prev");
  }
  if (page.page < pages) {
    links += (links.empty() ? "" : ", ") + link(page.page + 1, "next");
  }
  if (!links.empty()) {
    reply.headers.push_back({"Link", links});
  }
}

}  // namespace boekbrug::sim::woocommerce
