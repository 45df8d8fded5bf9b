#include "config/catalogue.hpp"

#include "config/detail/built_in_pages.hpp"
#include "config/detail/read_file.hpp"
#include "config/detail/toml_guard.hpp"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

namespace boekbrug::config {
namespace {

namespace fs = std::filesystem;

class page_reader {
public:
  page_reader(const toml::table& table, std::string file, std::string& problems)
      : table_{table}, file_{std::move(file)}, problems_{problems} {}

  catalogue_page read(const std::string& key) {
    catalogue_page page;
    page.key = key;
    page.shop = text("shop");
    page.ledger = text("ledger");
    if (page.key != page.shop + "-" + page.ledger) {
      problem("the file's name must be shop and ledger: " + page.shop + "-" + page.ledger);
    }
    page.offered = value<bool>("offered", "true or false").value_or(false);
    const auto start = text("starts_from");
    if (start != "site" && start != "ccv_app_store") {
      problem("starts_from: \"site\" or \"ccv_app_store\"");
    }
    page.from_app_store = start == "ccv_app_store";
    if (page.offered) {
      page.price_month = price("price_month");
      page.price_year = price("price_year");
      const auto days = value<std::int64_t>("trial_days", "a number of days");
      if (days && (*days < 0 || *days > 365)) {
        problem("trial_days: from 0 to 365");
      }
      page.trial_days = static_cast<std::uint32_t>(days.value_or(0));
    }
    for (const auto& [name, node] : table_) {
      if (!known_.contains(std::string{name.str()}) && page.offered) {
        problem(std::string{name.str()} + ": is unknown");
      }
    }
    return page;
  }

private:
  template <class T>
  std::optional<T> value(const std::string& name, const std::string& expected) {
    known_.emplace(name, true);
    const auto found = table_[name].value_exact<T>();
    if (!found) {
      problem(name + ": expected " + expected);
    }
    return found;
  }
  std::string text(const std::string& name) {
    return value<std::string>(name, "a text").value_or("");
  }
  core::minor_units price(const std::string& name) {
    const auto written = text(name);
    const auto amount = core::parse_minor(written, core::currency::eur());
    if (!amount || *amount <= 0) {
      problem(name + ": expected an amount in euro such as \"10.00\"");
      return 0;
    }
    return *amount;
  }
  void problem(const std::string& what) {
    problems_ += (problems_.empty() ? "" : "\n") + file_ + ": " + what;
  }

  const toml::table& table_;
  std::string file_;
  std::string& problems_;
  std::map<std::string, bool> known_;
};

core::result<std::map<std::string, std::string>> read_folder(const std::string& folder) {
  std::map<std::string, std::string> files;
  std::error_code failed;
  for (fs::directory_iterator each{folder, failed}, end; !failed && each != end;
       each.increment(failed)) {
    if (each->path().extension() == ".toml") {
      auto text = detail::read_file(each->path().string());
      if (!text) {
        return text.error();
      }
      files.emplace(each->path().stem().string(), std::move(*text));
    }
  }
  if (failed) {
    return core::fail(core::errc::invalid_input,
                      "catalogue_directory: " + folder + ": " + failed.message());
  }
  return files;
}

}  // namespace

core::result<catalogue> catalogue::load(const std::string& folder) {
  auto files = folder.empty()
                   ? core::result<std::map<std::string, std::string>>{detail::built_in_pages()}
                   : read_folder(folder);
  if (!files) {
    return files.error();
  }
  catalogue made;
  std::string problems;
  for (const auto& [key, text] : *files) {
    const auto file = (folder.empty() ? "built in " : folder + "/") + key + ".toml";
    const auto add = [&problems, &file](std::int64_t line, std::string_view what) {
      problems += (problems.empty() ? "" : "\n") + file + ":" + std::to_string(line) + ": ";
      problems += what;
    };
    if (const auto line = detail::line_of_bare_letter(text)) {
      add(static_cast<std::int64_t>(*line), "a letter beyond ASCII outside a text in quotes");
      continue;
    }
    const auto parsed = toml::parse(text);
    if (parsed) {
      made.pages_.push_back(page_reader{parsed.table(), file, problems}.read(key));
    } else {
      add(parsed.error().source().begin.line, parsed.error().description());
    }
  }
  if (!problems.empty()) {
    return core::fail(core::errc::invalid_input, problems);
  }
  return made;
}

const catalogue_page* catalogue::find(std::string_view shop,
                                      std::string_view ledger) const noexcept {
  const auto found = std::find_if(pages_.begin(), pages_.end(), [&](const auto& each) {
    return each.shop == shop && each.ledger == ledger;
  });
  return found == pages_.end() ? nullptr : &*found;
}

core::result<void> catalogue::check_offered(std::string_view shop, std::string_view ledger) const {
  const auto pair = std::string(shop) + " -> " + std::string(ledger);
  const auto* page = find(shop, ledger);
  if (page == nullptr) {
    return core::fail(core::errc::invalid_input,
                      pair + " is not offered: it has no page in the catalogue");
  }
  if (!page->offered) {
    return core::fail(core::errc::invalid_input, pair + " is not offered: its page " + page->key +
                                                     ".toml says offered = false");
  }
  return {};
}

}  // namespace boekbrug::config
