#include "config/detail/json_reader.hpp"

#include "config/nearest.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace boekbrug::config::detail {

namespace json = boost::json;
using boost::system::error_code;

namespace {

constexpr std::size_t text_max = 1U << 20U;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Boost.JSON keeps the last of two members with one name; whoever wrote both meant something. This
/// handler of the streaming parser only watches names.
struct duplicate_watch {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  std::vector<std::set<std::string>> open;
  std::string key;
  std::string duplicate;  // the first one found

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) {
    open.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, error_code&) {
    open.pop_back();
    return true;
  }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t, error_code&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, error_code&) {
    key.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t, error_code&) {
    key.append(part.data(), part.size());
    if (!open.back().insert(key).second && duplicate.empty()) {
      duplicate = key;
    }
    key.clear();
    return true;
  }
  bool on_string_part(json::string_view, std::size_t, error_code&) { return true; }
  bool on_string(json::string_view, std::size_t, error_code&) { return true; }
  bool on_number_part(json::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t, json::string_view, error_code&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, error_code&) { return true; }
  bool on_double(double, json::string_view, error_code&) { return true; }
  bool on_bool(bool, error_code&) { return true; }
  bool on_null(error_code&) { return true; }
  bool on_comment_part(json::string_view, error_code&) { return true; }
  bool on_comment(json::string_view, error_code&) { return true; }
};

std::string place_of(std::string_view text, std::size_t at) {
  const auto before = text.substr(0, std::min(at, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto start = before.rfind('\n');
  const auto column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace

core::error json_problems::take() const {
  std::string detail;
  for (const auto& line : lines_) {
    detail += detail.empty() ? "" : "\n";
    detail += line;
  }
  return core::fail(core::errc::invalid_input, std::move(detail));
}

core::result<json::value> parse_json(std::string_view text) {
  if (text.size() > text_max) {
    return core::fail(core::errc::invalid_input, "larger than 1 MiB");
  }
  json::basic_parser<duplicate_watch> watch{json::parse_options{}};
  error_code failure;
  const auto read = watch.write_some(false, text.data(), text.size(), failure);
  if (!failure && !is_blank(text.substr(read))) {
    failure = json::error::extra_data;
  }
  if (failure) {
    return core::fail(core::errc::invalid_input,
                      place_of(text, read) + ": no JSON: " + failure.message());
  }
  if (const auto& duplicate = watch.handler().duplicate; !duplicate.empty()) {
    return core::fail(core::errc::invalid_input,
                      "\"" + duplicate + "\" stands twice in one object");
  }
  try {
    auto parsed = json::parse(json::string_view{text.data(), text.size()}, failure);
    if (failure) {
      return core::fail(core::errc::invalid_input, "no JSON: " + failure.message());
    }
    return parsed;
  } catch (const std::exception& thrown) {
    return core::fail(core::errc::invalid_input, std::string{"no JSON: "} + thrown.what());
  }
}

std::string_view type_name(const json::value& value) noexcept {
  switch (value.kind()) {
    case json::kind::null:
      return "null";
    case json::kind::bool_:
      return "true or false";
    case json::kind::int64:
    case json::kind::uint64:
    case json::kind::double_:
      return "a number";
    case json::kind::string:
      return "a text";
    case json::kind::array:
      return "a list";
    case json::kind::object:
      return "an object";
  }
  return "something else";
}

namespace {

std::string not_a(std::string_view wanted, const json::value& value) {
  return "expected " + std::string{wanted} + ", not " + std::string{type_name(value)};
}

}  // namespace

object_reader::object_reader(const json::value& from, std::string path, json_problems& problems)
    : object_{from.if_object()}, path_{std::move(path)}, problems_{problems} {
  if (object_ == nullptr) {
    problems_.add(path_.empty() ? "file" : path_, not_a("an object", from));
  }
}

std::string object_reader::path_of(std::string_view name) const {
  return path_.empty() ? std::string{name} : path_ + '.' + std::string{name};
}

const json::value* object_reader::find(std::string_view name) {
  asked_.emplace(name);
  return object_ == nullptr ? nullptr
                            : object_->if_contains(json::string_view{name.data(), name.size()});
}

bool object_reader::has(std::string_view name) {
  return find(name) != nullptr;
}

const json::value* object_reader::require(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr && object_ != nullptr) {
    problem(name, "is missing");
  }
  return value;
}

std::optional<bool> object_reader::flag(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_bool()) {
    problem(name, not_a("true or false", *value));
    return std::nullopt;
  }
  return value->get_bool();
}

std::optional<std::string> object_reader::text(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_string()) {
    problem(name, not_a("a text", *value));
    return std::nullopt;
  }
  return std::string{value->get_string().data(), value->get_string().size()};
}

std::optional<std::int64_t> object_reader::number(std::string_view name, std::int64_t lowest,
                                                  std::int64_t highest) {
  const auto* value = find(name);
  if (value == nullptr) {
    return std::nullopt;
  }
  const auto* given = value->if_int64();
  if (given == nullptr || *given < lowest || *given > highest) {
    problem(name, "expected a whole number from " + std::to_string(lowest) + " to " +
                      std::to_string(highest));
    return std::nullopt;
  }
  return *given;
}

std::string object_reader::required_text(std::string_view name) {
  if (require(name) == nullptr) {
    return {};
  }
  auto value = text(name);
  if (value && is_blank(*value)) {
    problem(name, "is empty");
  }
  return value.value_or("");
}

std::optional<std::vector<std::string>> object_reader::texts(std::string_view name) {
  const auto* value = find(name);
  return value == nullptr ? std::nullopt : read_texts(*value, path_of(name), problems_);
}

std::optional<std::size_t> object_reader::choose_index(const json::value& value,
                                                       const std::string& path,
                                                       const std::vector<std::string_view>& known,
                                                       json_problems& problems) {
  std::string wanted;
  for (const auto name : known) {
    wanted += wanted.empty() ? "\"" : ", \"";
    wanted += name;
    wanted += '"';
  }
  if (!value.is_string()) {
    problems.add(path, not_a("one of " + wanted, value));
    return std::nullopt;
  }
  const std::string_view text{value.get_string().data(), value.get_string().size()};
  const auto found = std::find(known.begin(), known.end(), text);
  if (found == known.end()) {
    problems.add(path, "expected one of " + wanted + ", not \"" + std::string{text} + '"' +
                           suggestion(text, known));
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - known.begin());
}

void object_reader::finish() {
  if (object_ == nullptr) {
    return;
  }
  const std::vector<std::string_view> known{asked_.begin(), asked_.end()};
  for (const auto& member : *object_) {
    const std::string_view name{member.key().data(), member.key().size()};
    if (!asked_.contains(name)) {
      problem(name, "is unknown" + suggestion(name, known));
    }
  }
}

std::optional<std::vector<std::string>> read_texts(const json::value& value,
                                                   const std::string& path,
                                                   json_problems& problems) {
  const auto* list = value.if_array();
  if (list == nullptr) {
    problems.add(path, not_a("a list of texts", value));
    return std::nullopt;
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto place = path + '[' + std::to_string(i) + ']';
    const auto* text = (*list)[i].if_string();
    if (text == nullptr) {
      problems.add(place, not_a("a text", (*list)[i]));
      return std::nullopt;
    }
    std::string entry{text->data(), text->size()};
    if (is_blank(entry)) {
      problems.add(place, "is empty");
      return std::nullopt;
    }
    if (std::find(out.begin(), out.end(), entry) != out.end()) {
      problems.add(place, "\"" + entry + "\" stands there twice");
      return std::nullopt;
    }
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace boekbrug::config::detail
