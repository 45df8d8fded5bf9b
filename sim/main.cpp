// boekbrug-sim: simulated shops and ledgers on real ports, for demonstrations, tests and load.

#include "sim/server.hpp"

#include <CLI/CLI.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <pthread.h>

namespace {

/// Written beside it first, so that whoever waits for the file never reads half of it.
bool write_ready_file(const std::string& path, const std::string& text) {
  const std::string beside = path + ".part";
  {
    std::ofstream out{beside, std::ios::binary | std::ios::trunc};
    out << text << '\n';
    if (!out.flush()) {
      return false;
    }
  }
  std::error_code problem;
  std::filesystem::rename(beside, path, problem);
  return !problem;
}

int run(const std::string& file, const std::string& ready_file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) {
    std::cerr << "boekbrug-sim: cannot read " << file << '\n';
    return 2;
  }
  const std::string config{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
  // Blocked before any thread starts, so that only the wait below gets them.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  auto services = boekbrug::sim::start_services(config);
  if (!services) {
    std::cerr << "boekbrug-sim: " << services.error().detail << '\n';
    return 1;
  }
  boost::json::array all;
  for (const auto& service : *services) {
    all.push_back(service->description());
    std::cout << boost::json::serialize(service->description()) << std::endl;
  }
  if (!ready_file.empty() && !write_ready_file(ready_file, boost::json::serialize(all))) {
    std::cerr << "boekbrug-sim: cannot write " << ready_file << '\n';
    return 1;
  }
  int signal = 0;
  sigwait(&ending, &signal);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Simulated web shops and bookkeeping services for Boekbrug"};
  std::string file;
  std::string ready_file;
  app.add_option("--file", file, "JSON file that lists the services; see sim/README.md")
      ->required();
  app.add_option("--ready-file", ready_file,
                 "written once all services listen: their addresses as a JSON array");
  CLI11_PARSE(app, argc, argv);
  try {
    return run(file, ready_file);
  } catch (const std::exception& problem) {
    std::cerr << "boekbrug-sim: " << problem.what() << '\n';
    return 1;
  }
}
