// What the table of keys says, as text: the example file, the overview, the settings in force.

#include "config/key_table.hpp"
#include "config/server_settings.hpp"

namespace boekbrug::config {

namespace {

constexpr std::size_t width_max = 96;

/// Appends `text` as comment lines of at most width_max letters, broken between words.
void append_comment(std::string& out, std::string_view text) {
  std::string line = "#";
  while (!text.empty()) {
    const auto end = text.find(' ');
    const auto word = text.substr(0, end);
    if (line.size() > 1 && line.size() + 1 + word.size() > width_max) {
      out += line + '\n';
      line = "#";
    }
    line += ' ';
    line += word;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  out += line + '\n';
}

std::string shown(const key_row& row, const server_settings& settings) {
  const auto value = row.get(settings);
  if (row.kind == key_kind::secret) {
    return std::get<std::string>(value).empty() ? "(not set)" : "(set)";
  }
  return render_value(row, value);
}

}  // namespace

std::string render_example() {
  const server_settings defaults;
  std::string out;
  append_comment(out,
                 "Settings of the Boekbrug server. Each key stands here with its default; a key "
                 "that is left out has "
                 "that value. Durations: whole seconds, or a text such as \"30s\", \"15m\", "
                 "\"1h\", \"7d\". Sizes: bytes, "
                 "or a text such as \"32MiB\", \"1GiB\".");
  for (const auto& section : section_table()) {
    out += '\n';
    if (!section.name.empty()) {
      append_comment(out, section.description);
      out += '[' + std::string{section.name} + "]\n";
    }
    for (const auto& row : key_table()) {
      if (row.section != section.name) {
        continue;
      }
      const auto range = render_range(row);
      append_comment(out, row.description);
      if (!range.empty()) {
        append_comment(out, "Values: " + range);
      }
      out += std::string{row.name} + " = " + render_value(row, row.get(defaults)) + '\n';
    }
  }
  return out;
}

std::string render_keys() {
  const server_settings defaults;
  std::string out;
  for (const auto& row : key_table()) {
    const auto range = render_range(row);
    out += row.full_name() + " = " + shown(row, defaults) +
           (range.empty() ? "" : "  (" + range + ')') + "\n    " + std::string{row.description} +
           '\n';
  }
  return out;
}

std::string render_settings(const server_settings& settings) {
  std::string out;
  for (const auto& row : key_table()) {
    out += row.full_name() + " = " + shown(row, settings) + '\n';
  }
  return out;
}

}  // namespace boekbrug::config
