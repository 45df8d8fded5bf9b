#include "actors/admin/command.hpp"

#include "config/nearest.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

namespace boekbrug::actors {
namespace {

struct row {
  std::string_view word;
  shell_verb verb;
  std::string_view arguments;  // "ID" first means that a number is required
  std::size_t words_max;       // after the id
  std::string_view what;
};

constexpr std::array table{
    row{"help", shell_verb::help, "", 1, "this list"},
    row{"status", shell_verb::status, "", 0, "the server in a few lines"},
    row{"tenants", shell_verb::tenants, "", 0, "accounts and how many integrations each has"},
    row{"integrations", shell_verb::integrations, "[FILTER]", 1,
        "all integrations, or those whose name or state holds FILTER"},
    row{"show", shell_verb::show, "ID", 0,
        "one integration: state, schedule, counts, settings, last runs"},
    row{"items", shell_verb::items, "ID [STATE]", 1,
        "orders and credits; STATE: waiting, ready, sent, needs_action, skipped"},
    row{"item", shell_verb::item, "ID ITEM", 1, "one item with everything that was tried"},
    row{"run", shell_verb::run, "ID", 0, "read the shop now"},
    row{"pause", shell_verb::pause, "ID", 0, "stop reading and booking; nothing is lost"},
    row{"resume", shell_verb::resume, "ID", 0,
        "go on after a pause, a lost connection or a suspension"},
    row{"retry", shell_verb::retry, "ID [ITEM]", 1,
        "try again what needs action, or that one item"},
    row{"ignore", shell_verb::ignore, "ID ITEM", 1, "never book this item"},
    row{"limits", shell_verb::limits, "", 0, "the rate limiters and their waiting lines"},
    row{"actors", shell_verb::actors, "", 0, "the actors and their children"},
    row{"log", shell_verb::log, "LEVEL", 1, "trace, debug, info, warning, error, off"},
    row{"tail", shell_verb::tail, "[ID]", 0,
        "live events, of one integration or all; Enter ends it"},
    row{"backup", shell_verb::backup, "PATH", 1, "hot copy of the store into a new folder"},
    row{"install", shell_verb::install, "JSON", 0,
        "install an integration; see docs/install-file.md"},
    row{"report", shell_verb::report, "ID [FROM TO] [FORMAT]", 3,
        "shop against ledger; FORMAT: text, json, csv"},
    row{"preview", shell_verb::preview, "ID [N] [FORMAT] [order NUMBER]", 12,
        "how the newest N orders would be booked, without writing anything; FORMAT: text, json"},
    row{"progress", shell_verb::progress, "", 0,
        "for scripts: id state scanned sent ready waiting needs_action skipped, a line each"},
    row{"stop", shell_verb::stop, "", 0, "stop the server"},
    row{"quit", shell_verb::quit, "", 0, "close this session"},
};

core::error usage(const row& each) {
  return core::fail(core::errc::invalid_input, "usage: " + std::string(each.word) +
                                                   (each.arguments.empty() ? "" : " ") +
                                                   std::string(each.arguments));
}

std::optional<core::item_state> state_from(std::string_view word) {
  using core::item_state;
  for (const auto state : {item_state::waiting, item_state::ready, item_state::sent,
                           item_state::needs_action, item_state::skipped}) {
    if (core::name(state) == word) {
      return state;
    }
  }
  return std::nullopt;
}

core::error unknown(const std::string& word) {
  std::vector<std::string_view> names;
  for (const auto& each : table) {
    names.push_back(each.word);
  }
  return core::fail(core::errc::invalid_input, "no command '" + word.substr(0, 40) + "'" +
                                                   config::suggestion(word, names) +
                                                   " (help lists all)");
}

core::result<core::integration_id> read_id(const std::string& word, const row& each) {
  std::uint64_t value = 0;
  const auto* const end = word.data() + word.size();
  const auto read = std::from_chars(word.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || value == 0) {
    return core::fail(
        core::errc::invalid_input,
        "'" + word.substr(0, 40) + "' is not an integration's number; " + usage(each).detail);
  }
  return core::integration_id{value};
}

}  // namespace

core::result<shell_command> parse_command(std::string_view line) {
  std::istringstream in{std::string(line)};
  std::string word;
  if (!(in >> word)) {
    return core::fail(core::errc::invalid_input, "nothing to do (help lists the commands)");
  }
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (word == "exit") {
    word = "quit";
  }
  const auto* const found =
      std::find_if(table.begin(), table.end(), [&](const row& each) { return each.word == word; });
  if (found == table.end()) {
    return unknown(word);
  }
  shell_command out;
  out.verb = found->verb;
  if (out.verb == shell_verb::install) {
    std::getline(in >> std::ws, out.rest);
    return out.rest.empty() ? core::result<shell_command>{usage(*found)}
                            : core::result<shell_command>{out};
  }
  for (std::string each; in >> each;) {
    out.words.push_back(each);
  }
  if (found->arguments.starts_with("ID") || (out.verb == shell_verb::tail && !out.words.empty())) {
    if (out.words.empty()) {
      return usage(*found);
    }
    const auto id = read_id(out.words.front(), *found);
    if (!id) {
      return id.error();
    }
    out.id = *id;
    out.words.erase(out.words.begin());
  }
  const bool needs_word =
      found->arguments == "ID ITEM" || found->arguments == "LEVEL" || found->arguments == "PATH";
  if (out.words.size() > found->words_max || (needs_word && out.words.empty())) {
    return usage(*found);
  }
  if (out.verb == shell_verb::items && !out.words.empty()) {
    out.state = state_from(out.words.front());
    if (!out.state) {
      return usage(*found);
    }
  }
  return out;
}

core::result<preview_words> parse_preview_words(const std::vector<std::string>& words) {
  preview_words out;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto& word = words[at];
    if (word == "order") {
      for (++at; at < words.size(); ++at) {
        out.order += (out.order.empty() ? "" : " ") + words[at];
      }
      if (out.order.empty()) {
        return core::fail(core::errc::invalid_input, "order: its number is missing");
      }
      break;
    }
    if (word == "text" || word == "json") {
      out.format = word;
      continue;
    }
    const auto* const end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, out.last);
    if (read.ec != std::errc{} || read.ptr != end || out.last == 0) {
      return core::fail(core::errc::invalid_input,
                        "'" + word.substr(0, 40) +
                            "' is neither a number of orders nor a format (text, json); usage: "
                            "preview ID [N] [FORMAT] [order NUMBER]");
    }
  }
  return out;
}

std::string shell_help() {
  std::string text;
  for (const auto& each : table) {
    auto left = "  " + std::string(each.word) + " " + std::string(each.arguments);
    left.resize(std::max<std::size_t>(left.size() + 1, 32), ' ');
    text += left + std::string(each.what) + "\n";
  }
  return text;
}

}  // namespace boekbrug::actors
