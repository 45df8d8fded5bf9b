#include "actors/admin/command.hpp"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

namespace boekbrug::actors {
namespace {

shell_command good(std::string_view line) {
  const auto out = parse_command(line);
  EXPECT_TRUE(out.has_value()) << line << ": " << (out ? "" : out.error().detail);
  return out ? *out : shell_command{};
}
std::string bad(std::string_view line) {
  const auto out = parse_command(line);
  EXPECT_FALSE(out.has_value()) << line;
  if (out) {
    return {};
  }
  EXPECT_EQ(out.error().code, core::errc::invalid_input);
  EXPECT_EQ(out.error().detail.find('\n'), std::string::npos) << "one line";
  return out.error().detail;
}

struct sample {
  const char* line;
  shell_verb verb;
  std::uint64_t id;
  std::vector<std::string> words;
};

TEST(command, every_command_is_understood) {
  const std::vector<sample> samples{
      {"help", shell_verb::help, 0, {}},
      {"help items", shell_verb::help, 0, {"items"}},
      {"status", shell_verb::status, 0, {}},
      {"tenants", shell_verb::tenants, 0, {}},
      {"integrations", shell_verb::integrations, 0, {}},
      {"integrations weverij", shell_verb::integrations, 0, {"weverij"}},
      {"show 12", shell_verb::show, 12, {}},
      {"items 3", shell_verb::items, 3, {}},
      {"items 3 needs_action", shell_verb::items, 3, {"needs_action"}},
      {"item 3 1001", shell_verb::item, 3, {"1001"}},
      {"run 1", shell_verb::run, 1, {}},
      {"pause 1", shell_verb::pause, 1, {}},
      {"resume 1", shell_verb::resume, 1, {}},
      {"retry 1", shell_verb::retry, 1, {}},
      {"retry 1 1001", shell_verb::retry, 1, {"1001"}},
      {"ignore 1 1001", shell_verb::ignore, 1, {"1001"}},
      {"limits", shell_verb::limits, 0, {}},
      {"actors", shell_verb::actors, 0, {}},
      {"log debug", shell_verb::log, 0, {"debug"}},
      {"tail", shell_verb::tail, 0, {}},
      {"tail 4", shell_verb::tail, 4, {}},
      {"backup /var/backup/1", shell_verb::backup, 0, {"/var/backup/1"}},
      {"report 1", shell_verb::report, 1, {}},
      {"report 1 2026-01-01 2026-03-31 csv",
       shell_verb::report,
       1,
       {"2026-01-01", "2026-03-31", "csv"}},
      {"progress", shell_verb::progress, 0, {}},
      {"stop", shell_verb::stop, 0, {}},
      {"quit", shell_verb::quit, 0, {}},
      {"exit", shell_verb::quit, 0, {}},
      {"  SHOW   12\t", shell_verb::show, 12, {}},
  };
  for (const auto& each : samples) {
    const auto out = good(each.line);
    EXPECT_EQ(out.verb, each.verb) << each.line;
    EXPECT_EQ(core::number(out.id), each.id) << each.line;
    EXPECT_EQ(out.words, each.words) << each.line;
  }
}

TEST(command, install_keeps_its_json_untouched) {
  const auto out = good("install  {\"name\": \"Wever  &  Zn\",\t\"x\": 1}");
  EXPECT_EQ(out.verb, shell_verb::install);
  EXPECT_EQ(out.rest, "{\"name\": \"Wever  &  Zn\",\t\"x\": 1}");
  EXPECT_EQ(bad("install"), "usage: install JSON");
}

TEST(command, items_reads_each_state) {
  using core::item_state;
  for (const auto state : {item_state::waiting, item_state::ready, item_state::sent,
                           item_state::needs_action, item_state::skipped}) {
    EXPECT_EQ(good("items 1 " + std::string(core::name(state))).state, state);
  }
  EXPECT_EQ(good("items 1").state, std::nullopt);
  EXPECT_EQ(bad("items 1 lost"), "usage: items ID [STATE]");
}

TEST(command, an_unknown_word_names_the_nearest) {
  EXPECT_NE(bad("statsu").find("status"), std::string::npos);
  EXPECT_NE(bad("intergrations").find("integrations"), std::string::npos);
  EXPECT_NE(bad("reprot 1").find("report"), std::string::npos);
  EXPECT_NE(bad("zzzzzzzz").find("help"), std::string::npos);
  EXPECT_LT(bad(std::string(100'000, 'z')).size(), 200U);
}

TEST(command, missing_and_superfluous_words_show_the_usage) {
  EXPECT_EQ(bad("show"), "usage: show ID");
  EXPECT_EQ(bad("item 1"), "usage: item ID ITEM");
  EXPECT_EQ(bad("ignore 1"), "usage: ignore ID ITEM");
  EXPECT_EQ(bad("log"), "usage: log LEVEL");
  EXPECT_EQ(bad("backup"), "usage: backup PATH");
  EXPECT_EQ(bad("status now"), "usage: status");
  EXPECT_EQ(bad("run 1 2"), "usage: run ID");
  EXPECT_EQ(bad("report 1 a b c d"), "usage: report ID [FROM TO] [FORMAT]");
  EXPECT_EQ(bad("tail 1 2"), "usage: tail [ID]");
}

TEST(command, a_number_must_be_one) {
  for (const auto* word : {"0", "x", "-1", "1x", "18446744073709551616", "1.5", "\xC3\xAB"}) {
    EXPECT_NE(bad("show " + std::string(word)).find("is not an integration's number"),
              std::string::npos)
        << word;
  }
  EXPECT_EQ(core::number(good("show 18446744073709551615").id), 18446744073709551615ULL);
}

TEST(command, nothing_is_not_a_command) {
  for (const auto* line : {"", "   ", "\t\n"}) {
    EXPECT_NE(bad(line).find("nothing to do"), std::string::npos);
  }
}

// Every line of the help, with its placeholders filled in, is a command of its own.
TEST(command, help_lists_exactly_what_is_understood) {
  std::istringstream lines{shell_help()};
  std::set<shell_verb> seen;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    std::string text;
    for (std::string word; words >> word;) {
      if (word == "ID" || word == "ITEM") {
        text += " 1";
      } else if (word == "LEVEL") {
        text += " info";
      } else if (word == "PATH") {
        text += " /x";
      } else if (word == "JSON") {
        text += " {}";
      } else if (text.empty()) {
        text = word;
      } else {
        break;
      }
    }
    EXPECT_TRUE(seen.insert(good(text).verb).second) << text;
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(shell_verb::quit)) << "all verbs are listed";
}

}  // namespace
}  // namespace boekbrug::actors
