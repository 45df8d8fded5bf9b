// `boekbrug install`, `report`, `preview` and `shell`: in a running server through its admin shell,
// else in the idle store.
#include "actors/installer.hpp"
#include "actors/previewer.hpp"
#include "actors/reporter.hpp"
#include "app/commands.hpp"
#include "app/line_editor.hpp"
#include "app/remote.hpp"
#include "app/tail_client.hpp"
#include "app/wiring.hpp"
#include "actors/errors.hpp"
#include "config/install_file.hpp"
#include "log/log.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <unistd.h>

namespace boekbrug::app {
namespace {

constexpr std::chrono::minutes patience{15};

int complain(const core::error& why) {
  std::cerr << "boekbrug: " << why.detail << (why.detail.ends_with('\n') ? "" : "\n");
  return 1;
}

core::result<config::server_settings> load_quietly(const std::string& config_file) {
  auto settings = config::load(config_file);
  if (settings) {
    // The answer is for a person at a terminal; the server's log stays out of it.
    auto quiet = log::options{};
    quiet.level = log::level::error;
    if (const auto problem = log::configure(quiet)) {
      return core::fail(core::errc::invalid_input, *problem);
    }
  }
  return settings;
}

// The machine mode of the shell takes one line, so the file's line breaks go. It was parsed
// already.
core::result<std::string> on_one_line(const std::string& file) {
  std::ifstream in{file};
  if (!in) {
    return core::fail(core::errc::invalid_input, file + ": cannot be read");
  }
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  boost::system::error_code failed;
  const auto value = boost::json::parse(text, failed);
  if (failed) {
    return core::fail(core::errc::invalid_input, file + ": not JSON: " + failed.message());
  }
  return boost::json::serialize(value);
}

// Opens the store without running integrations; nothing when a server has it.
core::result<std::unique_ptr<wiring>> open_idle(const config::server_settings& settings) {
  wiring_options options;
  options.run_integrations = false;
  return wiring::build(settings, std::move(options));
}

template <class Actor, class... Arguments>
core::result<std::string> ask_once(wiring& parts, const Actor& whom, Arguments... arguments) {
  caf::scoped_actor self{parts.system()};
  core::result<std::string> answer = core::fail(core::errc::internal, "no answer");
  self->request(whom, patience, arguments...)
      .receive([&answer](const std::string& text) { answer = text; },
               [&answer](const caf::error& failure) { answer = actors::from_caf(failure); });
  return answer;
}

// Asks a running server, or does it here when none runs.
core::result<std::string> ask(const config::server_settings& settings, const std::string& command,
                              const std::function<core::result<std::string>(wiring&)>& here) {
  auto parts = open_idle(settings);
  if (parts) {
    auto answer = here(**parts);
    (*parts)->stop();
    return answer;
  }
  if (parts.error().code != core::errc::already_exists) {
    return parts.error();
  }
  if (settings.admin_shell.port == 0) {
    return core::fail(
        core::errc::connection_failed,
        "a server runs on this store, but its admin shell is off ([admin_shell] port = 0)");
  }
  auto server = remote::connect(settings.admin_shell);
  if (!server) {
    return server.error();
  }
  return (*server)->ask(command);
}

/// A line on the terminal that says what goes on; "" takes it away. Silent where stderr is a file.
void show_progress(const std::string& what) {
  if (::isatty(STDERR_FILENO) == 1) {
    std::cerr << "\r\x1b[K" << (what.empty() ? "" : "preview: " + what) << std::flush;
  }
}

int print(const core::result<std::string>& answer) {
  if (!answer) {
    return complain(answer.error());
  }
  std::cout << *answer << std::flush;
  return 0;
}

}  // namespace

int install(const std::string& config_file, const std::string& install_file) {
  const auto settings = load_quietly(config_file);
  if (!settings) {
    return complain(settings.error());
  }
  // Checked here first, so that problems name the file.
  if (const auto checked = config::load_install(install_file); !checked) {
    return complain(checked.error());
  }
  const auto line = on_one_line(install_file);
  if (!line) {
    return complain(line.error());
  }
  return print(ask(*settings, "install " + *line, [&line](wiring& parts) {
    return ask_once(parts, parts.house().parts().installer, actors::install_atom_v, *line);
  }));
}

int report(const std::string& config_file, const report_arguments& arguments) {
  const auto settings = load_quietly(config_file);
  if (!settings) {
    return complain(settings.error());
  }
  if (arguments.from.empty() != arguments.to.empty()) {
    return complain(core::fail(core::errc::invalid_input, "--from and --to go together"));
  }
  const auto dates =
      arguments.from.empty() ? std::string{} : " " + arguments.from + " " + arguments.to;
  const auto command =
      "report " + std::to_string(arguments.integration) + dates + " " + arguments.format;
  return print(ask(*settings, command, [&arguments](wiring& parts) {
    const auto& house = parts.house().parts();
    auto worker =
        parts.system().spawn(actors::reporter, &parts.services(), house.shops, house.ledgers);
    return ask_once(parts, worker, actors::report_atom_v,
                    core::integration_id{arguments.integration}, arguments.from, arguments.to,
                    arguments.format);
  }));
}

int preview(const std::string& config_file, const preview_arguments& arguments) {
  const auto settings = load_quietly(config_file);
  if (!settings) {
    return complain(settings.error());
  }
  const auto is_control = [](unsigned char letter) { return letter < 0x20 || letter == 0x7F; };
  if (std::any_of(arguments.order.begin(), arguments.order.end(), is_control)) {
    return complain(core::fail(core::errc::invalid_input, "--order: not the number of an order"));
  }
  const auto command = "preview " + std::to_string(arguments.integration) + " " +
                       std::to_string(arguments.last) + " " + arguments.format +
                       (arguments.order.empty() ? "" : " order " + arguments.order);
  show_progress("reading the shop");
  const auto answer = ask(*settings, command, [&arguments](wiring& parts) {
    const auto& house = parts.house().parts();
    auto worker = parts.system().spawn(actors::previewer, &parts.services(), house.shops,
                                       house.ledgers, actors::progress_function{&show_progress});
    return ask_once(parts, worker, actors::preview_atom_v,
                    core::integration_id{arguments.integration}, arguments.last, arguments.order,
                    arguments.format);
  });
  show_progress({});
  return print(answer);
}

int shell(const std::string& config_file, const std::string& command) {
  const auto settings = load_quietly(config_file);
  if (!settings) {
    return complain(settings.error());
  }
  auto server = remote::connect(settings->admin_shell);
  if (!server) {
    return complain(server.error());
  }
  if (!command.empty()) {
    return print((*server)->ask(command));
  }
  line_editor editor{"boekbrug> "};
  while (const auto line = editor.read()) {
    if (line->empty()) {
      continue;
    }
    if (*line == "tail" || line->starts_with("tail ")) {
      if (auto done = follow_tail(settings->admin_shell,
                                  line->substr(std::min<std::size_t>(line->size(), 5)));
          !done) {
        std::cout << done.error().detail << "\n";
      }
      continue;
    }
    const auto answer = (*server)->ask(*line);
    if (answer) {
      editor.show(*answer);
    } else {
      std::cout << answer.error().detail << (answer.error().detail.ends_with('\n') ? "" : "\n");
      if (answer.error().code == core::errc::connection_broken) {
        return 1;
      }
    }
    if (*line == "quit" || *line == "exit") {
      break;
    }
  }
  return 0;
}

}  // namespace boekbrug::app
