#include "sim/moneybird/world.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

world::world(moneybird_options chosen)
    : options{std::move(chosen)}, tokens{options}, limiter{options.limit} {
  for (const auto& settings : options.administrations) {
    administrations.push_back(seed_administration(settings));
    by_id[settings.id] = administrations.back().get();
  }
}

record_id world::next_id(time_point now) {
  // 277,000 ids per millisecond give 18 digits from 1981 until 2084.
  const auto from_time = static_cast<record_id>(now.time_since_epoch().count()) * 277'000;
  last_id_ = std::max(from_time, last_id_ + 1);
  return last_id_;
}

std::int64_t world::next_version(std::int64_t old, time_point now) {
  return std::max(old + 1,
                  std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
}

refusal read_page(const call& from, std::size_t default_size, page_request& out) {
  out.per_page = default_size;
  if (from.has_param("per_page")) {
    const auto size = id_of(from.param("per_page"));
    if (!size || *size < 1 || *size > 100) {
      return refuse(400, "per_page does not have a valid value");
    }
    out.per_page = *size;
  }
  if (from.has_param("page")) {
    const auto page = id_of(from.param("page"));
    if (!page || *page > 1'000'000'000) {
      return refuse(400, "page does not have a valid value");
    }
    if (*page < 1) {
      return refuse(400, "Page is too small", {{"page", "min"}});
    }
    out.page = *page;
  }
  return std::nullopt;
}

reply finish_page(const context& in, const page_request& page, std::size_t total,
                  json::array items) {
  if (items.empty() && page.page > 1 && in.all.options.doubtful.page_past_end_is_400) {
    return refuse(400, "page does not have a valid value");
  }
  auto out = answer(200, items);
  const auto link = [&](std::size_t number, std::string_view relation) {
    std::string url = "https://" + std::string(header_of(*in.request.raw, "Host"));
    const std::string_view target = in.request.raw->target;
    url += target.substr(0, target.find('?'));
    url += "?page=" + std::to_string(number);
    for (const auto& [name, value] : in.request.query) {
      if (name != "page") {
        url += "&" + percent_encoded(name) + "=" + percent_encoded(value);
      }
    }
    return "<" + url + ">; rel=\"" + std::string(relation) + "\"";
  };
  std::string links;
  if (page.page > 1) {
    links = link(page.page - 1, "prev");
  }
  if (page.page * page.per_page < total) {
    links += (links.empty() ? "" : ", ") + link(page.page + 1, "next");
  }
  if (!links.empty()) {
    out.headers.push_back({"Link", links});
  }
  return out;
}

text_pairs parse_filter(std::string_view text) {
  text_pairs out;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const auto term = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    const auto colon = term.find(':');
    if (colon != std::string_view::npos) {
      out.emplace_back(term.substr(0, colon), term.substr(colon + 1));
    }
  }
  return out;
}

refusal read_ids(const call& from, std::vector<record_id>& out) {
  json::object body;
  if (auto refused = read_body(from, body)) {
    return refused;
  }
  const auto* ids = body.if_contains("ids");
  if (ids == nullptr || !ids->is_array()) {
    return refuse(400, "Ids is required", {{"ids", "required"}});
  }
  for (const auto& id : ids->get_array()) {
    const auto known = id_of(id);
    if (!known) {
      return refuse(400, "Ids is invalid", {{"ids", "invalid"}});
    }
    if (out.size() < 100) {  // the surplus is ignored
      out.push_back(*known);
    }
  }
  return std::nullopt;
}

refusal read_custom_fields(const administration& of, const json::value& value,
                           std::string_view source, custom_values& out) {
  const auto rows = rows_of(value);
  if (!rows) {
    return refuse(400, "Custom fields attributes is invalid",
                  {{"custom_fields_attributes", "invalid"}});
  }
  for (const auto* row : *rows) {
    const auto* id = row->if_contains("id");
    const auto* held = row->if_contains("value");
    const auto known = id != nullptr ? id_of(*id) : std::nullopt;
    if (!known || of.find_custom_field(*known, source) == nullptr) {
      const std::string shown = known ? std::to_string(*known) : "";
      return refuse(404, "Custom field with id " + shown + " not found for administration",
                    {{"custom_fields_attributes", "not_found"}});
    }
    if (held == nullptr || !held->is_string()) {
      return refuse(400, "Custom fields attributes is invalid",
                    {{"custom_fields_attributes", "invalid"}});
    }
    const auto at = std::find_if(out.begin(), out.end(),
                                 [&](const auto& pair) { return pair.first == *known; });
    if (at != out.end()) {
      at->second = held->get_string();
    } else {
      out.emplace_back(*known, held->get_string());
    }
  }
  return std::nullopt;
}

reply add_note(context in, std::vector<note>& to, std::string_view entity_type, record_id entity) {
  json::object body;
  if (auto refused = read_body(in.request, body)) {
    return *refused;
  }
  const auto* holder = body.if_contains("note");
  const auto* fields = holder != nullptr ? holder->if_object() : nullptr;
  const auto* written = fields != nullptr ? fields->if_contains("note") : nullptr;
  if (written == nullptr || !written->is_string() || written->get_string().empty()) {
    violations found;
    found.add("note", "can't be blank", "blank");
    return found.answer();
  }
  to.push_back(
      {in.all.next_id(in.request.now), std::string(written->get_string()), in.request.now});
  const auto& made = to.back();
  return answer(201, json::object{{"id", id_json(made.id)},
                                  {"administration_id", in.books.settings.id},
                                  {"entity_id", id_json(entity)},
                                  {"entity_type", entity_type},
                                  {"user_id", id_json(in.books.user)},
                                  {"note", made.text},
                                  {"todo", false},
                                  {"created_at", text(made.created_at)},
                                  {"updated_at", text(made.created_at)}});
}

}  // namespace boekbrug::sim::moneybird
