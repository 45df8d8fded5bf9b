#include "demo/live_view.hpp"

#include "app/tail_client.hpp"
#include "demo/closing.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>

namespace boekbrug::demo {
namespace {

constexpr int lines_per_second = 12;

}  // namespace

live_view::live_view(world& where) : where_{where}, thread_{[this] { follow(); }} {}

live_view::~live_view() {
  ending_ = true;
  thread_.join();
}

void live_view::follow() {
  auto tail = app::tail_client::connect(where_.shell(), {});
  if (!tail) {
    std::cerr << tail.error().detail << "\n";
    return;
  }
  int shown = 0;
  int held_back = 0;
  auto second = std::chrono::steady_clock::now();
  while (!ending_ && !(*tail)->ended()) {
    const auto line = (*tail)->next(std::chrono::milliseconds{200});
    if (std::chrono::steady_clock::now() - second > std::chrono::seconds{1}) {
      second = std::chrono::steady_clock::now();
      if (held_back > 0) {
        std::cout << "          ... and " << held_back << " more\n";
      }
      shown = 0;
      held_back = 0;
    }
    if (line && shown++ < lines_per_second) {
      print(*line);
    } else if (line) {
      ++held_back;
    }
  }
}

// "12:00:01  2  sent  1042  23.45 EUR -> 2026-0007": the integration's number becomes its name.
void live_view::print(const std::string& line) {
  const auto at = line.find_first_not_of(' ', 8);
  const auto end = line.find(' ', at);
  const auto number = line.substr(at, end - at);
  std::string name = number;
  for (const auto& each : where_.shops()) {
    if (std::to_string(each.integration) == number) {
      name = each.plan.name;
    }
  }
  name.resize(20, ' ');
  std::cout << line.substr(0, 8) << "  " << name << line.substr(end) << std::endl;
}

bool watch_until_settled(world& where, std::chrono::seconds patience) {
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  const auto start = std::chrono::steady_clock::now();
  std::size_t last = static_cast<std::size_t>(-1);
  for (;;) {
    const auto now = read_progress(where);
    const auto spent = std::chrono::steady_clock::now() - start;
    const auto seconds = std::chrono::duration<double>(spent).count();
    if (now && (terminal || now->sent >= last + 50 || last == static_cast<std::size_t>(-1) ||
                now->settled())) {
      last = now->sent;
      std::printf(
          "%s%6.1f s   read %zu of %zu shops   booked %zu   to book %zu   waiting %zu   needs "
          "action %zu   skipped %zu%s",
          terminal ? "\r" : "", seconds, now->scanned, now->integrations, now->sent, now->ready,
          now->waiting, now->needs_action, now->skipped, terminal ? "  " : "\n");
      std::fflush(stdout);
    }
    const bool settled = now && now->settled();
    if (settled || spent > patience) {
      std::printf("%s", terminal ? "\n" : "");
      return settled;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

}  // namespace boekbrug::demo
