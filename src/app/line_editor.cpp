#include "app/line_editor.hpp"

#include <histedit.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <utility>

namespace boekbrug::app {
namespace {

constexpr int history_max = 500;

}  // namespace

struct line_editor::parts {
  std::string prompt;
  EditLine* edit = nullptr;
  History* history = nullptr;
  std::string history_file;
};

namespace {

const char* prompt_of(EditLine* edit) {
  void* data = nullptr;
  el_get(edit, EL_CLIENTDATA, &data);
  return static_cast<const std::string*>(data)->c_str();
}

}  // namespace

line_editor::line_editor(std::string prompt) : parts_{std::make_unique<parts>()} {
  parts_->prompt = std::move(prompt);
  if (isatty(STDIN_FILENO) == 0) {
    return;  // a script pipes commands in: plain lines
  }
  parts_->edit = el_init("boekbrug", stdin, stdout, stderr);
  parts_->history = history_init();
  HistEvent event{};
  history(parts_->history, &event, H_SETSIZE, history_max);
  history(parts_->history, &event, H_SETUNIQUE, 1);
  if (const char* home = std::getenv("HOME")) {
    parts_->history_file = std::string(home) + "/.boekbrug_history";
    history(parts_->history, &event, H_LOAD, parts_->history_file.c_str());
  }
  el_set(parts_->edit, EL_CLIENTDATA, &parts_->prompt);
  el_set(parts_->edit, EL_PROMPT, &prompt_of);
  el_set(parts_->edit, EL_EDITOR, "emacs");
  el_set(parts_->edit, EL_HIST, &history, parts_->history);
  el_set(parts_->edit, EL_SIGNAL, 1);
}

line_editor::~line_editor() {
  if (parts_->edit != nullptr) {
    HistEvent event{};
    if (!parts_->history_file.empty()) {
      history(parts_->history, &event, H_SAVE, parts_->history_file.c_str());
    }
    history_end(parts_->history);
    el_end(parts_->edit);
  }
}

std::optional<std::string> line_editor::read() {
  if (parts_->edit == nullptr) {
    std::string line;
    return std::getline(std::cin, line) ? std::optional{line} : std::nullopt;
  }
  int count = 0;
  const char* text = el_gets(parts_->edit, &count);
  if (text == nullptr || count <= 0) {
    std::cout << "\n";
    return std::nullopt;
  }
  std::string line{text, static_cast<std::size_t>(count)};
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
    line.pop_back();
  }
  // An install line holds keys: it is not kept.
  if (!line.empty() && !line.starts_with("install")) {
    HistEvent event{};
    history(parts_->history, &event, H_ENTER, line.c_str());
  }
  return line;
}

void line_editor::show(const std::string& text) {
  winsize size{};
  const bool paged = parts_->edit != nullptr && isatty(STDOUT_FILENO) != 0 &&
                     ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 4;
  const std::size_t page = paged ? size.ws_row - 2U : text.size() + 1;
  std::size_t shown = 0;
  std::size_t start = 0;
  while (start < text.size()) {
    const auto end = text.find('\n', start);
    const auto stop = end == std::string::npos ? text.size() : end + 1;
    std::cout.write(text.data() + start, static_cast<std::streamsize>(stop - start));
    start = stop;
    if (++shown % page == 0 && start < text.size()) {
      std::cout << "-- more; Enter goes on, q stops -- " << std::flush;
      std::string answer;
      if (!std::getline(std::cin, answer) || answer == "q") {
        return;
      }
    }
  }
  std::cout << std::flush;
}

}  // namespace boekbrug::app
