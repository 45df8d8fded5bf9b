#pragma once
// Webhooks of a CCV Shop (ccvshop.md 6): which we want, where they come in, and the calls that ask
// for them. Pure.

#include "core/ports/shop_adapter.hpp"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::actors {

inline constexpr std::array<std::string_view, 4> hook_events{
    "orders.created", "orders.updated.ispaid", "orders.updated.status", "invoices.updated.status"};

/// Keys of shop_connection::options, which are sealed: the unguessable part of our addresses, and
/// per event the key that the shop signs with.
inline constexpr std::string_view hook_path_option = "hook.path";
std::string hook_key_option(std::string_view event);
/// The address for which the webhooks were last settled, so that a new one is noticed.
inline constexpr std::string_view hook_url_option = "hook.public_url";

/// "https://sync.example.nl/hook/ccv/<32 hex>/orders.created"
std::string hook_address(std::string_view public_url, std::string_view path,
                         std::string_view event);
/// 32 hexadecimal digits.
bool is_hook_path(std::string_view text) noexcept;
/// The path and event of such an address, whatever stands before them.
struct hook_place {
  std::string path;
  std::string event;
};
std::optional<hook_place> read_hook_address(std::string_view address);

/// A webhook as the shop knows it.
struct shop_hook {
  std::string id;
  std::string event;
  std::string address;
  core::secret key;
  bool active = true;
};

struct hook_page {
  std::vector<shop_hook> hooks;
  std::string next;  // "" = last page
};
/// `page` is "" for the first one, else `hook_page::next`.
core::result<core::http_request> list_hooks_request(const core::shop_connection& shop,
                                                    std::string_view page,
                                                    const core::request_context& context);
core::result<hook_page> list_hooks_answer(const core::shop_connection& shop, std::string_view page,
                                          const core::http_response& answer);

core::result<core::http_request> create_hook_request(const core::shop_connection& shop,
                                                     std::string_view event,
                                                     std::string_view address,
                                                     const core::request_context& context);
/// Its key; empty when the shop told none (then nothing that it sends can be verified).
core::result<core::secret> create_hook_answer(const core::shop_connection& shop,
                                              const core::http_response& answer);
/// Another address, and switched on.
core::result<core::http_request> move_hook_request(const core::shop_connection& shop,
                                                   std::string_view id, std::string_view address,
                                                   const core::request_context& context);
core::result<void> move_hook_answer(const core::http_response& answer);

/// What is to be done about one event.
struct hook_step {
  enum class kind { keep = 1, move, create };
  kind what{};
  std::string event;
  shop_hook hook;  // of keep and move
};
/// One step per wanted event. Ours are those under our path, and those under a path below
/// `public_url` that nobody owns any more.
std::vector<hook_step> plan_hooks(const std::vector<shop_hook>& listed, std::string_view public_url,
                                  std::string_view path,
                                  const std::function<bool(const std::string& path)>& is_owned);

}  // namespace boekbrug::actors
