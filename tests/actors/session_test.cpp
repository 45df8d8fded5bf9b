#include "actors/admin/session.hpp"

#include <gtest/gtest.h>

namespace boekbrug::actors {
namespace {

using kind = session_action::kind;

std::string sent(const std::vector<session_action>& actions) {
  std::string text;
  for (const auto& each : actions) {
    text += each.what == kind::send ? each.text : "";
  }
  return text;
}
std::size_t count(const std::vector<session_action>& actions, kind what) {
  std::size_t n = 0;
  for (const auto& each : actions) {
    n += each.what == what ? 1U : 0U;
  }
  return n;
}
bool closes(const std::vector<session_action>& actions) {
  return !actions.empty() && actions.back().what == kind::close;
}

class shell_session : public ::testing::Test {
protected:
  void login() {
    EXPECT_FALSE(closes(subject.feed("geheim\n")));
    ASSERT_TRUE(subject.known());
  }
  static session_limits limits() {
    session_limits out;
    out.line_max = 100;
    out.machine_line_max = 1'000;
    out.page_lines = 3;
    return out;
  }
  session subject{"geheim", limits()};
};

TEST_F(shell_session, the_right_password_opens_it) {
  EXPECT_NE(subject.greeting().find("password: "), std::string::npos);
  const auto out = subject.feed("geheim\r\n");
  EXPECT_TRUE(subject.known());
  EXPECT_EQ(sent(out), "welcome; 'help' lists the commands\r\nboekbrug> ");
}

TEST_F(shell_session, three_wrong_passwords_close_it) {
  EXPECT_EQ(sent(subject.feed("a\n")), "wrong password\r\npassword: ");
  EXPECT_FALSE(closes(subject.feed("geheim2\n")));
  const auto last = subject.feed("gehei\n");
  EXPECT_TRUE(closes(last));
  EXPECT_FALSE(subject.known());
}

TEST_F(shell_session, nothing_runs_after_it_was_closed_in_one_piece) {
  const auto out = subject.feed("a\nb\nc\ngeheim\nstop\n");
  EXPECT_TRUE(closes(out));
  EXPECT_EQ(count(out, kind::run), 0U);
}

TEST_F(shell_session, an_empty_password_lets_nobody_in) {
  session open{"", limits()};
  EXPECT_EQ(sent(open.feed("\n")), "wrong password\r\npassword: ");
  EXPECT_FALSE(open.known());
}

TEST_F(shell_session, a_command_is_run_when_its_line_is_complete) {
  login();
  EXPECT_TRUE(subject.feed("stat").empty());
  const auto out = subject.feed("us \r\n");
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(out[0].what, kind::run);
  EXPECT_EQ(out[0].text, "status");
  EXPECT_EQ(sent(subject.answered("fine\n", true)), "fine\r\nboekbrug> ");
}

TEST_F(shell_session, telnet_options_are_dropped_even_when_split) {
  login();
  EXPECT_TRUE(subject.feed("st\xFF\xFD").empty());  // IAC DO ...
  EXPECT_TRUE(subject
                  .feed("\x01"
                        "at")
                  .empty());  // ... ECHO
  const std::string window("\xFF\xFA\x1F\x00\x50\x00\x18\xFF\xF0",
                           9);  // window size, a sub-negotiation
  const auto out = subject.feed(window + "us\xFF\xF1\r\n");
  ASSERT_EQ(count(out, kind::run), 1U);
  EXPECT_EQ(out[0].text, "status");
}

TEST_F(shell_session, an_empty_line_shows_the_prompt_again) {
  login();
  EXPECT_EQ(sent(subject.feed("\r\n")), "boekbrug> ");
}

TEST_F(shell_session, quit_and_exit_close_it) {
  for (const auto* word : {"quit\n", " exit \n"}) {
    session each{"geheim", limits()};
    (void)each.feed("geheim\n");
    const auto out = each.feed(word);
    EXPECT_TRUE(closes(out)) << word;
    EXPECT_EQ(sent(out), "bye\r\n");
  }
}

TEST_F(shell_session, a_long_line_closes_it_whether_it_ends_or_not) {
  login();
  EXPECT_FALSE(closes(subject.feed(std::string(100, 'x'))));
  EXPECT_TRUE(closes(subject.feed("x")));
  session other{"geheim", limits()};
  std::string line(102, 'x');
  line.back() = '\n';
  EXPECT_TRUE(closes(other.feed(line))) << "before the password too";
}

TEST_F(shell_session, long_answers_come_in_pages) {
  login();
  (void)subject.feed("items 1\n");
  EXPECT_EQ(sent(subject.answered("1\n2\n3\n4\n5\n6\n7\n", true)),
            "1\r\n2\r\n3\r\n-- 4 more lines; Enter goes on, q stops -- ");
  EXPECT_EQ(sent(subject.feed("\n")), "4\r\n5\r\n6\r\n-- 1 more lines; Enter goes on, q stops -- ");
  EXPECT_EQ(sent(subject.feed("\n")), "7\r\nboekbrug> ");
  EXPECT_EQ(count(subject.feed("status\n"), kind::run), 1U);
}

TEST_F(shell_session, q_ends_the_pages) {
  login();
  (void)subject.feed("items 1\n");
  (void)subject.answered("1\n2\n3\n4\n5\n6\n7\n", true);
  EXPECT_EQ(sent(subject.feed("q\n")), "boekbrug> ");
  EXPECT_EQ(count(subject.feed("status\n"), kind::run), 1U);
}

TEST_F(shell_session, lines_typed_ahead_run_one_after_the_other) {
  login();
  EXPECT_EQ(count(subject.feed("status\nlimits\nactors\n"), kind::run), 1U);
  const auto second = subject.answered("a\n", true);
  ASSERT_EQ(count(second, kind::run), 1U);
  EXPECT_EQ(second.back().text, "limits");
  const auto third = subject.answered("b\n", true);
  EXPECT_EQ(third.back().text, "actors");
  EXPECT_EQ(count(subject.answered("c\n", true), kind::run), 0U);
}

TEST_F(shell_session, too_many_lines_typed_ahead_close_it) {
  login();
  std::string lines = "status\n";
  for (int i = 0; i < 64; ++i) {
    lines += "status\n";
  }
  EXPECT_FALSE(closes(subject.feed(lines)));
  EXPECT_TRUE(closes(subject.feed("status\n")));
}

TEST_F(shell_session, an_answer_nobody_waits_for_is_dropped) {
  login();
  EXPECT_TRUE(subject.answered("late\n", true).empty());
}

TEST_F(shell_session, tail_shows_events_until_enter) {
  login();
  EXPECT_FALSE(subject.event("before").has_value());
  const auto out = subject.feed("tail 7\n");
  ASSERT_EQ(count(out, kind::tail), 1U);
  EXPECT_EQ(out.back().text, "7");
  EXPECT_TRUE(subject.tailing());
  EXPECT_EQ(subject.event("order 12"), "order 12\r\n");
  EXPECT_EQ(sent(subject.feed("\r\n")), "-- end of tail --\r\nboekbrug> ");
  EXPECT_FALSE(subject.tailing());
  EXPECT_FALSE(subject.event("after").has_value());
}

TEST_F(shell_session, tail_wants_a_number) {
  login();
  EXPECT_EQ(sent(subject.feed("tail weverij\n")), "usage: tail [ID]\r\nboekbrug> ");
  EXPECT_FALSE(subject.tailing());
  EXPECT_EQ(subject.feed("tail\n").back().text, "");
}

TEST_F(shell_session, machines_get_frames_and_no_prompts) {
  EXPECT_EQ(sent(subject.feed("@boekbrug 1\ngeheim\n")), "");
  EXPECT_TRUE(subject.machine());
  ASSERT_TRUE(subject.known());
  EXPECT_EQ(count(subject.feed("progress\n"), kind::run), 1U);
  EXPECT_EQ(sent(subject.answered("1 active\n2 active\n3 x\n4 x\n5 x\n", true)),
            "+30\n1 active\n2 active\n3 x\n4 x\n5 x\n");
  (void)subject.feed("show 9\n");
  EXPECT_EQ(sent(subject.answered("not_found", false)), "-9\nnot_found");
  EXPECT_EQ(sent(subject.feed("\n")), "+0\n");
  EXPECT_FALSE(closes(subject.feed(std::string(900, 'x')))) << "install files are long";
  const auto bye = session{subject}.feed(std::string(200, 'x'));
  EXPECT_TRUE(closes(bye));
}

TEST_F(shell_session, a_machine_has_one_try) {
  const auto out = subject.feed("@boekbrug 1\nfout\n");
  EXPECT_TRUE(closes(out));
  EXPECT_EQ(sent(out), "-14\nwrong password");
}

TEST_F(shell_session, the_machine_greeting_counts_only_as_first_line) {
  (void)subject.feed("fout\n@boekbrug 1\n");
  EXPECT_FALSE(subject.machine());
}

TEST(same_secret, compares_all_of_it) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  for (const auto* other : {"", "ab", "abd", "abca", "abcabc", "xbc"}) {
    EXPECT_FALSE(same_secret("abc", other)) << other;
    EXPECT_FALSE(same_secret(other, "abc")) << other;
  }
}

}  // namespace
}  // namespace boekbrug::actors
