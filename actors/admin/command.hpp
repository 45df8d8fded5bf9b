#pragma once
// The admin shell's language: a line in, a command out. Pure.

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/sync/item.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::actors {

enum class shell_verb : std::uint8_t {
  help = 1,
  status,
  tenants,
  integrations,
  show,
  items,
  item,
  run,
  pause,
  resume,
  retry,
  ignore,
  limits,
  actors,
  log,
  tail,
  backup,
  install,
  report,
  preview,
  progress,
  stop,
  quit,
};

struct shell_command {
  shell_verb verb{};
  core::integration_id id{};              // 0 = none given
  std::optional<core::item_state> state;  // items
  std::vector<std::string> words;         // what follows: filter, item, level, path, report dates
  std::string rest;                       // the line after the verb, untouched: install
};

/// errc::invalid_input with one line that says what is expected; an unknown word names the nearest
/// command.
core::result<shell_command> parse_command(std::string_view line);

/// What follows the id in `preview ID [N] [FORMAT] [order NUMBER]`; the number may hold blanks.
struct preview_words {
  std::uint64_t last = 0;  // 0 = the default
  std::string format;      // "" = text
  std::string order;       // "" = the newest ones
};
core::result<preview_words> parse_preview_words(const std::vector<std::string>& words);

/// All commands, one per line.
std::string shell_help();

}  // namespace boekbrug::actors
