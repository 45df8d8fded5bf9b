#pragma once
// One session of the admin shell without its socket: bytes in, text out. Pure but for the clock
// that it is told.

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::actors {

/// What the socket's owner must do after feeding bytes.
struct session_action {
  enum class kind : std::uint8_t { send = 1, run, tail, close };
  kind what{};
  std::string text;  // send: bytes; run: the command line; tail: the integration's number or ""
};

struct session_limits {
  std::size_t line_max = 4'096;
  std::size_t machine_line_max = 1'500'000;
  std::size_t page_lines = 40;
  unsigned password_tries = 3;
};

class session {
public:
  session(std::string password, const session_limits& limits)
      : password_{std::move(password)}, limits_{limits} {}

  std::string greeting() const;
  /// Telnet option bytes are dropped; lines end with LF or CRLF.
  std::vector<session_action> feed(std::string_view bytes);
  /// The answer to a command that `feed` asked to run.
  std::vector<session_action> answered(const std::string& text, bool ok);
  /// An event while `tail` is on; what to send, or nothing.
  std::optional<std::string> event(const std::string& line) const;
  bool tailing() const noexcept { return mode_ == mode::tail; }
  bool known() const noexcept { return mode_ != mode::password && mode_ != mode::machine_password; }
  bool machine() const noexcept { return machine_; }

private:
  enum class mode : std::uint8_t { password, machine_password, prompt, busy, paging, tail };
  void line(std::string text, std::vector<session_action>& out);
  void check_password(const std::string& text, std::vector<session_action>& out);
  void command(const std::string& text, std::vector<session_action>& out);
  void page(std::vector<session_action>& out);
  std::string strip_telnet(std::string_view bytes);

  std::string password_;
  session_limits limits_;
  mode mode_ = mode::password;
  bool machine_ = false;
  bool first_line_ = true;
  unsigned wrong_ = 0;
  unsigned telnet_skip_ = 0;  // option bytes still to drop
  bool telnet_sub_ = false;   // inside a sub-negotiation
  std::string buffer_;
  std::deque<std::string> waiting_;  // lines typed while a command runs
  std::deque<std::string> pages_;    // lines of an answer not shown yet
};

/// Same time for every wrong password of the same length.
bool same_secret(std::string_view a, std::string_view b) noexcept;

}  // namespace boekbrug::actors
