#include "web/ccv_routes.hpp"

#include "adapters/shops/ccvshop/app_store.hpp"
#include "log/log.hpp"
#include "web/page.hpp"

#include <memory>
#include <utility>

namespace boekbrug::web {
namespace {

namespace ccv = adapters::ccvshop_api;

constexpr std::string_view kind = "ccvshop";
constexpr std::string_view handshake_path = "/ccv/handshake";
constexpr std::string_view install_path = "/ccv/install";
constexpr std::string_view uninstall_path = "/ccv/uninstall";

/// Shared by the handlers, which outlive the function that makes them.
struct desk {
  ccv_options options;
  ccv_house house;
};
using desk_ptr = std::shared_ptr<const desk>;

std::string url_of(const desk& at, std::string_view path) {
  return at.options.public_url + std::string(path);
}

int status_of(const core::error& why) {
  return why.code == core::errc::shop_refused    ? 403
         : why.code == core::errc::invalid_input ? 400
                                                 : 500;
}

net::server_response refusal(std::string_view what, const core::error& why) {
  const int status = status_of(why);
  log::warning("a call of the app store was refused",
               {{"call", what}, {"status", status}, {"why", why.detail}});
  return plain_reply(status, status == 403   ? "Forbidden\n"
                             : status == 400 ? "Bad request\n"
                                             : "Try again later\n");
}

ccv_house::done answer_plainly(std::string_view what, const responder& answer) {
  return [what, answer](const core::result<std::string>& outcome) {
    answer(outcome ? plain_reply(200, "ok\n") : refusal(what, outcome.error()));
  };
}

void handshake(const desk_ptr& at, const visit& call, const responder& answer) {
  auto said = ccv::verify_handshake(at->options.app_secret, url_of(*at, handshake_path),
                                    call.request.body, call.request.header("x-hash"));
  if (!said) {
    answer(refusal("handshake", said.error()));
    return;
  }
  storage::app_install install;
  install.kind = kind;
  install.api_public = said->api_public.reveal();
  install.api_secret = said->api_secret;
  install.api_root = said->api_root;
  install.return_url = said->return_url;
  install.received = at->house.now();
  at->house.take_handshake(std::move(install), answer_plainly("handshake", answer));
}

void uninstall(const desk_ptr& at, const visit& call, const responder& answer) {
  const auto key = ccv::verify_uninstall(at->options.app_secret, url_of(*at, uninstall_path),
                                         call.request.body, call.request.header("x-hash"));
  if (!key) {
    answer(refusal("uninstall", key.error()));
    return;
  }
  at->house.uninstall(key->reveal(), answer_plainly("uninstall", answer));
}

install_view view_of(const desk& at, const storage::app_install& install,
                     const std::string& language, bool installed) {
  install_view view;
  view.language = language;
  view.api_public = install.api_public;
  view.shop = install.api_root;
  view.return_url = install.return_url;
  view.received = at.house.written(install.received);
  view.stage = !installed                             ? install_stage::received
               : install.marked != core::time_point{} ? install_stage::installed
                                                      : install_stage::not_told;
  return view;
}

net::server_response install_reply(const desk& at, const std::string& api_public,
                                   const std::string& language) {
  const auto found = at.house.find_install(api_public);
  if (!found) {
    log::error("an app install cannot be read", {{"why", found.error().detail}});
    return html_reply(500, failed_page(language));
  }
  if (!found.value()) {
    install_view view;
    view.stage = install_stage::unknown_shop;
    view.language = language;
    return html_reply(404, install_page(view));
  }
  const auto& install = **found;
  const bool installed =
      core::number(install.integration) != 0 && at.house.is_installed(install.integration);
  return html_reply(200, install_page(view_of(at, install, language, installed)));
}

// Repeatable: opening it again also tells the shop again, when it does not know yet.
void install(const desk_ptr& at, const visit& call, const responder& answer) {
  const auto visitor =
      ccv::verify_install(at->options.app_secret, url_of(*at, install_path), call.query);
  if (!visitor) {
    log::warning("a visit to the install page was refused", {{"why", visitor.error().detail}});
    answer(html_reply(status_of(visitor.error()), refused_page("nl")));
    return;
  }
  const auto& api_public = visitor->api_public.reveal();
  const auto found = at->house.find_install(api_public);
  const bool must_tell = found && found.value() && core::number(found.value()->integration) != 0 &&
                         found.value()->marked == core::time_point{} &&
                         at->house.is_installed(found.value()->integration);
  if (!must_tell) {
    answer(install_reply(*at, api_public, visitor->language));
    return;
  }
  at->house.settle(found.value()->integration, [at, api_public, language = visitor->language,
                                                answer](const core::result<std::string>&) {
    answer(install_reply(*at, api_public, language));
  });
}

// Answered at once; the poll reads what changed. A wrong hash only means that the body says
// nothing: how the shop signs is unverified, and a poll more is harmless.
void take_hook(const desk_ptr& at, const visit& call, const responder& answer) {
  const auto& path = call.parts[0];
  const auto& event = call.parts[1];
  const auto door = at->house.find_hook(path);
  if (!door) {
    log::error("a webhook cannot be looked up", {{"why", door.error().detail}});
    answer(plain_reply(500, "Try again later\n"));
    return;
  }
  if (!door.value()) {
    answer(plain_reply(404, "Not found\n"));
    return;
  }
  answer(plain_reply(200, "ok\n"));
  const auto& to = **door;
  const auto key = to.keys.find(event);
  const bool genuine =
      key != to.keys.end() && ccv::verify_webhook(key->second, url_of(*at, call.path),
                                                  call.request.body, call.request.header("x-hash"));
  std::string order = "unknown";
  if (genuine) {
    if (auto id = ccv::read_webhook(call.request.body)) {
      order = std::move(*id);
    }
  }
  log::debug("webhook", {{"integration", to.integration}, {"genuine", genuine}, {"order", order}});
  at->house.poll_soon(to.integration);
}

}  // namespace

void add_ccv_routes(router& to, const ccv_options& options, const ccv_house& house) {
  if (options.public_url.empty()) {
    return;
  }
  using core::http_method;
  const auto at = std::make_shared<const desk>(desk{options, house});
  const auto add = [&to, at](http_method method, std::string_view path, auto handle) {
    to.add(method, path,
           [at, handle](const visit& call, const responder& answer) { handle(at, call, answer); });
  };
  add(http_method::post, "/hook/ccv/{}/{}", take_hook);
  if (!options.app_secret.empty()) {
    add(http_method::post, handshake_path, handshake);
    add(http_method::get, install_path, install);
    add(http_method::post, uninstall_path, uninstall);
  }
}

}  // namespace boekbrug::web
