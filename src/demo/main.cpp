// boekbrug-demo: shops, bookkeeping and Boekbrug between them, on this machine (./dev demo).
#include "demo/closing.hpp"
#include "demo/kill_test.hpp"
#include "demo/live_view.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <filesystem>
#include <iostream>
#include <unistd.h>

namespace {

using namespace boekbrug;

struct arguments {
  bool once = false;
  std::uint32_t seconds = 0;
  std::uint32_t kills = 0;
  std::uint64_t seed = 0;
  std::string keep;
  demo::world_options world;
};

std::string own_folder() {
  return std::filesystem::read_symlink("/proc/self/exe")
      .parent_path()
      .parent_path()
      .parent_path()
      .string();
}

std::string make_folder(const std::string& keep) {
  if (!keep.empty()) {
    return std::filesystem::absolute(keep).string();
  }
  auto pattern = (std::filesystem::temp_directory_path() / "boekbrug-demo-XXXXXX").string();
  return mkdtemp(pattern.data()) == nullptr ? std::string{} : pattern;
}

void introduce(demo::world& where) {
  std::cout << "Boekbrug demo: " << where.shops().size()
            << " integrations between simulated services\n";
  for (const auto& each : where.shops()) {
    std::cout << "  " << each.url << "  " << each.plan.name << ": " << each.plan.kind << " -> "
              << each.plan.ledger << "\n";
  }
  for (const auto& [kind, url] : where.ledgers()) {
    std::cout << "  " << url << "  " << kind;
    if (kind == "moneybird") {
      std::cout << ", " << where.options().requests_per_window << " requests per "
                << where.options().window_seconds << " s (the real one: 150 per 300 s)";
    }
    std::cout << "\n";
  }
  std::cout << "admin shell: " << where.program() << " shell --config " << where.config_file()
            << "\n"
            << "         or: telnet 127.0.0.1 " << where.shell_port() << "   (password in "
            << where.shell().password_file << ")\n\n"
            << std::flush;
}

int run_once(demo::world& where) {
  if (!demo::watch_until_settled(where, std::chrono::seconds{7'200})) {
    std::cerr << "not everything was booked in time; see " << where.options().folder
              << "/server.log\n";
    return 1;
  }
  return demo::close_books(where) ? 0 : 1;
}

int run_live(demo::world& where, std::uint32_t seconds) {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  demo::watch_until_settled(where, std::chrono::seconds{120});
  std::cout << "\nnew orders arrive; " << (seconds == 0 ? "Ctrl-C ends" : "ends by itself")
            << " and prints the closing report\n\n";
  {
    demo::live_view view{where};
    if (seconds == 0) {
      int number = 0;
      sigwait(&ending, &number);
    } else {
      timespec span{static_cast<time_t>(seconds), 0};
      sigtimedwait(&ending, nullptr, &span);
    }
  }
  std::cout << "\n";
  return run_once(where);
}

int run(const arguments& given) {
  // Before any thread starts, so that only run_live waits for them.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  if (!given.once && given.kills == 0) {
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  }
  auto built = demo::world::build(given.world);
  if (!built) {
    std::cerr << "boekbrug-demo: " << built.error().detail << "\n";
    return 1;
  }
  auto& where = **built;
  if (given.kills > 0) {
    return demo::run_kill_test(where, {given.kills, given.seed}) ? 0 : 1;
  }
  introduce(where);
  return given.once ? run_once(where) : run_live(where, given.seconds);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"Simulated shops and bookkeeping, and Boekbrug between them, on this machine",
                   "boekbrug-demo"};
  arguments given;
  std::uint32_t addresses = 1;
  bool all_pairs = false;
  bool twins = false;
  program.add_flag(
      "--once", given.once,
      "Book everything once, print the closing report and end; exit 0 only if the books agree");
  program.add_option("--seconds", given.seconds,
                     "End by itself after so many seconds of new orders");
  program.add_flag(
      "--all-pairs", all_pairs,
      "Every shop with every ledger, also the pairs that are not in the catalogue yet");
  program
      .add_option("--orders", given.world.scene.generated,
                  "Generated orders of all shops together, beside the 20 of a real shop")
      ->capture_default_str();
  program
      .add_option("--requests", given.world.requests_per_window,
                  "Requests per window that Moneybird takes per address (really 150)")
      ->capture_default_str();
  program.add_option("--window", given.world.window_seconds, "Length of that window in seconds")
      ->capture_default_str();
  program.add_option("--addresses", addresses, "Egress addresses 127.0.0.1, 127.0.0.2, ...")
      ->check(CLI::Range(1, 8))
      ->capture_default_str();
  program.add_flag("--twins", twins,
                   "Two alike shops, one per administration, to compare egress addresses");
  program.add_option("--latency", given.world.latency_ms, "Latency of the ledgers in milliseconds")
      ->capture_default_str();
  program.add_option(
      "--proxy", given.world.proxy,
      "Shell command of a proxy before Moneybird; {upstream} and {port} are filled in");
  program.add_option("--keep", given.keep,
                     "Folder for stores and logs, kept at the end; default: a temporary one");
  auto* kill = program.add_option(
      "--kill", given.kills,
      "Kill the server so many times during a 500-order sync and compare the books");
  program.add_option("--shop", given.world.scene.shop, "Shop of the kill test")
      ->check(CLI::IsMember(demo::shop_kinds))
      ->capture_default_str();
  program.add_option("--ledger", given.world.scene.ledger, "Ledger of the kill test")
      ->check(CLI::IsMember(demo::ledger_kinds))
      ->capture_default_str();
  program.add_option("--seed", given.seed, "Of the kill test's moments; printed by each run");
  CLI11_PARSE(program, argc, argv);
  for (std::uint32_t i = 2; i <= addresses; ++i) {
    given.world.addresses.push_back("127.0.0." + std::to_string(i));
  }
  given.world.binaries = own_folder();
  auto& scene = given.world.scene;
  scene.source = BOEKBRUG_SOURCE_DIR;
  scene.what = twins       ? demo::scene::twins
               : all_pairs ? demo::scene::all_pairs
                           : demo::scene::catalogue;
  given.world.folder = make_folder(given.keep);
  if (*kill) {
    scene.what = demo::scene::one_pair;
    scene.generated = 500;
    given.world.latency_ms = 8;
    given.world.requests_per_window =
        1'000'000;  // each restart gives up what its lease had reserved
  } else if (!given.once) {
    scene.arrivals_per_minute = 40;
  }
  int code = 1;
  try {
    code = run(given);
  } catch (const std::exception& problem) {
    std::cerr << "boekbrug-demo: " << problem.what() << "\n";
  }
  if (given.keep.empty() && code == 0) {
    std::error_code ignored;
    std::filesystem::remove_all(given.world.folder, ignored);
  } else if (code != 0) {
    std::cerr << "logs and stores are kept in " << given.world.folder << "\n";
  }
  return code;
}
