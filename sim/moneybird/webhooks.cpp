#include "sim/moneybird/world.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

/// Stored only: nothing is delivered, and the address is not tried at registration.
json::object webhook_json(const administration& of, const webhook& one, bool with_secret) {
  json::array events;
  for (const auto& event : one.enabled_events) {
    events.emplace_back(event);
  }
  json::object out{{"id", id_json(one.id)},
                   {"administration_id", of.settings.id},
                   {"url", one.url},
                   {"enabled_events", events},
                   {"last_http_status", nullptr},
                   {"last_http_body", nullptr},
                   {"token", one.token}};
  if (with_secret) {
    out["secret"] = one.secret;
  }
  out["deactivated_at"] = optional_text(one.deactivated_at);
  return out;
}

std::string filler(record_id seed, std::size_t length, std::string_view letters) {
  std::string out;
  std::uint64_t state = seed;
  while (out.size() < length) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    out.push_back(letters[(state >> 33U) % letters.size()]);
  }
  return out;
}

reply create(context in) {
  json::object body;
  if (auto refused = read_body(in.request, body)) {
    return *refused;
  }
  if (body.contains("events")) {
    return refuse(400, "'events' has been removed from webhooks, use 'enabled_events'",
                  {{"events", "removed"}});
  }
  const auto* url = body.if_contains("url");
  if (url == nullptr || !url->is_string() || url->get_string().empty()) {
    return refuse(400, "Url is required", {{"url", "required"}});
  }
  webhook made;
  made.url = url->get_string();
  if (const auto* events = body.if_contains("enabled_events"); events != nullptr) {
    if (!events->is_array()) {
      return invalid_shape("webhook", "enabled_events");
    }
    for (const auto& event : events->get_array()) {
      if (!event.is_string()) {
        return invalid_shape("webhook", "enabled_events");
      }
      made.enabled_events.emplace_back(event.get_string());
    }
  }
  made.id = in.all.next_id(in.request.now);
  made.token = filler(made.id, 24, "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789");
  made.secret = filler(made.id + 1, 64, "0123456789abcdef");
  in.books.webhooks.push_back(std::move(made));
  return answer(201, webhook_json(in.books, in.books.webhooks.back(), true));
}

}  // namespace

reply webhooks_endpoint(context in) {
  const auto& path = in.path();
  if (in.request.is(http_method::post, 1)) {
    return create(in);
  }
  if (in.request.is(http_method::get, 1)) {
    json::array out;
    for (const auto& one : in.books.webhooks) {
      out.push_back(webhook_json(in.books, one, false));
    }
    return answer(200, out);
  }
  const record_id id = path.size() > 1 ? id_of(std::string_view{path[1]}).value_or(0) : 0;
  const auto at = std::find_if(in.books.webhooks.begin(), in.books.webhooks.end(),
                               [id](const webhook& one) { return one.id == id; });
  if (at == in.books.webhooks.end()) {
    return model_not_found("Webhook");
  }
  if (in.request.is(http_method::del, 2)) {
    in.books.webhooks.erase(at);
    return no_content();
  }
  if (in.request.is(http_method::patch, 3) && (path[2] == "activate" || path[2] == "deactivate")) {
    at->deactivated_at = path[2] == "activate" ? std::nullopt : std::optional{in.request.now};
    return answer(200, webhook_json(in.books, *at, false));
  }
  return wrong_method();
}

}  // namespace boekbrug::sim::moneybird
