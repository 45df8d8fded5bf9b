#include "actors/hook_calls.hpp"

#include "adapters/shops/ccvshop/errors.hpp"
#include "adapters/shops/ccvshop/listing.hpp"
#include "adapters/shops/ccvshop/signing.hpp"

#include <algorithm>

namespace boekbrug::actors {
namespace {

namespace ccv = adapters::ccvshop_api;

constexpr std::string_view list_base = "/api/rest/v1/webhooks/?";
constexpr std::string_view list_first = "/api/rest/v1/webhooks/";
constexpr std::string_view collection_uri = "/api/rest/v1/webhooks";
constexpr std::string_view hook_folder = "/hook/ccv/";
constexpr std::size_t path_size = 32;

shop_hook read_hook(const ccv::json::object& from, ccv::fault& problem) {
  const ccv::fields source{from, "webhook", problem};
  shop_hook hook;
  hook.id = source.id("id");
  hook.event = source.text("event");
  hook.address = source.text("address");
  hook.key = core::secret{source.text("key")};
  hook.active = source.flag_or("is_active", true);
  return hook;
}

bool is_success(const core::http_response& answer) {
  return answer.status >= 200 && answer.status < 300;
}

}  // namespace

std::string hook_key_option(std::string_view event) {
  return "hook.key." + std::string(event);
}

std::string hook_address(std::string_view public_url, std::string_view path,
                         std::string_view event) {
  return std::string(public_url) + std::string(hook_folder) + std::string(path) + '/' +
         std::string(event);
}

bool is_hook_path(std::string_view text) noexcept {
  return text.size() == path_size && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::optional<hook_place> read_hook_address(std::string_view address) {
  const auto folder = address.rfind(hook_folder);
  if (folder == std::string_view::npos) {
    return std::nullopt;
  }
  const auto rest = address.substr(folder + hook_folder.size());
  if (rest.size() < path_size + 2 || rest[path_size] != '/' ||
      !is_hook_path(rest.substr(0, path_size))) {
    return std::nullopt;
  }
  return hook_place{std::string(rest.substr(0, path_size)),
                    std::string(rest.substr(path_size + 1))};
}

core::result<core::http_request> list_hooks_request(const core::shop_connection& shop,
                                                    std::string_view page,
                                                    const core::request_context& context) {
  return ccv::make_get(shop, page.empty() ? list_first : page, context);
}

core::result<hook_page> list_hooks_answer(const core::shop_connection& shop, std::string_view page,
                                          const core::http_response& answer) {
  const auto read = ccv::read_collection(shop, answer);
  if (!read) {
    return read.error();
  }
  hook_page out;
  ccv::fault problem;
  for (const auto& each : read->items) {
    if (each.is_object()) {
      out.hooks.push_back(read_hook(each.get_object(), problem));
    }
  }
  if (problem.failed()) {
    return problem.error();
  }
  // Not asked page by page, so only the shop's own `next` says that there is more.
  if (!read->next.empty()) {
    const ccv::list_place here{std::string(page.empty() ? list_first : page), 0};
    if (auto next = ccv::place_after(shop, list_base, here, ccv::page_size, *read)) {
      out.next = std::move(next->path);
    }
  }
  return out;
}

core::result<core::http_request> create_hook_request(const core::shop_connection& shop,
                                                     std::string_view event,
                                                     std::string_view address,
                                                     const core::request_context& context) {
  const ccv::json::object body{
      {"event", std::string(event)}, {"address", std::string(address)}, {"is_active", true}};
  return ccv::make_call(shop, core::http_method::post, collection_uri, ccv::write_json(body),
                        context);
}

core::result<core::secret> create_hook_answer(const core::shop_connection& shop,
                                              const core::http_response& answer) {
  if (!is_success(answer)) {
    return ccv::refusal(answer);
  }
  if (const auto genuine = ccv::check_signature(shop, core::http_method::post, answer); !genuine) {
    return genuine.error();
  }
  const auto value = ccv::parse_json(answer.body);
  if (!value || !value->is_object()) {
    return core::secret{};  // a POST may be answered 204 (ccvshop.md 7)
  }
  ccv::fault problem;
  return core::secret{ccv::fields{value->get_object(), "webhook", problem}.text("key")};
}

core::result<core::http_request> move_hook_request(const core::shop_connection& shop,
                                                   std::string_view id, std::string_view address,
                                                   const core::request_context& context) {
  const ccv::json::object body{{"address", std::string(address)}, {"is_active", true}};
  return ccv::make_call(shop, core::http_method::patch,
                        std::string(collection_uri) + '/' + std::string(id), ccv::write_json(body),
                        context);
}

core::result<void> move_hook_answer(const core::http_response& answer) {
  if (is_success(answer)) {
    return {};
  }
  auto failure = ccv::refusal(answer);
  if (failure.code == core::errc::already_exists) {
    return {};  // 500.50: nothing to change
  }
  return failure;
}

std::vector<hook_step> plan_hooks(const std::vector<shop_hook>& listed, std::string_view public_url,
                                  std::string_view path,
                                  const std::function<bool(const std::string& path)>& is_owned) {
  std::vector<hook_step> steps;
  for (const auto event : hook_events) {
    const auto wanted = hook_address(public_url, path, event);
    hook_step step{hook_step::kind::create, std::string(event), {}};
    for (const auto& each : listed) {
      const auto place = read_hook_address(each.address);
      if (each.event != event || !place) {
        continue;
      }
      if (each.address == wanted && each.active) {
        step = {hook_step::kind::keep, std::string(event), each};
        break;
      }
      const bool ours =
          place->path == path || (each.address.starts_with(public_url) && !is_owned(place->path));
      if (ours && step.what == hook_step::kind::create) {
        step = {hook_step::kind::move, std::string(event), each};
      }
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace boekbrug::actors
