#include "sim/magento/search.hpp"
#include "sim/magento/search_tree.hpp"

#include <algorithm>

namespace boekbrug::sim::magento {
namespace {

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

int compare_text(std::string_view a, std::string_view b) noexcept {
  const std::size_t size = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < size; ++i) {
    const auto x = static_cast<unsigned char>(lower(a[i]));
    const auto y = static_cast<unsigned char>(lower(b[i]));
    if (x != y) {
      return x < y ? -1 : 1;
    }
  }
  return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
}

/// SQL LIKE with % and _, without going back more than to the last %.
bool is_like(std::string_view text, std::string_view pattern) noexcept {
  std::size_t t = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '_' || lower(pattern[p]) == lower(text[t]))) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '%') {
    ++p;
  }
  return p == pattern.size();
}

bool in_set(std::string_view list, std::string_view wanted) noexcept {
  while (true) {
    const std::size_t end = list.find(',');
    if (compare_text(list.substr(0, end), wanted) == 0) {
      return true;
    }
    if (end == std::string_view::npos) {
      return false;
    }
    list.remove_prefix(end + 1);
  }
}

std::string as_text(const filter& wanted, const column_value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return *text;
  }
  const auto number = std::get<std::int64_t>(value);
  return wanted.on->kind == column_kind::time ? to_text(seconds_utc{std::chrono::seconds{number}})
                                              : to_text(number);
}

int compare_with(const filter& wanted, const column_value& value, std::size_t index) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    const std::int64_t other = wanted.numbers[index];
    return *number < other ? -1 : *number > other ? 1 : 0;
  }
  return compare_text(std::get<std::string>(value), wanted.texts[index]);
}

bool is_one_of(const filter& wanted, const column_value& value) {
  for (std::size_t i = 0; i < wanted.texts.size(); ++i) {
    if (compare_with(wanted, value, i) == 0) {
      return true;
    }
  }
  return false;
}

/// "a[b][0]" -> a, b, 0. PHP stops at what is no bracket.
parameter_tree& node_at(parameter_tree& root, std::string_view name) {
  const std::size_t bracket = std::min(name.find('['), name.size());
  parameter_tree* at = &root.children[std::string{name.substr(0, bracket)}];
  name.remove_prefix(bracket);
  while (name.starts_with('[')) {
    const std::size_t close = name.find(']');
    if (close == std::string_view::npos) {
      break;
    }
    std::string key{name.substr(1, close - 1)};
    if (key.empty()) {
      key = std::to_string(at->children.size());
    }
    at = &at->children[key];
    name.remove_prefix(close + 1);
  }
  return *at;
}

}  // namespace

parameter_tree parse_parameters(std::string_view query) {
  parameter_tree out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (part.empty()) {
      continue;
    }
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string name = url_decode(part.substr(0, equals), true);
    node_at(out, name).value =
        equals < part.size() ? url_decode(part.substr(equals + 1), true) : std::string{};
  }
  return out;
}

bool matches(const filter& wanted, const column_value& value) {
  const bool absent = std::holds_alternative<std::monostate>(value);
  if (wanted.test == condition::null || wanted.test == condition::notnull) {
    return absent == (wanted.test == condition::null);
  }
  if (absent) {
    return false;  // SQL: NULL is neither equal nor unequal to anything
  }
  switch (wanted.test) {
    case condition::eq:
    case condition::in:
      return is_one_of(wanted, value);
    case condition::neq:
    case condition::nin:
      return !is_one_of(wanted, value);
    case condition::gt:
      return compare_with(wanted, value, 0) > 0;
    case condition::gteq:
      return compare_with(wanted, value, 0) >= 0;
    case condition::lt:
      return compare_with(wanted, value, 0) < 0;
    case condition::lteq:
      return compare_with(wanted, value, 0) <= 0;
    case condition::like:
      return is_like(as_text(wanted, value), wanted.value);
    case condition::nlike:
      return !is_like(as_text(wanted, value), wanted.value);
    case condition::finset:
      return in_set(as_text(wanted, value), wanted.value);
    case condition::null:
    case condition::notnull:
      break;
  }
  return false;
}

int compare(const column_value& a, const column_value& b) {
  if (a.index() != b.index()) {
    return a.index() < b.index() ? -1 : 1;
  }
  if (const auto* number = std::get_if<std::int64_t>(&a)) {
    const auto other = std::get<std::int64_t>(b);
    return *number < other ? -1 : *number > other ? 1 : 0;
  }
  if (const auto* text = std::get_if<std::string>(&a)) {
    return compare_text(*text, std::get<std::string>(b));
  }
  return 0;
}

}  // namespace boekbrug::sim::magento
