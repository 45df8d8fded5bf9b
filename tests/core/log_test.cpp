#include "core/base/ids.hpp"
#include "core/base/secret.hpp"
#include "log/log.hpp"
#include "log/render.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include <unistd.h>

namespace boekbrug::log {
namespace {

static_assert(!std::is_constructible_v<field, std::string_view, core::secret>,
              "a secret is never logged");
static_assert(std::is_constructible_v<field, std::string_view, std::string>);

/// A file of its own; the log is back on stderr afterwards.
class log_file : public testing::Test {
protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            ("boekbrug_log_" + std::to_string(getpid()) + '_' + test->name() + ".log");
    std::filesystem::remove(path_);
  }
  void TearDown() override {
    observe({});
    EXPECT_FALSE(configure({}));
    std::filesystem::remove(path_);
    std::filesystem::remove(path_.string() + ".1");
  }
  static std::string read(const std::filesystem::path& path) {
    std::ifstream in{path};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  std::string read() const { return read(path_); }
  std::filesystem::path path_;
};

TEST_F(log_file, holds_lines_of_text) {
  ASSERT_FALSE(configure({.level = level::info, .format = format::text, .file = path_.string()}));
  info("order booked",
       {{"integration", core::integration_id{7}}, {"number", "17 a"}, {"ok", true}});
  debug("not shown");
  const auto text = read();
  EXPECT_NE(text.find("Z info order booked integration=7 number=\"17 a\" ok=true\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("not shown"), std::string::npos);
  EXPECT_EQ(text.substr(0, 2), "20") << "begins with the time";
}

TEST_F(log_file, holds_lines_of_json) {
  ASSERT_FALSE(configure({.level = level::trace, .format = format::json, .file = path_.string()}));
  warning("a \"quote\"\n", {{"took_ms", std::chrono::milliseconds{12}}, {"answer", "x\\y"}});
  const auto text = read();
  EXPECT_EQ(text.substr(0, 9), "{\"time\":\"");
  EXPECT_NE(
      text.find(R"("level":"warning","message":"a \"quote\"\n","took_ms":12,"answer":"x\\y"})"),
      std::string::npos)
      << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST_F(log_file, changes_its_level_while_running) {
  ASSERT_FALSE(configure({.level = level::error, .format = format::text, .file = path_.string()}));
  info("first");
  EXPECT_FALSE(enabled(level::info));
  set_level(level::debug);
  EXPECT_TRUE(enabled(level::debug));
  debug("second");
  set_level(level::off);
  error("third");
  EXPECT_FALSE(enabled(level::off));
  const auto text = read();
  EXPECT_EQ(text.find("first"), std::string::npos);
  EXPECT_NE(text.find("second"), std::string::npos);
  EXPECT_EQ(text.find("third"), std::string::npos);
}

TEST_F(log_file, keeps_its_settings_when_new_ones_fail) {
  ASSERT_FALSE(configure({.level = level::info, .format = format::text, .file = path_.string()}));
  EXPECT_TRUE(
      configure(
          {.level = level::trace, .format = format::json, .file = path_.string() + "/no/such"})
          .has_value());
  EXPECT_EQ(current_level(), level::info);
  info("still here");
  EXPECT_NE(read().find("still here"), std::string::npos);
}

TEST_F(log_file, follows_a_rotation) {
  ASSERT_FALSE(configure({.level = level::info, .format = format::text, .file = path_.string()}));
  info("old");
  std::filesystem::rename(path_, path_.string() + ".1");
  info("still old");
  ASSERT_FALSE(reopen());
  info("new");
  EXPECT_NE(read(path_.string() + ".1").find("still old"), std::string::npos);
  EXPECT_EQ(read().find("old"), std::string::npos);
  EXPECT_NE(read().find("new"), std::string::npos);
}

TEST_F(log_file, is_watched) {
  ASSERT_FALSE(configure({.level = level::info, .format = format::json, .file = path_.string()}));
  std::vector<std::string> seen;
  observe([&](level value, const std::string& line) {
    seen.push_back(std::string{name(value)} + ' ' + line);
  });
  info("a", {{"k", 1}});
  debug("b");
  observe([](level, const std::string&) { throw std::runtime_error{"no matter"}; });
  info("c");
  observe({});
  info("d");
  EXPECT_EQ(seen, std::vector<std::string>{"info a k=1"});
}

TEST_F(log_file, takes_lines_of_many_threads) {
  ASSERT_FALSE(configure({.level = level::info, .format = format::text, .file = path_.string()}));
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([i] {
      for (int j = 0; j < 200; ++j) {
        info("line", {{"thread", i}, {"number", j}});
      }
    });
  }
  for (auto& each : threads) {
    each.join();
  }
  const auto text = read();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 800);
}

TEST(log_names, lead_back) {
  for (const auto value :
       {level::trace, level::debug, level::info, level::warning, level::error, level::off}) {
    EXPECT_EQ(level_from_name(name(value)), value);
  }
  EXPECT_EQ(level_from_name("loud"), std::nullopt);
  EXPECT_EQ(format_from_name(name(format::text)), format::text);
  EXPECT_EQ(format_from_name(name(format::json)), format::json);
  EXPECT_EQ(format_from_name("xml"), std::nullopt);
}

TEST(log_render, a_value_cannot_forge_a_line) {
  const auto text = render_text("answer", {{"body", "x\n2026 error forged level=error \x1b[2J"},
                                           {"none", ""},
                                           {"null", static_cast<const char*>(nullptr)}});
  EXPECT_EQ(text,
            "answer body=\"x\\n2026 error forged level=error \\u001b[2J\" none=\"\" null=\"\"");
}

TEST(log_render, json_repairs_what_is_no_utf8) {
  EXPECT_EQ(render_json("caf\xC3\xA9", {{"k",
                                         "\xff"
                                         "a\xC3"}}),
            "\"message\":\"caf\xC3\xA9\",\"k\":\"\xEF\xBF\xBD"
            "a\xEF\xBF\xBD\"");
  EXPECT_EQ(render_json("\xED\xA0\x80", {}), "\"message\":\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"")
      << "a surrogate";
  EXPECT_EQ(render_json("\xF0\x9F\x98\x80", {}), "\"message\":\"\xF0\x9F\x98\x80\"");
}

RC_GTEST_PROP(log_property, a_line_is_a_line, (std::string message, std::string value)) {
  for (const auto& line :
       {render_text(message, {{"k", value}}), render_json(message, {{"k", value}})}) {
    RC_ASSERT(std::none_of(line.begin(), line.end(),
                           [](char letter) { return static_cast<unsigned char>(letter) < 0x20U; }));
  }
}

}  // namespace
}  // namespace boekbrug::log
