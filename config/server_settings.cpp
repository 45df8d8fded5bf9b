#include "config/server_settings.hpp"

#include "config/key_table.hpp"
#include "config/detail/read_file.hpp"
#include "config/detail/toml_guard.hpp"
#include "config/nearest.hpp"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace boekbrug::config {

namespace {

using core::errc;

/// Collects all problems of a file, so that it is corrected in one go.
class problem_list {
public:
  explicit problem_list(std::string path) : path_{std::move(path)} {}
  void add(const toml::source_region& where, const std::string& what) {
    entries_.emplace_back(where.begin.line,
                          path_ + ':' + std::to_string(where.begin.line) + ": " + what);
  }
  void add(const std::string& what) {
    entries_.emplace_back(std::numeric_limits<unsigned>::max(), path_ + ": " + what);
  }
  bool empty() const noexcept { return entries_.empty(); }
  core::error take() {
    // toml++ keeps tables sorted by name; people read files from the top.
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string detail;
    for (const auto& [line, text] : entries_) {
      detail += detail.empty() ? "" : "\n";
      detail += text;
    }
    return core::fail(errc::invalid_input, std::move(detail));
  }

private:
  std::string path_;
  std::vector<std::pair<unsigned, std::string>> entries_;
};

/// The bytes of an address, the same for all ways to write it.
std::optional<std::string> address_bytes(const std::string& text) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    return std::string{bytes.data(), 4};
  }
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) {
    return std::string{bytes.data(), bytes.size()};
  }
  return std::nullopt;
}

std::string expected(const key_row& row) {
  switch (row.kind) {
    case key_kind::flag:
      return "true or false";
    case key_kind::count:
      return "a whole number, " + render_range(row);
    case key_kind::bytes:
      return "a size such as \"32MiB\" or a number of bytes, " + render_range(row);
    case key_kind::duration:
      return "a duration such as \"15m\" or a number of seconds, " + render_range(row);
    case key_kind::text:
      return row.min > 0 ? "a text that is not empty" : "a text";
    case key_kind::addresses:
      return "a list of different IP addresses";
    case key_kind::choice:
      return "one of " + render_range(row);
    case key_kind::secret:
      return "a text";
  }
  return "something else";
}

std::optional<std::int64_t> read_number(const key_row& row, const toml::node& node) {
  if (const auto* plain = node.as_integer()) {
    return plain->get();
  }
  const auto* text = node.as_string();
  if (text == nullptr || row.kind == key_kind::count) {
    return std::nullopt;
  }
  return row.kind == key_kind::bytes ? parse_bytes(text->get()) : parse_seconds(text->get());
}

std::optional<key_value> read_addresses(const toml::node& node) {
  const auto* list = node.as_array();
  if (list == nullptr) {
    return std::nullopt;
  }
  std::vector<std::string> out;
  std::set<std::string> seen;  // one address twice would be given two budgets
  for (const auto& part : *list) {
    const auto* text = part.as_string();
    const auto bytes = text == nullptr ? std::nullopt : address_bytes(text->get());
    if (!bytes || !seen.insert(*bytes).second) {
      return std::nullopt;
    }
    out.push_back(text->get());
  }
  return key_value{std::move(out)};
}

/// Nothing when the node does not fit the row.
std::optional<key_value> read_value(const key_row& row, const toml::node& node) {
  switch (row.kind) {
    case key_kind::flag:
      return node.is_boolean() ? std::optional<key_value>{node.as_boolean()->get()} : std::nullopt;
    case key_kind::count:
    case key_kind::bytes:
    case key_kind::duration: {
      const auto number = read_number(row, node);
      return number && *number >= row.min && *number <= row.max ? std::optional<key_value>{*number}
                                                                : std::nullopt;
    }
    case key_kind::addresses:
      return read_addresses(node);
    case key_kind::text:
    case key_kind::choice:
    case key_kind::secret: {
      const auto* text = node.as_string();
      if (text == nullptr || (row.kind == key_kind::text && row.min > 0 && text->get().empty())) {
        return std::nullopt;
      }
      const bool known =
          std::find(row.choices.begin(), row.choices.end(), text->get()) != row.choices.end();
      return row.kind != key_kind::choice || known ? std::optional<key_value>{text->get()}
                                                   : std::nullopt;
    }
  }
  return std::nullopt;
}

/// What stood there instead, for the problem text; never a secret.
std::string describe(const key_row& row, const toml::node& node) {
  if (row.kind == key_kind::secret) {
    return "something else";
  }
  if (const auto* text = node.as_string()) {
    return '"' + text->get() + '"';
  }
  if (const auto* number = node.as_integer()) {
    return std::to_string(number->get());
  }
  if (const auto* flag = node.as_boolean()) {
    return flag->get() ? "true" : "false";
  }
  return node.is_table() ? "a section" : node.is_array() ? "this list" : "another type";
}

std::string join(const std::string& section, std::string_view name) {
  return section.empty() ? std::string{name} : section + '.' + std::string{name};
}

/// Whether `name` is a section or the beginning of one ("ledgers").
bool is_section(const std::string& name) {
  return std::any_of(section_table().begin(), section_table().end(), [&](const section_row& row) {
    return row.name == name || row.name.starts_with(name + '.');
  });
}

void report_unknown(const std::string& name, const toml::source_region& where, bool is_table,
                    problem_list& problems) {
  std::vector<std::string> full_names;
  for (const auto& row : key_table()) {
    full_names.push_back(row.full_name());
  }
  std::vector<std::string_view> known;
  if (is_table) {
    for (const auto& row : section_table()) {
      known.push_back(row.name);
    }
  } else {
    known.assign(full_names.begin(), full_names.end());
  }
  auto hint = suggestion(name, known);
  if (hint.empty() && !is_table) {
    // The right name in the wrong section.
    const auto last = name.substr(name.rfind('.') + 1);
    for (const auto& row : key_table()) {
      if (row.name == last) {
        hint = "; did you mean \"" + row.full_name() + "\"?";
        break;
      }
    }
  }
  problems.add(where, std::string{is_table ? "unknown section [" : "unknown key \""} + name +
                          (is_table ? "]" : "\"") + hint);
}

void read_table(const toml::table& table, const std::string& section, server_settings& settings,
                problem_list& problems) {
  for (const auto& [key, node] : table) {
    const std::string own_name{key.str()};
    const auto name = join(section, own_name);
    const auto& where = key.source();
    const auto row =
        std::find_if(key_table().begin(), key_table().end(), [&](const key_row& candidate) {
          return candidate.section == section && candidate.name == own_name;
        });
    if (row == key_table().end()) {
      const auto* inner = node.as_table();
      if (inner != nullptr && is_section(name)) {
        read_table(*inner, name, settings, problems);
      } else {
        report_unknown(name, where, inner != nullptr, problems);
      }
      continue;
    }
    if (const auto value = read_value(*row, node)) {
      row->set(settings, *value);
    } else {
      problems.add(where, name + ": expected " + expected(*row) + ", not " + describe(*row, node));
    }
  }
}

/// The first line of a file, without white space at its end.
std::optional<std::string> read_first_line(const std::string& path) {
  const auto text = detail::read_file(path);
  if (!text) {
    return std::nullopt;
  }
  auto line = text->substr(0, text->find('\n'));
  line.erase(line.find_last_not_of(" \t\r") + 1);
  return line.empty() ? std::nullopt : std::optional{line};
}

bool is_base_url(const std::string& url) {
  return (url.starts_with("https://") || url.starts_with("http://")) && !url.ends_with('/') &&
         url.find_first_of(" ?#@") == std::string::npos &&
         url.size() > std::string_view{"https://"}.size();
}

/// Where a key stands in the file; the top when it is left out (then a default is part of the
/// problem).
toml::source_region place_of(const toml::table& root, std::string_view name) {
  const auto node = root.at_path(name);
  return node ? node.node()->source() : root.source();
}

void check_addresses(const toml::table& root, const server_settings& settings,
                     problem_list& problems) {
  const std::pair<const char*, const std::string*> addresses[] = {
      {"ledgers.moneybird.base_url", &settings.moneybird.base_url},
      {"ledgers.moneybird.oauth_base_url", &settings.moneybird.oauth_base_url},
      {"ledgers.eboekhouden.base_url", &settings.eboekhouden.base_url},
      {"shops.mijnwebwinkel.api_url", &settings.mijnwebwinkel.api_url},
  };
  for (const auto& [key, url] : addresses) {
    if (!is_base_url(*url)) {
      problems.add(place_of(root, key),
                   std::string{key} +
                       ": expected an address such as \"https://host/path\" without "
                       "a slash at the end");
    }
  }
}

void check_web(const toml::table& root, const web_settings& web, problem_list& problems) {
  if (!web.public_url.empty() && !is_base_url(web.public_url)) {
    problems.add(place_of(root, "web.public_url"),
                 "web.public_url: expected an address such as \"https://host\" without a slash at "
                 "the end");
  }
  if (!address_bytes(web.address)) {
    problems.add(place_of(root, "web.address"), "web.address: expected an IP address");
  }
}

struct secret_key {
  std::string section;
  std::string name;
};

/// A secret may stand in a file of its own: `name`_file instead of `name`.
void read_secret(const toml::table& root, const secret_key& key, const std::string& file,
                 core::secret& into, problem_list& problems) {
  if (file.empty()) {
    return;
  }
  const auto full = key.section + "." + key.name + "_file";
  const auto where = place_of(root, full);
  if (!into.empty()) {
    problems.add(where, full + ": " + key.name + " is set too; leave one of them out");
  } else if (auto line = read_first_line(file)) {
    into = core::secret{std::move(*line)};
  } else {
    problems.add(where, full + ": \"" + file + "\" cannot be read or is empty");
  }
}

void check_together(const toml::table& root, server_settings& settings, problem_list& problems) {
  if (settings.schedule.jitter > settings.schedule.poll_interval) {
    // Only the interval was shortened: the spread follows it.
    if (root.at_path("schedule.jitter")) {
      problems.add(place_of(root, "schedule.jitter"),
                   "schedule.jitter: at most schedule.poll_interval (" +
                       render_seconds(settings.schedule.poll_interval.count()) + ')');
    } else {
      settings.schedule.jitter = settings.schedule.poll_interval;
    }
  }
  auto& moneybird = settings.moneybird;
  if (moneybird.margin >= moneybird.requests_per_window) {
    problems.add(place_of(root, "ledgers.moneybird.margin"),
                 "ledgers.moneybird.margin: less than requests_per_window (" +
                     std::to_string(moneybird.requests_per_window) + ')');
  }
  if (settings.storage.map_size > settings.storage.map_size_max) {
    problems.add(place_of(root, "storage.map_size"),
                 "storage.map_size: at most storage.map_size_max (" +
                     render_bytes(static_cast<std::int64_t>(settings.storage.map_size_max)) + ')');
  }
  if (settings.net.connect_timeout > settings.net.request_timeout) {
    problems.add(place_of(root, "net.connect_timeout"),
                 "net.connect_timeout: at most net.request_timeout (" +
                     render_seconds(settings.net.request_timeout.count()) + ')');
  }
  check_addresses(root, settings, problems);
  check_web(root, settings.web, problems);
  read_secret(root, {"ledgers.moneybird", "client_secret"}, moneybird.client_secret_file,
              moneybird.client_secret, problems);
  read_secret(root, {"shops.mijnwebwinkel", "partner_token"},
              settings.mijnwebwinkel.partner_token_file, settings.mijnwebwinkel.partner_token,
              problems);
  read_secret(root, {"shops.ccvshop", "app_secret"}, settings.ccvshop.app_secret_file,
              settings.ccvshop.app_secret, problems);
}

}  // namespace

core::result<server_settings> load_text(std::string_view text, const std::string& path) {
  problem_list problems{path};
  if (const auto line = detail::line_of_bare_letter(text)) {
    return core::fail(errc::invalid_input, path + ':' + std::to_string(*line) +
                                               ": a letter beyond ASCII outside a text in quotes");
  }
  const auto parsed = toml::parse(text, path);
  if (!parsed) {
    problems.add(parsed.error().source(), std::string{parsed.error().description()});
    return problems.take();
  }
  server_settings settings;
  read_table(parsed.table(), "", settings, problems);
  if (problems.empty()) {
    check_together(parsed.table(), settings, problems);
  }
  if (!problems.empty()) {
    return problems.take();
  }
  return settings;
}

core::result<server_settings> load(const std::string& path) {
  const auto text = detail::read_file(path);
  if (!text) {
    return text.error();
  }
  return load_text(*text, path);
}

}  // namespace boekbrug::config
