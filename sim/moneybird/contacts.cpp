#include "sim/moneybird/contact_rules.hpp"
#include "sim/moneybird/render.hpp"
#include "sim/moneybird/world.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

json::object shown(const context& in, const contact& one) {
  return contact_json(in.books, one, in.request.now, true);
}

void touch(context in, contact& one) {
  one.updated_at = in.request.now;
  one.version = world::next_version(one.version, in.request.now);
}

/// Saves a checked copy over the record, or as a new one.
contact& save(context in, contact checked) {
  auto& slot = in.books.contacts[checked.id];
  if (!slot) {
    slot = std::make_unique<contact>();
    in.books.contact_ids.insert(checked.id);
  } else if (slot->texts[customer_id] != checked.texts[customer_id]) {
    in.books.by_customer_id.erase(slot->texts[customer_id]);
  }
  for (auto& person : checked.people) {
    if (person.id == 0) {
      person.id = in.all.next_id(in.request.now);
    }
  }
  touch(in, checked);
  *slot = std::move(checked);
  in.books.by_customer_id[slot->texts[customer_id]] = slot->id;
  in.books.index_contact(*slot);
  return *slot;
}

refusal read_contact(context in, json::object& fields) {
  json::object body;
  if (auto refused = read_body(in.request, body)) {
    return refused;
  }
  auto* held = body.if_contains("contact");
  if (held == nullptr || !held->is_object()) {
    return refuse(400, "Contact is required", {{"contact", "required"}});
  }
  fields = std::move(held->get_object());
  return std::nullopt;
}

void give_customer_id(administration& of, contact& to) {
  if (!to.texts[customer_id].empty()) {
    return;
  }
  do {
    to.texts[customer_id] = std::to_string(of.next_customer_id++);
  } while (of.by_customer_id.contains(to.texts[customer_id]));
}

reply create(context in) {
  json::object fields;
  if (auto refused = read_contact(in, fields)) {
    return *refused;
  }
  contact made;
  made.texts[delivery_method] = "Email";
  made.texts[country] = in.books.settings.country;
  made.created_at = in.request.now;
  if (auto refused = apply_contact_fields(in.books, fields, made, in.request.now)) {
    return *refused;
  }
  if (auto refused = check_contact(in.books, made)) {
    return *refused;
  }
  made.id = in.all.next_id(in.request.now);
  made.events.push_back({"contact_created", in.request.now});
  give_customer_id(in.books, made);
  return answer(201, shown(in, save(in, std::move(made))));
}

reply change(context in, const contact& old) {
  json::object fields;
  if (auto refused = read_contact(in, fields)) {
    return *refused;
  }
  contact changed = old;
  if (auto refused = apply_contact_fields(in.books, fields, changed, in.request.now)) {
    return *refused;
  }
  if (auto refused = check_contact(in.books, changed)) {
    return *refused;
  }
  give_customer_id(in.books, changed);
  changed.events.push_back({"contact_changed", in.request.now});
  return answer(200, shown(in, save(in, std::move(changed))));
}

reply remove(context in, const contact& one) {
  if (in.books.sales.of_contact(one.id) != nullptr ||
      in.books.external.of_contact(one.id) != nullptr) {
    violations found;
    found.add("base", "Contact is in use and cannot be removed", "in_use");
    return found.answer();
  }
  in.books.by_customer_id.erase(one.texts[customer_id]);
  in.books.search.remove(one.id);
  in.books.contact_ids.erase(one.id);
  in.books.contacts.erase(one.id);
  return no_content();
}

reply archive(context in, contact& one) {
  if (one.archived) {
    return refuse(400, "Contact can not be archived", {{"id", "can_not_be_archived"}});
  }
  one.archived = true;
  one.events.push_back({"contact_archived", in.request.now});
  touch(in, one);
  return no_content();
}

struct contact_filter {
  std::string first_name;
  std::string last_name;
  std::string type = "all";
  std::string delivery = "all";
  std::optional<time_point> created_after;
  std::optional<time_point> updated_after;

  bool matches(const contact& one) const {
    const bool company = !one.texts[company_name].empty();
    return (first_name.empty() || lower(one.texts[firstname]) == first_name) &&
           (last_name.empty() || lower(one.texts[lastname]) == last_name) &&
           (type == "all" || (type == "company") == company) &&
           (delivery == "all" || lower(one.texts[delivery_method]) == delivery) &&
           (!created_after || one.created_at > *created_after) &&
           (!updated_after || one.updated_at > *updated_after);
  }
};

refusal read_filter(std::string_view text, contact_filter& out) {
  const auto bad = [](std::string_view key) {
    return refuse(400, std::string(key) + " is invalid", {{"filter", "invalid"}});
  };
  for (const auto& [key, value] : parse_filter(text)) {
    if (key == "first_name") {
      out.first_name = lower(value);
    } else if (key == "last_name") {
      out.last_name = lower(value);
    } else if (key == "contact_type") {
      if (value != "all" && value != "company" && value != "private_individual") {
        return bad(key);
      }
      out.type = value;
    } else if (key == "delivery_method") {
      out.delivery = value;
    } else if (key == "created_after" || key == "updated_after") {
      auto& slot = key == "created_after" ? out.created_after : out.updated_after;
      slot = parse_instant(value);
      if (!slot) {
        return bad(key);
      }
    }
  }
  return std::nullopt;
}

std::vector<record_id> candidates(const context& in) {
  if (in.request.has_param("query") && !in.request.param("query").empty()) {
    return in.books.search.find(in.request.param("query"));
  }
  return {in.books.contact_ids.begin(), in.books.contact_ids.end()};
}

/// Ids after query, filter and archive; oldest first.
refusal select(const context& in, std::vector<record_id>& out) {
  contact_filter filter;
  if (auto refused = read_filter(in.request.param("filter"), filter)) {
    return refused;
  }
  for (const auto id : candidates(in)) {
    const auto* one = in.books.find_contact(id);
    if (one != nullptr && (!one->archived || in.request.wants_archived()) && filter.matches(*one)) {
      out.push_back(id);
    }
  }
  return std::nullopt;
}

reply list(context in) {
  std::vector<record_id> ids;
  if (auto refused = select(in, ids)) {
    return *refused;
  }
  return paged(in, ids, 100, [&](record_id id) { return shown(in, *in.books.find_contact(id)); });
}

reply synchronization(context in) {
  json::array out;
  std::vector<record_id> ids;
  if (in.request.method == http_method::post) {
    if (auto refused = read_ids(in.request, ids)) {
      return *refused;
    }
    for (const auto id : ids) {
      if (const auto* one = in.books.find_contact(id)) {
        out.push_back(shown(in, *one));
      }
    }
    return answer(200, out);
  }
  if (auto refused = select(in, ids)) {
    return *refused;
  }
  for (const auto id : ids) {
    out.push_back(
        json::object{{"id", id_json(id)}, {"version", in.books.find_contact(id)->version}});
  }
  return answer(200, out);
}

reply by_customer_id(context in) {
  const auto at = in.books.by_customer_id.find(in.path()[2]);
  const auto* one =
      at == in.books.by_customer_id.end() ? nullptr : in.books.find_contact(at->second);
  return one == nullptr ? record_not_found("customer_id") : answer(200, shown(in, *one));
}

reply one_contact(context in) {
  const auto id = id_of(std::string_view{in.path()[1]});
  auto* one = id ? in.books.find_contact(*id) : nullptr;
  if (one == nullptr) {
    return record_not_found();
  }
  if (in.request.is(http_method::get, 2)) {
    return one->archived && !in.request.wants_archived() ? record_not_found()
                                                         : answer(200, shown(in, *one));
  }
  if (in.request.is(http_method::patch, 2)) {
    return change(in, *one);
  }
  if (in.request.is(http_method::del, 2)) {
    return remove(in, *one);
  }
  if (in.request.is(http_method::patch, 3) && in.path()[2] == "archive") {
    return archive(in, *one);
  }
  if (in.request.is(http_method::post, 3) && in.path()[2] == "notes") {
    return add_note(in, one->notes, "Contact", one->id);
  }
  return wrong_method();
}

}  // namespace

reply contacts_endpoint(context in) {
  const auto& path = in.path();
  if (path.size() == 1) {
    return in.request.method == http_method::get    ? list(in)
           : in.request.method == http_method::post ? create(in)
                                                    : wrong_method();
  }
  if (path[1] == "synchronization" && path.size() == 2) {
    return synchronization(in);
  }
  if (path[1] == "filter" && in.request.is(http_method::get, 2)) {
    return list(in);
  }
  if (path[1] == "customer_id" && in.request.is(http_method::get, 3)) {
    return by_customer_id(in);
  }
  return one_contact(in);
}

}  // namespace boekbrug::sim::moneybird
