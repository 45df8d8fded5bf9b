// The program `boekbrug`: command line and nothing else.
#include "app/commands.hpp"

#include <CLI/CLI.hpp>

#include <string>

int main(int argc, char** argv) {
  using namespace boekbrug;
  CLI::App program{
      "Boekbrug copies paid web shop orders into Dutch bookkeeping packages as paid invoices.",
      "boekbrug"};
  program.require_subcommand(1);
  program.set_help_all_flag("--help-all", "Help of all commands");

  std::string config_file;
  const auto with_config = [&config_file](CLI::App* command) {
    command
        ->add_option("--config", config_file,
                     "Settings of the server (TOML); see config/boekbrug.example.toml")
        ->required();
    return command;
  };

  auto* serve =
      with_config(program.add_subcommand("serve", "Run the server until SIGTERM or SIGINT"));
  auto* check = with_config(
      program.add_subcommand("check-config", "Check the settings and print them without secrets"));

  std::string install_file;
  auto* install = with_config(program.add_subcommand(
      "install",
      "Install an integration, in a running server or in an idle store (docs/install-file.md)"));
  install
      ->add_option("--file", install_file,
                   "What to install (JSON); see config/install.example.json")
      ->required();

  app::report_arguments report_arguments;
  auto* report = with_config(program.add_subcommand(
      "report", "Compare the shop's books with the ledger's, per day and VAT rate"));
  report->add_option("--integration", report_arguments.integration, "Number of the integration")
      ->required();
  report->add_option("--from", report_arguments.from,
                     "First day (YYYY-MM-DD); default: first day of this year");
  report->add_option("--to", report_arguments.to, "Last day (YYYY-MM-DD); default: today");
  report->add_option("--format", report_arguments.format, "text, json or csv")
      ->check(CLI::IsMember({"text", "json", "csv"}))
      ->capture_default_str();

  app::preview_arguments preview_arguments;
  auto* preview = with_config(program.add_subcommand(
      "preview", "Show how orders would be booked, without writing anything anywhere"));
  preview->add_option("--integration", preview_arguments.integration, "Number of the integration")
      ->required();
  preview->add_option("--last", preview_arguments.last, "How many of the newest orders, 1 to 500")
      ->check(CLI::Range(1, 500))
      ->capture_default_str();
  preview->add_option("--order", preview_arguments.order,
                      "Only the order with this number, of the last year");
  preview->add_option("--format", preview_arguments.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();

  std::string shell_command;
  auto* shell =
      with_config(program.add_subcommand("shell", "Open the admin shell of a running server"));
  shell->add_option("--command", shell_command, "Run this one command, print its answer and end");

  CLI11_PARSE(program, argc, argv);
  if (*serve) {
    return app::serve(config_file);
  }
  if (*check) {
    return app::check_config(config_file);
  }
  if (*install) {
    return app::install(config_file, install_file);
  }
  if (*report) {
    return app::report(config_file, report_arguments);
  }
  if (*preview) {
    return app::preview(config_file, preview_arguments);
  }
  return app::shell(config_file, shell_command);
}
