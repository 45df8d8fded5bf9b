#pragma once
// The commands of the program. Each returns the exit code: 0 fine, 1 refused or failed (said on
// stderr), 70 a part of the server died and the process must be restarted.

#include <cstdint>
#include <string>

namespace boekbrug::app {

struct report_arguments {
  std::uint64_t integration = 0;
  std::string from;
  std::string to;
  std::string format = "text";
};

struct preview_arguments {
  std::uint64_t integration = 0;
  std::uint64_t last = 10;
  std::string order;  // "" = the newest ones
  std::string format = "text";
};

int serve(const std::string& config_file);
int check_config(const std::string& config_file);
int install(const std::string& config_file, const std::string& install_file);
int report(const std::string& config_file, const report_arguments& arguments);
/// How orders would be booked; writes nothing. Progress goes to stderr when that is a terminal.
int preview(const std::string& config_file, const preview_arguments& arguments);
/// Interactive with line editing and history when `command` is empty.
int shell(const std::string& config_file, const std::string& command);

}  // namespace boekbrug::app
