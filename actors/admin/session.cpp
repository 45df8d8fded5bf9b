#include "actors/admin/session.hpp"

#include <algorithm>

namespace boekbrug::actors {
namespace {

constexpr std::string_view prompt = "boekbrug> ";
constexpr std::string_view machine_greeting = "@boekbrug 1";
constexpr std::size_t waiting_max = 64;  // lines typed ahead

session_action send(std::string text) {
  return {session_action::kind::send, std::move(text)};
}

std::string frame(const std::string& text, bool ok) {
  return (ok ? "+" : "-") + std::to_string(text.size()) + "\n" + text;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

// Terminals want CR LF.
std::string for_terminal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += '\r';
    }
    out += c;
  }
  return out;
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) noexcept {
  unsigned difference = a.size() == b.size() ? 0U : 1U;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto other = b.empty() ? '\0' : b[i % b.size()];
    difference |=
        static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(other));
  }
  return difference == 0;
}

std::string session::greeting() const {
  return "Boekbrug admin shell\r\npassword: ";
}

// IAC (255) + command + option; a sub-negotiation ends with IAC SE (240).
std::string session::strip_telnet(std::string_view bytes) {
  std::string out;
  for (const char each : bytes) {
    const auto c = static_cast<unsigned char>(each);
    if (telnet_sub_) {
      telnet_sub_ = c != 240;
    } else if (telnet_skip_ == 2) {
      telnet_sub_ = c == 250;
      telnet_skip_ = c >= 251 ? 1 : 0;
    } else if (telnet_skip_ == 1) {
      telnet_skip_ = 0;
    } else if (c == 255) {
      telnet_skip_ = 2;
    } else if (c != '\r' && c != 0) {
      out += each;
    }
  }
  return out;
}

std::vector<session_action> session::feed(std::string_view bytes) {
  std::vector<session_action> out;
  buffer_ += strip_telnet(bytes);
  for (auto end = buffer_.find('\n'); end != std::string::npos; end = buffer_.find('\n')) {
    auto text = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    if (text.size() > (machine_ && known() ? limits_.machine_line_max : limits_.line_max)) {
      out.push_back(send("line too long\r\n"));
      out.push_back({session_action::kind::close, {}});
      return out;
    }
    line(std::move(text), out);
    if (!out.empty() && out.back().what == session_action::kind::close) {
      return out;
    }
  }
  if (buffer_.size() > (machine_ && known() ? limits_.machine_line_max : limits_.line_max)) {
    out.push_back(send("line too long\r\n"));
    out.push_back({session_action::kind::close, {}});
  }
  return out;
}

void session::line(std::string text, std::vector<session_action>& out) {
  if (first_line_ && text == machine_greeting) {
    first_line_ = false;
    machine_ = true;
    mode_ = mode::machine_password;
    return;
  }
  first_line_ = false;
  switch (mode_) {
    case mode::password:
    case mode::machine_password:
      check_password(text, out);
      return;
    case mode::busy:
      if (waiting_.size() >= waiting_max) {
        out.push_back(send("too many lines typed ahead\r\n"));
        out.push_back({session_action::kind::close, {}});
        return;
      }
      waiting_.push_back(std::move(text));
      return;
    case mode::tail:
      mode_ = mode::prompt;
      out.push_back(send("-- end of tail --\r\n" + std::string(prompt)));
      return;
    case mode::paging:
      if (trimmed(text) == "q") {
        pages_.clear();
      }
      page(out);
      return;
    case mode::prompt:
      command(text, out);
      return;
  }
}

void session::check_password(const std::string& text, std::vector<session_action>& out) {
  if (!password_.empty() && same_secret(text, password_)) {
    mode_ = mode::prompt;
    if (!machine_) {
      out.push_back(send("welcome; 'help' lists the commands\r\n" + std::string(prompt)));
    }
    return;
  }
  if (machine_ || ++wrong_ >= limits_.password_tries) {
    out.push_back(send(machine_ ? frame("wrong password", false) : "wrong password\r\n"));
    out.push_back({session_action::kind::close, {}});
    return;
  }
  out.push_back(send("wrong password\r\npassword: "));
}

void session::command(const std::string& text, std::vector<session_action>& out) {
  const auto clean = trimmed(text);
  if (clean.empty()) {
    out.push_back(send(machine_ ? frame("", true) : std::string(prompt)));
    return;
  }
  if (clean == "quit" || clean == "exit") {
    out.push_back(send(machine_ ? frame("bye\n", true) : "bye\r\n"));
    out.push_back({session_action::kind::close, {}});
    return;
  }
  if (!machine_ && (clean == "tail" || clean.starts_with("tail "))) {
    const auto which = trimmed(std::string_view(clean).substr(4));
    if (which.find_first_not_of("0123456789") != std::string::npos) {
      out.push_back(send("usage: tail [ID]\r\n" + std::string(prompt)));
      return;
    }
    mode_ = mode::tail;
    out.push_back(send("-- live events; Enter ends --\r\n"));
    out.push_back({session_action::kind::tail, which});
    return;
  }
  mode_ = mode::busy;
  out.push_back({session_action::kind::run, clean});
}

std::vector<session_action> session::answered(const std::string& text, bool ok) {
  std::vector<session_action> out;
  if (mode_ != mode::busy) {
    return out;
  }
  if (machine_) {
    mode_ = mode::prompt;
    out.push_back(send(frame(text, ok)));
  } else {
    std::size_t start = 0;
    while (start < text.size()) {
      const auto end = std::min(text.find('\n', start), text.size());
      pages_.push_back(text.substr(start, end - start));
      start = end + 1;
    }
    page(out);
  }
  while (mode_ == mode::prompt && !waiting_.empty()) {
    auto next = std::move(waiting_.front());
    waiting_.pop_front();
    line(std::move(next), out);
  }
  return out;
}

void session::page(std::vector<session_action>& out) {
  std::string text;
  for (std::size_t i = 0; i < limits_.page_lines && !pages_.empty(); ++i) {
    text += pages_.front() + "\n";
    pages_.pop_front();
  }
  if (pages_.empty()) {
    mode_ = mode::prompt;
    out.push_back(send(for_terminal(text) + std::string(prompt)));
    return;
  }
  mode_ = mode::paging;
  out.push_back(send(for_terminal(text) + "-- " + std::to_string(pages_.size()) +
                     " more lines; Enter goes on, q stops -- "));
}

std::optional<std::string> session::event(const std::string& line) const {
  return mode_ == mode::tail ? std::optional{line + "\r\n"} : std::nullopt;
}

}  // namespace boekbrug::actors
