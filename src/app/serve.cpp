// `boekbrug serve` and `boekbrug check-config`.
#include "actors/admin/admin_desk.hpp"
#include "actors/admin/admin_shell.hpp"
#include "app/commands.hpp"
#include "app/password_file.hpp"
#include "app/wiring.hpp"
#include "log/log.hpp"
#include "web/web_server.hpp"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace boekbrug::app {
namespace {

constexpr const char* version = "0.1.0";

int complain(const core::error& why) {
  std::cerr << "boekbrug: " << why.detail << "\n";
  return 1;
}

// All threads inherit this mask; only main waits for signals.
sigset_t block_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return set;
}

// Until SIGTERM or SIGINT; SIGHUP opens the log file again (log rotation).
int wait_for_stop(const sigset_t& set) {
  for (;;) {
    int number = 0;
    if (sigwait(&set, &number) != 0) {
      return SIGTERM;
    }
    if (number != SIGHUP) {
      return number;
    }
    if (const auto problem = log::reopen()) {
      log::error("the log file cannot be opened again", {{"why", *problem}});
    }
  }
}

core::result<actors::admin_shell_handle> open_shell(wiring& parts,
                                                    const config::admin_shell_settings& settings) {
  const auto password = ensure_password(settings.password_file);
  if (!password) {
    return password.error();
  }
  actors::admin_options desk_options;
  desk_options.stop = [] { ::kill(::getpid(), SIGTERM); };
  desk_options.started = parts.services().clock->now();
  desk_options.version = version;
  auto desk = parts.system().spawn(actors::admin_desk, &parts.services(), parts.house().parts(),
                                   desk_options);
  actors::admin_shell_options options;
  options.port = settings.port;
  options.password = *password;
  options.connections_max = settings.connections_max;
  options.idle_timeout = settings.idle_timeout;
  return actors::start_admin_shell(parts.system(), options, desk, parts.house().parts().events);
}

core::result<std::unique_ptr<web::web_server>> open_web(wiring& parts,
                                                        const config::server_settings& settings) {
  auto routes = web::make_routes(parts.system(), parts.services(), parts.house().parts(), settings);
  return web::web_server::start(settings.web, std::move(routes));
}

}  // namespace

int serve(const std::string& config_file) {
  const auto set = block_signals();
  const auto settings = config::load(config_file);
  if (!settings) {
    return complain(settings.error());
  }
  if (const auto problem = log::configure(settings->log)) {
    return complain(core::fail(core::errc::invalid_input, *problem));
  }
  std::atomic<bool> fatal = false;  // set by an actor's thread
  wiring_options options;
  options.on_fatal = [&fatal] {
    fatal = true;
    ::kill(::getpid(), SIGTERM);
  };
  auto parts = wiring::build(*settings, std::move(options));
  if (!parts) {
    return complain(parts.error());
  }
  std::unique_ptr<web::web_server> web;
  if (settings->web.port != 0) {
    auto opened = open_web(**parts, *settings);
    if (!opened) {
      return complain(opened.error());
    }
    web = std::move(*opened);
    log::info("web listens",
              {{"address", settings->web.address + ":" + std::to_string(web->port())}});
  }
  caf::actor shell;
  if (settings->admin_shell.port != 0) {
    auto opened = open_shell(**parts, settings->admin_shell);
    if (!opened) {
      return complain(opened.error());
    }
    shell = opened->broker;
    log::info("admin shell listens", {{"address", "127.0.0.1:" + std::to_string(opened->port)}});
  }
  log::info("server started", {{"version", version}, {"data", settings->data_directory}});
  const int number = wait_for_stop(set);
  log::info("server stopping", {{"signal", number}});
  web.reset();  // first of all: nothing comes in any more
  if (shell) {
    caf::anon_send_exit(shell, caf::exit_reason::user_shutdown);
    shell = nullptr;
  }
  (*parts)->stop();
  log::info("server stopped");
  log::flush();
  return fatal ? 70 : 0;
}

int check_config(const std::string& config_file) {
  const auto settings = config::load(config_file);
  if (!settings) {
    return complain(settings.error());
  }
  std::cout << config::render_settings(*settings);
  return 0;
}

}  // namespace boekbrug::app
